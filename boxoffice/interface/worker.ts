import type { Clock, Crash, Ids, Random } from "@allotement/platform/ports.ts";
import { comparer } from "./compare/comparer.ts";
import type { RepairNeeds } from "./compare/repair.ts";
import type { FetchResult } from "./import-sales/fetch.ts";
import { fetcher } from "./import-sales/fetcher.ts";
import { integrateSales } from "./import-sales/integrate.ts";
import { type Line, problemOf } from "./line/line.ts";
import { planNextStep } from "./operations/plan.ts";
import { applyAnswers, operationsOnTheirWay, sendDueOperations } from "./operations/send.ts";
import { sendReschedules } from "./reschedule/send-reschedules.ts";
import { failingRuns } from "./runs/failing-runs.ts";
import type { RunRow } from "./runs/runs.store.ts";
import type { InterfaceStore } from "./store.ts";

export interface WorkerPorts {
  clock: Clock;
  random: Random;
  ids: Ids;
  crash: Crash;
}

/** What the worker needs of its connection. */
export interface WorkerSettings {
  resellerId: number;
  holdCode: number;
  onPriceMismatch: "stop" | "isolate";
}

/** The work towards one reseller, which goes on whatever screens are open and resumes after a crash. */
export interface InterfaceWorker {
  /** Something was put into the books: look at once. */
  wake(): void;
  /** Fetches sales now; answers when the head is reached or the line fails. */
  fetchNow(): Promise<FetchResult>;
  fetching(): { sequence: number; head: number } | null;
  line: Line;
  /** What comparing and repairing need (R8.3). */
  comparing: RepairNeeds;
  /** Ends after the step under way; nothing is lost, the rest is resumed at the next start. */
  stop(): Promise<void>;
}

/** The books are looked at this often, in milliseconds, for runs and for operations to send again. */
const lookEveryMilliseconds = 500;

/** `looked`: a person has set the connection up anew, so a feed that had come to a fault is tried once more. */
export function startWorker(
  store: InterfaceStore,
  line: Line,
  settings: WorkerSettings,
  ports: WorkerPorts,
  onFailure: (error: unknown) => void,
  looked = false,
): InterfaceWorker {
  const { clock } = ports;
  const stopping = new AbortController();
  let woken = new AbortController();

  // A word in place of the error that is made otherwise, with a stack that nobody reads.
  const wake = () => woken.abort("woken");
  stopping.signal.addEventListener("abort", wake);

  const fetches = fetcher(store, line, ports, looked);
  const fetchNow = () => fetches.fetchNow();
  // What fails is told and keeps nothing else waiting: every run, every message and the feed have their turn.
  const attempt = async (work: () => Promise<unknown>): Promise<boolean> => {
    try {
      await work();
      return true;
    } catch (error) {
      onFailure(error);
      return false;
    }
  };
  const exchangeOnce = () => attempt(() => exchange(store, line, ports, fetchNow));
  const failing = failingRuns(ports);
  // A line of before must not meet the feed once the next worker has begun.
  const fetchWhileOurs = () => fetches.fetchNow(() => !stopping.signal.aborted);
  const exchangeNow = async () => void (await exchangeOnce());
  const { holdCode } = settings;
  const comparing = { store, line, clock, ids: ports.ids, holdCode, fetchNow: fetchWhileOurs, exchangeNow };
  const comparisons = comparer(comparing);

  const round = async () => {
    // First, so that nothing is sent or applied under a feed that has come to a fault since (rule 4, R5.1).
    if (fetches.due()) await attempt(fetchNow);
    for (const run of await store.transaction((transaction) => transaction.unfinishedRuns())) {
      if (stopping.signal.aborted) return;
      if (!failing.due(run.runId)) continue;
      const went = await attempt(() =>
        run.kind === "import"
          ? importSales(store, run, settings, ports, fetchNow)
          : exchangeSeats(store, run, settings, ports, exchangeOnce, stopping.signal),
      );
      failing.note(run.runId, went);
    }
    await exchangeOnce();
    if (!stopping.signal.aborted && comparisons.due()) await attempt(comparisons.compareNext);
  };

  const work = (async () => {
    while (!stopping.signal.aborted) {
      if (woken.signal.aborted) woken = new AbortController();
      await attempt(round);
      if (!stopping.signal.aborted) await clock.sleep(lookEveryMilliseconds, woken.signal);
    }
  })();

  return {
    wake,
    fetchNow: fetchWhileOurs,
    fetching: fetches.progress,
    line,
    comparing,
    async stop() {
      stopping.abort();
      await work;
      await fetches.idle();
    },
  };
}

type FetchNow = () => Promise<FetchResult>;

/** Sends, receives and applies, in the order that rule 4 asks for. */
async function exchange(
  store: InterfaceStore,
  line: Line,
  ports: WorkerPorts,
  fetchNow: FetchNow,
): Promise<void> {
  const before = await operationsOnTheirWay(store, ports.clock);
  if (before.reschedules.length > 0) await sendReschedules(store, line, ports, before.reschedules);
  const came = await sendDueOperations(store, line, ports, before.due);
  const { answered } = came === 0 ? before : await operationsOnTheirWay(store, ports.clock);
  const applied = await applyAnswers(store, ports, answered);
  // Older answers wait for the regular fetch: asked for at every look, a feed that never comes so far would be stormed.
  if (came === 0 || applied === answered.length) return;
  await fetchNow();
  await applyAnswers(store, ports, answered);
}

/** Plans a run performance by performance and sends as it goes, so that the clerk sees it move. */
async function exchangeSeats(
  store: InterfaceStore,
  run: RunRow,
  settings: WorkerSettings,
  ports: WorkerPorts,
  exchangeOnce: () => Promise<unknown>,
  stopping: AbortSignal,
): Promise<void> {
  let exchanged = false;
  while (!stopping.aborted && (await planNextStep(store, run, settings, ports.clock, ports.ids))) {
    ports.crash.point("run.stepPlanned");
    await exchangeOnce();
    exchanged = true;
  }
  if (stopping.aborted) return;
  // Planned before: taken up again because something of it is still on its way.
  if (!exchanged) await exchangeOnce();
  await store.transaction(async (transaction) => {
    if (await transaction.isSettled(run.runId)) await transaction.finishRun(run.runId, ports.clock.now());
  });
}

/** Fetches what there is, then integrates what has been received, even where the line is down (rule 5). */
async function importSales(
  store: InterfaceStore,
  run: RunRow,
  settings: WorkerSettings,
  ports: WorkerPorts,
  fetchNow: FetchNow,
): Promise<void> {
  if (run.request.kind !== "import") return;
  const fetched = await fetchNow();
  const result = await integrateSales(
    store,
    { runId: run.runId, request: run.request },
    settings.onPriceMismatch,
    ports,
  );
  const fetchProblem =
    fetched.outcome === "lineDown"
      ? (problemOf(fetched.call)?.kind ?? "notUnderstood")
      : fetched.outcome === "stopped"
        ? fetched.fault.fault
        : null;
  await store.transaction(async (transaction) => {
    await transaction.keepResult(run.runId, { ...result, fetchProblem });
    await transaction.finishRun(run.runId, ports.clock.now());
  });
}
