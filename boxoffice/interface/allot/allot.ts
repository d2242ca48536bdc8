import { awaitsFence, type SeatChange, type SeatRow } from "../../house/inventory/inventory.store.ts";

const inHold = (seat: SeatRow, holdCode: number) => seat.state === "held" && seat.holdCode === holdCode;

/**
 * The seats of a performance that may leave: held under the interface's hold, and nothing else (R1.2, R5.2); never before
 * the fence of a forced recall is acknowledged (rule 9).
 */
export function allottable(seats: readonly SeatRow[], holdCode: number): SeatRow[] {
  return seats.filter((seat) => inHold(seat, holdCode) && !awaitsFence(seat));
}

/** The seats that would leave but for a fence that the reseller has not acknowledged yet. */
export function awaitingFence(seats: readonly SeatRow[], holdCode: number): SeatRow[] {
  return seats.filter((seat) => inHold(seat, holdCode) && awaitsFence(seat));
}

/** The change that gives a seat to the reseller: its command counter rises and becomes the grant asked for. */
export function allotSeat(seat: SeatRow, resellerId: number, operationId: string): SeatChange {
  const command = seat.command + 1;
  return {
    seat,
    movement: "allot",
    to: "allotting",
    set: { command, grantCommand: command, resellerId, operationId },
  };
}
