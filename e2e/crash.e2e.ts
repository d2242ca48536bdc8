import { runList, runStarted } from "@allotement/boxoffice/api/interface-runs.ts";
import { type Database, type Sql, sql } from "@allotement/platform/database/database.ts";
import { openDatabase } from "@allotement/platform/database/pool.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ServerProcess, startServerProcess } from "../dev/constellation.ts";
import { freePort } from "../dev/free-port.ts";
import { boxofficeOperator, resellerStaff } from "../dev/seed/client.ts";
import { allot, finished, importSales } from "../dev/seed/exchange.ts";
import { sellAtNetwork, setStatus } from "../dev/seed/network.ts";
import { demoPassword, petiteScene } from "../dev/seed/people.ts";
import type { Venue } from "../dev/seed/venue.ts";
import { worldSettings } from "../dev/world.ts";
import { setUpSmallWorld } from "./small-world.ts";

const { institutionCode, organizerId } = petiteScene;
const scenarios = [
  { server: "reseller", point: "reseller.operation.beforeCommit" },
  { server: "reseller", point: "reseller.operation.committed" },
  { server: "boxoffice", point: "run.stepPlanned" },
  { server: "boxoffice", point: "send.before" },
  { server: "boxoffice", point: "send.answered" },
  { server: "boxoffice", point: "send.answerKept" },
  { server: "boxoffice", point: "apply.done" },
] as const;

let settings: Awaited<ReturnType<typeof worldSettings>>;
let environment: { boxoffice: Record<string, string>; reseller: Record<string, string> };
let boxoffice: ServerProcess;
let reseller: ServerProcess;
let ours: Database;
let theirs: Database;
let venue: Venue;
let showNumber: number;
let performances: number[];

beforeAll(async () => {
  settings = await worldSettings();
  environment = {
    boxoffice: { PATH: process.env.PATH ?? "", ...settings.boxoffice, PORT: await freePort() },
    reseller: { PATH: process.env.PATH ?? "", ...settings.reseller, PORT: await freePort() },
  };
  [boxoffice, reseller] = await Promise.all([
    startServerProcess("boxoffice", environment.boxoffice),
    startServerProcess("reseller", environment.reseller),
  ]);
  const open = (url: string) =>
    openDatabase({ connectionString: url, poolSize: 2, applicationName: "crash test" });
  [ours, theirs] = await Promise.all([
    open(settings.boxofficeDatabase.url),
    open(settings.resellerDatabase.url),
  ]);
  const urls = { boxofficeUrl: boxoffice.url, resellerUrl: reseller.url, setupToken: settings.setupToken };
  const small = await setUpSmallWorld(urls, scenarios.length + 1);
  ({ venue, showNumber, performances } = small);
  // The last performance makes the show known there, so that sales can be made in it.
  await allot(venue.clerk, showNumber, performances.slice(-1));
  await setStatus(small.network, institutionCode, showNumber, "announced", "onSale");
});
afterAll(async () => {
  await Promise.all([boxoffice?.close(), reseller?.close(), ours?.close(), theirs?.close()]);
  await settings?.drop();
});

describe.each(scenarios)("the $server is killed at $point", ({ server, point }) => {
  const index = scenarios.findIndex((one) => one.point === point);

  test("an allot: after restart both agree and no seat was freed", async () => {
    const performance = performances[index] ?? 0;
    await killDuring(server, point, "/api/interface/allot", allotOrder(performance), async () => {
      // Whatever is known of the answer: no seat may be sold here, and none may be lost there.
      const here = await statesHere(performance);
      expect(here.filter(({ state }) => !["held", "allotting", "allotted"].includes(state))).toEqual([]);
      const there = await statesThere(performance);
      const freed = here.filter(({ seat, state }) => state === "held" && there.get(seat) === "offered");
      expect(freed).toEqual([]);
    });
    expect(new Set((await statesHere(performance)).map(({ state }) => state))).toEqual(new Set(["allotted"]));
    expect(new Set((await statesThere(performance)).values())).toEqual(new Set(["offered"]));
  });

  test("a recall with sales meanwhile: after restart both agree and no sold seat was freed", async () => {
    const performance = performances[index] ?? 0;
    const seller = await resellerStaff(reseller.url, "vente", demoPassword);
    const sold = [3, 4, 5];
    await sellAtNetwork(seller, institutionCode, performance, sold, venue.ticketnet.fullPrice, null);
    await killDuring(
      server,
      point,
      "/api/interface/recall",
      { performanceNumber: performance, seatCodes: "all" },
      async () => {
        const there = await statesThere(performance);
        const freed = (await statesHere(performance)).filter(
          ({ seat, state }) => state === "held" && there.get(seat) !== "withdrawn",
        );
        expect(freed).toEqual([]);
      },
    );
    const there = await statesThere(performance);
    for (const { seat, state } of await statesHere(performance)) {
      expect({ seat, state }).toEqual({ seat, state: sold.includes(seat) ? "sold" : "held" });
      expect({ seat, state: there.get(seat) }).toEqual({
        seat,
        state: sold.includes(seat) ? "sold" : "withdrawn",
      });
    }
  });
});

describe.each([{ point: "fetch.pageReceived" }, { point: "integrate.afterSale" }])(
  "the box office is killed at $point",
  ({ point }) => {
    test("an import: after restart every sale is integrated once", async () => {
      const performance = performances.at(-1) ?? 0;
      const seller = await resellerStaff(reseller.url, "vente", demoPassword);
      const seats = point === "fetch.pageReceived" ? [11, 12, 13] : [21, 22, 23];
      await sellAtNetwork(seller, institutionCode, performance, seats, venue.ticketnet.fullPrice, null);
      await killDuring(
        "boxoffice",
        point,
        "/api/interface/import-sales",
        { lines: [{ showNumber }] },
        async () => {
          expect(await booked()).toBeLessThan((await received()) + 1);
        },
      );
      const clerk = await boxofficeOperator(boxoffice.url, organizerId, "tuto", demoPassword);
      await importSales(clerk, [{ showNumber }]);
      expect(await booked()).toBe(await soldThere());
      expect(await received()).toBe(await soldThere());
    });
  },
);

const count = async (database: Database, statement: Sql) =>
  (await database.first<{ count: number }>(statement))?.count ?? 0;
const booked = () => count(ours, sql`select count(*)::int as count from cash_journal`);
const received = () => count(ours, sql`select count(*)::int as count from feed_inbox`);
const soldThere = () => count(theirs, sql`select count(*)::int as count from order_lines`);

/** Restarts a server so that it dies at the point, asks for the run, looks at both sides, starts again, waits for the end. */
async function killDuring(
  server: "boxoffice" | "reseller",
  point: string,
  path: string,
  body: unknown,
  whileDown: () => Promise<void>,
): Promise<void> {
  // Signed in before: the session outlives its server, which may die as soon as it has begun.
  const clerk = await boxofficeOperator(boxoffice.url, organizerId, "tuto", demoPassword);
  const before = new Set((await clerk.get("/api/interface/runs", runList)).runs.map(({ runId }) => runId));
  const doomed = await restart(server, point);
  const order = () => clerk.send("POST", path, body, runStarted);
  // Without an answer the order stands, or was never taken.
  const started = await order().catch(() => undefined);
  await doomed.ended;
  await whileDown();
  await restart(server);
  const [latest] = (await clerk.get("/api/interface/runs", runList)).runs;
  const taken = started?.runId ?? (latest && !before.has(latest.runId) ? latest.runId : undefined);
  const run = await finished(clerk, taken ?? (await order()).runId);
  expect(run.seats).toMatchObject({ waiting: 0 });
}

async function restart(server: "boxoffice" | "reseller", crashPoint?: string): Promise<ServerProcess> {
  const old = server === "boxoffice" ? boxoffice : reseller;
  await old.close();
  const fresh = await startServerProcess(
    server,
    environment[server],
    crashPoint === undefined ? {} : { crashPoint },
  );
  if (server === "boxoffice") boxoffice = fresh;
  else reseller = fresh;
  return fresh;
}

function statesHere(performance: number): Promise<{ seat: number; state: string }[]> {
  return ours.rows<{ seat: number; state: string }>(sql`
    select seat_code as seat, state from performance_seats where performance_number = ${performance} order by 1`);
}

async function statesThere(performance: number): Promise<Map<number, string>> {
  const rows = await theirs.rows<{ seat: number; state: string }>(sql`
    select seat_code as seat, state from contingent_seats where performance_number = ${performance}`);
  return new Map(rows.map(({ seat, state }) => [seat, state]));
}

function allotOrder(performance: number) {
  return { showNumber, performanceNumbers: [performance] };
}
