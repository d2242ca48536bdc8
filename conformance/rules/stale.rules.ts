import type { Rule } from "../rule.ts";
import { error, granted, openStage } from "../stage.ts";

const source = "Three numbers of a seat";

export const staleRules: Rule[] = [
  {
    id: "T1",
    title: "An allot whose command is not above the one known is 44.",
    source,
    meaning: "A late copy gives the reseller a seat that the venue has taken back.",
    async run(context) {
      const stage = openStage(context);
      await stage.allot([1, 2], 3);
      await stage.recall([1, 2], 4, 3);
      (await stage.allot([1], 4)).is([error(44)]);
      (await stage.allot([2], 1)).is([error(44)]);
      await stage.expectSeats({
        1: { state: "withdrawn", command: 4 },
        2: { state: "withdrawn", command: 4 },
      });
    },
  },
  {
    id: "T2",
    title: "A recall whose command is not above the one known is 44.",
    source,
    meaning: "A late copy takes back a seat that the venue believes to be sold by the reseller.",
    async run(context) {
      const stage = openStage(context);
      await stage.allot([1, 2], 3);
      (await stage.recall([1], 3, 3)).is([error(44)]);
      (await stage.recall([2], 2, 3)).is([error(44)]);
      await stage.expectSeats({ 1: { state: "offered", command: 3 }, 2: { state: "offered", command: 3 } });
    },
  },
  {
    id: "T3",
    title: "A fence whose command is not above the one known is 44.",
    source,
    meaning: "A late copy revokes what has been granted since.",
    async run(context) {
      const stage = openStage(context);
      await stage.allot([1, 2], 3);
      (await stage.fence([1], 3, 3)).is([error(44)]);
      (await stage.fence([2], 1, 3)).is([error(44)]);
      await stage.expectSeats({ 1: { state: "offered", fence: 0 }, 2: { state: "offered", fence: 0 } });
    },
  },
  {
    id: "T4",
    title: "A command that was refused counts as heard: it is stale under any other id.",
    source: "Rule 3",
    meaning: "The venue has put the seat back on a refusal; a late copy without its log is carried out.",
    async run(context) {
      const stage = openStage(context);
      await stage.allot([9], 1);
      const body = stage.body("allot", [1], { command: 5 });
      for (const seat of body.seats) seat.zoneCode = context.config.codes.unknownCode;
      (await stage.put(body)).is([error(14)]);
      (await stage.allot([1], 5)).is([error(44)]);
      (await stage.allot([2], 5, { localTime: "11:11" })).is({ refused: 18 });
      (await stage.allot([2], 5)).is([error(44)]);
      (await stage.allot([1, 2], 6)).is([granted(6), granted(6)]);
    },
  },
  {
    id: "T5",
    title: "Each seat counts for itself: one stale seat leaves the others of its operation alone.",
    source,
    meaning: "One seat that was touched meanwhile holds up a whole recall.",
    async run(context) {
      const stage = openStage(context);
      await stage.allot([1, 2, 3], 1);
      await stage.recall([2], 5, 1);
      const body = stage.body("recall", [1, 2, 3], { command: 4, grant: 1 });
      (await stage.put(body)).is([granted(1), error(42), granted(1)]);
      await stage.allot([4, 5], 1);
      (await stage.allot([4], 3)).is([error(40)]);
      (await stage.recall([4, 5], 3, 1)).is([error(44), granted(1)]);
    },
  },
];
