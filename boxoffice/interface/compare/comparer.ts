import type { Clock } from "@allotement/platform/ports.ts";
import { type CompareNeeds, comparePerformance } from "./compare-performance.ts";

/** Comparisons that nobody asked for: after a run, and at night; one performance at a time. */
export interface Comparer {
  /** Whether the next look is due. */
  due(): boolean;
  /** Compares the next performance, if one waits. */
  compareNext(): Promise<void>;
}

/** Between two snapshots: sixty performances take a minute, and the line is never stormed. */
const betweenMilliseconds = 1_000;
/** Where nothing waited. */
const idleMilliseconds = 5_000;
/** Where the line or the feed would not carry it. */
const pauseMilliseconds = 300_000;

export function comparer(needs: CompareNeeds & { clock: Clock }): Comparer {
  const now = () => needs.clock.now().getTime();
  let last = Number.NEGATIVE_INFINITY;
  let wait = 0;
  return {
    due() {
      const since = now() - last;
      // Below zero the clock was set back.
      return since >= wait || since < 0;
    },
    async compareNext() {
      last = now();
      wait = pauseMilliseconds;
      const next = await needs.store.transaction((transaction) =>
        transaction.nextToCompare(needs.clock.now()),
      );
      if (!next) {
        wait = idleMilliseconds;
        return;
      }
      const { performanceNumber, occasion } = next;
      const compared = await comparePerformance(needs, performanceNumber, occasion);
      if (compared.outcome === "compared") wait = betweenMilliseconds;
    },
  };
}
