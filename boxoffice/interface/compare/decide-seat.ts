import { awaitsFence, type SeatChange, type SeatRow } from "../../house/inventory/inventory.store.ts";
import type { SeatThere } from "./compare-seat.ts";

const withVenue: readonly string[] = ["free", "held", "soldAtCounter", "blocked"];
const leavable: readonly string[] = ["free", "held", "allotted"];

/**
 * The change that leaves a seat to the reseller, under the grant that its snapshot shows; undefined where it does not hold
 * the seat, where the grant was revoked, or where a fence is still on its way.
 */
export function leaveSeat(
  seat: SeatRow,
  there: SeatThere | null,
  resellerId: number,
  holdCode: number,
): SeatChange | undefined {
  const holds = there?.state === "offered" || there?.state === "inBasket";
  if (!there || !holds || !leavable.includes(seat.state)) return undefined;
  if (there.grant <= seat.fence || awaitsFence(seat)) return undefined;
  const set = {
    command: Math.max(seat.command, there.command),
    grantCommand: there.grant,
    resellerId,
    operationId: null,
    holdCode: seat.holdCode ?? holdCode,
  };
  return { seat, movement: "takeAsAllotted", to: "allotted", set };
}

/**
 * The change that fences the grant which the reseller holds, or of which a late copy may still arrive, while the seat
 * stays with the venue; undefined where it does not. A fence that was set before is set again with a new command.
 */
export function fenceSeat(seat: SeatRow, there: SeatThere | null): SeatChange | undefined {
  const fence = Math.max(seat.fence, there?.grant ?? 0, seat.grantCommand ?? 0);
  if (!withVenue.includes(seat.state) || fence === 0) return undefined;
  const command = Math.max(seat.command, there?.command ?? 0) + 1;
  return { seat, movement: "fenceGrant", to: seat.state, set: { command, fence, grantCommand: null } };
}
