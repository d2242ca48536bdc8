import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { seatsAlone, takeCounts } from "./take-counts.ts";

const lengths = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 6 });
const total = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0);
const aloneIn = (stretches: readonly number[], takes: readonly number[]) =>
  total(stretches.map((length, index) => seatsAlone(length, takes[index] ?? 0)));

/** Every way to take `count`, tried out. */
function fewestAlone(stretches: readonly number[], count: number): number {
  const [first, ...others] = stretches;
  if (first === undefined) return count === 0 ? 0 : Number.POSITIVE_INFINITY;
  const ways = Array.from({ length: Math.min(first, count) + 1 }, (_, take) => take);
  return Math.min(...ways.map((take) => seatsAlone(first, take) + fewestAlone(others, count - take)));
}

describe("how many seats go from each stretch", () => {
  test("the count is exact, and never more than there are", () => {
    fc.assert(
      fc.property(lengths, fc.integer({ min: 0, max: 60 }), (stretches, count) => {
        const takes = takeCounts(stretches, count);
        expect(total(takes)).toBe(Math.min(count, total(stretches)));
        takes.forEach((take, index) => {
          expect(take).toBeGreaterThanOrEqual(0);
          expect(take).toBeLessThanOrEqual(stretches[index] ?? 0);
        });
      }),
    );
  });

  test("no seat is left or taken alone where any way avoids it", () => {
    fc.assert(
      fc.property(lengths, fc.integer({ min: 0, max: 42 }), (stretches, count) => {
        const wanted = Math.min(count, total(stretches));
        expect(aloneIn(stretches, takeCounts(stretches, wanted))).toBe(fewestAlone(stretches, wanted));
      }),
      { numRuns: 300 },
    );
  });

  test("whole stretches go, first ones first, where the count allows it", () => {
    fc.assert(
      fc.property(lengths, fc.nat(), (stretches, seed) => {
        const whole = seed % (stretches.length + 1);
        const takes = takeCounts(stretches, total(stretches.slice(0, whole)));
        expect(takes).toEqual(stretches.map((length, index) => (index < whole ? length : 0)));
      }),
    );
  });

  test.each([
    ["the next stretch is broken where it leaves two or more", [10, 10], 13, [10, 3]],
    ["one alone is not left behind", [10, 10], 9, [7, 2]],
    ["one alone is not taken", [10, 10], 11, [8, 3]],
    ["a seat that stands alone already is the one to take", [10, 10, 1], 11, [10, 0, 1]],
    ["where it cannot be helped, it is done", [3, 3], 1, [1, 0]],
    ["nothing is taken of nothing", [], 4, []],
  ])("%s", (_what, stretches, count, takes) => {
    expect(takeCounts(stretches, count)).toEqual(takes);
  });

  test("a hall of 20,000 seats in rows of 40 is answered exactly", () => {
    const stretches = Array.from({ length: 500 }, () => 40);
    for (const count of [1, 39, 41, 12_345, 19_999]) expect(total(takeCounts(stretches, count))).toBe(count);
  });
});
