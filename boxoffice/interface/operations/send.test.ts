import { sql } from "@allotement/platform/database/database.ts";
import { systemIds } from "@allotement/platform/ports.system.ts";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openHouse, settings, type TestHouse } from "../house.fixture.ts";
import { fetchSales } from "../import-sales/fetch.ts";
import type { Line } from "../line/line.ts";
import { json, type TestReseller, testReseller } from "../reseller.fixture.ts";
import type { RunRequest } from "../runs/runs.store.ts";
import { planNextStep } from "./plan.ts";
import { applyAnswers, sendDueOperations } from "./send.ts";

let house: TestHouse;
let reseller: TestReseller;
let line: Line;

beforeEach(async () => {
  house = await openHouse();
  reseller = testReseller(house.clock);
  line = reseller.line(house);
});
afterEach(() => house.drop());

async function plan(request: RunRequest): Promise<void> {
  const runId = await house.startRun(request);
  const runs = await house.store.transaction((transaction) => transaction.unfinishedRuns());
  const run = runs.find((one) => one.runId === runId);
  if (run) await planNextStep(house.store, run, settings, house.clock, systemIds);
}
const send = () => sendDueOperations(house.store, line, house.ports);
const operation = () =>
  house.database.first<{ state: string; next_attempt_at: Date; last_problem: string | null }>(
    sql`select state, next_attempt_at, last_problem from operations order by created_at desc, operation_id desc`,
  );

async function allotted(): Promise<void> {
  await plan({ kind: "allot" });
  await send();
  await fetchSales(house.store, line, house.ports);
  await applyAnswers(house.store, house.ports);
  expect(new Set(await house.states())).toEqual(new Set(["allotted"]));
}

test("an operation is never sent to a server whose feed is another than the one received", async () => {
  await allotted();
  reseller.record({ seatCode: 1 });
  await fetchSales(house.store, line, house.ports);
  await plan({ kind: "recall", seatCodes: [2] });
  reseller.streamId = systemIds.uuid();
  reseller.calls = [];
  line = reseller.line(house);
  expect(await send()).toBe(0);
  expect(reseller.calls).not.toContain("PUT /operations");
  expect(await operation()).toMatchObject({ state: "open", last_problem: expect.stringContaining("feed") });
  expect((await house.states())[1]).toBe("recalling");
});

test("nor where the session must be opened anew in the middle of the call", async () => {
  await allotted();
  reseller.record({ seatCode: 1 });
  await fetchSales(house.store, line, house.ports);
  await plan({ kind: "recall", seatCodes: [2] });
  let carriedOut = 0;
  reseller.instead = (call) => {
    if (call !== "PUT /operations") return undefined;
    if (reseller.streamId === restored) carriedOut += 1;
    else {
      reseller.streamId = restored;
      return json({ error: "SESSION_REQUIRED", message: "Open a session first." }, 401);
    }
    return undefined;
  };
  const restored = systemIds.uuid();
  await send();
  expect(carriedOut).toBe(0);
  expect((await house.states())[1]).toBe("recalling");
});

test("while the feed is at fault no answer frees a seat", async () => {
  await allotted();
  await plan({ kind: "recall", seatCodes: [2] });
  await send();
  await house.store.transaction((transaction) =>
    transaction.stopReceiving({ fault: "headBehindCursor", cursor: 3, head: 1 }),
  );
  expect(await applyAnswers(house.store, house.ports)).toBe(0);
  expect((await house.states())[1]).toBe("recalling");
});

test("a feed under which nothing was ever exchanged gives way to the next server's", async () => {
  await fetchSales(house.store, line, house.ports);
  reseller.streamId = systemIds.uuid();
  line = reseller.line(house);
  expect(await fetchSales(house.store, line, house.ports)).toMatchObject({ outcome: "upToDate" });
  await allotted();
  reseller.streamId = systemIds.uuid();
  line = reseller.line(house);
  expect(await fetchSales(house.store, line, house.ports)).toMatchObject({ outcome: "stopped" });
});

test("however long the reseller says to wait, the operation goes again within the hour", async () => {
  await plan({ kind: "allot" });
  reseller.instead = (call) =>
    call === "PUT /operations"
      ? json({ error: "MAINTENANCE", message: "for ever" }, 503, { "retry-after": "1e300" })
      : undefined;
  await send();
  const row = await operation();
  expect(row?.next_attempt_at.getTime()).toBeLessThanOrEqual(house.time.now.getTime() + 3_600_000);
});

test("a clock set back does not keep an operation waiting for longer than it would have", async () => {
  await plan({ kind: "allot" });
  reseller.instead = (call) => (call === "PUT /operations" ? { kind: "timeout" } : undefined);
  await send();
  reseller.instead = () => undefined;
  house.time.now = new Date("2026-09-30T10:00:00.000Z");
  line = reseller.line(house);
  expect(await send()).toBe(1);
});

test("one operation whose answer cannot be applied keeps no other from its end", async () => {
  await plan({ kind: "allot" });
  await send();
  await fetchSales(house.store, line, house.ports);
  const poisoned = systemIds.uuid();
  await house.database.run(sql`
    insert into operations (organizer_id, operation_id, reseller_id, kind, show_number, performance_number, body,
      seat_count, state, answer, created_at, next_attempt_at)
    values (669, ${poisoned}, 1, 'recall', 50, 501, 'no body', 1, 'answered',
      ${{ outcome: "voided", asOf: 0 }}, '2026-01-01', '2026-01-01')`);
  await expect(applyAnswers(house.store, house.ports)).rejects.toThrow();
  expect(new Set(await house.states())).toEqual(new Set(["allotted"]));
});

test("results for seats that were not asked for create nothing and free nothing", async () => {
  await plan({ kind: "allot" });
  reseller.instead = (call) =>
    call === "PUT /operations"
      ? json({
          outcome: "done",
          asOf: 0,
          results: [
            { seatCode: 99, grant: 1 },
            { seatCode: 1, error: 16 },
          ],
        })
      : undefined;
  await send();
  await fetchSales(house.store, line, house.ports);
  await applyAnswers(house.store, house.ports);
  expect(await house.states()).toEqual(["held", ...Array(9).fill("divergent")]);
  expect(await house.database.rows(sql`select from reseller_shows`)).toEqual([]);
});
