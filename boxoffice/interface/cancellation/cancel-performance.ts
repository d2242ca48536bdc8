import { sql, type Transaction } from "@allotement/platform/database/database.ts";
import type { Clock, Ids } from "@allotement/platform/ports.ts";
import { appendAudit } from "../../house/audit/audit.store.ts";
import { sqlReschedulesStore } from "../reschedule/reschedule.store.ts";
import { sqlRunsStore } from "../runs/runs.store.ts";
import { startRun } from "../runs/start-run.ts";

export interface CancellationAsked {
  organizerId: number;
  /** Undefined where no reseller is connected. */
  resellerId: number | undefined;
  performanceNumber: number;
  reason: string;
  operatorId: number;
}

/** In order of precedence. */
export type CancellationRefusal = "NOT_FOUND" | "ALREADY_CANCELLED";

/**
 * Cancels a performance for good: from the commit on nothing of it is sold, held tickets open no door, and what the
 * reseller has not sold is asked back by the normal recall. Its sold seats stay as they are: each is refunded where it
 * was bought. A reschedule under way is over. Answers the recall's run, where there is something to take back.
 */
export async function cancelPerformance(
  transaction: Transaction,
  needs: { clock: Clock; ids: Ids },
  { organizerId, resellerId, performanceNumber, reason, operatorId }: CancellationAsked,
): Promise<{ recallRunId: string | null } | CancellationRefusal> {
  const reschedules = sqlReschedulesStore(transaction, { organizerId, resellerId });
  const performance = await reschedules.lockPerformance(performanceNumber);
  if (!performance) return "NOT_FOUND";
  if (performance.cancelled) return "ALREADY_CANCELLED";
  const at = needs.clock.now();
  await transaction.run(sql`
    update performances set cancelled_at = ${at}, cancelled_by = ${operatorId}, cancel_reason = ${reason}
    where organizer_id = ${organizerId} and performance_number = ${performanceNumber}`);
  await transaction.run(sql`
    update reschedules set state = 'replaced', settled_at = ${at}
    where organizer_id = ${organizerId} and performance_number = ${performanceNumber}
      and state in ('asked', 'acknowledged')`);
  const allotted = await transaction.first(sql`
    select from performance_seats where organizer_id = ${organizerId} and performance_number = ${performanceNumber}
      and state = 'allotted' and reseller_id = ${resellerId ?? null} limit 1`);
  const recallRunId =
    allotted && resellerId !== undefined
      ? await startRun(
          sqlRunsStore(transaction, { organizerId, resellerId }),
          needs,
          { kind: "recall", seatCodes: "all" },
          [performanceNumber],
          operatorId,
        )
      : null;
  const subject = { performanceNumber, reason, recallRunId };
  const entry = { action: "cancelPerformance", operatorId, secondOperatorId: null, subject } as const;
  await appendAudit(transaction, organizerId, at, entry);
  return { recallRunId };
}
