import {
  type Database,
  type Queries,
  sql,
  type Transaction,
} from "@allotement/platform/database/database.ts";
import { chainStart } from "@allotement/protocol/feed-chain.ts";
import type {
  Acknowledgement,
  FeedEvent,
  SaleFacts,
  SalesPage,
} from "@allotement/protocol/messages/sales.ts";
import { numberFeed } from "./sequencer.ts";

/** Whether events wait for their number. */
async function feedWaits(queries: Queries, institutionCode: number): Promise<boolean> {
  const waiting = await queries.first(sql`
    select 1 from feed_events where institution_code = ${institutionCode} and sequence is null limit 1`);
  return waiting !== undefined;
}

/** One page of the feed after a sequence. What was committed before this call is numbered first, so nothing is held back. */
export async function salesPage(
  database: Database,
  institution: { institutionCode: number; streamId: string },
  after: number,
  limit: number,
): Promise<SalesPage> {
  const { institutionCode, streamId } = institution;
  if (await feedWaits(database, institutionCode))
    await database.transaction((transaction) => numberFeed(transaction, institutionCode));
  // Head and page in one statement, so that both belong to the same moment.
  const row = await database.first<{
    head: number;
    events: { facts: SaleFacts; sequence: number; previousHash: string; hash: string }[];
  }>(sql`
    select coalesce((select max(sequence) from feed_events where institution_code = ${institutionCode}), 0) as head,
      coalesce((select jsonb_agg(jsonb_build_object('facts', e.facts, 'sequence', e.sequence,
          'previousHash', e.previous_hash, 'hash', e.hash) order by e.sequence)
        from (select * from feed_events
              where institution_code = ${institutionCode} and sequence > ${after}
              order by sequence limit ${limit}) e), '[]') as events`);
  const events: FeedEvent[] = (row?.events ?? []).map(({ facts, ...place }) => ({ ...facts, ...place }));
  return { streamId, head: row?.head ?? 0, events };
}

export type AcknowledgementOutcome = { upTo: number } | { refused: "STREAM_DIFFERS" | "CHAIN_DIFFERS" };

/**
 * Keeps how far the venue says it has received. Cumulative: an older acknowledgement that comes late changes nothing. One
 * that names another stream or another hash means that one side was restored, and is refused.
 */
export async function acknowledge(
  transaction: Transaction,
  institution: { institutionCode: number; streamId: string },
  acknowledgement: Acknowledgement,
  receivedAt: Date,
): Promise<AcknowledgementOutcome> {
  const { institutionCode, streamId } = institution;
  const { upTo, hash } = acknowledgement;
  if (acknowledgement.streamId.toLowerCase() !== streamId) return { refused: "STREAM_DIFFERS" };
  const event = await transaction.first<{ hash: string }>(
    sql`select hash from feed_events where institution_code = ${institutionCode} and sequence = ${upTo}`,
  );
  if ((upTo === 0 ? chainStart : event?.hash) !== hash) return { refused: "CHAIN_DIFFERS" };
  await transaction.run(sql`
    insert into acknowledgements (institution_code, stream_id, up_to, hash, received_at)
    values (${institutionCode}, ${streamId}, ${upTo}, ${hash}, ${receivedAt})
    on conflict (institution_code) do update
      set stream_id = excluded.stream_id, up_to = excluded.up_to, hash = excluded.hash, received_at = excluded.received_at
      where acknowledgements.stream_id <> excluded.stream_id or acknowledgements.up_to <= excluded.up_to`);
  const kept = await transaction.first<{ up_to: number }>(
    sql`select up_to from acknowledgements where institution_code = ${institutionCode}`,
  );
  return { upTo: kept?.up_to ?? upTo };
}
