import type { Clock, Crash } from "@allotement/platform/ports.ts";
import type { Line } from "../line/line.ts";
import type { InterfaceStore } from "../store.ts";
import { type FetchResult, fetchSales } from "./fetch.ts";

/** Fetches of one worker, one at a time. */
export interface Fetcher {
  /**
   * A second caller waits for the fetch under way and then makes its own, which finds the rest; unless `mayStart` says
   * no by then.
   */
  fetchNow(mayStart?: () => boolean): Promise<FetchResult>;
  /** Whether the last fetch is long enough ago. */
  due(): boolean;
  progress(): { sequence: number; head: number } | null;
  /** Ends when no fetch is under way. */
  idle(): Promise<void>;
}

/** Sales are fetched at least this often, in milliseconds. */
const fetchEveryMilliseconds = 15_000;

/** `looked`: a person has, so that a feed which had come to a fault is tried once more. */
export function fetcher(
  store: InterfaceStore,
  line: Line,
  ports: { clock: Clock; crash: Crash },
  looked: boolean,
): Fetcher {
  const now = () => ports.clock.now().getTime();
  let triesFault = looked;
  let lastFetch = Number.NEGATIVE_INFINITY;
  let underWay: Promise<FetchResult> | undefined;
  let progress: { sequence: number; head: number } | null = null;
  return {
    async fetchNow(mayStart = () => true) {
      // Nothing may be awaited between the last look and the start: two callers would both find nobody there.
      while (underWay) await underWay.catch(() => {});
      if (!mayStart()) {
        const call = { kind: "unreachable" as const, reason: "the connection is being set up anew" };
        return { outcome: "lineDown", received: 0, call };
      }
      const onProgress = (sequence: number, head: number) => {
        progress = { sequence, head };
      };
      underWay = fetchSales(store, line, ports, onProgress, triesFault);
      try {
        const result = await underWay;
        if (result.outcome !== "lineDown") triesFault = false;
        return result;
      } finally {
        lastFetch = now();
        underWay = undefined;
        progress = null;
      }
    },
    due() {
      const since = now() - lastFetch;
      // Below zero the clock was set back: nobody knows how long ago that was.
      return since >= fetchEveryMilliseconds || since < 0;
    },
    progress: () => progress,
    async idle() {
      while (underWay) await underWay.catch(() => {});
    },
  };
}
