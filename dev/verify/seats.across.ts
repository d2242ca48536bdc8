import type { SeatPair } from "./seat-pairs.ts";
import { type BrokenRow, type InvariantAcross, nameOf } from "./sides.ts";

/** The venue's states in which it may sell the seat itself, or has. */
const venueMaySell = new Set(["free", "held", "soldAtCounter", "blocked"]);
const networkMaySell = new Set(["offered", "inBasket", "sold"]);

function rowOf(seat: SeatPair, detail: string): BrokenRow {
  return {
    where: `${nameOf(seat)}, performance ${seat.performanceNumber}, seat ${seat.seatCode}`,
    detail,
  };
}

function statesOf({ venue, network }: SeatPair): string {
  const grant = (value: number | null | undefined) => (value ? ` under grant ${value}` : "");
  const home = venue ? `${venue.state}${grant(venue.grant)}` : "unknown";
  const there = network ? `${network.state}${grant(network.grant)}` : "unknown";
  return `${home} at the venue, ${there} at the reseller`;
}

export const neverBothEntitled: InvariantAcross = {
  number: 2,
  title: "Never are both sides entitled to sell a seat, unless a forced recall explains it",
  check: async ({ seats, atRest }) =>
    seats.flatMap((seat) => {
      const { venue, network } = seat;
      if (!venue || !network || !venueMaySell.has(venue.state) || !networkMaySell.has(network.state))
        return [];
      const fenced = network.grant <= venue.fence;
      // A seat that moved while the databases were read proves nothing.
      return fenced || !(venue.still || atRest) ? [] : [rowOf(seat, statesOf(seat))];
    }),
};

const commandsOfTheVenue: InvariantAcross = {
  number: 10,
  title: "The reseller's command is never above the venue's",
  check: async ({ seats }) =>
    seats.flatMap((seat) => {
      const { venue, network } = seat;
      if (!network || (venue && network.command <= venue.commandAfter)) return [];
      const home = venue ? `the venue's is ${venue.commandAfter}` : "the venue has no such seat";
      return [rowOf(seat, `the reseller's command is ${network.command}, ${home}`)];
    }),
};

/** What the pair of states asks for (protocol, section 3); `waits`: the next exchange does it by itself. */
interface Verdict {
  says: string;
  waits: boolean;
}

const alarm = (says: string): Verdict => ({ says, waits: false });
const exchange = (says: string): Verdict => ({ says, waits: true });

/** The reconciliation matrix; undefined where the pair of states is fine. */
export function verdictOf({ venue, network }: SeatPair): Verdict | undefined {
  const there =
    network?.state === "sold" ? "sold" : network && networkMaySell.has(network.state) ? "offered" : "none";
  if (!venue) return there === "none" ? undefined : alarm("the venue has no such seat");
  const sameGrant = venue.grant === network?.grant;
  if (venueMaySell.has(venue.state)) {
    if (there === "none") return undefined;
    if (there === "sold") return venue.disputed ? undefined : alarm("conflict: sold at the reseller");
    return network && network.grant <= venue.fence ? exchange("send the fence again") : alarm("two owners");
  }
  switch (venue.state) {
    case "allotting":
      if (there === "none") return exchange("send again");
      return there === "sold" ? exchange("receive the sale") : exchange("take as accepted");
    case "allotted":
      if (there === "none") return alarm("the reseller does not hold it; a person decides");
      if (there === "sold")
        return sameGrant ? exchange("receive the sale") : alarm("sold under another grant");
      return sameGrant ? undefined : alarm("held under another grant");
    case "recalling":
      if (there === "none") return exchange("take as withdrawn");
      return there === "sold" ? exchange("receive the sale") : exchange("send again");
    case "sold":
      if (there !== "sold") return alarm("a lost cancellation, or the reseller was restored");
      return sameGrant ? undefined : alarm("sold under another grant");
    default:
      return alarm("the sides differ; a person decides");
  }
}

/**
 * Between two exchanges a seat may well be on its way: then only alarms are told, and none of a seat that moved while the
 * databases were read or of which the feed still holds an event. At rest every pair must be fine.
 */
export const seatBySeat: InvariantAcross = {
  number: "R8.3",
  title: "Seat by seat, the venue's state and the reseller's fit each other, or a conflict row says why not",
  check: async ({ seats, atRest }) =>
    seats.flatMap((seat) => {
      const verdict = verdictOf(seat);
      if (!verdict) return [];
      const moving = verdict.waits || seat.venue?.still === false || seat.network?.unreceived === true;
      return moving && !atRest ? [] : [rowOf(seat, `${statesOf(seat)}: ${verdict.says}`)];
    }),
};

export const seatsAcross = [neverBothEntitled, commandsOfTheVenue, seatBySeat];
