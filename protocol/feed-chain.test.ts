import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  canonicalJson,
  chainStart,
  type FeedCursor,
  faultOfPage,
  hashOfEvent,
  sha256,
} from "./feed-chain.ts";
import { type FeedEvent, feedEvent, type SaleFacts } from "./messages/sales.ts";
import { vectors } from "./vectors.fixture.ts";

const streamId = "01936c5e-7d2a-7c3b-8f4e-ffffffffffff";
const start: FeedCursor = { streamId, sequence: 0, hash: chainStart };

describe("the chain of the vectors", () => {
  const events = vectors("feed-chain").map((line) => feedEvent.parse(JSON.parse(line)));

  test.each(events)("event $sequence has the hash that is written there", ({ hash, ...event }) => {
    expect(hashOfEvent(event)).toBe(hash);
  });

  test("holds from its start, and from each of its events", () => {
    expect(faultOfPage(start, { streamId, head: events.length, events })).toBeUndefined();
    for (const [index, { sequence, hash }] of events.entries()) {
      const page = { streamId, head: events.length, events: events.slice(index + 1) };
      expect(faultOfPage({ streamId, sequence, hash }, page)).toBeUndefined();
    }
  });
});

test("members are hashed in one order, whatever order they came in, and a given hash is left out", () => {
  expect(canonicalJson({ b: 1, a: { d: null, c: "é" } })).toBe('{"a":{"c":"é","d":null},"b":1}');
  const [event] = chained([facts(101)]);
  const { hash = "", ...rest } = event ?? {};
  const turned = feedEvent.omit({ hash: true }).parse(Object.fromEntries(Object.entries(rest).reverse()));
  expect(hashOfEvent(turned)).toBe(hash);
  const withAnother = { ...turned, hash: "another" };
  expect(hashOfEvent(withAnother)).toBe(hash);
  expect(sha256("")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
});

describe("a page of the feed", () => {
  const seats = fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 12 });
  /** Some events received before, and a page that follows on them. */
  const received = fc.tuple(fc.integer({ min: 0, max: 5 }), seats).map(([before, codes]) => {
    const events = chained([...Array.from({ length: before }, () => facts(1)), ...codes.map(facts)]);
    const last = events[before - 1];
    const cursor = last ? { streamId, sequence: last.sequence, hash: last.hash } : start;
    return { cursor, head: events.length, events: events.slice(before) };
  });
  const where = fc.nat();

  test("that follows on the cursor is received, whole or cut off at its end", () => {
    fc.assert(
      fc.property(received, where, ({ cursor, head, events }, cut) => {
        expect(faultOfPage(cursor, { streamId, head, events })).toBeUndefined();
        const part = events.slice(0, cut % events.length);
        expect(faultOfPage(cursor, { streamId, head, events: part })).toBeUndefined();
      }),
    );
  });

  test("in which any one value was changed is refused", () => {
    fc.assert(
      fc.property(received, where, where, ({ cursor, head, events }, at, member) => {
        const index = at % events.length;
        const changed = events.map((event, place) => (place === index ? altered(event, member) : event));
        expect(faultOfPage(cursor, { streamId, head, events: changed })).toBeDefined();
      }),
    );
  });

  test("from which any event but the last was taken out is refused", () => {
    fc.assert(
      fc.property(received, where, ({ cursor, head, events }, at) => {
        fc.pre(events.length > 1);
        const index = at % (events.length - 1);
        const page = { streamId, head, events: events.filter((_, place) => place !== index) };
        expect(faultOfPage(cursor, page)?.fault).toBe("gap");
      }),
    );
  });

  test("in which two events changed places is refused", () => {
    fc.assert(
      fc.property(received, where, ({ cursor, head, events }, at) => {
        fc.pre(events.length > 1);
        const index = at % (events.length - 1);
        const before = events.slice(0, index);
        const pair = events.slice(index, index + 2).reverse();
        const page = { streamId, head, events: [...before, ...pair, ...events.slice(index + 2)] };
        expect(faultOfPage(cursor, page)?.fault).toBe("gap");
      }),
    );
  });

  test("in which an event stands twice is refused", () => {
    fc.assert(
      fc.property(received, where, ({ cursor, head, events }, at) => {
        const index = at % events.length;
        const twice = events.flatMap((event, place) => (place === index ? [event, event] : [event]));
        expect(faultOfPage(cursor, { streamId, head, events: twice })?.fault).toBe("gap");
      }),
    );
  });

  test("of a reseller that was restored from a backup is refused: another stream, or a head behind the cursor", () => {
    const events = chained([facts(1), facts(2)]);
    const cursor = { streamId, sequence: 2, hash: events[1]?.hash ?? "" };
    const other = "01936c5e-7d2a-7c3b-8f4e-eeeeeeeeeeee";
    expect(faultOfPage(cursor, { streamId: other, head: 2, events: [] })?.fault).toBe("otherStream");
    expect(faultOfPage(cursor, { streamId, head: 1, events: [] })?.fault).toBe("headBehindCursor");
    // The same length, another history: the next event does not follow on the hash that was received.
    const [, , third] = chained([facts(1), facts(3), facts(4)]);
    const page = { streamId, head: 3, events: third ? [third] : [] };
    expect(faultOfPage(cursor, page)).toEqual({ fault: "brokenChain", sequence: 3 });
  });
});

function facts(seatCode: number): SaleFacts {
  return {
    eventId: "01936c5e-7d2a-7c3b-8f4e-000000000001",
    kind: "sale",
    orderId: "1",
    lineId: "1",
    showNumber: 4,
    performanceNumber: 12,
    localDate: "2026-11-23",
    localTime: "19:00",
    timeZone: "Europe/Paris",
    seatCode,
    grant: 1,
    priceTypeCode: 6690014,
    seatCategoryCode: 10001,
    faceValueCents: 4800,
    venueFeeCents: 100,
    organizerFeeCents: 0,
    resellerFeeCents: 480,
    currency: "EUR",
    barcode: "02123456789012",
    holder: { surname: "Martin", firstName: "" },
    pointOfSale: "000",
    soldAt: "2026-10-01T09:30:00.000Z",
  };
}

function chained(sales: readonly SaleFacts[]): FeedEvent[] {
  let previousHash = chainStart;
  return sales.map((sale, index) => {
    const event = { ...sale, sequence: index + 1, previousHash };
    previousHash = hashOfEvent(event);
    return { ...event, hash: previousHash };
  });
}

/** The event with one of its members changed: which one, `member` chooses. */
function altered(event: FeedEvent, member: number): FeedEvent {
  const names = Object.keys(event);
  const chosen = names[member % names.length] ?? "";
  const entries = Object.entries(event).map(([name, value]) => [
    name,
    name === chosen ? other(value) : value,
  ]);
  return Object.fromEntries(entries);
}

function other(value: unknown): unknown {
  if (typeof value === "number") return value + 1;
  if (typeof value === "string") return `${value} `;
  return null;
}
