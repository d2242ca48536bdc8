import type { Clock, Crash } from "@allotement/platform/ports.ts";
import type { RunRequest } from "../runs/runs.store.ts";
import type { InterfaceStore } from "../store.ts";
import type { BlockReason } from "./compare-price.ts";
import type { IntegratedInRun } from "./integrate.store.ts";
import { type Integration, integrateSale, lookAhead } from "./integrate-sale.ts";

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

/**
 * Integrates received sales one by one in the feed's order, each in its own transaction (rule 7): journal, debt and
 * inbox together or not at all, once however often it is run. At a gap the sale is blocked with both figures and the
 * show stops: what was integrated stays, what follows waits, and the look-ahead lists every further gap without writing.
 * With `onPriceMismatch` «isolate» only the faulty sale waits, and so does a faulty sale that was cancelled since: no
 * money hangs on it. A run that begins again counts what it had integrated before.
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
  const before = await store.transaction((transaction) => transaction.integratedInRun(run.runId));
  const done = before.reduce((sum, { integrated, cancelled }) => sum + integrated + cancelled, 0);
  const result: ImportResult = { chosen: done + chosen.length, looked: done, shows: [] };
  for (const one of before) result.shows.push(showOf(shows, one.showNumber));
  recount(shows, before);
  const stopped = new Set<number>();
  for (const { eventId, sequence, showNumber } of chosen) {
    if (!shows.has(showNumber)) result.shows.push(showOf(shows, showNumber));
    const looksOnly = stopped.has(showNumber);
    const integration = await store.transaction((transaction) =>
      looksOnly
        ? lookAhead(transaction, eventId)
        : integrateSale(transaction, eventId, run.runId, ports.clock),
    );
    ports.crash.point("integrate.afterSale");
    count(showOf(shows, showNumber), sequence, integration, looksOnly);
    if (integration.outcome === "blocked" && integration.stops && onPriceMismatch === "stop")
      stopped.add(showNumber);
    result.looked += 1;
    if (result.looked % 25 === 0)
      await store.transaction((transaction) => transaction.keepResult(run.runId, result));
  }
  // Another worker may have taken part: the books know what came of it.
  recount(shows, await store.transaction((transaction) => transaction.integratedInRun(run.runId)));
  await store.transaction((transaction) => transaction.keepResult(run.runId, result));
  return result;
}

function showOf(shows: Map<number, ShowResult>, showNumber: number): ShowResult {
  const known = shows.get(showNumber);
  if (known) return known;
  const show = { showNumber, integrated: 0, cancelled: 0, amountCents: 0, blocked: [], pending: 0 };
  shows.set(showNumber, show);
  return show;
}

function recount(shows: ReadonlyMap<number, ShowResult>, counts: readonly IntegratedInRun[]): void {
  for (const { showNumber, ...figures } of counts) Object.assign(shows.get(showNumber) ?? {}, figures);
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
