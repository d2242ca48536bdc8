import type { SeatChange, SeatRow } from "../../house/inventory/inventory.store.ts";

/** The seats that may be asked back: with this reseller, unsold, and not on their way already (R6.3). */
export function recallable(seats: readonly SeatRow[], resellerId: number): SeatRow[] {
  return seats.filter((seat) => seat.state === "allotted" && seat.resellerId === resellerId);
}

/** The change that asks a seat back: the counter rises; the grant stays until the reseller says «withdrawn». */
export function recallSeat(seat: SeatRow, operationId: string): SeatChange {
  return { seat, movement: "recall", to: "recalling", set: { command: seat.command + 1, operationId } };
}
