import Flatbush from "flatbush";
import type { Bounds, Point } from "./geometry.ts";

/** The seats' centres, searchable by place. Seats are known by their index in the geometry. */
export interface SeatIndex {
  readonly tree: Flatbush | undefined;
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Typical distance between neighbours, plan units: what all sizes on the plan are derived from. */
  readonly pitch: number;
}

export type Direction = "left" | "right" | "up" | "down";

export function buildSeatIndex(xs: readonly number[], ys: readonly number[]): SeatIndex {
  const x = Float64Array.from(xs);
  const y = Float64Array.from(ys);
  // Flatbush refuses an empty index, and a hall being drawn has no seat yet.
  if (x.length === 0) return { tree: undefined, x, y, pitch: 1 };
  const tree = new Flatbush(x.length);
  for (let index = 0; index < x.length; index++) tree.add(x[index] ?? 0, y[index] ?? 0);
  tree.finish();
  return { tree, x, y, pitch: typicalPitch(tree, x, y) };
}

/** The seat nearest to `point` within `reach` (plan units), or undefined. */
export function seatNear(index: SeatIndex, point: Point, reach: number): number | undefined {
  return index.tree?.neighbors(point.x, point.y, 1, reach)[0];
}

/** The seats whose centre stands inside `bounds`, in no particular order. */
export function seatsWithin(index: SeatIndex, bounds: Bounds): number[] {
  return index.tree?.search(bounds.minX, bounds.minY, bounds.maxX, bounds.maxY) ?? [];
}

/**
 * The seat that a person expects from an arrow key: near, and straight ahead rather than aside, so that a curved
 * row is followed to its end. Where nothing stands ahead, the nearest seat on that side, however far aside;
 * undefined at the edge of the hall.
 */
export function neighbourInDirection(
  index: SeatIndex,
  from: number,
  direction: Direction,
): number | undefined {
  const { tree, pitch } = index;
  if (tree === undefined) return undefined;
  const origin = { x: index.x[from] ?? 0, y: index.y[from] ?? 0 };
  const everywhere = Math.max(tree.maxX - tree.minX, tree.maxY - tree.minY, pitch);
  for (const widestSlope of [1, Number.POSITIVE_INFINITY]) {
    for (const reach of [4 * pitch, 16 * pitch, everywhere]) {
      const found = bestAhead(index, from, origin, direction, reach, widestSlope);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function bestAhead(
  index: SeatIndex,
  from: number,
  origin: Point,
  direction: Direction,
  reach: number,
  widestSlope: number,
): number | undefined {
  let best: number | undefined;
  let bestCost = Number.POSITIVE_INFINITY;
  const around = boxAhead(origin, direction, reach);
  for (const seat of index.tree?.search(around.minX, around.minY, around.maxX, around.maxY) ?? []) {
    if (seat === from) continue;
    const dx = (index.x[seat] ?? 0) - origin.x;
    const dy = (index.y[seat] ?? 0) - origin.y;
    const sideways = direction === "left" || direction === "right";
    const ahead = sideways ? (direction === "left" ? -dx : dx) : direction === "up" ? -dy : dy;
    const aside = Math.abs(sideways ? dy : dx);
    // Less than a quarter of a seat ahead is beside, not ahead: a wavering row must not trap the arrows.
    if (ahead < index.pitch / 4 || aside > ahead * widestSlope) continue;
    const cost = ahead + 2 * aside;
    if (cost < bestCost || (cost === bestCost && seat < (best ?? seat))) {
      best = seat;
      bestCost = cost;
    }
  }
  return best;
}

function boxAhead(origin: Point, direction: Direction, reach: number): Bounds {
  return {
    minX: direction === "right" ? origin.x : origin.x - reach,
    maxX: direction === "left" ? origin.x : origin.x + reach,
    minY: direction === "down" ? origin.y : origin.y - reach,
    maxY: direction === "up" ? origin.y : origin.y + reach,
  };
}

/** Median distance to the nearest neighbour over at most 400 seats spread through the hall. */
function typicalPitch(tree: Flatbush, x: Float64Array, y: Float64Array): number {
  const distances: number[] = [];
  const step = Math.max(1, Math.floor(x.length / 400));
  for (let index = 0; index < x.length; index += step) {
    const px = x[index] ?? 0;
    const py = y[index] ?? 0;
    const other = tree.neighbors(px, py, 1, Number.POSITIVE_INFINITY, (seat) => seat !== index)[0];
    if (other === undefined) continue;
    const distance = Math.hypot((x[other] ?? 0) - px, (y[other] ?? 0) - py);
    if (distance > 0) distances.push(distance);
  }
  distances.sort((a, b) => a - b);
  return distances[Math.floor(distances.length / 2)] ?? 1;
}
