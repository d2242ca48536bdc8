import type { Plan } from "./plan.ts";

export type SeatGroup = "row" | "zone";

/** The seats that a seat stands among: its row, or its zone on its floor. */
export function seatsAround(plan: Plan, seat: number, group: SeatGroup): readonly number[] {
  const own = plan.rows.find((row) => row.seats.includes(seat));
  if (own === undefined) return [];
  if (group === "row") return own.seats;
  return plan.rows
    .filter(({ floorIndex, zoneIndex }) => floorIndex === own.floorIndex && zoneIndex === own.zoneIndex)
    .flatMap(({ seats }) => seats);
}
