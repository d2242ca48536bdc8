import type { PrintedGeometry } from "./plan-data.ts";

interface Point {
  x: number;
  y: number;
}
export interface RowEnd extends Point {
  text: string;
}

/** Seats by the square of the plan in which they stand, so that neighbours are found without looking at all of them. */
function squaresOf({ x, y }: Pick<PrintedGeometry, "x" | "y">, side: number): Map<string, number[]> {
  const squares = new Map<string, number[]>();
  for (const seat of x.keys()) {
    const key = `${Math.floor((x[seat] ?? 0) / side)}/${Math.floor((y[seat] ?? 0) / side)}`;
    const there = squares.get(key);
    if (there) there.push(seat);
    else squares.set(key, [seat]);
  }
  return squares;
}

function nearest(
  { x, y }: Pick<PrintedGeometry, "x" | "y">,
  squares: Map<string, number[]>,
  side: number,
  at: Point,
  except = -1,
): number {
  const [column, row] = [Math.floor(at.x / side), Math.floor(at.y / side)];
  let least = Number.POSITIVE_INFINITY;
  for (let dx = -1; dx <= 1; dx++)
    for (let dy = -1; dy <= 1; dy++)
      for (const seat of squares.get(`${column + dx}/${row + dy}`) ?? []) {
        if (seat === except) continue;
        least = Math.min(least, Math.hypot((x[seat] ?? 0) - at.x, (y[seat] ?? 0) - at.y));
      }
  return least;
}

/** How far apart seats stand: nine of ten have no neighbour nearer than this, so that none is drawn over another. */
export function seatPitch(geometry: PrintedGeometry): number {
  const { x, y } = geometry;
  if (x.length < 2) return 20;
  const spread = (values: readonly number[]) =>
    values.reduce((most, value) => Math.max(most, value), -Infinity) -
    values.reduce((least, value) => Math.min(least, value), Infinity);
  const side = Math.max(Math.sqrt((spread(x) * spread(y)) / x.length) * 1.5, spread(x) / x.length, 0.01);
  const squares = squaresOf(geometry, side);
  const distances = [...x.keys()]
    .map((seat) => nearest(geometry, squares, side, { x: x[seat] ?? 0, y: y[seat] ?? 0 }, seat))
    .filter((distance) => Number.isFinite(distance) && distance > 0)
    .sort((a, b) => a - b);
  return distances[Math.floor(distances.length / 10)] ?? side;
}

/** Where the rows' labels stand: beyond both ends of each row, where no seat is. */
export function rowEnds(geometry: PrintedGeometry, pitch: number): RowEnd[] {
  const rows = new Map<string, number[]>();
  geometry.rowLabels.forEach((label, seat) => {
    if (label.trim() === "") return;
    const key = `${geometry.floorIndexes[seat]}/${geometry.zoneIndexes[seat]}/${label}`;
    const seats = rows.get(key);
    if (seats) seats.push(seat);
    else rows.set(key, [seat]);
  });
  const squares = squaresOf(geometry, pitch * 1.2);
  const isFree = (at: Point) => nearest(geometry, squares, pitch * 1.2, at) > pitch * 0.7;
  const ends: RowEnd[] = [];
  for (const seats of rows.values()) {
    const text = geometry.rowLabels[seats[0] ?? 0] ?? "";
    const free = endsOf(geometry, seats, pitch).filter(isFree);
    // A word, such as a box's name, would run into what is beside it: once is enough.
    for (const at of text.length > 3 ? free.slice(0, 1) : free)
      if (!ends.some((end) => Math.hypot(end.x - at.x, end.y - at.y) < pitch * 0.8))
        ends.push({ ...at, text });
  }
  return ends;
}

function endsOf(geometry: PrintedGeometry, seats: readonly number[], pitch: number): Point[] {
  const points = seats.map((seat) => ({ x: geometry.x[seat] ?? 0, y: geometry.y[seat] ?? 0 }));
  const across = Math.max(...points.map(({ x }) => x)) - Math.min(...points.map(({ x }) => x));
  const down = Math.max(...points.map(({ y }) => y)) - Math.min(...points.map(({ y }) => y));
  points.sort((a, b) => (across >= down ? a.x - b.x : a.y - b.y));
  const [first, second] = points;
  const [last, beforeLast] = [points.at(-1), points.at(-2)];
  if (!first || !last) return [];
  const beyond = (end: Point, inner: Point | undefined, sign: number): Point => {
    const length = inner ? Math.hypot(end.x - inner.x, end.y - inner.y) : 0;
    if (!inner || length === 0) return { x: end.x + sign * pitch * 1.15, y: end.y };
    const reach = (pitch * 1.15) / length;
    return { x: end.x + (end.x - inner.x) * reach, y: end.y + (end.y - inner.y) * reach };
  };
  return [beyond(first, second, -1), beyond(last, beforeLast, 1)];
}
