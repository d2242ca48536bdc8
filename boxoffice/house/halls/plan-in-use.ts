import type { SeatChangeKind, SeatDifference } from "../../api/plans.ts";
import { awaitsFence, type SeatRow } from "../inventory/inventory.store.ts";
import type { SeatState } from "../inventory/seat-states.ts";

/**
 * What a new plan may do to a seat of a performance to come, by the seat's state. A seat that somebody has, or will have
 * when a message arrives, stays; the place and the category on a customer's ticket, and in the reseller's hands, stay as
 * they were told. What no ticket prints (where the seat is drawn, its designation) may change at any time.
 */
const mayChange: Readonly<Record<SeatState, "all" | "notGo" | "drawingOnly">> = {
  free: "all",
  blocked: "all",
  held: "notGo",
  allotting: "drawingOnly",
  allotted: "drawingOnly",
  recalling: "drawingOnly",
  sold: "drawingOnly",
  soldAtCounter: "drawingOnly",
  divergent: "drawingOnly",
};

/** The change that a seat's state forbids, the gravest first; undefined where all of them may be made. */
export function forbiddenChange(
  { changes }: Pick<SeatDifference, "changes">,
  seat: Pick<SeatRow, "state" | "fence" | "fenceAcknowledged">,
): SeatChangeKind | undefined {
  // Under a grant that was revoked by force the reseller may still sell it (rule 9).
  const allowed = awaitsFence(seat) ? "drawingOnly" : mayChange[seat.state];
  if (allowed === "all") return undefined;
  const forbidden: readonly SeatChangeKind[] =
    allowed === "notGo" ? ["gone"] : ["gone", "relabelled", "category"];
  return forbidden.find((change) => changes.includes(change));
}

/** Whether a change can be forbidden at all: of such seats every performance to come is asked. */
export function concernsPerformances({ changes }: Pick<SeatDifference, "changes">): boolean {
  return changes.some((change) => change === "gone" || change === "relabelled" || change === "category");
}
