import type { Plan } from "./plan.ts";
import type { PlanRow } from "./rows.ts";
import { takeCounts } from "./take-counts.ts";

/** Neighbouring seats that may be chosen, the one to go first at the beginning. */
interface Stretch {
  readonly seats: readonly number[];
  readonly depth: number;
}

/**
 * `count` seats (indexes) among those that `mayGo`: whole rows from the back of the hall first, and of a broken row its
 * outer end, so that as few as possible are left or taken alone. The same plan and the same seats give the same choice.
 * Fewer than `count` where there are fewer.
 */
export function chooseFromBack(plan: Plan, mayGo: (seat: number) => boolean, count: number): number[] {
  const depth = depthOf(plan);
  const stretches = plan.rows
    .map((row) => ({ row, depth: mean(row.seats.map(depth)) }))
    .sort((a, b) => b.depth - a.depth || a.row.key.localeCompare(b.row.key, "en"))
    .flatMap(({ row }) => stretchesOf(plan, row, mayGo, depth));
  const takes = takeCounts(
    stretches.map(({ seats }) => seats.length),
    count,
  );
  return stretches.flatMap(({ seats }, index) => seats.slice(0, takes[index]));
}

/** Seats stand side by side up to this many times the usual distance; further apart there is an aisle. */
const neighbourReach = 1.6;

/** The stretches of one row, the one at the back first: a «row» may be a whole block of seats. */
function stretchesOf(
  plan: Plan,
  row: PlanRow,
  mayGo: (seat: number) => boolean,
  depth: (seat: number) => number,
): Stretch[] {
  const runs: number[][] = [];
  let previous: number | undefined;
  for (const seat of row.seats) {
    if (!mayGo(seat)) {
      previous = undefined;
      continue;
    }
    if (previous !== undefined && areNeighbours(plan, previous, seat)) runs.at(-1)?.push(seat);
    else runs.push([seat]);
    previous = seat;
  }
  return runs
    .map((seats) => ({
      seats: depth(seats[0] ?? 0) >= depth(seats.at(-1) ?? 0) ? seats : seats.reverse(),
      depth: mean(seats.map(depth)),
    }))
    .sort((a, b) => b.depth - a.depth);
}

export function areNeighbours({ index }: Plan, a: number, b: number): boolean {
  const dx = (index.x[a] ?? 0) - (index.x[b] ?? 0);
  const dy = (index.y[a] ?? 0) - (index.y[b] ?? 0);
  return Math.hypot(dx, dy) <= index.pitch * neighbourReach;
}

const stageNames = /sc[eèé]ne|stage|podium|plateau/i;

/** How far a seat is from the stage; where the plan draws none, from the middle of its upper edge. */
export function depthOf({ geometry, index, bounds }: Plan): (seat: number) => number {
  const stage = geometry.areas.find(({ text }) => stageNames.test(text ?? ""));
  const middle = (bounds.minX + bounds.maxX) / 2;
  const x =
    stage === undefined ? middle : stage.x + (stage.shape === "rectangle" ? (stage.width ?? 0) / 2 : 0);
  const y =
    stage === undefined ? bounds.minY : stage.y + (stage.shape === "rectangle" ? (stage.height ?? 0) / 2 : 0);
  return (seat) => Math.hypot((index.x[seat] ?? 0) - x, (index.y[seat] ?? 0) - y);
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0) / Math.max(numbers.length, 1);
}
