import type { Database } from "@allotement/platform/database/database.ts";
import type { Clock } from "@allotement/platform/ports.ts";
import type { RefundAnswer } from "../../api/counter.ts";
import { lockSeats, moveSeats } from "../inventory/inventory.store.ts";
import { findPaymentMethod } from "../journal/accounts.store.ts";
import { appendEntries } from "../journal/journal.store.ts";
import { cancelTicket, findTicket } from "./tickets.store.ts";

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
  { database, clock }: { database: Database; clock: Clock },
  { organizerId, operatorId }: { organizerId: number; operatorId: number },
  ticketId: number,
  paymentMethodId?: number,
): Promise<RefundAnswer | RefundRefusal> {
  return database.transaction(async (transaction) => {
    const found = await findTicket(transaction, organizerId, ticketId);
    if (!found) return "NOT_FOUND";
    const { performanceNumber, seatCode } = found;
    const [seat] = await lockSeats(transaction, organizerId, performanceNumber, [seatCode]);
    // Looked at again under the lock: another clerk may have refunded it meanwhile.
    const ticket = await findTicket(transaction, organizerId, ticketId);
    if (!seat || !ticket) throw new Error(`ticket ${ticketId} has lost its seat`);
    if (ticket.soldThrough !== "counter") return "NOT_SOLD_AT_COUNTER";
    if (ticket.cancelledAt !== null) return "ALREADY_REFUNDED";
    if (ticket.disputed || seat.state !== "soldAtCounter") return "TICKET_DISPUTED";
    const wanted = paymentMethodId ?? ticket.paymentMethodId;
    const method = wanted === null ? undefined : await findPaymentMethod(transaction, organizerId, wanted);
    if (!method) return "UNKNOWN_PAYMENT_METHOD";
    if (ticket.salesChannelId === null) throw new Error(`counter ticket ${ticketId} has no channel`);
    const at = clock.now();
    await cancelTicket(transaction, organizerId, ticketId, at);
    await moveSeats(transaction, { organizerId, performanceNumber, at, operatorId }, [
      { seat, movement: "refundAtCounter", to: "free", ticketId },
    ]);
    const { faceValueCents, venueFeeCents, organizerFeeCents, priceTypeCode, salesChannelId } = ticket;
    const [entryNumber] = await appendEntries(transaction, organizerId, at, [
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
  });
}
