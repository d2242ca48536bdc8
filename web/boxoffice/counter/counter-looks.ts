import type { SeatLook } from "../../seating-plan/looks.ts";

/** How a seat looks at the counter: only free ones may be sold. */
export function counterLook(state: string): SeatLook {
  switch (state) {
    case "free":
      return "selectable";
    case "sold":
    case "soldAtCounter":
      return "sold";
    case "allotting":
    case "recalling":
      return "inDoubt";
    case "divergent":
      return "conflict";
    default:
      return "dim";
  }
}
