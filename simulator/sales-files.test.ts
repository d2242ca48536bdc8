import { integrateSales } from "@allotement/boxoffice/interface/import-sales/integrate.ts";
import type { FileLine } from "@allotement/boxoffice/interface/import-sales/judge-line.ts";
import { receivePage } from "@allotement/boxoffice/interface/import-sales/receive.ts";
import { receiveLines } from "@allotement/boxoffice/interface/import-sales/receive-lines.ts";
import type { FileTicket } from "@allotement/documents/sales-files/file-ticket.ts";
import { readSalesFile, salesFileLayouts } from "@allotement/documents/sales-files/layouts.ts";
import { noCrash } from "@allotement/platform/ports.system.ts";
import { chainStart, hashOfEvent } from "@allotement/protocol/feed-chain.ts";
import type { FeedEvent } from "@allotement/protocol/messages/sales.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  allotted,
  at,
  id,
  performanceNumber,
  saleFacts,
  showNumber,
  streamId,
} from "./memory/store-suite.rows.ts";
import { memoryVenue } from "./memory/venue.ts";
import { smallSeason } from "./season.ts";
import type { VenueView } from "./views.ts";

const seatCodes = [1, 2];
const clock = { now: () => at(50), sleep: async () => {} };

/** A history of the reseller's: each step sells the seat, or cancels its sale. */
function historyOf(steps: readonly number[]): FeedEvent[] {
  const events: FeedEvent[] = [];
  const live = new Map<number, FeedEvent>();
  let previousHash = chainStart;
  for (const [index, seatCode] of steps.entries()) {
    const sale = live.get(seatCode);
    const number = index + 1;
    const facts = sale
      ? {
          ...saleFacts(number, { seatCode }),
          kind: "cancellation" as const,
          refersTo: sale.eventId,
          barcode: sale.barcode,
        }
      : saleFacts(number, { seatCode });
    const event = { ...facts, sequence: number, previousHash };
    const whole = { ...event, hash: hashOfEvent(event) };
    previousHash = whole.hash;
    events.push(whole);
    if (sale) live.delete(seatCode);
    else live.set(seatCode, whole);
  }
  return events;
}

const ticketOf = (event: FeedEvent): FileTicket => ({
  kind: event.kind,
  localDate: event.localDate,
  localTime: event.localTime,
  ticketId: event.barcode,
  priceTypeCode: String(event.priceTypeCode),
  categoryCode: "",
  clientCategory: "",
  zoneCode: "11",
  row: "A",
  seat: String(event.seatCode),
  priceCents: event.faceValueCents + event.venueFeeCents + event.organizerFeeCents,
  holder: null,
});

const lineOf = (ticket: FileTicket): FileLine => ({
  kind: ticket.kind,
  barcode: ticket.ticketId,
  showNumber,
  performanceNumber,
  localDate: ticket.localDate,
  localTime: ticket.localTime,
  timeZone: "Europe/Paris",
  seatCode: Number(ticket.seat),
  priceTypeCode: Number(ticket.priceTypeCode),
  seatCategoryCode: 31,
  totalCents: ticket.priceCents,
  holder: ticket.holder,
  soldAt: at(40).toISOString(),
});

/** Written in the layout, some lines damaged, and read again. */
function throughFile(
  layout: "ticketnet" | "france-billet",
  events: readonly FeedEvent[],
  damaged: readonly number[],
) {
  const text = Buffer.from(salesFileLayouts[layout].write(events.map(ticketOf))).toString("latin1");
  const lines = text.split("\n");
  const head = lines.length - 1 - events.length;
  const spoilt = lines.map((line, index) => (damaged.includes(index - head) ? line.slice(3) : line));
  const bytes = Buffer.from(spoilt.join("\n"), "latin1");
  return [...readSalesFile(layout, [bytes])].flatMap((line) =>
    "ticket" in line ? [lineOf(line.ticket)] : [],
  );
}

type Step =
  | {
      do: "file";
      prefix: number;
      only: "all" | "live";
      order: number;
      damaged: number[];
      layout: "ticketnet" | "france-billet";
    }
  | { do: "again" }
  | { do: "page"; events: number }
  | { do: "integrate" };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant("file" as const),
    prefix: fc.nat(12),
    only: fc.constantFrom("all" as const, "live" as const),
    order: fc.nat(),
    damaged: fc.array(fc.nat(11), { maxLength: 3 }),
    layout: fc.constantFrom("ticketnet" as const, "france-billet" as const),
  }),
  fc.constant({ do: "again" as const }),
  fc.record({ do: fc.constant("page" as const), events: fc.integer({ min: 1, max: 5 }) }),
  fc.constant({ do: "integrate" as const }),
);
const history = fc.array(fc.constantFrom(...seatCodes), { minLength: 1, maxLength: 12 }).map(historyOf);

function shuffled<One>(all: readonly One[], order: number): One[] {
  let seed = order;
  return all
    .map((one) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return { one, place: seed };
    })
    .sort((one, other) => one.place - other.place)
    .map(({ one }) => one);
}

function liveOf(events: readonly FeedEvent[]): FeedEvent[] {
  const undone = new Set(events.map(({ refersTo }) => refersTo));
  return events.filter(({ kind, eventId }) => kind === "sale" && !undone.has(eventId));
}

async function openHouse() {
  const side = memoryVenue(smallSeason({ seats: 2 }));
  const venue = side.connect();
  await allotted(venue, seatCodes);
  await venue.store.transaction((transaction) => transaction.startCursor(streamId, chainStart));
  let runs = 0;
  return {
    store: venue.store,
    view: () => side.view(),
    async integrate() {
      runs += 1;
      const runId = id(900 + runs);
      const request = { kind: "import" as const, lines: [{ showNumber }] };
      await venue.store.transaction((transaction) =>
        transaction.insertRun({ runId, request, operatorId: 1 }, [], at(50)),
      );
      await integrateSales(venue.store, { runId, request }, "stop", { clock, crash: noCrash });
    },
  };
}
type House = Awaited<ReturnType<typeof openHouse>>;

async function play(house: House, events: readonly FeedEvent[], steps: readonly Step[]): Promise<void> {
  let last: FileLine[] = [];
  let fed = 0;
  for (const one of steps) {
    if (one.do === "file") {
      const told = events.slice(0, one.prefix);
      last = throughFile(
        one.layout,
        shuffled(one.only === "all" ? told : liveOf(told), one.order),
        one.damaged,
      );
      await receiveLines(house.store, last, at(40), false);
    } else if (one.do === "again") await receiveLines(house.store, last, at(41), false);
    else if (one.do === "integrate") await house.integrate();
    else {
      fed = Math.min(events.length, fed + one.events);
      await receivePage(house.store, { streamId, head: events.length, events: events.slice(0, fed) }, clock);
    }
    expect(house.view().conflicts).toEqual([]);
  }
}

/** The books say what the history says, to the cent and to the seat. */
function expectBooks(view: VenueView, events: readonly FeedEvent[]): void {
  const live = liveOf(events);
  const open = view.inbox.filter(({ status }) => status === "pending" || status === "blocked");
  expect(open).toEqual([]);
  expect(view.waitingLines).toEqual([]);
  expect(view.seats.filter(({ state }) => state === "sold").map(({ seatCode }) => seatCode)).toEqual(
    live.map(({ seatCode }) => seatCode).sort(),
  );
  const alive = view.tickets.filter(({ cancelledAt }) => cancelledAt === null).map(({ barcode }) => barcode);
  expect(alive.sort()).toEqual(live.map(({ barcode }) => barcode).sort());
  const barcodes = new Map(view.tickets.map(({ ticketId, barcode }) => [ticketId, barcode]));
  expect(view.journal.map((entry) => `${entry.kind} ${barcodes.get(entry.ticketId ?? 0)}`).sort()).toEqual(
    events.map(({ kind, barcode }) => `${kind} ${barcode}`).sort(),
  );
  expect(view.receivables.reduce((sum, { amountCents }) => sum + amountCents, 0)).toBe(5100 * live.length);
}

test("files of any state, in any order, twice, damaged, between pages of the feed: once the feed has caught up, the books are exact", async () => {
  await fc.assert(
    fc.asyncProperty(history, fc.array(step, { maxLength: 8 }), async (events, steps) => {
      const house = await openHouse();
      await play(house, events, steps);
      await receivePage(house.store, { streamId, head: events.length, events }, clock);
      await house.integrate();
      await house.integrate();
      expectBooks(house.view(), events);
    }),
    { numRuns: 400 },
  );
});

test("a whole history cut into files, in any order and without any feed, is booked exactly", async () => {
  await fc.assert(
    fc.asyncProperty(history, fc.nat(), fc.integer({ min: 1, max: 5 }), async (events, order, size) => {
      const house = await openHouse();
      const mixed = shuffled(events, order);
      for (let from = 0; from < mixed.length; from += size) {
        const lines = throughFile("ticketnet", mixed.slice(from, from + size), []);
        await receiveLines(house.store, lines, at(40), false);
        await receiveLines(house.store, lines, at(41), false);
      }
      await house.integrate();
      expectBooks(house.view(), events);
    }),
    { numRuns: 300 },
  );
});

test("a dry run says the same as the reading that follows, and writes nothing", async () => {
  await fc.assert(
    fc.asyncProperty(history, fc.nat(), async (events, order) => {
      const house = await openHouse();
      const lines = throughFile("france-billet", shuffled(events, order), []);
      const before = house.view();
      const foretold = await receiveLines(house.store, lines, at(40), true);
      expect(house.view()).toEqual(before);
      expect(await receiveLines(house.store, lines, at(40), false)).toEqual(foretold);
    }),
    { numRuns: 100 },
  );
});
