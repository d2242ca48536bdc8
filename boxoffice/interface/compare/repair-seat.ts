import type { SeatChange, SeatRow } from "../../house/inventory/inventory.store.ts";
import type { Repair, SeatThere } from "./compare-seat.ts";

/** The repairs that move a seat; the others send or receive, and the seat moves by that. */
export type MovingRepair = Exclude<Repair, "sendAgain" | "receiveSale" | "sendFence">;

export const isMoving = (repair: Repair): repair is MovingRepair =>
  repair !== "sendAgain" && repair !== "receiveSale" && repair !== "sendFence";

const backInHold = { grantCommand: null, resellerId: null, operationId: null };

/**
 * The change that a repair makes of a locked seat, on the word of the reseller's snapshot; undefined where seat and
 * snapshot do not call for it. Whatever gives the seat to the venue wants the reseller to have heard its last command.
 */
export function repairSeat(
  repair: MovingRepair,
  seat: SeatRow,
  there: SeatThere | null,
  resellerId: number,
): SeatChange | undefined {
  if (!there) return undefined;
  const offered = there.state === "offered" || there.state === "inBasket";
  const surelyNotThere = there.state === "withdrawn" && there.command >= seat.command;
  switch (repair) {
    case "takeAsAccepted":
      if (seat.state !== "allotting" || !offered || there.grant !== seat.grantCommand) return undefined;
      return { seat, movement: "allotAccepted", to: "allotted", set: { operationId: null } };
    case "takeAsWithdrawn":
      if (seat.state !== "recalling" || !surelyNotThere) return undefined;
      return { seat, movement: "recallWithdrawn", to: "held", set: backInHold };
    case "settleAsAllotted": {
      // Under a revoked grant it is the fence that has to arrive.
      if (seat.state !== "divergent" || !offered || there.grant <= seat.fence) return undefined;
      const command = Math.max(seat.command, there.command);
      const set = { grantCommand: there.grant, command, resellerId };
      return { seat, movement: "settleDivergence", to: "allotted", set };
    }
    case "settleAsHeld":
      if (seat.state !== "divergent" || !surelyNotThere) return undefined;
      return { seat, movement: "settleDivergence", to: "held", set: backInHold };
    case "takeCounters":
      if (there.command <= seat.command) return undefined;
      return { seat, movement: "takeCounters", to: seat.state, set: { command: there.command } };
  }
}
