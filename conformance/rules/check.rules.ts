import {
  type CheckAnswer,
  checkAnswer,
  type OperationRequest,
} from "@allotement/protocol/messages/operation.ts";
import type { Context } from "../context.ts";
import { expectRefusal, expectSame, read } from "../expectations.ts";
import type { Rule } from "../rule.ts";
import { granted, openStage } from "../stage.ts";

async function check(context: Context, body: OperationRequest): Promise<CheckAnswer> {
  return read(await context.line.call("POST", "/check", { body }), checkAnswer);
}

const numbers = (faults: CheckAnswer["operation"]) =>
  [...new Set(faults.map((fault) => fault.error))].sort((one, other) => one - other);

/** Errors by seat; a seat against which nothing stands may be listed without any. */
const bySeat = ({ seats }: CheckAnswer) =>
  Object.fromEntries(
    seats
      .filter(({ errors }) => errors.length > 0)
      .map(({ seatCode, errors }) => [seatCode, [...errors].sort((one, other) => one - other)]),
  );

export const checkRules: Rule[] = [
  {
    id: "C1",
    title: "A check creates neither show nor performance, and moves no seat.",
    source: "Messages",
    meaning: "Asking whether seats could be sold puts them on sale.",
    async run(context) {
      const stage = openStage(context);
      const body = stage.body("allot", [1, 2], { command: 1 });
      const answer = await check(context, body);
      expectSame("faults of an allot that can be carried out", [answer.operation, bySeat(answer)], [[], {}]);
      expectRefusal(await context.line.call("GET", `/shows/${stage.showNumber}`), "NOT_FOUND");
      const contingent = `/performances/${stage.performanceNumber}/contingent`;
      expectRefusal(await context.line.call("GET", contingent), "NOT_FOUND");
    },
  },
  {
    id: "C2",
    title: "A check raises no counter: a lower command is carried out afterwards.",
    source: "Messages",
    meaning: "After a check the very operation that was checked is refused as stale.",
    async run(context) {
      const stage = openStage(context);
      await check(context, stage.body("allot", [1], { command: 9 }));
      (await stage.allot([1], 1)).is([granted(1)]);
      await check(context, stage.body("recall", [1], { command: 9, grant: 1 }));
      (await stage.recall([1], 2, 1)).is([granted(1)]);
    },
  },
  {
    id: "C3",
    title: "A check names everything that stands against the operation, not only the first.",
    source: "Messages",
    meaning: "The clerk mends one code, and is refused for the next.",
    async run(context) {
      const { unknownCode } = context.config.codes;
      const stage = openStage(context);
      const body = stage.body("allot", [1], {
        command: 1,
        change: { hallCode: unknownCode, holdCode: unknownCode, createShow: false, createPerformance: false },
      });
      for (const price of body.show?.prices ?? []) price.priceTypeCode = unknownCode;
      expectSame("faults", numbers((await check(context, body)).operation), [10, 11, 12, 13, 19]);
      await stage.allot([1], 1);
      const change = { localDate: "2031-01-01", localTime: "11:11", holdCode: unknownCode };
      const later = await check(context, stage.body("allot", [2], { command: 1, change }));
      expectSame("faults", numbers(later.operation), [13, 17, 18]);
    },
  },
  {
    id: "C4",
    title: "A check names everything that stands against each seat.",
    source: "Messages",
    meaning: "Seats are refused that the check had called good.",
    async run(context) {
      const { unknownCode } = context.config.codes;
      const stage = openStage(context);
      await stage.allot([1, 2], 3);
      const body = stage.body("allot", [1, 2, 3, 4], { command: 4 });
      const [one, , three] = body.seats;
      if (one && three) {
        Object.assign(one, { zoneCode: unknownCode, floorCode: unknownCode, seatCategoryCode: unknownCode });
        Object.assign(three, { zoneCode: unknownCode });
      }
      expectSame("faults by seat", bySeat(await check(context, body)), {
        1: [14, 15, 16, 40],
        2: [40],
        3: [14],
      });
      const stale = await check(context, stage.body("recall", [1], { command: 3, grant: 3 }));
      expectSame("faults by seat", bySeat(stale), { 1: [44] });
    },
  },
];
