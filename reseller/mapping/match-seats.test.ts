import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matchSeats, type Preference, type Twin } from "./match-seats.ts";
import type { PlacedSeat } from "./seat-labels.ts";

/** A hall that is nowhere like itself: rows of different lengths in two zones, so that each seat has one place only. */
function hall(rowLengths: readonly number[]): PlacedSeat[] {
  return rowLengths.flatMap((length, row) =>
    Array.from(
      { length },
      (_, index): PlacedSeat => ({
        floor: row < 3 ? "ORCHESTRE" : "BALCON",
        zone: row < 3 ? "PARTERRE" : "FACE",
        row: "ABCDEFGHIJ".charAt(row),
        number: String(index + 1),
        x: 100 + index * 20 + row * 7,
        y: 50 + row * 24 + (row < 3 ? 0 : 40),
      }),
    ),
  );
}

const anyHall = fc.array(fc.integer({ min: 4, max: 12 }), { minLength: 4, maxLength: 8 }).map(hall);
const preferences = fc.constantFrom<Preference>("label", "place");

/** Another house's drawing: moved, larger or smaller, a little turned. */
const redrawing = fc.record({
  scale: fc.double({ min: 0.2, max: 5, noNaN: true }),
  angle: fc.double({ min: -0.2, max: 0.2, noNaN: true }),
  x: fc.integer({ min: -5000, max: 5000 }),
  y: fc.integer({ min: -5000, max: 5000 }),
});

type Redrawing = typeof redrawing extends fc.Arbitrary<infer Value> ? Value : never;

const redrawn =
  ({ scale, angle, x, y }: Redrawing, mirrored = false) =>
  (seat: PlacedSeat): PlacedSeat => {
    const across = mirrored ? -seat.x : seat.x;
    return {
      ...seat,
      x: Math.round((scale * (across * Math.cos(angle) - seat.y * Math.sin(angle)) + x) * 100) / 100,
      y: Math.round((scale * (across * Math.sin(angle) + seat.y * Math.cos(angle)) + y) * 100) / 100,
    };
  };

/** The same labels as another house writes them. */
const relabelled = (seat: PlacedSeat): PlacedSeat => ({
  floor: seat.floor.toLowerCase(),
  zone: `Zone ${seat.zone.charAt(0)}${seat.zone.slice(1).toLowerCase()}`,
  row: `Rang ${seat.row}`,
  number: seat.number.padStart(2, "0"),
  x: seat.x,
  y: seat.y,
});

const pairsOf = ({ matches }: Twin) => matches.map(({ theirs, ours }) => [theirs, ours]);
const same = (count: number) => Array.from({ length: count }, (_, index) => [index, index]);

describe("one hall in two drawings", () => {
  test("drawn elsewhere, larger, turned, and labelled in another hand, it is its own twin, seat by seat", () => {
    fc.assert(
      fc.property(anyHall, redrawing, preferences, (theirs, drawing, preference) => {
        const twin = matchSeats(theirs, theirs.map(relabelled).map(redrawn(drawing)), preference);
        expect(pairsOf(twin)).toEqual(same(theirs.length));
        expect(twin).toMatchObject({ score: 100, mirrored: false, onlyTheirs: [], onlyOurs: [] });
      }),
      { numRuns: 60 },
    );
  });

  test("drawn as in a mirror, the labels still say which seat is which, and it is told", () => {
    fc.assert(
      fc.property(anyHall, redrawing, (theirs, drawing) => {
        const twin = matchSeats(theirs, theirs.map(relabelled).map(redrawn(drawing, true)), "label");
        expect(pairsOf(twin)).toEqual(same(theirs.length));
        expect(twin).toMatchObject({ score: 100, mirrored: true });
      }),
      { numRuns: 40 },
    );
  });

  test("numbered anew from end to end, its seats are found by their places", () => {
    const scaled = fc.record({
      scale: fc.double({ min: 0.2, max: 5, noNaN: true }),
      angle: fc.constant(0),
      x: fc.integer({ min: -5000, max: 5000 }),
      y: fc.integer({ min: -5000, max: 5000 }),
    });
    fc.assert(
      fc.property(anyHall, scaled, preferences, (theirs, drawing, preference) => {
        const ours = theirs
          .map((seat, index) => ({ ...seat, floor: "", zone: "", row: "", number: String(5000 + index * 3) }))
          .map(redrawn(drawing));
        const twin = matchSeats(theirs, ours, preference);
        expect(pairsOf(twin)).toEqual(same(theirs.length));
        expect(twin.matches.every(({ by }) => by === "place")).toBe(true);
        expect(twin.score).toBe(50);
      }),
      { numRuns: 60 },
    );
  });

  test("a row that one house has numbered from the other end is matched as the manager prefers", () => {
    const theirs = hall([8, 10, 9, 7, 12]);
    const ours = theirs.map((seat) =>
      seat.row === "B" ? { ...seat, number: String(11 - Number(seat.number)) } : seat,
    );
    const partnerOf = (preference: Preference, row: string, number: string) => {
      const index = theirs.findIndex((seat) => seat.row === row && seat.number === number);
      const match = matchSeats(theirs, ours, preference).matches.find((one) => one.theirs === index);
      return match && { by: match.by, number: ours[match.ours]?.number };
    };
    expect(partnerOf("label", "B", "1")).toEqual({ by: "label", number: "1" });
    expect(partnerOf("place", "B", "1")).toEqual({ by: "place", number: "10" });
    expect(partnerOf("place", "A", "1")).toEqual({ by: "labelAndPlace", number: "1" });
  });

  test("a zone of another name is known by its place, and its labels then by themselves", () => {
    const theirs = hall([8, 10, 9, 7, 12]);
    const ours = theirs.map((seat) => ({
      ...seat,
      floor: "",
      zone: seat.zone === "FACE" ? "GALERIE" : "ZONE 1",
    }));
    const twin = matchSeats(theirs, ours, "label");
    expect(pairsOf(twin)).toEqual(same(theirs.length));
    expect(twin.score).toBe(100);
  });

  test("two floors drawn one above the other do not take each other's seats", () => {
    const stalls = hall([8, 10, 9]);
    const above = stalls.map((seat) => ({ ...seat, floor: "BALCON", zone: "BALCON" }));
    const theirs = [...stalls, ...above];
    const twin = matchSeats(theirs, [...above, ...stalls].map(relabelled), "place");
    expect(twin.score).toBe(100);
    expect(pairsOf(twin).every(([one = 0, other]) => other === (one + stalls.length) % theirs.length)).toBe(
      true,
    );
  });
});

describe("halls that are not quite the same", () => {
  test("what only one house has is told, and nothing else is out of place", () => {
    const gaps = fc.record({
      theirs: anyHall,
      missing: fc.uniqueArray(fc.nat({ max: 15 }), { maxLength: 3 }),
    });
    fc.assert(
      fc.property(gaps, redrawing, preferences, ({ theirs, missing }, drawing, preference) => {
        const kept = theirs.map((_, index) => index).filter((index) => !missing.includes(index));
        const ours = kept
          .flatMap((index) => theirs[index] ?? [])
          .map(relabelled)
          .map(redrawn(drawing));
        const twin = matchSeats(theirs, ours, preference);
        expect(twin.onlyTheirs).toEqual(
          missing.filter((index) => index < theirs.length).sort((a, b) => a - b),
        );
        expect(twin.onlyOurs).toEqual([]);
        expect(twin.matches.every(({ theirs: their, ours: our }) => kept[our] === their)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test("whatever two lists there are, no seat is matched twice, every seat is accounted for, and twice is the same", () => {
    const anySeat = fc.record({
      floor: fc.constantFrom("", "1", "ORCHESTRE"),
      zone: fc.constantFrom("", "PAIR", "Zone Pair", "IMPAIR"),
      row: fc.constantFrom("", "A", "Rang A", "B", " "),
      number: fc.constantFrom("", "1", "01", "2", "3 bis", "Place"),
      x: fc.integer({ min: -3, max: 3 }),
      y: fc.integer({ min: -3, max: 3 }),
    });
    const anySeats = fc.array(anySeat, { maxLength: 25 });
    fc.assert(
      fc.property(anySeats, anySeats, preferences, (theirs, ours, preference) => {
        const twin = matchSeats(theirs, ours, preference);
        const [one, other] = [
          twin.matches.map((match) => match.theirs),
          twin.matches.map((match) => match.ours),
        ];
        const sorted = (indexes: number[]) => [...indexes].sort((a, b) => a - b);
        expect(sorted([...one, ...twin.onlyTheirs])).toEqual([...theirs.keys()]);
        expect(sorted([...other, ...twin.onlyOurs])).toEqual([...ours.keys()]);
        expect(twin.score).toBeGreaterThanOrEqual(0);
        expect(twin.score).toBeLessThanOrEqual(100);
        expect(matchSeats(theirs, ours, preference)).toEqual(twin);
      }),
      { numRuns: 300 },
    );
  });

  test("another hall is no twin", () => {
    const twin = matchSeats(
      hall([8, 10, 9, 7]),
      Array.from({ length: 40 }, (_, index) => ({
        floor: "",
        zone: "CERCLE",
        row: "",
        number: String(900 + index),
        x: 300 * Math.cos(index),
        y: 300 * Math.sin(index),
      })),
      "label",
    );
    expect(twin.score).toBeLessThan(30);
  });
});
