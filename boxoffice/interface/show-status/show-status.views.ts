import { type Queries, type Sql, sql } from "@allotement/platform/database/database.ts";
import type { SilentShow } from "../../api/interface-show-status.ts";
import type { Scope } from "../store.ts";

/** Performances to come with seats at the reseller, of shows that it does not sell, as far as is known. */
function silentStock({ organizerId, resellerId }: Scope, now: Date): Sql {
  return sql`
    from reseller_shows k
    join performances p on p.organizer_id = k.organizer_id and p.show_number = k.show_number and p.starts_at > ${now}
    cross join lateral (select count(*)::int as seats from performance_seats seat
      where seat.organizer_id = p.organizer_id and seat.performance_number = p.performance_number
        and seat.state = 'allotted' and seat.reseller_id = ${resellerId}) as allotted
    where k.organizer_id = ${organizerId} and k.reseller_id = ${resellerId}
      and k.status is not null and k.status <> 'onSale' and allotted.seats > 0`;
}

interface SilentRow extends Omit<SilentShow, "since" | "statusSeenAt"> {
  since: Date;
  statusSeenAt: Date;
}

const silentSince = sql`case when k.status = 'stopped' then k.status_since else k.created_at end`;

/** How many shows wait so, and since when the first of them does; null where none does. */
export async function silentSummary(
  queries: Queries,
  scope: Scope,
  now: Date,
): Promise<{ count: number; since: string } | null> {
  const row = await queries.first<{ count: number; since: Date | null }>(sql`
    select count(distinct k.show_number)::int as count, min(${silentSince}) as since ${silentStock(scope, now)}`);
  return row?.since ? { count: row.count, since: row.since.toISOString() } : null;
}

/** Shows with seats that wait at the reseller and nobody can buy, the longest wait first. */
export async function silentShows(queries: Queries, scope: Scope, now: Date): Promise<SilentShow[]> {
  const rows = await queries.rows<SilentRow>(sql`
    select k.show_number as "showNumber", show.title, k.status, k.status_seen_at as "statusSeenAt",
      ${silentSince} as since, waiting.seats,
      waiting.performances, waiting.first as "firstDate"
    from (select k.show_number, sum(allotted.seats)::int as seats, count(*)::int as performances,
        min(p.local_date) as first ${silentStock(scope, now)} group by k.show_number) as waiting
    join reseller_shows k on k.organizer_id = ${scope.organizerId} and k.reseller_id = ${scope.resellerId}
      and k.show_number = waiting.show_number
    join shows show on show.organizer_id = k.organizer_id and show.show_number = k.show_number
    order by since, k.show_number`);
  return rows.map(({ since, statusSeenAt, ...row }) => ({
    ...row,
    since: since.toISOString(),
    statusSeenAt: statusSeenAt.toISOString(),
  }));
}
