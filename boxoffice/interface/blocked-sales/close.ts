import type { Clock } from "@allotement/platform/ports.ts";
import type { BlockReason } from "../import-sales/compare-price.ts";
import type { InboxRow } from "../import-sales/feed.store.ts";
import { reasonOf } from "../import-sales/integrate-sale.ts";
import { undoes } from "../import-sales/receipt.ts";
import type { InterfaceStore, InterfaceTransaction } from "../store.ts";
import type { Decision } from "./blocked-sales.store.ts";

export type CloseOutcome =
  | { outcome: "closed"; sequences: number[] }
  | { outcome: "refused"; error: CloseRefusal };

/** In order of precedence. */
export type CloseRefusal = "NOT_FOUND" | "NOT_BLOCKED" | "SETTLED_SINCE" | "NOT_TO_BE_CLOSED";

/** What can never be integrated, whatever is put right: nobody's seat, another's barcode, a sale never heard of or told twice. */
const neverIntegrated: readonly BlockReason["kind"][] = [
  "unknownSeat",
  "barcodeTaken",
  "unknownSale",
  "fileDiffers",
];

/**
 * Two people close an event that can never be integrated by itself, so that it does not wait for ever; nothing is booked.
 * A blocked sale that was cancelled since is closed together with its cancellation: no money hangs on the two. Any other
 * blocked sale is owed by the reseller, and is settled or accepted instead.
 */
export function closeEvent(
  store: InterfaceStore,
  eventId: string,
  people: Omit<Decision, "at">,
  clock: Clock,
): Promise<CloseOutcome> {
  return store.transaction(async (transaction): Promise<CloseOutcome> => {
    const judged = await judge(transaction, eventId);
    if (typeof judged === "string") return { outcome: "refused", error: judged };
    const decision = { ...people, at: clock.now() };
    for (const { row, reason } of judged) await close(transaction, row, reason, decision);
    return { outcome: "closed", sequences: judged.map(({ row }) => row.sequence) };
  });
}

/** Whether an event may be closed, as the books are now; for the page. */
export async function mayClose(transaction: InterfaceTransaction, eventId: string): Promise<boolean> {
  return typeof (await judge(transaction, eventId)) !== "string";
}

/** What closing the event would close, each with its reason; or why it may not be closed. */
async function judge(
  transaction: InterfaceTransaction,
  eventId: string,
): Promise<{ row: InboxRow; reason: BlockReason }[] | CloseRefusal> {
  const rows = await transaction.lockSaleAndCancellation(eventId);
  const row = rows.find(({ event }) => event.eventId === eventId);
  if (!row) return "NOT_FOUND";
  if (row.status !== "blocked") return "NOT_BLOCKED";
  const pair = pairOf(rows, row);
  const open: { row: InboxRow; reason: BlockReason }[] = [];
  for (const one of pair) {
    if (one.status !== "pending" && one.status !== "blocked") continue;
    const reason = await reasonOf(transaction, one);
    if (reason) open.push({ row: one, reason });
    else if (one.status === "blocked") return "SETTLED_SINCE";
  }
  const own = open.find((one) => one.row === row);
  if (!own) return "SETTLED_SINCE";
  return isWorthless(pair, own.reason) ? open : "NOT_TO_BE_CLOSED";
}

/** The row alone, or the sale and the cancellation that truly undoes it, in the feed's order. */
function pairOf(rows: readonly InboxRow[], row: InboxRow): InboxRow[] {
  if (row.sameAs !== null) return [row];
  const sale = rows.find(({ event }) => event.kind === "sale");
  const cancellation = rows.find(({ event }) => event.kind === "cancellation");
  const isPair = sale && cancellation && undoes(cancellation.event, sale.event);
  return isPair ? [sale, cancellation] : [row];
}

function isWorthless(pair: readonly InboxRow[], reason: BlockReason): boolean {
  if (neverIntegrated.includes(reason.kind)) return true;
  // Where the sale of a pair was not booked, neither is worth anything without the other.
  const [sale, cancellation] = pair;
  return cancellation !== undefined && (sale?.status === "blocked" || sale?.status === "closed");
}

async function close(
  transaction: InterfaceTransaction,
  row: InboxRow,
  blockReason: BlockReason,
  decision: Decision,
): Promise<void> {
  await transaction.closeEvent(row, blockReason, decision);
  const { operatorId, secondOperatorId, reason, at } = decision;
  const subject = { eventId: row.event.eventId, blocked: blockReason.kind, reason };
  await transaction.appendAudit(at, { action: "closeSale", operatorId, secondOperatorId, subject });
}
