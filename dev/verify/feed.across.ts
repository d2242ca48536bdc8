import { type Queries, sql } from "@allotement/platform/database/database.ts";
import { type BrokenRow, type InvariantAcross, nameOf, type Pair } from "./sides.ts";

/** The hash of an event covers all of it, so equal hashes are equal events; each side's rule 12 holds hash and content together. */
const inboxIsPrefix: InvariantAcross = {
  number: 4,
  title: "The venue's inbox is an identical prefix of the reseller's feed",
  async check({ before, reseller, pairs, atRest }) {
    const broken: BrokenRow[] = [];
    for (const pair of pairs) {
      const received = await compareFeed(before, reseller, pair, broken);
      if (received === undefined) continue;
      const waiting = await eventsAfter(reseller, pair, received);
      if (atRest && waiting > 0)
        broken.push({
          where: nameOf(pair),
          detail: `events after ${received} that were not received: ${waiting}`,
        });
    }
    return broken;
  },
};

/** Hashes read at once. */
const hashesAtOnce = 20_000;

type Place = { sequence: number; hash: string };

/** Compares what was received of the current stream; answers the last number, undefined where the streams differ. */
async function compareFeed(
  boxoffice: Queries,
  reseller: Queries,
  pair: Pair,
  broken: BrokenRow[],
): Promise<number | undefined> {
  const { organizerId, resellerId, institutionCode, streamId } = pair;
  const cursor = await boxoffice.first<{ streamId: string }>(sql`
    select stream_id as "streamId" from feed_cursors
    where organizer_id = ${organizerId} and reseller_id = ${resellerId}`);
  if (cursor && cursor.streamId !== streamId) {
    const detail = `the venue receives stream ${cursor.streamId}, the reseller's is ${streamId}`;
    broken.push({ where: nameOf(pair), detail });
    return undefined;
  }
  let last = 0;
  for (;;) {
    const inbox = await boxoffice.rows<Place>(sql`
      select sequence, hash from feed_inbox
      where organizer_id = ${organizerId} and reseller_id = ${resellerId} and stream_id = ${streamId}
        and source = 'feed' and sequence > ${last}
      order by sequence limit ${hashesAtOnce}`);
    const end = inbox.at(-1)?.sequence;
    if (end === undefined) return last;
    const feed = await reseller.rows<Place>(sql`
      select sequence, hash from feed_events
      where institution_code = ${institutionCode} and sequence > ${last} and sequence <= ${end}`);
    const hashes = new Map(feed.map((event) => [event.sequence, event.hash]));
    for (const { sequence, hash } of inbox) {
      const there = hashes.get(sequence);
      if (there === hash) continue;
      const other = there === undefined ? "the feed has no such event" : `the feed has ${there}`;
      broken.push({ where: `${nameOf(pair)}, event ${sequence}`, detail: `received ${hash}, ${other}` });
    }
    last = end;
  }
}

async function eventsAfter(reseller: Queries, pair: Pair, sequence: number): Promise<number> {
  const row = await reseller.first<{ events: number }>(sql`
    select count(*) as events from feed_events
    where institution_code = ${pair.institutionCode} and (sequence is null or sequence > ${sequence})`);
  return row?.events ?? 0;
}

export const feedAcross = [inboxIsPrefix];
