import { sql } from "@allotement/platform/database/database.ts";
import type { BrokenRow, Invariant } from "@allotement/platform/database/invariant.ts";
import { seatOf } from "./row-names.ts";

const fencesAreAskedFor: Invariant = {
  number: 16,
  title: "Each fence was asked for by a fence operation of the venue that names the seat",
  check: (queries) =>
    queries.rows<BrokenRow>(sql`
      with asked as (
        select movement.institution_code, movement.performance_number, movement.seat_code
        from contingent_movements movement join operation_log log using (institution_code, operation_id)
        where movement.movement = 'fence' and log.kind = 'fence'
          and log.performance_number = movement.performance_number
      )
      select ${seatOf("seat")} as "where", format('its fence is %s, and no fence operation asked for it', fence) as detail
      from contingent_seats seat
      where fence > 0 and not exists (select from asked where asked.institution_code = seat.institution_code
        and asked.performance_number = seat.performance_number and asked.seat_code = seat.seat_code)
      order by seat.institution_code, seat.performance_number, seat.seat_code`),
};

export const fenceInvariants = [fencesAreAskedFor];
