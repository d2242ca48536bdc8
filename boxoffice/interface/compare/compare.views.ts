import { type Queries, sql } from "@allotement/platform/database/database.ts";
import type { ComparedPerformances, ComparisonView } from "../../api/interface-compare.ts";
import type { Scope } from "../store.ts";
import { type Comparison, type Difference, performancesSent } from "./compare.store.ts";
import { decisionsOf, repairOf } from "./compare-seat.ts";

/** Every performance that the reseller may know, in the order of their dates, with its last comparison. */
export async function comparedPerformances(
  queries: Queries,
  scope: Scope,
): Promise<ComparedPerformances["performances"]> {
  type Row = Omit<ComparedPerformances["performances"][number], "last"> & {
    at: Date | null;
    occasion: "run" | "night" | "person";
    seats: number;
    differences: Difference[];
  };
  const rows = await queries.rows<Row>(sql`
    select p.performance_number as "performanceNumber", s.title as "showTitle", p.local_date as "localDate",
      to_char(p.local_time, 'HH24:MI') as "localTime", last.at, last.occasion, last.seats, last.differences
    from (${performancesSent(scope)}) k
    join performances p using (organizer_id, performance_number)
    join shows s using (organizer_id, show_number)
    left join lateral (select at, occasion, seats, differences from comparisons c
      where c.organizer_id = k.organizer_id and c.reseller_id = k.reseller_id
        and c.performance_number = k.performance_number
      order by c.at desc, c.comparison_id desc limit 1) last on true
    order by p.starts_at, p.performance_number`);
  return rows.map(({ at, occasion, seats, differences, ...performance }) => {
    if (at === null) return { ...performance, last: null };
    const repairs = differences.filter(({ cause }) => repairOf(cause) !== null).length;
    const alarms = differences.length - repairs;
    return { ...performance, last: { at: at.toISOString(), occasion, seats, repairs, alarms } };
  });
}

export async function hasPerformance(
  queries: Queries,
  organizerId: number,
  performanceNumber: number,
): Promise<boolean> {
  const row = await queries.first(sql`
    select from performances where organizer_id = ${organizerId} and performance_number = ${performanceNumber}`);
  return row !== undefined;
}

/** Seats of which the last comparison of their performance alarms; zero once it is settled or gone. */
export async function alarmsOf(queries: Queries, { organizerId, resellerId }: Scope): Promise<number> {
  const rows = await queries.rows<{ cause: Difference["cause"]; seats: number }>(sql`
    select difference->>'cause' as cause, count(*)::int as seats
    from (select distinct on (performance_number) differences from comparisons
      where organizer_id = ${organizerId} and reseller_id = ${resellerId}
      order by performance_number, at desc, comparison_id desc) as last
    cross join jsonb_array_elements(last.differences) as difference
    group by 1`);
  return rows.reduce((sum, { cause, seats }) => sum + (repairOf(cause) === null ? seats : 0), 0);
}

/** The last comparison of a performance that was kept. */
export async function lastComparison(
  queries: Queries,
  { organizerId, resellerId }: Scope,
  performanceNumber: number,
): Promise<Comparison | undefined> {
  return queries.first<Comparison>(sql`
    select performance_number as "performanceNumber", at, as_of as "asOf", seats, moving, differences
    from comparisons
    where organizer_id = ${organizerId} and reseller_id = ${resellerId} and performance_number = ${performanceNumber}
    order by at desc, comparison_id desc limit 1`);
}

/** A comparison as the page shows it: each seat with its place in the hall, and what can be done. */
export async function comparisonView(
  queries: Queries,
  organizerId: number,
  { at, differences, ...comparison }: Comparison,
): Promise<ComparisonView> {
  const { performanceNumber } = comparison;
  const places = await queries.rows<{ seatCode: number; row: string; number: string; zone: string }>(sql`
    select s.seat_code as "seatCode", s.row_label as row, s.seat_number as number, z.name as zone
    from performances p
    join seats s using (organizer_id, hall_code)
    join zones z using (organizer_id, hall_code, zone_code)
    where p.organizer_id = ${organizerId} and p.performance_number = ${performanceNumber}
      and s.seat_code = any(${differences.map(({ seatCode }) => seatCode)}::int[])`);
  const placeOf = new Map(places.map((place) => [place.seatCode, place]));
  return {
    ...comparison,
    at: at.toISOString(),
    differences: differences.map((difference) => {
      const { row = null, number = null, zone = null } = placeOf.get(difference.seatCode) ?? {};
      const { cause } = difference;
      return {
        ...difference,
        row,
        number,
        zone,
        repair: repairOf(cause),
        decisions: [...decisionsOf(cause)],
      };
    }),
  };
}
