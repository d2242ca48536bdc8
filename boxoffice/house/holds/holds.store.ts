import { type Queries, sql, type Transaction } from "@allotement/platform/database/database.ts";
import type { HoldList } from "../../api/holds.ts";
import { takeCode } from "../codes.ts";
import { amongSeats, type SeatRow } from "../inventory/inventory.store.ts";
import type { SeatPlace } from "./choose-by-rule.ts";

/** Answers the new code, or why there is none. */
export async function createHold(
  transaction: Transaction,
  organizerId: number,
  { name, serial }: { name: string; serial?: number | undefined },
): Promise<number | "CODE_TAKEN" | "NAME_TAKEN"> {
  const code = await takeCode(transaction, organizerId, serial);
  if (code === undefined) return "CODE_TAKEN";
  const created = await transaction.run(sql`
    insert into holds (organizer_id, hold_code, name) values (${organizerId}, ${code}, ${name})
    on conflict (organizer_id, name) do nothing`);
  return created === 1 ? code : "NAME_TAKEN";
}

export async function listHolds(queries: Queries, organizerId: number): Promise<HoldList["holds"]> {
  return queries.rows(sql`
    select hold_code as "holdCode", name from holds where organizer_id = ${organizerId} order by hold_code`);
}

export async function holdExists(queries: Queries, organizerId: number, holdCode: number): Promise<boolean> {
  const hold = await queries.first(
    sql`select 1 from holds where organizer_id = ${organizerId} and hold_code = ${holdCode}`,
  );
  return hold !== undefined;
}

/** The seats of a hall in some categories. */
export async function seatCodesOfCategories(
  queries: Queries,
  organizerId: number,
  hallCode: number,
  categoryCodes: readonly number[],
): Promise<number[]> {
  const found = await queries.first<{ codes: number[] }>(sql`
    select coalesce(array_agg(seat_code order by seat_code), '{}') as codes from seats
    where organizer_id = ${organizerId} and hall_code = ${hallCode} and gone_in_version is null
      and seat_category_code = any(${[...categoryCodes]}::int[])`);
  return found?.codes ?? [];
}

/** The seats of a hall with what a rule may ask for. */
export function readSeatPlaces(
  queries: Queries,
  organizerId: number,
  hallCode: number,
): Promise<SeatPlace[]> {
  return queries.rows<SeatPlace>(sql`
    select seat_code as "seatCode", seat_category_code as "seatCategoryCode", zone_code as "zoneCode",
      row_label as "rowLabel", seat_number as "seatNumber"
    from seats where organizer_id = ${organizerId} and hall_code = ${hallCode} order by seat_code`);
}

/** Seats of a performance as they stand, without waiting for anybody: for a preview. */
export function readSeatStates(
  queries: Queries,
  organizerId: number,
  performanceNumber: number,
  seatCodes: readonly number[],
): Promise<SeatRow[]> {
  return queries.rows<SeatRow>(sql`
    select seat_code as "seatCode", state, hold_code as "holdCode", command, grant_command as "grantCommand", fence,
      fence_acknowledged as "fenceAcknowledged", reseller_id as "resellerId", operation_id as "operationId",
      movement_serial as "movementSerial"
    from performance_seats
    where organizer_id = ${organizerId} and performance_number = ${performanceNumber} ${amongSeats(seatCodes)}
    order by seat_code`);
}
