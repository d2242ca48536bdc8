import type { Clock, Ids } from "@allotement/platform/ports.ts";
import type { SeatChange, SeatRow } from "../../house/inventory/inventory.store.ts";
import type { InterfaceStore } from "../store.ts";
import { planFences } from "./fence.ts";

/** What support types before seats are freed without the reseller's answer (R8.5). */
export const forceRecallConfirmation = "FORCER LE DECONTINGEMENT";

export interface ForceRecallOrder {
  performanceNumber: number;
  seatCodes: readonly number[] | "all";
  reason: string;
  operatorId: number;
  secondOperatorId: number;
}

const freed: readonly string[] = ["allotting", "allotted", "recalling"];

/** The seats that may be freed by force: with this reseller or on their way there or back, and not known to be sold. */
export function forceRecallable(seats: readonly SeatRow[], resellerId: number): SeatRow[] {
  return seats.filter((seat) => freed.includes(seat.state) && seat.resellerId === resellerId);
}

/**
 * The change that frees a seat by force: back in its hold, its grant revoked by a fence, its counter raised for the
 * command that tells the reseller. Whatever operation was open lets go of it: a later answer finds nothing to move.
 * @throws where the seat has no grant: the books are broken.
 */
export function forceRecallSeat(seat: SeatRow): SeatChange {
  const { grantCommand } = seat;
  if (grantCommand === null) throw new Error(`seat ${seat.seatCode} is ${seat.state} without a grant`);
  const nobody = { grantCommand: null, resellerId: null, operationId: null };
  const set = { ...nobody, command: seat.command + 1, fence: Math.max(seat.fence, grantCommand) };
  return { seat, movement: "forceRecall", to: "held", set };
}

/**
 * Frees seats without the reseller's answer (rule 9): in one transaction the seats are the venue's again, their fences
 * stand in the outbox, and it is written down who did it, with whom and why. The reseller may have sold any of them.
 */
export async function forceRecall(
  store: InterfaceStore,
  settings: { holdCode: number },
  order: ForceRecallOrder,
  { clock, ids }: { clock: Clock; ids: Ids },
): Promise<{ forcedRecallId: string } | { refused: "unknownPerformance" | "nothingToRecall" }> {
  return store.transaction(async (transaction) => {
    const { performanceNumber, reason, operatorId, secondOperatorId } = order;
    const performance = await transaction.performanceFacts(performanceNumber);
    if (!performance) return { refused: "unknownPerformance" };
    const locked = await transaction.lockSeats(performanceNumber, order.seatCodes);
    const seats = forceRecallable(locked, store.scope.resellerId);
    if (seats.length === 0) return { refused: "nothingToRecall" };
    const at = clock.now();
    const changes = seats.map(forceRecallSeat);
    const by = { holdCode: settings.holdCode, operatorId, at, ids };
    const operationOf = await planFences(transaction, performance, changes, by);
    await transaction.moveSeats({ performanceNumber, at, operatorId }, changes);
    const forcedRecallId = ids.uuid();
    const going = new Set(seats.map(({ seatCode }) => seatCode));
    const asked = order.seatCodes === "all" ? [] : [...new Set(order.seatCodes)];
    await transaction.insertForcedRecall({
      ...{ forcedRecallId, performanceNumber, reason, operatorId, secondOperatorId, at },
      seats: changes.map(({ seat, set }) => keptSeat(seat, set?.fence, operationOf)),
      skipped: asked.filter((seatCode) => !going.has(seatCode)),
    });
    const subject = { forcedRecallId, performanceNumber, reason, seatCodes: [...going] };
    await transaction.appendAudit(at, { action: "forceRecall", operatorId, secondOperatorId, subject });
    return { forcedRecallId };
  });
}

function keptSeat(seat: SeatRow, fence: number | undefined, operationOf: ReadonlyMap<number, string>) {
  const operationId = operationOf.get(seat.seatCode);
  if (operationId === undefined || fence === undefined)
    throw new Error(`seat ${seat.seatCode} was freed without a fence`);
  return { seatCode: seat.seatCode, from: seat.state, grantCommand: fence, operationId };
}
