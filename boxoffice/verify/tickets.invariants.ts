import { sql } from "@allotement/platform/database/database.ts";
import type { BrokenRow, Invariant } from "@allotement/platform/database/invariant.ts";
import { seatOf } from "./row-names.ts";

const oneLiveTicket: Invariant = {
  number: 1,
  title: "No seat has two live tickets, unless a conflict row says so; it is sold exactly while it has one",
  check: (queries) =>
    queries.rows<BrokenRow>(sql`
      with live as (select * from tickets where cancelled_at is null),
      twice as (
        select organizer_id, performance_number, seat_code, array_agg(ticket_id order by ticket_id) as ticket_ids
        from live group by organizer_id, performance_number, seat_code having count(*) > 1
      )
      select ${seatOf("twice")} as "where",
        format('tickets %s are live and no open conflict names them', array_to_string(ticket_ids, ', ')) as detail
      from twice
      where not exists (select from seat_conflicts c
        where c.organizer_id = twice.organizer_id and c.performance_number = twice.performance_number
          and c.seat_code = twice.seat_code and c.ticket_id = any(twice.ticket_ids) and c.closed_at is null)
      union all
      select ${seatOf("live")}, format('ticket %s is marked as in conflict and no conflict names it', live.ticket_id)
      from live
      where live.in_conflict and not exists (select from seat_conflicts c
        where c.organizer_id = live.organizer_id and c.ticket_id = live.ticket_id)
      union all
      select ${seatOf("live")}, format('ticket %s is live and the seat is %s', live.ticket_id, seat.state)
      from live
      join performance_seats seat using (organizer_id, performance_number, seat_code)
      where not live.in_conflict
        and seat.state <> case live.sold_through when 'reseller' then 'sold' else 'soldAtCounter' end
      union all
      select ${seatOf("seat")}, format('the seat is %s, and no ticket of it is live', seat.state)
      from performance_seats seat
      where seat.state in ('sold', 'soldAtCounter')
        and not exists (select from live where live.organizer_id = seat.organizer_id
          and live.performance_number = seat.performance_number and live.seat_code = seat.seat_code)
        -- A sale whose barcode is another's has no ticket; its conflict sends the customer to the box office.
        and not exists (select from seat_conflicts c where c.organizer_id = seat.organizer_id
          and c.performance_number = seat.performance_number and c.seat_code = seat.seat_code)
      order by 1, 2`),
};

/** The venue draws its own barcodes under 01, the reseller under 02 (R2.4). */
const barcodes: Invariant = {
  number: 14,
  title: "Barcodes are unique per organizer and well formed: 14 digits, 02 from the reseller, 01 at home",
  check: (queries) =>
    queries.rows<BrokenRow>(sql`
      select format('organizer %s, barcode %s', organizer_id, barcode) as "where",
        format('borne by tickets %s', string_agg(ticket_id::text, ', ' order by ticket_id)) as detail
      from tickets group by organizer_id, barcode having count(*) > 1
      union all
      select ${seatOf("tickets")}, format('ticket %s, sold through %s, bears %s', ticket_id, sold_through, barcode)
      from tickets
      where barcode !~ case sold_through when 'reseller' then '^02[0-9]{12}$' else '^01[0-9]{12}$' end
      order by 1, 2`),
};

export const ticketInvariants = [oneLiveTicket, barcodes];
