import type { Clock } from "@allotement/platform/ports.ts";
import type { CloseConflict } from "../../api/interface-conflicts.ts";
import { takeTicketBack } from "../../house/counter/refund-ticket.ts";
import type { SeatRow } from "../../house/inventory/inventory.store.ts";
import type { InterfaceStore, InterfaceTransaction } from "../store.ts";
import type { ConflictRow } from "./conflicts.store.ts";

/** What becomes of a conflict's tickets: the one that stays, and what has to be done for it. */
export interface Closing {
  stayingTicketId: number | null;
  /** The ticket sold here is refunded: its seat is needed. */
  refundHere: boolean;
  /** The seat becomes the late sale's, under the grant that it was made under. */
  giveSeatToGrant: number | null;
  /** The late ticket is dead here, whatever the reseller does with its sale. */
  cancelLate: boolean;
}

/**
 * How a conflict may be closed; undefined where the ticket named cannot be the one that stays. Afterwards one live ticket
 * at most stands for the seat. The late one can stay only where the seat is the venue's to give and its grant is behind
 * the fence, so that its later cancellation brings the seat home: a ticket that the reseller has sold under a newer grant
 * is cancelled by the reseller alone.
 */
export function planClosing(
  conflict: Pick<ConflictRow, "late" | "here">,
  seat: Pick<SeatRow, "state" | "fence">,
  staying: CloseConflict["staying"],
): Closing | undefined {
  const late = conflict.late?.live ? conflict.late : null;
  const { here } = conflict;
  if (staying === "late") {
    if (!late || late.grant === null || late.grant > seat.fence) return undefined;
    const refundHere = here !== null && here.soldThrough === "counter" && seat.state === "soldAtCounter";
    const unsold = here === null && (seat.state === "free" || seat.state === "held");
    if (!refundHere && !unsold) return undefined;
    return {
      stayingTicketId: late.ticketId,
      refundHere,
      giveSeatToGrant: late.grant,
      cancelLate: false,
    };
  }
  if ((staying === "here") !== (here !== null)) return undefined;
  const stayingTicketId = here?.ticketId ?? null;
  return { stayingTicketId, refundHere: false, giveSeatToGrant: null, cancelLate: late !== null };
}

export type ClosingRefusal = "unknownConflict" | "conflictClosed" | "ticketCannotStay" | "noPaymentMethod";

/**
 * Closes a conflict by a named person: which ticket stays, what was agreed with the other customer, in words (rule 9).
 * The other ticket dies here; money goes back through the journal for a ticket sold here, and by the reseller's own
 * cancellation for one sold there.
 */
export async function closeConflict(
  store: InterfaceStore,
  conflictId: number,
  closing: CloseConflict & { operatorId: number },
  clock: Clock,
): Promise<{ stayingTicketId: number | null } | { refused: ClosingRefusal }> {
  return store.transaction<{ stayingTicketId: number | null } | { refused: ClosingRefusal }>(
    async (transaction) => {
      const found = await transaction.conflict(conflictId);
      if (!found) return { refused: "unknownConflict" };
      const { performanceNumber, seatCode } = found;
      const [seat] = await transaction.lockSeats(performanceNumber, [seatCode]);
      if (!(await transaction.lockOpenConflict(conflictId))) return { refused: "conflictClosed" };
      // Read again under the locks: the feed may have cancelled a ticket meanwhile.
      const conflict = await transaction.conflict(conflictId);
      if (!seat || !conflict) throw new Error(`conflict ${conflictId} has lost its seat`);
      const plan = planClosing(conflict, seat, closing.staying);
      if (!plan) return { refused: "ticketCannotStay" };
      const at = clock.now();
      const { operatorId } = closing;
      if (plan.refundHere && !(await refundHere(transaction, conflict, seat, operatorId, at)))
        return { refused: "noPaymentMethod" };
      if (plan.giveSeatToGrant !== null)
        await giveSeatToLate(
          transaction,
          conflict,
          plan.giveSeatToGrant,
          store.scope.resellerId,
          operatorId,
          at,
        );
      if (plan.cancelLate && conflict.late) await transaction.cancelTicket(conflict.late.ticketId, at);
      const { stayingTicketId } = plan;
      await transaction.keepClosing(conflictId, { ...closing, stayingTicketId, at });
      const { outcome, note } = closing;
      const subject = { conflictId, performanceNumber, seatCode, outcome, note, stayingTicketId };
      await transaction.appendAudit(at, {
        action: "closeConflict",
        ...{ operatorId, secondOperatorId: null, subject },
      });
      return { stayingTicketId };
    },
  );
}

/** False where the ticket's money has no method to go back by; then nothing was written yet. */
async function refundHere(
  transaction: InterfaceTransaction,
  conflict: ConflictRow,
  seat: SeatRow,
  operatorId: number,
  at: Date,
): Promise<boolean> {
  const ticket = conflict.here && (await transaction.ticket(conflict.here.ticketId));
  if (!ticket) throw new Error(`conflict ${conflict.conflictId} names no ticket sold here`);
  const refund = await takeTicketBack(transaction, { ticket, seat, operatorId, at });
  return refund !== "UNKNOWN_PAYMENT_METHOD";
}

async function giveSeatToLate(
  transaction: InterfaceTransaction,
  { late, performanceNumber, seatCode }: ConflictRow,
  grantCommand: number,
  resellerId: number,
  operatorId: number,
  at: Date,
): Promise<void> {
  const [seat] = await transaction.lockSeats(performanceNumber, [seatCode]);
  if (!late || !seat) throw new Error(`seat ${seatCode} was lost while its conflict was closed`);
  await transaction.settleTicket(late.ticketId);
  await transaction.moveSeats({ performanceNumber, at, operatorId }, [
    {
      ...{ seat, movement: "takeBackLateSale", to: "sold" },
      set: { grantCommand, resellerId },
      ticketId: late.ticketId,
    },
  ]);
}
