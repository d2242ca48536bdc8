import { sql, type Transaction } from "@allotement/platform/database/database.ts";
import { takeSerials } from "../serials.ts";
import { categoryCodesOf, designationCodesOf } from "./plan-codes.store.ts";
import { putSeats } from "./put-seats.store.ts";
import type { SeatingPlan } from "./seating-plan.ts";

/**
 * Writes a plan into the books and answers the new hall's code. Codes are serial: halls and categories from 10001 at
 * the organizer, floors and zones from 1 within the hall, seats 1 to n in plan order. A category of a name that the
 * organizer has already is that category, with the colour it has (R11.1).
 */
export async function importHall(
  transaction: Transaction,
  organizerId: number,
  plan: SeatingPlan,
  name = plan.name,
): Promise<number> {
  const categoryCodes = await categoryCodesOf(transaction, organizerId, plan.categories);
  const designationCodes = await designationCodesOf(transaction, organizerId, plan.designations);
  const hallCode = await takeSerials(transaction, organizerId, "hall");
  await transaction.run(sql`
    insert into halls (organizer_id, hall_code, name, capacity, width, height, areas)
    values (${organizerId}, ${hallCode}, ${name}, ${plan.seats.length}, ${plan.width}, ${plan.height},
            ${JSON.stringify(plan.areas)}::jsonb)`);
  const floorCodes = plan.floors.map(({ floorIndex }) => floorIndex + 1);
  await transaction.run(sql`
    insert into floors (organizer_id, hall_code, floor_code, name)
    select ${organizerId}, ${hallCode}, * from unnest(${floorCodes}::int[], ${plan.floors.map((floor) => floor.name)}::text[])`);
  await transaction.run(sql`
    insert into zones (organizer_id, hall_code, zone_code, floor_code, name)
    select ${organizerId}, ${hallCode}, * from unnest(
      ${plan.zones.map((_zone, index) => index + 1)}::int[],
      ${plan.zones.map((zone) => zone.floorIndex + 1)}::int[],
      ${plan.zones.map((zone) => zone.name)}::text[])`);
  const seatCodes = plan.seats.map((_seat, index) => index + 1);
  await putSeats(transaction, { organizerId, hallCode }, seatCodes, plan.seats, {
    category: (seat) => categoryCodes[seat.categoryIndex],
    designation: (seat) => designationCodes[seat.designationIndex],
    zone: (seat) => seat.zoneIndex + 1,
    floor: (seat) => seat.floorIndex + 1,
  });
  return hallCode;
}
