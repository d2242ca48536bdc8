import type { Plan } from "./plan.ts";
import type { PlanRow } from "./rows.ts";
import { type Direction, neighbourInDirection } from "./seat-index.ts";

/**
 * Where an arrow key leads from a seat: along its row first, however the row curves, then to the nearest seat on
 * that side; undefined at the edge of the hall.
 */
export function seatInDirection(plan: Plan, from: number, direction: Direction): number | undefined {
  const seats = rowOf(plan, from)?.seats ?? [];
  const at = seats.indexOf(from);
  const beside = [seats[at - 1], seats[at + 1]].find(
    (seat) => seat !== undefined && standsTowards(plan, from, seat, direction),
  );
  return beside ?? neighbourInDirection(plan.index, from, direction);
}

/** The first or last seat of the row that a seat belongs to. */
export function rowEnd(plan: Plan, seat: number, end: "first" | "last"): number | undefined {
  return rowOf(plan, seat)?.seats.at(end === "first" ? 0 : -1);
}

function rowOf(plan: Plan, seat: number): PlanRow | undefined {
  return plan.rows.find((row) => row.seats.includes(seat));
}

/** True within 60 degrees of the direction: a row steeper than that is climbed with the other arrows. */
function standsTowards(plan: Plan, from: number, to: number, direction: Direction): boolean {
  const { x, y } = plan.index;
  const dx = (x[to] ?? 0) - (x[from] ?? 0);
  const dy = (y[to] ?? 0) - (y[from] ?? 0);
  const ahead = { left: -dx, right: dx, up: -dy, down: dy }[direction];
  return ahead > 0 && ahead >= Math.hypot(dx, dy) / 2;
}
