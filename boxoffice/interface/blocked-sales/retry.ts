import type { Clock } from "@allotement/platform/ports.ts";
import type { BlockReason } from "../import-sales/compare-price.ts";
import { integrateSale } from "../import-sales/integrate-sale.ts";
import type { InterfaceStore } from "../store.ts";

export type RetryOutcome =
  | { outcome: "integrated"; amountCents: number }
  | { outcome: "blocked"; reason: BlockReason }
  | { outcome: "settled" }
  | { outcome: "refused"; error: "NOT_FOUND" | "NOT_BLOCKED" };

/**
 * Tries one blocked sale again, alone, once what stood against it is settled (R8.2): the same rules and the same
 * transaction as in a run, never twice. A sale that waits behind a stop is not tried out of its turn.
 * @throws where the interface is not configured.
 */
export function retrySale(store: InterfaceStore, eventId: string, clock: Clock): Promise<RetryOutcome> {
  return store.transaction(async (transaction): Promise<RetryOutcome> => {
    const row = await transaction.lockInboxRow(eventId);
    if (!row) return { outcome: "refused", error: "NOT_FOUND" };
    if (row.status === "pending") return { outcome: "refused", error: "NOT_BLOCKED" };
    const integration = await integrateSale(transaction, eventId, null, clock);
    if (integration.outcome === "blocked") return { outcome: "blocked", reason: integration.reason };
    if (integration.outcome === "settled") return { outcome: "settled" };
    return { outcome: "integrated", amountCents: integration.amountCents };
  });
}
