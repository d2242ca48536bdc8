import { sql } from "@allotement/platform/database/database.ts";
import { systemIds } from "@allotement/platform/ports.system.ts";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openHouse, settings, showNumber, type TestHouse } from "./house.fixture.ts";
import { json, type TestReseller, testReseller } from "./reseller.fixture.ts";
import { type InterfaceWorker, startWorker } from "./worker.ts";

let house: TestHouse;
let reseller: TestReseller;
let worker: InterfaceWorker | undefined;
let failures: unknown[];

beforeEach(async () => {
  house = await openHouse();
  reseller = testReseller(house.clock);
  failures = [];
});
afterEach(async () => {
  await worker?.stop();
  await house.drop();
});

function start(): void {
  worker = startWorker(house.store, reseller.line(house), settings, house.ports, (error) =>
    failures.push(error),
  );
}
const finished = async (runId: string) =>
  (
    await house.database.rows(
      sql`select from interface_runs where run_id = ${runId} and finished_at is not null`,
    )
  ).length === 1;
const looks = () => new Promise((resolve) => setTimeout(resolve, 400));

test("a run that fails at each attempt keeps no other run from its end, nor sales from being fetched", async () => {
  await house.startRun({ kind: "allot" });
  // Nobody knows which seats it asks for: its step can never be planned.
  await house.database.run(sql`update interface_runs set request = '{"kind": "recall"}', kind = 'recall'`);
  house.time.now = new Date(house.time.now.getTime() + 1000);
  const runId = await house.startRun({ kind: "allot" });
  start();
  await expect.poll(() => finished(runId), { timeout: 10_000 }).toBe(true);
  reseller.record({ seatCode: 3 });
  house.time.now = new Date(house.time.now.getTime() + 60_000);
  await expect.poll(async () => (await house.states())[2], { timeout: 10_000 }).toBe("sold");
  expect(failures.length).toBeGreaterThan(0);
  const told = failures.length;
  await looks();
  // It is tried again later and later, not at every look.
  expect(failures.length - told).toBeLessThan(5);
});

test("an answer that waits for a feed that never comes so far does not have it asked for at every look", async () => {
  await house.startRun({ kind: "allot" });
  reseller.instead = (call) =>
    call === "PUT /operations" ? json({ outcome: "refused", asOf: 1_000_000, error: 10 }) : undefined;
  start();
  await expect.poll(() => reseller.calls.filter((call) => call === "PUT /operations").length).toBe(1);
  await looks();
  expect(reseller.calls.filter((call) => call === "GET /sales").length).toBeLessThan(5);
  expect(new Set(await house.states())).toEqual(new Set(["allotting"]));
});

test("after the clock was set back sales are fetched as before", async () => {
  start();
  await expect.poll(() => reseller.calls.includes("GET /sales")).toBe(true);
  await looks();
  house.time.now = new Date("2026-09-30T10:00:00.000Z");
  const before = reseller.calls.length;
  await expect.poll(() => reseller.calls.slice(before).includes("GET /sales"), { timeout: 5000 }).toBe(true);
});

test("who waited for a fetch while the worker was stopped does not start another", async () => {
  start();
  await expect.poll(() => reseller.calls.includes("GET /sales")).toBe(true);
  await looks();
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  reseller.instead = async (call) => {
    if (call === "GET /sales") await held;
    return undefined;
  };
  reseller.calls = [];
  const waiting = [worker?.fetchNow(), worker?.fetchNow()];
  await looks();
  const stopped = worker?.stop();
  release();
  await stopped;
  expect((await Promise.all(waiting)).map((one) => one?.outcome)).toEqual(["upToDate", "lineDown"]);
  expect(reseller.calls.filter((call) => call === "GET /sales")).toHaveLength(1);
});

test("an import goes on while the feed is at fault, and says so", async () => {
  reseller.record({ seatCode: 1 });
  start();
  await expect.poll(async () => (await house.database.rows(sql`select from feed_inbox`)).length).toBe(1);
  await house.store.transaction((transaction) =>
    transaction.stopReceiving({ fault: "gap", expected: 2, received: 9 }),
  );
  const runId = await house.startRun({ kind: "import", lines: [{ showNumber }] });
  worker?.wake();
  await expect.poll(() => finished(runId)).toBe(true);
  const run = await house.database.first(
    sql`select result->>'fetchProblem' as problem, result#>>'{shows,0,integrated}' as integrated from interface_runs`,
  );
  expect(run).toEqual({ problem: "gap", integrated: "1" });
});

test("an import resumed after a crash counts what it had integrated before", async () => {
  for (let seatCode = 1; seatCode <= 3; seatCode++) reseller.record({ seatCode });
  const runId = await house.startRun({ kind: "import", lines: [{ showNumber }] });
  const crash = {
    point(name: string) {
      if (name === "integrate.afterSale") throw new Error("the server ends here");
    },
  };
  worker = startWorker(house.store, reseller.line(house), settings, { ...house.ports, crash }, () => {
    void worker?.stop();
  });
  await expect
    .poll(async () => (await house.database.rows(sql`select from cash_journal`)).length, { timeout: 10_000 })
    .toBe(1);
  await worker.stop();
  start();
  await expect.poll(() => finished(runId), { timeout: 10_000 }).toBe(true);
  const run = await house.database.first(sql`
    select result->>'chosen' as chosen, result#>>'{shows,0,integrated}' as integrated,
      result#>>'{shows,0,amountCents}' as amount from interface_runs`);
  expect(run).toEqual({ chosen: "3", integrated: "3", amount: "15300" });
});

test("two workers on one database, as in two processes, do everything once", async () => {
  for (let seatCode = 1; seatCode <= 5; seatCode++) reseller.record({ seatCode });
  const allotRun = await house.startRun({ kind: "allot" });
  const importRun = await house.startRun({ kind: "import", lines: [{ showNumber }] });
  const other = startWorker(house.store, reseller.line(house), settings, house.ports, (error) =>
    failures.push(error),
  );
  start();
  await expect.poll(() => finished(allotRun), { timeout: 20_000 }).toBe(true);
  await expect.poll(() => finished(importRun), { timeout: 20_000 }).toBe(true);
  await other.stop();
  expect(failures).toEqual([]);
  expect(await house.database.rows(sql`select from operations`)).toHaveLength(1);
  expect(await house.database.rows(sql`select from feed_inbox`)).toHaveLength(5);
  expect(await house.database.rows(sql`select from cash_journal`)).toHaveLength(5);
});

test("where the connection was set up towards another server, nothing is sent there", async () => {
  const runId = await house.startRun({ kind: "allot" });
  start();
  await expect.poll(() => finished(runId), { timeout: 10_000 }).toBe(true);
  reseller.record({ seatCode: 1 });
  await worker?.fetchNow();
  await worker?.stop();
  reseller.streamId = systemIds.uuid();
  reseller.calls = [];
  await house.startRun({ kind: "recall", seatCodes: "all" });
  start();
  await looks();
  expect(reseller.calls).not.toContain("PUT /operations");
});
