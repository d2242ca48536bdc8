import { sql } from "@allotement/platform/database/database.ts";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type House, openHouse } from "../house.fixture.ts";
import { type Season, setUpSeason } from "../season.fixture.ts";
import { performanceVat } from "./vat.store.ts";
import {
  type CountedPerformance,
  firstPerformanceCount,
  ordinalOf,
  splitVat,
  vatRateOf,
  vatRates,
  vatRegimes,
} from "./vat.ts";

const rate = fc.constantFrom(...Object.values(vatRates));
const amount = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });

describe("an amount with VAT included", () => {
  test.each([
    [10_210, 210, 10_000, 210],
    [10_550, 550, 10_000, 550],
    [12_000, 2_000, 10_000, 2_000],
    [4_800, 210, 4_701, 99],
    [4_800, 550, 4_550, 250],
    [1, 2_000, 1, 0],
    [0, 550, 0, 0],
    [-4_800, 210, -4_701, -99],
  ] as const)("%i cents at %i are %i net and %i VAT", (cents, percent, netCents, vatCents) => {
    expect(splitVat(cents, percent)).toEqual({ netCents, vatCents });
  });

  test("is its net amount and its VAT together, to the cent, and a refund splits as its sale did", () => {
    fc.assert(
      fc.property(amount, rate, (cents, percent) => {
        const { netCents, vatCents } = splitVat(cents, percent);
        expect(netCents + vatCents).toBe(cents);
        const back = splitVat(-cents, percent);
        expect(back.netCents + netCents).toBe(0);
        expect(back.vatCents + vatCents).toBe(0);
      }),
    );
  });

  test("has the VAT that the rate asks for, half a cent away at most", () => {
    fc.assert(
      fc.property(amount, rate, (cents, percent) => {
        const exact = (cents * percent) / (10_000 + percent);
        expect(Math.abs(splitVat(cents, percent).vatCents - exact)).toBeLessThanOrEqual(0.500_001);
      }),
    );
  });
});

const performances = fc
  .uniqueArray(
    fc.record({
      performanceNumber: fc.integer({ min: 1, max: 9_999 }),
      startsAt: fc.integer({ min: 0, max: 400 }).map((day) => new Date(day * 86_400_000)),
      cancelled: fc.boolean(),
    }),
    { selector: ({ performanceNumber }) => performanceNumber, minLength: 1, maxLength: 200 },
  )
  .map((list): CountedPerformance[] => list);
const show = fc.record({
  regime: fc.constant("firstPerformances" as const),
  performancesBefore: fc.integer({ min: 0, max: 160 }),
});

describe("the first 140 performances", () => {
  test("are taxed at 2.10 %, in order of time, and all others at 5.5 %", () => {
    fc.assert(
      fc.property(show, performances, (one, list) => {
        const given = list
          .filter(({ cancelled }) => !cancelled)
          .sort((a, b) => +a.startsAt - +b.startsAt || a.performanceNumber - b.performanceNumber);
        const first = Math.max(0, firstPerformanceCount - one.performancesBefore);
        expect(given.map((performance) => vatRateOf(one, list, performance))).toEqual(
          given.map((_, index) => (index < first ? 210 : 550)),
        );
      }),
    );
  });

  test("do not depend on the order in which the performances were entered", () => {
    fc.assert(
      fc.property(show, performances, (one, list) => {
        const turned = [...list].reverse();
        for (const performance of list)
          expect(ordinalOf(one, turned, performance)).toBe(ordinalOf(one, list, performance));
      }),
    );
  });

  test("let the next one in where one is cancelled, and change none before it", () => {
    fc.assert(
      fc.property(show, performances, fc.nat(), (one, list, which) => {
        const cancelled = list[which % list.length];
        const after = list.map((each) => (each === cancelled ? { ...each, cancelled: true } : each));
        let changed = 0;
        for (const performance of after) {
          if (performance.cancelled) continue;
          const was = vatRateOf(one, list, performance);
          const is = vatRateOf(one, after, performance);
          if (is === was) continue;
          changed += 1;
          expect([was, is]).toEqual([550, 210]);
          expect(+performance.startsAt).toBeGreaterThanOrEqual(+(cancelled?.startsAt ?? 0));
        }
        expect(changed).toBeLessThanOrEqual(1);
      }),
    );
  });

  test("matter to no other regime", () => {
    fc.assert(
      fc.property(fc.constantFrom(...vatRegimes), fc.nat({ max: 300 }), (regime, performancesBefore) => {
        const performance = { performanceNumber: 1, startsAt: new Date(0), cancelled: false };
        const found = vatRateOf({ regime, performancesBefore }, [performance], performance);
        if (regime === "reduced") expect(found).toBe(550);
        if (regime === "standard") expect(found).toBe(2_000);
      }),
    );
  });
});

describe("in the books", () => {
  let house: House;
  let season: Season;
  beforeAll(async () => {
    house = await openHouse();
    season = await setUpSeason(house, 669);
  });
  afterAll(() => house.close());

  const set = (body: object) => season.support.put(`/api/shows/${season.showNumber}/vat`, body);
  const rates = async () => [...(await performanceVat(house.database, 669, season.showNumber)).values()];

  test("a show is taxed at 5.5 % until somebody says otherwise", async () => {
    expect(await rates()).toEqual([
      { ordinal: 1, rate: 550 },
      { ordinal: 2, rate: 550 },
    ]);
  });

  test("the performances given before count, and its licence number stands before the organizer's", async () => {
    const body = { regime: "firstPerformances", performancesBefore: 139, licenceNumber: "" };
    expect((await set(body)).status).toBe(200);
    expect(await rates()).toEqual([
      { ordinal: 140, rate: 210 },
      { ordinal: 141, rate: 550 },
    ]);
    await season.support.put("/api/organizer/licence", { licenceNumber: "L-R-20-1" });
    const read = async () => (await season.clerk.get(`/api/shows/${season.showNumber}/vat`)).body;
    expect(await read()).toMatchObject({ licenceNumber: "", organizerLicenceNumber: "L-R-20-1" });
    await set({ ...body, licenceNumber: "L-R-20-2" });
    expect(await read()).toMatchObject({
      licenceNumber: "L-R-20-2",
      performances: [
        { performanceNumber: season.performanceNumber, ordinal: 140, rate: 210 },
        { ordinal: 141, rate: 550 },
      ],
    });
  });

  test("a change of VAT or licence is in the audit; what changes nothing is not", async () => {
    const change = { regime: "standard", performancesBefore: 0, licenceNumber: "" };
    await set(change);
    await set(change);
    const entries = await house.database.rows(sql`
      select action, subject from audit_entries where organizer_id = 669 order by entry_number desc limit 2`);
    expect(entries).toEqual([
      { action: "changeVat", subject: { showNumber: season.showNumber, ...change } },
      {
        action: "changeVat",
        subject: expect.objectContaining({ licenceNumber: "L-R-20-2" }),
      },
    ]);
  });

  test("a clerk changes neither", async () => {
    const body = { regime: "reduced", performancesBefore: 0, licenceNumber: "" };
    expect((await season.clerk.put(`/api/shows/${season.showNumber}/vat`, body)).status).toBe(403);
    expect((await season.clerk.put("/api/organizer/licence", { licenceNumber: "X" })).status).toBe(403);
  });
});
