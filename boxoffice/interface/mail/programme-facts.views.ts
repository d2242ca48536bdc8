import { type Queries, sql } from "@allotement/platform/database/database.ts";
import { performanceFacts } from "./facts.views.ts";
import type { CancellationFacts, RescheduleFacts, SoldThere } from "./texts/programme-letters.ts";

/** What the letters of the programme say: the latest reschedule, a cancellation, and what is sold at the network. */

export async function rescheduleFacts(
  queries: Queries,
  organizerId: number,
  performanceNumber: number,
): Promise<RescheduleFacts | undefined> {
  const facts = await performanceFacts(queries, organizerId, performanceNumber);
  const latest = await queries.first<{
    fromDate: string;
    fromTime: string;
    toDate: string;
    toTime: string;
    reason: string;
    state: string;
  }>(sql`
    select from_date as "fromDate", to_char(from_time, 'HH24:MI') as "fromTime", to_date as "toDate",
      to_char(to_time, 'HH24:MI') as "toTime", reason, state
    from reschedules where organizer_id = ${organizerId} and performance_number = ${performanceNumber}
      and state <> 'replaced'
    order by version desc limit 1`);
  if (!facts || !latest) return undefined;
  const { fromDate, fromTime, toDate, toTime, reason, state } = latest;
  return {
    show: facts.show,
    performance: { performanceNumber, localDate: fromDate, localTime: fromTime },
    to: { localDate: toDate, localTime: toTime },
    reason,
    soldThere: (await soldThere(queries, organizerId, performanceNumber)).length,
    state: state === "moved" ? "moved" : "asked",
  };
}

export async function cancellationFacts(
  queries: Queries,
  organizerId: number,
  performanceNumber: number,
): Promise<CancellationFacts | undefined> {
  const facts = await performanceFacts(queries, organizerId, performanceNumber);
  const cancelled = await queries.first<{ reason: string }>(sql`
    select cancel_reason as reason from performances where organizer_id = ${organizerId}
      and performance_number = ${performanceNumber} and cancelled_at is not null`);
  if (!facts || !cancelled) return undefined;
  return { ...facts, ...cancelled, sold: await soldThere(queries, organizerId, performanceNumber) };
}

function soldThere(queries: Queries, organizerId: number, performanceNumber: number): Promise<SoldThere[]> {
  return queries.rows<SoldThere>(sql`
    select format('rang %s, place %s', row_label, seat_number) as place, sale.event->>'orderId' as "orderId",
      sale.event->>'pointOfSale' as "pointOfSale"
    from tickets ticket
    join performances p using (organizer_id, performance_number)
    join seats seat on seat.organizer_id = p.organizer_id and seat.hall_code = p.hall_code
      and seat.seat_code = ticket.seat_code
    left join feed_inbox sale on sale.organizer_id = ticket.organizer_id and sale.ticket_id = ticket.ticket_id
      and sale.kind = 'sale'
    where ticket.organizer_id = ${organizerId} and ticket.performance_number = ${performanceNumber}
      and ticket.sold_through = 'reseller' and ticket.cancelled_at is null
    order by sale.event->>'orderId', ticket.seat_code`);
}
