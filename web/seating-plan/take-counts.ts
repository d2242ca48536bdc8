/** How many stretches before and after the broken one are looked at to mend it. */
const backMax = 8;
const windowMax = 16;

/**
 * How many seats to take of each stretch (neighbouring seats, given by their lengths, in the order in which they should
 * go), so that exactly `count` are taken, or all of them where there are fewer: whole stretches first, and where one must
 * be broken, so that as few seats as possible are left or taken alone.
 */
export function takeCounts(lengths: readonly number[], count: number): number[] {
  let left = Math.max(0, Math.floor(count));
  let whole = 0;
  for (let next = lengths[whole]; next !== undefined && next <= left; next = lengths[whole]) {
    left -= next;
    whole += 1;
  }
  const takes = lengths.map((length, index) => (index < whole ? length : 0));
  if (left === 0 || whole === lengths.length) return takes;
  let best: Mending | undefined;
  // The fewer whole stretches are broken again, the better: more only where it spares a seat from standing alone.
  for (let back = 0; back <= Math.min(whole, backMax) && best?.alone !== 0; back++) {
    const from = whole - back;
    const among = lengths.slice(from, from + windowMax);
    const wanted = left + among.slice(0, back).reduce((sum, length) => sum + length, 0);
    const found = leastAlone(among, wanted);
    if (found !== undefined && (best === undefined || found.alone < best.alone)) best = { ...found, from };
  }
  best?.takes.forEach((take, index) => {
    takes[best.from + index] = take;
  });
  return takes;
}

interface Mending {
  readonly takes: readonly number[];
  readonly alone: number;
  readonly from: number;
}

/** Of all ways to take `wanted` seats the one that leaves the fewest alone; of equals, the one that takes first ones first. */
function leastAlone(lengths: readonly number[], wanted: number): Omit<Mending, "from"> | undefined {
  // fewest[i][r]: seats alone when r are still to be taken of the stretches from i on.
  const fewest: number[][] = [...lengths, 0].map(() => new Array(wanted + 1).fill(Number.POSITIVE_INFINITY));
  const at = (index: number, rest: number) => fewest[index]?.[rest] ?? Number.POSITIVE_INFINITY;
  const costOf = (index: number, rest: number, take: number) =>
    seatsAlone(lengths[index] ?? 0, take) + at(index + 1, rest - take);
  const last = fewest.at(-1);
  if (last !== undefined) last[0] = 0;
  for (let index = lengths.length - 1; index >= 0; index--) {
    for (let rest = 0; rest <= wanted; rest++) {
      let cost = Number.POSITIVE_INFINITY;
      for (let take = Math.min(lengths[index] ?? 0, rest); take >= 0; take--)
        cost = Math.min(cost, costOf(index, rest, take));
      const row = fewest[index];
      if (row !== undefined) row[rest] = cost;
    }
  }
  const alone = at(0, wanted);
  if (alone === Number.POSITIVE_INFINITY) return undefined;
  let rest = wanted;
  const takes = lengths.map((length, index) => {
    let take = Math.min(length, rest);
    while (costOf(index, rest, take) > at(index, rest)) take -= 1;
    rest -= take;
    return take;
  });
  return { takes, alone };
}

/** Seats without a neighbour once `take` of a stretch are gone: one that stood alone before counts as none. */
export function seatsAlone(length: number, take: number): number {
  if (take === 0 || take === length) return 0;
  return (take === 1 ? 1 : 0) + (length - take === 1 ? 1 : 0);
}
