import fc from "fast-check";
import { expect, test } from "vitest";
import { chooseBest } from "./choose-best.ts";
import { hall } from "./hall.test-data.ts";
import { planOf } from "./plan.ts";

const rowsOfTen = planOf(hall(5, 10));
const named = (seats: readonly number[] = []) =>
  seats
    .map((seat) => `${rowsOfTen.geometry.rowLabels[seat]}${rowsOfTen.geometry.seatNumbers[seat]}`)
    .join(" ");

test("the middle of the row at the stage goes first, side by side", () => {
  expect(named(chooseBest(rowsOfTen, () => true, 2)?.seats)).toBe("A5 A6");
  expect(named(chooseBest(rowsOfTen, () => true, 4)?.seats)).toBe("A4 A5 A6 A7");
});

test("nobody is left alone where the next place is about as good", () => {
  const free = new Set(rowsOfTen.rows[0]?.seats.slice(3, 8));
  // Of A4 to A8 the middle two would leave nobody alone only at one end.
  const best = chooseBest(rowsOfTen, (seat) => free.has(seat), 4);
  expect(best?.together).toBe(true);
  const left = [...free].filter((seat) => !best?.seats.includes(seat));
  expect(left).toHaveLength(1);
  const two = chooseBest(rowsOfTen, (seat) => free.has(seat), 2);
  expect(named(two?.seats)).toMatch(/^(A4 A5|A7 A8)$/);
});

test("where no row has so many side by side they are apart, and where there are fewer there are none", () => {
  const free = new Set([0, 2, 4, 11]);
  expect(chooseBest(rowsOfTen, (seat) => free.has(seat), 3)).toMatchObject({ together: false });
  expect(chooseBest(rowsOfTen, (seat) => free.has(seat), 5)).toBeUndefined();
});

test("exactly so many, only seats that may go, none twice", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 6 }), fc.uniqueArray(fc.nat(49)), (count, free) => {
      const best = chooseBest(rowsOfTen, (seat) => free.includes(seat), count);
      if (free.length < count) return best === undefined;
      return best?.seats.length === count && best.seats.every((seat) => free.includes(seat));
    }),
  );
});
