import { sql, type Transaction } from "@allotement/platform/database/database.ts";
import type { NewShow } from "../operations/programme.store.ts";
import type { Scope } from "../store.ts";

/** Which sales a run integrates: shows with an optional range of their performances' civil dates and times (R7.1). */
export interface ImportLine {
  showNumber: number;
  /** «2020-01-15T00:00» at the venue, inclusive; absent: from the first performance on. */
  from?: string | undefined;
  /** inclusive; absent: to the last one. */
  to?: string | undefined;
}

/** What was asked for, by a clerk or by a `rule` of the show. An allotment without seats sends the whole hold. */
export type RunRequest =
  | {
      kind: "allot";
      newShow?: NewShow | undefined;
      seatCodes?: number[] | undefined;
      rule?: "refill" | undefined;
    }
  | { kind: "recall"; seatCodes: number[] | "all"; rule?: "return" | undefined }
  | { kind: "import"; lines: ImportLine[]; until?: string | undefined };

export interface RunRow {
  runId: string;
  kind: RunRequest["kind"];
  request: RunRequest;
  operatorId: number;
  startedAt: Date;
  finishedAt: Date | null;
  result: unknown;
}

export interface RunsStore {
  insertRun(
    run: Pick<RunRow, "runId" | "request" | "operatorId">,
    performances: readonly number[],
    at: Date,
  ): Promise<void>;
  /** Runs that are not finished, oldest first. */
  unfinishedRuns(): Promise<RunRow[]>;
  /** The next performance of the run that is not planned yet, its row locked. */
  nextStep(runId: string): Promise<number | undefined>;
  markStepPlanned(
    runId: string,
    performanceNumber: number,
    at: Date,
    skipped: readonly number[],
    /** How many seats were passed over because their fence is not acknowledged yet (rule 9). */
    awaitingFence: number,
  ): Promise<void>;
  /** Whether every step is planned and every operation of the run has come to its end. */
  isSettled(runId: string): Promise<boolean>;
  keepResult(runId: string, result: unknown): Promise<void>;
  finishRun(runId: string, at: Date): Promise<void>;
}

export function sqlRunsStore(transaction: Transaction, scope: Scope): RunsStore {
  const { organizerId, resellerId } = scope;
  return {
    insertRun: async ({ runId, request, operatorId }, performances, at) => {
      await transaction.run(sql`
        insert into interface_runs (organizer_id, run_id, reseller_id, kind, request, operator_id, started_at)
        values (${organizerId}, ${runId}, ${resellerId}, ${request.kind}, ${JSON.stringify(request)}::jsonb,
          ${operatorId}, ${at})`);
      await transaction.run(sql`
        insert into interface_run_steps (organizer_id, run_id, performance_number)
        select ${organizerId}, ${runId}, number from unnest(${[...performances]}::int[]) as number`);
    },
    unfinishedRuns: () =>
      transaction.rows<RunRow>(sql`
        select run_id as "runId", kind, request, operator_id as "operatorId", started_at as "startedAt",
          finished_at as "finishedAt", result
        from interface_runs
        where organizer_id = ${organizerId} and reseller_id = ${resellerId} and finished_at is null
        order by started_at, run_id`),
    nextStep: async (runId) => {
      const step = await transaction.first<{ performance_number: number }>(sql`
        select performance_number from interface_run_steps
        where organizer_id = ${organizerId} and run_id = ${runId} and planned_at is null
        order by performance_number limit 1 for update`);
      return step?.performance_number;
    },
    markStepPlanned: async (runId, performanceNumber, at, skipped, awaitingFence) => {
      await transaction.run(sql`
        update interface_run_steps set planned_at = ${at}, skipped = ${JSON.stringify(skipped)}::jsonb,
          awaiting_fence = ${awaitingFence}
        where organizer_id = ${organizerId} and run_id = ${runId} and performance_number = ${performanceNumber}`);
    },
    isSettled: async (runId) =>
      (await transaction.first(sql`
        select where not exists (select from interface_run_steps
            where organizer_id = ${organizerId} and run_id = ${runId} and planned_at is null)
          and not exists (select from operations
            where organizer_id = ${organizerId} and run_id = ${runId} and state not in ('applied', 'voided'))`)) !==
      undefined,
    keepResult: async (runId, result) => {
      await transaction.run(sql`
        update interface_runs set result = ${JSON.stringify(result)}::jsonb
        where organizer_id = ${organizerId} and run_id = ${runId}`);
    },
    finishRun: async (runId, at) => {
      await transaction.run(sql`
        update interface_runs set finished_at = ${at}
        where organizer_id = ${organizerId} and run_id = ${runId} and finished_at is null`);
    },
  };
}
