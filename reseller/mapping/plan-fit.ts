/** How the venue's plan lies on the network's: x' = a·x + b·y + c, y' = d·x + e·y + f. */
export interface PlanFit {
  a: number;
  b: number;
  c: number;
  d: number;
  e: number;
  f: number;
}

export interface Point {
  x: number;
  y: number;
}

export type PointPair = readonly [from: Point, to: Point];

export function moved({ a, b, c, d, e, f }: PlanFit, { x, y }: Point): Point {
  return { x: a * x + b * y + c, y: d * x + e * y + f };
}

/** Drawn from the other side, as in a mirror. */
export function isMirrored({ a, b, d, e }: PlanFit): boolean {
  return a * e - b * d < 0;
}

/** The fit of least squares; undefined where the points lie on one line, or the plan would be squashed. */
export function leastSquares(pairs: readonly PointPair[]): PlanFit | undefined {
  const [from, to] = [centreOf(pairs.map(([one]) => one)), centreOf(pairs.map(([, other]) => other))];
  let [xx, xy, yy, xu, yu, xv, yv] = [0, 0, 0, 0, 0, 0, 0];
  for (const [one, other] of pairs) {
    const [x, y, u, v] = [one.x - from.x, one.y - from.y, other.x - to.x, other.y - to.y];
    xx += x * x;
    xy += x * y;
    yy += y * y;
    xu += x * u;
    yu += y * u;
    xv += x * v;
    yv += y * v;
  }
  const area = xx * yy - xy * xy;
  if (!(area > 1e-9 * (xx + yy) ** 2)) return undefined;
  const [a, b] = [(xu * yy - yu * xy) / area, (yu * xx - xu * xy) / area];
  const [d, e] = [(xv * yy - yv * xy) / area, (yv * xx - xv * xy) / area];
  if (isSquashed(a, b, d, e)) return undefined;
  return { a, b, c: to.x - a * from.x - b * from.y, d, e, f: to.y - d * from.x - e * from.y };
}

/** No house draws one way more than eight times as large as the other. */
function isSquashed(a: number, b: number, d: number, e: number): boolean {
  const area = Math.abs(a * e - b * d);
  const square = a * a + b * b + d * d + e * e;
  return !(area > 0) || square / area > 8 + 1 / 8;
}

function centreOf(points: readonly Point[]): Point {
  const sum = points.reduce((total, { x, y }) => ({ x: total.x + x, y: total.y + y }), { x: 0, y: 0 });
  return { x: sum.x / Math.max(1, points.length), y: sum.y / Math.max(1, points.length) };
}

const tries = 120;
const judgedMax = 400;

/**
 * The fit that most pairs agree with to within `tolerance`, though the others be wrong altogether: of many threes of pairs,
 * the best, then least squares over those that agree. The threes are drawn the same way every time.
 */
export function fitMostPairs(pairs: readonly PointPair[], tolerance: number): PlanFit | undefined {
  const step = Math.max(1, Math.floor(pairs.length / judgedMax));
  const judges = pairs.filter((_, index) => index % step === 0);
  let best: { fit: PlanFit; agree: number } | undefined;
  for (let draw = 0; draw < tries; draw++) {
    const three = [7919, 104_729, 1_299_709].flatMap((prime, place) => {
      const pair = pairs[(draw * prime + Math.floor((place * pairs.length) / 3)) % pairs.length];
      return pair ? [pair] : [];
    });
    const fit = three.length === 3 ? leastSquares(three) : undefined;
    if (!fit) continue;
    const agree = judges.filter((pair) => missOf(fit, pair) <= tolerance).length;
    if (agree > (best?.agree ?? 0)) best = { fit, agree };
  }
  if (!best) return undefined;
  let { fit } = best;
  for (let round = 0; round < 3; round++) {
    const current = fit;
    fit = leastSquares(pairs.filter((pair) => missOf(current, pair) <= tolerance)) ?? current;
  }
  return fit;
}

export function missOf(fit: PlanFit, [from, to]: PointPair): number {
  const { x, y } = moved(fit, from);
  return Math.hypot(x - to.x, y - to.y);
}

interface Turn {
  swap: boolean;
  x: 1 | -1;
  y: 1 | -1;
}

/** The ways to lay one drawing on another, the likely ones first: as it is, turned, and only then as in a mirror. */
const turns: readonly Turn[] = [
  { swap: false, x: 1, y: 1 },
  { swap: false, x: -1, y: -1 },
  { swap: true, x: 1, y: -1 },
  { swap: true, x: -1, y: 1 },
  { swap: false, x: -1, y: 1 },
  { swap: false, x: 1, y: -1 },
  { swap: true, x: 1, y: 1 },
  { swap: true, x: -1, y: -1 },
];

/** Fits by the drawings alone: their frames, and their middles and spreads, laid on one another in every way. */
export function fitsByShape(theirs: readonly Point[], ours: readonly Point[]): PlanFit[] {
  return turns.flatMap((turn) => {
    const turned = theirs.map((point) => turnedBy(turn, point));
    return [frameOf, spreadOf].map((measure) => {
      const [from, to] = [measure(turned), measure(ours)];
      const scale = { x: ratio(to.width, from.width), y: ratio(to.height, from.height) };
      const x = { along: turn.x * scale.x, shift: to.x - scale.x * from.x };
      const y = { along: turn.y * scale.y, shift: to.y - scale.y * from.y };
      return turn.swap
        ? { a: 0, b: x.along, c: x.shift, d: y.along, e: 0, f: y.shift }
        : { a: x.along, b: 0, c: x.shift, d: 0, e: y.along, f: y.shift };
    });
  });
}

function turnedBy({ swap, x, y }: Turn, point: Point): Point {
  return swap ? { x: x * point.y, y: y * point.x } : { x: x * point.x, y: y * point.y };
}

interface Measure {
  x: number;
  y: number;
  width: number;
  height: number;
}

function frameOf(points: readonly Point[]): Measure {
  const frame = points.reduce(
    ({ left, right, top, bottom }, { x, y }) => ({
      left: Math.min(left, x),
      right: Math.max(right, x),
      top: Math.min(top, y),
      bottom: Math.max(bottom, y),
    }),
    { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity },
  );
  return { x: frame.left, y: frame.top, width: frame.right - frame.left, height: frame.bottom - frame.top };
}

function spreadOf(points: readonly Point[]): Measure {
  const { x, y } = centreOf(points);
  const square = points.reduce(
    (sum, point) => ({ x: sum.x + (point.x - x) ** 2, y: sum.y + (point.y - y) ** 2 }),
    { x: 0, y: 0 },
  );
  return { x, y, width: Math.sqrt(square.x / points.length), height: Math.sqrt(square.y / points.length) };
}

/** A row has no height: then nothing says how much larger it is drawn. */
function ratio(to: number, from: number): number {
  return to > 0 && from > 0 ? to / from : 1;
}
