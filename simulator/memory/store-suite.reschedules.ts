import type { NewReschedule } from "@allotement/boxoffice/interface/reschedule/reschedule.store.ts";
import type { InterfaceTransaction } from "@allotement/boxoffice/interface/store.ts";
import { describe, expect, test } from "vitest";
import {
  at,
  exchange,
  feedEvent,
  id,
  operation,
  otherPerformanceNumber,
  performanceNumber,
  showNumber,
} from "./store-suite.rows.ts";
import type { Stage } from "./store-suite.ts";

const from = { localDate: "2026-12-23", localTime: "19:00" };
const to = { localDate: "2027-01-12", localTime: "20:30" };
const startsAt = new Date("2027-01-12T19:30:00.000Z");

/** A performance that is moved to another date, towards a reseller that has it. */
export function reschedulesSuite(stage: () => Stage): void {
  const ask = <Result>(work: (transaction: InterfaceTransaction) => Promise<Result>) =>
    exchange(stage().venue, work);
  const insert = (number: number, change: Partial<NewReschedule> = {}) =>
    ask((transaction) =>
      transaction.insertReschedule({
        ...{
          rescheduleId: id(number),
          performanceNumber,
          version: 2,
          atReseller: true,
          from,
          ...to,
          startsAt,
        },
        ...{ reason: "", operatorId: 1, at: at(0), ...change },
      }),
    );
  const due = async (minute = 0) =>
    (await ask((transaction) => transaction.dueReschedules(at(minute)))).map(
      ({ rescheduleId }) => rescheduleId,
    );
  const performance = () =>
    stage().venue.house.transaction((transaction) => transaction.performance(performanceNumber));

  describe("a reschedule", () => {
    test("finds its performance with the highest version asked for, and whether the reseller may have it", async () => {
      const look = () => ask((transaction) => transaction.lockPerformance(performanceNumber));
      const untouched = {
        performanceNumber,
        showNumber,
        ...from,
        timeZone: "Europe/Paris",
        cancelled: false,
      };
      expect(await look()).toEqual({ ...untouched, version: 1, atReseller: false });
      expect(await ask((transaction) => transaction.lockPerformance(9))).toBeUndefined();
      await ask((transaction) => transaction.insertOperation(operation(1)));
      expect(await look()).toMatchObject({ atReseller: true });
      await insert(1, { version: 4 });
      expect(await look()).toMatchObject({ version: 4 });
      await ask((transaction) => transaction.rememberCreated(showNumber, otherPerformanceNumber, at(0)));
      expect(await ask((transaction) => transaction.lockPerformance(otherPerformanceNumber))).toMatchObject({
        version: 1,
        atReseller: true,
      });
    });

    test("knows where another performance of the show stands, or is to stand", async () => {
      const taken = (number: number, where: typeof to) =>
        ask((transaction) => transaction.isTaken(showNumber, number, where));
      const [own, other] = await Promise.all(
        [performanceNumber, otherPerformanceNumber].map((number) =>
          stage().venue.house.transaction((transaction) => transaction.performance(number)),
        ),
      );
      if (!own || !other) throw new Error("the season has two performances");
      expect(await taken(performanceNumber, own)).toBe(false);
      expect(await taken(performanceNumber, other)).toBe(true);
      expect(await taken(otherPerformanceNumber, to)).toBe(false);
      await insert(1);
      expect(await taken(otherPerformanceNumber, to)).toBe(true);
      expect(await taken(performanceNumber, to)).toBe(false);
    });

    test("waits for every allot of its performance to end, and is due once", async () => {
      await insert(1);
      expect(await due()).toEqual([id(1)]);
      await ask((transaction) => transaction.insertOperation(operation(1)));
      expect(await due()).toEqual([]);
      await ask(async (transaction) => {
        await transaction.keepAnswer(id(1), { outcome: "refused", asOf: 0, error: 10 });
        await transaction.finishOperation(id(1), "applied", at(1));
      });
      expect(await due()).toEqual([id(1)]);
      await ask((transaction) => transaction.postponeReschedule(id(1), at(5), "timeout"));
      expect(await due(4)).toEqual([]);
      expect(await due(5)).toEqual([id(1)]);
      // The clock was set back by more than any wait is long.
      expect(await due(-100)).toEqual([id(1)]);
      expect(await ask((transaction) => transaction.dueReschedules(at(5)))).toMatchObject([
        { version: 2, ...to, state: "asked", attempts: 1, knownPerformance: false },
      ]);
    });

    test("of nobody else's performance is never sent", async () => {
      await insert(1, { atReseller: false });
      expect(await due()).toEqual([]);
    });

    test("moves its performance once it is acknowledged, and once only", async () => {
      await insert(1);
      const move = () => ask((transaction) => transaction.movePerformance(performanceNumber, id(1), at(3)));
      expect(await move()).toBe(false);
      expect(await ask((transaction) => transaction.acknowledgeReschedule(id(1), at(2)))).toBe(true);
      expect(await ask((transaction) => transaction.acknowledgeReschedule(id(1), at(2)))).toBe(false);
      expect(await ask((transaction) => transaction.dueReschedules(at(2)))).toMatchObject([
        { state: "acknowledged" },
      ]);
      expect(await move()).toBe(true);
      expect(await move()).toBe(false);
      expect(await performance()).toMatchObject({ ...to, startsAt, scheduleVersion: 2 });
      expect(await due(9)).toEqual([]);
    });

    test("is replaced by the next one, after which its answer moves nothing", async () => {
      await insert(1);
      await insert(2, { version: 3, localDate: "2027-02-01" });
      expect(await due()).toEqual([id(2)]);
      expect(await ask((transaction) => transaction.acknowledgeReschedule(id(1), at(2)))).toBe(false);
      expect(await ask((transaction) => transaction.movePerformance(performanceNumber, id(1), at(3)))).toBe(
        false,
      );
      expect(await performance()).toMatchObject(from);
    });

    test("is asked again above a version that the reseller knows, and never below its own", async () => {
      await insert(1);
      expect(await ask((transaction) => transaction.outbidReschedule(id(1), 6))).toBe(true);
      expect(await ask((transaction) => transaction.outbidReschedule(id(1), 6))).toBe(false);
      expect(await ask((transaction) => transaction.dueReschedules(at(0)))).toMatchObject([{ version: 6 }]);
    });

    test("closes its performance to allots until it has moved, and leaves both dates good for sales", async () => {
      const isClosed = async () =>
        (await ask((transaction) => transaction.performanceFacts(performanceNumber)))?.closedToAllot;
      expect(await isClosed()).toBe(false);
      await insert(1);
      expect(await isClosed()).toBe(true);
      await ask(async (transaction) => {
        await transaction.acknowledgeReschedule(id(1), at(2));
        await transaction.movePerformance(performanceNumber, id(1), at(3));
      });
      expect(await isClosed()).toBe(false);
      const context = await ask((transaction) => transaction.saleContext(feedEvent(1)));
      expect(context).toMatchObject({ schedule: to, otherSchedules: [from, to] });
    });
  });
}
