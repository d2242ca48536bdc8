import { lookAt, type SeatLook } from "./looks.ts";
import type { Plan } from "./plan.ts";

/** What the legend lets through: of categories (by index) and of looks those named; an empty list lets all through. */
export interface PlanFilter {
  readonly categories: ReadonlySet<number>;
  readonly looks: ReadonlySet<SeatLook>;
}

export const noFilter: PlanFilter = { categories: new Set(), looks: new Set() };

/** One byte per seat, 1 where the filter leaves it out: it stays in sight, faintly, and no gesture chooses it. */
export function fadedBytes(plan: Plan, looks: Uint8Array, filter: PlanFilter): Uint8Array {
  const { categoryIndexes } = plan.geometry;
  const letsThrough = <T>(set: ReadonlySet<T>, value: T) => set.size === 0 || set.has(value);
  return Uint8Array.from(categoryIndexes, (category, seat) =>
    letsThrough(filter.categories, category) && letsThrough(filter.looks, lookAt(looks, seat)) ? 0 : 1,
  );
}

/** The set with that value turned over. */
export function turned<T>(set: ReadonlySet<T>, value: T): ReadonlySet<T> {
  const next = new Set(set);
  if (!next.delete(value)) next.add(value);
  return next;
}
