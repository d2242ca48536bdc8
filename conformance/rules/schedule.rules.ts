import { showView } from "@allotement/protocol/messages/contingent.ts";
import { type ScheduleRequest, scheduleAnswer } from "@allotement/protocol/messages/schedule.ts";
import type { Context } from "../context.ts";
import { expectRefusal, expectSame, read } from "../expectations.ts";
import type { Rule } from "../rule.ts";
import { granted, openStage, type Stage } from "../stage.ts";

async function schedule(context: Context, stage: Stage, request: ScheduleRequest, then: ScheduleRequest) {
  const path = `/performances/${stage.performanceNumber}/schedule`;
  const exchange = await context.line.call("PUT", path, { body: request });
  expectSame("the schedule in force", read(exchange, scheduleAnswer), then, exchange);
}

/** A performance is created under version 1. */
const first = { version: 2, localDate: "2031-03-01", localTime: "20:30" };
const second = { version: 3, localDate: "2031-04-02", localTime: "18:15" };

export const scheduleRules: Rule[] = [
  {
    id: "D1",
    title: "A reschedule gives the performance its new date and time everywhere.",
    source: "Messages",
    meaning: "Tickets go on being sold for the old evening.",
    async run(context) {
      const stage = openStage(context);
      await stage.allot([1], 1);
      await schedule(context, stage, first, first);
      const { localDate, localTime } = first;
      const shown = await context.line.call("GET", `/shows/${stage.showNumber}`);
      const [performance] = read(shown, showView).performances;
      const date = [performance?.localDate, performance?.localTime];
      expectSame("date and time of the show", date, [localDate, localTime], shown);
      const snapshot = await stage.snapshot();
      expectSame("date of the contingent", [snapshot.localDate, snapshot.localTime], [localDate, localTime]);
      (await stage.allot([2], 1)).is({ refused: 17 });
      (await stage.allot([3], 1, { localDate, localTime })).is([granted(1)]);
      await stage.expectSeats({ 1: { state: "offered", grant: 1 } });
    },
  },
  {
    id: "D2",
    title: "A reschedule is idempotent by version: the same version again changes nothing.",
    source: "Messages",
    meaning: "A repeated message, or one of another author, moves a performance once more.",
    async run(context) {
      const stage = openStage(context);
      await stage.allot([1], 1);
      await schedule(context, stage, first, first);
      await schedule(context, stage, first, first);
      await schedule(context, stage, { ...second, version: 2 }, first);
    },
  },
  {
    id: "D3",
    title: "An older version that comes late is ignored; the schedule in force is answered.",
    source: "Messages",
    meaning: "A late message brings back a date that was given up.",
    async run(context) {
      const stage = openStage(context);
      await stage.allot([1], 1);
      await schedule(context, stage, second, second);
      await schedule(context, stage, first, second);
      const { localDate, localTime } = await stage.snapshot();
      expectSame("date and time", [localDate, localTime], [second.localDate, second.localTime]);
    },
  },
  {
    id: "D4",
    title: "A reschedule of a performance that does not exist is NOT_FOUND.",
    source: "What a call may be refused with",
    meaning: "The venue believes a date to be changed that nobody has.",
    async run(context) {
      const path = `/performances/${context.freshNumber()}/schedule`;
      expectRefusal(await context.line.call("PUT", path, { body: first }), "NOT_FOUND");
    },
  },
];
