import { type Queries, sql } from "@allotement/platform/database/database.ts";
import type { ShowDashboard } from "../../api/dashboard.ts";

/** How a show sells and how full its performances are, in one look at the books. */
export async function showDashboard(
  queries: Queries,
  organizerId: number,
  showNumber: number,
): Promise<ShowDashboard | undefined> {
  return queries.first<ShowDashboard>(sql`
    select show.show_number as "showNumber", show.title,
      (select coalesce(json_agg(day order by day."localDate", day.channel), '[]') from (${sales}) as day) as sales,
      (select coalesce(json_agg(fill order by fill."localDate", fill."localTime", fill."performanceNumber"), '[]')
        from (${fills}) as fill) as performances
    from shows show join organizers organizer using (organizer_id)
    where show.organizer_id = ${organizerId} and show.show_number = ${showNumber}`);
}

/** A reseller's sales go by its name, whether the import has given them their channel of the house yet or not. */
const sales = sql`
  select (ticket.sold_at at time zone organizer.time_zone)::date as "localDate",
    coalesce(reseller.name, channel.name, ticket.sold_through) as channel, count(*)::int as seats,
    sum(ticket.face_value_cents)::int as "faceValueCents"
  from performances p
  join tickets ticket on ticket.organizer_id = p.organizer_id and ticket.performance_number = p.performance_number
  left join sales_channels channel on channel.organizer_id = ticket.organizer_id
    and channel.sales_channel_id = ticket.sales_channel_id
  left join resellers reseller on reseller.organizer_id = ticket.organizer_id
    and reseller.reseller_id = ticket.reseller_id
  where p.organizer_id = show.organizer_id and p.show_number = show.show_number
    and ticket.cancelled_at is null and not ticket.in_conflict
  group by 1, 2`;

const fills = sql`
  select p.performance_number as "performanceNumber", p.local_date as "localDate",
    to_char(p.local_time, 'HH24:MI') as "localTime", count(*)::int as capacity,
    count(*) filter (where seat.state = 'free')::int as free,
    count(*) filter (where seat.state = 'held')::int as held,
    count(*) filter (where seat.state in ('allotting', 'allotted', 'recalling'))::int as allotted,
    count(*) filter (where seat.state = 'soldAtCounter')::int as "soldHere",
    count(*) filter (where seat.state = 'sold')::int as "soldThere",
    count(*) filter (where seat.state in ('blocked', 'divergent'))::int as other
  from performances p
  join performance_seats seat on seat.organizer_id = p.organizer_id
    and seat.performance_number = p.performance_number
  where p.organizer_id = show.organizer_id and p.show_number = show.show_number
  group by p.performance_number, p.local_date, p.local_time`;
