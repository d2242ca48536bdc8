import { sql, type Transaction } from "@allotement/platform/database/database.ts";
import { categoryCodesOf, designationCodesOf } from "./plan-codes.store.ts";
import { putSeats, type SeatCodes } from "./put-seats.store.ts";
import type { PlanSeat, SeatingPlan } from "./seating-plan.ts";

interface Hall {
  organizerId: number;
  hallCode: number;
}

/** Locks the hall, so that nobody adds a performance or another version meanwhile; answers the version in force. */
export async function lockHall(
  transaction: Transaction,
  { organizerId, hallCode }: Hall,
): Promise<number | undefined> {
  const hall = await transaction.first<{ planVersion: number }>(sql`
    select plan_version as "planVersion" from halls
    where organizer_id = ${organizerId} and hall_code = ${hallCode} for update`);
  return hall?.planVersion;
}

/** Performances of the hall that are not over, in the order in which their seats are locked. */
export async function performancesToCome(
  transaction: Transaction,
  { organizerId, hallCode }: Hall,
  since: Date,
): Promise<{ performanceNumber: number; title: string; localDate: string; localTime: string }[]> {
  return transaction.rows(sql`
    select performance_number as "performanceNumber", title, local_date as "localDate",
      to_char(local_time, 'HH24:MI') as "localTime"
    from performances join shows using (organizer_id, show_number)
    where organizer_id = ${organizerId} and performances.hall_code = ${hallCode} and starts_at >= ${since}
    order by performance_number`);
}

/** Keeps the plan that is replaced, and puts the new one into the books: seats keep their codes by their ids. */
export async function writePlan(
  transaction: Transaction,
  hall: Hall,
  plan: SeatingPlan,
  replaced: { planVersion: number; text: string; capacity: number; at: Date; operatorId: number },
): Promise<void> {
  const { organizerId, hallCode } = hall;
  await transaction.run(sql`
    insert into replaced_plans (organizer_id, hall_code, plan_version, plan, capacity, replaced_at, operator_id)
    values (${organizerId}, ${hallCode}, ${replaced.planVersion}, ${replaced.text}, ${replaced.capacity},
      ${replaced.at}, ${replaced.operatorId})`);
  const categoryCodes = await categoryCodesOf(transaction, organizerId, plan.categories);
  const designationCodes = await designationCodesOf(transaction, organizerId, plan.designations);
  const { zoneCodes, floorCodes } = await writeZones(transaction, hall, plan);
  const version = replaced.planVersion + 1;
  await transaction.run(sql`
    update seats set gone_in_version = ${version}
    where organizer_id = ${organizerId} and hall_code = ${hallCode} and gone_in_version is null
      and guid <> all(${plan.seats.map(({ guid }) => guid)}::text[])`);
  await writeSeats(transaction, hall, plan.seats, {
    category: (seat) => categoryCodes[seat.categoryIndex],
    designation: (seat) => designationCodes[seat.designationIndex],
    zone: (seat) => zoneCodes[seat.zoneIndex],
    floor: (seat) => floorCodes[seat.floorIndex],
  });
  // An area names its zone by its place among the zones in the order of their codes.
  const order = [...zoneCodes].sort((one, other) => one - other);
  const areas = plan.areas.map((area) => ({
    ...area,
    zoneIndex: Math.max(0, order.indexOf(zoneCodes[area.zoneIndex] ?? -1)),
  }));
  await transaction.run(sql`
    update halls set plan_version = ${version}, capacity = ${plan.seats.length}, width = ${plan.width},
      height = ${plan.height}, areas = ${JSON.stringify(areas)}::jsonb
    where organizer_id = ${organizerId} and hall_code = ${hallCode}`);
}

interface Place {
  code: number;
  name: string;
  floorCode: number;
}

/** A floor of a known name, and a zone of a known name on it, keep their codes; what the plan has no more is set aside. */
async function writeZones(transaction: Transaction, { organizerId, hallCode }: Hall, plan: SeatingPlan) {
  const here = sql`organizer_id = ${organizerId} and hall_code = ${hallCode}`;
  const knownFloors = await transaction.rows<{ code: number; name: string }>(
    sql`select floor_code as code, name from floors where ${here} order by in_plan desc, 1`,
  );
  const floors = numbered(
    plan.floors.map(({ name }) => ({ name, floorCode: 0 })),
    knownFloors.map((floor) => ({ ...floor, floorCode: 0 })),
  );
  await transaction.run(sql`
    insert into floors (organizer_id, hall_code, floor_code, name)
    select ${organizerId}, ${hallCode}, * from unnest(
      ${floors.map(({ code }) => code)}::int[], ${floors.map(({ name }) => name)}::text[])
    on conflict (organizer_id, hall_code, floor_code) do nothing`);
  const floorCodes = floors.map(({ code }) => code);
  const knownZones = await transaction.rows<Place>(sql`
    select zone_code as code, name, floor_code as "floorCode" from zones where ${here} order by in_plan desc, 1`);
  const zones = numbered(
    plan.zones.map(({ name, floorIndex }) => ({ name, floorCode: floorCodes[floorIndex] ?? 0 })),
    knownZones,
  );
  await transaction.run(sql`
    insert into zones (organizer_id, hall_code, zone_code, floor_code, name)
    select ${organizerId}, ${hallCode}, * from unnest(${zones.map(({ code }) => code)}::int[],
      ${zones.map(({ floorCode }) => floorCode)}::int[], ${zones.map(({ name }) => name)}::text[])
    on conflict (organizer_id, hall_code, zone_code) do nothing`);
  const zoneCodes = zones.map(({ code }) => code);
  await transaction.run(
    sql`update floors set in_plan = floor_code = any(${floorCodes}::int[]) where ${here}`,
  );
  await transaction.run(sql`update zones set in_plan = zone_code = any(${zoneCodes}::int[]) where ${here}`);
  return { zoneCodes, floorCodes };
}

/** Each wanted place under the code of the known one of its name, every code once; others under the next numbers. */
function numbered(wanted: readonly Omit<Place, "code">[], known: readonly Place[]): Place[] {
  const left = [...known];
  let last = known.reduce((most, { code }) => Math.max(most, code), 0);
  return wanted.map((place) => {
    const at = left.findIndex(({ name, floorCode }) => name === place.name && floorCode === place.floorCode);
    const [same] = at < 0 ? [] : left.splice(at, 1);
    if (same) return same;
    last += 1;
    return { ...place, code: last };
  });
}

async function writeSeats(
  transaction: Transaction,
  { organizerId, hallCode }: Hall,
  seats: readonly PlanSeat[],
  codeOf: SeatCodes,
): Promise<void> {
  const known = await transaction.rows<{ guid: string; seatCode: number }>(sql`
    select guid, seat_code as "seatCode" from seats where organizer_id = ${organizerId} and hall_code = ${hallCode}`);
  const codes = new Map(known.map(({ guid, seatCode }) => [guid, seatCode]));
  let last = known.reduce((most, { seatCode }) => Math.max(most, seatCode), 0);
  const seatCodes = seats.map(({ guid }) => {
    const code = codes.get(guid);
    if (code === undefined) last += 1;
    return code ?? last;
  });
  await putSeats(transaction, { organizerId, hallCode }, seatCodes, seats, codeOf);
}

/** Seats that the plan has and a performance has not stand in it from now on, free. */
export async function addSeatsTo(
  transaction: Transaction,
  { organizerId, hallCode }: Hall,
  performanceNumbers: readonly number[],
): Promise<void> {
  await transaction.run(sql`
    insert into performance_seats (organizer_id, performance_number, seat_code, hall_code)
    select organizer_id, performance_number, seat_code, hall_code
    from seats cross join unnest(${[...performanceNumbers]}::int[]) as performance_number
    where organizer_id = ${organizerId} and hall_code = ${hallCode} and gone_in_version is null
    on conflict (organizer_id, performance_number, seat_code) do nothing`);
}

/** Seats of the plan that had left it before, and the performances in which they were blocked for that and are still. */
export async function seatsComingBack(
  transaction: Transaction,
  { organizerId, hallCode }: Hall,
  guids: readonly string[],
): Promise<Map<number, Set<number>>> {
  const rows = await transaction.rows<{ performanceNumber: number; seatCodes: number[] }>(sql`
    select performance_number as "performanceNumber", array_agg(seat_code) as "seatCodes"
    from seats
    join replaced_plans replaced using (organizer_id, hall_code)
    join performance_seats seat using (organizer_id, hall_code, seat_code)
    join seat_movements movement using (organizer_id, performance_number, seat_code)
    where organizer_id = ${organizerId} and hall_code = ${hallCode} and guid = any(${[...guids]}::text[])
      and replaced.plan_version = gone_in_version - 1 and seat.state = 'blocked'
      and movement.serial = seat.movement_serial and movement.movement = 'block'
      and movement.at = replaced.replaced_at
    group by 1`);
  return new Map(rows.map(({ performanceNumber, seatCodes }) => [performanceNumber, new Set(seatCodes)]));
}

/** Of the seats that have left the plan, which: they stay blocked. */
export async function seatsGone(
  transaction: Transaction,
  { organizerId, hallCode }: Hall,
): Promise<number[]> {
  const rows = await transaction.rows<{ seatCode: number }>(sql`
    select seat_code as "seatCode" from seats
    where organizer_id = ${organizerId} and hall_code = ${hallCode} and gone_in_version is not null`);
  return rows.map(({ seatCode }) => seatCode);
}
