import { biography, seatsFound } from "@allotement/boxoffice/api/interface-biography.ts";
import {
  type ComparisonView,
  comparedPerformances,
  comparisonAnswer,
  repairAnswer,
} from "@allotement/boxoffice/api/interface-compare.ts";
import { runStarted } from "@allotement/boxoffice/api/interface-runs.ts";
import { type Database, sql } from "@allotement/platform/database/database.ts";
import { openDatabase } from "@allotement/platform/database/pool.ts";
import { systemClock } from "@allotement/platform/ports.system.ts";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { allot, finished } from "../dev/seed/exchange.ts";
import { sellAtNetwork, setStatus } from "../dev/seed/network.ts";
import { petiteScene } from "../dev/seed/people.ts";
import { runVerify } from "../dev/verify/run-verify.ts";
import { startWorld, type World } from "../dev/world.ts";
import { type MeddlingProxy, meddlingProxy } from "./meddling-proxy.ts";
import { type SmallWorld, setUpSmallWorld } from "./small-world.ts";

/** Comparing and repairing (R8.3), with a wire that loses calls and answers, and lies. */

let world: World;
let wire: MeddlingProxy;
let small: SmallWorld;
let ours: Database;
let theirs: Database;

beforeAll(async () => {
  world = await startWorld();
  wire = await meddlingProxy(world.resellerUrl);
  small = await setUpSmallWorld({ ...world, resellerUrl: wire.url }, 8);
  const open = (connectionString: string) =>
    openDatabase({ connectionString, poolSize: 3, applicationName: "compare" });
  ours = await open(world.boxofficeDatabaseUrl);
  theirs = await open(world.resellerDatabaseUrl);
  await allot(small.venue.clerk, small.showNumber, small.performances.slice(0, 1));
});
afterEach(() => {
  wire.meddle = () => "pass";
});
afterAll(async () => {
  await Promise.all([ours?.close(), theirs?.close()]);
  await wire?.close();
  await world?.close();
});

const performanceAt = (index: number) => {
  const performance = small.performances[index];
  if (performance === undefined) throw new Error("the small world has eight performances");
  return performance;
};
const operations = (meddling: "loseCall" | "loseAnswer" | ((body: string) => string)) => {
  wire.meddle = (call) => (call.startsWith("PUT /allotment/v1/operations/") ? meddling : "pass");
};
/** Starts a run and waits until its message was tried. */
async function tried(path: "allot" | "recall", body: object): Promise<string> {
  const { runId } = await small.venue.clerk.send("POST", `/api/interface/${path}`, body, runStarted);
  const attempts = () =>
    ours.first(sql`select from operations where run_id = ${runId} and (attempts > 0 or state <> 'open')`);
  await expect.poll(attempts, { timeout: 20_000 }).toBeDefined();
  return runId;
}
const allotOrder = (performance: number) => ({
  showNumber: small.showNumber,
  performanceNumbers: [performance],
});

async function compare(performance: number): Promise<ComparisonView> {
  const path = `/api/interface/compare/${performance}`;
  const answer = await small.venue.clerk.send("POST", path, {}, comparisonAnswer);
  if (answer.outcome !== "compared") throw new Error(JSON.stringify(answer));
  return answer.comparison;
}
const causesOf = ({ differences }: ComparisonView) => [...new Set(differences.map(({ cause }) => cause))];
const repair = (
  performance: number,
  differences: ComparisonView["differences"],
  dryRun = false,
  who = small.venue.support,
) =>
  who.send(
    "POST",
    `/api/interface/compare/${performance}/repair`,
    {
      dryRun,
      seats: differences.map(({ seatCode, cause, movementSerial }) => ({ seatCode, cause, movementSerial })),
    },
    repairAnswer,
  );
async function repaired(performance: number, differences: ComparisonView["differences"], dryRun = false) {
  const answer = await repair(performance, differences, dryRun);
  if (answer.outcome !== "compared") throw new Error(JSON.stringify(answer));
  return {
    ...answer,
    told: [...new Set(answer.results.map(({ result, from, to }) => `${result} ${from} ${to}`))],
  };
}
const states = async (performance: number) =>
  (
    await ours.rows<{ state: string }>(
      sql`select distinct state from performance_seats where performance_number = ${performance} order by 1`,
    )
  ).map(({ state }) => state);
const brokenAtRest = async () => {
  const report = await runVerify({ boxoffice: ours, reseller: theirs, atRest: true, clock: systemClock });
  return report.invariants
    .filter(({ holds }) => !holds)
    .map(({ number, rows }) => [number, rows.slice(0, 3)]);
};

test("where nothing differs the comparison says so, after a run by itself", async () => {
  const performance = performanceAt(0);
  const last = async () => {
    const { performances } = await small.venue.clerk.get("/api/interface/compare", comparedPerformances);
    return performances.find((one) => one.performanceNumber === performance)?.last ?? null;
  };
  await expect.poll(last, { timeout: 20_000 }).not.toBeNull();
  expect(await last()).toMatchObject({ occasion: "run", seats: 148, repairs: 0, alarms: 0 });
  expect(await compare(performance)).toMatchObject({ seats: 148, moving: 0, differences: [] });
});

test("allot whose reply is missing: the dry run changes nothing, the repair takes it as accepted", async () => {
  const performance = performanceAt(1);
  operations("loseAnswer");
  const runId = await tried("allot", allotOrder(performance));
  const found = await compare(performance);
  expect(causesOf(found)).toEqual(["allotReplyMissing"]);
  expect(found.differences).toHaveLength(148);
  const dry = await repaired(performance, found.differences, true);
  expect(dry.told).toEqual(["would allotting allotted"]);
  expect(await states(performance)).toEqual(["allotting"]);
  const some = await repaired(performance, found.differences.slice(0, 5));
  expect(some.told).toEqual(["done allotting allotted"]);
  expect(some.after.differences).toHaveLength(143);
  const rest = await repaired(performance, found.differences);
  wire.meddle = () => "pass";
  // The five had moved on since the proposal and were left alone.
  expect(rest.results.filter(({ result }) => result === "stale")).toHaveLength(5);
  expect(rest.after.differences).toEqual([]);
  await ours.run(sql`update operations set next_attempt_at = now() where state = 'open'`);
  await finished(small.venue.clerk, runId);
  expect(await states(performance)).toEqual(["allotted"]);
  expect(await brokenAtRest()).toEqual([]);
});

test("allot that never arrived: it is sent again", async () => {
  const performance = performanceAt(2);
  operations("loseCall");
  const runId = await tried("allot", allotOrder(performance));
  const found = await compare(performance);
  expect(causesOf(found)).toEqual(["allotNotArrived"]);
  wire.meddle = () => "pass";
  const after = await repaired(performance, found.differences);
  expect(after.told).toEqual(["done allotting null"]);
  expect(after.after.differences).toEqual([]);
  await finished(small.venue.clerk, runId);
  expect(await states(performance)).toEqual(["allotted"]);
});

test("recall whose reply is missing is taken as withdrawn; one that never arrived is sent again", async () => {
  const performance = performanceAt(0);
  operations("loseAnswer");
  const first = await tried("recall", { performanceNumber: performance, seatCodes: [1, 2] });
  operations("loseCall");
  const second = await tried("recall", { performanceNumber: performance, seatCodes: [3] });
  const found = await compare(performance);
  expect(found.differences.map(({ seatCode, cause }) => [seatCode, cause])).toEqual([
    [1, "recallReplyMissing"],
    [2, "recallReplyMissing"],
    [3, "recallNotArrived"],
  ]);
  wire.meddle = () => "pass";
  const after = await repaired(performance, found.differences);
  expect(after.told).toEqual(["done recalling held", "done recalling null"]);
  expect(after.after.differences).toEqual([]);
  await Promise.all([finished(small.venue.clerk, first), finished(small.venue.clerk, second)]);
  expect(await brokenAtRest()).toEqual([]);
});

test("a divergent seat is settled where the snapshot makes it certain", async () => {
  const performance = performanceAt(3);
  operations((body) => body.replaceAll(/"grant":\d+/g, '"error":41'));
  const allotted = await tried("allot", allotOrder(performance));
  await finished(small.venue.clerk, allotted);
  expect(await states(performance)).toEqual(["divergent"]);
  wire.meddle = () => "pass";
  const found = await compare(performance);
  expect(causesOf(found)).toEqual(["divergentHeldThere"]);
  expect((await repaired(performance, found.differences)).after.differences).toEqual([]);
  expect(await states(performance)).toEqual(["allotted"]);
  operations((body) => body.replaceAll(/"grant":\d+/g, '"error":42'));
  const recalled = await tried("recall", { performanceNumber: performance, seatCodes: [1, 2] });
  await finished(small.venue.clerk, recalled);
  wire.meddle = () => "pass";
  const withdrawn = await compare(performance);
  expect(causesOf(withdrawn)).toEqual(["divergentNotThere"]);
  expect((await repaired(performance, withdrawn.differences)).after.differences).toEqual([]);
  expect(await states(performance)).toEqual(["allotted", "held"]);
});

test("a sale that came meanwhile makes the proposal stale, and the seat stays sold", async () => {
  const performance = performanceAt(4);
  await setStatus(small.network, petiteScene.institutionCode, small.showNumber, "announced", "onSale");
  operations("loseAnswer");
  await tried("allot", allotOrder(performance));
  const found = await compare(performance);
  await sellAtNetwork(
    small.network.seller,
    petiteScene.institutionCode,
    performance,
    [7],
    small.venue.ticketnet.fullPrice,
    null,
  );
  const answer = await repaired(
    performance,
    found.differences.filter(({ seatCode }) => seatCode === 7),
  );
  expect(answer.told).toEqual(["stale null null"]);
  expect(await states(performance)).toEqual(["allotting", "sold"]);
});

test("a seat's biography tells both sides in order of time, and who held it at a moment", async () => {
  const performance = performanceAt(4);
  const path = `/api/interface/biography/${performance}/seats`;
  const told = await small.venue.clerk.get(`${path}/7`, biography);
  expect(told.there).toBe("read");
  expect(
    told.events.map((event) => (event.side === "act" ? event.action : `${event.side} ${event.to}`)),
  ).toEqual(["here held", "here allotting", "there offered", "there inBasket", "there sold", "here sold"]);
  const [held, allotting, offered] = told.events;
  const at = async (moment: string | undefined) =>
    (await small.venue.clerk.get(`${path}/7?at=${moment}`, biography)).holder;
  expect(await at(held?.at)).toMatchObject({ entitled: "venue", state: "held", stateThere: null });
  expect(await at(allotting?.at)).toMatchObject({ entitled: "onItsWay" });
  expect(await at(offered?.at)).toMatchObject({ entitled: "onItsWay", stateThere: "offered" });
  expect(await at(new Date(Date.now() + 1000).toISOString())).toMatchObject({
    entitled: "sold",
    ticket: { soldThrough: "reseller", pointOfSale: expect.any(String) },
  });
  const found =
    told.row && (await small.venue.clerk.get(`${path}?row=${told.row}&number=${told.number}`, seatsFound));
  expect(found).toMatchObject({ seats: [{ seatCode: 7 }] });
  expect((await small.venue.clerk.raw("GET", `${path}/9999`)).status).toBe(404);
  // A repair is told with who made it; without the line our own side still stands.
  wire.meddle = (call) => (call.includes("/movements") ? "loseAnswer" : "pass");
  const repairedSeat = `/api/interface/biography/${performanceAt(1)}/seats/1`;
  const alone = await small.venue.clerk.get(repairedSeat, biography);
  expect(alone.there).toBe("lineDown");
  expect(alone.events).toContainEqual(
    expect.objectContaining({ side: "act", action: "repairSeat", operatorName: expect.any(String) }),
  );
});

test("a clerk compares, a manager repairs", async () => {
  const performance = performanceAt(0);
  const asClerk = await small.venue.clerk.raw("POST", `/api/interface/compare/${performance}/repair`, {
    dryRun: true,
    seats: [{ seatCode: 1, cause: "twoOwners", movementSerial: 1 }],
  });
  expect(asClerk.status).toBe(403);
  expect((await small.venue.clerk.raw("POST", "/api/interface/compare/999999", {})).status).toBe(404);
});
