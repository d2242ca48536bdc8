import type { RecallPerformance } from "@allotement/boxoffice/api/interface-recall.ts";
import type { SeatLook } from "../../seating-plan/looks.ts";

/** How each seat of the plan looks here: only what is at the reseller and unsold may be taken back (R6.3). */
export function recallLooks(seatCodes: readonly number[], seats: RecallPerformance): SeatLook[] {
  const indexes = new Map(seats.seatCodes.map((code, index) => [code, index]));
  return seatCodes.map((code) => {
    const index = indexes.get(code);
    if (index === undefined) return "dim";
    return lookOf(seats.states[index], seats.withReseller[index] === 1, seats.inHold[index] === 1);
  });
}

function lookOf(state: string | undefined, isWithReseller: boolean, isInHold: boolean): SeatLook {
  if (state === "divergent") return "conflict";
  // In its category's colour too (R6.2), and not to be taken back: it has not left.
  if (state === "held" && isInHold) return "inHold";
  if (!isWithReseller) return "dim";
  if (state === "allotted") return "selectable";
  if (state === "allotting" || state === "recalling") return "inDoubt";
  return state === "sold" ? "sold" : "dim";
}
