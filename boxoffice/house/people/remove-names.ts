import { type Database, sql } from "@allotement/platform/database/database.ts";
import type { Clock } from "@allotement/platform/ports.ts";
import { appendAudit } from "../audit/audit.store.ts";

/**
 * Removes the names of customers from tickets and received sales whose performance is further back than the organizer
 * keeps them; answers how many it removed. The cash journal, its seals and its archives never held a name, so nothing of
 * them changes. An event of the reseller's feed loses its customer and with it what its hash was made from: it is marked,
 * keeps its place in the chain, and can no longer be given back to a reseller that restores a backup of that time.
 */
export async function removeNames({
  database,
  clock,
}: {
  database: Database;
  clock: Clock;
}): Promise<number> {
  const organizers = await database.rows<{ organizerId: number; months: number; decidedBy: number }>(sql`
    select organizer_id as "organizerId", names_kept_months as months, names_kept_by as "decidedBy"
    from organizers where names_kept_months is not null order by organizer_id`);
  let removed = 0;
  for (const organizer of organizers) removed += await removeNamesOf(database, clock.now(), organizer);
  return removed;
}

async function removeNamesOf(
  database: Database,
  now: Date,
  { organizerId, months, decidedBy }: { organizerId: number; months: number; decidedBy: number },
): Promise<number> {
  return database.transaction(async (transaction) => {
    const old = sql`select performance_number from performances
      where organizer_id = ${organizerId} and starts_at < ${now}::timestamptz - make_interval(months => ${months}::int)`;
    const tickets = await transaction.run(sql`
      update tickets set holder_surname = null, holder_first_name = null
      where organizer_id = ${organizerId} and holder_surname is not null and performance_number in (${old})`);
    const sales = await transaction.run(sql`
      update feed_inbox set event = jsonb_set(event, '{holder}', 'null'), name_removed_at = ${now}
      where organizer_id = ${organizerId} and jsonb_typeof(event->'holder') = 'object' and performance_number in (${old})`);
    if (tickets + sales === 0) return 0;
    const entry = { action: "removeNames", operatorId: decidedBy, secondOperatorId: null } as const;
    await appendAudit(transaction, organizerId, now, { ...entry, subject: { months, tickets, sales } });
    return tickets + sales;
  });
}

/** Looks every six hours, and when the server starts. */
export function startNameRemoval(needs: {
  database: Database;
  clock: Clock;
  onFailure: (error: unknown) => void;
}): () => Promise<void> {
  const ending = new AbortController();
  const work = async () => {
    while (!ending.signal.aborted) {
      await removeNames(needs).catch(needs.onFailure);
      await needs.clock.sleep(6 * 3_600_000, ending.signal);
    }
  };
  const done = work();
  return async () => {
    ending.abort();
    await done;
  };
}
