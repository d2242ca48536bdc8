import { type Queries, sql } from "@allotement/platform/database/database.ts";
import type { BrokenRow, Invariant } from "@allotement/platform/database/invariant.ts";
import { chainStart, hashOfEvent } from "@allotement/protocol/feed-chain.ts";
import type { FeedEvent } from "@allotement/protocol/messages/sales.ts";
import { eventOf } from "./row-names.ts";

const inboxIsDense: Invariant = {
  number: 3,
  title: "The inbox is dense from 1 to the cursor",
  check: (queries) =>
    queries.rows<BrokenRow>(sql`
      select ${eventOf("event")} as "where", format('follows event %s', before) as detail
      from (select *, lag(sequence, 1, 0::bigint) over
          (partition by organizer_id, reseller_id, stream_id order by sequence) as before
        from feed_inbox) as event
      where sequence <> before + 1
      union all
      select format('organizer %s, reseller %s', cursor.organizer_id, cursor.reseller_id),
        format('the cursor stands at %s, the last event received is %s', cursor.sequence, coalesce(last.sequence, 0))
      from feed_cursors cursor
      left join (select organizer_id, reseller_id, stream_id, max(sequence) as sequence
        from feed_inbox group by 1, 2, 3) as last using (organizer_id, reseller_id, stream_id)
      where cursor.sequence <> coalesce(last.sequence, 0)
      order by 1, 2`),
};

const integratedOnce: Invariant = {
  number: 5,
  title:
    "Every received event is integrated once, or pending, or blocked with a reason, or closed by two people",
  check: (queries) =>
    queries.rows<BrokenRow>(sql`
      with entries as (
        select organizer_id, ticket_id, kind, count(*) as entries from cash_journal
        where ticket_id is not null and kind in ('sale', 'cancellation') group by organizer_id, ticket_id, kind
      )
      select ${eventOf("inbox")} as "where", format('%s is %s with %s journal entries%s', kind, status,
        coalesce(entries, 0), case when (status in ('blocked', 'closed')) <> (block_reason is not null)
          then ' and its reason does not fit' end) as detail
      from feed_inbox inbox
      left join entries using (organizer_id, ticket_id, kind)
      where coalesce(entries, 0) <> case status when 'integrated' then 1 else 0 end
        or (status in ('blocked', 'closed')) <> (block_reason is not null)
      union all
      select ${eventOf("inbox")}, format('is %s, %s', status, case when closed.event_id is null
          then 'but nobody closed it' else 'though it was closed' end)
      from feed_inbox inbox left join closed_sales closed using (organizer_id, reseller_id, event_id)
      where (status = 'closed') <> (closed.event_id is not null)
      union all
      select format('organizer %s, entry %s', entry.organizer_id, entry.entry_number),
        format('%s of ticket %s is booked without an integrated event', entry.kind, entry.ticket_id)
      from cash_journal entry
      join tickets ticket using (organizer_id, ticket_id)
      where ticket.sold_through = 'reseller' and entry.kind in ('sale', 'cancellation')
        and not exists (select from feed_inbox inbox
          where inbox.organizer_id = entry.organizer_id and inbox.ticket_id = entry.ticket_id
            and inbox.kind = entry.kind and inbox.status = 'integrated')
      union all
      select format('organizer %s, reseller %s', organizer_id, reseller_id),
        format('event %s was received as numbers %s', event_id, string_agg(sequence::text, ', ' order by sequence))
      from feed_inbox group by organizer_id, reseller_id, event_id having count(*) > 1
      order by 1, 2`),
};

const cancellations: Invariant = {
  number: 13,
  title: "Each received cancellation refers to one earlier sale, and no sale is cancelled twice",
  check: (queries) =>
    queries.rows<BrokenRow>(sql`
      select ${eventOf("cancellation")} as "where", case
        when sale.event_id is null then format('refers to %s, which was not received', cancellation.refers_to)
        else format('refers to event %s, a %s of performance %s, seat %s, grant %s', sale.sequence, sale.kind,
          sale.performance_number, sale.seat_code, sale.event->>'grant') end as detail
      from feed_inbox cancellation
      left join feed_inbox sale on sale.organizer_id = cancellation.organizer_id
        and sale.reseller_id = cancellation.reseller_id and sale.event_id = cancellation.refers_to
      where cancellation.kind = 'cancellation' and cancellation.status <> 'closed' and (sale.event_id is null or sale.kind <> 'sale'
        or (sale.stream_id = cancellation.stream_id and sale.sequence >= cancellation.sequence)
        or (sale.performance_number, sale.seat_code, sale.event->>'grant') is distinct from
          (cancellation.performance_number, cancellation.seat_code, cancellation.event->>'grant')
        or sale.ticket_id is distinct from cancellation.ticket_id)
      union all
      select format('organizer %s, reseller %s', organizer_id, reseller_id),
        format('sale %s is cancelled by events %s', refers_to, string_agg(sequence::text, ', ' order by sequence))
      from feed_inbox where kind = 'cancellation' and refers_to is not null
      group by organizer_id, reseller_id, refers_to having count(*) > 1
      order by 1, 2`),
};

interface InboxEvent {
  organizerId: number;
  resellerId: number;
  streamId: string;
  sequence: number;
  eventId: string;
  kind: string;
  performanceNumber: number;
  seatCode: number;
  event: FeedEvent;
  hash: string;
}

const hashChain: Invariant = {
  number: 12,
  title: "The hash chain of the inbox holds, up to the cursor",
  async check(queries) {
    const broken: BrokenRow[] = [];
    const streams = await queries.rows<Stream>(sql`
      select organizer_id as "organizerId", reseller_id as "resellerId", stream_id as "streamId", cursor.hash as "cursorHash"
      from (select distinct organizer_id, reseller_id, stream_id from feed_inbox) as stream
      left join feed_cursors cursor using (organizer_id, reseller_id, stream_id)
      order by 1, 2, 3`);
    for (const stream of streams) await checkStream(queries, stream, broken);
    return broken;
  },
};

type Stream = Pick<InboxEvent, "organizerId" | "resellerId" | "streamId"> & { cursorHash: string | null };

/** Events read at once: memory stays small however long the feed is. */
const eventsAtOnce = 5000;

async function checkStream(queries: Queries, stream: Stream, broken: BrokenRow[]): Promise<void> {
  const { organizerId, resellerId, streamId, cursorHash } = stream;
  const of = `organizer ${organizerId}, reseller ${resellerId}`;
  let last = { sequence: 0, hash: chainStart };
  for (;;) {
    const events = await queries.rows<InboxEvent>(sql`
      select sequence, event_id as "eventId", kind, performance_number as "performanceNumber",
        seat_code as "seatCode", event, hash
      from feed_inbox
      where organizer_id = ${organizerId} and reseller_id = ${resellerId} and stream_id = ${streamId}
        and sequence > ${last.sequence}
      order by sequence limit ${eventsAtOnce}`);
    for (const row of events) {
      const detail = faultOf(row, last.hash);
      if (detail) broken.push({ where: `${of}, event ${row.sequence}`, detail });
      last = row;
    }
    if (events.length < eventsAtOnce) break;
  }
  if (cursorHash !== null && cursorHash !== last.hash)
    broken.push({ where: of, detail: `the cursor's hash is not that of event ${last.sequence}` });
}

/** What is wrong with one event as kept: its place in the chain, its own hash, or a column that tells another story. */
function faultOf(row: InboxEvent, hashBefore: string): string | undefined {
  const { hash, ...facts } = row.event;
  if (facts.previousHash !== hashBefore) return "does not follow the hash of the event before it";
  if (hash !== row.hash || hashOfEvent(facts) !== hash) return "its content is not what was hashed";
  const same =
    facts.sequence === row.sequence &&
    facts.eventId === row.eventId &&
    facts.kind === row.kind &&
    facts.performanceNumber === row.performanceNumber &&
    facts.seatCode === row.seatCode;
  return same ? undefined : "its columns differ from the event received";
}

export const inboxInvariants = [inboxIsDense, integratedOnce, hashChain, cancellations];
