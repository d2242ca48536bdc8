import { hashOfEvent } from "@allotement/protocol/feed-chain.ts";
import type { KnownSales } from "@allotement/protocol/messages/known-sales.ts";
import type { FeedEvent } from "@allotement/protocol/messages/sales.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  answerOf,
  basketOf,
  cancel,
  institutionCode,
  type Network,
  openSession,
  operation,
  putOnSale,
  sell,
  send,
  startNetwork,
} from "../network.fixture.ts";

/** One network that sells, and one that forgot: what the first told is given back to the second. */
let before: Network;
let after: Network;
let events: FeedEvent[];
let streamId: string;
let token: string;

beforeAll(async () => {
  [before, after] = await Promise.all([startNetwork(), startNetwork()]);
  for (const network of [before, after]) {
    await send(network, operation("allot", [1, 2, 3], 1));
    await putOnSale(network);
  }
  await sell(before, [1]);
  await cancel(before, await sell(before, [2]));
  ({ events } = answerOf(await before.client.sales(before.token, 0, 500)));
});
afterAll(() => Promise.all([before?.close(), after?.close()]));

const give = (change: Partial<KnownSales> = {}) =>
  after.client.giveBack(token, { streamId, events: [], complete: false, ...change });

test("who was not restored takes nothing that is new to it", async () => {
  token = after.token;
  streamId = answerOf(await after.client.sales(token, 0, 1)).streamId;
  expect(await give({ events })).toMatchObject({ kind: "refused", error: "CHAIN_DIFFERS" });
});

test("the manager says so: the stream has a new name, sessions of before end, nothing is sold or cancelled", async () => {
  const path = `/api/institutions/${institutionCode}/restored`;
  expect((await after.seller("POST", path, {})).status).toBe(403);
  const said = await after.manager<{ streamId: string }>("POST", path, {});
  expect(said.body.streamId).not.toBe(streamId);
  expect(await give({ events })).toMatchObject({ kind: "refused", error: "SESSION_REQUIRED" });
  token = await openSession(after.url, institutionCode);
  expect(await give({ events })).toMatchObject({ kind: "refused", error: "STREAM_DIFFERS" });
  streamId = said.body.streamId;
  expect((await basketOf(after, [1])).body).toMatchObject({ error: "NOT_ON_SALE" });
});

test("what does not follow on the feed, or was altered, is refused whole", async () => {
  expect(await give({ events: events.slice(1) })).toMatchObject({ kind: "refused", error: "CHAIN_DIFFERS" });
  const altered = events.map((event) => ({ ...event, seatCode: 3 }));
  expect(await give({ events: altered })).toMatchObject({ kind: "refused", error: "CHAIN_DIFFERS" });
  expect(answerOf(await after.client.sales(token, 0, 1)).head).toBe(0);
});

test("events are taken once, in their order, with their numbers, hashes and barcodes; a second copy changes nothing", async () => {
  expect(await give({ events: events.slice(0, 2) })).toMatchObject({ kind: "answer", answer: { upTo: 2 } });
  for (const _copy of [1, 2])
    expect(await give({ events })).toEqual({ kind: "answer", answer: { upTo: events.length } });
  expect(answerOf(await after.client.sales(token, 0, 500)).events).toEqual(events);
  const { states } = answerOf(await after.client.contingent(token, 501));
  expect(states).toEqual(["sold", "offered", "offered"]);
});

/** An event that follows on the feed and on nothing else. */
function next(facts: Partial<FeedEvent>): FeedEvent {
  const last = events.at(-1);
  if (!last) throw new Error("the first network has sold");
  const { hash, ...sale } = { ...last, kind: "sale" as const, eventId: crypto.randomUUID() };
  const { refersTo: _, ...plain } = sale;
  const whole = {
    ...plain,
    orderId: crypto.randomUUID(),
    barcode: "02999999999999",
    ...facts,
    sequence: last.sequence + 1,
    previousHash: hash,
  };
  return { ...whole, hash: hashOfEvent(whole) };
}

test.each([
  ["seatSold", { seatCode: 1 }],
  ["neverGranted", { seatCode: 99 }],
  ["unknownPerformance", { performanceNumber: 777 }],
  ["notOurs", { orderId: "order 1" }],
  ["saleUnknown", { kind: "cancellation" as const, refersTo: "0199a000-0000-7000-8000-00000000beef" }],
])("an event that cannot be taken is named (%s), and nothing of it is kept", async (reason, facts) => {
  const event = next({ seatCode: 3, ...facts });
  expect(await give({ events: [event], complete: true })).toEqual({
    kind: "answer",
    answer: { upTo: events.length, refused: { sequence: event.sequence, reason } },
  });
  expect((await basketOf(after, [3])).body).toMatchObject({ error: "NOT_ON_SALE" });
});

test("a barcode that another ticket bears is named", async () => {
  const event = next({ seatCode: 3, barcode: events[0]?.barcode ?? "" });
  expect(await give({ events: [event] })).toMatchObject({
    answer: { refused: { reason: "barcodeTaken" } },
  });
});

test("once the venue has nothing more, the network sells again, and not what it had sold", async () => {
  expect(await give({ complete: true })).toMatchObject({ kind: "answer" });
  expect((await basketOf(after, [1])).body).toMatchObject({ error: "SEATS_NOT_FREE" });
  const order = await sell(after, [2, 3]);
  expect(order.lines).toHaveLength(2);
  const [first] = answerOf(await after.client.sales(token, events.length, 500)).events;
  expect(first).toMatchObject({ sequence: events.length + 1, previousHash: events.at(-1)?.hash });
});
