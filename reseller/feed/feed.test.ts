import { sql } from "@allotement/platform/database/database.ts";
import { chainStart, faultOfPage } from "@allotement/protocol/feed-chain.ts";
import type { FeedEvent } from "@allotement/protocol/messages/sales.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  answerOf,
  cancel,
  institutionCode,
  type Network,
  operation,
  putOnSale,
  sell,
  send,
  startNetwork,
} from "../network.fixture.ts";
import { recordEvents, sequencerTransaction } from "./feed.store.ts";
import { numberFeed } from "./sequencer.ts";

let network: Network;

beforeAll(async () => {
  network = await startNetwork({ poolSize: 32 });
  await send(
    network,
    operation(
      "allot",
      Array.from({ length: 200 }, (_, index) => index + 1),
      1,
    ),
  );
  await putOnSale(network);
});
afterAll(() => network.close());

async function wholeFeed(): Promise<{ streamId: string; head: number; events: FeedEvent[] }> {
  const events: FeedEvent[] = [];
  for (;;) {
    const page = answerOf(await network.client.sales(network.token, events.length, 17));
    events.push(...page.events);
    if (page.events.length === 0) return { ...page, events };
  }
}

test("the feed is dense from 1 and chained after sales from many connections while it is read", async () => {
  const sales = Array.from({ length: 60 }, (_, index) => sell(network, [index * 2 + 1, index * 2 + 2]));
  const readers = Array.from({ length: 20 }, () => network.client.sales(network.token, 0, 500));
  const pages = (await Promise.all(readers)).map(answerOf);
  await Promise.all(sales);
  const feed = await wholeFeed();
  expect(feed.events).toHaveLength(120);
  const start = { streamId: feed.streamId, sequence: 0, hash: chainStart };
  expect(faultOfPage(start, feed)).toBeUndefined();
  // Whatever was read meanwhile is a prefix of the feed, never a different one.
  for (const page of pages) expect(page.events).toEqual(feed.events.slice(0, page.events.length));
  expect(feed.events.map((event) => event.sequence)).toEqual(feed.events.map((_, index) => index + 1));
});

test("an event whose transaction is still open is not passed over: it gets its number later", async () => {
  const { events } = await wholeFeed();
  const [facts] = events;
  if (!facts) throw new Error("the feed is not empty");
  const { sequence: _sequence, previousHash: _previous, hash: _hash, ...sale } = facts;
  const late = { ...sale, eventId: "0192f3a0-0000-7000-8000-00000000000a" };
  await network.database.transaction(async (transaction) => {
    await recordEvents(transaction, institutionCode, [late]);
    await sell(network, [150]);
    const during = await wholeFeed();
    expect(during.events.map((event) => event.eventId)).not.toContain(late.eventId);
    expect(during.events).toHaveLength(events.length + 1);
  });
  const after = await wholeFeed();
  expect(after.events.at(-1)).toMatchObject({ eventId: late.eventId, sequence: events.length + 2 });
  expect(faultOfPage({ streamId: after.streamId, sequence: 0, hash: chainStart }, after)).toBeUndefined();
});

test("one sequencer at a time: a reader waits for the one that is numbering", async () => {
  await sell(network, [155]);
  const { reading, head } = await network.database.transaction(async (transaction) => {
    const numbered = await numberFeed(sequencerTransaction(transaction, institutionCode));
    const page = network.client.sales(network.token, numbered.sequence - 1, 500);
    await network.clock.sleep(200);
    return { reading: { page }, head: numbered };
  });
  const { events } = answerOf(await reading.page);
  expect(events).toMatchObject([{ seatCode: 155, sequence: head.sequence, hash: head.hash }]);
});

test("a cancellation follows its sale and refers to it", async () => {
  const order = await sell(network, [160]);
  await cancel(network, order);
  const again = await sell(network, [160]);
  const events = (await wholeFeed()).events.filter((event) => event.seatCode === 160);
  expect(events.map(({ kind, orderId }) => [kind, orderId])).toEqual([
    ["sale", order.orderId],
    ["cancellation", order.orderId],
    ["sale", again.orderId],
  ]);
  expect(events[1]?.refersTo).toBe(events[0]?.eventId);
  expect(events[1]?.barcode).toBe(events[0]?.barcode);
  expect(events[0]).not.toHaveProperty("refersTo");
});

test("an event says what was sold, at what price, to whom, where", async () => {
  const { events } = await wholeFeed();
  expect(events[0]).toMatchObject({
    kind: "sale",
    showNumber: 50,
    localDate: "2026-12-23",
    localTime: "19:00",
    timeZone: "Europe/Paris",
    grant: 1,
    faceValueCents: 4800,
    venueFeeCents: 120,
    organizerFeeCents: 180,
    resellerFeeCents: 480,
    currency: "EUR",
    pointOfSale: "Paris",
    holder: null,
    lineId: "1",
  });
});

test("acknowledgements only go forward, and another stream or hash is refused", async () => {
  const { streamId, events } = await wholeFeed();
  const acknowledge = (upTo: number, hash = events[upTo - 1]?.hash ?? chainStart, stream = streamId) =>
    network.client.acknowledge(network.token, { streamId: stream, upTo, hash });
  expect(answerOf(await acknowledge(0))).toEqual({ upTo: 0 });
  expect(answerOf(await acknowledge(9))).toEqual({ upTo: 9 });
  expect(answerOf(await acknowledge(4))).toEqual({ upTo: 9 });
  expect(await acknowledge(5, chainStart)).toMatchObject({ status: 409, error: "CHAIN_DIFFERS" });
  expect(await acknowledge(events.length + 1)).toMatchObject({ status: 409, error: "CHAIN_DIFFERS" });
  const other = "0192f3a0-0000-7000-8000-00000000000b";
  expect(await acknowledge(5, events[4]?.hash, other)).toMatchObject({
    status: 409,
    error: "STREAM_DIFFERS",
  });
  const { body } = await network.manager<{ institutions: unknown[] }>("GET", "/api/institutions");
  expect(body.institutions).toMatchObject([{ feed: { head: events.length, acknowledgedUpTo: 9 } }]);
});

test("a numbered event can neither be changed nor deleted", async () => {
  await wholeFeed();
  await expect(network.database.run(sql`update feed_events set facts = '{}'`)).rejects.toThrow("append-only");
  await expect(network.database.run(sql`delete from feed_events`)).rejects.toThrow("append-only");
});
