import type { CodeLists, ListedSeat } from "@allotement/documents/codifications/code-lists.ts";
import { type Queries, sql } from "@allotement/platform/database/database.ts";
import type { PlanArea } from "../../house/halls/seating-plan.areas.ts";

export interface HallToExport {
  /** Without the organizer's number at the reseller, which the connection knows. */
  lists: Omit<CodeLists, "institutionCode">;
  areas: PlanArea[];
}

/** A hall with every code that its seats name, lists in the order of their codes. */
export async function hallToExport(
  queries: Queries,
  organizerId: number,
  hallCode: number,
): Promise<HallToExport | undefined> {
  const hall = await queries.first<CodeLists["hall"] & { organizerName: string; areas: PlanArea[] }>(sql`
    select h.hall_code as code, h.name, h.plan_version as "planVersion", h.width::float8 as width,
      h.height::float8 as height, h.areas, o.name as "organizerName"
    from halls h join organizers o using (organizer_id)
    where h.organizer_id = ${organizerId} and h.hall_code = ${hallCode}`);
  if (!hall) return undefined;
  const { organizerName, areas, ...facts } = hall;
  const here = sql`organizer_id = ${organizerId} and hall_code = ${hallCode}`;
  const inPlan = sql`${here} and gone_in_version is null`;
  return {
    areas,
    lists: {
      organizer: { code: organizerId, name: organizerName },
      hall: facts,
      categories: await queries.rows(sql`
        select seat_category_code as code, name, short_name as "shortName", colour from seat_categories
        where organizer_id = ${organizerId} and seat_category_code in (select seat_category_code from seats where ${inPlan})
        order by 1`),
      designations: await queries.rows(sql`
        select designation_code as code, name from designations
        where organizer_id = ${organizerId} and designation_code in (select designation_code from seats where ${inPlan})
        order by 1`),
      floors: await queries.rows(
        sql`select floor_code as code, name from floors where ${here} and in_plan order by 1`,
      ),
      zones: await queries.rows(sql`
        select zone_code as code, name, floor_code as "floorCode" from zones where ${here} and in_plan order by 1`),
      seats: await queries.rows<ListedSeat>(sql`
        select seat_code as code, floor_code as "floorCode", zone_code as "zoneCode", row_label as "rowLabel",
          seat_number as "seatNumber", seat_category_code as "categoryCode", designation_code as "designationCode",
          x::float8 as x, y::float8 as y, wheelchair, companion, restricted_view as "restrictedView", folding
        from seats where ${inPlan} order by seat_code`),
    },
  };
}
