import type { SeatChange, SeatRow } from "../inventory/inventory.store.ts";

/** What is to be done with one seat: moved, left as it is wanted already, or refused for the state it is in. */
export type Plan = { kind: "move"; change: SeatChange } | { kind: "asWanted" } | { kind: "refused" };

/** Into a hold, or out of any with null. Only seats that are free or merely held may move; the allotment lock holds. */
export function planHold(seat: SeatRow, holdCode: number | null): Plan {
  if (seat.state === "free") {
    if (holdCode === null) return { kind: "asWanted" };
    return { kind: "move", change: { seat, movement: "hold", to: "held", set: { holdCode } } };
  }
  if (seat.state !== "held") return { kind: "refused" };
  if (seat.holdCode === holdCode) return { kind: "asWanted" };
  return holdCode === null
    ? { kind: "move", change: { seat, movement: "release", to: "free", set: { holdCode } } }
    : { kind: "move", change: { seat, movement: "rehold", to: "held", set: { holdCode } } };
}

/** Blocked from any sale, or free again. */
export function planBlock(seat: SeatRow, blocked: boolean): Plan {
  if (seat.state === "free")
    return blocked
      ? { kind: "move", change: { seat, movement: "block", to: "blocked" } }
      : { kind: "asWanted" };
  if (seat.state !== "blocked") return { kind: "refused" };
  return blocked ? { kind: "asWanted" } : { kind: "move", change: { seat, movement: "unblock", to: "free" } };
}
