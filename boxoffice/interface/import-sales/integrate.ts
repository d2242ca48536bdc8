import type { Clock, Crash } from "@allotement/platform/ports.ts";
import type { RunRequest } from "../runs/runs.store.ts";
import type { InterfaceStore, InterfaceTransaction } from "../store.ts";
import { type BlockReason, blockReasonOf } from "./compare-price.ts";
import type { InboxRow } from "./feed.store.ts";

/** What a run of integration came to, per show; kept with the run while it goes on, as its progress. */
export interface ImportResult {
  chosen: number;
  looked: number;
  shows: ShowResult[];
}

export interface ShowResult {
  showNumber: number;
  integrated: number;
  cancelled: number;
  /** Cents owed by the reseller, of the sales of this run; cancellations count against it. */
  amountCents: number;
  /** The sale at which the show's import stopped, and every further gap that the look-ahead found behind it. */
  blocked: { sequence: number; reason: BlockReason }[];
  /** Sales that wait behind the stop. */
  pending: number;
}

type Integration =
  | { outcome: "integrated"; kind: "sale" | "cancellation"; amountCents: number }
  | { outcome: "blocked"; reason: BlockReason }
  | { outcome: "alreadyIntegrated" };

/**
 * Integrates received sales one by one in the feed's order, each in its own transaction (rule 7): journal, debt and
 * inbox together or not at all, once however often it is run. At a gap the sale is blocked with both figures and the
 * show stops: what was integrated stays, what follows waits, and the look-ahead lists every further gap without writing.
 * With `onPriceMismatch` «isolate» only the faulty sale waits.
 */
export async function integrateSales(
  store: InterfaceStore,
  run: { runId: string; request: Extract<RunRequest, { kind: "import" }> },
  onPriceMismatch: "stop" | "isolate",
  ports: { clock: Clock; crash: Crash },
): Promise<ImportResult> {
  const { lines, until } = run.request;
  const chosen = await store.transaction((transaction) => transaction.waitingSales(lines, until));
  const shows = new Map<number, ShowResult>();
  const result: ImportResult = { chosen: chosen.length, looked: 0, shows: [] };
  for (const { sequence, showNumber } of chosen) {
    const show = shows.get(showNumber) ?? newShowResult(showNumber);
    if (!shows.has(showNumber)) {
      shows.set(showNumber, show);
      result.shows.push(show);
    }
    const stopped = show.blocked.length > 0 && onPriceMismatch === "stop";
    const integration = await store.transaction((transaction) =>
      stopped
        ? lookAhead(transaction, sequence)
        : integrateSale(transaction, sequence, run.runId, ports.clock),
    );
    ports.crash.point("integrate.afterSale");
    count(show, sequence, integration, stopped);
    result.looked += 1;
    if (result.looked % 25 === 0)
      await store.transaction((transaction) => transaction.keepResult(run.runId, result));
  }
  await store.transaction((transaction) => transaction.keepResult(run.runId, result));
  return result;
}

function newShowResult(showNumber: number): ShowResult {
  return { showNumber, integrated: 0, cancelled: 0, amountCents: 0, blocked: [], pending: 0 };
}

function count(show: ShowResult, sequence: number, integration: Integration, stopped: boolean): void {
  if (integration.outcome === "blocked") show.blocked.push({ sequence, reason: integration.reason });
  else if (stopped && integration.outcome === "integrated") show.pending += 1;
  else if (integration.outcome === "integrated") {
    if (integration.kind === "sale") show.integrated += 1;
    else show.cancelled += 1;
    show.amountCents += integration.amountCents;
  }
}

async function integrateSale(
  transaction: InterfaceTransaction,
  sequence: number,
  runId: string,
  clock: Clock,
): Promise<Integration> {
  const row = await transaction.lockInboxRow(sequence);
  if (!row || row.status === "integrated") return { outcome: "alreadyIntegrated" };
  const reason = await reasonOf(transaction, row);
  if (reason) {
    await transaction.markBlocked(sequence, reason);
    return { outcome: "blocked", reason };
  }
  const booking = await transaction.booking();
  if (!booking) throw new Error("the interface has no payment method of kind invoice: configure it first");
  const at = clock.now();
  await transaction.markIntegrated(sequence, runId, at);
  await transaction.book(row.event, row.ticketId, booking, at);
  return integrated(row);
}

/** What integrating the sale would come to; changes nothing. */
async function lookAhead(transaction: InterfaceTransaction, sequence: number): Promise<Integration> {
  const row = await transaction.lockInboxRow(sequence);
  if (!row || row.status === "integrated") return { outcome: "alreadyIntegrated" };
  const reason = await reasonOf(transaction, row);
  // A cancellation behind the stop waits for its sale: that is no gap of its own.
  if (reason && reason.kind !== "saleNotIntegrated") return { outcome: "blocked", reason };
  return integrated(row);
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

async function reasonOf(transaction: InterfaceTransaction, row: InboxRow): Promise<BlockReason | undefined> {
  const { event } = row;
  if (event.kind === "cancellation") {
    const status = event.refersTo === undefined ? undefined : await transaction.statusOfSale(event.refersTo);
    if (status === undefined) return { kind: "unknownSale", refersTo: event.refersTo };
    // The sale's own price was compared; its reverse is booked with the same amounts (rule 8).
    return status === "integrated"
      ? undefined
      : { kind: "saleNotIntegrated", refersTo: event.refersTo ?? "" };
  }
  // Received without a ticket: the reason was found at receipt and stays until a person has settled it.
  if (row.ticketId === null) return row.blockReason ?? { kind: "barcodeTaken", barcode: event.barcode };
  return blockReasonOf(event, await transaction.saleContext(event));
}
