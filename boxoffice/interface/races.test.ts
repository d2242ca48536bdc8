import { type Database, raw, sql } from "@allotement/platform/database/database.ts";
import { type Tampering, tampered } from "@allotement/platform/database/tampered-database.fixture.ts";
import { systemRandom } from "@allotement/platform/ports.system.ts";
import type { NetworkRequest } from "@allotement/platform/ports.ts";
import { operationRequest } from "@allotement/protocol/messages/operation.ts";
import { afterEach, beforeEach, expect, test } from "vitest";
import { refundTicket } from "../house/counter/refund-ticket.ts";
import { sellAtCounter } from "../house/counter/sell-at-counter.ts";
import { holdSeats } from "../house/holds/move-chosen-seats.ts";
import { sqlHouseStore } from "../house/house.store.ts";
import { boxofficeInvariants } from "../verify/invariants.ts";
import { holdCode, openHouse, performanceNumber, scope, settings, type TestHouse } from "./house.fixture.ts";
import { fetchSales } from "./import-sales/fetch.ts";
import { receivePage } from "./import-sales/receive.ts";
import { planNextStep } from "./operations/plan.ts";
import { applyAnswers, sendDueOperations } from "./operations/send.ts";
import { json, type TestReseller, testReseller } from "./reseller.fixture.ts";
import type { RunRow } from "./runs/runs.store.ts";
import { sqlInterfaceStore } from "./store.ts";

/** A race is a matter of chance: a control that has not shown it yet fights again, on books of its own. */
const fightsAgain = 3;

/**
 * 32 clerks, workers and a reseller fight for the seats 1 to 4: sold at the counter, held, released, allotted, recalled,
 * sold there and received here, all at once, with a pause before every write.
 */
const fighters = Array.from({ length: 32 }, (_, index) => index);
const seats = [1, 2, 3, 4];
const counterType = 6690001;
const operatorId = 1;

let house: TestHouse;
let reseller: TestReseller;
/** What the reseller holds: seat by seat, under which grant, and whether it has sold it. */
let contingent: Map<number, { grant: number; sold: boolean }>;

beforeEach(async () => {
  house = await openHouse(fighters.length);
  const { organizerId } = scope;
  for (const statement of [
    sql`insert into sales_channels values (${organizerId}, 1, 'GUICHET', 'counter')`,
    sql`insert into payment_methods values (${organizerId}, 1, 'ESPECES', 'cash', null)`,
    sql`insert into price_types (organizer_id, price_type_code, name, channel_kind)
      values (${organizerId}, ${counterType}, 'PLEIN TARIF', 'counter')`,
    sql`insert into price_grid_lines values (${organizerId}, 1, ${counterType}, 31, 4800, 120, 180)`,
  ])
    await house.database.run(statement);
  reseller = testReseller(house.clock);
  contingent = new Map();
  const answers = new Map<string, unknown>();
  reseller.instead = (call, { url, body }) => {
    if (call !== "PUT /operations") return undefined;
    const stored = answers.get(url) ?? honestAnswer(body);
    answers.set(url, stored);
    return json(stored);
  };
});
afterEach(() => house.drop());

/** As the contract asks: a seat that was sold is not given back, and one that is offered is sold once. */
function honestAnswer(body: NetworkRequest["body"]) {
  const { kind, seats } = operationRequest.parse(JSON.parse(body ?? ""));
  const results = seats.map(({ seatCode, command, grant }) => {
    const held = contingent.get(seatCode);
    if (kind === "allot") {
      if (held) return { seatCode, error: held.sold ? 41 : 40 };
      contingent.set(seatCode, { grant: command, sold: false });
      return { seatCode, grant: command };
    }
    if (held?.sold) return { seatCode, error: 41 };
    if (!held || held.grant !== grant) return { seatCode, error: 42 };
    contingent.delete(seatCode);
    return { seatCode, grant };
  });
  return { outcome: "done", asOf: reseller.events.length, results };
}

function sellThere(seatCode: number): void {
  const held = contingent.get(seatCode);
  if (!held || held.sold) return;
  held.sold = true;
  reseller.record({ seatCode, grant: held.grant });
}

/** Everything that anybody may try on a seat, over this database. */
function deedsOn(database: Database): ((seatCode: number) => Promise<unknown>)[] {
  const store = sqlInterfaceStore(database, scope);
  const line = reseller.line(house);
  const context = { performanceNumber, at: house.clock.now(), operatorId };
  const counter = {
    store: sqlHouseStore(database, scope.organizerId),
    clock: house.clock,
    random: systemRandom,
  };
  const plan = async (request: RunRow["request"]) => {
    const runId = await house.startRun(request);
    const run = { runId, request, operatorId, startedAt: house.time.now, finishedAt: null, result: null };
    await planNextStep(store, { ...run, kind: request.kind }, settings, house.clock, house.ports.ids);
  };
  const exchange = async () => {
    await sendDueOperations(store, line, house.ports);
    await fetchSales(store, line, house.ports);
    await applyAnswers(store, house.ports);
  };
  const counterSale = async (seatCode: number) => {
    const sale = { seatCodes: [seatCode], priceTypeCode: counterType, paymentMethodId: 1 };
    const sold = await sellAtCounter(counter, operatorId, performanceNumber, sale);
    if ("tickets" in sold) await refundTicket(counter, operatorId, sold.tickets[0]?.ticketId ?? 0);
  };
  const hold = (seatCode: number, code: number | null) =>
    holdSeats(counter.store, context, { seatCodes: [seatCode] }, code);
  return [
    counterSale,
    () => plan({ kind: "allot" }),
    (seatCode) => hold(seatCode, null),
    exchange,
    async (seatCode) => sellThere(seatCode),
    () => plan({ kind: "recall", seatCodes: seats }),
    () => fetchSales(store, line, house.ports),
    exchange,
    (seatCode) => hold(seatCode, holdCode),
  ];
}

async function fight(tampering: Partial<Tampering> = {}) {
  const database = tampered(house.database, { pauseMilliseconds: 6, ...tampering });
  const deeds = deedsOn(database);
  await Promise.allSettled(
    fighters.map(async (index) => {
      for (let turn = 0; turn < 3; turn += 1)
        await deeds[(index + 2 * turn) % deeds.length]?.(1 + ((index + turn) % 4)).catch(() => undefined);
    }),
  );
  return database.stoppedBy;
}

async function brokenRows() {
  const rows = [];
  for (const { number, check } of boxofficeInvariants.filter((invariant) => !invariant.atRestOnly))
    for (const row of await check(house.database, { now: house.clock.now() })) rows.push({ number, ...row });
  return rows;
}

/** Brings everything that is on its way home, and compares both sides. */
async function comparedAtRest() {
  const line = reseller.line(house);
  for (let turn = 0; turn < 5; turn += 1) {
    await sendDueOperations(house.store, line, house.ports);
    await fetchSales(house.store, line, house.ports);
    await applyAnswers(house.store, house.ports);
  }
  const here = await house.database.rows<{ seat: number; state: string; grant: number | null }>(sql`
    select seat_code as seat, state, case when state in ('allotted', 'sold') then grant_command end as grant
    from performance_seats where seat_code <= 4 order by seat_code`);
  return here.flatMap(({ seat, state, grant }) => {
    const held = contingent.get(seat);
    const expected = held ? (held.sold ? "sold" : "allotted") : undefined;
    const agree = held ? state === expected && grant === held.grant : ["free", "held"].includes(state);
    return agree ? [] : [{ seat, here: { state, grant }, there: held }];
  });
}

test("whoever fights for a seat, it has one owner at a time and every book stays in order", async () => {
  // A fight was one where seats went out and came back: what chance kept from it comes in another.
  const wanted = ["allot", "allotAccepted", "release"];
  let missing = wanted;
  for (let fights = 0; fights < 5 && missing.length > 0; fights += 1) {
    expect(await fight()).toEqual([]);
    expect(await brokenRows()).toEqual([]);
    expect(await comparedAtRest()).toEqual([]);
    expect(await brokenRows()).toEqual([]);
    const happened = await house.database.rows<{ movement: string }>(
      sql`select distinct movement from seat_movements where seat_code <= 4 order by 1`,
    );
    missing = wanted.filter((one) => !happened.some(({ movement }) => movement === one));
  }
  expect(missing).toEqual([]);
});

const noSeatLock = { find: "for no key update", replace: "" };
const seatWalls =
  /^(tickets_one_live_per_seat|seat_movements_\w+|cash_journal_once_per_ticket)$|were as they had been locked$/;

test("without the lock on the seats the races are there, and constraints stop them", {
  retry: fightsAgain,
}, async () => {
  const stoppedBy = await fight({ without: [noSeatLock] });
  expect(stoppedBy).not.toEqual([]);
  for (const wall of stoppedBy) expect(wall).toMatch(seatWalls);
  expect(await brokenRows()).toEqual([]);
  expect(await comparedAtRest()).toEqual([]);
});

/** Four seats are allotted and sold there; 32 workers receive the same page of the feed at once. */
async function receiveAtOnce(tampering: Partial<Tampering> = {}) {
  const database = tampered(house.database, { pauseMilliseconds: 10, ...tampering });
  const [, plan, , exchange] = deedsOn(house.database);
  await plan?.(1);
  await exchange?.(1);
  for (const seat of seats) sellThere(seat);
  const page = reseller.page(0);
  const store = sqlInterfaceStore(database, scope);
  const receipts = await Promise.allSettled(fighters.map(() => receivePage(store, page, house.clock, 0)));
  return { receipts, stoppedBy: database.stoppedBy };
}

async function soldOnce(): Promise<void> {
  const rows = await house.database.rows(sql`select from tickets union all select from feed_inbox`);
  expect(rows).toHaveLength(2 * seats.length);
  expect(await brokenRows()).toEqual([]);
  expect(await comparedAtRest()).toEqual([]);
}

test("a page received 32 times at once is received once", async () => {
  const { receipts, stoppedBy } = await receiveAtOnce();
  expect(stoppedBy).toEqual([]);
  const counts = receipts.map(
    (one) => one.status === "fulfilled" && one.value.outcome === "received" && one.value.count,
  );
  expect(counts.sort()).toEqual([...Array.from({ length: 31 }, () => 0), 4]);
  await soldOnce();
});

test("without the cursor's lock copies of a page race, and the inbox's keys stop them", {
  retry: fightsAgain,
}, async () => {
  const { stoppedBy } = await receiveAtOnce({ without: [{ find: /^ for update$/, replace: "" }] });
  expect(stoppedBy).not.toEqual([]);
  for (const wall of stoppedBy) expect(wall).toMatch(/^feed_inbox_/);
  await soldOnce();
});

test("without lock, movements' key and row count the books break, and verify names the rows", {
  retry: fightsAgain,
}, async () => {
  for (const statement of [
    "alter table performance_seats drop constraint performance_seats_follow_movements",
    "alter table seat_movements drop constraint seat_movements_pkey",
    "alter table seat_movements drop constraint seat_movements_organizer_id_performance_number_seat_code_se_key",
  ])
    await house.database.run(raw(statement));
  await fight({
    without: [noSeatLock],
    // The first value of a movement is its list of seats.
    saysChanged: ({ text, values: [seats] }) =>
      text.includes("update performance_seats") && Array.isArray(seats) ? seats.length : undefined,
  });
  expect(new Set((await brokenRows()).map(({ number }) => number))).toContain(11);
});
