import { raw, type Sql } from "@allotement/platform/database/database.ts";

/** SQL that names the seat of a row: `row` is the alias of a table with these three columns. */
export function seatOf(row: string): Sql {
  return raw(
    `format('institution %s, performance %s, seat %s', ${row}.institution_code, ${row}.performance_number, ${row}.seat_code)`,
  );
}

/** SQL that names a line of an order. */
export function lineOf(row: string): Sql {
  return raw(
    `format('institution %s, performance %s, seat %s, order %s line %s', ${row}.institution_code,
      ${row}.performance_number, ${row}.seat_code, ${row}.order_id, ${row}.line_id)`,
  );
}

/** SQL that names an event of the feed, numbered or not. */
export function eventOf(row: string): Sql {
  return raw(
    `format('institution %s, event %s, performance %s, seat %s', ${row}.institution_code,
      coalesce(${row}.sequence::text, 'without number'), ${row}.facts->>'performanceNumber', ${row}.facts->>'seatCode')`,
  );
}
