import { biography } from "@allotement/boxoffice/api/interface-biography.ts";
import {
  type ComparisonView,
  comparisonAnswer,
  repairAnswer,
} from "@allotement/boxoffice/api/interface-compare.ts";
import { interfaceState } from "@allotement/boxoffice/api/interface-connection.ts";
import { giveBackAnswer, takeCountersAnswer } from "@allotement/boxoffice/api/interface-restore.ts";
import { type Database, sql } from "@allotement/platform/database/database.ts";
import { openDatabase } from "@allotement/platform/database/pool.ts";
import { systemClock, systemIds, systemNetwork } from "@allotement/platform/ports.system.ts";
import { allotmentClient } from "@allotement/protocol/client.ts";
import { operationRequest } from "@allotement/protocol/messages/operation.ts";
import { restoredAnswer } from "@allotement/reseller/api/institutions.ts";
import type { Order } from "@allotement/reseller/api/point-of-sale.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { allot, importSales, recall } from "../dev/seed/exchange.ts";
import { sellAtNetwork, setStatus } from "../dev/seed/network.ts";
import { demoPassword, petiteScene } from "../dev/seed/people.ts";
import { anything } from "../dev/seed/venue.ts";
import { runVerify } from "../dev/verify/run-verify.ts";
import { type RestorableWorld, startRestorableWorld } from "./restorable-world.ts";
import { type SmallWorld, setUpSmallWorld, smallCredential } from "./small-world.ts";

/** Either server brought back to a real copy of its database (rule 10). */

let world: RestorableWorld;
let small: SmallWorld;

beforeAll(async () => {
  world = await startRestorableWorld();
  small = await setUpSmallWorld(world, 3);
});
afterAll(() => world?.close());

async function ask<Result>(side: "boxoffice" | "reseller", work: (database: Database) => Promise<Result>) {
  const connectionString = side === "boxoffice" ? world.boxofficeDatabaseUrl : world.resellerDatabaseUrl;
  const database = await openDatabase({ connectionString, poolSize: 3, applicationName: "restore" });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

const institution = `/api/institutions/${petiteScene.institutionCode}`;
const at = (index: number) => small.performances[index] ?? 0;
const sell = (performance: number, seatCodes: number[]): Promise<Order> =>
  sellAtNetwork(
    small.network.seller,
    petiteScene.institutionCode,
    performance,
    seatCodes,
    small.venue.ticketnet.fullPrice,
    { surname: "MARTIN", firstName: "Claire" },
  );
const cancel = ({ orderId, lines }: Order) =>
  small.network.seller.send(
    "POST",
    `/api/orders/${orderId}/cancellation`,
    { institutionCode: petiteScene.institutionCode, lineIds: lines.map(({ lineId }) => lineId) },
    anything,
  );
const fetchSales = () => small.venue.clerk.send("POST", "/api/interface/fetch", {}, anything);
const integrate = () => importSales(small.venue.clerk, [{ showNumber: small.showNumber }]);
const state = () => small.venue.clerk.get("/api/interface/state", interfaceState);
const twoPeople = {
  reason: "Le disque du serveur a été remplacé.",
  secondPerson: { initials: "regie", password: demoPassword },
};

async function compare(performance: number): Promise<ComparisonView> {
  const path = `/api/interface/compare/${performance}`;
  const answer = await small.venue.clerk.send("POST", path, {}, comparisonAnswer);
  if (answer.outcome !== "compared") throw new Error(JSON.stringify(answer));
  return answer.comparison;
}
const causesOf = ({ differences }: ComparisonView) =>
  differences.map(({ seatCode, cause }) => [seatCode, cause]);
const brokenAtRest = () =>
  ask("boxoffice", (boxoffice) =>
    ask("reseller", async (reseller) => {
      const report = await runVerify({ boxoffice, reseller, atRest: true, clock: systemClock });
      return report.invariants
        .filter(({ holds }) => !holds)
        .map(({ number, rows }) => [number, rows.slice(0, 3)]);
    }),
  );

test("a network restored from a backup gets back every sale, cancellation, grant and recall, once", async () => {
  await allot(small.venue.clerk, small.showNumber, [at(0)]);
  await setStatus(small.network, petiteScene.institutionCode, small.showNumber, "announced", "onSale");
  await sell(at(0), [1]);
  await fetchSales();
  const copy = await world.backUp("reseller");
  // What the network will have forgotten:
  const cancelled = await sell(at(0), [2, 3]);
  await allot(small.venue.clerk, small.showNumber, [at(1)]);
  await sell(at(1), [5]);
  await cancel(cancelled);
  await recall(small.venue.clerk, at(0), [10, 11]);
  await sell(at(0), [3]);
  await fetchSales();
  await integrate();
  await world.restore("reseller", copy);

  expect(await small.network.manager.raw("POST", `${institution}/restored`, { now: true })).toMatchObject({
    status: 422,
  });
  await small.network.manager.send("POST", `${institution}/restored`, {}, restoredAnswer);
  await fetchSales();
  expect((await state()).feedFault).toBe("otherStream");
  // It believes that seats are its own which the venue has taken back, or that are sold: it sells nothing.
  await expect(sell(at(0), [10])).rejects.toThrow("NOT_ON_SALE");
  await expect(sell(at(0), [2])).rejects.toThrow("NOT_ON_SALE");

  const lost = await small.venue.support.get("/api/interface/restore/reseller", giveBackAnswer);
  expect(lost).toMatchObject({
    outcome: "found",
    lost: { head: 1, events: 6, operations: expect.any(Number) },
  });
  const path = "/api/interface/restore/reseller";
  const alone = await small.venue.support.raw("POST", path, { reason: "x" });
  expect(alone).toMatchObject({ status: 422, body: { error: "SECOND_PERSON_REQUIRED" } });
  expect((await small.venue.clerk.raw("POST", path, twoPeople)).status).toBe(403);
  const given = await small.venue.support.send("POST", path, twoPeople, giveBackAnswer);
  expect(given).toMatchObject({ outcome: "givenBack", lost: { head: 1, events: 6 }, differing: 0 });
  expect(await small.venue.support.get(path, giveBackAnswer)).toEqual({ outcome: "nothingLost" });

  await fetchSales();
  expect((await state()).feedFault).toBeNull();
  for (const performance of [at(0), at(1)]) expect((await compare(performance)).differences).toEqual([]);
  // The journal is sealed some seconds after it was written.
  await expect.poll(brokenAtRest, { timeout: 20_000 }).toEqual([]);
  // It sells again, under the numbers that follow; what it had sold it knows.
  await sell(at(0), [2]);
  await expect(sell(at(0), [3])).rejects.toThrow("SEATS_NOT_FREE");
  await expect(sell(at(0), [10])).rejects.toThrow("SEATS_NOT_FREE");
  await fetchSales();
  await integrate();
  await expect.poll(brokenAtRest, { timeout: 20_000 }).toEqual([]);
});

test("a network that sold after its restore has another feed: nothing is given back, and it is said", async () => {
  const copy = await world.backUp("reseller");
  await sell(at(1), [20]);
  await fetchSales();
  await world.restore("reseller", copy);
  await sell(at(1), [21]);
  await small.network.manager.send("POST", `${institution}/restored`, {}, restoredAnswer);
  const path = "/api/interface/restore/reseller";
  expect(await small.venue.support.send("POST", path, twoPeople, giveBackAnswer)).toMatchObject({
    outcome: "forked",
  });
  // Brought back once more, this time told at once.
  await world.restore("reseller", copy);
  await small.network.manager.send("POST", `${institution}/restored`, {}, restoredAnswer);
  expect(await small.venue.support.send("POST", path, twoPeople, giveBackAnswer)).toMatchObject({
    outcome: "givenBack",
    lost: { events: 1 },
  });
  await fetchSales();
  await integrate();
  await expect.poll(brokenAtRest, { timeout: 20_000 }).toEqual([]);
});

test("a venue restored from a backup stops, takes the counters and the seats that it had given, and receives on", async () => {
  const copy = await world.backUp("boxoffice");
  await allot(small.venue.clerk, small.showNumber, [at(2)]);
  await sell(at(2), [1, 2]);
  await recall(small.venue.clerk, at(0), [12]);
  await fetchSales();
  await world.restore("boxoffice", copy);
  await fetchSales();
  expect((await state()).feedFault).toBe("venueBehind");
  // Before the counters are taken no command leaves.
  const path = "/api/interface/restore/boxoffice";
  const taken = await small.venue.support.send("POST", path, twoPeople, takeCountersAnswer);
  expect(taken).toMatchObject({
    outcome: "taken",
    performances: 2,
    counters: 149,
    seats: 148,
    fetched: "upToDate",
  });
  expect((await state()).feedFault).toBeNull();
  expect((await compare(at(2))).differences).toEqual([]);
  const states = await ask("boxoffice", (database) =>
    database.rows(sql`
      select state, count(*)::int from performance_seats where performance_number = ${at(2)} group by 1 order by 1`),
  );
  expect(states).toEqual([
    { state: "allotted", count: 146 },
    { state: "sold", count: 2 },
  ]);
  // The recall that it forgot is a question for two people.
  expect(causesOf(await compare(at(0)))).toEqual([[12, "allottedHereUnknownThere"]]);
  expect(await small.venue.support.send("POST", path, twoPeople, takeCountersAnswer)).toMatchObject({
    counters: 0,
  });
  await decide(at(0), "takeBack");
  expect((await compare(at(0))).differences).toEqual([]);
  await integrate();
  await expect.poll(brokenAtRest, { timeout: 20_000 }).toEqual([]);
});

test("where both sides may sell, two people take the seat back behind a fence, or leave it to the network", async () => {
  const { grants, token, client } = await asForgottenVenue();
  const [taken, left] = [10, 11];
  const { body } = grants([taken, left]);
  expect(await client.sendOperation(token, systemIds.uuid(), body)).toMatchObject({ kind: "answer" });
  expect(causesOf(await compare(at(0)))).toEqual([
    [taken, "twoOwners"],
    [left, "twoOwners"],
  ]);
  const path = `/api/interface/compare/${at(0)}/decide`;
  const order = {
    decision: "takeBack",
    reason: "Essai",
    seats: [{ seatCode: taken, cause: "twoOwners", movementSerial: 1 }],
  };
  expect(await small.venue.support.raw("POST", path, order)).toMatchObject({
    body: { error: "SECOND_PERSON_REQUIRED" },
  });
  expect((await small.venue.clerk.raw("POST", path, { ...order, ...twoPeople })).status).toBe(403);
  const stale = await small.venue.support.send("POST", path, { ...order, ...twoPeople }, repairAnswer);
  expect(stale).toMatchObject({ results: [{ seatCode: taken, result: "stale" }] });
  await decide(at(0), "takeBack", [taken]);
  await decide(at(0), "leaveToReseller", [left]);
  expect((await compare(at(0))).differences).toEqual([]);
  await expect(sell(at(0), [taken])).rejects.toThrow("SEATS_NOT_FREE");
  await sell(at(0), [left]);
  await fetchSales();
  await integrate();
  const told = await small.venue.clerk.get(`/api/interface/biography/${at(0)}/seats/${taken}`, biography);
  expect(told.events).toContainEqual(
    expect.objectContaining({
      side: "act",
      action: "decideSeats",
      reason: twoPeople.reason,
      secondOperatorName: "Dominique (régie)",
    }),
  );
  await expect.poll(brokenAtRest, { timeout: 20_000 }).toEqual([]);
});

/** Two people decide on every difference of a performance, or on those of some seats. */
async function decide(performance: number, decision: "takeBack" | "leaveToReseller", only?: number[]) {
  const differences = (await compare(performance)).differences.filter(
    ({ seatCode }) => only === undefined || only.includes(seatCode),
  );
  const seats = differences.map(({ seatCode, cause, movementSerial }) => ({
    seatCode,
    cause,
    movementSerial,
  }));
  const path = `/api/interface/compare/${performance}/decide`;
  const answer = await small.venue.support.send(
    "POST",
    path,
    { decision, ...twoPeople, seats },
    repairAnswer,
  );
  if (answer.outcome !== "compared") throw new Error(JSON.stringify(answer));
  expect(answer.results.map(({ result }) => result)).toEqual(seats.map(() => "done"));
}

/** What a venue sends that later forgets it: an allot of these seats, straight to the network. */
async function asForgottenVenue() {
  const client = allotmentClient(systemNetwork, world.resellerUrl, 10_000);
  const { institutionCode } = petiteScene;
  const session = await client.openSession({ institutionCode, ...smallCredential });
  if (session.kind !== "answer") throw new Error(session.kind);
  const sent = await ask("boxoffice", (database) =>
    database.first<{ body: string }>(sql`
      select body from operations where kind = 'allot' and performance_number = ${at(0)} limit 1`),
  );
  const request = operationRequest.parse(JSON.parse(sent?.body ?? ""));
  const grants = (seatCodes: number[]) => {
    const seats = request.seats.filter(({ seatCode }) => seatCodes.includes(seatCode));
    const { createShow: _, createPerformance: __, show: ___, ...known } = request;
    return { body: JSON.stringify({ ...known, seats: seats.map((seat) => ({ ...seat, command: 9 })) }) };
  };
  return { client, token: session.answer.token, grants };
}
