import { sql } from "@allotement/platform/database/database.ts";
import type { NetworkRequest } from "@allotement/platform/ports.ts";
import { scheduleRequest } from "@allotement/protocol/messages/schedule.ts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openHouse, performanceNumber, settings, type TestHouse } from "../house.fixture.ts";
import { json, type TestReseller, testReseller } from "../reseller.fixture.ts";
import { startWorker } from "../worker.ts";
import { askReschedule, meaningOf } from "./reschedule.ts";

let house: TestHouse;
let reseller: TestReseller;
let stop: (() => Promise<void>) | undefined;
/** The schedule as the reseller has it, by the highest version. */
let there: { version: number; localDate: string; localTime: string };

const from = { localDate: "2026-12-23", localTime: "19:00" };
const to = { localDate: "2027-01-12", localTime: "20:30" };

beforeEach(async () => {
  house = await openHouse();
  reseller = testReseller(house.clock);
  there = { version: 1, ...from };
  reseller.instead = schedules;
  stop = undefined;
});
afterEach(async () => {
  await stop?.();
  await house.drop();
});

/** Carries a reschedule out as the protocol says; everything else as the fixture does. */
function schedules(call: string, request: NetworkRequest) {
  if (call !== "PUT /performances") return undefined;
  const asked = scheduleRequest.parse(JSON.parse(request.body ?? ""));
  if (asked.version > there.version) there = asked;
  return json(there);
}

const work = (ports = house.ports) => {
  const fail = (error: unknown) => {
    if (!(error instanceof PowerCut)) throw error;
  };
  const worker = startWorker(house.store, reseller.line(house), settings, ports, fail);
  stop = () => worker.stop();
};
const ask = (change: object = {}) =>
  house.store.transaction((transaction) =>
    askReschedule(transaction, house.ports, {
      performanceNumber,
      ...to,
      reason: "",
      operatorId: 1,
      ...change,
    }),
  );
const performance = () =>
  house.database.first<{ localDate: string; localTime: string; version: number }>(sql`
    select local_date as "localDate", to_char(local_time, 'HH24:MI') as "localTime", schedule_version as version
    from performances where performance_number = ${performanceNumber}`);
const state = async () =>
  (
    await house.database.first<{ state: string }>(
      sql`select state from reschedules order by version desc limit 1`,
    )
  )?.state;
const eventually = (look: () => Promise<unknown>) => expect.poll(look, { timeout: 20_000 });

async function allotted(): Promise<void> {
  await house.startRun({ kind: "allot", newShow: { comment: "", prices: [] } });
  work();
  await eventually(async () => new Set(await house.states())).toEqual(new Set(["allotted"]));
  await stop?.();
  stop = undefined;
}

class PowerCut extends Error {}

describe("a performance that no reseller has", () => {
  test("moves at once, keeps its number, and leaves an entry in the audit", async () => {
    expect(await ask()).toMatchObject({ atReseller: false });
    expect(await performance()).toEqual({ ...to, version: 2 });
    const entry = await house.database.first<{ action: string; subject: object }>(
      sql`select action, subject from audit_entries`,
    );
    expect(entry).toMatchObject({ action: "reschedule", subject: { performanceNumber, from, to } });
  });

  test.each([
    ["NOT_FOUND", { performanceNumber: 9 }],
    ["LOCAL_TIME_SKIPPED", { localDate: "2027-03-28", localTime: "02:30" }],
    ["PERFORMANCE_BEGUN", { localDate: "2026-09-30" }],
    ["SAME_SCHEDULE", from],
  ])("is not moved: %s", async (refusal, change) => {
    expect(await ask(change)).toBe(refusal);
    expect(await performance()).toEqual({ ...from, version: 1 });
    expect(await house.database.rows(sql`select from audit_entries`)).toEqual([]);
  });

  test("is not moved once it is cancelled", async () => {
    await house.database.run(sql`
      update performances set cancelled_at = ${house.time.now}, cancelled_by = 1, cancel_reason = 'fire'`);
    expect(await ask()).toBe("PERFORMANCE_CANCELLED");
  });
});

describe("a performance at the reseller", () => {
  beforeEach(allotted);

  test("stays where it is until the reseller has said that it moved, and its sold barcodes stay good", async () => {
    const sale = reseller.record({ seatCode: 1, grant: 1 });
    reseller.instead = (call, request) =>
      call === "PUT /performances" ? { kind: "timeout" } : schedules(call, request);
    expect(await ask()).toMatchObject({ atReseller: true });
    work();
    await eventually(async () => reseller.calls.includes("PUT /performances")).toBe(true);
    await eventually(state).toBe("asked");
    expect(await performance()).toEqual({ ...from, version: 1 });
    reseller.instead = schedules;
    house.time.now = new Date(house.time.now.getTime() + 3_600_000);
    await eventually(state).toBe("moved");
    expect(await performance()).toEqual({ ...to, version: 2 });
    expect(there).toEqual({ version: 2, ...to });
    const sold = () =>
      house.database.rows(sql`
        select from tickets where barcode = ${sale.barcode} and performance_number = ${performanceNumber}
          and cancelled_at is null`);
    await eventually(async () => (await sold()).length).toBe(1);
  });

  test.each(["reschedule.before", "reschedule.answered", "reschedule.acknowledged"])(
    "ends in the same place after a power cut at %s, however often it falls",
    async (point) => {
      await ask();
      for (let cut = 0; cut < 2; cut++) {
        let fell = false;
        const crash = {
          point(name: string) {
            // From here on nothing of this life reaches its database.
            if (fell || name === point) {
              fell = true;
              throw new PowerCut(name);
            }
          },
        };
        const store = {
          ...house.store,
          transaction: ((work) => {
            if (fell) throw new PowerCut("dead");
            return house.store.transaction(work);
          }) as typeof house.store.transaction,
        };
        const ended: unknown[] = [];
        const worker = startWorker(
          store,
          reseller.line(house),
          settings,
          { ...house.ports, crash },
          (error) => ended.push(error),
        );
        await eventually(async () => fell).toBe(true);
        await worker.stop();
        expect(await performance()).toEqual({ ...from, version: 1 });
      }
      work();
      await eventually(state).toBe("moved");
      expect(await performance()).toEqual({ ...to, version: 2 });
      expect(there).toEqual({ version: 2, ...to });
      const moved = await house.database.rows(sql`select from reschedules where state = 'moved'`);
      expect(moved).toHaveLength(1);
    },
  );

  test("asked for another date meanwhile goes there, and a late copy of the first is ignored", async () => {
    await ask();
    await ask({ localDate: "2027-02-01" });
    work();
    await eventually(state).toBe("moved");
    expect(await performance()).toMatchObject({ localDate: "2027-02-01", version: 3 });
    expect(there).toMatchObject({ localDate: "2027-02-01", version: 3 });
    expect(await house.database.rows(sql`select state from reschedules order by version`)).toEqual([
      { state: "replaced" },
      { state: "moved" },
    ]);
  });

  test("where the reseller knows higher versions, as after our restore, is asked for above them", async () => {
    there = { version: 7, localDate: "2027-05-01", localTime: "19:00" };
    await ask();
    work();
    await eventually(state).toBe("moved");
    expect(there).toEqual({ version: 8, ...to });
    expect(await performance()).toEqual({ ...to, version: 8 });
  });

  test("is told its own date once more, where the reseller's differs (17, 18)", async () => {
    there = { version: 1, localDate: "2026-12-24", localTime: "19:00" };
    expect(await ask(from)).toMatchObject({ atReseller: true });
    work();
    await eventually(state).toBe("moved");
    expect(there).toEqual({ version: 2, ...from });
  });

  test("is not allotted again while it is on its way", async () => {
    await house.store.transaction((transaction) =>
      transaction
        .performanceFacts(performanceNumber)
        .then((facts) => expect(facts?.closedToAllot).toBe(false)),
    );
    await ask();
    const facts = await house.store.transaction((transaction) =>
      transaction.performanceFacts(performanceNumber),
    );
    expect(facts?.closedToAllot).toBe(true);
  });
});

test("a reschedule waits for the allot that may create its performance there", async () => {
  reseller.instead = (call, request) =>
    call === "PUT /operations" ? { kind: "timeout" } : schedules(call, request);
  await house.startRun({ kind: "allot", newShow: { comment: "", prices: [] } });
  work();
  await eventually(async () => new Set(await house.states())).toEqual(new Set(["allotting"]));
  expect(await ask()).toMatchObject({ atReseller: true });
  await eventually(async () => reseller.calls.filter((call) => call === "PUT /operations").length > 0).toBe(
    true,
  );
  expect(reseller.calls).not.toContain("PUT /performances");
  reseller.instead = schedules;
  house.time.now = new Date(house.time.now.getTime() + 3_600_000);
  await eventually(state).toBe("moved");
  expect(there).toEqual({ version: 2, ...to });
});

test.each([
  [{ version: 2, ...to }, "acknowledged"],
  [{ version: 2, ...from }, { outbid: 3 }],
  [{ version: 5, ...to }, { outbid: 6 }],
  [{ version: 1, ...from }, { outbid: 2 }],
] as const)("the answer %o means %o", (inForce, meaning) => {
  expect(meaningOf({ version: 2, ...to }, inForce)).toEqual(meaning);
});
