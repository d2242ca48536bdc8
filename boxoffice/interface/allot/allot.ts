import type { SeatChange, SeatRow } from "../../house/inventory/inventory.store.ts";

/** The seats of a performance that may leave: held under the interface's hold, and nothing else (R1.2, R5.2). */
export function allottable(seats: readonly SeatRow[], holdCode: number): SeatRow[] {
  return seats.filter((seat) => seat.state === "held" && seat.holdCode === holdCode);
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
