import { describe, expect, test } from "vitest";
import { hall } from "./hall.test-data.ts";
import { buildSeatIndex, type Direction, neighbourInDirection, seatNear, seatsWithin } from "./seat-index.ts";

const grid = hall(5, 10);
const index = buildSeatIndex(grid.x, grid.y);
const at = (row: number, seat: number) => row * 10 + seat;

describe("seats found by place", () => {
  test("the pitch is the distance between neighbours", () => {
    expect(index.pitch).toBe(20);
  });

  test("a click finds the seat under it, and none between seats", () => {
    expect(seatNear(index, { x: 63, y: 41 }, 9)).toBe(at(2, 3));
    expect(seatNear(index, { x: 70, y: 30 }, 9)).toBeUndefined();
  });

  test("a rectangle holds the seats whose centre it covers, borders included", () => {
    const found = seatsWithin(index, { minX: 20, minY: 15, maxX: 59, maxY: 45 });
    expect(found.sort((a, b) => a - b)).toEqual([at(1, 1), at(1, 2), at(2, 1), at(2, 2)]);
  });

  test("a hall without seats answers nothing and breaks nothing", () => {
    const empty = buildSeatIndex([], []);
    expect(seatNear(empty, { x: 0, y: 0 }, 100)).toBeUndefined();
    expect(seatsWithin(empty, { minX: 0, minY: 0, maxX: 9, maxY: 9 })).toEqual([]);
    expect(neighbourInDirection(empty, 0, "left")).toBeUndefined();
  });
});

describe("the arrow keys", () => {
  test.each<[Direction, number | undefined]>([
    ["left", at(2, 2)],
    ["right", at(2, 4)],
    ["up", at(1, 3)],
    ["down", at(3, 3)],
  ])("%s goes to the next seat on that side", (direction, expected) => {
    expect(neighbourInDirection(index, at(2, 3), direction)).toBe(expected);
  });

  test("stop at the edge of the hall", () => {
    expect(neighbourInDirection(index, at(0, 0), "left")).toBeUndefined();
    expect(neighbourInDirection(index, at(0, 0), "up")).toBeUndefined();
    expect(neighbourInDirection(index, at(4, 9), "down")).toBeUndefined();
  });

  test("cross an aisle rather than climb to the row behind", () => {
    const aisle = buildSeatIndex([0, 20, 120, 140, 0, 20, 120, 140], [0, 0, 0, 0, 20, 20, 20, 20]);
    expect(neighbourInDirection(aisle, 5, "right")).toBe(6);
  });

  test("follow a gently curved row to its end", () => {
    const angles = Array.from({ length: 25 }, (_, seat) => ((seat - 12) * 2 * Math.PI) / 180);
    const rows = [600, 622, 644];
    const x = rows.flatMap((radius) => angles.map((angle) => radius * Math.sin(angle)));
    const y = rows.flatMap((radius) => angles.map((angle) => radius * Math.cos(angle)));
    const curved = buildSeatIndex(x, y);
    let seat: number | undefined = 25;
    const path: (number | undefined)[] = [];
    for (let step = 0; step < 24 && seat !== undefined; step++) {
      seat = neighbourInDirection(curved, seat, "right");
      path.push(seat);
    }
    expect(path).toEqual(Array.from({ length: 24 }, (_, step) => 26 + step));
  });

  test("reach a lone seat far aside when nothing stands ahead", () => {
    const lone = buildSeatIndex([0, 20, 40, 30], [0, 0, 0, 900]);
    expect(neighbourInDirection(lone, 0, "down")).toBe(3);
    const aside = buildSeatIndex([0, 20, 1000], [0, 0, 50]);
    expect(neighbourInDirection(aside, 0, "down")).toBe(2);
  });

  test("can reach every seat of the hall from any other", () => {
    const reached = new Set([0]);
    const open = [0];
    for (let seat = open.pop(); seat !== undefined; seat = open.pop()) {
      for (const direction of ["left", "right", "up", "down"] as const) {
        const next = neighbourInDirection(index, seat, direction);
        if (next === undefined || reached.has(next)) continue;
        reached.add(next);
        open.push(next);
      }
    }
    expect(reached.size).toBe(50);
  });
});
