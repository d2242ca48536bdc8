import { expect, test } from "vitest";
import { seatsByRow, seatsOf } from "./seats-by-row.ts";

const columns = {
  seatCodes: [1, 2, 3, 4, 5],
  states: ["offered", "sold", "offered", "withdrawn", "inBasket"] as const,
  rows: ["A", "A", "10", "A", "2"],
  numbers: ["10", "2", "1", "3", "1"],
  zones: ["PAIR", "PAIR", "PAIR", "PAIR", "IMPAIR"],
  floors: ["ORCHESTRE", "ORCHESTRE", "ORCHESTRE", "ORCHESTRE", "BALCON"],
  seatCategoryCodes: [31, 31, 31, 31, 32],
  seatCategories: ["OR", "OR", "OR", "OR", "CAT 1"],
};

test("seats stand by floor, zone, row and number as people count, without those that went back", () => {
  const zones = seatsByRow(seatsOf({ ...columns, states: [...columns.states] }));
  expect(
    zones.map(({ floor, zone, rows }) => [
      floor,
      zone,
      rows.map(({ row, seats }) => `${row}: ${seats.map(({ number }) => number).join(" ")}`),
    ]),
  ).toEqual([
    ["BALCON", "IMPAIR", ["2: 1"]],
    ["ORCHESTRE", "PAIR", ["10: 1", "A: 2 10"]],
  ]);
});
