import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { SeatRule } from "../../api/holds.ts";
import { type House, openHouse } from "../house.fixture.ts";
import { type Season, setUpSeason } from "../season.fixture.ts";
import { seatsByRule } from "./choose-by-rule.ts";

let house: House;
let season: Season;
let performanceNumbers: number[];

beforeAll(async () => {
  house = await openHouse();
  season = await setUpSeason(house, 669);
  const path = `/api/shows/${season.showNumber}/performances`;
  const third = { performances: [{ localDate: "2026-04-01", localTime: "20:00" }] };
  await season.support.post(path, third);
  performanceNumbers = (await season.clerk.get(path)).body.performances.map(
    ({ performanceNumber }: { performanceNumber: number }) => performanceNumber,
  );
});
afterAll(() => house.close());

const any: SeatRule = {
  ...{ categoryCodes: [], zoneCodes: [], rowLabels: [] },
  numbers: { from: null, to: null, parity: "all" },
};
const order = (seats: object, change: object = {}) => ({
  ...{ performanceNumbers, holdCode: season.holdCode, seats, ...change },
});
const path = (end = "") => `/api/shows/${season.showNumber}/holds${end}`;

test("the preview says of each performance what it gives, and moves nothing", async () => {
  const [first] = performanceNumbers;
  await season.clerk.post(`/api/performances/${first}/holds`, { holdCode: season.holdCode, seatCodes: [2] });
  await season.clerk.post(`/api/performances/${first}/blocks`, { blocked: true, seatCodes: [4] });
  const rule = { ...any, rowLabels: ["A"], numbers: { from: null, to: null, parity: "even" } };
  const { status, body } = await season.clerk.post(path("/preview"), order({ rule }));
  const whole = { meant: 2, changed: 2, asWanted: 0, refused: [] };
  expect([status, body.performances]).toMatchObject([
    200,
    [{ meant: 2, changed: 0, asWanted: 1, refused: [{ state: "blocked", count: 1 }] }, whole, whole],
  ]);
  const { states } = (await season.clerk.get(`/api/performances/${performanceNumbers[1]}/seats`)).body;
  expect(new Set(states)).toEqual(new Set(["free"]));
});

test("what one performance cannot give does not stop the others, and is told", async () => {
  const rule = { ...any, rowLabels: ["A"], numbers: { from: null, to: null, parity: "even" } };
  const { body } = await season.clerk.post(path(), order({ rule }));
  expect(body.performances.map(({ changed }: { changed: number }) => changed)).toEqual([0, 2, 2]);
  expect(body.performances[0].refused).toEqual([{ state: "blocked", count: 1 }]);
  for (const number of performanceNumbers.slice(1)) {
    const { states, holdCodes } = (await season.clerk.get(`/api/performances/${number}/seats`)).body;
    expect(states.slice(0, 4)).toEqual(["free", "held", "free", "held"]);
    expect(holdCodes[1]).toBe(season.holdCode);
  }
  const again = await season.clerk.post(path(), order({ rule }));
  expect(again.body.performances[1]).toMatchObject({ changed: 0, asWanted: 2 });
});

test("seats chosen on the plan of one performance are meant in all", async () => {
  const out = await season.clerk.post(path(), order({ seatCodes: [2, 4] }, { holdCode: null }));
  expect(out.body.performances.map(({ changed }: { changed: number }) => changed)).toEqual([1, 2, 2]);
});

test("an unknown hold or another show's performance refuses the whole order", async () => {
  const seats = { seatCodes: [1] };
  const wrongHold = await season.clerk.post(path(), order(seats, { holdCode: season.priceTypeCode }));
  expect(wrongHold.body.error).toBe("UNKNOWN_HOLD");
  const wrong = await season.clerk.post(path(), order(seats, { performanceNumbers: [9_999] }));
  expect(wrong.body.error).toBe("UNKNOWN_PERFORMANCE");
});

describe("a rule", () => {
  const label = fc.constantFrom("A", "B", "C");
  const seats = fc.array(
    fc.record({
      seatCategoryCode: fc.constantFrom(1, 2),
      zoneCode: fc.constantFrom(1, 2),
      rowLabel: label,
      seatNumber: fc.oneof(fc.nat({ max: 30 }).map(String), fc.constantFrom("12bis", "L")),
    }),
    { maxLength: 40 },
  );
  const bound = fc.option(fc.nat({ max: 30 }), { nil: null });
  const rule = fc.record({
    categoryCodes: fc.subarray([1, 2]),
    zoneCodes: fc.subarray([1, 2]),
    rowLabels: fc.subarray(["A", "B", "C"]),
    numbers: fc.record({ from: bound, to: bound, parity: fc.constantFrom("all", "even", "odd") }),
  });
  const coded = seats.map((list) => list.map((seat, index) => ({ ...seat, seatCode: index + 1 })));

  test("means fewer seats the more it asks for, and all where it asks for nothing", () => {
    fc.assert(
      fc.property(coded, rule, (list, one) => {
        const chosen = new Set(seatsByRule(one, list));
        expect(seatsByRule(any, list)).toHaveLength(list.length);
        for (const wider of [
          { ...one, categoryCodes: [] },
          { ...one, rowLabels: [] },
          { ...one, numbers: any.numbers },
        ])
          for (const code of chosen) expect(seatsByRule(wider, list)).toContain(code);
      }),
    );
  });

  test("of even and of odd numbers means every numbered seat once between them", () => {
    fc.assert(
      fc.property(coded, rule, (list, one) => {
        const of = (parity: "even" | "odd") =>
          seatsByRule({ ...one, numbers: { ...one.numbers, parity } }, list);
        const numbered = list.filter(({ seatNumber }) => /^\d+$/.test(seatNumber));
        const both = seatsByRule({ ...one, numbers: { ...one.numbers, parity: "all" } }, numbered);
        expect([...of("even"), ...of("odd")].sort((a, b) => a - b)).toEqual(both);
      }),
    );
  });
});
