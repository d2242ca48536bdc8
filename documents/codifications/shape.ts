/** A closed line; the inside is what it goes round, and its end joins its beginning. */
export type Outline = readonly { x: number; y: number }[];

const samples = 4;

/**
 * How much of each pixel lies inside the outlines, 0 to 16, by 4 × 4 samples; `set` is called for those above 0. What two
 * outlines go round the other way is a hole, as in a letter. Own arithmetic, so that the bytes are the same everywhere.
 */
export function fillOutlines(
  outlines: readonly Outline[],
  set: (x: number, y: number, cover: number) => void,
): void {
  const edges = outlines.flatMap((outline) =>
    outline.map((from, index) => ({ from, to: outline[(index + 1) % outline.length] ?? from })),
  );
  const xs = edges.map(({ from }) => from.x);
  const ys = edges.map(({ from }) => from.y);
  const [left, right] = [Math.floor(least(xs)), Math.ceil(most(xs))];
  const [top, bottom] = [Math.floor(least(ys)), Math.ceil(most(ys))];
  for (let y = top; y < bottom; y++) {
    const cover = new Uint8Array(Math.max(0, right - left));
    for (let sample = 0; sample < samples; sample++) addRow(edges, y + (sample + 0.5) / samples, left, cover);
    cover.forEach((value, index) => {
      if (value > 0) set(left + index, y, value);
    });
  }
}

type Edge = { from: { x: number; y: number }; to: { x: number; y: number } };

function addRow(edges: readonly Edge[], y: number, left: number, cover: Uint8Array): void {
  const crossings = edges
    .filter(({ from, to }) => from.y <= y !== to.y <= y)
    .map(({ from, to }) => ({
      x: from.x + ((y - from.y) / (to.y - from.y)) * (to.x - from.x),
      turn: to.y > from.y ? 1 : -1,
    }))
    .sort((one, other) => one.x - other.x);
  let turns = 0;
  crossings.forEach(({ x, turn }, index) => {
    turns += turn;
    const next = crossings[index + 1];
    if (turns === 0 || next === undefined) return;
    const first = Math.ceil((x - left) * samples - 0.5);
    const end = Math.ceil((next.x - left) * samples - 0.5);
    for (let place = first; place < end; place++) {
      const pixel = Math.floor(place / samples);
      cover[pixel] = (cover[pixel] ?? 0) + 1;
    }
  });
}

function least(values: readonly number[]): number {
  return values.reduce((one, other) => Math.min(one, other), Number.POSITIVE_INFINITY);
}

function most(values: readonly number[]): number {
  return values.reduce((one, other) => Math.max(one, other), Number.NEGATIVE_INFINITY);
}
