import { seatPitchOf } from "@allotement/documents/codifications/plan-picture.ts";
import { nearestPairs, nearestPlaces } from "./nearest-seats.ts";
import {
  fitMostPairs,
  fitsByShape,
  isMirrored,
  leastSquares,
  missOf,
  moved,
  type PlanFit,
} from "./plan-fit.ts";
import {
  type Pair,
  type PlacedSeat,
  type PlainLabel,
  pairsByLabel,
  plainLabel,
  uniquePairs,
} from "./seat-labels.ts";

export type MatchedBy = "labelAndPlace" | "label" | "place";
/** Which of the two wins where a seat's label and its place on the plan say different seats. */
export type Preference = "label" | "place";

/** Places in the two lists. */
export interface SeatMatch {
  theirs: number;
  ours: number;
  by: MatchedBy;
}

/** How far one hall is the twin («jumeau») of another. */
export interface Twin {
  matches: SeatMatch[];
  /** Seats of one side that have none on the other, by their places in the lists. */
  onlyTheirs: number[];
  onlyOurs: number[];
  /** 0 to 100: 100 where every seat of both is matched by label and by place. */
  score: number;
  /** How their plan lies on ours; null where it could not be laid on it. */
  fit: PlanFit | null;
  mirrored: boolean;
}

/** Half the way to a neighbour: farther away it could as well be the neighbour. */
const tolerancePitches = 0.5;
/** Fewer labels that agree about where the plan lies prove nothing. */
const agreeingShare = 0.6;
const agreeingMin = 3;

/**
 * Ties two plans of one hall together, whatever each house calls its zones and however it has drawn them: seats of the same
 * label, and seats of the same place once one plan lies on the other. No seat is matched twice; the same lists give the
 * same matches.
 */
export function matchSeats(
  theirs: readonly PlacedSeat[],
  ours: readonly PlacedSeat[],
  preference: Preference,
): Twin {
  const labels = { theirs: theirs.map(plainLabel), ours: ours.map(plainLabel) };
  const byLabel = pairsByLabel(labels.theirs, labels.ours);
  const tolerance = seatPitchOf(ours) * tolerancePitches;
  const fit = bestFit(theirs, ours, byLabel, tolerance, preference);
  const places = fit ? theirs.map((seat) => moved(fit, seat)) : undefined;
  const labelPairs = places
    ? pairsWithinZones(labels, byLabel[0] ?? [], nearestPairs(places, ours, tolerance))
    : byLabel.flat();
  const labelOf = new Map(labelPairs);
  const placePairs = places
    ? nearestPlaces(places, ours, tolerance, (their, our) => labelOf.get(their) === our)
    : [];
  const matches = join(labelPairs, placePairs, preference);
  return {
    ...judge(theirs.length, ours.length, matches),
    fit: fit ?? null,
    mirrored: fit !== undefined && isMirrored(fit),
  };
}

/** Of all the ways to lay their plan on ours, the one under which most seats come to lie on a seat. */
function bestFit(
  theirs: readonly PlacedSeat[],
  ours: readonly PlacedSeat[],
  byLabel: readonly Pair[][],
  tolerance: number,
  preference: Preference,
): PlanFit | undefined {
  if (tolerance === 0 || theirs.length === 0) return undefined;
  const labelled = fitOfLabels(theirs, ours, byLabel, tolerance);
  if (labelled && preference === "label") return labelled;
  const judges = sampleOf(theirs);
  const byShape = fitsByShape(theirs, ours).map((fit) => refined(fit, judges, ours, tolerance));
  // A drawing is more likely as it is than as in a mirror: that one must be better, not as good.
  const straight = [...(labelled ? [labelled] : []), ...byShape].sort(
    (one, other) => Number(isMirrored(one)) - Number(isMirrored(other)),
  );
  let best: { fit: PlanFit; lying: number } | undefined;
  for (const fit of straight) {
    const lying = lyingOn(fit, judges, ours, tolerance).length;
    if (lying > (best?.lying ?? 0) * clearlyBetter) best = { fit, lying };
  }
  return best && best.lying >= Math.min(judges.length, ours.length) * lyingShareMin ? best.fit : undefined;
}

/** As many as tell one way of laying from another; a whole hall of 20,000 would take minutes. */
function sampleOf(seats: readonly PlacedSeat[]): PlacedSeat[] {
  const step = Math.max(1, Math.ceil(seats.length / judgesMax));
  return seats.filter((_, index) => index % step === 0);
}

const judgesMax = 1500;
const clearlyBetter = 1.02;
/** Less than this of the smaller plan on the other is chance. */
const lyingShareMin = 0.3;

/** By the labels that say most, if they agree with one another about where the plan lies. */
function fitOfLabels(
  theirs: readonly PlacedSeat[],
  ours: readonly PlacedSeat[],
  byLabel: readonly Pair[][],
  tolerance: number,
): PlanFit | undefined {
  for (const level of byLabel) {
    const pairs = level.flatMap(([their, our]) => {
      const [from, to] = [theirs[their], ours[our]];
      return from && to ? [[from, to] as const] : [];
    });
    if (pairs.length < agreeingMin) continue;
    const fit = fitMostPairs(pairs, tolerance);
    const agree = fit ? pairs.filter((pair) => missOf(fit, pair) <= tolerance).length : 0;
    if (fit && agree >= Math.max(agreeingMin, pairs.length * agreeingShare)) return fit;
  }
  return undefined;
}

function lyingOn(
  fit: PlanFit,
  theirs: readonly PlacedSeat[],
  ours: readonly PlacedSeat[],
  tolerance: number,
): Pair[] {
  return nearestPairs(
    theirs.map((seat) => moved(fit, seat)),
    ours,
    tolerance,
  );
}

/** A rough fit made exact by what already lies on something; where that leads nowhere, the rough one. */
function refined(
  rough: PlanFit,
  theirs: readonly PlacedSeat[],
  ours: readonly PlacedSeat[],
  tolerance: number,
): PlanFit {
  let fit = rough;
  for (const reach of [4, 3, 2, 1.5, 1, 1]) {
    const pairs = lyingOn(fit, theirs, ours, tolerance * reach).flatMap(([their, our]) => {
      const [from, to] = [theirs[their], ours[our]];
      return from && to ? [[from, to] as const] : [];
    });
    fit = leastSquares(pairs) ?? fit;
  }
  const lying = (one: PlanFit) => lyingOn(one, theirs, ours, tolerance).length;
  return lying(fit) >= lying(rough) ? fit : rough;
}

/**
 * Pairs of one row and number within zones that belong together: zones of one name, and zones that lie on one another. A
 * row A stands in many zones; the plan says which of them is meant.
 */
function pairsWithinZones(
  labels: { theirs: readonly PlainLabel[]; ours: readonly PlainLabel[] },
  certain: readonly Pair[],
  lying: readonly Pair[],
): Pair[] {
  const zoneOf = ({ floor, zone }: PlainLabel) => JSON.stringify([floor, zone]);
  const together = new Map<string, Map<string, number>>();
  for (const [their, our] of [...certain, ...lying]) {
    const [one, other] = [labels.theirs[their], labels.ours[our]];
    if (!one || !other) continue;
    const votes = together.get(zoneOf(one)) ?? new Map<string, number>();
    votes.set(zoneOf(other), (votes.get(zoneOf(other)) ?? 0) + 1);
    together.set(zoneOf(one), votes);
  }
  const found: Pair[] = [...certain];
  const taken = {
    theirs: new Set(certain.map(([their]) => their)),
    ours: new Set(certain.map(([, our]) => our)),
  };
  const members = (list: readonly PlainLabel[], free: ReadonlySet<number>) => {
    const byZone = new Map<string, (readonly [number, string | undefined])[]>();
    list.forEach((label, index) => {
      if (free.has(index)) return;
      const key = label.number === "" ? undefined : JSON.stringify([label.row, label.number]);
      const zone = byZone.get(zoneOf(label));
      if (zone) zone.push([index, key]);
      else byZone.set(zoneOf(label), [[index, key]]);
    });
    return byZone;
  };
  const [theirZones, ourZones] = [members(labels.theirs, taken.theirs), members(labels.ours, taken.ours)];
  const usedOurs = new Set<number>();
  for (const [zone, seats] of [...theirZones].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const votes = together.get(zone) ?? new Map<string, number>();
    const all = [...votes.values()].reduce((sum, count) => sum + count, 0);
    const partners = [...votes]
      .filter(([, count]) => count >= all * votesMin)
      .flatMap(([name]) => ourZones.get(name) ?? []);
    for (const pair of uniquePairs(seats, partners)) {
      if (usedOurs.has(pair[1])) continue;
      usedOurs.add(pair[1]);
      found.push(pair);
    }
  }
  return found;
}

/** A zone that the other house has cut in two or more is met in all of its parts. */
const votesMin = 0.1;

/** Label and place together first; then whichever is preferred; then the other, of what is left. */
function join(labelPairs: readonly Pair[], placePairs: readonly Pair[], preference: Preference): SeatMatch[] {
  const placeOf = new Map(placePairs);
  const both = labelPairs.filter(([their, our]) => placeOf.get(their) === our);
  const matches: SeatMatch[] = [];
  const taken = { theirs: new Set<number>(), ours: new Set<number>() };
  const take = (pairs: readonly Pair[], by: MatchedBy) => {
    for (const [theirs, ours] of pairs) {
      if (taken.theirs.has(theirs) || taken.ours.has(ours)) continue;
      taken.theirs.add(theirs);
      taken.ours.add(ours);
      matches.push({ theirs, ours, by });
    }
  };
  take(both, "labelAndPlace");
  if (preference === "place") take(placePairs, "place");
  take(labelPairs, "label");
  take(placePairs, "place");
  return matches.sort((one, other) => one.theirs - other.theirs);
}

function judge(theirCount: number, ourCount: number, matches: SeatMatch[]) {
  const matched = {
    theirs: new Set(matches.map((match) => match.theirs)),
    ours: new Set(matches.map((match) => match.ours)),
  };
  const certain = matches.filter(({ by }) => by === "labelAndPlace").length;
  const all = theirCount + ourCount - matches.length;
  const points = certain + (matches.length - certain) / 2;
  return {
    matches,
    onlyTheirs: indexesWithout(theirCount, matched.theirs),
    onlyOurs: indexesWithout(ourCount, matched.ours),
    score: all === 0 ? 0 : Math.floor((points / all) * 100),
  };
}

function indexesWithout(count: number, taken: ReadonlySet<number>): number[] {
  return Array.from({ length: count }, (_, index) => index).filter((index) => !taken.has(index));
}
