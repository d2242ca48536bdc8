import { type Chance, chanceOf } from "./chance.ts";
import type { SideName } from "./process.ts";
import { drawAction } from "./scenario.actions.ts";
import { type Disturbance, drawDisturbances, drawRestores } from "./scenario.disturbances.ts";

/** The line's faults while the phase of faults lasts. Probabilities are of one message. */
export interface WireFaults {
  loss: number;
  repeats: number;
  copiesHoursLate: boolean;
  /** The gateway answers in the reseller's stead, or spoils its answer. */
  gateway: number;
  /** A slow way takes up to so many milliseconds. */
  slowest: number;
}

/** What befalls the processes and their databases; probabilities of one passing. */
export interface SideFaults {
  /** How likely the process ends at a crash point, or at a call of its store. */
  crashAtPoint: number;
  crashAtStore: number;
  /** A commit fails: surely undone, or nobody is told whether it was done. */
  commitUndone: number;
  commitUnknown: number;
  /** How far a loop oversleeps, as on a machine that is busy elsewhere: factors of one wait. */
  oversleep: number[];
}

/** What people do, as data: the same for every floor. Places are picked from what stands in the books by then. */
export type Action = { at: number } & (
  | {
      do: "hold";
      operator: 1 | 2;
      performance: number;
      seats: number[];
      hold: "interface" | "other" | "none";
    }
  | { do: "block"; operator: 1 | 2; performance: number; seats: number[]; blocked: boolean }
  | { do: "sellAtCounter"; operator: 1 | 2; performance: number; seats: number[] }
  | { do: "refundAtCounter"; operator: 1 | 2; performance: number; pick: number }
  | { do: "allot"; operator: 1 | 2; performances: number[] }
  | { do: "recall"; operator: 1 | 2; performances: number[]; seats: number[] | "all" }
  | { do: "giveUp"; operator: 1 | 2; pick: number }
  | { do: "import"; operator: 1 | 2; shows: number[]; untilSecondsAgo?: number; from?: string; to?: string }
  | { do: "fetch" }
  | { do: "seal" }
  | { do: "writeSalesFile"; file: number; only: "all" | "live" }
  | { do: "readSalesFile"; file: number; order: number }
  | { do: "forceRecall"; performance: number; seats: number[] | "all" }
  | { do: "closeConflict"; pick: number; staying: "late" | "here" | "none" }
  | { do: "mendRestored"; side: SideName; decision: "takeBack" | "leaveToReseller" }
  | { do: "settleSale"; pick: number; how: "accept" | "close" }
  | { do: "scan"; performance: number; pick: number; direction: "entry" | "exit"; sends: 1 | 2 }
  | { do: "check"; performance: number; seats: number[] }
  | { do: "changeGrid"; show: number; faceValueCents: number }
  | { do: "changeNetworkPrice"; show: number; faceValueCents: number }
  | { do: "splitNetworkFees"; show: number; venueFeeCents: number }
  | { do: "rescheduleHere"; performance: number; localTime: string }
  | { do: "rescheduleThere"; performance: number; localTime: string; version: number }
  | { do: "status"; show: number; to: "announced" | "onSale" | "stopped" }
  | { do: "basket"; customer: number; performance: number; seats: number[]; looks: boolean }
  | { do: "sell"; customer: number; holder: boolean }
  | { do: "putBack"; customer: number }
  | { do: "cancel"; customer: number; pick: number }
);

/** The season that the seed begins with. */
export interface House {
  shows: { number: number; performances: number[] }[];
  /** Seats of each performance, by code from 1. */
  seats: number;
  /** The last seat's zone is not mapped at the reseller (error 14). */
  unknownZone: boolean;
  onPriceMismatch: "stop" | "isolate";
  basketMinutes: number;
  /** How long the reseller's tokens hold: ten minutes with ours, a working day with another. */
  sessionMinutes: number;
  localDate: string;
  localTime: string;
}

export interface Scenario {
  seed: number;
  /** The instant at which it begins. */
  startsAt: string;
  /** Milliseconds that the phase of faults lasts; afterwards everything heals. */
  lasts: number;
  house: House;
  wire: WireFaults;
  venue: SideFaults;
  reseller: SideFaults;
  actions: Action[];
  disturbances: Disturbance[];
}

/** Draws a seed's scenario: its mix of faults and what people do over virtual time. */
export function drawScenario(seed: number): Scenario {
  const chance = chanceOf(seed, "scenario");
  const lasts = chance.between(3, 12) * 60_000;
  const house = drawHouse(chance);
  const actions: Action[] = [];
  const wanted = chance.between(15, 40);
  // The first minutes put seats on sale, so that the rest has something to meet.
  for (let index = 0; index < wanted; index++) {
    const at = chance.below(lasts);
    const action = drawAction(chance, house);
    actions.push({ at, ...action });
    // Most customers pay a little later.
    if (action.do === "basket" && chance.truth(0.7)) actions.push(...purchase(chance, at, action.customer));
  }
  actions.push(...opening(chance, house));
  if (chance.truth(0.35)) actions.push(...emergencies(chance, house, lasts));
  actions.push(...sealings(seed, lasts));
  const quiet = chance.truth(0.1);
  const restores = quiet
    ? { disturbances: [], actions: [] }
    : drawRestores(chanceOf(seed, "restores"), lasts);
  actions.push(...restores.actions);
  // What a side forgot and a file remembers is for people to settle.
  if (restores.disturbances.length === 0) actions.push(...salesFiles(seed, lasts));
  actions.sort((one, other) => one.at - other.at);
  return {
    seed,
    startsAt: drawStart(chance),
    lasts,
    house,
    wire: {
      loss: quiet ? 0 : chance.pick([0, 0.02, 0.1, 0.2, 0.3]),
      repeats: quiet ? 0 : chance.pick([0, 0.05, 0.2, 0.5]),
      copiesHoursLate: chance.truth(0.4),
      gateway: quiet ? 0 : chance.pick([0, 0, 0.03, 0.1]),
      slowest: chance.pick([200, 3000, 20_000, 40_000]),
    },
    venue: drawSideFaults(chance, quiet),
    reseller: drawSideFaults(chance, quiet),
    actions,
    disturbances: quiet ? [] : [...drawDisturbances(chance, lasts), ...restores.disturbances],
  };
}

/** Seats are taken back by force, and often sold here at once; conflicts that come of it are closed. */
function emergencies(chance: Chance, house: House, lasts: number): Action[] {
  const actions: Action[] = [];
  const performances = house.shows.flatMap((show) => show.performances);
  const codes = Array.from({ length: house.seats }, (_, index) => index + 1);
  for (let left = chance.between(1, 3); left > 0; left--) {
    const at = chance.between(60_000, lasts);
    const performance = chance.pick(performances);
    const seats = chance.some(codes);
    const operator = chance.pick([1, 2] as const);
    actions.push({ at, do: "forceRecall", performance, seats: chance.truth(0.3) ? "all" : seats });
    const soon = (from: number) => at + from + chance.below(30_000);
    if (chance.truth(0.6))
      actions.push({ at: soon(500), do: "hold", operator, performance, seats, hold: "none" });
    if (chance.truth(0.6))
      actions.push({
        at: soon(15_000),
        do: "sellAtCounter",
        operator,
        performance,
        seats: chance.some(seats, 2),
      });
    if (chance.truth(0.5))
      actions.push({ at: soon(2_000), do: "allot", operator, performances: [performance] });
    const staying = chance.pick(["late", "here", "none"] as const);
    if (chance.truth(0.5))
      actions.push({ at: soon(90_000), do: "closeConflict", pick: chance.below(4), staying });
  }
  return actions;
}

/** The journal is sealed now and then, as its sealer does beside everything else. */
function sealings(seed: number, lasts: number): Action[] {
  const chance = chanceOf(seed, "seals");
  return Array.from({ length: chance.below(4) }, () => ({ at: chance.below(lasts), do: "seal" }));
}

/** A file of the network's books is read late, or twice, while the line is up or down (R8.4). */
function salesFiles(seed: number, lasts: number): Action[] {
  const chance = chanceOf(seed, "sales files");
  if (!chance.truth(0.3)) return [];
  return Array.from({ length: chance.between(1, 2) }, (_, file): Action[] => {
    const at = chance.below(lasts);
    // At once it is ahead of the feed, later behind it.
    const read = (): Action => ({
      ...{ do: "readSalesFile", file, order: chance.below(1_000) },
      at: chance.truth(0.5) ? at + chance.below(3_000) : chance.between(at, lasts),
    });
    const only = chance.pick(["all", "live"] as const);
    const readings = chance.truth(0.6) ? [read(), read()] : [read()];
    return [{ at, do: "writeSalesFile", file, only }, ...readings];
  }).flat();
}

/** Pays, and sometimes thinks better of it. */
function purchase(chance: Chance, begun: number, customer: number): Action[] {
  const at = begun + chance.between(1_000, 60_000);
  const sale = { at, do: "sell" as const, customer, holder: chance.truth(0.5) };
  if (!chance.truth(0.3)) return [sale];
  return [sale, { at: at + chance.between(500, 40_000), do: "cancel", customer, pick: chance.below(8) }];
}

function drawHouse(chance: Chance): House {
  const shows = chance.pick([
    [{ number: 50, performances: [501] }],
    [{ number: 50, performances: [501, 502] }],
    [
      { number: 50, performances: [501] },
      { number: 51, performances: [511] },
    ],
  ]);
  return {
    shows,
    seats: chance.between(3, 6),
    unknownZone: chance.truth(0.1),
    onPriceMismatch: chance.pick(["stop", "isolate"]),
    basketMinutes: chance.pick([1, 2, 5]),
    sessionMinutes: chance.pick([10, 600]),
    localDate: "2026-12-23",
    localTime: "19:00",
  };
}

/** Most seeds fall on an ordinary day; some on the night in which the clocks show 02:00 to 03:00 twice. */
function drawStart(chance: Chance): string {
  if (chance.truth(0.15)) return `2026-10-25T00:${String(chance.between(10, 59)).padStart(2, "0")}:00.000Z`;
  return `2026-11-0${chance.between(1, 9)}T${String(chance.between(8, 22)).padStart(2, "0")}:00:00.000Z`;
}

function drawSideFaults(chance: Chance, quiet: boolean): SideFaults {
  if (quiet)
    return {
      crashAtPoint: 0,
      crashAtStore: 0,
      commitUndone: 0,
      commitUnknown: 0,
      oversleep: [1, 60, 200],
    };
  return {
    crashAtPoint: chance.pick([0, 0, 0.01, 0.05]),
    crashAtStore: chance.pick([0, 0, 0.002, 0.01]),
    commitUndone: chance.pick([0, 0, 0.01, 0.05]),
    commitUnknown: chance.pick([0, 0, 0.01, 0.05]),
    oversleep: chance.pick([
      [1, 60, 200],
      [20, 100],
      [2, 400],
    ]),
  };
}

/** Seats go into the hold and out to the reseller, and the shows go on sale, early on. */
function opening(chance: Chance, house: House): Action[] {
  const performances = house.shows.flatMap((show) => show.performances);
  const seats = Array.from({ length: house.seats }, (_, index) => index + 1);
  const early = () => chance.below(40_000);
  return [
    ...performances.map(
      (performance) =>
        ({
          at: 0,
          do: "hold",
          operator: 1,
          performance,
          seats: chance.some(seats),
          hold: "interface",
        }) as const,
    ),
    { at: 1000 + early(), do: "allot", operator: 1, performances },
    ...house.shows.flatMap(({ number: show }) => [
      { at: 30_000 + early(), do: "status", show, to: "announced" } as const,
      { at: 70_000 + early(), do: "status", show, to: "onSale" } as const,
    ]),
  ];
}
