import {
  type Database,
  type Queries,
  sql,
  type Transaction,
} from "@allotement/platform/database/database.ts";
import { chainStart } from "@allotement/protocol/feed-chain.ts";
import type { FeedEvent, SaleFacts } from "@allotement/protocol/messages/sales.ts";
import type { FeedStore, FeedTransaction } from "./feed.ts";
import type { FeedHead, FeedLink, SequencerTransaction, UnnumberedEvent } from "./sequencer.ts";

/** Any number will do: with the institution's code it makes the key of the feed's lock. */
const feedLockSpace = 7302;

/** The store of the feeds on PostgreSQL. */
export function feedStore(database: Database): FeedStore {
  return {
    transaction: (institutionCode, work) =>
      database.transaction((transaction) => work(feedTransaction(transaction, institutionCode))),
    async feedsToNumber() {
      const rows = await database.rows<{ institution_code: number }>(
        sql`select distinct institution_code from feed_events where sequence is null`,
      );
      return rows.map((row) => row.institution_code);
    },
    async feedWaits(institutionCode) {
      const waiting = await database.first(sql`
        select 1 from feed_events where institution_code = ${institutionCode} and sequence is null limit 1`);
      return waiting !== undefined;
    },
    numberedEvents: (institutionCode, after, limit) =>
      numberedEvents(database, institutionCode, after, limit),
  };
}

function feedTransaction(transaction: Transaction, institutionCode: number): FeedTransaction {
  return {
    ...sequencerTransaction(transaction, institutionCode),
    async hashAt(sequence) {
      const event = await transaction.first<{ hash: string }>(
        sql`select hash from feed_events where institution_code = ${institutionCode} and sequence = ${sequence}`,
      );
      return event?.hash;
    },
    async keepAcknowledgement({ streamId, upTo, hash }, receivedAt) {
      await transaction.run(sql`
        insert into acknowledgements (institution_code, stream_id, up_to, hash, received_at)
        values (${institutionCode}, ${streamId}, ${upTo}, ${hash}, ${receivedAt})
        on conflict (institution_code) do update
          set stream_id = excluded.stream_id, up_to = excluded.up_to, hash = excluded.hash,
            received_at = excluded.received_at
          where acknowledgements.stream_id <> excluded.stream_id or acknowledgements.up_to <= excluded.up_to`);
      const kept = await transaction.first<{ up_to: number }>(
        sql`select up_to from acknowledgements where institution_code = ${institutionCode}`,
      );
      return kept?.up_to ?? upTo;
    },
  };
}

/** The numbering of one institution's feed in a transaction. */
export function sequencerTransaction(
  transaction: Transaction,
  institutionCode: number,
): SequencerTransaction {
  return {
    async lockFeed() {
      await transaction.run(
        sql`select pg_advisory_xact_lock(${feedLockSpace}::int, ${institutionCode}::int)`,
      );
    },
    async feedHead() {
      const head = await transaction.first<FeedHead>(sql`
        select sequence, hash from feed_events where institution_code = ${institutionCode} and sequence is not null
        order by sequence desc limit 1`);
      return head ?? { sequence: 0, hash: chainStart };
    },
    unnumberedEvents: () =>
      transaction.rows<UnnumberedEvent>(sql`
        select recorded, facts from feed_events where institution_code = ${institutionCode} and sequence is null
        order by recorded`),
    giveNumbers: (links) => giveNumbers(transaction, institutionCode, links),
  };
}

async function giveNumbers(
  transaction: Transaction,
  institutionCode: number,
  links: readonly FeedLink[],
): Promise<void> {
  const changed = await transaction.run(sql`
    update feed_events e set sequence = l.sequence, previous_hash = l.previous_hash, hash = l.hash
    from unnest(${links.map((link) => link.recorded)}::bigint[], ${links.map((link) => link.sequence)}::bigint[],
      ${links.map((link) => link.previousHash)}::text[], ${links.map((link) => link.hash)}::text[])
      as l(recorded, sequence, previous_hash, hash)
    where e.institution_code = ${institutionCode} and e.recorded = l.recorded and e.sequence is null`);
  if (changed !== links.length) throw new Error("an event was numbered by somebody without the feed's lock");
}

async function numberedEvents(
  queries: Queries,
  institutionCode: number,
  after: number,
  limit: number,
): Promise<{ head: number; events: FeedEvent[] }> {
  // Head and page in one statement, so that both belong to the same moment.
  const row = await queries.first<{
    head: number;
    events: { facts: SaleFacts; sequence: number; previousHash: string; hash: string }[];
  }>(sql`
    select coalesce((select max(sequence) from feed_events where institution_code = ${institutionCode}), 0) as head,
      coalesce((select jsonb_agg(jsonb_build_object('facts', e.facts, 'sequence', e.sequence,
          'previousHash', e.previous_hash, 'hash', e.hash) order by e.sequence)
        from (select * from feed_events
              where institution_code = ${institutionCode} and sequence > ${after}
              order by sequence limit ${limit}) e), '[]') as events`);
  const events = (row?.events ?? []).map(({ facts, ...place }) => ({ ...facts, ...place }));
  return { head: row?.head ?? 0, events };
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
