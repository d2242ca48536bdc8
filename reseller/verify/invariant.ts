import { type Queries, raw, type Sql } from "@allotement/platform/database/database.ts";

/** One row that breaks a rule: where it stands (institution, performance, seat, sale…) and what is wrong with it. */
export interface BrokenRow {
  where: string;
  detail: string;
}

/** What a check may know of the moment it is made at. */
export interface Moment {
  now: Date;
}

/** A rule of the protocol's section 5 over the network's own database. */
export interface Invariant {
  number: number;
  /** The rule as a sentence. */
  title: string;
  /** Whether it only holds when nothing is on its way and the line is up. */
  atRestOnly?: boolean;
  /** The rows that break the rule; none where it holds. Run it inside one snapshot. */
  check(queries: Queries, moment: Moment): Promise<BrokenRow[]>;
}

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
