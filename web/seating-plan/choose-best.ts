import { areNeighbours, depthOf } from "./choose-from-back.ts";
import type { Plan } from "./plan.ts";

export interface BestSeats {
  readonly seats: readonly number[];
  /** Whether they stand side by side in one row. */
  readonly together: boolean;
}

/**
 * The best `count` seats (indexes) among those that `mayGo`: side by side where a row has so many, as near to the stage's
 * middle as can be, and leaving nobody alone where another place is about as good. Where no row has so many, the best
 * single seats. Undefined where there are not so many at all. The same plan and seats give the same choice.
 */
export function chooseBest(
  plan: Plan,
  mayGo: (seat: number) => boolean,
  count: number,
): BestSeats | undefined {
  const depth = depthOf(plan);
  const spoils = plan.index.pitch * 2;
  let best: { seats: readonly number[]; cost: number } | undefined;
  for (const run of runsOf(plan, mayGo))
    for (let from = 0; from + count <= run.length; from++) {
      const seats = run.slice(from, from + count);
      const alone = Number(from === 1) + Number(run.length - from - count === 1);
      const cost = seats.reduce((sum, seat) => sum + depth(seat), 0) / count + alone * spoils;
      if (best === undefined || cost < best.cost - 1e-9) best = { seats, cost };
    }
  if (best !== undefined) return { seats: best.seats, together: true };
  const free = plan.geometry.seatCodes.map((_code, seat) => seat).filter(mayGo);
  if (free.length < count) return undefined;
  const nearest = free.toSorted((a, b) => depth(a) - depth(b) || a - b).slice(0, count);
  return { seats: nearest, together: count === 1 };
}

/** Seats that may go and stand side by side. */
function runsOf(plan: Plan, mayGo: (seat: number) => boolean): number[][] {
  const runs: number[][] = [];
  for (const { seats } of plan.rows) {
    let previous: number | undefined;
    for (const seat of seats) {
      if (!mayGo(seat)) {
        previous = undefined;
        continue;
      }
      if (previous !== undefined && areNeighbours(plan, previous, seat)) runs.at(-1)?.push(seat);
      else runs.push([seat]);
      previous = seat;
    }
  }
  return runs;
}
