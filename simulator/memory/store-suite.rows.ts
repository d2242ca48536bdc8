import type { SeatChange, SeatRow } from "@allotement/boxoffice/house/inventory/inventory.store.ts";
import type { InterfaceTransaction } from "@allotement/boxoffice/interface/store.ts";
import { chainStart, hashOfEvent } from "@allotement/protocol/feed-chain.ts";
import type { FeedEvent, SaleFacts } from "@allotement/protocol/messages/sales.ts";
import { counterPriceTypeCode } from "../season.ts";
import type { VenueConnection } from "../sides.ts";

/** Rows that the cases of the suite are written with. */

export const performanceNumber = 501;
export const otherPerformanceNumber = 502;
export const showNumber = 50;
export const otherShowNumber = 51;
export const holdCode = 6690007;
export const streamId = "01900000-0000-7000-8000-000000000001";
export const at = (minute: number) => new Date(Date.UTC(2026, 9, 1, 10, minute));

/** What a seat costs at the counter, its line of the grid, and the entry that its sale is booked with. */
export const counterAmounts = { faceValueCents: 4800, venueFeeCents: 120, organizerFeeCents: 180 };
export const counterPrice = {
  ...counterAmounts,
  priceTypeCode: counterPriceTypeCode,
  seatCategoryCode: 31,
  resellerFeeCents: null,
};
export const counterEntry = {
  kind: "sale" as const,
  operatorId: 1,
  salesChannelId: 1,
  paymentMethodId: 1,
  performanceNumber,
  priceTypeCode: counterPriceTypeCode,
  ...counterAmounts,
  resellerFeeCents: 0,
  customerAccountId: null,
};

/** An identity that sorts by its number. */
export function id(number: number): string {
  return `01900000-0000-7000-8000-${String(number).padStart(12, "0")}`;
}

export function saleFacts(number: number, change: Partial<SaleFacts> = {}): SaleFacts {
  return {
    eventId: id(1000 + number),
    kind: "sale",
    orderId: `order ${number}`,
    lineId: "1",
    showNumber,
    performanceNumber,
    localDate: "2026-12-23",
    localTime: "19:00",
    timeZone: "Europe/Paris",
    seatCode: 1,
    grant: 1,
    priceTypeCode: 6690014,
    seatCategoryCode: 31,
    faceValueCents: 4800,
    venueFeeCents: 120,
    organizerFeeCents: 180,
    resellerFeeCents: 480,
    currency: "EUR",
    barcode: `02${String(number).padStart(12, "0")}`,
    holder: { surname: "MARTIN", firstName: "Claire" },
    pointOfSale: "Paris",
    soldAt: at(number).toISOString(),
    ...change,
  };
}

export function feedEvent(sequence: number, change: Partial<SaleFacts> = {}): FeedEvent {
  const event = { ...saleFacts(sequence, change), sequence, previousHash: chainStart };
  return { ...event, hash: hashOfEvent(event) };
}

/** One transaction of the venue's exchange. */
export function exchange<Result>(
  venue: VenueConnection,
  work: (transaction: InterfaceTransaction) => Promise<Result>,
): Promise<Result> {
  return venue.store.transaction(work);
}

/** Moves all of these seats in the same way. */
export function moveSeats(
  venue: VenueConnection,
  seatCodes: readonly number[],
  change: (seat: SeatRow) => SeatChange,
): Promise<void> {
  return exchange(venue, async (transaction) => {
    const seats = await transaction.lockSeats(performanceNumber, seatCodes);
    await transaction.moveSeats({ performanceNumber, at: at(0), operatorId: 1 }, seats.map(change));
  });
}

export const hold = (seat: SeatRow): SeatChange => ({
  seat,
  movement: "hold",
  to: "held",
  set: { holdCode },
});

export function allot(operationId: string): (seat: SeatRow) => SeatChange {
  return (seat) => {
    const command = seat.command + 1;
    const set = { command, grantCommand: command, resellerId: 1, operationId };
    return { seat, movement: "allot", to: "allotting", set };
  };
}

/** Seats that the reseller holds under grant 1. */
export async function allotted(venue: VenueConnection, seatCodes: readonly number[]): Promise<void> {
  await moveSeats(venue, seatCodes, hold);
  await moveSeats(venue, seatCodes, allot(id(1)));
  await moveSeats(venue, seatCodes, (seat) => ({
    seat,
    movement: "allotAccepted",
    to: "allotted",
    set: { operationId: null },
  }));
}

/** Writes sales as received, one ticket each, and puts the cursor behind them. */
export function received(venue: VenueConnection, events: readonly FeedEvent[]): Promise<number[]> {
  return exchange(venue, async (transaction) => {
    await transaction.startCursor(streamId, chainStart);
    const ticketIds = await transaction.drawTicketIds(events.length);
    const tickets = events.map((event, index) => ({
      ticketId: ticketIds[index] ?? 0,
      performanceNumber: event.performanceNumber,
      seatCode: event.seatCode,
      event,
      inConflict: false,
    }));
    const refused = new Set(await transaction.insertReceivedTickets(tickets));
    const rows = tickets.map(({ event, ticketId }) => ({
      event,
      ticketId: refused.has(ticketId) ? null : ticketId,
      blockReason: refused.has(ticketId) ? { kind: "barcodeTaken", barcode: event.barcode } : null,
    }));
    await transaction.insertInbox(rows, streamId, at(1));
    const last = events.at(-1);
    if (last) await transaction.moveCursor(last.sequence, last.hash, at(1));
    return ticketIds;
  });
}

/** An operation of one seat, planned at `minute`. */
export const operation = (number: number, minute = number) => ({
  operationId: id(number),
  runId: null,
  kind: "allot" as const,
  showNumber,
  performanceNumber,
  body: "{}",
  seatCount: 1,
  at: at(minute),
  operatorId: 1,
});
