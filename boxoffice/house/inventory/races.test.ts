import { type Database, raw, sql } from "@allotement/platform/database/database.ts";
import { type Tampering, tampered } from "@allotement/platform/database/tampered-database.fixture.ts";
import { systemRandom } from "@allotement/platform/ports.system.ts";
import { afterEach, beforeEach, expect, test } from "vitest";
import { boxofficeInvariants } from "../../verify/invariants.ts";
import { refundTicket } from "../counter/refund-ticket.ts";
import { sellAtCounter } from "../counter/sell-at-counter.ts";
import { blockSeats, holdSeats } from "../holds/move-chosen-seats.ts";
import { type House, openHouse } from "../house.fixture.ts";
import { sqlHouseStore } from "../house.store.ts";
import { type Season, setUpSeason } from "../season.fixture.ts";

/** A race is a matter of chance: a control that has not shown it yet fights again, on books of its own. */
const fightsAgain = 3;

/** 32 clerks fight for the seats 1 to 4, with a pause before every write. */
const clerks = Array.from({ length: 32 }, (_, index) => index);
const pauseMilliseconds = 15;

let house: House;
let season: Season;

beforeEach(async () => {
  house = await openHouse(undefined, clerks.length);
  season = await setUpSeason(house, 100);
});
afterEach(() => house.close());

const operatorId = 1;
const needs = (database: Database) => ({
  store: sqlHouseStore(database, season.organizerId),
  clock: house.clock,
  random: systemRandom,
});

function sell(database: Database, seatCodes: number[]) {
  const { performanceNumber, priceTypeCode, paymentMethodId } = season;
  const sale = { seatCodes, priceTypeCode, paymentMethodId };
  return sellAtCounter(needs(database), operatorId, performanceNumber, sale);
}

/** Two of the four seats, in an order that would make clerks wait for each other if locks were taken in it. */
function twoSeats(index: number): number[] {
  const first = 1 + (index % 4);
  const second = 1 + ((index + 1 + (index % 3)) % 4);
  return [...new Set([first, second])];
}

/** How often a seat was sold beyond once. */
async function doubled(): Promise<number> {
  const row = await house.database.first<{ doubled: number }>(sql`
    select coalesce(sum(tickets - 1), 0)::int as doubled
    from (select count(*) as tickets from tickets where cancelled_at is null group by seat_code) as seat`);
  return row?.doubled ?? 0;
}

async function brokenRows() {
  const rows = [];
  for (const { number, check } of boxofficeInvariants.filter((invariant) => !invariant.atRestOnly))
    for (const row of await check(house.database, { now: house.clock.now() })) rows.push({ number, ...row });
  return rows;
}

test("32 sales of 4 seats sell each of them once, and tell the others that it is gone", async () => {
  const database = tampered(house.database, { pauseMilliseconds });
  const answers = await Promise.all(clerks.map((index) => sell(database, twoSeats(index))));
  const sold = answers.flatMap((answer) => ("tickets" in answer ? answer.tickets : []));
  const refused = answers.flatMap((answer) => ("error" in answer ? [answer.error] : []));
  expect(new Set(sold.map((ticket) => ticket.seatCode)).size).toBe(sold.length);
  expect(new Set(refused)).toEqual(new Set(["SEATS_NOT_FREE"]));
  expect(sold.length).toBeGreaterThanOrEqual(2);
  expect(database.stoppedBy).toEqual([]);
  const live = await house.database.rows<{ seat: number; ticket: number }>(sql`
    select seat_code as seat, ticket_id as ticket from tickets where cancelled_at is null order by seat_code`);
  expect(live).toEqual(
    sold
      .map(({ seatCode, ticketId }) => ({ seat: seatCode, ticket: ticketId }))
      .sort((a, b) => a.seat - b.seat),
  );
  expect(await brokenRows()).toEqual([]);
});

test("sale, hold, release, block and refund of the same 4 seats at once leave every book in order", async () => {
  const database = tampered(house.database, { pauseMilliseconds: 8 });
  const { holdCode, performanceNumber } = season;
  const { store } = needs(database);
  const context = { performanceNumber, at: house.clock.now(), operatorId };
  const deeds = [
    async (seats: number[]) => {
      const sale = await sell(database, seats.slice(0, 1));
      if ("error" in sale) return;
      // Twice at once: the second is refused, never booked.
      const [ticket] = sale.tickets;
      const refund = () => refundTicket(needs(database), operatorId, ticket?.ticketId ?? 0);
      const outcomes = await Promise.all([refund(), refund()]);
      expect(outcomes.filter((outcome) => outcome === "ALREADY_REFUNDED")).toHaveLength(1);
    },
    (seatCodes: number[]) => holdSeats(store, context, { seatCodes }, holdCode),
    (seatCodes: number[]) => holdSeats(store, context, { seatCodes }, null),
    (seatCodes: number[]) => blockSeats(store, context, seatCodes, true),
    (seatCodes: number[]) => blockSeats(store, context, seatCodes, false),
  ];
  const all = ["block", "hold", "refundAtCounter", "release", "sellAtCounter", "unblock"];
  let happened: string[] = [];
  // Who wins is chance: it goes on until everything that was tried has happened to some seat.
  for (let round = 0; round < 8 && happened.length < all.length; round += 1) {
    await Promise.all(
      clerks.map(async (index) => {
        for (let turn = 0; turn < 4; turn += 1)
          await deeds[(index + turn + round) % deeds.length]?.(twoSeats(index + turn));
      }),
    );
    expect(database.stoppedBy).toEqual([]);
    expect(await doubled()).toBe(0);
    expect(await brokenRows()).toEqual([]);
    const movements = await house.database.rows<{ movement: string }>(
      sql`select distinct movement from seat_movements order by 1`,
    );
    happened = movements.map(({ movement }) => movement);
  }
  expect(happened).toEqual(all);
});

/** The guards of a counter sale, the outermost first: what takes each away, and in what words it stops a second sale. */
const walls = {
  lock: { without: [{ find: "for no key update", replace: "" }], stops: /^$/ },
  oneLiveTicket: {
    schema: ["drop index tickets_one_live_per_seat"],
    stops: /^tickets_one_live_per_seat$/,
  },
  movementKey: {
    schema: [
      "alter table performance_seats drop constraint performance_seats_follow_movements",
      "alter table seat_movements drop constraint seat_movements_pkey",
      "alter table seat_movements drop constraint seat_movements_organizer_id_performance_number_seat_code_se_key",
    ],
    stops: /^seat_movements_/,
  },
  rowCount: { saysAll: true, stops: /seats to move, \d+ were as they had been locked$/ },
} as const;
type Wall = keyof typeof walls;

/** Takes these guards away, lets the clerks fight, and says how it came out. */
async function fightWithout(missing: readonly Wall[]) {
  const tampering: Tampering = { pauseMilliseconds, without: [] };
  for (const name of missing) {
    const wall = walls[name];
    if ("without" in wall) tampering.without = wall.without;
    if ("schema" in wall) for (const statement of wall.schema) await house.database.run(raw(statement));
    // The first value of a movement is its list of seats.
    if ("saysAll" in wall)
      tampering.saysChanged = ({ text, values: [seats] }) =>
        text.includes("update performance_seats") && Array.isArray(seats) ? seats.length : undefined;
  }
  const database = tampered(house.database, tampering);
  await Promise.allSettled(clerks.map((index) => sell(database, twoSeats(index))));
  return { stoppedBy: [...new Set(database.stoppedBy)], doubled: await doubled() };
}

test.each<{ missing: Wall[]; stops: Wall }>([
  { missing: ["lock"], stops: "oneLiveTicket" },
  { missing: ["lock", "oneLiveTicket"], stops: "movementKey" },
  { missing: ["lock", "oneLiveTicket", "movementKey"], stops: "rowCount" },
])("without $missing the race is there, and $stops stops it", async ({ missing, stops }) => {
  const { stoppedBy, doubled } = await fightWithout(missing);
  expect(doubled).toBe(0);
  expect(stoppedBy).not.toEqual([]);
  for (const wall of stoppedBy) expect(wall).toMatch(walls[stops].stops);
});

test("without any of its guards a seat is sold twice", { retry: fightsAgain }, async () => {
  const { stoppedBy, doubled } = await fightWithout(["lock", "oneLiveTicket", "movementKey", "rowCount"]);
  expect(stoppedBy).toEqual([]);
  expect(doubled).toBeGreaterThan(0);
});

test.each<Wall>(["oneLiveTicket", "movementKey", "rowCount"])(
  "without %s alone the lock holds: nobody even meets a wall",
  async (missing) => {
    expect(await fightWithout([missing])).toEqual({ stoppedBy: [], doubled: 0 });
  },
);
