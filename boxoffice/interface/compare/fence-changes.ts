import type { SeatChange } from "../../house/inventory/inventory.store.ts";
import { planFences } from "../force-recall/fence.ts";
import type { InterfaceTransaction } from "../store.ts";

/** Puts the fences of these changes into the outbox; the caller moves the seats. */
export async function fenceChanges(
  transaction: InterfaceTransaction,
  performanceNumber: number,
  changes: readonly SeatChange[],
  by: Parameters<typeof planFences>[3],
): Promise<void> {
  if (changes.length === 0) return;
  const performance = await transaction.performanceFacts(performanceNumber);
  if (!performance) throw new Error(`performance ${performanceNumber} has seats and does not exist`);
  await planFences(transaction, performance, changes, by);
}
