import { type Database, sql } from "@allotement/platform/database/database.ts";
import { chainStart } from "@allotement/protocol/feed-chain.ts";
import { feedEvent } from "@allotement/protocol/messages/sales.ts";
import { vectors } from "@allotement/protocol/vectors.fixture.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type House, openHouse } from "../../house/house.fixture.ts";
import { setUpSeason } from "../../house/season.fixture.ts";
import { type InterfaceStore, sqlInterfaceStore } from "../store.ts";
import { receivePage } from "./receive.ts";

const streamId = "01936c5e-7d2a-7c3b-8f4e-ffffffffffff";
const events = vectors("feed-chain").map((line) => feedEvent.parse(JSON.parse(line)));
const page = { streamId, head: events.length, events };

let house: House;
let database: Database;
let store: InterfaceStore;

beforeAll(async () => {
  house = await openHouse();
  ({ database } = house);
  await setUpSeason(house, 669);
});
afterAll(() => house?.close());
beforeEach(async () => {
  await database.run(sql`delete from feed_inbox`);
  await database.run(sql`delete from feed_cursors`);
  store = sqlInterfaceStore(database, { organizerId: 669, resellerId: 1 });
  await store.transaction((transaction) => transaction.startCursor(streamId, chainStart));
});

const inbox = () =>
  database.rows<{ sequence: number; status: string; reason: unknown }>(sql`
    select sequence, status, block_reason->>'kind' as reason from feed_inbox order by sequence`);
const cursor = () =>
  database.first<{ sequence: number; fault: unknown }>(sql`select sequence, fault from feed_cursors`);

describe("the feed of the contract's vectors", () => {
  test("is received whole: sales of seats that are not in the books are kept, with the reason", async () => {
    expect(await receivePage(store, page, house.clock)).toMatchObject({
      outcome: "received",
      count: 4,
      sequence: 4,
    });
    expect(await inbox()).toEqual(
      events.map(({ sequence }) => ({ sequence, status: "blocked", reason: "unknownSeat" })),
    );
    expect(await cursor()).toEqual({ sequence: 4, fault: null });
  });

  test("received twice, or from the middle, changes nothing", async () => {
    await receivePage(store, { ...page, events: events.slice(0, 2) }, house.clock);
    expect(await receivePage(store, page, house.clock)).toMatchObject({ count: 2, sequence: 4 });
    expect(await receivePage(store, page, house.clock)).toMatchObject({
      outcome: "received",
      count: 0,
      sequence: 4,
    });
    expect((await inbox()).length).toBe(4);
  });

  test("received by two at once is received once", async () => {
    const receipts = await Promise.all([1, 2, 3].map(() => receivePage(store, page, house.clock)));
    expect(receipts.map((receipt) => (receipt.outcome === "received" ? receipt.count : -1)).sort()).toEqual([
      0, 0, 4,
    ]);
    expect((await inbox()).length).toBe(4);
  });

  test.each([
    ["another stream", { ...page, streamId: "01936c5e-7d2a-7c3b-8f4e-000000000000" }, "otherStream"],
    ["a head behind the cursor", { ...page, head: 1 }, "headBehindCursor"],
    ["an event left out", { ...page, events: events.filter((event) => event.sequence !== 2) }, "gap"],
    [
      "an altered price",
      { ...page, events: events.map((event) => ({ ...event, faceValueCents: 1 })) },
      "brokenChain",
    ],
  ])(
    "%s stops the receipt, skips nothing, and says so until a person has looked",
    async (_name, wrong, fault) => {
      expect(await receivePage(store, wrong, house.clock)).toMatchObject({
        outcome: "stopped",
        fault: { fault },
      });
      expect(await inbox()).toEqual([]);
      expect(await cursor()).toMatchObject({ sequence: 0, fault: { fault } });
      expect(await receivePage(store, page, house.clock)).toMatchObject({
        outcome: "stopped",
        fault: { fault },
      });
      expect(await inbox()).toEqual([]);
    },
  );
});
