import type { RecallPerformance } from "@allotement/boxoffice/api/interface-recall.ts";
import type { SeatLook } from "../../seating-plan/looks.ts";

/** How each seat of the plan looks here: only what is at the reseller and unsold may be taken back (R6.3). */
export function recallLooks(seatCodes: readonly number[], seats: RecallPerformance): SeatLook[] {
  const indexes = new Map(seats.seatCodes.map((code, index) => [code, index]));
  return seatCodes.map((code) => {
    const index = indexes.get(code);
    return index === undefined ? "dim" : lookOf(seats.states[index], seats.withReseller[index] === 1);
  });
}

function lookOf(state: string | undefined, isWithReseller: boolean): SeatLook {
  if (state === "divergent") return "conflict";
  if (!isWithReseller) return "dim";
  if (state === "allotted") return "selectable";
  if (state === "allotting" || state === "recalling") return "inDoubt";
  return state === "sold" ? "sold" : "dim";
}
