import type { Clock, Crash, Ids, Random } from "@allotement/platform/ports.ts";
import { type FetchResult, fetchSales } from "./import-sales/fetch.ts";
import { integrateSales } from "./import-sales/integrate.ts";
import { type Line, problemOf } from "./line/line.ts";
import { planNextStep } from "./operations/plan.ts";
import { retryDelayMilliseconds } from "./operations/retry.ts";
import { applyAnswers, sendDueOperations } from "./operations/send.ts";
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
  /** Ends after the step under way; nothing is lost, the rest is resumed at the next start. */
  stop(): Promise<void>;
}

/** Sales are fetched at least this often, in milliseconds; and the books looked at for operations to send again. */
const fetchEveryMilliseconds = 15_000;
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
  let progress: { sequence: number; head: number } | null = null;
  let triesFault = looked;
  let lastFetch = Number.NEGATIVE_INFINITY;
  let fetchUnderWay: Promise<FetchResult> | undefined;

  const wake = () => woken.abort();
  stopping.signal.addEventListener("abort", wake);

  // Also where the clock was set back meanwhile: nobody knows how long ago that was.
  const fetchDue = () => {
    const since = clock.now().getTime() - lastFetch;
    return since >= fetchEveryMilliseconds || since < 0;
  };

  // One fetch at a time: a second caller waits for the one under way and then makes its own, which finds the rest.
  const fetchNow = async (): Promise<FetchResult> => {
    while (fetchUnderWay) await fetchUnderWay.catch(() => {});
    const onProgress = (sequence: number, head: number) => {
      progress = { sequence, head };
    };
    fetchUnderWay = fetchSales(store, line, ports, onProgress, triesFault);
    try {
      const result = await fetchUnderWay;
      if (result.outcome !== "lineDown") triesFault = false;
      return result;
    } finally {
      lastFetch = clock.now().getTime();
      fetchUnderWay = undefined;
      progress = null;
    }
  };

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

  const round = async () => {
    // First, so that nothing is sent or applied under a feed that has come to a fault since (rule 4, R5.1).
    if (fetchDue()) await attempt(fetchNow);
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
  };

  const work = (async () => {
    while (!stopping.signal.aborted) {
      woken = new AbortController();
      await attempt(round);
      if (!stopping.signal.aborted) await clock.sleep(lookEveryMilliseconds, woken.signal);
    }
  })();

  return {
    wake,
    fetchNow,
    fetching: () => progress,
    line,
    async stop() {
      stopping.abort();
      await work;
      await fetchUnderWay?.catch(() => {});
    },
  };
}

/** Remembers which runs failed: each is taken up again later and later, as a message is sent again (rule 2). */
function failingRuns({ clock, random }: Pick<WorkerPorts, "clock" | "random">) {
  const failed = new Map<string, { attempts: number; at: number; wait: number }>();
  return {
    due(runId: string): boolean {
      const failure = failed.get(runId);
      if (!failure) return true;
      const since = clock.now().getTime() - failure.at;
      return since >= failure.wait || since < 0;
    },
    note(runId: string, went: boolean): void {
      const attempts = failed.get(runId)?.attempts ?? 0;
      failed.delete(runId);
      if (went) return;
      const wait = retryDelayMilliseconds(attempts, random);
      failed.set(runId, { attempts: attempts + 1, at: clock.now().getTime(), wait });
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
  const came = await sendDueOperations(store, line, ports);
  await applyAnswers(store, ports);
  // Older answers wait for the regular fetch: asked for at every look, a feed that never comes so far would be stormed.
  if (came === 0) return;
  const still = await store.transaction((transaction) => transaction.answeredOperations());
  if (still.length === 0) return;
  await fetchNow();
  await applyAnswers(store, ports);
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
  while (!stopping.aborted && (await planNextStep(store, run, settings, ports.clock, ports.ids))) {
    ports.crash.point("run.stepPlanned");
    await exchangeOnce();
  }
  if (stopping.aborted) return;
  await exchangeOnce();
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
