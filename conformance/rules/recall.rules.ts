import { expectThat } from "../expectations.ts";
import type { Rule } from "../rule.ts";
import { basketOf, expire, putOnSale, sell, sellBasket } from "../sales.ts";
import { error, granted, openStage } from "../stage.ts";

export const recallRules: Rule[] = [
  {
    id: "R1",
    title: "A recall withdraws an offered seat, and names the grant that it has ended.",
    source: "An operation",
    meaning: "The venue gets no seat back, or cannot be sure which grant is over.",
    async run(context) {
      const stage = openStage(context);
      await stage.allot([1, 2], 1);
      (await stage.recall([2, 1], 2, 1)).is([granted(1), granted(1)]);
      await stage.expectSeats({
        1: { state: "withdrawn", command: 2 },
        2: { state: "withdrawn", command: 2 },
      });
    },
  },
  {
    id: "R2",
    title: "A recall of a seat that the reseller does not hold is 42.",
    source: "What an operation may be refused with",
    meaning: "The venue is told that a seat came back which nobody can vouch for.",
    async run(context) {
      const stage = openStage(context);
      await stage.allot([1, 2], 1);
      await stage.recall([1], 2, 1);
      (await stage.recall([1, 9, 2], 3, 1)).is([error(42), error(42), granted(1)]);
    },
  },
  {
    id: "R3",
    title: "A recall that names another grant is 42, and leaves the seat on offer.",
    source: "Three numbers of a seat",
    meaning: "A recall meant for an earlier grant takes away a later one.",
    async run(context) {
      const stage = openStage(context);
      await stage.allot([1], 1);
      await stage.recall([1], 2, 1);
      await stage.allot([1], 3);
      (await stage.recall([1], 4, 1)).is([error(42)]);
      await stage.expectSeats({ 1: { state: "offered", grant: 3 } });
    },
  },
  {
    id: "R4",
    title: "A recall of a sold seat is 41; the seat stays sold.",
    source: "What an operation may be refused with",
    meaning: "A seat is sold by both sides.",
    needs: ["hooks"],
    async run(context) {
      const stage = openStage(context);
      await stage.allot([1, 2], 1);
      await putOnSale(context, stage);
      await sell(context, stage, [1]);
      (await stage.recall([1, 2], 2, 1)).is([error(41), granted(1)]);
      await stage.expectSeats({ 1: { state: "sold", grant: 1 }, 2: { state: "withdrawn" } });
    },
  },
  {
    id: "R5",
    title: "A recall of a seat in a basket is 43; the customer may still buy it.",
    source: "What an operation may be refused with",
    meaning: "A seat is taken out of a customer's hands, or sold by both sides.",
    needs: ["hooks"],
    async run(context) {
      const stage = openStage(context);
      await stage.allot([1, 2], 1);
      await putOnSale(context, stage);
      const basket = await basketOf(context, stage, [1]);
      (await stage.recall([1, 2], 2, 1)).is([error(43), granted(1)]);
      await stage.expectSeats({ 1: { state: "inBasket", grant: 1 } });
      const order = await sellBasket(context, stage, basket, [1]);
      expectThat(order !== undefined, "the basket to be sold after a recall that met it", "a refusal");
    },
  },
  {
    id: "R6",
    title: "A basket whose time is over keeps no seat from a recall.",
    source: "What an operation may be refused with",
    meaning: "Seats that nobody buys never come home.",
    needs: ["hooks"],
    async run(context) {
      const stage = openStage(context);
      await stage.allot([1], 1);
      await putOnSale(context, stage);
      const basket = await basketOf(context, stage, [1], true);
      await expire(context, stage, basket);
      (await stage.recall([1], 2, 1)).is([granted(1)]);
      const order = await sellBasket(context, stage, basket, [1]);
      expectThat(order === undefined, "no sale of a basket whose time is over", "a sale");
    },
  },
  {
    id: "R7",
    title: "A recall goes through whatever codes, date and time have become.",
    source: "An operation",
    meaning: "Seats are caught at the reseller because a code was changed meanwhile.",
    async run(context) {
      const { unknownCode } = context.config.codes;
      const stage = openStage(context);
      await stage.allot([1], 1);
      const body = stage.body("recall", [1], {
        command: 2,
        grant: 1,
        change: { hallCode: unknownCode, holdCode: unknownCode, localDate: "2031-01-01", localTime: "11:11" },
      });
      for (const seat of body.seats)
        Object.assign(seat, { zoneCode: unknownCode, floorCode: unknownCode, seatCategoryCode: unknownCode });
      (await stage.put(body)).is([granted(1)]);
    },
  },
  {
    id: "R8",
    title: "A recall is refused as a whole where its show (11) or performance (12) does not exist.",
    source: "An operation",
    meaning: "The venue is told of seats that the reseller never knew.",
    async run(context) {
      const stage = openStage(context);
      (await stage.recall([1], 2, 1)).is({ refused: 11 });
      await stage.allot([1], 3);
      (await stage.recall([1], 2, 1, { performanceNumber: context.freshNumber() })).is({ refused: 12 });
    },
  },
];
