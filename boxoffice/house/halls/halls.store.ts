import { type Queries, sql } from "@allotement/platform/database/database.ts";
import type { HallCodes, HallList, HallPlan } from "../../api/halls.ts";
import type { PlanVersions } from "../../api/plans.ts";
import { drawnAreas } from "./drawn-areas.ts";
import type { PlanArea } from "./seating-plan.areas.ts";

export async function listHalls(queries: Queries, organizerId: number): Promise<HallList["halls"]> {
  return queries.rows(sql`
    select hall_code as "hallCode", name, capacity, plan_version as "planVersion"
    from halls where organizer_id = ${organizerId} order by hall_code`);
}

/** A hall with the versions that its plan has had; undefined where there is no such hall. */
export async function listPlanVersions(
  queries: Queries,
  organizerId: number,
  hallCode: number,
  now: Date,
): Promise<PlanVersions | undefined> {
  const hall = await queries.first<Omit<PlanVersions, "replaced">>(sql`
    select hall_code as "hallCode", name, capacity, plan_version as "planVersion",
      (select count(*)::int from performances p
       where p.organizer_id = halls.organizer_id and p.hall_code = halls.hall_code and starts_at >= ${now}) as performances,
      exists (select from audit_entries entry
        where entry.organizer_id = halls.organizer_id and action = 'exportCodes'
          and subject->>'hallCode' = hall_code::text
          and at >= coalesce((select max(replaced_at) from replaced_plans replaced
            where replaced.organizer_id = halls.organizer_id and replaced.hall_code = halls.hall_code), at)) as exported
    from halls where organizer_id = ${organizerId} and hall_code = ${hallCode}`);
  if (!hall) return undefined;
  const replaced = await queries.rows<{
    planVersion: number;
    capacity: number;
    replacedAt: Date;
    operatorName: string;
  }>(sql`
    select plan_version as "planVersion", capacity, replaced_at as "replacedAt", name as "operatorName"
    from replaced_plans join operators using (organizer_id, operator_id)
    where organizer_id = ${organizerId} and hall_code = ${hallCode} order by plan_version desc`);
  return { ...hall, replaced: replaced.map((row) => ({ ...row, replacedAt: row.replacedAt.toISOString() })) };
}

export async function planVersion(
  queries: Queries,
  organizerId: number,
  hallCode: number,
): Promise<number | undefined> {
  const hall = await queries.first<{ version: number }>(sql`
    select plan_version as version from halls where organizer_id = ${organizerId} and hall_code = ${hallCode}`);
  return hall?.version;
}

/** A whole plan as columns, packed by the database: as rows it takes four times as long. */
export async function readPlan(
  queries: Queries,
  organizerId: number,
  hallCode: number,
): Promise<HallPlan | undefined> {
  const plan = await queries.first<Omit<HallPlan, "areas"> & { areas: PlanArea[] }>(sql`
    with here as (
      select * from seats where organizer_id = ${organizerId} and hall_code = ${hallCode} and gone_in_version is null
    ), category as (
      select seat_category_code, name, short_name, colour,
             row_number() over (order by seat_category_code) - 1 as category_index
      from seat_categories
      where organizer_id = ${organizerId} and seat_category_code in (select seat_category_code from here)
    ), zone as (
      select zone_code, name, row_number() over (order by zone_code) - 1 as zone_index
      from zones where organizer_id = ${organizerId} and hall_code = ${hallCode} and in_plan
    ), floor as (
      select floor_code, name, row_number() over (order by floor_code) - 1 as floor_index
      from floors where organizer_id = ${organizerId} and hall_code = ${hallCode} and in_plan
    ), seat_columns as (
      select coalesce(json_agg(seat_code order by seat_code), '[]') as "seatCodes",
        coalesce(json_agg(x order by seat_code), '[]') as x,
        coalesce(json_agg(y order by seat_code), '[]') as y,
        coalesce(json_agg(row_label order by seat_code), '[]') as "rowLabels",
        coalesce(json_agg(seat_number order by seat_code), '[]') as "seatNumbers",
        coalesce(json_agg(zone_index order by seat_code), '[]') as "zoneIndexes",
        coalesce(json_agg(floor_index order by seat_code), '[]') as "floorIndexes",
        coalesce(json_agg(category_index order by seat_code), '[]') as "categoryIndexes",
        coalesce(json_agg(wheelchair::int + 2 * companion::int + 4 * restricted_view::int + 8 * folding::int
          order by seat_code), '[]') as flags
      from here join category using (seat_category_code) join zone using (zone_code) join floor using (floor_code)
    ), category_columns as (
      select coalesce(json_agg(seat_category_code order by category_index), '[]') as "categoryCodes",
        coalesce(json_agg(name order by category_index), '[]') as "categoryNames",
        coalesce(json_agg(short_name order by category_index), '[]') as "categoryShortNames",
        coalesce(json_agg(colour order by category_index), '[]') as "categoryColours"
      from category
    )
    select width::float8 as width, height::float8 as height, areas, seat_columns.*, category_columns.*,
      array(select name from zone order by zone_code) as "zoneNames",
      array(select name from floor order by floor_code) as "floorNames"
    from halls cross join seat_columns cross join category_columns
    where organizer_id = ${organizerId} and hall_code = ${hallCode}`);
  return plan && { ...plan, areas: drawnAreas(plan.areas) };
}

/** Codes with their labels, as the reseller's mapping takes them (R9.3, R9.4). */
export async function readCodes(
  queries: Queries,
  organizerId: number,
  hallCode: number,
): Promise<HallCodes["codes"]> {
  return queries.rows(sql`
    select 'hall' as kind, 0 as "hallCode", hall_code as code, name as label, 1 as place
    from halls where organizer_id = ${organizerId} and hall_code = ${hallCode}
    union all
    select 'floor', hall_code, floor_code, name, 2
    from floors where organizer_id = ${organizerId} and hall_code = ${hallCode} and in_plan
    union all
    select 'zone', hall_code, zone_code, name, 3
    from zones where organizer_id = ${organizerId} and hall_code = ${hallCode} and in_plan
    union all
    select distinct 'seatCategory', hall_code, seat_category_code, name, 4
    from seats join seat_categories using (organizer_id, seat_category_code)
    where organizer_id = ${organizerId} and hall_code = ${hallCode} and gone_in_version is null
    union all
    select 'priceType', 0, price_type_code, name, 5
    from price_types where organizer_id = ${organizerId} and channel_kind = 'reseller'
    union all
    select 'hold', 0, hold_code, name, 6
    from holds where organizer_id = ${organizerId}
    order by place, code`);
}
