import { interfaceState } from "@allotement/boxoffice/api/interface-connection.ts";
import { openOperations } from "@allotement/boxoffice/api/interface-operations.ts";
import { runStarted, runView } from "@allotement/boxoffice/api/interface-runs.ts";
import { type Database, sql } from "@allotement/platform/database/database.ts";
import { openDatabase } from "@allotement/platform/database/pool.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { allot, finished } from "../dev/seed/exchange.ts";
import { petiteScene } from "../dev/seed/people.ts";
import { anything } from "../dev/seed/venue.ts";
import { startWorld, type World } from "../dev/world.ts";
import { type SmallWorld, setUpSmallWorld } from "./small-world.ts";

let world: World;
let small: SmallWorld;
let ours: Database;

beforeAll(async () => {
  world = await startWorld();
  small = await setUpSmallWorld(world, 3);
  ours = await openDatabase({
    connectionString: world.boxofficeDatabaseUrl,
    poolSize: 2,
    applicationName: "in doubt",
  });
  await allot(small.venue.clerk, small.showNumber, small.performances.slice(0, 1));
});
afterAll(async () => {
  await ours?.close();
  await world?.close();
});

const maintenance = (on: boolean) =>
  small.network.manager.send(
    "PATCH",
    `/api/institutions/${petiteScene.institutionCode}`,
    { maintenance: on },
    anything,
  );
const states = async (performance: number | undefined) =>
  (
    await ours.rows<{ state: string }>(sql`
      select distinct state from performance_seats where performance_number = ${performance ?? 0} order by 1`)
  ).map(({ state }) => state);
const inDoubt = async () =>
  (await small.venue.clerk.get("/api/interface/operations", openOperations)).operations;

async function ordered(performance: number | undefined): Promise<string> {
  const order = { showNumber: small.showNumber, performanceNumbers: [performance] };
  const { runId } = await small.venue.clerk.send("POST", "/api/interface/allot", order, runStarted);
  await expect
    .poll(async () => (await inDoubt()).some((one) => one.attempts > 0), { timeout: 20_000 })
    .toBe(true);
  return runId;
}

test("while the outcome is unknown the seats stay locked, the clerk sees since when, and it ends when the line is back", async () => {
  const performance = small.performances[1];
  await maintenance(true);
  const runId = await ordered(performance);
  expect(await states(performance)).toEqual(["allotting"]);
  const run = await small.venue.clerk.get(`/api/interface/runs/${runId}`, runView);
  expect(run).toMatchObject({
    finishedAt: null,
    seats: { waiting: 148, accepted: 0 },
    unknownSince: expect.any(String),
  });
  expect(await small.venue.clerk.get("/api/interface/state", interfaceState)).toMatchObject({
    seatsInDoubt: 148,
    line: { up: false, problem: { kind: "maintenance" } },
  });
  const sale = {
    seatCodes: [1],
    priceTypeCode: small.venue.counter.fullPrice,
    paymentMethodId: small.venue.cashMethod,
  };
  expect(
    await small.venue.clerk.raw("POST", `/api/performances/${performance}/counter-sales`, sale),
  ).toMatchObject({ status: 409, body: { error: "SEATS_NOT_FREE" } });
  await maintenance(false);
  // Asked again at once, where the next attempt may be half a minute away.
  await ours.run(sql`update operations set next_attempt_at = now() where state = 'open'`);
  expect((await finished(small.venue.clerk, runId)).seats).toMatchObject({ accepted: 148, waiting: 0 });
  expect(await states(performance)).toEqual(["allotted"]);
});

test("giving up needs the reseller's word: only its void sends the seats back to their hold", async () => {
  const performance = small.performances[2];
  await maintenance(true);
  const runId = await ordered(performance);
  const [operation] = await inDoubt();
  const path = `/api/interface/operations/${operation?.operationId}/void`;
  expect((await small.venue.clerk.raw("POST", path, {})).status).toBe(403);
  await small.venue.support.send("POST", path, {}, anything);
  expect(await inDoubt()).toMatchObject([{ voiding: true }]);
  expect(await states(performance)).toEqual(["allotting"]);
  await maintenance(false);
  await ours.run(sql`update operations set next_attempt_at = now() where state = 'voiding'`);
  expect((await finished(small.venue.clerk, runId)).seats).toMatchObject({
    accepted: 0,
    refused: 148,
    waiting: 0,
  });
  expect(await states(performance)).toEqual(["held"]);
  expect((await small.venue.support.raw("POST", path, {})).status).toBe(409);
});
