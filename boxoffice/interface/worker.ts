import type { Clock, Crash, Ids, Random } from "@allotement/platform/ports.ts";
import { type FetchResult, fetchSales } from "./import-sales/fetch.ts";
import { integrateSales } from "./import-sales/integrate.ts";
import { type Line, problemOf } from "./line/line.ts";
import { planNextStep } from "./operations/plan.ts";
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

export function startWorker(
  store: InterfaceStore,
  line: Line,
  settings: WorkerSettings,
  ports: WorkerPorts,
  onFailure: (error: unknown) => void,
): InterfaceWorker {
  const { clock } = ports;
  const stopping = new AbortController();
  let woken = new AbortController();
  let progress: { sequence: number; head: number } | null = null;
  let lastFetch = Number.NEGATIVE_INFINITY;
  let fetchUnderWay: Promise<FetchResult> | undefined;

  const wake = () => woken.abort();
  stopping.signal.addEventListener("abort", wake);

  // One fetch at a time: a second caller waits for the one under way and then makes its own, which finds the rest.
  const fetchNow = async (): Promise<FetchResult> => {
    while (fetchUnderWay) await fetchUnderWay.catch(() => {});
    fetchUnderWay = fetchSales(store, line, ports, (sequence, head) => {
      progress = { sequence, head };
    });
    try {
      const result = await fetchUnderWay;
      lastFetch = clock.now().getTime();
      return result;
    } finally {
      fetchUnderWay = undefined;
      progress = null;
    }
  };

  const round = async () => {
    for (const run of await store.transaction((transaction) => transaction.unfinishedRuns())) {
      if (stopping.signal.aborted) return;
      if (run.kind === "import") await importSales(store, run, settings, ports, fetchNow);
      else await exchangeSeats(store, line, run, settings, ports, fetchNow, stopping.signal);
    }
    await exchange(store, line, ports, fetchNow);
    if (clock.now().getTime() - lastFetch >= fetchEveryMilliseconds) {
      const fetched = await fetchNow();
      if (fetched.outcome !== "upToDate") lastFetch = clock.now().getTime();
    }
  };

  const work = (async () => {
    while (!stopping.signal.aborted) {
      woken = new AbortController();
      try {
        await round();
      } catch (error) {
        onFailure(error);
      }
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

type FetchNow = () => Promise<FetchResult>;

/** Sends, receives and applies, in the order that rule 4 asks for. */
async function exchange(
  store: InterfaceStore,
  line: Line,
  ports: WorkerPorts,
  fetchNow: FetchNow,
): Promise<void> {
  await sendDueOperations(store, line, ports);
  const waiting = await store.transaction((transaction) => transaction.answeredOperations());
  if (waiting.length === 0) return;
  await applyAnswers(store, ports);
  const still = await store.transaction((transaction) => transaction.answeredOperations());
  if (still.length === 0) return;
  await fetchNow();
  await applyAnswers(store, ports);
}

/** Plans a run performance by performance and sends as it goes, so that the clerk sees it move. */
async function exchangeSeats(
  store: InterfaceStore,
  line: Line,
  run: RunRow,
  settings: WorkerSettings,
  ports: WorkerPorts,
  fetchNow: FetchNow,
  stopping: AbortSignal,
): Promise<void> {
  while (!stopping.aborted && (await planNextStep(store, run, settings, ports.clock, ports.ids))) {
    ports.crash.point("run.stepPlanned");
    await exchange(store, line, ports, fetchNow);
  }
  if (stopping.aborted) return;
  await exchange(store, line, ports, fetchNow);
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
