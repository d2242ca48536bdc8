import type { Clock } from "@allotement/platform/ports.ts";
import { bookingLines } from "../import-sales/booking.ts";
import type { BlockReason } from "../import-sales/compare-price.ts";
import type { InboxRow } from "../import-sales/feed.store.ts";
import type { GridAmounts } from "../import-sales/integrate.store.ts";
import { baseOfUndone, reasonOf } from "../import-sales/integrate-sale.ts";
import type { InterfaceStore, InterfaceTransaction } from "../store.ts";
import type { Decision } from "./blocked-sales.store.ts";

export type OverrideOutcome =
  | { outcome: "integrated"; amountCents: number; differenceCents: number }
  | { outcome: "refused"; error: OverrideRefusal };

/** In order of precedence. */
export type OverrideRefusal = "NOT_FOUND" | "NOT_BLOCKED" | "NOT_A_PRICE_GAP" | "CHANGED_SINCE";

/**
 * Two people accept a blocked sale at the reseller's price (rule 7), or a cancellation of other amounts than its sale's.
 * It is integrated at once, all or nothing: the grid's amounts in its own line, the difference in a line of its own, both
 * figures and both people in the books and the audit. `seen` is what they saw the price compared with: where that has
 * changed since, nothing is accepted.
 * @throws where the interface is not configured.
 */
export function overridePrice(
  store: InterfaceStore,
  eventId: string,
  seen: GridAmounts | null,
  people: Omit<Decision, "at">,
  clock: Clock,
): Promise<OverrideOutcome> {
  return store.transaction(async (transaction): Promise<OverrideOutcome> => {
    const rows = await transaction.lockSaleAndCancellation(eventId);
    const row = rows.find(({ event }) => event.eventId === eventId);
    if (!row) return refused("NOT_FOUND");
    if (row.status !== "blocked") return refused("NOT_BLOCKED");
    const reason = await reasonOf(transaction, row);
    if (reason?.kind !== "priceMismatch") return refused("NOT_A_PRICE_GAP");
    if (!same(reason.grid, seen)) {
      await transaction.markBlocked(eventId, reason);
      return refused("CHANGED_SINCE");
    }
    return accept(transaction, row, reason, { ...people, at: clock.now() });
  });
}

async function accept(
  transaction: InterfaceTransaction,
  row: InboxRow,
  { grid }: Extract<BlockReason, { kind: "priceMismatch" }>,
  decision: Decision,
): Promise<OverrideOutcome> {
  const { event, ticketId } = row;
  const booking = await transaction.booking();
  if (!booking) throw new Error("the interface has no payment method of kind invoice: configure it first");
  const base = (await baseOfUndone(transaction, event)) ?? grid ?? nothing;
  const lines = bookingLines(event, base);
  await transaction.keepOverride(row, base, decision);
  await transaction.markIntegrated(event.eventId, null, decision.at);
  await transaction.book(event, ticketId, booking, lines, decision.at);
  const { operatorId, secondOperatorId, reason, at } = decision;
  const [first = 0, difference = 0] = lines.map(
    (line) => line.faceValueCents + line.venueFeeCents + line.organizerFeeCents,
  );
  const subject = {
    eventId: event.eventId,
    reason,
    acceptedCents: first + difference,
    differenceCents: difference,
  };
  await transaction.appendAudit(at, { action: "overridePrice", operatorId, secondOperatorId, subject });
  return { outcome: "integrated", amountCents: first + difference, differenceCents: difference };
}

const nothing: GridAmounts = { faceValueCents: 0, venueFeeCents: 0, organizerFeeCents: 0 };

function same(grid: GridAmounts | null, seen: GridAmounts | null): boolean {
  if (!grid || !seen) return grid === seen;
  return (
    grid.faceValueCents === seen.faceValueCents &&
    grid.venueFeeCents === seen.venueFeeCents &&
    grid.organizerFeeCents === seen.organizerFeeCents
  );
}

const refused = (error: OverrideRefusal): OverrideOutcome => ({ outcome: "refused", error });
