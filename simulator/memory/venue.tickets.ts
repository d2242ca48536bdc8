import type { CounterTicketSale, PricedSeat } from "@allotement/boxoffice/house/counter/counter-sale.ts";
import type { CounterTicket, WrittenTicket } from "@allotement/boxoffice/house/counter/tickets.store.ts";
import type { ReceivedTicket } from "@allotement/boxoffice/interface/import-sales/feed.store.ts";
import type { VenueTicket } from "../views.ts";
import { assert, seatKey } from "./constraints.ts";
import type { VenueTables } from "./venue.tables.ts";

/** Writes a ticket of the feed; false where its barcode is another's. */
export function insertReceivedTicket(tables: VenueTables, ticket: ReceivedTicket): boolean {
  const { ticketId, performanceNumber, seatCode, event, inConflict } = ticket;
  const cancelledAt = ticket.cancelledAt ?? null;
  const type = tables.season.priceTypes.find(
    (one) => one.priceTypeCode === event.priceTypeCode && one.channelKind === "reseller",
  );
  return insertTicket(tables, {
    ticketId,
    performanceNumber,
    seatCode,
    soldThrough: "reseller",
    resellerId: tables.season.resellerId,
    priceTypeCode: type?.priceTypeCode ?? null,
    priceTypeChannel: type?.channelKind ?? null,
    exception: null,
    seatCategoryCode: event.seatCategoryCode,
    faceValueCents: event.faceValueCents,
    venueFeeCents: event.venueFeeCents,
    organizerFeeCents: event.organizerFeeCents,
    resellerFeeCents: event.resellerFeeCents,
    barcode: event.barcode,
    holderSurname: event.holder?.surname ?? null,
    holderFirstName: event.holder?.firstName ?? null,
    soldAt: new Date(event.soldAt),
    operatorId: null,
    salesChannelId: null,
    cancelledAt,
    inConflict,
    lastScan: 0,
    cancelledAfterScan: cancelledAt && 0,
  });
}

export function insertCounterTicketRows(
  tables: VenueTables,
  sale: CounterTicketSale,
  seats: readonly PricedSeat[],
  draw: () => string,
): WrittenTicket[] {
  const written: WrittenTicket[] = [];
  for (let attempt = 0; attempt < 5 && written.length < seats.length; attempt += 1) {
    const done = new Set(written.map(({ seatCode }) => seatCode));
    const left = seats.filter(({ seatCode }) => !done.has(seatCode));
    const drawn = left.map((seat) => ({ ...seat, barcode: draw() }));
    for (const { seatCode, price, barcode } of drawn) {
      const ticketId = tables.drawTicketId();
      const inserted = insertTicket(tables, {
        ticketId,
        performanceNumber: sale.performanceNumber,
        seatCode,
        soldThrough: "counter",
        resellerId: null,
        priceTypeCode: sale.priceTypeCode,
        priceTypeChannel: sale.priceTypeChannel,
        exception: sale.exception,
        seatCategoryCode: price.seatCategoryCode,
        faceValueCents: price.faceValueCents,
        venueFeeCents: price.venueFeeCents,
        organizerFeeCents: price.organizerFeeCents,
        resellerFeeCents: 0,
        barcode,
        holderSurname: sale.holder?.surname ?? null,
        holderFirstName: sale.holder?.firstName ?? null,
        soldAt: sale.soldAt,
        operatorId: sale.operatorId,
        salesChannelId: sale.salesChannelId,
        cancelledAt: null,
        inConflict: false,
        lastScan: 0,
        cancelledAfterScan: null,
      });
      if (inserted) written.push({ ticketId, seatCode, barcode });
    }
  }
  if (written.length < seats.length) throw new Error("five draws in a row met a barcode in use");
  return written;
}

function insertTicket(tables: VenueTables, ticket: VenueTicket): boolean {
  const { ticketId, performanceNumber, seatCode, barcode } = ticket;
  if (tables.ticketOfBarcode.get(barcode) !== undefined) return false;
  const key = seatKey(performanceNumber, seatCode);
  assert(tables.tickets.get(ticketId) === undefined, "one ticket for one number");
  assert(tables.seats.get(key) !== undefined, "the seat exists");
  const { priceTypeChannel } = ticket;
  const separated = priceTypeChannel === null || priceTypeChannel === ticket.soldThrough;
  assert(separated || ticket.exception !== null, "a price type is sold by its own channel (R3.4)");
  tables.ticketOfBarcode.put(barcode, ticketId);
  putTicket(tables, ticket);
  if (ticket.cancelledAt !== null) return true;
  const live = tables.liveTickets.get(key) ?? [];
  tables.liveTickets.put(key, [...live, ticketId]);
  assertOneLive(tables, key);
  return true;
}

/** Replaces a ticket's row, when it is already among its seat's. */
export function putTicket(tables: VenueTables, ticket: VenueTicket): void {
  tables.tickets.put(ticket.ticketId, ticket);
}

/** The last wall against selling twice. */
export function assertOneLive(tables: VenueTables, key: number): void {
  const live = (tables.liveTickets.get(key) ?? []).filter(
    (ticketId) => tables.tickets.get(ticketId)?.inConflict === false,
  );
  assert(live.length <= 1, "one live ticket for one seat");
}

export function cancelTicketRow(tables: VenueTables, ticketId: number, cancelledAt: Date): void {
  const ticket = tables.tickets.get(ticketId);
  if (!ticket || ticket.cancelledAt !== null) return;
  putTicket(tables, { ...ticket, cancelledAt, cancelledAfterScan: ticket.lastScan });
  const key = seatKey(ticket.performanceNumber, ticket.seatCode);
  const live = tables.liveTickets.get(key) ?? [];
  tables.liveTickets.put(
    key,
    live.filter((one) => one !== ticketId),
  );
}

/** A ticket as the counter reads it: with the payment method of its sale. */
export function counterTicket(tables: VenueTables, ticketId: number): CounterTicket | undefined {
  const ticket = tables.tickets.get(ticketId);
  if (!ticket) return undefined;
  const entries = tables.entriesOfTicket.get(ticketId) ?? [];
  const sale = entries.find((entry) => entry.kind === "sale");
  if (entries.length > 0 && !sale) return undefined;
  const live = tables.liveTickets.get(seatKey(ticket.performanceNumber, ticket.seatCode)) ?? [];
  const { performanceNumber, seatCode, soldThrough, priceTypeCode, cancelledAt, salesChannelId } = ticket;
  const { faceValueCents, venueFeeCents, organizerFeeCents } = ticket;
  return {
    ticketId,
    performanceNumber,
    seatCode,
    soldThrough,
    priceTypeCode,
    faceValueCents,
    venueFeeCents,
    organizerFeeCents,
    cancelledAt,
    holderSurname: ticket.holderSurname,
    holderFirstName: ticket.holderFirstName,
    salesChannelId,
    paymentMethodId: sale?.paymentMethodId ?? null,
    disputed: live.some((one) => one !== ticketId),
  };
}
