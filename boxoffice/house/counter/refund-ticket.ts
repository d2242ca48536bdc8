import type { Clock } from "@allotement/platform/ports.ts";
import type { RefundAnswer, RefundsAnswer } from "../../api/counter.ts";
import type { HouseStore, HouseTransaction } from "../house.ts";
import type { SeatRow } from "../inventory/inventory.store.ts";
import type { PaymentMethod } from "../journal/accounts.store.ts";
import type { EntryToAppend } from "../journal/journal.store.ts";
import { dueCents } from "./counter-sale.ts";
import type { CounterTicket } from "./tickets.store.ts";

/** In order of precedence. `TICKET_DISPUTED`: another live ticket stands for the seat, its conflict is settled first. */
export type RefundRefusal =
  | "NOT_FOUND"
  | "NOT_SOLD_AT_COUNTER"
  | "ALREADY_REFUNDED"
  | "TICKET_DISPUTED"
  | "UNKNOWN_PAYMENT_METHOD";

export interface TicketOnSeat {
  ticket: CounterTicket;
  seat: SeatRow;
}

/** One counter ticket, taken back. */
export async function refundTicket(
  counter: { store: HouseStore; clock: Clock },
  operatorId: number,
  ticketId: number,
  paymentMethodId?: number,
): Promise<RefundAnswer | RefundRefusal> {
  const refunded = await refundTickets(counter, operatorId, [ticketId], paymentMethodId);
  if (typeof refunded === "string") return refunded;
  const [refund] = refunded.refunds;
  if (!refund) throw new Error(`ticket ${ticketId} was not refunded`);
  return refund;
}

/**
 * Takes counter tickets back, all or none: their barcodes die, the seats are free again, the journal gets the reverse
 * lines under each sale's channel; nothing is edited. What the reseller sold is cancelled by the reseller alone.
 */
export async function refundTickets(
  { store, clock }: { store: HouseStore; clock: Clock },
  operatorId: number,
  ticketIds: readonly number[],
  paymentMethodId?: number,
): Promise<RefundsAnswer | RefundRefusal> {
  return store.transaction<RefundsAnswer | RefundRefusal>(async (transaction) => {
    const found = await lockTickets(transaction, ticketIds);
    if (typeof found === "string") return found;
    const { standing } = found;
    const methods: PaymentMethod[] = [];
    for (const { ticket } of standing) {
      const method = await refundMethod(transaction, ticket, paymentMethodId);
      if (!method) return "UNKNOWN_PAYMENT_METHOD";
      methods.push(method);
    }
    const at = clock.now();
    const entries: EntryToAppend[] = [];
    for (const [index, one] of standing.entries()) {
      const method = methods[index];
      if (!method) throw new Error("a ticket without its method");
      entries.push(await giveSeatBack(transaction, { ...one, operatorId, at, method }));
    }
    const entryNumbers = await transaction.appendEntries(at, entries);
    const refunds = standing.map(({ ticket }, index) => {
      const entryNumber = entryNumbers[index];
      if (entryNumber === undefined) throw new Error("the refund was not booked");
      return { ticketId: ticket.ticketId, entryNumber, refundedCents: dueCents(ticket) };
    });
    return { refunds, refundedCents: refunds.reduce((sum, { refundedCents }) => sum + refundedCents, 0) };
  });
}

/** Tickets and further seats locked together, where each ticket may be taken back; else the first refusal. */
export async function lockTickets(
  transaction: Pick<HouseTransaction, "ticket" | "lockSeats">,
  ticketIds: readonly number[],
  alsoLocked: readonly { performanceNumber: number; seatCode: number }[] = [],
): Promise<{ standing: TicketOnSeat[]; locked: ReadonlyMap<number, SeatRow[]> } | RefundRefusal> {
  const wanted = [...new Set(ticketIds)];
  const places = [...alsoLocked];
  for (const ticketId of wanted) {
    const found = await transaction.ticket(ticketId);
    if (!found) return "NOT_FOUND";
    places.push(found);
  }
  const locked = await lockPlaces(transaction, places);
  const standing: TicketOnSeat[] = [];
  for (const ticketId of wanted) {
    // Looked at again under the lock: another clerk may have refunded it meanwhile.
    const ticket = await transaction.ticket(ticketId);
    if (!ticket) throw new Error(`ticket ${ticketId} is gone`);
    const rows = locked.get(ticket.performanceNumber) ?? [];
    const seat = rows.find(({ seatCode }) => seatCode === ticket.seatCode);
    if (!seat) throw new Error(`ticket ${ticketId} has lost its seat`);
    if (ticket.soldThrough !== "counter") return "NOT_SOLD_AT_COUNTER";
    if (ticket.cancelledAt !== null) return "ALREADY_REFUNDED";
    if (ticket.disputed || seat.state !== "soldAtCounter") return "TICKET_DISPUTED";
    standing.push({ ticket, seat });
  }
  return { standing, locked };
}

/** Locks seats of several performances, in rising order of performance number (docs/inventory.md). */
async function lockPlaces(
  transaction: Pick<HouseTransaction, "lockSeats">,
  places: readonly { performanceNumber: number; seatCode: number }[],
): Promise<Map<number, SeatRow[]>> {
  const performances = [...new Set(places.map(({ performanceNumber }) => performanceNumber))];
  const locked = new Map<number, SeatRow[]>();
  for (const performanceNumber of performances.sort((one, other) => one - other)) {
    const codes = places.filter((place) => place.performanceNumber === performanceNumber);
    const seatCodes = [...new Set(codes.map(({ seatCode }) => seatCode))];
    locked.set(performanceNumber, await transaction.lockSeats(performanceNumber, seatCodes));
  }
  return locked;
}

/** By the sale's own method where none is named. */
export async function refundMethod(
  transaction: Pick<HouseTransaction, "paymentMethod">,
  ticket: CounterTicket,
  paymentMethodId: number | undefined,
): Promise<PaymentMethod | undefined> {
  const wanted = paymentMethodId ?? ticket.paymentMethodId;
  return wanted === null ? undefined : transaction.paymentMethod(wanted);
}

/** Kills a counter ticket's barcode and frees its locked seat; answers the reverse line, to be booked by the caller. */
export async function giveSeatBack(
  transaction: Pick<HouseTransaction, "cancelTicket" | "moveSeats">,
  refund: TicketOnSeat & { operatorId: number; at: Date; method: PaymentMethod },
): Promise<EntryToAppend> {
  const { ticket, seat, operatorId, at, method } = refund;
  const { ticketId, performanceNumber, priceTypeCode, salesChannelId } = ticket;
  if (salesChannelId === null) throw new Error(`counter ticket ${ticketId} has no channel`);
  await transaction.cancelTicket(ticketId, at);
  await transaction.moveSeats({ performanceNumber, at, operatorId }, [
    { seat, movement: "refundAtCounter", to: "free", ticketId },
  ]);
  return {
    kind: "refund",
    operatorId,
    salesChannelId,
    paymentMethodId: method.paymentMethodId,
    ticketId,
    performanceNumber,
    priceTypeCode,
    faceValueCents: -ticket.faceValueCents,
    venueFeeCents: -ticket.venueFeeCents,
    organizerFeeCents: -ticket.organizerFeeCents,
    resellerFeeCents: 0,
    customerAccountId: method.customerAccountId,
  };
}

/** Frees a counter ticket's locked seat and books the reverse line; by the sale's own method where none is named. */
export async function takeTicketBack(
  transaction: Pick<HouseTransaction, "cancelTicket" | "moveSeats" | "paymentMethod" | "appendEntries">,
  refund: TicketOnSeat & { operatorId: number; at: Date; paymentMethodId?: number | undefined },
): Promise<RefundAnswer | "UNKNOWN_PAYMENT_METHOD"> {
  const { ticket, at } = refund;
  const method = await refundMethod(transaction, ticket, refund.paymentMethodId);
  if (!method) return "UNKNOWN_PAYMENT_METHOD";
  const entry = await giveSeatBack(transaction, { ...refund, method });
  const [entryNumber] = await transaction.appendEntries(at, [entry]);
  if (entryNumber === undefined) throw new Error("the refund was not booked");
  return { ticketId: ticket.ticketId, entryNumber, refundedCents: dueCents(ticket) };
}
