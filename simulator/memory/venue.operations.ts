import type {
  OperationRow,
  OperationsStore,
} from "@allotement/boxoffice/interface/operations/operations.store.ts";
import { longestWaitMilliseconds } from "@allotement/boxoffice/interface/operations/retry.ts";
import { assert } from "./constraints.ts";
import type { VenueOperation, VenueTables } from "./venue.tables.ts";

export function memoryOperations(tables: VenueTables): OperationsStore {
  const { operations, unfinishedOperations } = tables;
  const put = (operation: VenueOperation) => putOperation(tables, operation);
  const changeOpen = (operationId: string, change: Partial<VenueOperation>) =>
    changeOpenOperation(tables, operationId, change);
  return {
    async insertOperation({ at, operatorId, ...operation }) {
      assert(!operations.get(operation.operationId), "one operation for one id");
      assert(operation.seatCount >= 1, "an operation has seats");
      assert(tables.performances.get(operation.performanceNumber) !== undefined, "the performance exists");
      assert(operation.runId === null || tables.runs.get(operation.runId) !== undefined, "the run exists");
      put({
        ...operation,
        state: "open",
        answer: null,
        createdAt: at,
        createdBy: operatorId,
        attempts: 0,
        nextAttemptAt: at,
        lastProblem: null,
        appliedAt: null,
      });
      tables.sentPerformances.put(operation.performanceNumber, operation.performanceNumber);
    },
    async lockOperation(operationId) {
      const operation = operations.get(operationId);
      return operation && asRead(operation);
    },
    isUnfinished: async (operationId) => unfinishedOperations.get(operationId) !== undefined,
    async dueOperations(now, limit) {
      const latest = now.getTime() + longestWaitMilliseconds;
      const due = [...unfinishedOperations.rows()].filter(
        ({ state, nextAttemptAt }) =>
          state !== "answered" && (nextAttemptAt <= now || nextAttemptAt.getTime() > latest),
      );
      return due.sort(byCreation).slice(0, limit).map(asRead);
    },
    async answeredOperations() {
      const answered = [...unfinishedOperations.rows()].filter(({ state }) => state === "answered");
      return answered.sort(byCreation).map(asRead);
    },
    async keepAnswer(operationId, answer) {
      changeOpen(operationId, { state: "answered", answer, lastProblem: null });
    },
    async postponeOperation(operationId, nextAttemptAt, lastProblem) {
      const attempts = (operations.get(operationId)?.attempts ?? 0) + 1;
      changeOpen(operationId, { attempts, nextAttemptAt, lastProblem });
    },
    async finishOperation(operationId, state, appliedAt) {
      const operation = operations.get(operationId);
      if (operation?.state === "answered") put({ ...operation, state, appliedAt });
    },
    startVoiding: async (operationId, nextAttemptAt) =>
      operations.get(operationId)?.kind !== "fence" &&
      changeOpen(operationId, { state: "voiding", nextAttemptAt }),
  };
}

export function putOperation(
  { operations, unfinishedOperations }: VenueTables,
  operation: VenueOperation,
): void {
  operations.put(operation.operationId, operation);
  const finished = operation.state === "applied" || operation.state === "voided";
  if (finished) unfinishedOperations.remove(operation.operationId);
  else unfinishedOperations.put(operation.operationId, operation);
}

/** Changes an operation that is sent and not answered; says whether it was one. */
export function changeOpenOperation(
  tables: VenueTables,
  operationId: string,
  change: Partial<VenueOperation>,
): boolean {
  const operation = tables.operations.get(operationId);
  if (operation?.state !== "open" && operation?.state !== "voiding") return false;
  putOperation(tables, { ...operation, ...change });
  return true;
}

export function byCreation(one: VenueOperation, other: VenueOperation): number {
  const apart = one.createdAt.getTime() - other.createdAt.getTime();
  if (apart !== 0) return apart;
  return one.operationId < other.operationId ? -1 : 1;
}

function asRead({
  seatCount: _seats,
  createdBy: _by,
  nextAttemptAt: _next,
  appliedAt: _applied,
  ...operation
}: VenueOperation): OperationRow {
  return operation;
}
