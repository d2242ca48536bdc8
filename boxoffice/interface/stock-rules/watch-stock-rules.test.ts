import { sql } from "@allotement/platform/database/database.ts";
import { afterEach, beforeEach, expect, test } from "vitest";
import { boxofficeInvariants } from "../../verify/invariants.ts";
import {
  holdCode,
  openHouse,
  performanceNumber,
  scope,
  settings,
  showNumber,
  type TestHouse,
} from "../house.fixture.ts";
import { json, type TestReseller, testReseller } from "../reseller.fixture.ts";
import { startWorker } from "../worker.ts";
import { changeRule, switchRule } from "./stock-rules.store.ts";
import { returnPauseMilliseconds } from "./stock-rules.ts";
import { runStockRules } from "./watch-stock-rules.ts";

let house: TestHouse;
let reseller: TestReseller;
let line: { up: boolean };
const startsAt = new Date("2026-12-23T18:00:00Z");

beforeEach(async () => {
  house = await openHouse();
  reseller = testReseller(house.clock);
  line = { up: true };
});
afterEach(() => house.drop());

const connection = { ...scope, holdCode, operatorId: 2 };
const needs = () => ({
  database: house.database,
  line: {
    state: () => ({ up: line.up, problem: null, seenAddress: null, checkedAt: null, lastUpAt: null }),
  },
  connection,
  ports: house.ports,
  wake: () => undefined,
});
const look = () => runStockRules(needs());
const hoursBefore = (hours: number) => {
  house.time.now = new Date(startsAt.getTime() - hours * 3_600_000);
};

type Change = Parameters<typeof changeRule>[3];
async function switchOn(change: Change): Promise<void> {
  await house.database.transaction(async (transaction) => {
    await changeRule(transaction, scope, showNumber, change, 1, house.clock.now());
    await transaction.run(sql`update stock_rules set rehearsed_at = now() where kind = ${change.kind}`);
    await switchRule(transaction, scope, showNumber, change.kind, house.clock.now());
  });
}
const back = (toCounter = false): Change => ({ kind: "return", values: { hoursBefore: 4, toCounter } });
const more = (values: object = {}): Change => ({
  kind: "refill",
  values: { threshold: 3, seats: 2, cap: 9, sourceHoldCode: null, ...values },
});

/** Carries out what was started, to its end. */
async function carryOut(): Promise<void> {
  const failures: unknown[] = [];
  const worker = startWorker(house.store, reseller.line(house), settings, house.ports, (error) =>
    failures.push(error),
  );
  const unfinished = async () =>
    (await house.database.rows(sql`select from interface_runs where finished_at is null`)).length;
  await expect.poll(unfinished, { timeout: 20_000 }).toBe(0);
  await worker.stop();
  expect(failures).toEqual([]);
}
/** The seats 5 to 10 are free, 1 to 4 at the reseller. */
async function allotFour(): Promise<void> {
  await release([5, 6, 7, 8, 9, 10]);
  await house.startRun({ kind: "allot" });
  await carryOut();
  expect(await house.states()).toEqual([...Array(4).fill("allotted"), ...Array(6).fill("free")]);
}
const release = (codes: number[]) =>
  house.store.transaction(async (transaction) => {
    const seats = await transaction.lockSeats(performanceNumber, codes);
    const changes = seats.map((seat) => ({
      ...{ seat, movement: "release" as const, to: "free" as const, set: { holdCode: null } },
    }));
    await transaction.moveSeats({ performanceNumber, at: house.clock.now(), operatorId: 1 }, changes);
  });
const sell = async (...codes: number[]) => {
  for (const seatCode of codes) reseller.record({ seatCode, soldAt: house.clock.now().toISOString() });
  const runId = await house.startRun({ kind: "import", lines: [{ showNumber }] });
  await carryOut();
  return runId;
};
const runs = () =>
  house.database.rows<{ kind: string; rule: string; operator: number; seats: number }>(sql`
    select r.kind, r.request->>'rule' as rule, r.operator_id as operator, mine.seats
    from stock_rule_runs mine join interface_runs r using (organizer_id, run_id) order by mine.at`);

test("a return brings home what is unsold at its hour, through an ordinary recall that says whose it is", async () => {
  await allotFour();
  await sell(1);
  await switchOn(back());
  hoursBefore(5);
  expect(await look()).toBe(0);
  hoursBefore(4);
  expect(await look()).toBe(1);
  expect(await runs()).toEqual([{ kind: "recall", rule: "return", operator: 2, seats: 3 }]);
  await carryOut();
  expect((await house.states()).slice(0, 4)).toEqual(["sold", "held", "held", "held"]);
  expect(await look()).toBe(0);
});

test("what a return brings home goes to the counter where the rule says so, and nothing else does", async () => {
  await allotFour();
  await release([]);
  await switchOn(back(true));
  hoursBefore(2);
  await look();
  await look();
  await carryOut();
  await Promise.all([look(), look()]);
  expect(new Set(await house.states())).toEqual(new Set(["free"]));
  const releases = await house.database.rows(
    sql`select from seat_movements where movement = 'release' and at = ${house.clock.now()}`,
  );
  expect(releases).toHaveLength(4);
});

test("seats that stood in baskets are asked back once more after a pause", async () => {
  await allotFour();
  await switchOn(back());
  let basket = true;
  reseller.instead = (call, { body }) => {
    if (call !== "PUT /operations" || !basket) return undefined;
    const seats: { seatCode: number }[] = JSON.parse(body ?? "").seats;
    return json({
      outcome: "done",
      asOf: 0,
      results: seats.map(({ seatCode }) => ({ seatCode, error: 43 })),
    });
  };
  hoursBefore(4);
  expect(await look()).toBe(1);
  await carryOut();
  expect(await look()).toBe(0);
  basket = false;
  house.time.now = new Date(house.time.now.getTime() + returnPauseMilliseconds);
  expect(await look()).toBe(1);
  await carryOut();
  expect((await house.states()).slice(0, 4)).toEqual(["held", "held", "held", "held"]);
});

test("a refill sends seats when too few are left, from its source alone, until its cap", async () => {
  await allotFour();
  await switchOn(more({ cap: 7 }));
  expect(await look()).toBe(0);
  await sell(1, 2);
  expect(await look()).toBe(1);
  await carryOut();
  expect(await house.states()).toEqual([
    ...["sold", "sold", "allotted", "allotted", "allotted", "allotted"],
    ...Array(4).fill("free"),
  ]);
  await sell(3, 4);
  // The cap leaves room for one: two at the reseller, four sold there.
  expect(await look()).toBe(1);
  await carryOut();
  expect((await house.states())[6]).toBe("allotted");
  await sell(5);
  expect(await look()).toBe(0);
  expect((await runs()).map(({ kind, rule, seats }) => [kind, rule, seats])).toEqual([
    ["allot", "refill", 2],
    ["allot", "refill", 1],
  ]);
});

test("what a person has taken back is not sent again by a rule", async () => {
  await allotFour();
  await switchOn(more());
  house.time.now = new Date(house.time.now.getTime() + 1000);
  await house.startRun({ kind: "recall", seatCodes: "all" });
  await carryOut();
  expect(await look()).toBe(0);
});

test("a rule that is off does nothing, and changing it switches it off", async () => {
  await allotFour();
  await switchOn(back());
  await house.database.transaction((transaction) =>
    changeRule(transaction, scope, showNumber, back(), 1, house.clock.now()),
  );
  hoursBefore(1);
  expect(await look()).toBe(0);
});

test("nothing is started on a line that is down, nor while something of the performance is on its way", async () => {
  await allotFour();
  await switchOn(back());
  hoursBefore(3);
  line.up = false;
  expect(await look()).toBe(0);
  line.up = true;
  await house.startRun({ kind: "allot" });
  expect(await look()).toBe(0);
});

test("many processes that look at once start a run once, and one that ends right after it starts no second", async () => {
  await allotFour();
  await switchOn(back());
  await switchOn(more({ threshold: 20, seats: 3 }));
  hoursBefore(100);
  await Promise.all(Array.from({ length: 8 }, look));
  expect((await runs()).map(({ rule }) => rule)).toEqual(["refill"]);
  await carryOut();
  hoursBefore(4);
  const crash = {
    point() {
      throw new Error("the server ends here");
    },
  };
  const ending = runStockRules({ ...needs(), ports: { ...house.ports, crash } });
  await expect(ending).rejects.toThrow("ends here");
  await Promise.all(Array.from({ length: 8 }, look));
  await carryOut();
  expect((await runs()).map(({ rule }) => rule)).toEqual(["refill", "return"]);
  expect((await house.states()).filter((state) => state === "held")).toHaveLength(7);
  for (const { number, check } of boxofficeInvariants) {
    const broken = await check(house.database, { now: house.clock.now() });
    expect(broken, `invariant ${number}`).toEqual([]);
  }
});

test("a refill whose seats the reseller refuses is not sent again and again", async () => {
  await allotFour();
  await switchOn(more({ threshold: 9 }));
  reseller.instead = (call) =>
    call === "PUT /operations" ? json({ outcome: "refused", asOf: 0, error: 16 }) : undefined;
  expect(await look()).toBe(1);
  await carryOut();
  expect(await look()).toBe(0);
  expect(await runs()).toHaveLength(1);
});
