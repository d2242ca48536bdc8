import { describe, expect, test } from "vitest";
import { rowEnd, seatInDirection } from "./arrows.ts";
import { hall } from "./hall.test-data.ts";
import { planOf } from "./plan.ts";

/** Three rows around a stage, from 50 degrees on one side to 50 on the other. */
function amphitheatre() {
  const angles = Array.from({ length: 26 }, (_, seat) => ((seat - 12.5) * 4 * Math.PI) / 180);
  const radii = [300, 322, 344];
  return planOf(
    hall(3, 26, {
      x: radii.flatMap((radius) => angles.map((angle) => radius * Math.sin(angle))),
      y: radii.flatMap((radius) => angles.map((angle) => radius * Math.cos(angle))),
    }),
  );
}

describe("the arrow keys on a plan", () => {
  test("follow a row however it curves, from one end to the other", () => {
    const plan = amphitheatre();
    const path = [26];
    for (let step = 0; step < 25; step++) path.push(seatInDirection(plan, path.at(-1) ?? 0, "right") ?? -1);
    expect(path).toEqual(Array.from({ length: 26 }, (_, step) => 26 + step));
  });

  test("go from one row to the next", () => {
    expect(seatInDirection(amphitheatre(), 12, "down")).toBe(38);
    expect(seatInDirection(amphitheatre(), 38, "up")).toBe(12);
  });

  test("follow a box along the wall up and down", () => {
    const plan = planOf(hall(1, 4, { x: [0, 0, 0, 0], y: [0, 20, 40, 60] }));
    expect(seatInDirection(plan, 1, "down")).toBe(2);
    expect(seatInDirection(plan, 1, "right")).toBeUndefined();
  });

  test("Home and End go to the ends of the row", () => {
    const plan = amphitheatre();
    expect(rowEnd(plan, 30, "first")).toBe(26);
    expect(rowEnd(plan, 30, "last")).toBe(51);
  });
});
