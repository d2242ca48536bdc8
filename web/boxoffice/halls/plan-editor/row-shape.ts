/** A place on the drawing, plan units, y downwards. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A row as it is drawn: from its first to its last seat, bent by `curve` units in the middle (positive: to the left of the way). */
export interface RowShape {
  readonly from: Point;
  readonly to: Point;
  readonly count: number;
  readonly curve: number;
}

/** Where the seats of a row stand: evenly along the arc through both ends and the bent middle; two decimals. */
export function seatsOfRow({ from, to, count, curve }: RowShape): Point[] {
  if (count < 1) return [];
  if (count === 1) return [rounded(middleOf({ from, to, curve }))];
  const chord = Math.hypot(to.x - from.x, to.y - from.y);
  const arc = chord === 0 || Math.abs(curve) < 0.01 ? undefined : arcThrough(from, to, curve, chord);
  return Array.from({ length: count }, (_, index) => {
    const share = index / (count - 1);
    if (arc === undefined)
      return rounded({ x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share });
    const angle = arc.start + arc.sweep * share;
    return rounded({
      x: arc.centre.x + arc.radius * Math.cos(angle),
      y: arc.centre.y + arc.radius * Math.sin(angle),
    });
  });
}

/** The bent middle of a row: where its curve is taken hold of. */
export function middleOf({ from, to, curve }: Pick<RowShape, "from" | "to" | "curve">): Point {
  const normal = normalOf(from, to);
  return {
    x: (from.x + to.x) / 2 + normal.x * curve,
    y: (from.y + to.y) / 2 + normal.y * curve,
  };
}

/** How much a row is bent when its middle is pulled to a point; no more than half its length, a half circle. */
export function curveTowards({ from, to }: Pick<RowShape, "from" | "to">, point: Point): number {
  const normal = normalOf(from, to);
  const most = Math.hypot(to.x - from.x, to.y - from.y) / 2;
  const pulled = (point.x - (from.x + to.x) / 2) * normal.x + (point.y - (from.y + to.y) / 2) * normal.y;
  return Math.round(Math.min(Math.max(pulled, -most), most) * 100) / 100;
}

/** How many seats fit between two ends at that distance from each other. */
export function countBetween(from: Point, to: Point, pitch: number): number {
  const room = Math.hypot(to.x - from.x, to.y - from.y);
  return Math.min(Math.max(Math.round(room / Math.max(pitch, 0.01)) + 1, 1), 400);
}

/** Above the way from left to right: pulling up bends up. */
function normalOf(from: Point, to: Point): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  return { x: (to.y - from.y) / length, y: -(to.x - from.x) / length };
}

function arcThrough(from: Point, to: Point, curve: number, chord: number) {
  const bend = Math.min(Math.abs(curve), chord / 2);
  const radius = (chord * chord) / (8 * bend) + bend / 2;
  const normal = normalOf(from, to);
  const side = Math.sign(curve);
  const back = radius - bend;
  const centre = {
    x: (from.x + to.x) / 2 - normal.x * back * side,
    y: (from.y + to.y) / 2 - normal.y * back * side,
  };
  const start = Math.atan2(from.y - centre.y, from.x - centre.x);
  const half = Math.asin(Math.min(chord / 2 / radius, 1));
  return { centre, radius, start, sweep: 2 * half * side };
}

function rounded({ x, y }: Point): Point {
  return { x: Math.round(x * 100) / 100 + 0, y: Math.round(y * 100) / 100 + 0 };
}
