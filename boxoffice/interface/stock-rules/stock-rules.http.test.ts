import { sql } from "@allotement/platform/database/database.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { House } from "../../house/house.fixture.ts";
import { type Season, setUpSeason } from "../../house/season.fixture.ts";
import { connect, openHouseWithInterface } from "../http.fixture.ts";

let house: House;
let season: Season;
beforeAll(async () => {
  house = await openHouseWithInterface();
  season = await setUpSeason(house, 669);
  await connect(season, { password: "a password" });
});
afterAll(() => house.close());

const url = () => `/api/interface/stock-rules/shows/${season.showNumber}`;
const values = { hoursBefore: 4, toCounter: true };

test("a rule is off at first, is rehearsed as it stands before it is switched on, and off again when it is changed", async () => {
  const { support } = season;
  expect((await support.get(url())).body).toMatchObject({ return: null, refill: null, runs: [] });
  const written = await support.put(url(), { kind: "return", values });
  expect(written.body.return).toMatchObject({ values, rehearsedAt: null, switchedOnAt: null });
  const on = () => support.post(`${url()}/return/switch`, { on: true });
  expect(await on()).toMatchObject({ status: 409, body: { error: "NOT_REHEARSED" } });
  const rehearsed = (await support.post(`${url()}/return/rehearse`)).body.return;
  // Nothing of this show was ever at the reseller.
  expect(rehearsed).toMatchObject({ rehearsal: { performances: [] }, rehearsedAt: expect.any(String) });
  expect((await on()).body.return.switchedOnAt).not.toBeNull();
  const changed = await support.put(url(), { kind: "return", values: { ...values, hoursBefore: 5 } });
  expect(changed.body.return).toMatchObject({ rehearsedAt: null, switchedOnAt: null });
  expect((await on()).status).toBe(409);
});

test("every change of a rule, and every switch, is in the audit with who made it; what changes nothing is not", async () => {
  const { support } = season;
  await support.post(`${url()}/return/rehearse`);
  await support.post(`${url()}/return/switch`, { on: true });
  await support.post(`${url()}/return/switch`, { on: true });
  await support.post(`${url()}/return/switch`, { on: false });
  const entries = await house.database.rows<{ action: string; subject: object }>(sql`
    select action, subject from audit_entries where organizer_id = 669 and action like '%StockRule'
    order by entry_number desc limit 3`);
  const rule = { showNumber: season.showNumber, kind: "return" };
  expect(entries).toMatchObject([
    { action: "switchStockRule", subject: { ...rule, on: false } },
    { action: "switchStockRule", subject: { ...rule, on: true } },
    { action: "changeStockRule", subject: rule },
  ]);
});

test("a refill names a hold that exists, or none", async () => {
  const refill = { threshold: 3, seats: 2, cap: 9, sourceHoldCode: 1 };
  const answer = await season.support.put(url(), { kind: "refill", values: refill });
  expect(answer).toMatchObject({ status: 422, body: { error: "UNKNOWN_HOLD" } });
  const free = { ...refill, sourceHoldCode: null };
  expect((await season.support.put(url(), { kind: "refill", values: free })).body.refill.values).toEqual(
    free,
  );
});

test("a clerk reads the rules, and a manager alone changes them", async () => {
  expect((await season.clerk.get(url())).status).toBe(200);
  for (const answer of [
    await season.clerk.put(url(), { kind: "return", values }),
    await season.clerk.post(`${url()}/return/rehearse`),
    await season.clerk.post(`${url()}/return/switch`, { on: true }),
  ])
    expect(answer.status).toBe(403);
});

test("a rule that nobody has written is not there", async () => {
  const other = `/api/interface/stock-rules/shows/${season.showNumber + 99}`;
  expect((await season.support.put(other, { kind: "return", values })).status).toBe(404);
  expect((await season.support.post(`${other}/return/rehearse`)).status).toBe(404);
  expect((await season.support.post(`${other}/return/switch`, { on: true })).status).toBe(404);
});
