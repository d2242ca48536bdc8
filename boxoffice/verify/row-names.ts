import { raw, type Sql } from "@allotement/platform/database/database.ts";

/** SQL that names the seat of a row: `row` is the alias of a table with these three columns. */
export function seatOf(row: string): Sql {
  return raw(
    `format('organizer %s, performance %s, seat %s', ${row}.organizer_id, ${row}.performance_number, ${row}.seat_code)`,
  );
}

/** SQL that names an event of the inbox. */
export function eventOf(row: string): Sql {
  return raw(
    `format('organizer %s, reseller %s, event %s, performance %s, seat %s', ${row}.organizer_id, ${row}.reseller_id,
      ${row}.sequence, ${row}.performance_number, ${row}.seat_code)`,
  );
}
