import type { Clock, Random } from "@allotement/platform/ports.ts";
import { retryDelayMilliseconds } from "../operations/retry.ts";

/** Remembers which runs failed: each is taken up again later and later, as a message is sent again (rule 2). */
export function failingRuns({ clock, random }: { clock: Clock; random: Random }) {
  const failed = new Map<string, { attempts: number; at: number; wait: number }>();
  return {
    /** Whether a run may be taken up now. */
    due(runId: string): boolean {
      const failure = failed.get(runId);
      if (!failure) return true;
      const since = clock.now().getTime() - failure.at;
      return since >= failure.wait || since < 0;
    },
    /** Notes whether a run's turn went well. */
    note(runId: string, went: boolean): void {
      const attempts = failed.get(runId)?.attempts ?? 0;
      failed.delete(runId);
      if (went) return;
      const wait = retryDelayMilliseconds(attempts, random);
      failed.set(runId, { attempts: attempts + 1, at: clock.now().getTime(), wait });
    },
  };
}
