import { sql, type Transaction } from "@allotement/platform/database/database.ts";
import type { PlanSeat } from "./seating-plan.ts";

type CodeOf = (seat: PlanSeat) => number | undefined;

/** What the books call a seat's category, designation, zone and floor. */
export interface SeatCodes {
  category: CodeOf;
  designation: CodeOf;
  zone: CodeOf;
  floor: CodeOf;
}

/** Writes a plan's seats under these codes, in the same order. A seat that is there is changed, and in the plan again. */
export async function putSeats(
  transaction: Transaction,
  { organizerId, hallCode }: { organizerId: number; hallCode: number },
  seatCodes: readonly number[],
  seats: readonly PlanSeat[],
  codeOf: SeatCodes,
): Promise<void> {
  await transaction.run(sql`
    insert into seats (organizer_id, hall_code, seat_code, guid, floor_code, zone_code, designation_code,
      seat_category_code, row_label, seat_number, x, y, wheelchair, companion, restricted_view, folding)
    select ${organizerId}, ${hallCode}, * from unnest(
      ${[...seatCodes]}::int[],
      ${seats.map((seat) => seat.guid)}::text[],
      ${seats.map((seat) => codeOf.floor(seat) ?? null)}::int[],
      ${seats.map((seat) => codeOf.zone(seat) ?? null)}::int[],
      ${seats.map((seat) => codeOf.designation(seat) ?? null)}::int[],
      ${seats.map((seat) => codeOf.category(seat) ?? null)}::int[],
      ${seats.map((seat) => seat.rowLabel)}::text[],
      ${seats.map((seat) => seat.seatNumber)}::text[],
      ${seats.map((seat) => seat.x)}::numeric[],
      ${seats.map((seat) => seat.y)}::numeric[],
      ${seats.map((seat) => seat.wheelchair)}::boolean[],
      ${seats.map((seat) => seat.companion)}::boolean[],
      ${seats.map((seat) => seat.restrictedView)}::boolean[],
      ${seats.map((seat) => seat.folding)}::boolean[])
    on conflict (organizer_id, hall_code, seat_code) do update set
      floor_code = excluded.floor_code, zone_code = excluded.zone_code,
      designation_code = excluded.designation_code, seat_category_code = excluded.seat_category_code,
      row_label = excluded.row_label, seat_number = excluded.seat_number, x = excluded.x, y = excluded.y,
      wheelchair = excluded.wheelchair, companion = excluded.companion,
      restricted_view = excluded.restricted_view, folding = excluded.folding, gone_in_version = null`);
}
