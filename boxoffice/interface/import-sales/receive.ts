import type { Clock } from "@allotement/platform/ports.ts";
import { type ChainFault, faultOfPage } from "@allotement/protocol/feed-chain.ts";
import type { FeedEvent, SalesPage } from "@allotement/protocol/messages/sales.ts";
import type { SeatRow } from "../../house/inventory/inventory.store.ts";
import type { InterfaceStore, InterfaceTransaction } from "../store.ts";
import type { ReceivedTicket } from "./feed.store.ts";
import { receiveCancellation, receiveSale, type SeatReceipt, undoes } from "./receipt.ts";

export type PageReceipt =
  | { outcome: "received"; count: number; sequence: number; hash: string }
  | { outcome: "stopped"; fault: ChainFault };

/**
 * Receives one page of the feed: seats move, tickets and inbox rows are written and the cursor advances in one
 * transaction (rule 5), so that a second copy of the page changes nothing. On a fault nothing of the page is taken, the
 * fault is kept and receiving stops until a person has looked. `askedAfter` is the sequence after which the page was
 * asked for: where another worker has received more since, this page is only old. `looked`: a person has, so a page
 * without a fault, from the cursor on, takes the kept fault away.
 * @throws where no cursor stands: a session begins the stream first.
 */
export async function receivePage(
  store: InterfaceStore,
  page: SalesPage,
  clock: Clock,
  askedAfter = Number.POSITIVE_INFINITY,
  looked = false,
): Promise<PageReceipt> {
  return store.transaction(async (transaction) => {
    const cursor = await transaction.lockCursor();
    if (!cursor) throw new Error("a page was received before the stream had begun");
    if (cursor.fault && !looked) return { outcome: "stopped", fault: cursor.fault };
    const fresh = page.events.filter((event) => event.sequence > cursor.sequence);
    const overtaken = askedAfter < cursor.sequence && page.head < cursor.sequence && fresh.length === 0;
    const head = overtaken ? cursor.sequence : page.head;
    const fault =
      faultOfPage(cursor, { ...page, head, events: fresh }) ?? (await faultOfIdentities(transaction, fresh));
    if (fault) {
      await transaction.stopReceiving(fault);
      return { outcome: "stopped", fault };
    }
    if (cursor.fault) await transaction.stopReceiving(null);
    const at = clock.now();
    // All seats of the page first, in order: a later wave may name a lower seat than an earlier one.
    await lockNamedSeats(transaction, fresh);
    for (const wave of wavesOf(fresh))
      await receiveWave(transaction, wave, page.streamId, store.scope.resellerId, at);
    const last = fresh.at(-1);
    if (!last) return { outcome: "received", count: 0, sequence: cursor.sequence, hash: cursor.hash };
    await transaction.moveCursor(last.sequence, last.hash, at);
    return { outcome: "received", count: fresh.length, sequence: last.sequence, hash: last.hash };
  });
}

/** An event that the inbox cannot hold beside another has no place in the chain: said before the database would refuse. */
async function faultOfIdentities(
  transaction: InterfaceTransaction,
  events: readonly FeedEvent[],
): Promise<ChainFault | undefined> {
  if (events.length === 0) return undefined;
  const sequence = await transaction.firstRepetition(events);
  return sequence === undefined ? undefined : { fault: "brokenChain", sequence };
}

/** Cuts a page so that no seat stands twice in one part: a sale, its cancellation and a new sale come one by one. */
function wavesOf(events: readonly FeedEvent[]): FeedEvent[][] {
  const waves: FeedEvent[][] = [];
  let seen = new Set<string>();
  for (const event of events) {
    const seat = `${event.performanceNumber}/${event.seatCode}`;
    const current = waves.at(-1);
    if (!current || seen.has(seat)) {
      waves.push([event]);
      seen = new Set([seat]);
    } else {
      current.push(event);
      seen.add(seat);
    }
  }
  return waves;
}

async function receiveWave(
  transaction: InterfaceTransaction,
  events: readonly FeedEvent[],
  streamId: string,
  resellerId: number,
  at: Date,
): Promise<void> {
  const seats = await lockNamedSeats(transaction, events);
  const ticketIds = await transaction.drawTicketIds(events.length);
  const tickets: ReceivedTicket[] = [];
  const inbox: { event: FeedEvent; ticketId: number | null; blockReason: unknown }[] = [];
  const receipts: { event: FeedEvent; receipt: SeatReceipt; ticketId: number | null }[] = [];
  for (const [index, event] of events.entries()) {
    const { performanceNumber, seatCode } = event;
    const seat = seats.get(seatKey(performanceNumber, seatCode));
    if (!seat) {
      inbox.push({
        event,
        ticketId: null,
        blockReason: { kind: "unknownSeat", performanceNumber, seatCode },
      });
      continue;
    }
    if (event.kind === "sale") {
      const ticketId = ticketIds[index];
      if (ticketId === undefined) throw new Error("fewer ticket numbers were drawn than asked for");
      const receipt = receiveSale(seat, event.grant, ticketId, resellerId);
      tickets.push({
        ticketId,
        performanceNumber,
        seatCode,
        event,
        inConflict: receipt.conflict !== undefined,
      });
      inbox.push({ event, ticketId, blockReason: null });
      receipts.push({ event, receipt, ticketId });
    } else {
      const sale = event.refersTo === undefined ? undefined : await transaction.inboxEvent(event.refersTo);
      const recallOpen = seat.operationId !== null && (await transaction.isUnfinished(seat.operationId));
      const undone = sale && undoes(event, sale.event) ? sale : undefined;
      const receipt = receiveCancellation(seat, event, undone?.event, recallOpen);
      const ticketId = undone?.ticketId ?? null;
      if (ticketId !== null) await transaction.cancelTickets([{ ticketId, at: event.soldAt }]);
      inbox.push({
        event,
        ticketId,
        blockReason: undone ? null : { kind: "unknownSale", refersTo: event.refersTo },
      });
      receipts.push({ event, receipt, ticketId });
    }
  }
  const refused = new Set(await transaction.insertReceivedTickets(tickets));
  const rows = inbox.map((row) =>
    row.ticketId !== null && refused.has(row.ticketId)
      ? { ...row, ticketId: null, blockReason: { kind: "barcodeTaken", barcode: row.event.barcode } }
      : row,
  );
  await moveReceived(transaction, receipts, at);
  await transaction.insertInbox(rows, streamId, at);
  for (const { event, receipt, ticketId } of receipts) {
    const untold = ticketId !== null && refused.has(ticketId);
    // A sale whose barcode is another's has no ticket to enter with: a person must see to its customer.
    const cause = receipt.conflict ?? (untold ? "barcodeTaken" : undefined);
    if (cause === undefined) continue;
    const { performanceNumber, seatCode } = event;
    await transaction.openConflict({
      performanceNumber,
      seatCode,
      cause,
      ticketId: untold ? null : ticketId,
      at,
    });
  }
}

const seatKey = (performanceNumber: number, seatCode: number) => `${performanceNumber}/${seatCode}`;

/** Locks every seat that the events name, performance by performance in rising order. */
async function lockNamedSeats(
  transaction: InterfaceTransaction,
  events: readonly FeedEvent[],
): Promise<Map<string, SeatRow>> {
  const performances = [...new Set(events.map((event) => event.performanceNumber))].sort((a, b) => a - b);
  const seats = new Map<string, SeatRow>();
  for (const performanceNumber of performances) {
    const codes = events
      .filter((event) => event.performanceNumber === performanceNumber)
      .map((event) => event.seatCode);
    for (const seat of await transaction.lockSeats(performanceNumber, codes))
      seats.set(seatKey(performanceNumber, seat.seatCode), seat);
  }
  return seats;
}

async function moveReceived(
  transaction: InterfaceTransaction,
  receipts: readonly { event: FeedEvent; receipt: SeatReceipt }[],
  at: Date,
): Promise<void> {
  const byPerformance = new Map<number, NonNullable<SeatReceipt["change"]>[]>();
  for (const { event, receipt } of receipts) {
    if (!receipt.change) continue;
    const changes = byPerformance.get(event.performanceNumber) ?? [];
    byPerformance.set(event.performanceNumber, [...changes, receipt.change]);
  }
  for (const [performanceNumber, changes] of byPerformance)
    await transaction.moveSeats({ performanceNumber, at, operatorId: null }, changes);
}
