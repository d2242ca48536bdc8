import Flatbush from "flatbush";
import type { Point } from "./plan-fit.ts";
import type { Pair } from "./seat-labels.ts";

/** Several seats may be drawn at one place, one floor above the other. */
const neighboursMax = 8;

function indexOf(points: readonly Point[]): Flatbush | undefined {
  if (points.length === 0) return undefined;
  const index = new Flatbush(points.length);
  for (const { x, y } of points) index.add(x, y, x, y);
  index.finish();
  return index;
}

/** Pairs of points that are each other's nearest, no farther apart than `reach`. */
export function nearestPairs(theirs: readonly Point[], ours: readonly Point[], reach: number): Pair[] {
  const [ourIndex, theirIndex] = [indexOf(ours), indexOf(theirs)];
  if (!ourIndex || !theirIndex) return [];
  return theirs.flatMap((point, their): Pair[] => {
    const [our] = ourIndex.neighbors(point.x, point.y, 1, reach);
    const there = our === undefined ? undefined : ours[our];
    if (our === undefined || !there) return [];
    const [back] = theirIndex.neighbors(there.x, there.y, 1, reach);
    const mutual = back === their || samePlace(theirs[back ?? -1], point);
    return mutual ? [[their, our]] : [];
  });
}

/**
 * The same for matching: each seat once, the closest first; of several at one place the one that `isMeant` says, by its
 * label.
 */
export function nearestPlaces(
  theirs: readonly Point[],
  ours: readonly Point[],
  reach: number,
  isMeant: (their: number, our: number) => boolean,
): Pair[] {
  const ourIndex = indexOf(ours);
  if (!ourIndex) return [];
  const candidates = theirs.flatMap((point, their) =>
    ourIndex.neighbors(point.x, point.y, neighboursMax, reach).flatMap((our) => {
      const there = ours[our];
      if (!there) return [];
      return [
        { their, our, away: Math.hypot(there.x - point.x, there.y - point.y), meant: isMeant(their, our) },
      ];
    }),
  );
  candidates.sort(
    (one, other) =>
      Number(other.meant) - Number(one.meant) ||
      one.away - other.away ||
      one.their - other.their ||
      one.our - other.our,
  );
  const taken = { theirs: new Set<number>(), ours: new Set<number>() };
  return candidates.flatMap(({ their, our }): Pair[] => {
    if (taken.theirs.has(their) || taken.ours.has(our)) return [];
    taken.theirs.add(their);
    taken.ours.add(our);
    return [[their, our]];
  });
}

function samePlace(one: Point | undefined, other: Point): boolean {
  return one !== undefined && one.x === other.x && one.y === other.y;
}
