import type { PlanGeometry } from "./geometry.ts";

/** A made-up hall: rows A, B, C… of seats numbered from 1, 20 units apart, seat codes from 1000 on. */
export function hall(
  rowCount: number,
  seatsPerRow: number,
  change: Partial<PlanGeometry> = {},
): PlanGeometry {
  const places = Array.from({ length: rowCount * seatsPerRow }, (_, index) => ({
    row: Math.floor(index / seatsPerRow),
    seat: index % seatsPerRow,
  }));
  const all = <T>(value: T) => places.map(() => value);
  return {
    width: seatsPerRow * 20,
    height: rowCount * 20,
    seatCodes: places.map((_, index) => 1000 + index),
    x: places.map(({ seat }) => seat * 20),
    y: places.map(({ row }) => row * 20),
    rowLabels: places.map(({ row }) => String.fromCharCode(65 + row)),
    seatNumbers: places.map(({ seat }) => String(seat + 1)),
    zoneNames: ["STALLS"],
    zoneIndexes: all(0),
    floorNames: ["GROUND"],
    floorIndexes: all(0),
    categoryCodes: [1, 2],
    categoryNames: ["GOLD", "SILVER"],
    categoryColours: ["#d4af37", "#7f8c8d"],
    categoryIndexes: places.map(({ row }) => (row === 0 ? 0 : 1)),
    flags: all(0),
    areas: [],
    ...change,
  };
}
