import { type Database, sql } from "@allotement/platform/database/database.ts";
import type { ShowStatus } from "@allotement/protocol/messages/contingent.ts";
import type { Scope } from "../store.ts";

/** Shows with a performance to come whose status was last seen before `seenBefore`, or never; those first. */
export async function showsToAsk(
  database: Database,
  { organizerId, resellerId }: Scope,
  now: Date,
  seenBefore: Date,
): Promise<number[]> {
  const rows = await database.rows<{ showNumber: number }>(sql`
    select k.show_number as "showNumber" from reseller_shows k
    where k.organizer_id = ${organizerId} and k.reseller_id = ${resellerId}
      and (k.status_seen_at is null or k.status_seen_at < ${seenBefore})
      and exists (select from performances p where p.organizer_id = k.organizer_id and p.show_number = k.show_number
        and p.starts_at > ${now})
    order by k.status_seen_at nulls first, k.show_number limit 50`);
  return rows.map(({ showNumber }) => showNumber);
}

/** Remembers a show's status as the reseller has just told it, and since when it is so. */
export async function keepStatus(
  database: Database,
  { organizerId, resellerId }: Scope,
  showNumber: number,
  status: ShowStatus,
  at: Date,
): Promise<void> {
  await database.run(sql`
    update reseller_shows set status = ${status}, status_seen_at = ${at},
      status_since = case when status = ${status} then status_since else ${at} end
    where organizer_id = ${organizerId} and reseller_id = ${resellerId} and show_number = ${showNumber}`);
}
