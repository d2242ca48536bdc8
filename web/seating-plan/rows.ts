import type { PlanGeometry, Point } from "./geometry.ts";
import { type SeatIndex, seatNear } from "./seat-index.ts";

/** The seats of one row of one zone on one floor, as they stand from one end to the other. */
export interface PlanRow {
  readonly key: string;
  readonly floorIndex: number;
  readonly zoneIndex: number;
  readonly label: string;
  readonly seats: readonly number[];
}

export interface RowLabel extends Point {
  readonly text: string;
}

/** The rows, in the order in which the geometry first names them. */
export function rowsOf(geometry: PlanGeometry, index: SeatIndex): PlanRow[] {
  const seatsByKey = new Map<string, number[]>();
  geometry.rowLabels.forEach((label, seat) => {
    const key = `${geometry.floorIndexes[seat]}/${geometry.zoneIndexes[seat]}/${label}`;
    const seats = seatsByKey.get(key);
    if (seats === undefined) seatsByKey.set(key, [seat]);
    else seats.push(seat);
  });
  return Array.from(seatsByKey, ([key, seats]) => {
    const first = seats[0] ?? 0;
    return {
      key,
      floorIndex: geometry.floorIndexes[first] ?? 0,
      zoneIndex: geometry.zoneIndexes[first] ?? 0,
      label: geometry.rowLabels[first] ?? "",
      seats: inOrder(geometry, index, seats),
    };
  });
}

/**
 * Where to write the rows' labels: beyond both ends of each row, never on a seat; where two rows of the same name
 * meet across an aisle, once between them. A row with a blank label has none.
 */
export function rowLabelsOf(rows: readonly PlanRow[], index: SeatIndex): RowLabel[] {
  const labels: RowLabel[] = [];
  for (const row of rows) {
    const text = row.label.trim();
    if (text === "") continue;
    for (const spot of [endOf(row, index, 0, 1), endOf(row, index, -1, -2)]) {
      if (seatNear(index, spot, index.pitch * 0.7) !== undefined) continue;
      const near = labels.findIndex((other) => Math.hypot(other.x - spot.x, other.y - spot.y) < index.pitch);
      const other = labels[near];
      if (other === undefined) labels.push({ ...spot, text });
      else if (other.text === text) {
        labels[near] = { x: (other.x + spot.x) / 2, y: (other.y + spot.y) / 2, text };
      }
    }
  }
  return labels;
}

/** The point one seat beyond the end of a row, in the direction in which the row was going. */
function endOf(row: PlanRow, index: SeatIndex, last: number, beforeLast: number): Point {
  const end = row.seats.at(last) ?? 0;
  const x = index.x[end] ?? 0;
  const y = index.y[end] ?? 0;
  const previous = row.seats.at(beforeLast) ?? end;
  const dx = x - (index.x[previous] ?? x);
  const dy = y - (index.y[previous] ?? y);
  const length = Math.hypot(dx, dy);
  const reach = index.pitch * 1.15;
  if (row.seats.length < 2 || length === 0) return { x: last === 0 ? x - reach : x + reach, y };
  return { x: x + (dx / length) * reach, y: y + (dy / length) * reach };
}

const bySeatNumber = new Intl.Collator("en", { numeric: true });

/** Along the row's longer side; a «row» as deep as it is long is a block, and goes by its seat numbers. */
function inOrder(geometry: PlanGeometry, index: SeatIndex, seats: readonly number[]): number[] {
  const [spreadX, spreadY] = [spread(index.x, seats), spread(index.y, seats)];
  if (Math.min(spreadX, spreadY) > Math.max(spreadX, spreadY) / 2) {
    const numberOf = (seat: number) => geometry.seatNumbers[seat] ?? "";
    return seats.toSorted((a, b) => bySeatNumber.compare(numberOf(a), numberOf(b)) || a - b);
  }
  const along = spreadX >= spreadY ? index.x : index.y;
  return seats.toSorted((a, b) => (along[a] ?? 0) - (along[b] ?? 0) || a - b);
}

function spread(values: Float64Array, seats: readonly number[]): number {
  let [min, max] = [Infinity, -Infinity];
  for (const seat of seats) {
    min = Math.min(min, values[seat] ?? 0);
    max = Math.max(max, values[seat] ?? 0);
  }
  return max - min;
}
