import type { Clock } from "@allotement/platform/ports.ts";
import type { RefundAnswer } from "../../api/counter.ts";
import type { HouseStore, HouseTransaction } from "../house.ts";
import type { SeatRow } from "../inventory/inventory.store.ts";
import type { CounterTicket } from "./tickets.store.ts";

/** In order of precedence. `TICKET_DISPUTED`: another live ticket stands for the seat, its conflict is settled first. */
export type RefundRefusal =
  | "NOT_FOUND"
  | "NOT_SOLD_AT_COUNTER"
  | "ALREADY_REFUNDED"
  | "TICKET_DISPUTED"
  | "UNKNOWN_PAYMENT_METHOD";

/**
 * Takes a counter ticket back: its barcode dies, the seat is free again, the journal gets the reverse line under the
 * sale's channel; nothing is edited. A ticket that the reseller sold is cancelled by the reseller alone.
 */
export async function refundTicket(
  { store, clock }: { store: HouseStore; clock: Clock },
  operatorId: number,
  ticketId: number,
  paymentMethodId?: number,
): Promise<RefundAnswer | RefundRefusal> {
  return store.transaction<RefundAnswer | RefundRefusal>(async (transaction) => {
    const found = await transaction.ticket(ticketId);
    if (!found) return "NOT_FOUND";
    const { performanceNumber, seatCode } = found;
    const [seat] = await transaction.lockSeats(performanceNumber, [seatCode]);
    // Looked at again under the lock: another clerk may have refunded it meanwhile.
    const ticket = await transaction.ticket(ticketId);
    if (!seat || !ticket) throw new Error(`ticket ${ticketId} has lost its seat`);
    if (ticket.soldThrough !== "counter") return "NOT_SOLD_AT_COUNTER";
    if (ticket.cancelledAt !== null) return "ALREADY_REFUNDED";
    if (ticket.disputed || seat.state !== "soldAtCounter") return "TICKET_DISPUTED";
    return takeTicketBack(transaction, { ticket, seat, operatorId, at: clock.now(), paymentMethodId });
  });
}

/** Frees a counter ticket's locked seat and books the reverse line; by the sale's own method where none is named. */
export async function takeTicketBack(
  transaction: Pick<HouseTransaction, "cancelTicket" | "moveSeats" | "paymentMethod" | "appendEntries">,
  refund: {
    ticket: CounterTicket;
    seat: SeatRow;
    operatorId: number;
    at: Date;
    paymentMethodId?: number | undefined;
  },
): Promise<RefundAnswer | "UNKNOWN_PAYMENT_METHOD"> {
  const { ticket, seat, operatorId, at } = refund;
  const { ticketId, performanceNumber, priceTypeCode, salesChannelId } = ticket;
  const wanted = refund.paymentMethodId ?? ticket.paymentMethodId;
  const method = wanted === null ? undefined : await transaction.paymentMethod(wanted);
  if (!method) return "UNKNOWN_PAYMENT_METHOD";
  if (salesChannelId === null) throw new Error(`counter ticket ${ticketId} has no channel`);
  await transaction.cancelTicket(ticketId, at);
  await transaction.moveSeats({ performanceNumber, at, operatorId }, [
    { seat, movement: "refundAtCounter", to: "free", ticketId },
  ]);
  const { faceValueCents, venueFeeCents, organizerFeeCents } = ticket;
  const [entryNumber] = await transaction.appendEntries(at, [
    {
      kind: "refund",
      operatorId,
      salesChannelId,
      paymentMethodId: method.paymentMethodId,
      ticketId,
      performanceNumber,
      priceTypeCode,
      faceValueCents: -faceValueCents,
      venueFeeCents: -venueFeeCents,
      organizerFeeCents: -organizerFeeCents,
      resellerFeeCents: 0,
      customerAccountId: method.customerAccountId,
    },
  ]);
  if (entryNumber === undefined) throw new Error("the refund was not booked");
  return { ticketId, entryNumber, refundedCents: faceValueCents + venueFeeCents + organizerFeeCents };
}
