import { type Queries, sql } from "@allotement/platform/database/database.ts";
import type { ContingentState } from "@allotement/protocol/messages/contingent.ts";
import type { SeatColumns } from "../api/point-of-sale.ts";
import type { PerformancesOnSale } from "../api/shows.ts";
import { earliestDate, hasBegun } from "../shows/has-begun.ts";
import { performanceOf } from "../shows/shows.store.ts";

/** What a point of sale can sell now: performances to come of shows that are on sale, with their free seats. */
export async function performancesOnSale(
  queries: Queries,
  now: Date,
): Promise<PerformancesOnSale["performances"]> {
  const rows = await queries.rows<{
    institution_code: number;
    name: string;
    show_number: number;
    title: string;
    performance_number: number;
    hall_code: number;
    hall_label: string;
    local_date: string;
    local_time: string;
    time_zone: string;
    offered: number;
  }>(sql`
    select p.institution_code, i.name, p.show_number, s.title, p.performance_number, p.hall_code,
      coalesce(k.label, p.hall_code::text) as hall_label, p.local_date, p.local_time, p.time_zone,
      (select count(*)::int from contingent_seats c where c.institution_code = p.institution_code
         and c.performance_number = p.performance_number and c.state = 'offered') as offered
    from performances p join shows s using (institution_code, show_number) join institutions i using (institution_code)
    left join known_codes k on k.institution_code = p.institution_code and k.kind = 'hall' and k.hall_code = 0
      and k.code = p.hall_code
    where s.status = 'onSale' and p.local_date >= ${earliestDate(now)}
    order by p.local_date, p.local_time, p.institution_code, p.performance_number`);
  const performances = rows.map((row) => ({
    institutionCode: row.institution_code,
    institutionName: row.name,
    showNumber: row.show_number,
    title: row.title,
    performanceNumber: row.performance_number,
    hallCode: row.hall_code,
    hallLabel: row.hall_label,
    localDate: row.local_date,
    localTime: row.local_time.slice(0, 5),
    timeZone: row.time_zone,
    offered: row.offered,
  }));
  return performances.filter((performance) => !hasBegun(performance, now));
}

/** Every seat that was ever granted of a performance, in columns; labels are this network's names of the codes. */
export async function seatColumns(
  queries: Queries,
  institutionCode: number,
  performanceNumber: number,
): Promise<SeatColumns | undefined> {
  if (!(await performanceOf(queries, institutionCode, performanceNumber))) return undefined;
  const row = await queries.first<{
    seat_codes: number[];
    states: ContingentState[];
    row_labels: string[];
    seat_numbers: string[];
    zones: string[];
    floors: string[];
    category_codes: number[];
    categories: string[];
  }>(sql`
    with label as (
      select k.kind, k.code, k.label from known_codes k
      join performances p on p.institution_code = k.institution_code and p.hall_code = k.hall_code
      where p.institution_code = ${institutionCode} and p.performance_number = ${performanceNumber}
    ), seat as (
      select s.*, coalesce(z.label, s.zone_code::text) as zone, coalesce(f.label, s.floor_code::text) as floor,
        coalesce(c.label, s.seat_category_code::text) as category
      from contingent_seats s
      left join label z on z.kind = 'zone' and z.code = s.zone_code
      left join label f on f.kind = 'floor' and f.code = s.floor_code
      left join label c on c.kind = 'seatCategory' and c.code = s.seat_category_code
      where s.institution_code = ${institutionCode} and s.performance_number = ${performanceNumber}
        and s.grant_command > 0
    )
    select coalesce(array_agg(seat_code order by seat_code), '{}') as seat_codes,
      coalesce(array_agg(state order by seat_code), '{}') as states,
      coalesce(array_agg(row_label order by seat_code), '{}') as row_labels,
      coalesce(array_agg(seat_number order by seat_code), '{}') as seat_numbers,
      coalesce(array_agg(zone order by seat_code), '{}') as zones,
      coalesce(array_agg(floor order by seat_code), '{}') as floors,
      coalesce(array_agg(seat_category_code order by seat_code), '{}') as category_codes,
      coalesce(array_agg(category order by seat_code), '{}') as categories
    from seat`);
  return (
    row && {
      seatCodes: row.seat_codes,
      states: row.states,
      rows: row.row_labels,
      numbers: row.seat_numbers,
      zones: row.zones,
      floors: row.floors,
      seatCategoryCodes: row.category_codes,
      seatCategories: row.categories,
    }
  );
}
