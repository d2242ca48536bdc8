import { type Queries, sql, type Transaction } from "@allotement/platform/database/database.ts";
import { chainStart, hashOfEvent } from "@allotement/protocol/feed-chain.ts";
import type { SaleFacts } from "@allotement/protocol/messages/sales.ts";

/** The last numbered event of an institution's feed. */
export interface FeedHead {
  sequence: number;
  hash: string;
}

export interface UnnumberedEvent {
  recorded: number;
  facts: SaleFacts;
}

/** Any number will do: with the institution's code it makes the key of the feed's lock. */
const feedLockSpace = 7302;

/** Held until the end of the transaction: one sequencer per institution. Taken after every other lock. */
export async function lockFeed(transaction: Transaction, institutionCode: number): Promise<void> {
  await transaction.run(sql`select pg_advisory_xact_lock(${feedLockSpace}::int, ${institutionCode}::int)`);
}

export async function feedHead(queries: Queries, institutionCode: number): Promise<FeedHead> {
  const head = await queries.first<FeedHead>(sql`
    select sequence, hash from feed_events where institution_code = ${institutionCode} and sequence is not null
    order by sequence desc limit 1`);
  return head ?? { sequence: 0, hash: chainStart };
}

/**
 * Numbers every committed event that has no number yet, in the order recorded, and answers the feed's head (rule 6). An
 * event whose transaction is still open gets its number later: numbers are given after commit, so no reader can ever
 * pass over one. Two events of one seat were recorded in their order, as the seat was locked.
 */
export async function numberFeed(transaction: Transaction, institutionCode: number): Promise<FeedHead> {
  await lockFeed(transaction, institutionCode);
  const events = await transaction.rows<UnnumberedEvent>(sql`
    select recorded, facts from feed_events where institution_code = ${institutionCode} and sequence is null
    order by recorded`);
  return numberEvents(transaction, institutionCode, events);
}

/** Numbers these events after the head; the feed's lock is held. */
export async function numberEvents(
  transaction: Transaction,
  institutionCode: number,
  events: readonly UnnumberedEvent[],
): Promise<FeedHead> {
  const before = await feedHead(transaction, institutionCode);
  if (events.length === 0) return before;
  const links = chained(before, events);
  const changed = await transaction.run(sql`
    update feed_events e set sequence = l.sequence, previous_hash = l.previous_hash, hash = l.hash
    from unnest(${links.map((link) => link.recorded)}::bigint[], ${links.map((link) => link.sequence)}::bigint[],
      ${links.map((link) => link.previousHash)}::text[], ${links.map((link) => link.hash)}::text[])
      as l(recorded, sequence, previous_hash, hash)
    where e.institution_code = ${institutionCode} and e.recorded = l.recorded and e.sequence is null`);
  if (changed !== links.length) throw new Error("an event was numbered by somebody without the feed's lock");
  return links.at(-1) ?? before;
}

/** Gives events their places in the hash chain after `before`. */
export function chained(before: FeedHead, events: readonly UnnumberedEvent[]) {
  let { sequence, hash } = before;
  return events.map(({ recorded, facts }) => {
    const previousHash = hash;
    sequence += 1;
    hash = hashOfEvent({ ...facts, sequence, previousHash });
    return { recorded, sequence, previousHash, hash };
  });
}

/** Institutions with events that wait for a number. */
export async function feedsToNumber(queries: Queries): Promise<number[]> {
  const rows = await queries.rows<{ institution_code: number }>(
    sql`select distinct institution_code from feed_events where sequence is null`,
  );
  return rows.map((row) => row.institution_code);
}

/** Writes down sales and cancellations, as yet without numbers, in the transaction that makes them. */
export async function recordEvents(
  transaction: Transaction,
  institutionCode: number,
  events: readonly SaleFacts[],
): Promise<void> {
  await transaction.run(sql`
    insert into feed_events (institution_code, event_id, facts)
    select ${institutionCode}, e.event_id, e.facts
    from unnest(${events.map((event) => event.eventId)}::uuid[], ${events.map((event) => JSON.stringify(event))}::jsonb[])
      with ordinality as e(event_id, facts, place)
    order by e.place`);
}
