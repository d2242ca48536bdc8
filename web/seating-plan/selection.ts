import { isSelectable } from "./looks.ts";
import type { Plan } from "./plan.ts";

/** What a rectangle, a row or a category does to the seats chosen before. */
export type SelectionMode = "add" | "remove";

/**
 * The selection with those seats (indexes) added or removed. Only selectable seats are added; any seat can be
 * removed, because one that was sold meanwhile must be able to leave. Returns `selected` itself when nothing changes.
 */
export function select(
  plan: Plan,
  looks: Uint8Array,
  selected: ReadonlySet<number>,
  seats: Iterable<number>,
  mode: SelectionMode,
): ReadonlySet<number> {
  const next = new Set(selected);
  for (const index of seats) {
    const code = plan.geometry.seatCodes[index];
    if (code === undefined) continue;
    if (mode === "remove") next.delete(code);
    else if (isSelectable(looks, index)) next.add(code);
  }
  return next.size === selected.size ? selected : next;
}

/** The selection with one seat turned over; `selected` itself where the seat may not be chosen. */
export function toggle(
  plan: Plan,
  looks: Uint8Array,
  selected: ReadonlySet<number>,
  index: number,
): ReadonlySet<number> {
  const code = plan.geometry.seatCodes[index];
  const mode = code !== undefined && selected.has(code) ? "remove" : "add";
  return select(plan, looks, selected, [index], mode);
}

/**
 * What choosing a group does: it adds the seats that may be chosen, or where all of them are chosen already takes them
 * out again, as the box of a row does.
 */
export function groupMode(
  plan: Plan,
  looks: Uint8Array,
  selected: ReadonlySet<number>,
  seats: readonly number[],
): SelectionMode {
  const open = seats.filter((seat) => isSelectable(looks, seat));
  const codeOf = (seat: number) => plan.geometry.seatCodes[seat] ?? Number.NaN;
  return open.length > 0 && open.every((seat) => selected.has(codeOf(seat))) ? "remove" : "add";
}

/** One byte per seat, 1 where chosen: what painting reads instead of looking codes up 20,000 times a frame. */
export function selectedBytes(plan: Plan, selected: ReadonlySet<number>): Uint8Array {
  const bytes = new Uint8Array(plan.geometry.seatCodes.length);
  for (const code of selected) {
    const index = plan.indexBySeatCode.get(code);
    if (index !== undefined) bytes[index] = 1;
  }
  return bytes;
}

export interface CategoryCount {
  readonly categoryIndex: number;
  readonly seatCount: number;
  readonly selectableCount: number;
  readonly selectedCount: number;
}

/** Per category of the geometry's table, in its order: its seats, those that may be chosen, those that are (R6.2). */
export function countByCategory(
  plan: Plan,
  looks: Uint8Array,
  selected: ReadonlySet<number>,
): CategoryCount[] {
  const { categoryNames, categoryIndexes, seatCodes } = plan.geometry;
  const counts = categoryNames.map((_, categoryIndex) => ({
    categoryIndex,
    seatCount: 0,
    selectableCount: 0,
    selectedCount: 0,
  }));
  categoryIndexes.forEach((categoryIndex, index) => {
    const count = counts[categoryIndex];
    if (count === undefined) return;
    count.seatCount += 1;
    if (isSelectable(looks, index)) count.selectableCount += 1;
    if (selected.has(seatCodes[index] ?? Number.NaN)) count.selectedCount += 1;
  });
  return counts;
}
