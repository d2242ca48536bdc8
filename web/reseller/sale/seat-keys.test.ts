import { expect, test } from "vitest";
import { nextSeat } from "./seat-keys.ts";

const rows = [
  [11, 12, 13],
  [21, 22],
];

test.each([
  ["ArrowRight", 11, 12],
  ["ArrowRight", 13, undefined],
  ["ArrowLeft", 12, 11],
  ["ArrowDown", 11, 21],
  ["ArrowDown", 13, 22],
  ["ArrowUp", 22, 12],
  ["ArrowUp", 12, undefined],
  ["Home", 13, 11],
  ["End", 21, 22],
  ["Enter", 11, undefined],
  ["ArrowRight", 99, undefined],
])("%s from seat %s leads to %s", (key, from, to) => {
  expect(nextSeat(key, rows, from)).toBe(to);
});
