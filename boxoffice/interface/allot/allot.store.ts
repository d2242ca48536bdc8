import { type Queries, sql } from "@allotement/platform/database/database.ts";
import { proposedResellerFeeCents } from "@allotement/protocol/reseller-fee.ts";
import type { AllotChoices, NewShowWindow } from "../../api/interface-allot.ts";
import type { ConnectionRow } from "../configure/connection.store.ts";
import { grouped } from "../show-groups.ts";

/** Groups, shows and performances with seats in the interface's hold (R5.2), those to come first by date. */
export async function allotChoices(
  queries: Queries,
  connection: ConnectionRow,
  now: Date,
): Promise<AllotChoices> {
  const { organizerId, resellerId, holdCode } = connection;
  const rows = await queries.rows<{
    showGroupId: number;
    groupName: string;
    showNumber: number;
    title: string;
    performanceNumber: number;
    localDate: string;
    localTime: string;
    knownAtReseller: boolean;
    available: number;
    byCategory: { seatCategoryCode: number; shortName: string; count: number }[];
  }>(sql`
    with available as (
      select performance_number, seat_category_code, count(*)::int as count
      from performance_seats ps join seats s using (organizer_id, hall_code, seat_code)
      where ps.organizer_id = ${organizerId} and state = 'held' and hold_code = ${holdCode} and fence_acknowledged = fence
      group by 1, 2
    ), per_performance as (
      select performance_number, sum(count)::int as available,
        jsonb_agg(jsonb_build_object('seatCategoryCode', seat_category_code, 'shortName', c.short_name, 'count', count)
          order by seat_category_code) as by_category
      from available join seat_categories c using (seat_category_code)
      where c.organizer_id = ${organizerId} group by 1
    )
    select g.show_group_id as "showGroupId", g.name as "groupName", s.show_number as "showNumber", s.title,
      p.performance_number as "performanceNumber", p.local_date as "localDate",
      to_char(p.local_time, 'HH24:MI') as "localTime", a.available, a.by_category as "byCategory",
      exists (select from reseller_performances k where k.organizer_id = p.organizer_id
        and k.reseller_id = ${resellerId} and k.performance_number = p.performance_number) as "knownAtReseller"
    from per_performance a
    join performances p on p.organizer_id = ${organizerId} and p.performance_number = a.performance_number
    join shows s using (organizer_id, show_number)
    join show_groups g using (organizer_id, show_group_id)
    where p.starts_at > ${now} and p.cancelled_at is null and not exists (select from reschedules r
      where r.organizer_id = p.organizer_id and r.performance_number = p.performance_number
        and r.state in ('asked', 'acknowledged'))
    order by g.name, s.title, s.show_number, p.starts_at`);
  return {
    groups: grouped(
      rows,
      ({ performanceNumber, localDate, localTime, available, byCategory, knownAtReseller }) => ({
        performanceNumber,
        localDate,
        localTime,
        available,
        byCategory,
        knownAtReseller,
      }),
    ),
  };
}

/** The new-show window: the grid in force, with the reseller's fee proposed where none is settled (R5.3, R5.4). */
export async function newShowWindow(
  queries: Queries,
  connection: ConnectionRow,
  showNumber: number,
  now: Date,
): Promise<NewShowWindow | undefined> {
  const { organizerId, resellerId } = connection;
  const show = await queries.first<Pick<NewShowWindow, "title" | "comment" | "knownAtReseller">>(sql`
    select title, comment, exists (select from reseller_shows k where k.organizer_id = ${organizerId}
      and k.reseller_id = ${resellerId} and k.show_number = ${showNumber}) as "knownAtReseller"
    from shows where organizer_id = ${organizerId} and show_number = ${showNumber}`);
  if (!show) return undefined;
  const lines = await queries.rows<NewShowWindow["lines"][number]>(sql`
    with grid as (
      select price_grid_id from price_grids where organizer_id = ${organizerId} and show_number = ${showNumber}
        and valid_from <= ${now} order by valid_from desc limit 1
    ), categories as (
      select distinct seat_category_code from seats
      where organizer_id = ${organizerId} and gone_in_version is null
        and hall_code = (select hall_code from shows where organizer_id = ${organizerId} and show_number = ${showNumber})
    )
    select t.price_type_code as "priceTypeCode", t.name as "priceTypeName",
      c.seat_category_code as "seatCategoryCode", c.name as "seatCategoryName",
      line.face_value_cents is not null as "inGrid", line.face_value_cents as "faceValueCents",
      line.venue_fee_cents as "venueFeeCents", line.organizer_fee_cents as "organizerFeeCents",
      line.reseller_fee_cents as "resellerFeeCents"
    from interface_price_types i
    join price_types t using (organizer_id, price_type_code)
    cross join categories
    join seat_categories c on c.organizer_id = ${organizerId} and c.seat_category_code = categories.seat_category_code
    left join price_grid_lines line on line.organizer_id = ${organizerId}
      and line.price_grid_id = (select price_grid_id from grid)
      and line.price_type_code = t.price_type_code and line.seat_category_code = c.seat_category_code
    where i.organizer_id = ${organizerId} and i.reseller_id = ${resellerId} and t.retired_at is null
    order by t.price_type_code, c.seat_category_code`);
  return {
    showNumber,
    ...show,
    lines: lines.map((line) => ({
      ...line,
      resellerFeeCents:
        line.resellerFeeCents ??
        (line.faceValueCents === null ? null : proposedResellerFeeCents(line.faceValueCents)),
    })),
  };
}
