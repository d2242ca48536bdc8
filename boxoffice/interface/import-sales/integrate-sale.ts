import type { Clock } from "@allotement/platform/ports.ts";
import type { FeedEvent } from "@allotement/protocol/messages/sales.ts";
import type { InterfaceTransaction } from "../store.ts";
import { bookingLines } from "./booking.ts";
import { amountsOf, type BlockReason, blockReasonOf, sameAmounts } from "./compare-price.ts";
import type { InboxRow } from "./feed.store.ts";
import { undoes } from "./receipt.ts";

export type Integration =
  | { outcome: "integrated"; kind: "sale" | "cancellation"; amountCents: number }
  | { outcome: "blocked"; reason: BlockReason; stops: boolean }
  | { outcome: "settled" };

/**
 * Integrates one received event where nothing stands against it, else blocks it with the reason; the caller's transaction
 * holds all of it or nothing. `settled`: it was integrated or closed before, or a file had told it.
 * @throws where the interface is not configured.
 */
export async function integrateSale(
  transaction: InterfaceTransaction,
  eventId: string,
  runId: string | null,
  clock: Clock,
): Promise<Integration> {
  const row = await transaction.lockInboxRow(eventId);
  if (!row || !waits(row)) return { outcome: "settled" };
  const reason = await reasonOf(transaction, row);
  if (reason) {
    await transaction.markBlocked(eventId, reason);
    return { outcome: "blocked", reason, stops: await stopsShow(transaction, row, reason) };
  }
  const booking = await transaction.booking();
  if (!booking) throw new Error("the interface has no payment method of kind invoice: configure it first");
  const at = clock.now();
  const lines = bookingLines(row.event, await baseOfUndone(transaction, row.event));
  await transaction.markIntegrated(eventId, runId, at);
  await transaction.book(row.event, row.ticketId, booking, lines, at);
  return integrated(row);
}

const waits = ({ status }: InboxRow) => status === "pending" || status === "blocked";

/**
 * Whether a blocked event keeps its show waiting: where a price, a price type, a date must be settled (R7.2, R7.3). A sale
 * that was cancelled since, a cancellation without its sale, a seat or barcode that is nobody's wait alone for a person.
 */
async function stopsShow(
  transaction: InterfaceTransaction,
  { event, ticketId }: InboxRow,
  reason: BlockReason,
): Promise<boolean> {
  if (event.kind === "cancellation") return reason.kind === "priceMismatch";
  return ticketId !== null && !(await transaction.isUndone(event.eventId));
}

/** What integrating the sale would come to; changes nothing. */
export async function lookAhead(transaction: InterfaceTransaction, eventId: string): Promise<Integration> {
  const row = await transaction.lockInboxRow(eventId);
  if (!row || !waits(row)) return { outcome: "settled" };
  const reason = await reasonOf(transaction, row);
  // A cancellation behind the stop waits for its sale: that is no gap of its own.
  if (reason && reason.kind !== "saleNotIntegrated") return { outcome: "blocked", reason, stops: true };
  return integrated(row);
}

/** What the sale of a cancellation was booked at, where people had accepted its price: both lines are reversed (rule 8). */
export async function baseOfUndone(transaction: InterfaceTransaction, event: FeedEvent) {
  return event.kind === "cancellation" && event.refersTo !== undefined
    ? transaction.overriddenBase((await transaction.undoneSale(event.refersTo))?.sameAs ?? event.refersTo)
    : undefined;
}

function integrated(row: InboxRow): Integration {
  const { kind, faceValueCents, venueFeeCents, organizerFeeCents } = row.event;
  const sign = kind === "sale" ? 1 : -1;
  return {
    outcome: "integrated",
    kind,
    amountCents: sign * (faceValueCents + venueFeeCents + organizerFeeCents),
  };
}

/** The first thing that stands against integrating the event, as the books are now. */
export async function reasonOf(
  transaction: InterfaceTransaction,
  row: InboxRow,
): Promise<BlockReason | undefined> {
  const { event } = row;
  // The file's event is booked in its stead; that both name other amounts was found at receipt.
  if (row.sameAs !== null) return row.blockReason ?? undefined;
  if (event.kind === "cancellation") {
    const named = event.refersTo === undefined ? undefined : await transaction.undoneSale(event.refersTo);
    if (!named || !undoes(event, named.event)) return { kind: "unknownSale", refersTo: event.refersTo };
    const sale = named.sameAs === null ? named : ((await transaction.undoneSale(named.sameAs)) ?? named);
    if (sale.status !== "integrated")
      return { kind: "saleNotIntegrated", refersTo: named.sameAs ?? event.refersTo ?? "" };
    // The sale's own price was compared; its reverse must be of the same amounts (rule 8).
    return sameAmounts(event, sale.event)
      ? undefined
      : { kind: "priceMismatch", sale: amountsOf(event), grid: amountsOf(sale.event) };
  }
  // Received without a ticket: the reason was found at receipt and stays until a person has settled it.
  if (row.ticketId === null) return row.blockReason ?? { kind: "barcodeTaken", barcode: event.barcode };
  return blockReasonOf(event, await transaction.saleContext(event));
}
