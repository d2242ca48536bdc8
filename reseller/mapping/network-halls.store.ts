import { type Queries, sql, type Transaction } from "@allotement/platform/database/database.ts";
import type { NetworkHall, NetworkHallList } from "../api/code-imports.ts";
import type { PlacedSeat } from "./seat-labels.ts";

/** The network's own plans: how it has drawn and numbered the halls that it sells. */

export type NetworkSeat = PlacedSeat & { networkSeatId: number };

export function listNetworkHalls(
  queries: Queries,
  institutionCode: number,
): Promise<NetworkHallList["networkHalls"]> {
  return queries.rows(sql`
    select h.network_hall_id as "networkHallId", h.name, count(s.network_seat_id)::int as "seatCount"
    from network_halls h left join network_seats s using (institution_code, network_hall_id)
    where h.institution_code = ${institutionCode}
    group by h.network_hall_id, h.name order by 1`);
}

/** A plan's seats in the order of their ids; none where there is no such plan. */
export function networkSeats(
  queries: Queries,
  institutionCode: number,
  networkHallId: number,
): Promise<NetworkSeat[]> {
  return queries.rows<NetworkSeat>(sql`
    select network_seat_id as "networkSeatId", floor, zone, row_label as row, seat_number as number,
      x::float8 as x, y::float8 as y
    from network_seats
    where institution_code = ${institutionCode} and network_hall_id = ${networkHallId} order by 1`);
}

/** Whether venues' seats are tied to the plan: then it stays as it is. */
export async function isTied(
  queries: Queries,
  institutionCode: number,
  networkHallId: number,
): Promise<boolean> {
  const row = await queries.first(sql`
    select from code_imports where institution_code = ${institutionCode} and network_hall_id = ${networkHallId} limit 1`);
  return row !== undefined;
}

/** Writes a plan whole, in the place of the one of that id. */
export async function saveNetworkHall(
  transaction: Transaction,
  institutionCode: number,
  networkHallId: number,
  { name, seats }: NetworkHall,
): Promise<void> {
  await transaction.run(sql`
    insert into network_halls (institution_code, network_hall_id, name)
    values (${institutionCode}, ${networkHallId}, ${name})
    on conflict (institution_code, network_hall_id) do update set name = excluded.name`);
  await transaction.run(sql`
    delete from network_seats where institution_code = ${institutionCode} and network_hall_id = ${networkHallId}`);
  await transaction.run(sql`
    insert into network_seats (institution_code, network_hall_id, network_seat_id, floor, zone, row_label, seat_number, x, y)
    select ${institutionCode}, ${networkHallId}, * from unnest(
      ${seats.map((seat) => seat.networkSeatId)}::int[], ${seats.map((seat) => seat.floor)}::text[],
      ${seats.map((seat) => seat.zone)}::text[], ${seats.map((seat) => seat.row)}::text[],
      ${seats.map((seat) => seat.number)}::text[], ${seats.map((seat) => seat.x)}::numeric[],
      ${seats.map((seat) => seat.y)}::numeric[])`);
}
