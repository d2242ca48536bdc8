import type { Database } from "@allotement/platform/database/database.ts";
import type { Clock } from "@allotement/platform/ports.ts";
import type { Line } from "../line/line.ts";
import type { Scope } from "../store.ts";
import { keepStatus, showsToAsk } from "./show-status.store.ts";

export interface WatchNeeds {
  database: Database;
  line: Line;
  scope: Scope;
  clock: Clock;
  onFailure(error: unknown): void;
}

/** A status is asked for again after this long. */
const freshMilliseconds = 10 * 60_000;
/** The books are looked at this often for shows just created, and less often where the reseller would not say. */
const lookMilliseconds = 5_000;
const pauseMilliseconds = 60_000;

/** Asks the reseller what became of each show with performances to come, and remembers it with its age (R2.2). */
export function watchShowStatus(needs: WatchNeeds): { stop(): Promise<void> } {
  const { clock } = needs;
  const stopping = new AbortController();
  const work = (async () => {
    let lookedAt = Number.NEGATIVE_INFINITY;
    let wait = 0;
    while (!stopping.signal.aborted) {
      const since = clock.now().getTime() - lookedAt;
      // Below zero the clock was set back.
      if (since >= wait || since < 0) {
        lookedAt = clock.now().getTime();
        const wentWell = await askForStatuses(needs, stopping.signal).catch((error: unknown) => {
          needs.onFailure(error);
          return false;
        });
        wait = wentWell ? lookMilliseconds : pauseMilliseconds;
      }
      if (!stopping.signal.aborted) await clock.sleep(lookMilliseconds, stopping.signal);
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await work;
    },
  };
}

/** One round; false where the reseller would not say something, so that it is not asked at once again. */
async function askForStatuses(needs: WatchNeeds, stopping: AbortSignal): Promise<boolean> {
  const { database, line, scope, clock } = needs;
  const seenBefore = new Date(clock.now().getTime() - freshMilliseconds);
  let wentWell = true;
  for (const showNumber of await showsToAsk(database, scope, clock.now(), seenBefore)) {
    if (stopping.aborted) break;
    const outcome = await line.call((client, token) => client.show(token, showNumber));
    if (outcome.kind === "answer") {
      await keepStatus(database, scope, showNumber, outcome.answer.status, clock.now());
    } else {
      wentWell = false;
      // A show that is unknown there says nothing of the next one; a line that does not carry does.
      if (line.state().up === false) break;
    }
  }
  return wentWell;
}
