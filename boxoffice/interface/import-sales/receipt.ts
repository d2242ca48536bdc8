import type { FeedEvent } from "@allotement/protocol/messages/sales.ts";
import type { SeatChange, SeatRow } from "../../house/inventory/inventory.store.ts";

/** What an event makes of its seat: a change, or none; and a conflict where a person must decide. */
export interface SeatReceipt {
  change?: SeatChange;
  conflict?: "soldHereMeanwhile" | "notFreeMeanwhile" | "soldUnderUnknownGrant" | "cancellationWithoutSale";
}

const withReseller: readonly string[] = ["allotting", "allotted", "recalling", "divergent"];

/**
 * A sale moves the seat to sold at receipt, long before its price is compared (rule 5). Under the grant that the seat
 * stands under, it does so whatever is on its way (an allot without answer is thereby accepted). Under a grant revoked
 * by force it takes the seat back where nobody bought it here, else it is a conflict of two customers (rule 9).
 */
export function receiveSale(seat: SeatRow, grant: number, ticketId: number, resellerId: number): SeatReceipt {
  if (withReseller.includes(seat.state) && seat.grantCommand === grant)
    return { change: { seat, movement: "receiveSale", to: "sold", ticketId } };
  const late = grant <= seat.fence;
  if (late && (seat.state === "held" || seat.state === "free")) {
    // Sold again under its old grant; the command counter is at or above it, so the books stay in order.
    const set = { grantCommand: grant, resellerId };
    return { change: { seat, movement: "takeBackLateSale", to: "sold", set, ticketId } };
  }
  if (!late) return { conflict: "soldUnderUnknownGrant" };
  // Blocked, or with the reseller again under a newer grant: no other customer, or one of the same reseller.
  return { conflict: seat.state === "soldAtCounter" ? "soldHereMeanwhile" : "notFreeMeanwhile" };
}

/** Whether a cancellation may undo the event that it names: a sale of the same seat under the same grant. */
export function undoes(
  cancellation: Pick<FeedEvent, "performanceNumber" | "seatCode" | "grant">,
  sale: Pick<FeedEvent, "kind" | "performanceNumber" | "seatCode" | "grant">,
): boolean {
  return (
    sale.kind === "sale" &&
    sale.performanceNumber === cancellation.performanceNumber &&
    sale.seatCode === cancellation.seatCode &&
    sale.grant === cancellation.grant
  );
}

/**
 * A cancellation gives the seat back to the reseller's contingent; to the open recall where one waits for its answer;
 * and to the venue where the grant was revoked by force meanwhile.
 */
export function receiveCancellation(
  seat: SeatRow,
  cancellation: Pick<FeedEvent, "grant">,
  sale: Pick<FeedEvent, "grant"> | undefined,
  operationOpen: boolean,
): SeatReceipt {
  if (!sale) return { conflict: "cancellationWithoutSale" };
  if (seat.state !== "sold" || seat.grantCommand !== cancellation.grant) return {};
  if (cancellation.grant <= seat.fence) {
    const set = { grantCommand: null, resellerId: null, operationId: null };
    const to = seat.holdCode === null ? "free" : "held";
    return { change: { seat, movement: "receiveCancellation", to, set } };
  }
  // A command above the grant on an open operation is a recall; the allot itself bears the grant's own number.
  if (operationOpen && seat.command > cancellation.grant)
    return { change: { seat, movement: "receiveCancellation", to: "recalling" } };
  return { change: { seat, movement: "receiveCancellation", to: "allotted", set: { operationId: null } } };
}
