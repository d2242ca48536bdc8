import { setTimeout as wait } from "node:timers/promises";
import { type Database, sql } from "@allotement/platform/database/database.ts";

/** What still moves, at rest nothing. */
interface Movement {
  operations: number;
  runs: number;
  /** Events of the feed that the venue has not received. */
  behind: number;
  expiredBaskets: number;
  /** Lines of the cash journal that wait for their seal. */
  unsealed: number;
  fault: unknown;
}

export interface Rest {
  /** The moment at which nothing moved; undefined where it never came to that. */
  at: Date | undefined;
  /** What moved last. */
  last: Movement | undefined;
}

const patienceMilliseconds = 60_000;

/**
 * Waits until nothing is on its way on either side. Whatever waits for a later attempt is asked for at once, as if that
 * time had come: the wait changes nothing but the hour. `ask` starts an import, which fetches; `now`: by the servers' clock.
 */
export async function untilQuiet(
  boxoffice: Database,
  reseller: Database,
  ask: () => Promise<unknown>,
  now: () => Date = () => new Date(),
): Promise<Rest> {
  let last: Movement | undefined;
  let asked = 0;
  for (const end = Date.now() + patienceMilliseconds; Date.now() < end; await wait(60)) {
    // The databases may still be starting.
    const movement = await look(boxoffice, reseller, now()).catch(() => undefined);
    if (!movement) continue;
    last = movement;
    if (movement.fault !== null) return { at: undefined, last };
    const { operations, runs, behind, expiredBaskets, unsealed } = movement;
    if (operations + runs + behind + expiredBaskets + unsealed === 0) return { at: now(), last };
    if (movement.runs === 0 && Date.now() - asked > 1000) {
      await ask();
      asked = Date.now();
    }
  }
  return { at: undefined, last };
}

async function look(boxoffice: Database, reseller: Database, now: Date): Promise<Movement> {
  await boxoffice.run(sql`
    update operations set next_attempt_at = created_at
    where state in ('open', 'voiding') and next_attempt_at > created_at`);
  const there = await reseller.first<{ events: number; baskets: number }>(sql`
    select (select count(*)::int from feed_events) as events,
      (select count(*)::int from baskets where state = 'open' and expires_at <= ${now}) as baskets`);
  const here = await boxoffice.first<{
    operations: number;
    runs: number;
    unsealed: number;
    sequence: number | null;
    fault: unknown;
  }>(sql`
    select (select count(*)::int from operations where state not in ('applied', 'voided')) as operations,
      (select count(*)::int from interface_runs where finished_at is null) as runs,
      (select count(*)::int from cash_journal where not exists (select from journal_seals seal
        where seal.organizer_id = cash_journal.organizer_id and seal.entry_number = cash_journal.entry_number)) as unsealed,
      (select sequence from feed_cursors) as sequence, (select fault from feed_cursors) as fault`);
  if (!here || !there) throw new Error("a count answers one row");
  return {
    operations: here.operations,
    runs: here.runs,
    behind: there.events - (here.sequence ?? 0),
    expiredBaskets: there.baskets,
    unsealed: here.unsealed,
    fault: here.fault,
  };
}
