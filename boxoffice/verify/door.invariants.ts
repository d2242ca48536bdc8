import { sql } from "@allotement/platform/database/database.ts";
import type { BrokenRow, Invariant } from "@allotement/platform/database/invariant.ts";

/** Scans are compared by their number, not by the clock, which may jump: a cancellation notes the last one before it. */
const entriesAtTheDoor: Invariant = {
  number: 15,
  title: "Entries at the door are at most one more than exits, and none after the cancellation was known",
  check: (queries) =>
    queries.rows<BrokenRow>(sql`
      with passage as (
        select scan.*, ticket.seat_code, ticket.barcode as own_barcode, ticket.performance_number as own_performance,
          cancelled_at is not null as cancelled, cancelled_after_scan,
          sum(case direction when 'entry' then 1 else -1 end) over
            (partition by organizer_id, ticket_id order by scan_number) as inside
        from door_scans scan join tickets ticket using (organizer_id, ticket_id)
        where refusal is null
      ), fault as (
        select *, case
          when inside > 1 then 'let in, and its holder was inside already: two people may sit under one ticket'
          when inside < 0 then 'let out, and its holder was not inside'
          when direction = 'entry' and cancelled and scan_number > cancelled_after_scan then
            format('let in, though its cancellation was known after scan %s', cancelled_after_scan)
          when barcode <> own_barcode or performance_number <> own_performance then
            format('let pass as %s of performance %s, and it bears %s of performance %s', barcode, performance_number,
              own_barcode, own_performance) end as fault
        from passage
      )
      select format('organizer %s, performance %s, seat %s, ticket %s', organizer_id, own_performance, seat_code,
          ticket_id) as "where",
        format('scan %s at gate %s: %s', scan_number, gate, fault) as detail
      from fault where fault is not null
      union all
      select format('organizer %s, performance %s, seat %s, ticket %s', ticket.organizer_id, ticket.performance_number,
          seat_code, ticket_id),
        format('says that it was scanned %s times, and %s scans are kept: some were removed', last_scan,
          count(scan.scan_id))
      from tickets ticket left join door_scans scan using (organizer_id, ticket_id)
      group by ticket.organizer_id, ticket_id
      having last_scan <> count(scan.scan_id) or last_scan <> coalesce(max(scan_number), 0)
      order by 1, 2`),
};

export const doorInvariants = [entriesAtTheDoor];
