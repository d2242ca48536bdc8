import { chainStart, hashOfEvent } from "@allotement/protocol/feed-chain.ts";
import { type FeedEvent, salesPage } from "@allotement/protocol/messages/sales.ts";
import type { Context } from "../context.ts";
import { expectRefusal, expectSame, expectThat, read } from "../expectations.ts";
import { Broken, NotProven, type Rule } from "../rule.ts";
import { cancel, eventsAfter, eventsOf, headOf, putOnSale, sell } from "../sales.ts";
import { amounts, openStage, type Stage } from "../stage.ts";

const page = (context: Context, after: number, limit: number) =>
  context.line.call("GET", `/sales?after=${after}&limit=${limit}`);

/** A stage on sale, with these seats allotted under command 1. */
async function stageOnSale(context: Context, seats: number[]): Promise<Stage> {
  const stage = openStage(context);
  await stage.allot(seats, 1);
  await putOnSale(context, stage);
  return stage;
}

/** The numbers follow each other from `after` on. */
export function expectDense(events: readonly FeedEvent[], after: number, context: Context): void {
  for (const [place, event] of events.entries())
    if (event.sequence !== after + place + 1)
      throw new Broken(`sequence ${after + place + 1}`, `sequence ${event.sequence}`, context.trace.at(-1));
}

/** Only one event of a kind is looked for; without it the tester's hooks have not sold. */
function one(events: readonly FeedEvent[], kind: FeedEvent["kind"], context: Context): FeedEvent {
  const found = events.filter((event) => event.kind === kind);
  const [event] = found;
  if (!event || found.length > 1)
    throw new Broken(`one ${kind} in the feed`, `${found.length}`, context.trace.at(-1));
  return event;
}

const hooks = ["hooks"] as const;

export const feedRules: Rule[] = [
  {
    id: "E1",
    title: "The feed's numbers are dense from 1.",
    source: "Rule 6",
    meaning: "The venue stops at a gap, or a sale never comes home.",
    needs: hooks,
    async run(context) {
      const stage = await stageOnSale(context, [1, 2]);
      await sell(context, stage, [1, 2]);
      const events = await eventsAfter(context.line, 0);
      expectThat(events.length > 0, "events after a sale", "none", context.trace.at(-1));
      expectDense(events, 0, context);
    },
  },
  {
    id: "E2",
    title: "Every event is chained by its hash to the one before, the first to 64 zeros.",
    source: "An event of the feed",
    meaning: "A sale can be altered or left out unseen; the venue stops at a broken chain.",
    needs: hooks,
    async run(context) {
      const stage = await stageOnSale(context, [1, 2]);
      await sell(context, stage, [1]);
      await sell(context, stage, [2]);
      let previous = chainStart;
      for (const { hash, ...event } of await eventsAfter(context.line, 0)) {
        expectSame(
          `previousHash of event ${event.sequence}`,
          event.previousHash,
          previous,
          context.trace.at(-1),
        );
        expectSame(`hash of event ${event.sequence}`, hash, hashOfEvent(event), context.trace.at(-1));
        previous = hash;
      }
    },
  },
  {
    id: "E3",
    title: "A page begins after the number asked for, and holds at most as many events as asked for.",
    source: "Messages",
    meaning: "The venue receives a sale twice or never, or chokes on a page.",
    needs: hooks,
    async run(context) {
      const before = await headOf(context.line);
      const stage = await stageOnSale(context, [1, 2, 3]);
      await sell(context, stage, [1, 2, 3]);
      for (const limit of [1, 2]) {
        const exchange = await page(context, before, limit);
        const { events } = read(exchange, salesPage);
        expectSame("events on the page", events.length, limit, exchange);
        expectSame("the first number", events[0]?.sequence, before + 1, exchange);
      }
    },
  },
  {
    id: "E4",
    title: "A page that is asked for again is the same.",
    source: "Rule 6",
    meaning: "What was received can change afterwards.",
    needs: hooks,
    async run(context) {
      const before = await headOf(context.line);
      const stage = await stageOnSale(context, [1, 2]);
      await sell(context, stage, [1]);
      const first = read(await page(context, before, 1), salesPage).events;
      await sell(context, stage, [2]);
      const again = await page(context, before, 1);
      expectSame("the events of the page", read(again, salesPage).events, first, again);
    },
  },
  {
    id: "E5",
    title: "A page after the head is empty, and names the head; a head is never behind its events.",
    source: "Messages",
    meaning: "The venue cannot tell whether it has received everything.",
    needs: hooks,
    async run(context) {
      const stage = await stageOnSale(context, [1]);
      await sell(context, stage, [1]);
      const [event] = await eventsOf(stage, 0);
      if (!event) throw new NotProven("the sale is not in the feed");
      const exchange = await page(context, 0, 500);
      const { head, events } = read(exchange, salesPage);
      const last = events.at(-1)?.sequence ?? 0;
      expectThat(head >= last, `a head of at least ${last}`, `${head}`, exchange);
      expectThat(head >= event.sequence, `a head of at least ${event.sequence}`, `${head}`, exchange);
      const beyond = await page(context, head + 1_000_000, 500);
      const empty = read(beyond, salesPage);
      expectSame("events after the head", empty.events, [], beyond);
      const near = empty.head >= head && empty.head < head + 100_000;
      expectThat(near, `the head, ${head} or a little more`, `${empty.head}`, beyond);
    },
  },
  {
    id: "E6",
    title: "A page's bounds are checked: no limit of 0 or 501, no negative after.",
    source: "Messages",
    meaning: "A mistake of the venue reads as an empty feed.",
    async run(context) {
      for (const [after, limit] of [
        [0, 0],
        [0, 501],
        [-1, 500],
      ] as const)
        expectRefusal(await page(context, after, limit), "INVALID_REQUEST");
      expectRefusal(await context.line.call("GET", "/sales?after=soon"), "INVALID_REQUEST");
    },
  },
  {
    id: "E7",
    title: "A sale tells where, when, which seat under which grant, what price, and who sold it.",
    source: "An event of the feed",
    meaning: "The venue cannot place the sale in its books, or books the wrong amount.",
    needs: hooks,
    async run(context) {
      const before = await headOf(context.line);
      const stage = await stageOnSale(context, [7]);
      const orderId = await sell(context, stage, [7]);
      const event = one(await eventsOf(stage, before), "sale", context);
      const { codes, timeZone } = context.config;
      const { showNumber, performanceNumber, localDate, localTime } = stage;
      const wanted = {
        orderId,
        showNumber,
        performanceNumber,
        localDate,
        localTime,
        timeZone,
        seatCode: 7,
        grant: 1,
        priceTypeCode: codes.priceTypeCode,
        seatCategoryCode: codes.seatCategoryCode,
        ...amounts,
        currency: "EUR",
        holder: { surname: "Conformance", firstName: "Kit" },
      };
      const told = Object.fromEntries(Object.entries(event).filter(([field]) => field in wanted));
      expectSame("the facts of the sale", told, wanted, context.trace.at(-1));
      expectThat(event.pointOfSale !== "", "a point of sale", "an empty one", context.trace.at(-1));
      expectThat(event.refersTo === undefined, "no refersTo on a sale", "one", context.trace.at(-1));
    },
  },
  {
    id: "E8",
    title: "The soldAt of a sale is its moment, by the server's clock.",
    source: "An event of the feed",
    meaning: "The sale is compared with a price grid of another day.",
    needs: hooks,
    async run(context) {
      const { answer, askedAt, answeredAt } = await context.sessions.opened(context.line.institutionCode);
      const serverTime = Date.parse(answer.serverTime);
      const before = await headOf(context.line);
      const stage = await stageOnSale(context, [1]);
      // How far the server's clock is ahead is known up to the time that its answer took.
      const from = context.clock.now().getTime() + serverTime - answeredAt.getTime() - 1000;
      await sell(context, stage, [1]);
      const to = context.clock.now().getTime() + serverTime - askedAt.getTime() + 1000;
      const { soldAt } = one(await eventsOf(stage, before), "sale", context);
      const near = Date.parse(soldAt) >= from && Date.parse(soldAt) <= to;
      const between = `${new Date(from).toISOString()} to ${new Date(to).toISOString()}`;
      expectThat(near, `soldAt from ${between}`, soldAt, context.trace.at(-1));
    },
  },
  {
    id: "E9",
    title: "A cancellation repeats its sale and refers to its eventId; the seat is offered again.",
    source: "An event of the feed",
    meaning: "The venue undoes the wrong sale, or keeps a seat sold that is not.",
    needs: hooks,
    async run(context) {
      const before = await headOf(context.line);
      const stage = await stageOnSale(context, [1]);
      const order = await sell(context, stage, [1]);
      await cancel(context, stage, order, [1]);
      const events = await eventsOf(stage, before);
      const facts = ({ sequence, eventId, kind, refersTo, soldAt, previousHash, hash, ...rest }: FeedEvent) =>
        rest;
      const sale = one(events, "sale", context);
      const undone = one(events, "cancellation", context);
      expectSame("refersTo of the cancellation", undone.refersTo, sale.eventId, context.trace.at(-1));
      expectSame("the facts of the cancellation", facts(undone), facts(sale), context.trace.at(-1));
      expectThat(undone.sequence > sale.sequence, "the sale before its cancellation", "after it");
      await stage.expectSeats({ 1: { state: "offered", grant: 1 } });
    },
  },
  {
    id: "E10",
    title: "Each seat of an order is an event and a line of its own.",
    source: "An event of the feed",
    meaning: "Tickets of one order take each other's place.",
    needs: hooks,
    async run(context) {
      const before = await headOf(context.line);
      const stage = await stageOnSale(context, [1, 2, 3]);
      const orderId = await sell(context, stage, [1, 2, 3]);
      const events = await eventsOf(stage, before);
      const last = context.trace.at(-1);
      expectSame("seats sold", events.map((event) => event.seatCode).sort(), [1, 2, 3], last);
      expectSame("their orders", [...new Set(events.map((event) => event.orderId))], [orderId], last);
      for (const field of ["lineId", "eventId", "barcode"] as const)
        expectSame(`different ${field}s`, new Set(events.map((event) => event[field])).size, 3, last);
    },
  },
  {
    id: "E11",
    title: "A reader who follows the feed while seats are sold passes over no event.",
    source: "Rule 6",
    meaning: "A sale that was committed late is never heard of: its seat is sold again.",
    needs: hooks,
    async run(context) {
      const seats = Array.from({ length: 12 }, (_, place) => place + 1);
      const before = await headOf(context.line);
      const stage = await stageOnSale(context, seats);
      let selling = true;
      const sales = Promise.all(seats.map((seat) => sell(context, stage, [seat]))).finally(() => {
        selling = false;
      });
      const followed: FeedEvent[] = [];
      // One more page after the last sale, for what came with it.
      for (let more = true; more; ) {
        more = selling;
        followed.push(...(await eventsAfter(context.line, followed.at(-1)?.sequence ?? before, 3)));
      }
      await sales;
      followed.push(...(await eventsAfter(context.line, followed.at(-1)?.sequence ?? before, 3)));
      expectDense(followed, before, context);
      const sold = followed
        .filter((event) => event.performanceNumber === stage.performanceNumber)
        .map((event) => event.seatCode);
      const last = context.trace.at(-1);
      expectSame(
        "seats sold",
        sold.sort((one, other) => one - other),
        seats,
        last,
      );
    },
  },
  {
    id: "E12",
    title: "An answer's asOf covers the sales that decided it.",
    source: "Rule 4",
    meaning: "The venue applies an answer before it knows of the sale behind it.",
    needs: hooks,
    async run(context) {
      const before = await headOf(context.line);
      const stage = await stageOnSale(context, [1, 2]);
      await sell(context, stage, [1]);
      const recalled = await stage.recall([1], 2, 1);
      const allotted = await stage.allot([1], 3);
      const refused = await stage.allot([2], 2, { localTime: "11:11" });
      const { sequence } = one(await eventsOf(stage, before), "sale", context);
      for (const { answer, exchange } of [recalled, allotted, refused])
        expectThat(answer.asOf >= sequence, `asOf of at least ${sequence}`, `${answer.asOf}`, exchange);
      const head = await headOf(context.line);
      const { asOf } = recalled.answer;
      expectThat(asOf <= head, `asOf of at most the head, ${head}`, `${asOf}`, recalled.exchange);
    },
  },
];
