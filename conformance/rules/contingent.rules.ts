import { showView } from "@allotement/protocol/messages/contingent.ts";
import { expectRefusal, expectSame, expectThat, read } from "../expectations.ts";
import type { Rule } from "../rule.ts";
import { basketOf, eventsOf, headOf, openBasket, putOnSale, sell } from "../sales.ts";
import { openStage, seatsOf } from "../stage.ts";

export const contingentRules: Rule[] = [
  {
    id: "P1",
    title: "The contingent lists every seat once, in columns of equal length.",
    source: "Messages",
    meaning: "The venue compares one seat with another's state.",
    async run(context) {
      const stage = openStage(context);
      await stage.allot([5, 3, 8], 1);
      await stage.recall([3], 2, 1);
      const { seatCodes, states, grants, commands, fences } = await stage.snapshot();
      const last = context.trace.at(-1);
      const lengths = [seatCodes, states, grants, commands, fences].map((column) => column.length);
      expectSame("lengths of the columns", lengths, [3, 3, 3, 3, 3], last);
      expectSame("seats", [...seatCodes].sort(), [3, 5, 8], last);
    },
  },
  {
    id: "P2",
    title: "The contingent shows each seat's state, grant, highest command and fence.",
    source: "Messages",
    meaning: "The venue repairs its books by a wrong picture, or begins again with commands that are stale.",
    needs: ["hooks"],
    async run(context) {
      const stage = openStage(context);
      await stage.allot([1, 2, 3, 4, 5], 1);
      await stage.recall([2], 3, 1);
      await stage.fence([3], 4, 1);
      await putOnSale(context, stage);
      await sell(context, stage, [4]);
      await basketOf(context, stage, [5]);
      await stage.recall([5], 6, 1);
      await stage.expectSeats({
        1: { state: "offered", grant: 1, command: 1, fence: 0 },
        2: { state: "withdrawn", grant: 1, command: 3, fence: 0 },
        3: { state: "withdrawn", grant: 1, command: 4, fence: 1 },
        4: { state: "sold", grant: 1, command: 1, fence: 0 },
        5: { state: "inBasket", grant: 1, command: 6, fence: 0 },
      });
    },
  },
  {
    id: "P3",
    title:
      "The sales up to the contingent's asOf are exactly those that it shows, also while seats are sold.",
    source: "Messages",
    meaning: "A comparison names differences that are none, or misses one.",
    needs: ["hooks"],
    async run(context) {
      const seats = Array.from({ length: 10 }, (_, place) => place + 1);
      const before = await headOf(context.line);
      const stage = openStage(context);
      await stage.allot(seats, 1);
      await putOnSale(context, stage);
      let selling = true;
      const sales = Promise.all(seats.map((seat) => sell(context, stage, [seat]))).finally(() => {
        selling = false;
      });
      const snapshots = [];
      for (let more = true; more; ) {
        more = selling;
        snapshots.push({ ...(await stage.snapshot()), exchange: context.trace.at(-1) });
      }
      await sales;
      snapshots.push({ ...(await stage.snapshot()), exchange: context.trace.at(-1) });
      const events = await eventsOf(stage, before);
      for (const { exchange, ...snapshot } of snapshots) {
        const shown = [...seatsOf(snapshot)]
          .filter(([, { state }]) => state === "sold")
          .map(([seat]) => seat);
        const told = events
          .filter(({ sequence }) => sequence <= snapshot.asOf)
          .map(({ seatCode }) => seatCode);
        expectSame(`seats sold up to ${snapshot.asOf}`, shown.sort(), told.sort(), exchange);
      }
    },
  },
  {
    id: "P4",
    title: "The contingent of a performance that does not exist is NOT_FOUND.",
    source: "What a call may be refused with",
    meaning: "The venue takes a mistyped number for an empty contingent.",
    async run(context) {
      const path = `/performances/${context.freshNumber()}/contingent`;
      expectRefusal(await context.line.call("GET", path), "NOT_FOUND");
    },
  },
  {
    id: "P5",
    title: "The contingent shows the seats that a command named, though the performance was never created.",
    source: "Messages",
    meaning:
      "A venue restored from a backup never hears of a fence or a void, and sends commands that are stale.",
    async run(context) {
      const stage = openStage(context);
      await stage.fence([1], 6, 5);
      const { localDate, localTime } = await stage.snapshot();
      const last = context.trace.at(-1);
      expectSame("date and time of what was never created", [localDate, localTime], [null, null], last);
      await stage.expectSeats({ 1: { state: "withdrawn", command: 6, fence: 5 } });
    },
  },
  {
    id: "H1",
    title: "A show's view names its status, and counts the seats of each performance.",
    source: "Messages",
    meaning: "The venue cannot see whether its seats are on sale.",
    needs: ["hooks"],
    async run(context) {
      const stage = openStage(context);
      await stage.allot([1, 2, 3, 4], 1);
      const view = async () => read(await context.line.call("GET", `/shows/${stage.showNumber}`), showView);
      expectSame("the status of a new show", (await view()).status, "confirmed", context.trace.at(-1));
      await putOnSale(context, stage);
      await sell(context, stage, [1]);
      await basketOf(context, stage, [2]);
      const { status, performances } = await view();
      const last = context.trace.at(-1);
      expectSame("the status of a show on sale", status, "onSale", last);
      const counts = performances.map(({ offered, inBasket, sold }) => ({ offered, inBasket, sold }));
      expectSame("seats of the performance", counts, [{ offered: 2, inBasket: 1, sold: 1 }], last);
    },
  },
  {
    id: "H2",
    title: "Seats are allotted while the show is only confirmed, and cannot be bought before it is on sale.",
    source: "An operation",
    meaning: "Tickets are sold before the venue has approved their proof.",
    needs: ["hooks"],
    async run(context) {
      const stage = openStage(context);
      await stage.allot([1], 1);
      await stage.expectSeats({ 1: { state: "offered", grant: 1 } });
      const basket = await openBasket(context, stage, [1]);
      expectThat(basket === undefined, "no basket before the show is on sale", "a basket");
    },
  },
  {
    id: "H3",
    title: "A show that does not exist is NOT_FOUND.",
    source: "What a call may be refused with",
    meaning: "The venue takes a mistyped number for a show without performances.",
    async run(context) {
      expectRefusal(await context.line.call("GET", `/shows/${context.freshNumber()}`), "NOT_FOUND");
    },
  },
];
