import { contingentSnapshot, showView } from "@allotement/protocol/messages/contingent.ts";
import type { OperationRequest } from "@allotement/protocol/messages/operation.ts";
import type { Context } from "../context.ts";
import { expectRefusal, expectSame, read } from "../expectations.ts";
import type { Rule } from "../rule.ts";
import { putOnSale, sell } from "../sales.ts";
import { error, granted, openStage, type Stage } from "../stage.ts";

/** Parts of an allot that stand against it, each alone. */
function standingAgainst(context: Context, stage: Stage): [number, Partial<OperationRequest>][] {
  const { unknownCode } = context.config.codes;
  const { show } = stage.body("allot", [1], { command: 1 });
  const prices = (show?.prices ?? []).map((price) => ({ ...price, priceTypeCode: unknownCode }));
  return [
    [10, { hallCode: unknownCode }],
    [13, { holdCode: unknownCode }],
    [19, show ? { show: { ...show, prices } } : {}],
    [17, { localDate: "2031-01-01" }],
    [18, { localTime: "11:11" }],
  ];
}

async function expectNothing(context: Context, { showNumber, performanceNumber }: Stage): Promise<void> {
  expectRefusal(await context.line.call("GET", `/shows/${showNumber}`), "NOT_FOUND");
  await expectNotCreated(context, performanceNumber);
}

/** Only that a command named a seat of it may be known. */
async function expectNotCreated(context: Context, performanceNumber: number): Promise<void> {
  const exchange = await context.line.call("GET", `/performances/${performanceNumber}/contingent`);
  const { localDate, grants } = read(exchange, contingentSnapshot);
  const given = grants.filter((grant) => grant > 0);
  expectSame("its date and grants", { localDate, given }, { localDate: null, given: [] }, exchange);
}

export const allotRules: Rule[] = [
  {
    id: "A1",
    title: "An allot grants each seat under its own command, in the order of the request.",
    source: "An operation",
    meaning:
      "The venue does not know under which grant its seats are held, or takes one seat's result for another's.",
    async run(context) {
      const stage = openStage(context);
      const body = stage.body("allot", [31, 2, 17, 9], { command: 1 });
      for (const [place, seat] of body.seats.entries()) seat.command = place + 3;
      (await stage.put(body)).is([granted(3), granted(4), granted(5), granted(6)]);
      await stage.expectSeats({
        31: { state: "offered", grant: 3, command: 3, fence: 0 },
        9: { state: "offered", grant: 6, command: 6, fence: 0 },
      });
    },
  },
  {
    id: "A2",
    title: "The first seat allotted creates the show and the performance that the operation describes.",
    source: "An operation",
    meaning: "A show has to be created by hand at the reseller, or stands there under another date.",
    async run(context) {
      const stage = openStage(context);
      await stage.allot([1, 2], 1);
      const { showNumber, performanceNumber, localDate, localTime } = stage;
      const exchange = await context.line.call("GET", `/shows/${showNumber}`);
      const { performances, ...show } = read(exchange, showView);
      expectSame(
        "the show",
        { ...show, performances },
        {
          showNumber,
          title: `Conformance ${showNumber}`,
          status: "confirmed",
          performances: [{ performanceNumber, localDate, localTime, offered: 2, inBasket: 0, sold: 0 }],
        },
        exchange,
      );
    },
  },
  {
    id: "A3",
    title:
      "Without createShow an absent show is error 11, without createPerformance an absent performance 12.",
    source: "An operation",
    meaning: "A mistyped number creates a show that nobody wanted.",
    async run(context) {
      const stage = openStage(context);
      const without = { createShow: false, createPerformance: false };
      (await stage.allot([1], 1, without)).is({ refused: 11 });
      await expectNothing(context, stage);
      await stage.allot([1], 2);
      const performanceNumber = context.freshNumber();
      (await stage.allot([1], 1, { ...without, performanceNumber })).is({ refused: 12 });
      await expectNotCreated(context, performanceNumber);
    },
  },
  {
    id: "A4",
    title: "Where every seat is refused, neither show nor performance is created.",
    source: "An operation",
    meaning: "The reseller announces a show of which it holds no seat.",
    async run(context) {
      const stage = openStage(context);
      const body = stage.body("allot", [1], { command: 1 });
      for (const seat of body.seats) seat.zoneCode = context.config.codes.unknownCode;
      (await stage.put(body)).is([error(14)]);
      await expectNothing(context, stage);
    },
  },
  ...(
    [
      ["A5", 10, "hall", "Seats are sold in a hall that the reseller does not know."],
      ["A6", 13, "hold", "Seats are sold out of a hold that nobody has agreed on."],
      ["A7", 19, "price type", "Seats are sold at a price of which nobody knows what it is."],
    ] as const
  ).map(
    ([id, number, what, meaning]): Rule => ({
      id,
      title: `An unknown ${what} refuses the whole allot with ${number}, and creates nothing.`,
      source: "What an operation may be refused with",
      meaning,
      async run(context) {
        const stage = openStage(context);
        const change = standingAgainst(context, stage).find(([one]) => one === number)?.[1];
        (await stage.allot([1, 2], 1, change)).is({ refused: number });
        await expectNothing(context, stage);
      },
    }),
  ),
  {
    id: "A8",
    title:
      "Another date refuses the whole allot with 17, another time with 18, compared as civil date and time.",
    source: "Rule 12",
    meaning: "Tickets are sold for an evening on which nothing is played.",
    async run(context) {
      const stage = openStage(context);
      await stage.allot([1], 1);
      (await stage.allot([2], 1, { localDate: "2031-01-01" })).is({ refused: 17 });
      (await stage.allot([2], 2, { localTime: "11:11" })).is({ refused: 18 });
      // The same civil time in another zone is the same time.
      (await stage.allot([2], 3, { timeZone: "UTC" })).is([granted(3)]);
    },
  },
  {
    id: "A9",
    title: "Of several errors of the operation the first in order of precedence is answered.",
    source: "What an operation may be refused with",
    meaning: "The clerk is sent to mend what is not the cause.",
    async run(context) {
      const stage = openStage(context);
      await stage.allot([1], 1);
      const parts = standingAgainst(context, stage);
      let command = 1;
      for (const [place, [first, change]] of parts.entries())
        for (const [, other] of parts.slice(place + 1)) {
          command += 1;
          (await stage.allot([2], command, { ...other, ...change })).is({ refused: first });
        }
      const absent = openStage(context);
      const nothing = { createShow: false, createPerformance: false };
      for (const [number, change] of parts.slice(0, 3)) {
        command += 1;
        (await absent.allot([2], command, { ...nothing, ...change })).is({
          refused: number === 10 ? 10 : 11,
        });
      }
    },
  },
  {
    id: "A10",
    title: "An unknown zone, floor or category refuses its seat alone (14, 15, 16); the others go through.",
    source: "What an operation may be refused with",
    meaning: "One seat wrongly drawn keeps a whole hall from being sold.",
    async run(context) {
      const { unknownCode } = context.config.codes;
      const stage = openStage(context);
      const body = stage.body("allot", [1, 2, 3, 4], { command: 1 });
      const faults = [
        { zoneCode: unknownCode },
        { floorCode: unknownCode },
        { seatCategoryCode: unknownCode },
      ];
      for (const [place, fault] of faults.entries()) Object.assign(body.seats[place] ?? {}, fault);
      (await stage.put(body)).is([error(14), error(15), error(16), granted(1)]);
      await stage.expectSeats({ 4: { state: "offered", grant: 1 } });
    },
  },
  {
    id: "A11",
    title: "Of several errors of a seat the first in order of precedence is answered.",
    source: "What an operation may be refused with",
    meaning:
      "The clerk is sent to mend what is not the cause; or the venue frees a seat that the reseller holds.",
    async run(context) {
      const { unknownCode } = context.config.codes;
      const stage = openStage(context);
      await stage.allot([1, 2, 3, 4], 5);
      // Held already, and stale as well: four times with one code less that is unknown.
      const body = stage.body("allot", [1, 2, 3, 4], { command: 4 });
      for (const seat of body.seats.slice(0, 1)) seat.zoneCode = unknownCode;
      for (const seat of body.seats.slice(0, 2)) seat.floorCode = unknownCode;
      for (const seat of body.seats.slice(0, 3)) seat.seatCategoryCode = unknownCode;
      (await stage.put(body)).is([error(14), error(15), error(16), error(40)]);
    },
  },
  {
    id: "A12",
    title: "A seat that is held already is refused with 40, and keeps its first grant.",
    source: "What an operation may be refused with",
    meaning: "A second grant replaces the first, and a recall of the first finds nothing.",
    async run(context) {
      const stage = openStage(context);
      await stage.allot([1], 1);
      (await stage.allot([1, 2], 2)).is([error(40), granted(2)]);
      await stage.expectSeats({ 1: { state: "offered", grant: 1 }, 2: { state: "offered", grant: 2 } });
    },
  },
  {
    id: "A13",
    title: "A seat held under the very grant that is asked for is 40, never 44.",
    source: "What an operation may be refused with",
    meaning: "On 44 the venue takes back a seat that the reseller holds: both sell it.",
    async run(context) {
      const stage = openStage(context);
      await stage.allot([1], 1);
      (await stage.allot([1], 1)).is([error(40)]);
      await stage.expectSeats({ 1: { state: "offered", grant: 1 } });
    },
  },
  {
    id: "A14",
    title: "A seat that was sold is refused with 41.",
    source: "What an operation may be refused with",
    meaning: "A sold seat is offered to a second customer.",
    needs: ["hooks"],
    async run(context) {
      const stage = openStage(context);
      await stage.allot([1, 2], 1);
      await putOnSale(context, stage);
      await sell(context, stage, [1]);
      (await stage.allot([1], 2)).is([error(41)]);
      await stage.expectSeats({ 1: { state: "sold", grant: 1 } });
    },
  },
  {
    id: "A15",
    title: "A seat that was given back is granted again by a higher command.",
    source: "Three numbers of a seat",
    meaning: "A seat that went home once can never be sold by the reseller again.",
    async run(context) {
      const stage = openStage(context);
      await stage.allot([1], 1);
      await stage.recall([1], 2, 1);
      (await stage.allot([1], 3)).is([granted(3)]);
      await stage.expectSeats({ 1: { state: "offered", grant: 3, command: 3 } });
    },
  },
  {
    id: "A16",
    title: "A performance of another show is not this show's: error 12.",
    source: "An operation",
    meaning: "Seats of one show are sold under the name of another.",
    async run(context) {
      const stage = openStage(context);
      await stage.allot([1], 1);
      const other = openStage(context);
      const { performanceNumber } = stage;
      (await other.allot([2], 1, { performanceNumber })).is({ refused: 12 });
    },
  },
];
