import { awaitsFence, type SeatChange } from "../../house/inventory/inventory.store.ts";
import type { SeatThere } from "../compare/compare-seat.ts";
import type { InterfaceTransaction } from "../store.ts";
import type { TakeCountersOrder } from "./take-counters.ts";

interface Context extends TakeCountersOrder {
  performanceNumber: number;
  resellerId: number;
  at: Date;
}

/**
 * A sale that a restored venue received before it knew the grant opened a conflict. Where the reseller has sold the seat
 * under that very grant, and nobody bought it here, there is one customer: the seat is that ticket's, and the conflict is
 * closed (rule 10).
 */
export async function giveSeatsToSales(
  transaction: InterfaceTransaction,
  context: Context,
  there: ReadonlyMap<number, SeatThere>,
): Promise<void> {
  const { performanceNumber, operatorId, secondOperatorId, reason, at } = context;
  for (const sale of await transaction.salesUnderUnknownGrant(performanceNumber)) {
    const { conflictId, seatCode, ticketId, grant } = sale;
    const known = there.get(seatCode);
    if (known?.state !== "sold" || known.grant !== grant) continue;
    if (!(await standsUnderGrant(transaction, context, seatCode, known))) continue;
    const seats = await transaction.lockSeats(performanceNumber, [seatCode]);
    const sold = seats.map((seat): SeatChange => ({ seat, movement: "receiveSale", to: "sold", ticketId }));
    await transaction.moveSeats(context, sold);
    await transaction.settleTicket(ticketId);
    const closing = { outcome: "other" as const, note: reason, stayingTicketId: ticketId };
    await transaction.keepClosing(conflictId, { ...closing, operatorId, at });
    const subject = { conflictId, performanceNumber, seatCode, ...closing };
    await transaction.appendAudit(at, { action: "closeConflict", operatorId, secondOperatorId, subject });
  }
}

/** Whether the seat stands under the grant that it was sold under; one that is free here is taken as allotted first. */
async function standsUnderGrant(
  transaction: InterfaceTransaction,
  context: Context,
  seatCode: number,
  { grant, command }: SeatThere,
): Promise<boolean> {
  const [seat] = await transaction.lockSeats(context.performanceNumber, [seatCode]);
  if (!seat) return false;
  if (seat.state === "allotted" || seat.state === "divergent") return seat.grantCommand === grant;
  const here = seat.state === "held" || seat.state === "free";
  // Behind a fence the sale is late, and its conflict is for people.
  if (!here || awaitsFence(seat) || grant <= seat.fence) return false;
  const set = {
    command: Math.max(seat.command, command),
    grantCommand: grant,
    resellerId: context.resellerId,
    holdCode: seat.holdCode ?? context.holdCode,
  };
  await transaction.moveSeats(context, [{ seat, movement: "takeAsAllotted", to: "allotted", set }]);
  return true;
}
