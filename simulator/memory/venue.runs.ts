import type { RunRow, RunsStore } from "@allotement/boxoffice/interface/runs/runs.store.ts";
import { asJson, assert } from "./constraints.ts";
import type { VenueRun, VenueTables } from "./venue.tables.ts";

export function memoryRuns(tables: VenueTables): RunsStore {
  const { runs, unfinishedRuns, steps } = tables;
  const put = (run: VenueRun) => {
    runs.put(run.runId, run);
    if (run.finishedAt === null) unfinishedRuns.put(run.runId, run);
    else unfinishedRuns.remove(run.runId);
  };
  return {
    async insertRun({ runId, request, operatorId }, performances, at) {
      assert(runs.get(runId) === undefined, "one run for one id");
      assert(new Set(performances).size === performances.length, "one step for one performance");
      assert(
        performances.every((performance) => tables.performances.get(performance) !== undefined),
        "the performance exists",
      );
      const { kind } = request;
      put({
        runId,
        kind,
        request: asJson(request),
        operatorId,
        startedAt: at,
        finishedAt: null,
        result: null,
      });
      const rising = [...performances].sort((one, other) => one - other);
      const planned = { runId, plannedAt: null, skipped: [], awaitingFence: 0 };
      steps.put(
        runId,
        rising.map((performanceNumber) => ({ ...planned, performanceNumber })),
      );
    },
    unfinishedRuns: async () => [...unfinishedRuns.rows()].sort(byStart),
    nextStep: async (runId) => steps.get(runId)?.find((step) => step.plannedAt === null)?.performanceNumber,
    async markStepPlanned(runId, performanceNumber, plannedAt, skipped, awaitingFence) {
      const changed = (steps.get(runId) ?? []).map((step) =>
        step.performanceNumber === performanceNumber
          ? { ...step, plannedAt, skipped: [...skipped], awaitingFence }
          : step,
      );
      steps.put(runId, changed);
    },
    async isSettled(runId) {
      if (steps.get(runId)?.some((step) => step.plannedAt === null)) return false;
      for (const operation of tables.unfinishedOperations.rows()) if (operation.runId === runId) return false;
      return true;
    },
    async keepResult(runId, result) {
      const run = runs.get(runId);
      if (run) put({ ...run, result: asJson(result) });
    },
    async finishRun(runId, finishedAt) {
      const run = runs.get(runId);
      if (run?.finishedAt === null) put({ ...run, finishedAt });
    },
  };
}

function byStart(one: RunRow, other: RunRow): number {
  const apart = one.startedAt.getTime() - other.startedAt.getTime();
  if (apart !== 0) return apart;
  return one.runId < other.runId ? -1 : 1;
}
