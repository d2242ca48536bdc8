import { type Queries, sql } from "@allotement/platform/database/database.ts";
import type { RecallChoices, RecallPerformance, SeatsChanged } from "../../api/interface-recall.ts";
import { describeSeats } from "../../house/counter/tickets.store.ts";
import { amongSeats } from "../../house/inventory/inventory.store.ts";
import type { ConnectionRow } from "../configure/connection.store.ts";
import { grouped } from "../show-groups.ts";

/** Groups, shows and performances with seats at the reseller (R6.1); past ones only where asked for. */
export async function recallChoices(
  queries: Queries,
  connection: ConnectionRow,
  past: boolean,
  now: Date,
): Promise<RecallChoices> {
  const { organizerId, resellerId } = connection;
  const rows = await queries.rows<{
    showGroupId: number;
    groupName: string;
    showNumber: number;
    title: string;
    performanceNumber: number;
    localDate: string;
    localTime: string;
    past: boolean;
    allotted: number;
    sold: number;
    inDoubt: number;
  }>(sql`
    with there as (
      select performance_number, count(*) filter (where state = 'allotted')::int as allotted,
        count(*) filter (where state = 'sold')::int as sold,
        count(*) filter (where state in ('allotting', 'recalling', 'divergent'))::int as in_doubt
      from performance_seats
      where organizer_id = ${organizerId} and reseller_id = ${resellerId}
        and state in ('allotted', 'sold', 'allotting', 'recalling', 'divergent')
      group by 1
    )
    select g.show_group_id as "showGroupId", g.name as "groupName", s.show_number as "showNumber", s.title,
      p.performance_number as "performanceNumber", p.local_date as "localDate",
      to_char(p.local_time, 'HH24:MI') as "localTime", p.starts_at <= ${now} as past,
      there.allotted, there.sold, there.in_doubt as "inDoubt"
    from there
    join performances p on p.organizer_id = ${organizerId} and p.performance_number = there.performance_number
    join shows s using (organizer_id, show_number)
    join show_groups g using (organizer_id, show_group_id)
    where there.allotted + there.in_doubt > 0 and (${past} or p.starts_at > ${now})
    order by g.name, s.title, s.show_number, p.starts_at`);
  return {
    groups: grouped(rows, (row) => ({
      performanceNumber: row.performanceNumber,
      localDate: row.localDate,
      localTime: row.localTime,
      past: row.past,
      allotted: row.allotted,
      sold: row.sold,
      inDoubt: row.inDoubt,
    })),
  };
}

/** The seats of one performance in columns, every one or those named, in the order of the hall's plan (R6.2). */
export async function recallPerformance(
  queries: Queries,
  connection: ConnectionRow,
  performanceNumber: number,
  seatCodes: readonly number[] | "all",
): Promise<RecallPerformance | undefined> {
  const { organizerId, resellerId, holdCode } = connection;
  return queries.first<RecallPerformance>(sql`
    select p.performance_number as "performanceNumber", p.show_number as "showNumber", s.title,
      p.hall_code as "hallCode", h.name as "hallName", p.local_date as "localDate",
      to_char(p.local_time, 'HH24:MI') as "localTime", ${holdCode}::int as "holdCode", seats.*
    from performances p
    join shows s using (organizer_id, show_number)
    join halls h on h.organizer_id = p.organizer_id and h.hall_code = p.hall_code
    cross join lateral (
      select coalesce(array_agg(seat_code order by seat_code), '{}') as "seatCodes",
        coalesce(array_agg(state order by seat_code), '{}') as states,
        coalesce(array_agg((reseller_id is not distinct from ${resellerId}::int and state not in ('free', 'held'))::int
          order by seat_code), '{}') as "withReseller",
        coalesce(array_agg((hold_code is not distinct from ${holdCode}::int)::int order by seat_code), '{}') as "inHold"
      from performance_seats
      where organizer_id = ${organizerId} and performance_number = ${performanceNumber} ${amongSeats(seatCodes)}
    ) as seats
    where p.organizer_id = ${organizerId} and p.performance_number = ${performanceNumber}`);
}

/** Of these seats, those that cannot be asked back (any more), as they stand now. */
export async function notRecallable(
  queries: Queries,
  { organizerId, resellerId }: ConnectionRow,
  performanceNumber: number,
  seatCodes: readonly number[],
): Promise<SeatsChanged["seats"]> {
  const rows = await queries.rows<{ seatCode: number }>(sql`
    select seat_code as "seatCode" from performance_seats
    where organizer_id = ${organizerId} and performance_number = ${performanceNumber} ${amongSeats(seatCodes)}
      and not (state = 'allotted' and reseller_id = ${resellerId})`);
  const changed = rows.map(({ seatCode }) => seatCode);
  return describeSeats(queries, organizerId, performanceNumber, changed);
}
