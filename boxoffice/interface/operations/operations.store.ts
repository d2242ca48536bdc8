import { sql, type Transaction } from "@allotement/platform/database/database.ts";
import type { OperationAnswer, OperationRequest } from "@allotement/protocol/messages/operation.ts";
import type { Scope } from "../store.ts";
import { longestWaitMilliseconds } from "./retry.ts";

/** What the reseller said of an operation, kept until its seats have moved; `voided`: it is dead for ever. */
export type StoredAnswer = OperationAnswer | { outcome: "voided"; asOf: number };

export type OperationState = "open" | "answered" | "applied" | "voiding" | "voided";

export interface OperationRow {
  operationId: string;
  runId: string | null;
  kind: OperationRequest["kind"];
  showNumber: number;
  performanceNumber: number;
  /** Canonical JSON of an `OperationRequest`. */
  body: string;
  state: OperationState;
  answer: StoredAnswer | null;
  createdAt: Date;
  attempts: number;
  lastProblem: string | null;
}

export type NewOperation = Pick<
  OperationRow,
  "operationId" | "runId" | "kind" | "showNumber" | "performanceNumber" | "body"
> & { seatCount: number; at: Date; operatorId: number | null };

export interface OperationsStore {
  insertOperation(operation: NewOperation): Promise<void>;
  /** The operation, locked until the transaction ends. */
  lockOperation(operationId: string): Promise<OperationRow | undefined>;
  /** Whether an operation is still on its way: neither applied nor voided. */
  isUnfinished(operationId: string): Promise<boolean>;
  /**
   * Operations to be sent at `now`, oldest first, at most `limit`; those, too, whose next attempt lies further away than
   * any is ever put off: the clock was set back since.
   */
  dueOperations(now: Date, limit: number): Promise<OperationRow[]>;
  /** Operations whose answer waits for the feed, oldest first. */
  answeredOperations(): Promise<OperationRow[]>;
  keepAnswer(operationId: string, answer: StoredAnswer): Promise<void>;
  postponeOperation(operationId: string, nextAttemptAt: Date, problem: string): Promise<void>;
  finishOperation(operationId: string, state: "applied" | "voided", at: Date): Promise<void>;
  /** Asks the sender to give up: it will ask the reseller for the void (rule 1). False where the answer has come, and of a
   * fence: it is sent until it is acknowledged, for ever (rule 9). */
  startVoiding(operationId: string, at: Date): Promise<boolean>;
}

const columns = sql`operation_id as "operationId", run_id as "runId", kind, show_number as "showNumber",
  performance_number as "performanceNumber", body, state, answer, created_at as "createdAt", attempts,
  last_problem as "lastProblem"`;

export function sqlOperationsStore(transaction: Transaction, scope: Scope): OperationsStore {
  const { organizerId, resellerId } = scope;
  const one = (operationId: string) => sql`organizer_id = ${organizerId} and operation_id = ${operationId}`;
  return {
    insertOperation: async (operation) => {
      await transaction.run(sql`
        insert into operations (organizer_id, operation_id, reseller_id, run_id, kind, show_number, performance_number,
          body, seat_count, created_at, created_by, next_attempt_at)
        values (${organizerId}, ${operation.operationId}, ${resellerId}, ${operation.runId}, ${operation.kind},
          ${operation.showNumber}, ${operation.performanceNumber}, ${operation.body},
          ${operation.seatCount}, ${operation.at},
          ${operation.operatorId}, ${operation.at})`);
    },
    lockOperation: (operationId) =>
      transaction.first<OperationRow>(
        sql`select ${columns} from operations where ${one(operationId)} for update`,
      ),
    isUnfinished: async (operationId) =>
      (await transaction.first(
        sql`select from operations where ${one(operationId)} and state not in ('applied', 'voided')`,
      )) !== undefined,
    dueOperations: (now, limit) => {
      const latest = new Date(now.getTime() + longestWaitMilliseconds);
      return transaction.rows<OperationRow>(sql`
        select ${columns} from operations
        where organizer_id = ${organizerId} and reseller_id = ${resellerId} and state in ('open', 'voiding')
          and (next_attempt_at <= ${now} or next_attempt_at > ${latest})
        order by created_at, operation_id limit ${limit}`);
    },
    answeredOperations: () =>
      transaction.rows<OperationRow>(sql`
        select ${columns} from operations
        where organizer_id = ${organizerId} and reseller_id = ${resellerId} and state = 'answered'
        order by created_at, operation_id`),
    keepAnswer: async (operationId, answer) => {
      await transaction.run(sql`
        update operations set state = 'answered', answer = ${JSON.stringify(answer)}::jsonb, last_problem = null
        where ${one(operationId)} and state in ('open', 'voiding')`);
    },
    postponeOperation: async (operationId, nextAttemptAt, problem) => {
      await transaction.run(sql`
        update operations set attempts = attempts + 1, next_attempt_at = ${nextAttemptAt}, last_problem = ${problem}
        where ${one(operationId)} and state in ('open', 'voiding')`);
    },
    finishOperation: async (operationId, state, at) => {
      await transaction.run(sql`
        update operations set state = ${state}, applied_at = ${at} where ${one(operationId)} and state = 'answered'`);
    },
    startVoiding: async (operationId, at) =>
      (await transaction.run(sql`
        update operations set state = 'voiding', next_attempt_at = ${at}
        where ${one(operationId)} and state in ('open', 'voiding') and kind <> 'fence'`)) === 1,
  };
}
