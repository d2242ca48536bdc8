import { type Queries, sql } from "@allotement/platform/database/database.ts";
import type { PlanArea } from "./seating-plan.areas.ts";
import { type PlanSeat, parseSeatingPlan, type SeatingPlan } from "./seating-plan.ts";

interface PlanInForce {
  plan: SeatingPlan;
  planVersion: number;
  /** Of each seat by its id. */
  seatCodes: Map<string, number>;
}

type SeatRecord = Omit<PlanSeat, "floorIndex" | "zoneIndex" | "categoryIndex" | "designationIndex"> & {
  seatCode: number;
  zoneCode: number;
  categoryCode: number;
  designationCode: number;
};

/** The plan in force as it is drawn, with the codes that its seats have in the books. */
export async function readSeatingPlan(
  queries: Queries,
  organizerId: number,
  hallCode: number,
): Promise<PlanInForce | undefined> {
  const here = sql`organizer_id = ${organizerId} and hall_code = ${hallCode}`;
  const hall = await queries.first<{
    name: string;
    width: number;
    height: number;
    areas: PlanArea[];
    planVersion: number;
  }>(sql`
    select name, width::float8 as width, height::float8 as height, areas, plan_version as "planVersion"
    from halls where ${here}`);
  if (!hall) return undefined;
  const floors = await queries.rows<{ code: number; name: string }>(
    sql`select floor_code as code, name from floors where ${here} and in_plan order by 1`,
  );
  const zones = await queries.rows<{ code: number; name: string; floorCode: number }>(
    sql`select zone_code as code, name, floor_code as "floorCode" from zones where ${here} and in_plan order by 1`,
  );
  const records = await queries.rows<SeatRecord>(sql`
    select seat_code as "seatCode", guid, zone_code as "zoneCode", row_label as "rowLabel",
      seat_number as "seatNumber", seat_category_code as "categoryCode", designation_code as "designationCode",
      x::float8 as x, y::float8 as y, wheelchair, companion, restricted_view as "restrictedView", folding
    from seats where ${here} and gone_in_version is null order by seat_code`);
  const categories = await queries.rows<{ code: number; name: string; colour: string }>(sql`
    select seat_category_code as code, name, colour from seat_categories
    where organizer_id = ${organizerId} and seat_category_code = any(${[...new Set(records.map(({ categoryCode }) => categoryCode))]}::int[])
    order by 1`);
  const designations = await queries.rows<{ code: number; name: string }>(sql`
    select designation_code as code, name from designations
    where organizer_id = ${organizerId} and designation_code = any(${[...new Set(records.map(({ designationCode }) => designationCode))]}::int[])
    order by 1`);
  const floorAt = indexes(floors);
  const zoneAt = indexes(zones);
  const categoryAt = indexes(categories);
  const designationAt = indexes(designations);
  const seats = records.map(({ seatCode, zoneCode, categoryCode, designationCode, ...seat }): PlanSeat => {
    const zoneIndex = zoneAt.get(zoneCode) ?? 0;
    return {
      ...seat,
      zoneIndex,
      floorIndex: floorAt.get(zones[zoneIndex]?.floorCode ?? 0) ?? 0,
      categoryIndex: categoryAt.get(categoryCode) ?? 0,
      designationIndex: designationAt.get(designationCode) ?? 0,
    };
  });
  return {
    planVersion: hall.planVersion,
    seatCodes: new Map(records.map(({ guid, seatCode }) => [guid, seatCode])),
    plan: {
      name: hall.name,
      width: hall.width,
      height: hall.height,
      categories: categories.map(({ name, colour }) => ({ name, colour })),
      floors: floors.map(({ name }, floorIndex) => ({ floorIndex, name })),
      zones: zones.map(({ name, floorCode }) => ({ name, floorIndex: floorAt.get(floorCode) ?? 0 })),
      designations: designations.map(({ name }) => name),
      seats,
      areas: hall.areas,
      warnings: [],
    },
  };
}

/** A version of the plan that was in force before. */
export async function readReplacedPlan(
  queries: Queries,
  organizerId: number,
  hallCode: number,
  planVersion: number,
): Promise<SeatingPlan | undefined> {
  const row = await queries.first<{ plan: string }>(sql`
    select plan from replaced_plans
    where organizer_id = ${organizerId} and hall_code = ${hallCode} and plan_version = ${planVersion}`);
  if (!row) return undefined;
  const read = parseSeatingPlan(row.plan);
  if (!read.ok) throw new Error(`version ${planVersion} of hall ${hallCode} cannot be read any more`);
  return read.plan;
}

function indexes(rows: readonly { code: number }[]): Map<number, number> {
  return new Map(rows.map(({ code }, index) => [code, index]));
}
