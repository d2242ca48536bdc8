import type { ListedSeat } from "./code-lists.ts";
import { type Lettering, letter } from "./lettering.ts";
import { isFree, type Surface, write } from "./surface.ts";

interface PlacedSeat {
  seat: ListedSeat;
  x: number;
  y: number;
}

/** Longest label of a row, as on the graphic plan. */
const lengthMax = 12;

/** Writes each row's letters beyond both of its ends, wherever nothing stands there yet. */
export function labelRows(surface: Surface, seats: readonly PlacedSeat[], pitch: number): void {
  const rows = new Map<string, PlacedSeat[]>();
  for (const placed of seats) {
    const { zoneCode, rowLabel } = placed.seat;
    if (rowLabel.trim() === "") continue;
    const key = `${zoneCode} ${rowLabel}`;
    const row = rows.get(key);
    if (row) row.push(placed);
    else rows.set(key, [placed]);
  }
  const size = Math.min(12, Math.max(8, pitch * 0.85));
  for (const row of rows.values()) labelRow(surface, row, pitch, size);
}

function labelRow(surface: Surface, row: PlacedSeat[], pitch: number, size: number): void {
  const [first] = row;
  if (!first) return;
  const characters = [...first.seat.rowLabel.trim()];
  const label = characters.length > lengthMax ? [...characters.slice(0, lengthMax - 1), "…"] : characters;
  const letters = letter(label.join(""), size);
  const farthest = row.reduce((far, one) => (distance(first, one) > distance(first, far) ? one : far), first);
  const other = row.reduce(
    (far, one) => (distance(farthest, one) > distance(farthest, far) ? one : far),
    farthest,
  );
  if (farthest === other) {
    writeBeside(surface, letters, farthest, { x: -1, y: 0 }, pitch, size);
    return;
  }
  const length = distance(farthest, other);
  const along = { x: (farthest.x - other.x) / length, y: (farthest.y - other.y) / length };
  writeBeside(surface, letters, farthest, along, pitch, size);
  writeBeside(surface, letters, other, { x: -along.x, y: -along.y }, pitch, size);
}

/** Beyond an end in the row's direction, or else level with it. */
function writeBeside(
  surface: Surface,
  letters: Lettering,
  end: PlacedSeat,
  along: { x: number; y: number },
  pitch: number,
  size: number,
): void {
  const side = along.x < 0 ? -1 : 1;
  for (const direction of [along, { x: side, y: 0 }]) {
    const reach =
      pitch * 0.55 + 2 + (letters.width / 2) * Math.abs(direction.x) + (size / 3) * Math.abs(direction.y);
    const left = end.x + direction.x * reach - letters.width / 2;
    const baseLine = end.y + direction.y * reach + size * 0.36;
    if (!isFree(surface, letters, left, baseLine)) continue;
    write(surface, letters, left, baseLine);
    return;
  }
}

function distance(one: PlacedSeat, other: PlacedSeat): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}
