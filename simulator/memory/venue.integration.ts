import type {
  IntegratedInRun,
  IntegrationStore,
  WaitingSale,
} from "@allotement/boxoffice/interface/import-sales/integrate.store.ts";
import type { ImportLine } from "@allotement/boxoffice/interface/runs/runs.store.ts";
import type { FeedEvent } from "@allotement/protocol/messages/sales.ts";
import { assert } from "./constraints.ts";
import { asRead, inboxRowOf } from "./venue.feed.ts";
import { appendEntryRows } from "./venue.journal.ts";
import { gridOfShow } from "./venue.programme.ts";
import { otherSchedules } from "./venue.reschedules.ts";
import type { VenueInboxRow, VenueTables } from "./venue.tables.ts";
import { putTicket } from "./venue.tickets.ts";

export function memoryIntegration(tables: VenueTables): IntegrationStore {
  const { inbox, season } = tables;
  return {
    waitingSales: async (lines, until) => waitingSales(tables, lines, until),
    async lockInboxRow(eventId) {
      const row = inboxRowOf(tables, eventId);
      return row && asRead(row);
    },
    async saleContext(event) {
      const performance = tables.performances.get(event.performanceNumber);
      const schedule =
        performance?.showNumber === event.showNumber
          ? { localDate: performance.localDate, localTime: performance.localTime }
          : undefined;
      const priceTypeKnown = season.priceTypes.some(
        ({ priceTypeCode, channelKind }) =>
          priceTypeCode === event.priceTypeCode && channelKind === "reseller",
      );
      const line = gridOfShow(tables, event.showNumber, new Date(event.soldAt))?.lines.find(
        ({ priceTypeCode, seatCategoryCode }) =>
          priceTypeCode === event.priceTypeCode && seatCategoryCode === event.seatCategoryCode,
      );
      const grid = line && {
        faceValueCents: line.faceValueCents,
        venueFeeCents: line.venueFeeCents,
        organizerFeeCents: line.organizerFeeCents,
      };
      const others = otherSchedules(tables, event.performanceNumber);
      return { schedule, otherSchedules: others, priceTypeKnown, grid };
    },
    booking: async () => ({ ...season.connection, customerAccountId: season.customerAccountId }),
    async book(event, ticketId, booking, lines, at) {
      const { operatorId, salesChannelId, paymentMethodId, customerAccountId } = booking;
      const ticket = ticketId === null ? undefined : tables.tickets.get(ticketId);
      if (event.kind === "sale" && ticket) putTicket(tables, { ...ticket, operatorId, salesChannelId });
      const { performanceNumber, priceTypeCode } = event;
      const common = { operatorId, salesChannelId, paymentMethodId, ticketId, customerAccountId };
      const entries = lines.map((line) => ({ ...common, performanceNumber, priceTypeCode, ...line }));
      appendEntryRows(tables, at, entries);
    },
    async markIntegrated(eventId, runId, integratedAt) {
      changeInboxRow(tables, eventId, { status: "integrated", blockReason: null, integratedAt, runId });
    },
    async markBlocked(eventId, reason) {
      changeInboxRow(tables, eventId, { status: "blocked", blockReason: JSON.parse(JSON.stringify(reason)) });
    },
    async undoneSale(eventId) {
      const row = inboxRowOf(tables, eventId);
      return row && { event: row.event, status: row.status, sameAs: row.sameAs };
    },
    async isUndone(eventId) {
      const same = tables.inboxSame.get(eventId.toLowerCase());
      return [eventId.toLowerCase(), same].some((sale) => {
        const undoing = sale === undefined ? undefined : tables.inboxUndoing.get(sale);
        const row = undoing === undefined ? undefined : inbox.get(undoing);
        return row !== undefined && row.blockReason?.kind !== "unknownSale";
      });
    },
    integratedInRun: async (runId) => integratedInRun(tables, runId),
  };
}

/** Changes a row of the inbox, as the checks of `feed_inbox` allow; one that is not there stays so. */
export function changeInboxRow(tables: VenueTables, eventId: string, to: Partial<VenueInboxRow>): void {
  const row = inboxRowOf(tables, eventId);
  if (!row) return;
  const after = { ...row, ...to };
  const stopped = after.status === "blocked" || after.status === "closed";
  assert(stopped === (after.blockReason !== null), "a sale that is not to be booked has its reason");
  assert((after.status === "integrated") === (after.integratedAt !== null), "an integrated sale says when");
  tables.inbox.put(eventId.toLowerCase(), after);
}

function waitingSales(
  { inbox, performances }: VenueTables,
  lines: readonly ImportLine[],
  until: string | undefined,
): WaitingSale[] {
  const latest = until === undefined ? Number.POSITIVE_INFINITY : Date.parse(until);
  const found: WaitingSale[] = [];
  const afterItsSale = (row: VenueInboxRow) => {
    const sale = row.event.refersTo === undefined ? undefined : inbox.get(row.event.refersTo.toLowerCase());
    return sale !== undefined && sale.source !== row.source ? 1 : 0;
  };
  const order = new Map<WaitingSale, readonly number[]>();
  for (const row of inbox.rows()) {
    const { status, sequence, event, source } = row;
    const { showNumber, performanceNumber } = event;
    const performance = performances.get(performanceNumber);
    const waits = status === "pending" || status === "blocked";
    if (!waits || !performance || Date.parse(event.soldAt) > latest) continue;
    const start = `${performance.localDate}T${performance.localTime}:00`;
    const chosen = lines.some(
      ({ from, to, ...line }) =>
        line.showNumber === showNumber &&
        (from === undefined || start >= toTheSecond(from)) &&
        (to === undefined || start <= toTheSecond(to)),
    );
    if (!chosen) continue;
    const sale = { eventId: event.eventId, sequence, showNumber };
    order.set(sale, [afterItsSale(row), source === "file" ? 0 : 1, sequence]);
    found.push(sale);
  }
  return found.sort((one, other) => compareOrders(order.get(one) ?? [], order.get(other) ?? []));
}

function compareOrders(one: readonly number[], other: readonly number[]): number {
  const place = one.findIndex((value, index) => value !== other[index]);
  return place < 0 ? 0 : (one[place] ?? 0) - (other[place] ?? 0);
}

/** Civil times compare as texts once they are written alike. */
function toTheSecond(civil: string): string {
  return civil.length === "2020-01-15T00:00".length ? `${civil}:00` : civil;
}

function integratedInRun({ inbox }: VenueTables, runId: string): IntegratedInRun[] {
  const shows = new Map<number, IntegratedInRun & { first: number }>();
  for (const row of inbox.rows()) {
    if (row.runId !== runId || row.status !== "integrated") continue;
    const { showNumber, kind } = row.event;
    const show = shows.get(showNumber) ?? {
      showNumber,
      integrated: 0,
      cancelled: 0,
      amountCents: 0,
      first: row.sequence,
    };
    if (kind === "sale") show.integrated += 1;
    else show.cancelled += 1;
    show.amountCents += (kind === "sale" ? 1 : -1) * amountOf(row.event);
    show.first = Math.min(show.first, row.sequence);
    shows.set(showNumber, show);
  }
  return [...shows.values()]
    .sort((one, other) => one.first - other.first)
    .map(({ first: _, ...figures }) => figures);
}

function amountOf({ faceValueCents, venueFeeCents, organizerFeeCents }: FeedEvent): number {
  return faceValueCents + venueFeeCents + organizerFeeCents;
}
