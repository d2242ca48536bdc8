import type { DrawnPlan } from "@allotement/boxoffice/api/plans.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openJson } from "../drawn-plan.ts";
import {
  addCategory,
  addRows,
  addZone,
  copySeats,
  deleteSeats,
  moveSeats,
  type NewRow,
  paintSeats,
  renumber,
  twicePlaced,
} from "./edits.ts";
import { begun, done, redone, undone } from "./history.ts";
import { nextLabel, numbersOf } from "./numbering.ts";
import { countBetween, curveTowards, middleOf, seatsOfRow } from "./row-shape.ts";

const empty: DrawnPlan = {
  ...{ name: "SALLE", width: 1000, height: 800 },
  categories: [
    { name: "CATEGORIE 1", colour: "#112233" },
    { name: "CATEGORIE 2", colour: "#445566" },
  ],
  floors: [{ floorIndex: 0, name: "REZ" }],
  zones: [
    { name: "PARTERRE", floorIndex: 0 },
    { name: "COTE", floorIndex: 0 },
  ],
  designations: ["FAUTEUIL"],
  ...{ seats: [], areas: [] },
};
let last = 0;
const newId = () => `n${++last}`;

const coordinate = fc.integer({ min: 0, max: 100_000 }).map((cents) => cents / 100);
const point = fc.record({ x: coordinate, y: coordinate });
const numbering = fc.record({
  kind: fc.constantFrom("all" as const, "odd" as const, "even" as const),
  side: fc.constantFrom("left" as const, "right" as const),
  start: fc.integer({ min: 1, max: 60 }),
});
const shape = fc.record({
  from: point,
  to: point,
  count: fc.integer({ min: 1, max: 30 }),
  curve: fc.integer({ min: -200, max: 200 }),
});
const newRow: fc.Arbitrary<NewRow> = fc.record({
  shape,
  label: fc.constantFrom("A", "B", "Z", "9", "Loge"),
  numbering,
  zoneIndex: fc.constantFrom(0, 1),
  categoryIndex: fc.constantFrom(0, 1),
  designation: fc.constantFrom("FAUTEUIL", "STRAPONTIN"),
  copies: fc.integer({ min: 1, max: 4 }),
  offset: point,
});
/** Some of the plan's seats, by a share of them that the case gives. */
const some = (plan: DrawnPlan, every: number) =>
  new Set(plan.seats.filter((_seat, index) => index % every === 0).map(({ guid }) => guid));
const edit: fc.Arbitrary<(plan: DrawnPlan) => DrawnPlan> = fc.oneof(
  newRow.map((row) => (plan: DrawnPlan) => addRows(plan, row, newId)),
  fc.tuple(numbering, fc.integer({ min: 1, max: 4 })).map(
    ([how, every]) =>
      (plan: DrawnPlan) =>
        renumber(plan, some(plan, every), how),
  ),
  fc
    .tuple(
      fc.record(
        {
          categoryIndex: fc.constantFrom(0, 1),
          zoneIndex: fc.constantFrom(0, 1),
          rowLabel: fc.constantFrom("A", "B", "C"),
          wheelchair: fc.boolean(),
          designation: fc.constantFrom("LOGE", "PMR"),
        },
        { requiredKeys: [] },
      ),
      fc.integer({ min: 1, max: 4 }),
    )
    .map(
      ([paint, every]) =>
        (plan: DrawnPlan) =>
          paintSeats(plan, some(plan, every), paint) ?? plan,
    ),
  fc.tuple(point, fc.integer({ min: 1, max: 4 })).map(
    ([offset, every]) =>
      (plan: DrawnPlan) =>
        plan.seats.length > 400 ? plan : copySeats(plan, some(plan, every), { copies: 2, offset }, newId),
  ),
  point.map((by) => (plan: DrawnPlan) => moveSeats(plan, some(plan, 2), by)),
  fc.integer({ min: 2, max: 4 }).map((every) => (plan: DrawnPlan) => deleteSeats(plan, some(plan, every))),
  fc.constant((plan: DrawnPlan) => addZone(plan, "BALCON", "ETAGE")),
  fc.constant((plan: DrawnPlan) => addCategory(plan, "CATEGORIE 3", "#778899")),
);
const edits = fc.array(edit, { maxLength: 12 });

describe("whatever is done to a plan", () => {
  test("no place stands twice, every id once, every index in its list", () => {
    fc.assert(
      fc.property(edits, (steps) => {
        const plan = steps.reduce((before, step) => step(before), empty);
        expect(twicePlaced(plan)).toEqual([]);
        expect(new Set(plan.seats.map(({ guid }) => guid)).size).toBe(plan.seats.length);
        for (const { zoneIndex, floorIndex, categoryIndex, designationIndex } of plan.seats) {
          expect(plan.zones[zoneIndex]?.floorIndex).toBe(floorIndex);
          expect(plan.categories[categoryIndex]).toBeDefined();
          expect(plan.designations[designationIndex]).toBeDefined();
        }
      }),
    );
  });

  test("undoing gives back the very plan of before, and doing again the very plan of after", () => {
    fc.assert(
      fc.property(edits, (steps) => {
        let history = begun(empty);
        const seen = [empty];
        for (const step of steps) {
          const before = history.present;
          const frozen = JSON.stringify(before);
          history = done(history, step(before));
          if (history.present !== before) seen.push(history.present);
          expect(JSON.stringify(before)).toBe(frozen);
        }
        for (let at = seen.length - 1; at >= 0; at--) {
          expect(history.present).toBe(seen[at]);
          history = undone(history);
        }
        for (const plan of seen) {
          expect(history.present).toBe(plan);
          history = redone(history);
        }
      }),
    );
  });

  test("it is written as JSON with each seat once", () => {
    fc.assert(
      fc.property(edits, (steps) => {
        const plan = steps.reduce((before, step) => step(before), empty);
        const { zones }: { zones: { rows: { seats: { seat_guid: string }[] }[] }[] } = JSON.parse(
          openJson(plan),
        );
        const ids = zones.flatMap(({ rows }) =>
          rows.flatMap(({ seats }) => seats.map((seat) => seat.seat_guid)),
        );
        expect(ids.sort()).toEqual(plan.seats.map(({ guid }) => guid).sort());
      }),
    );
  });
});

describe("a row", () => {
  test("has its ends where they were set, and its seats at equal distances", () => {
    fc.assert(
      fc.property(
        shape.filter(({ from, to, count }) => count > 2 && Math.hypot(to.x - from.x, to.y - from.y) > 50),
        (row) => {
          const seats = seatsOfRow(row);
          expect(seats).toHaveLength(row.count);
          expect(distance(seats[0], row.from)).toBeLessThan(0.02);
          expect(distance(seats.at(-1), row.to)).toBeLessThan(0.02);
          const gaps = seats.slice(1).map((seat, index) => distance(seat, seats[index]));
          expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThan(0.05);
        },
      ),
    );
  });

  test("bent by a half circle at most, goes through its middle", () => {
    const row = { from: { x: 0, y: 100 }, to: { x: 200, y: 100 }, count: 3, curve: 30 };
    expect(seatsOfRow(row)[1]).toEqual({ x: 100, y: 70 });
    expect(middleOf(row)).toEqual({ x: 100, y: 70 });
    expect(curveTowards(row, { x: 90, y: 70 })).toBe(30);
    expect(curveTowards(row, { x: 90, y: 9_000 })).toBe(-100);
    expect(seatsOfRow({ ...row, curve: -30 })[1]).toEqual({ x: 100, y: 130 });
  });

  test("takes as many seats as fit", () => {
    expect(countBetween({ x: 0, y: 0 }, { x: 230, y: 0 }, 24)).toBe(11);
    expect(countBetween({ x: 5, y: 5 }, { x: 5, y: 5 }, 24)).toBe(1);
  });

  test("on its way onto a place that is taken, takes the next numbers of its kind", () => {
    const row: NewRow = {
      shape: { from: { x: 0, y: 0 }, to: { x: 100, y: 0 }, count: 3, curve: 0 },
      ...{ label: "A", numbering: { kind: "odd", side: "right", start: 1 }, zoneIndex: 0, categoryIndex: 0 },
      ...{ designation: "FAUTEUIL", copies: 1, offset: { x: 0, y: 0 } },
    };
    const twice = addRows(addRows(empty, row, newId), row, newId);
    expect(twice.seats.map(({ seatNumber }) => seatNumber)).toEqual(["5", "3", "1", "11", "9", "7"]);
  });
});

test.each([
  [{ kind: "all", side: "left", start: 1 }, "1 2 3"],
  [{ kind: "all", side: "right", start: 5 }, "7 6 5"],
  [{ kind: "odd", side: "left", start: 1 }, "1 3 5"],
  [{ kind: "odd", side: "right", start: 2 }, "7 5 3"],
  [{ kind: "even", side: "left", start: 1 }, "2 4 6"],
  [{ kind: "even", side: "left", start: 0 }, "0 2 4"],
] as const)("numbers of %o are %s", (how, numbers) => {
  expect(numbersOf(how, 3).join(" ")).toBe(numbers);
});

test.each([
  ["A", "B"],
  ["Z", "AA"],
  ["AZ", "BA"],
  ["9", "10"],
  ["Loge", "Loge 2"],
  ["Loge 9", "Loge 10"],
])("after row %s comes %s", (label, next) => expect(nextLabel(label)).toBe(next));

test("rows side by side in a plan of 20,000 seats are added without looking at each seat for each", () => {
  const row = (label: string): NewRow => ({
    shape: { from: { x: 0, y: 0 }, to: { x: 1000, y: 0 }, count: 100, curve: 0 },
    ...{ label, numbering: { kind: "all", side: "left", start: 1 }, zoneIndex: 0, categoryIndex: 0 },
    ...{ designation: "FAUTEUIL", copies: 200, offset: { x: 0, y: 20 } },
  });
  const plan = addRows(empty, row("A"), newId);
  expect(plan.seats).toHaveLength(20_000);
  expect(addRows(plan, { ...row("A"), copies: 1 }, newId).seats).toHaveLength(20_100);
});

function distance(one: { x: number; y: number } | undefined, other: { x: number; y: number } | undefined) {
  return Math.hypot((one?.x ?? 0) - (other?.x ?? 0), (one?.y ?? 0) - (other?.y ?? 0));
}
