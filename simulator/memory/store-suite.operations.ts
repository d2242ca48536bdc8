import { describe, expect, test } from "vitest";
import {
  at,
  exchange,
  id,
  operation,
  otherPerformanceNumber,
  performanceNumber,
} from "./store-suite.rows.ts";
import type { Stage } from "./store-suite.ts";

/** Operations and runs of the venue's exchange. */
export function operationsSuite(stage: () => Stage): void {
  describe("operations", () => {
    const insert = (number: number, minute?: number) =>
      exchange(stage().venue, (transaction) => transaction.insertOperation(operation(number, minute)));
    const due = (minute: number, limit = 10) =>
      exchange(stage().venue, async (transaction) =>
        (await transaction.dueOperations(at(minute), limit)).map(({ operationId }) => operationId),
      );
    const inDoubt = <Result>(
      work: (transaction: Parameters<Parameters<typeof exchange<Result>>[1]>[0]) => Promise<Result>,
    ) => exchange(stage().venue, work);

    test("are kept as given, once, and read back", async () => {
      await insert(1);
      const read = await inDoubt((transaction) => transaction.lockOperation(id(1)));
      const { seatCount: _, at: createdAt, operatorId: _by, ...given } = operation(1);
      expect(read).toEqual({
        ...given,
        createdAt,
        state: "open",
        answer: null,
        attempts: 0,
        lastProblem: null,
      });
      expect(await inDoubt((transaction) => transaction.lockOperation(id(2)))).toBeUndefined();
      await expect(insert(1)).rejects.toThrow();
      await expect(
        inDoubt((transaction) => transaction.insertOperation({ ...operation(3), seatCount: 0 })),
      ).rejects.toThrow();
      await expect(
        inDoubt((transaction) => transaction.insertOperation({ ...operation(3), performanceNumber: 9 })),
      ).rejects.toThrow();
      await expect(
        inDoubt((transaction) => transaction.insertOperation({ ...operation(3), runId: id(9) })),
      ).rejects.toThrow();
    });

    test("are due oldest first, at most so many, once their time has come or the clock was set back", async () => {
      await insert(3, 1);
      await insert(1, 2);
      await insert(2, 2);
      expect(await due(0)).toEqual([]);
      expect(await due(1)).toEqual([id(3)]);
      expect(await due(5)).toEqual([id(3), id(1), id(2)]);
      expect(await due(5, 2)).toEqual([id(3), id(1)]);
      await inDoubt((transaction) => transaction.postponeOperation(id(3), at(10), "timeout"));
      expect(await due(5)).toEqual([id(1), id(2)]);
      // An hour is the longest wait of all: what lies further away was put there by a clock that went wrong.
      await inDoubt((transaction) => transaction.postponeOperation(id(1), at(5 + 60), "timeout"));
      await inDoubt((transaction) => transaction.postponeOperation(id(2), at(5 + 61), "timeout"));
      expect(await due(5)).toEqual([id(2)]);
      expect(await inDoubt((transaction) => transaction.hurryOperation(id(1), at(4)))).toBe(true);
      expect(await due(5)).toEqual([id(1), id(2)]);
      const read = await inDoubt((transaction) => transaction.lockOperation(id(1)));
      expect(read).toMatchObject({ attempts: 1, lastProblem: "timeout" });
    });

    test("keep the first answer, wait for the feed in their order, and end once", async () => {
      await insert(2, 1);
      await insert(1, 1);
      const answer = { outcome: "done" as const, asOf: 3, results: [{ seatCode: 1, grant: 1 }] };
      const answered = () =>
        inDoubt(async (transaction) =>
          (await transaction.answeredOperations()).map((one) => [one.operationId, one.answer]),
        );
      await inDoubt((transaction) => transaction.postponeOperation(id(2), at(2), "timeout"));
      await inDoubt((transaction) => transaction.finishOperation(id(2), "applied", at(2)));
      expect(await answered()).toEqual([]);
      for (const number of [2, 1]) await inDoubt((transaction) => transaction.keepAnswer(id(number), answer));
      await inDoubt((transaction) => transaction.keepAnswer(id(1), { outcome: "voided", asOf: 9 }));
      expect(await answered()).toEqual([
        [id(1), answer],
        [id(2), answer],
      ]);
      expect(await due(50)).toEqual([]);
      await inDoubt((transaction) => transaction.postponeOperation(id(1), at(9), "late"));
      expect(await inDoubt((transaction) => transaction.hurryOperation(id(1), at(9)))).toBe(false);
      expect(await inDoubt((transaction) => transaction.startVoiding(id(1), at(9)))).toBe(false);
      expect(await inDoubt((transaction) => transaction.isUnfinished(id(1)))).toBe(true);
      await inDoubt((transaction) => transaction.finishOperation(id(1), "applied", at(3)));
      await inDoubt((transaction) => transaction.finishOperation(id(1), "voided", at(4)));
      expect(await inDoubt((transaction) => transaction.isUnfinished(id(1)))).toBe(false);
      expect(await inDoubt((transaction) => transaction.isUnfinished(id(8)))).toBe(false);
      const { operations } = await stage().venueSide.view();
      expect(operations.find((one) => one.operationId === id(1))).toMatchObject({
        state: "applied",
        appliedAt: at(3),
        lastProblem: null,
        attempts: 0,
        createdBy: 1,
        seatCount: 1,
      });
    });

    test("are given up on while they have no answer", async () => {
      await insert(1);
      await inDoubt((transaction) => transaction.postponeOperation(id(1), at(30), "timeout"));
      expect(await inDoubt((transaction) => transaction.startVoiding(id(1), at(5)))).toBe(true);
      expect(await inDoubt((transaction) => transaction.startVoiding(id(1), at(6)))).toBe(true);
      expect(await inDoubt((transaction) => transaction.startVoiding(id(7), at(6)))).toBe(false);
      expect(await due(6)).toEqual([id(1)]);
      await inDoubt((transaction) => transaction.keepAnswer(id(1), { outcome: "voided", asOf: 2 }));
      await inDoubt((transaction) => transaction.finishOperation(id(1), "voided", at(7)));
      const read = await inDoubt((transaction) => transaction.lockOperation(id(1)));
      expect(read).toMatchObject({ state: "voided", answer: { outcome: "voided", asOf: 2 } });
    });
  });

  describe("runs", () => {
    const start = (number: number, minute: number, performances: readonly number[]) =>
      exchange(stage().venue, (transaction) =>
        transaction.insertRun(
          { runId: id(number), request: { kind: "recall", seatCodes: [1, 2] }, operatorId: 1 },
          performances,
          at(minute),
        ),
      );

    test("are taken up oldest first, performance by performance, until all is planned and answered", async () => {
      const { venue, venueSide } = stage();
      await start(12, 1, [otherPerformanceNumber, performanceNumber]);
      await start(11, 1, []);
      await start(10, 2, [performanceNumber]);
      await expect(start(10, 3, [])).rejects.toThrow();
      await expect(start(13, 3, [performanceNumber, performanceNumber])).rejects.toThrow();
      await expect(start(13, 3, [999])).rejects.toThrow();
      const ask = <Result>(
        work: (transaction: Parameters<Parameters<typeof exchange<Result>>[1]>[0]) => Promise<Result>,
      ) => exchange(venue, work);
      const unfinished = await ask((transaction) => transaction.unfinishedRuns());
      expect(unfinished.map((run) => run.runId)).toEqual([id(11), id(12), id(10)]);
      expect(unfinished[1]).toEqual({
        runId: id(12),
        kind: "recall",
        request: { kind: "recall", seatCodes: [1, 2] },
        operatorId: 1,
        startedAt: at(1),
        finishedAt: null,
        result: null,
      });
      expect(await ask((transaction) => transaction.nextStep(id(12)))).toBe(performanceNumber);
      expect(await ask((transaction) => transaction.nextStep(id(11)))).toBeUndefined();
      expect(await ask((transaction) => transaction.isSettled(id(11)))).toBe(true);
      await ask((transaction) => transaction.markStepPlanned(id(12), performanceNumber, at(3), [2], 1));
      expect(await ask((transaction) => transaction.nextStep(id(12)))).toBe(otherPerformanceNumber);
      await ask((transaction) => transaction.insertOperation({ ...operation(1), runId: id(12) }));
      await ask((transaction) => transaction.markStepPlanned(id(12), otherPerformanceNumber, at(3), [], 0));
      expect(await ask((transaction) => transaction.isSettled(id(12)))).toBe(false);
      await ask((transaction) => transaction.keepAnswer(id(1), { outcome: "voided", asOf: 0 }));
      await ask((transaction) => transaction.finishOperation(id(1), "voided", at(4)));
      expect(await ask((transaction) => transaction.isSettled(id(12)))).toBe(true);
      const result = { chosen: 1, shows: [{ blocked: undefined, pending: 2 }] };
      await ask((transaction) => transaction.keepResult(id(12), result));
      result.chosen = 5;
      await ask((transaction) => transaction.finishRun(id(12), at(5)));
      await ask((transaction) => transaction.finishRun(id(12), at(6)));
      const { runs, steps } = await venueSide.view();
      expect(runs.find((run) => run.runId === id(12))).toMatchObject({
        finishedAt: at(5),
        result: { chosen: 1, shows: [{ pending: 2 }] },
      });
      expect(steps.filter((step) => step.skipped.length > 0)).toEqual([
        { runId: id(12), performanceNumber, plannedAt: at(3), skipped: [2], awaitingFence: 1 },
      ]);
    });
  });
}
