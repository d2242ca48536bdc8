import { systemRandom } from "@allotement/platform/ports.system.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { refundTicket } from "../counter/refund-ticket.ts";
import { sellAtCounter } from "../counter/sell-at-counter.ts";
import { type House, openHouse } from "../house.fixture.ts";
import { sqlHouseStore } from "../house.store.ts";
import { sealJournal } from "../journal/seal-journal.ts";
import { sqlSealStore } from "../journal/seals.store.ts";
import { type Season, setUpSeason, smallPlan } from "../season.fixture.ts";
import { readArchive } from "./archive.store.ts";
import { writeArchive } from "./archive.ts";
import { closePeriods } from "./close-period.ts";
import type { Closing } from "./closing.ts";
import { closingStore, listClosings } from "./closings.store.ts";
import { key } from "./memory-books.fixture.ts";
import { periodOf } from "./period.ts";
import { verifyArchive } from "./verify-archive.ts";

/** A year of trade through the counter's own rules, closed as it goes, and verified from its archives alone. */

const organizerId = 669;
const seatsOfRow = 25;
const rows = 8;
let house: House;
let season: Season;
let performances: number[];

beforeAll(async () => {
  house = await openHouse();
  season = await setUpSeason(house, organizerId);
  performances = await programmeOfTheYear();
});
afterAll(() => house?.close());

/** A hall of 200 seats and a performance every fortnight, some on the days when the clocks change. */
async function programmeOfTheYear(): Promise<number[]> {
  const { support, showGroupId, priceTypeCode } = season;
  const plan = {
    ...smallPlan,
    name: "GRAND PLATEAU",
    zones: [
      {
        name: "PARTERRE",
        floor: "RDC",
        position: { x: 0, y: 0 },
        rows: Array.from({ length: rows }, (_, row) => ({
          row_number: `R${row}`,
          position: { x: 0, y: row * 20 },
          seats: Array.from({ length: seatsOfRow }, (_seat, seat) => ({
            seat_guid: `R${row}-${seat}`,
            seat_number: String(seat + 1),
            category: row < 3 ? "CARRE OR" : "CATEGORIE 1",
            position: { x: seat * 20, y: 0 },
          })),
        })),
      },
    ],
  };
  const { hallCode } = (await support.post("/api/halls", { plan: JSON.stringify(plan) })).body;
  const { showNumber } = (await support.post("/api/shows", { showGroupId, hallCode, title: "L’ANNEE" })).body;
  const { seatCategories } = (await support.get("/api/seat-categories")).body;
  const lines = seatCategories.map(({ seatCategoryCode }: { seatCategoryCode: number }) => ({
    priceTypeCode,
    seatCategoryCode,
    faceValueCents: 2_000 + (seatCategoryCode % 7) * 100,
    venueFeeCents: 150,
    organizerFeeCents: 50,
  }));
  await support.post(`/api/shows/${showNumber}/price-grids`, {
    validFrom: "2025-09-01T00:00:00.000Z",
    lines,
  });
  const dates = Array.from({ length: 26 }, (_, index) => {
    const day = new Date(Date.UTC(2026, 0, 11 + index * 14));
    return { localDate: day.toISOString().slice(0, 10), localTime: "20:30" };
  });
  const made = await support.post(`/api/shows/${showNumber}/performances`, { performances: dates });
  expect(made.status).toBe(201);
  return made.body.performanceNumbers;
}

/** Sells most of a performance's seats within a fortnight, in groups, and takes some back. */
async function trade(performanceNumber: number, round: number): Promise<void> {
  const store = sqlHouseStore(house.database, organizerId);
  const { clock } = house;
  const methods = [season.paymentMethodId, season.invoiceMethodId];
  const codes = Array.from({ length: rows * seatsOfRow }, (_, index) => index + 1);
  for (let step = 0; step < 8; step++) {
    house.time.now = new Date(house.time.now.getTime() + 40 * 3_600_000);
    const seatCodes = codes.splice(0, 12 + ((step * 5 + round) % 11));
    const sale = {
      seatCodes,
      priceTypeCode: season.priceTypeCode,
      paymentMethodId: methods[(step + round) % 2] ?? season.paymentMethodId,
    };
    const sold = await sellAtCounter({ store, clock, random: systemRandom }, 2, performanceNumber, sale);
    if ("error" in sold) throw new Error(JSON.stringify(sold));
    const [ticket] = sold.tickets;
    if (ticket && step % 3 === 0) await refundTicket({ store, clock }, 2, ticket.ticketId);
  }
}

async function close(kind: "day" | "month" | "year", through: string): Promise<void> {
  await sealJournal(sqlSealStore(house.database, organizerId));
  const asked = { organizerId, operatorId: 1, kind, through, now: house.clock.now() };
  const { refusal } = await closePeriods(closingStore(house.database, organizerId), asked);
  expect(refusal).toBeUndefined();
}

async function verified(closing: Closing) {
  const text = writeArchive(await readArchive(house.database, organizerId, closing), key);
  const verdict = verifyArchive(Buffer.from(text));
  if (!verdict.holds) throw new Error(`${closing.period}: line ${verdict.line} ${verdict.fault}`);
  return verdict;
}

test("a year of trade is closed by day, month and year, and its archives hold without a database", async () => {
  house.time.now = new Date("2025-12-30T18:00:00.000Z");
  for (const [round, performanceNumber] of performances.entries()) {
    await trade(performanceNumber, round);
    await close("day", periodOf("day", house.clock.now(), "Europe/Paris"));
  }
  house.time.now = new Date("2027-01-01T11:00:00.000Z");
  await close("day", "2026-12-31");
  await close("month", "2026-12");
  await close("year", "2026");
  const closings = await listClosings(house.database, organizerId, { limit: 1_000 });
  const of = (kind: string) => closings.filter((closing) => closing.kind === kind);
  expect([of("day").length, of("month").length, of("year").length]).toEqual([365, 12, 1]);
  const [year] = of("year");
  if (!year) throw new Error("no year");
  const { entries } = await verified(year);
  expect(entries.length).toBeGreaterThan(3_500);
  const turnover = entries.reduce(
    (sum, { entry }) => sum + entry.faceValueCents + entry.venueFeeCents + entry.organizerFeeCents,
    0,
  );
  expect(year.grandTotalCents).toBe(turnover);
  for (const kind of ["day", "month"])
    expect(of(kind).reduce((sum, closing) => sum + closing.periodTotalCents, 0)).toBe(turnover);
  for (const month of of("month")) await verified(month);
  for (const day of of("day").filter((_, index) => index % 30 === 0)) await verified(day);
  // The days on which the clocks change are 23 and 25 hours long.
  const hours = (period: string) => {
    const day = of("day").find((closing) => closing.period === period);
    return day && (Date.parse(day.endsAt) - Date.parse(day.startsAt)) / 3_600_000;
  };
  expect([hours("2026-03-29"), hours("2026-10-25"), hours("2026-06-01")]).toEqual([23, 25, 24]);
});
