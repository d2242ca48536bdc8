import { movements } from "@allotement/boxoffice/house/inventory/seat-states.ts";
import { byKey, grouped, type Invariant, type Rows, seatKey, seatName } from "./invariant.ts";

const venueMaySell = new Set(["free", "held", "soldAtCounter", "blocked"]);
const networkMaySell = new Set(["offered", "inBasket", "sold"]);

const neverBothEntitled: Invariant = {
  rule: "2",
  title: "never both sides entitled to sell a seat, unless a forced recall explains it",
  holds: "commit",
  check({ venue, network, setBack }) {
    const there = byKey(network.seats, seatKey);
    return venue.seats.flatMap((seat) => {
      const theirs = there.get(seatKey(seat));
      if (!theirs || !venueMaySell.has(seat.state) || !networkMaySell.has(theirs.state)) return [];
      if (setBack.has(seatKey(seat)) || theirs.grant <= seat.fence) return [];
      return [
        `${seatName(seat)}: ${seat.state} at the venue, ${theirs.state} at the reseller (grant ${theirs.grant})`,
      ];
    });
  },
};

export const commandsOfTheVenue: Invariant = {
  rule: "10",
  title: "the reseller's command is never above the venue's",
  holds: "commit",
  check({ venue, network, restored, setBack }) {
    const created = new Set(network.performances.map(({ performanceNumber }) => performanceNumber));
    const here = byKey(venue.seats, seatKey);
    return network.seats.flatMap((seat) => {
      const command = here.get(seatKey(seat))?.command ?? 0;
      // A venue that forgot its commands takes them from the reseller.
      if (setBack.has(seatKey(seat)) || seat.command <= command) return [];
      // Of a performance that was never created there a restored venue can take no snapshot; nothing was ever granted.
      if (restored.venue && seat.state === "none" && !created.has(seat.performanceNumber)) return [];
      return [`${seatName(seat)}: command ${seat.command} at the reseller, ${command} at the venue`];
    });
  },
};

const ofTheVenue = new Set(
  Object.entries(movements).flatMap(([movement, pairs]) =>
    pairs.map(([from, to]) => `${movement} ${from} ${to}`),
  ),
);
/** As the protocol's section 1 has them, not as the product's own table does. */
const ofTheReseller = new Set([
  "allot none offered",
  "allot withdrawn offered",
  "recall offered withdrawn",
  "fence none withdrawn",
  "fence offered withdrawn",
  "fence inBasket withdrawn",
  "fence withdrawn withdrawn",
  "fence sold sold",
  "reserve offered inBasket",
  "expire inBasket offered",
  "putBack inBasket offered",
  "sell inBasket sold",
  "giveBack offered sold",
  "giveBack inBasket sold",
  "giveBack withdrawn sold",
  "cancel sold offered",
  "cancel sold withdrawn",
]);

interface Step {
  serial: number;
  movement: string;
  from: string;
  to: string;
  command: number;
}

/** Where a seat's movements are no unbroken chain of allowed steps that ends in its state, or its command falls. */
function faultOfChain(
  steps: readonly Step[],
  begin: string,
  allowed: ReadonlySet<string>,
  seat: { state: string; command: number; movementSerial: number | null },
): string | undefined {
  let state = begin;
  let command = 0;
  for (const [index, step] of steps.entries()) {
    const { movement, from, to } = step;
    if (step.serial !== index + 1) return `movement ${step.serial} stands in place ${index + 1}`;
    if (from !== state) return `${movement} from ${from}, where the seat was ${state}`;
    if (!allowed.has(`${movement} ${from} ${to}`)) return `${movement} from ${from} to ${to} is not allowed`;
    if (step.command < command) return `command ${step.command} after ${command}`;
    ({ command } = step);
    state = to;
  }
  if (state !== seat.state) return `the seat is ${seat.state}, its movements end in ${state}`;
  if (seat.command < command) return `the seat's command ${seat.command} has fallen from ${command}`;
  return (seat.movementSerial ?? 0) === steps.length ? undefined : "the seat's movements are not all there";
}

const unbrokenChain: Invariant = {
  rule: "10, 11",
  title: "a seat's movements are an unbroken chain of allowed steps that ends in its state",
  holds: "rest",
  check({ venue, network }) {
    const here = grouped(venue.movements, seatKey);
    const there = grouped(network.movements, seatKey);
    return [
      ...venue.seats.map((seat) => [
        seat,
        faultOfChain(here.get(seatKey(seat)) ?? [], "free", ofTheVenue, seat),
      ]),
      ...network.seats.map((seat) => [
        seat,
        faultOfChain(there.get(seatKey(seat)) ?? [], "none", ofTheReseller, seat),
      ]),
    ].flatMap(([seat, fault]) =>
      fault && typeof fault === "string" && typeof seat === "object" ? [`${seatName(seat)}: ${fault}`] : [],
    );
  },
};

const capacity: Invariant = {
  rule: "17",
  title: "per performance, the seats by state add up to the hall's capacity",
  holds: "rest",
  check: ({ venue, capacity: wanted }) =>
    [...grouped(venue.seats, (seat) => seat.performanceNumber)].flatMap(([number, seats]) =>
      new Set(seats.map((seat) => seat.seatCode)).size === wanted && seats.length === wanted
        ? []
        : [`performance ${number}: ${seats.length} seats of ${wanted}`],
    ),
};

/** The reconciliation of section 3, once nothing is on its way: the pairs of states that are fine. */
export const seatBySeat: Invariant = {
  rule: "R8.3",
  title: "seat by seat, the venue's state and the reseller's fit each other at rest",
  holds: "rest",
  check({ venue, network, restored }) {
    const there = byKey(network.seats, seatKey);
    const grants = new Map(venue.inbox.map((row) => [row.ticketId, row.event.grant]));
    const disputed = new Set(
      venue.conflicts.map((one) => `${seatKey(one)}/${grants.get(one.ticketId ?? 0)}`),
    );
    return venue.seats.flatMap((seat) => {
      const theirs = there.get(seatKey(seat));
      // This very sale came behind the fence, or under a grant that a restored venue had forgotten, and could not be given
      // its seat: a conflict names its ticket. Closed or not, the reseller holds the seat as sold until it cancels there.
      const late = theirs?.state === "sold" && (theirs.grant <= seat.fence || restored.venue !== undefined);
      if (late && disputed.has(`${seatKey(seat)}/${theirs.grant}`)) return [];
      const state = theirs?.state ?? "none";
      const sameGrant = theirs?.grant === seat.grantCommand;
      const fine =
        seat.state === "allotted"
          ? (state === "offered" || state === "inBasket") && sameGrant
          : seat.state === "sold"
            ? state === "sold" && sameGrant
            : venueMaySell.has(seat.state) && (state === "none" || state === "withdrawn");
      return fine
        ? []
        : [
            `${seatName(seat)}: ${seat.state} (grant ${seat.grantCommand}), ${state} (grant ${theirs?.grant})`,
          ];
    });
  },
};

/** What sells a seat at the reseller hangs together: seat, basket, order line. */
const linesOfSeats: Invariant = {
  rule: "1, at the reseller",
  title: "a sold seat has one line that is not cancelled, any other none; a basket's seat has its basket",
  holds: "commit",
  check({ network }: Rows) {
    const live = grouped(
      network.lines.filter((line) => line.cancelledAt === null),
      seatKey,
    );
    const baskets = byKey(network.baskets, (basket) => basket.basketId);
    return network.seats.flatMap((seat) => {
      const lines = live.get(seatKey(seat))?.length ?? 0;
      if (lines !== (seat.state === "sold" ? 1 : 0))
        return [`${seatName(seat)}: ${seat.state}, ${lines} lines that are not cancelled`];
      const basket = seat.basketId === null ? undefined : baskets.get(seat.basketId);
      if (seat.state === "inBasket" ? basket?.state === "open" : seat.basketId === null) return [];
      return [`${seatName(seat)}: ${seat.state}, its basket is ${basket?.state ?? "not there"}`];
    });
  },
};

export const seatInvariants = [
  neverBothEntitled,
  commandsOfTheVenue,
  linesOfSeats,
  unbrokenChain,
  capacity,
  seatBySeat,
];
