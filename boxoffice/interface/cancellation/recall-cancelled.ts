import { type Database, sql } from "@allotement/platform/database/database.ts";
import type { Clock, Ids } from "@allotement/platform/ports.ts";
import { sqlRunsStore } from "../runs/runs.store.ts";
import { startRun } from "../runs/start-run.ts";
import type { Scope } from "../store.ts";

export interface RecallCancelledNeeds {
  database: Database;
  scope: Scope;
  clock: Clock;
  ids: Ids;
  onFailure(error: unknown): void;
}

/** How often the books are looked at, and after how long a performance is asked back once more, in milliseconds. */
const lookMilliseconds = 5_000;
const againMilliseconds = 60_000;

/**
 * Takes back what comes to stand at the reseller for a cancelled performance: a seat that was in a basket or on its way
 * when it was cancelled, or whose sale the network cancels since, which would otherwise be on offer there again.
 */
export function recallCancelled(needs: RecallCancelledNeeds): { stop(): Promise<void> } {
  const { clock } = needs;
  const stopping = new AbortController();
  const work = (async () => {
    while (!stopping.signal.aborted) {
      await recallWhatIsLeft(needs).catch(needs.onFailure);
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

/** Starts one recall for each performance that needs it; answers how many. */
export async function recallWhatIsLeft({
  database,
  scope,
  clock,
  ids,
}: Omit<RecallCancelledNeeds, "onFailure">): Promise<number> {
  const { organizerId, resellerId } = scope;
  const now = clock.now();
  const rows = await database.rows<{ performanceNumber: number; operatorId: number }>(sql`
    select performance_number as "performanceNumber", cancelled_by as "operatorId" from performances p
    where organizer_id = ${organizerId} and cancelled_at is not null
      and exists (select from performance_seats seat where seat.organizer_id = p.organizer_id
        and seat.performance_number = p.performance_number and seat.state = 'allotted'
        and seat.reseller_id = ${resellerId})
      and not exists (select from interface_run_steps step join interface_runs run using (organizer_id, run_id)
        where step.organizer_id = p.organizer_id and step.performance_number = p.performance_number
          and run.kind = 'recall' and (run.finished_at is null
            or run.started_at > ${new Date(now.getTime() - againMilliseconds)}))
    order by performance_number`);
  for (const { performanceNumber, operatorId } of rows)
    await database.transaction((transaction) =>
      startRun(
        sqlRunsStore(transaction, scope),
        { clock, ids },
        { kind: "recall", seatCodes: "all" },
        [performanceNumber],
        operatorId,
      ),
    );
  return rows.length;
}
