import { sql } from "@allotement/platform/database/database.ts";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openHouse, type TestHouse } from "../house.fixture.ts";
import type { Line } from "../line/line.ts";
import { json, type TestReseller, testReseller } from "../reseller.fixture.ts";
import { fetchSales } from "./fetch.ts";

let house: TestHouse;
let reseller: TestReseller;
let line: Line;

beforeEach(async () => {
  house = await openHouse();
  reseller = testReseller(house.clock);
  line = reseller.line(house);
});
afterEach(() => house.drop());

const cursor = () =>
  house.database.first<{ sequence: number; fault: unknown }>(sql`select sequence, fault from feed_cursors`);
const count = async (table: "feed_inbox" | "tickets") =>
  (await house.database.rows(table === "tickets" ? sql`select from tickets` : sql`select from feed_inbox`))
    .length;

test("a page that another fetch has overtaken changes nothing and is no fault", async () => {
  reseller.record({ seatCode: 1 });
  await fetchSales(house.store, line, house.ports);
  let overtaken = false;
  reseller.instead = async (call) => {
    if (call !== "GET /sales" || overtaken) return undefined;
    overtaken = true;
    // Read before the next sale; arrives after a fetch that has received it.
    const page = json(reseller.page(1));
    reseller.record({ seatCode: 2 });
    await fetchSales(house.store, line, house.ports);
    return page;
  };
  expect(await fetchSales(house.store, line, house.ports)).toMatchObject({
    outcome: "upToDate",
    sequence: 2,
  });
  expect(await cursor()).toEqual({ sequence: 2, fault: null });
  expect(await count("tickets")).toBe(2);
});

test("the same pages fetched by four at once are received once", async () => {
  for (let seatCode = 1; seatCode <= 10; seatCode++) reseller.record({ seatCode });
  const fetched = await Promise.all(
    [1, 2, 3, 4].map(() => fetchSales(house.store, reseller.line(house), house.ports)),
  );
  expect(fetched.map((one) => one.outcome)).toEqual(Array(4).fill("upToDate"));
  expect(fetched.reduce((sum, one) => sum + one.received, 0)).toBe(10);
  expect([await count("feed_inbox"), await count("tickets")]).toEqual([10, 10]);
});

test("a reseller that always answers its first page does not keep the fetch going for ever", async () => {
  for (let seatCode = 1; seatCode <= 3; seatCode++) reseller.record({ seatCode });
  reseller.instead = (call) =>
    call === "GET /sales" ? json({ ...reseller.page(0, 2), head: 3 }) : undefined;
  expect(await fetchSales(house.store, line, house.ports)).toMatchObject({
    outcome: "lineDown",
    received: 2,
    call: { kind: "unknown", timedOut: false },
  });
  expect(await cursor()).toEqual({ sequence: 2, fault: null });
});

test("a feed that repeats an event under a new number is a fault that is kept and said", async () => {
  const sale = reseller.record({ seatCode: 1 });
  await fetchSales(house.store, line, house.ports);
  reseller.record({ seatCode: 1, eventId: sale.eventId, barcode: "02999999999999" });
  expect(await fetchSales(house.store, line, house.ports)).toMatchObject({ outcome: "stopped" });
  expect((await cursor())?.fault).toEqual({ fault: "brokenChain", sequence: 2 });
});

test("a feed that cancels a sale twice is a fault that is kept and said, on one page too", async () => {
  const sale = reseller.record({ seatCode: 1 });
  reseller.record({ seatCode: 1, kind: "cancellation", refersTo: sale.eventId });
  reseller.record({ seatCode: 1, kind: "cancellation", refersTo: sale.eventId });
  expect(await fetchSales(house.store, line, house.ports)).toMatchObject({
    outcome: "stopped",
    fault: { fault: "brokenChain", sequence: 3 },
  });
});

test("a cancellation that names another seat than its sale moves no seat and kills no barcode", async () => {
  const sale = reseller.record({ seatCode: 1 });
  reseller.record({ seatCode: 2 });
  reseller.record({ seatCode: 2, kind: "cancellation", refersTo: sale.eventId });
  expect(await fetchSales(house.store, line, house.ports)).toMatchObject({ outcome: "upToDate" });
  expect(await house.database.rows(sql`select from tickets where cancelled_at is not null`)).toEqual([]);
  expect(
    await house.database.rows(sql`select cause from seat_conflicts where cause = 'cancellationWithoutSale'`),
  ).toHaveLength(1);
  expect(
    await house.database.rows(
      sql`select block_reason->>'kind' as kind from feed_inbox where kind = 'cancellation'`,
    ),
  ).toEqual([{ kind: "unknownSale" }]);
});

test("a text that no database can keep is an answer not understood", async () => {
  reseller.record({ seatCode: 1, holder: { surname: "a\u0000b", firstName: "" } });
  expect(await fetchSales(house.store, line, house.ports)).toMatchObject({
    outcome: "lineDown",
    call: { kind: "unknown" },
  });
  reseller.events = [];
  reseller.record({ seatCode: 1, holder: { surname: "a\ud800b", firstName: "" } });
  expect(await fetchSales(house.store, line, house.ports)).toMatchObject({ outcome: "lineDown" });
});

test("a sale of a performance of nobody here is kept, blocked, and holds nothing else up", async () => {
  reseller.record({ performanceNumber: 987_654, seatCode: 1 });
  reseller.record({ seatCode: 2 });
  expect(await fetchSales(house.store, line, house.ports)).toMatchObject({
    outcome: "upToDate",
    received: 2,
  });
  expect(await count("tickets")).toBe(1);
});
