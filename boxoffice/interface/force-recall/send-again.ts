import type { Clock, Ids } from "@allotement/platform/ports.ts";
import { awaitsFence, type SeatChange, type SeatRow } from "../../house/inventory/inventory.store.ts";
import { mayMove } from "../../house/inventory/seat-states.ts";
import type { InterfaceStore } from "../store.ts";
import { planFences } from "./fence.ts";

/** The changes that send a fence again: seats that wait for theirs and are the venue's, each under its next command. */
export function fencesToSendAgain(seats: readonly SeatRow[]): SeatChange[] {
  return seats
    .filter((seat) => awaitsFence(seat) && mayMove("fenceGrant", seat.state, seat.state))
    .map((seat) => {
      const set = { command: seat.command + 1, fence: seat.fence, grantCommand: null };
      return { seat, movement: "fenceGrant", to: seat.state, set };
    });
}

/**
 * Sends fences again that the reseller has refused (40, 41, 44): the same fence under a new command, once what stood
 * against it has been settled by comparing. Only seats that are still the venue's and still wait for their fence; answers
 * how many. A fence that is still on its way is harmless beside the new one: both ask for the same.
 */
export async function sendFencesAgain(
  store: InterfaceStore,
  settings: { holdCode: number },
  order: { performanceNumber: number; seatCodes: readonly number[]; operatorId: number },
  { clock, ids }: { clock: Clock; ids: Ids },
): Promise<number> {
  return store.transaction(async (transaction) => {
    const { performanceNumber, operatorId } = order;
    const performance = await transaction.performanceFacts(performanceNumber);
    if (!performance) return 0;
    const locked = await transaction.lockSeats(performanceNumber, order.seatCodes);
    const changes = fencesToSendAgain(locked);
    if (changes.length === 0) return 0;
    const at = clock.now();
    await planFences(transaction, performance, changes, { ...settings, operatorId, at, ids });
    await transaction.moveSeats({ performanceNumber, at, operatorId }, changes);
    const subject = { performanceNumber, seatCodes: changes.map(({ seat }) => seat.seatCode) };
    await transaction.appendAudit(at, {
      action: "sendFencesAgain",
      operatorId,
      secondOperatorId: null,
      subject,
    });
    return changes.length;
  });
}
