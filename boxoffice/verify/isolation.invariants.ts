import { sql } from "@allotement/platform/database/database.ts";
import type { BrokenRow, Invariant } from "@allotement/platform/database/invariant.ts";
import { eventOf, seatOf } from "./row-names.ts";

/** What a wrong row would let an organizer read; that the routes keep to their caller's rows is tried on the wire. */
const insideOneOrganizer: Invariant = {
  number: 19,
  title: "What was received, sent and sold keeps to one organizer's rows, and no two read one institution",
  check: (queries) =>
    queries.rows<BrokenRow>(sql`
      select ${eventOf("event")} as "where",
        'is of a performance that this organizer has not, and is not blocked for it' as detail
      from feed_inbox event
      where status not in ('blocked', 'closed') and not exists (select from performances own
        where own.organizer_id = event.organizer_id and own.performance_number = event.performance_number)
      union all
      select ${eventOf("event")}, format('names ticket %s, which is not that of this organizer''s seat', event.ticket_id)
      from feed_inbox event
      left join tickets own using (organizer_id, ticket_id)
      where event.ticket_id is not null and (own.performance_number, own.seat_code, own.reseller_id) is distinct from
        (event.performance_number, event.seat_code, event.reseller_id)
      union all
      select format('organizer %s, operation %s, performance %s', o.organizer_id, o.operation_id, o.performance_number),
        format('asks for seat %s of performance %s, which this organizer has not', seat."seatCode",
          o.body::jsonb->>'performanceNumber')
      from operations o cross join lateral jsonb_to_recordset(o.body::jsonb->'seats') as seat("seatCode" int)
      left join performance_seats own on own.organizer_id = o.organizer_id
        and own.performance_number = (o.body::jsonb->>'performanceNumber')::int and own.seat_code = seat."seatCode"
      where own.seat_code is null or own.performance_number <> o.performance_number
      union all
      select ${seatOf("ticket")}, format('ticket %s is of a seat that this organizer has not', ticket.ticket_id)
      from tickets ticket left join performance_seats own using (organizer_id, performance_number, seat_code)
      where own.seat_code is null
      union all
      select format('organizer %s, session %s…', organizer_id, left(token_hash, 8)),
        format('is of operator %s, whom this organizer has not', operator_id)
      from operator_sessions session
      where not exists (select from operators own
        where own.organizer_id = session.organizer_id and own.operator_id = session.operator_id)
      union all
      select format('institution %s at %s', institution_code, server_url),
        format('is read by several organizers: %s', string_agg(organizer_id::text, ', ' order by organizer_id))
      from reseller_connections group by institution_code, server_url having count(distinct organizer_id) > 1
      union all
      select format('stream %s', stream_id),
        format('is received by several organizers: %s', string_agg(organizer_id::text, ', ' order by organizer_id))
      from feed_cursors group by stream_id having count(distinct organizer_id) > 1
      order by 1, 2`),
};

export const isolationInvariants = [insideOneOrganizer];
