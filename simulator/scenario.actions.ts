import type { Chance } from "./chance.ts";
import type { Action, House } from "./scenario.ts";

type Drawn = Action extends infer One ? (One extends { at: number } ? Omit<One, "at"> : never) : never;

/** How often each action is drawn, against the others. */
const weights: readonly (readonly [Action["do"], number])[] = [
  ["hold", 6],
  ["block", 1],
  ["sellAtCounter", 4],
  ["refundAtCounter", 2],
  ["allot", 9],
  ["recall", 14],
  ["giveUp", 4],
  ["import", 6],
  ["fetch", 1],
  ["scan", 5],
  ["check", 1],
  ["changeGrid", 2],
  ["changeNetworkPrice", 2],
  ["splitNetworkFees", 1],
  ["rescheduleHere", 1],
  ["rescheduleThere", 1],
  ["status", 2],
  ["settleSale", 2],
  ["basket", 30],
  ["sell", 6],
  ["putBack", 3],
  ["cancel", 7],
];
const wholeWeight = weights.reduce((sum, [, weight]) => sum + weight, 0);
const customers = [1, 2, 3];

/** What one of the actors does next. */
export function drawAction(chance: Chance, house: House): Drawn {
  const what = drawKind(chance);
  const operator = chance.pick([1, 2] as const);
  const performances = house.shows.flatMap((show) => show.performances);
  const performance = chance.pick(performances);
  const codes = Array.from({ length: house.seats }, (_, index) => index + 1);
  const seats = chance.some(codes, 3);
  const show = chance.pick(house.shows).number;
  const customer = chance.pick(customers);
  switch (what) {
    case "hold":
      return {
        do: what,
        operator,
        performance,
        seats,
        hold: chance.pick(["interface", "interface", "interface", "other", "none"]),
      };
    case "block":
      return { do: what, operator, performance, seats, blocked: chance.truth(0.6) };
    case "sellAtCounter":
      return { do: what, operator, performance, seats: chance.some(codes, 2) };
    case "refundAtCounter":
      return { do: what, operator, performance, pick: chance.below(8) };
    case "allot":
      return { do: what, operator, performances: chance.some(performances) };
    case "recall":
      return {
        do: what,
        operator,
        performances: chance.some(performances),
        seats: chance.truth(0.3) ? "all" : seats,
      };
    case "giveUp":
      return { do: what, operator, pick: chance.below(4) };
    case "import":
      return drawImport(chance, house, operator);
    case "forceRecall":
      return { do: what, performance, seats };
    case "closeConflict":
      return { do: what, pick: chance.below(4), staying: chance.pick(["late", "here", "none"] as const) };
    case "settleSale":
      return { do: what, pick: chance.below(6), how: chance.pick(["accept", "accept", "close"] as const) };
    case "mendRestored":
      return { do: what, side: "venue", decision: "takeBack" };
    case "check":
      return { do: what, performance, seats };
    case "writeSalesFile":
      return { do: what, file: 0, only: "all" };
    case "readSalesFile":
      return { do: what, file: 0, order: 0 };
    case "fetch":
    case "seal":
      return { do: what };
    case "scan":
      return {
        do: what,
        performance,
        pick: chance.below(8),
        direction: chance.pick(["entry", "entry", "exit"] as const),
        sends: chance.pick([1, 1, 2] as const),
      };
    case "basket":
      return { do: what, customer, performance, seats: chance.some(codes, 2), looks: chance.truth(0.85) };
    case "sell":
      return { do: what, customer, holder: chance.truth(0.5) };
    case "putBack":
      return { do: what, customer };
    case "cancel":
      return { do: what, customer, pick: chance.below(8) };
    default:
      return drawChange(chance, what, show, performance);
  }
}

/** Prices, dates and statuses that change between a sale and its receipt. */
function drawChange(
  chance: Chance,
  what:
    | "changeGrid"
    | "changeNetworkPrice"
    | "splitNetworkFees"
    | "rescheduleHere"
    | "rescheduleThere"
    | "status",
  show: number,
  performance: number,
): Drawn {
  const faceValueCents = chance.pick([4800, 4800, 5000]);
  const localTime = chance.pick(["19:00", "19:00", "20:30"]);
  switch (what) {
    case "changeGrid":
    case "changeNetworkPrice":
      return { do: what, show, faceValueCents };
    case "splitNetworkFees":
      return { do: what, show, venueFeeCents: chance.pick([120, 100, 0]) };
    case "rescheduleHere":
      return { do: what, performance, localTime };
    case "rescheduleThere":
      return { do: what, performance, localTime, version: chance.between(1, 5) };
    case "status":
      return { do: what, show, to: chance.pick(["announced", "onSale", "onSale", "onSale", "stopped"]) };
  }
}

/** The clerk's filters: shows, a range of performances, «until» (R7.1). */
function drawImport(chance: Chance, house: House, operator: 1 | 2): Drawn {
  return {
    do: "import",
    operator,
    shows: chance.some(house.shows.map((show) => show.number)),
    ...(chance.truth(0.2) ? { untilSecondsAgo: chance.between(0, 300) } : {}),
    ...(chance.truth(0.1) ? { from: `${house.localDate}T20:00` } : {}),
    ...(chance.truth(0.1) ? { to: `${house.localDate}T19:00` } : {}),
  };
}

function drawKind(chance: Chance): Action["do"] {
  let left = chance.below(wholeWeight);
  for (const [what, weight] of weights) {
    left -= weight;
    if (left < 0) return what;
  }
  return "basket";
}
