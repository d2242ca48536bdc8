import { expectThat } from "../expectations.ts";
import type { Rule } from "../rule.ts";
import { basketOf, cancel, putOnSale, sell, sellBasket } from "../sales.ts";
import { error, granted, openStage } from "../stage.ts";

export const fenceRules: Rule[] = [
  {
    id: "F1",
    title: "A fence withdraws an offered seat and is written down as the seat's fence.",
    source: "Rule 9",
    meaning: "A seat that the venue took back by force is sold by the reseller.",
    async run(context) {
      const stage = openStage(context);
      await stage.allot([1, 2], 1);
      const sent = await stage.fence([1], 2, 1);
      sent.is([granted(1)]);
      await stage.expectSeats({
        1: { state: "withdrawn", command: 2, fence: 1 },
        2: { state: "offered", command: 1, fence: 0 },
      });
    },
  },
  {
    id: "F2",
    title: "A fence is never refused as a whole: not for codes, date, show or performance.",
    source: "An operation",
    meaning: "The venue cannot be sure of a seat that it took back by force.",
    async run(context) {
      const stage = openStage(context);
      await stage.allot([1], 1);
      const { unknownCode } = context.config.codes;
      const change = {
        hallCode: unknownCode,
        holdCode: unknownCode,
        localDate: "2031-01-01",
        localTime: "11:11",
      };
      (await stage.fence([1], 2, 1, change)).is([granted(1)]);
      const absent = await openStage(context).fence([1], 2, 1);
      expectThat(absent.answer.outcome === "done", "outcome done", absent.answer.outcome, absent.exchange);
    },
  },
  {
    id: "F3",
    title: "A fence that overtakes the allot it revokes keeps that allot out (44).",
    source: "Three numbers of a seat",
    meaning: "A late allot gives the reseller a seat that the venue has taken back.",
    async run(context) {
      const stage = openStage(context);
      await stage.allot([9], 1);
      await stage.fence([1], 6, 5);
      (await stage.allot([1], 5)).is([error(44)]);
      await stage.expectSeats({ 1: { state: "withdrawn", fence: 5, command: 6 } });
    },
  },
  {
    id: "F4",
    title: "An allot at or below the fence is refused (44), one above it is granted.",
    source: "Three numbers of a seat",
    meaning: "A revoked grant comes back to life, or the seat can never be sold again.",
    async run(context) {
      const stage = openStage(context);
      await stage.allot([9], 1);
      await stage.fence([1], 2, 5);
      (await stage.allot([1], 4)).is([error(44)]);
      (await stage.allot([1], 5)).is([error(44)]);
      (await stage.allot([1], 6)).is([granted(6)]);
      await stage.expectSeats({ 1: { state: "offered", grant: 6, fence: 5 } });
    },
  },
  {
    id: "F5",
    title: "A fence takes a seat out of a basket, which can then no longer be sold.",
    source: "Rule 9",
    meaning: "A customer buys a seat that the venue has taken back by force.",
    needs: ["hooks"],
    async run(context) {
      const stage = openStage(context);
      await stage.allot([1], 1);
      await putOnSale(context, stage);
      const basket = await basketOf(context, stage, [1]);
      (await stage.fence([1], 2, 1)).is([granted(1)]);
      await stage.expectSeats({ 1: { state: "withdrawn", fence: 1 } });
      const order = await sellBasket(context, stage, basket, [1]);
      expectThat(order === undefined, "no sale of a basket that lost its seat to a fence", "a sale");
    },
  },
  {
    id: "F6",
    title: "A seat sold before the fence stays sold; cancelled later it is withdrawn, not offered again.",
    source: "Rule 9",
    meaning: "A seat that is the venue's again is sold a second time by the reseller.",
    needs: ["hooks"],
    async run(context) {
      const stage = openStage(context);
      await stage.allot([1], 1);
      await putOnSale(context, stage);
      const order = await sell(context, stage, [1]);
      (await stage.fence([1], 2, 1)).is([granted(1)]);
      await stage.expectSeats({ 1: { state: "sold", grant: 1, fence: 1 } });
      await cancel(context, stage, order, [1]);
      await stage.expectSeats({ 1: { state: "withdrawn", fence: 1 } });
    },
  },
  {
    id: "F7",
    title: "A fence of an older grant leaves a newer one alone: 40 on offer, 41 sold.",
    source: "Three numbers of a seat",
    meaning: "A late fence takes away seats that were granted since.",
    needs: ["hooks"],
    async run(context) {
      const stage = openStage(context);
      await stage.allot([1, 2], 4);
      await putOnSale(context, stage);
      await sell(context, stage, [2]);
      (await stage.fence([1, 2], 5, 3)).is([error(40), error(41)]);
      await stage.expectSeats({ 1: { state: "offered", grant: 4 }, 2: { state: "sold", grant: 4 } });
    },
  },
  {
    id: "F8",
    title: "A fence of an older grant that comes later never lowers the fence.",
    source: "Three numbers of a seat",
    meaning: "A revoked grant comes back to life.",
    async run(context) {
      const stage = openStage(context);
      await stage.allot([9], 1);
      await stage.fence([1], 2, 7);
      await stage.fence([1], 3, 4);
      await stage.expectSeats({ 1: { state: "withdrawn", fence: 7 } });
    },
  },
];
