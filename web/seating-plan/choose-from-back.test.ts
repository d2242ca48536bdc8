import fc from "fast-check";
import { expect, test } from "vitest";
import { chooseFromBack } from "./choose-from-back.ts";
import { hall } from "./hall.test-data.ts";
import { planOf } from "./plan.ts";

const rowsOfTen = planOf(hall(5, 10));
/** "E1 E2": as printed on tickets. */
const named = (seats: readonly number[]) =>
  seats
    .map((seat) => `${rowsOfTen.geometry.rowLabels[seat]}${rowsOfTen.geometry.seatNumbers[seat]}`)
    .join(" ");

test("the rows at the back go first, whole; of a broken row its outer end", () => {
  const chosen = chooseFromBack(rowsOfTen, () => true, 13);
  expect(named(chosen.slice(0, 10))).toBe("E1 E2 E3 E4 E5 E6 E7 E8 E9 E10");
  expect(named(chosen.slice(10))).toBe("D1 D2 D3");
});

test("the back is where the stage is not: turned round, row A goes first", () => {
  const stage = { shape: "rectangle", x: 0, y: 150, width: 200, height: 30, text: "SCÈNE" } as const;
  const turned = planOf(hall(5, 10, { areas: [stage] }));
  expect(chooseFromBack(turned, () => true, 10)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test("a seat that was sold parts its row: no single one is left beside it where that can be avoided", () => {
  // Of row E only 1 to 4 and 6 to 10 may go: eight would leave one alone, so two rows are broken.
  const sold = rowsOfTen.geometry.seatCodes.indexOf(1044);
  const chosen = new Set(chooseFromBack(rowsOfTen, (seat) => seat !== sold, 8));
  const left = rowsOfTen.rows.flatMap(({ seats }) => {
    const stays = seats.map((seat) => !chosen.has(seat) && seat !== sold);
    return stays.filter((stay, at) => stay && stays[at - 1] !== true && stays[at + 1] !== true);
  });
  expect([chosen.size, left]).toEqual([8, []]);
});

test("exactly so many, only seats that may go, none twice, and the same whenever asked", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 0, max: 80 }),
      fc.infiniteStream(fc.boolean()),
      (rows, perRow, count, mayGoes) => {
        const geometry = hall(rows, perRow);
        const may = geometry.seatCodes.map(() => mayGoes.next().value === true);
        const choose = () => chooseFromBack(planOf(geometry), (seat) => may[seat] === true, count);
        const chosen = choose();
        expect(chosen.length).toBe(Math.min(count, may.filter(Boolean).length));
        expect(new Set(chosen).size).toBe(chosen.length);
        expect(chosen.every((seat) => may[seat])).toBe(true);
        expect(choose()).toEqual(chosen);
      },
    ),
  );
});
