import type { BiographyEvent, SeatHolder } from "../../api/interface-biography.ts";

/** Puts both sides' movements and the audit's entries into one order of time; at the same moment ours come first. */
export function inOrderOfTime(events: readonly BiographyEvent[]): BiographyEvent[] {
  const rank = { here: 0, act: 1, there: 2 };
  // Sorting is stable: what one side wrote at one moment stays in its order.
  return [...events].sort(
    (one, other) => Date.parse(one.at) - Date.parse(other.at) || rank[one.side] - rank[other.side],
  );
}

/** Whose the seat is to sell, by the state in the venue's books (protocol, section 1). */
const entitledIn: Record<string, SeatHolder["entitled"]> = {
  free: "venue",
  held: "venue",
  blocked: "venue",
  allotting: "onItsWay",
  allotted: "reseller",
  recalling: "reseller",
  sold: "sold",
  soldAtCounter: "sold",
};

/**
 * Who held the seat at a moment: by the last movement of our books that is not later, with the reseller's state beside
 * it. Before the first movement a seat is free. Nobody is named where the sides differed.
 */
export function holderAt(events: readonly BiographyEvent[], at: Date): SeatHolder {
  let state = "free";
  let holdName: string | null = null;
  let ticket: SeatHolder["ticket"] = null;
  let stateThere: string | null = null;
  for (const event of inOrderOfTime(events)) {
    if (Date.parse(event.at) > at.getTime()) break;
    if (event.side === "there") stateThere = event.to;
    if (event.side !== "here") continue;
    state = event.to;
    holdName = event.holdName;
    ticket = entitledIn[event.to] === "sold" ? (event.ticket ?? ticket) : null;
  }
  return {
    at: at.toISOString(),
    entitled: entitledIn[state] ?? "unclear",
    state,
    holdName,
    ticket,
    stateThere,
  };
}
