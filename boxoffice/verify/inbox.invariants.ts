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
      union all
      select format('organizer %s, reseller %s', cursor.organizer_id, cursor.reseller_id),
        format('the files stand at %s, the last event of a file is %s', file_sequence, coalesce(last.sequence, 0))
      from feed_cursors cursor
      left join (select organizer_id, reseller_id, max(sequence) as sequence
        from feed_inbox where source = 'file' group by 1, 2) as last using (organizer_id, reseller_id)
      where cursor.file_sequence <> coalesce(last.sequence, 0)
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
      left join feed_inbox first on first.organizer_id = sale.organizer_id
        and first.reseller_id = sale.reseller_id and first.event_id = sale.same_as
      where cancellation.kind = 'cancellation' and cancellation.status <> 'closed' and (sale.event_id is null or sale.kind <> 'sale'
        or (sale.stream_id = cancellation.stream_id and sale.sequence >= cancellation.sequence)
        or (sale.performance_number, sale.seat_code, sale.event->>'grant') is distinct from
          (cancellation.performance_number, cancellation.seat_code, cancellation.event->>'grant')
        or cancellation.same_as is null
          and coalesce(first.ticket_id, sale.ticket_id) is distinct from cancellation.ticket_id)
      union all
      select format('organizer %s, reseller %s', organizer_id, reseller_id),
        format('sale %s is cancelled by events %s', refers_to, string_agg(sequence::text, ', ' order by sequence))
      from feed_inbox where kind = 'cancellation' and refers_to is not null and same_as is null
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
  nameRemoved: boolean;
}

/** Files and feed tell of the same tickets: each is counted by the one that told it first. */
const toldOnce: Invariant = {
  number: 5,
  title: "What a file and the feed both told is counted once, and stands for the very same ticket",
  check: (queries) =>
    queries.rows<BrokenRow>(sql`
      select ${eventOf("event")} as "where", case
        when first.event_id is null then format('says the same as %s, which was not received', event.same_as)
        else format('says the same as event %s of the files: %s of %s, performance %s, seat %s', first.sequence,
          first.kind, first.event->>'barcode', first.performance_number, first.seat_code) end as detail
      from feed_inbox event
      left join feed_inbox first on first.organizer_id = event.organizer_id
        and first.reseller_id = event.reseller_id and first.event_id = event.same_as
      where event.same_as is not null and (event.source, first.source) is distinct from ('feed', 'file')
        or event.same_as is not null and (first.kind, first.event->>'barcode', first.performance_number, first.seat_code)
          is distinct from (event.kind, event.event->>'barcode', event.performance_number, event.seat_code)
      union all
      select format('organizer %s, reseller %s, barcode %s', organizer_id, reseller_id, event->>'barcode'),
        format('its %s is booked by %s', kind, string_agg(format('event %s of the %s', sequence, source), ' and '
          order by source, sequence))
      from feed_inbox where status = 'integrated'
      group by organizer_id, reseller_id, kind, event->>'barcode' having count(*) > 1
      order by 1, 2`),
};

const overtakenEnds: Invariant = {
  number: 13,
  title: "At rest, a sale that was told after the next one of its seat has its cancellation",
  atRestOnly: true,
  check: (queries) =>
    queries.rows<BrokenRow>(sql`
      select ${eventOf("sale")} as "where", format('a file says that its seat was sold on (%s): its customer is not let in, '
        'and nothing was told of its cancellation', sale.overtaken_by) as detail
      from feed_inbox sale
      where sale.overtaken_by is not null and not exists (select from feed_inbox cancellation
        where cancellation.organizer_id = sale.organizer_id and cancellation.reseller_id = sale.reseller_id
          and cancellation.refers_to = sale.event_id)
      order by 1`),
};

const hashChain: Invariant = {
  number: 12,
  title: "The hash chain of the inbox holds, up to the cursor",
  async check(queries) {
    const broken: BrokenRow[] = [];
    const streams = await queries.rows<Stream>(sql`
      select organizer_id as "organizerId", reseller_id as "resellerId", stream.stream_id as "streamId",
        case when source = 'file' then file_hash when cursor.stream_id = stream.stream_id then hash end as "cursorHash"
      from (select distinct organizer_id, reseller_id, stream_id, source from feed_inbox) as stream
      left join feed_cursors cursor using (organizer_id, reseller_id)
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
        seat_code as "seatCode", event, hash, name_removed_at is not null as "nameRemoved"
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
  // Without the customer's name, which is not kept for ever, the hash cannot be made again: its place still holds.
  const fits = row.nameRemoved || hashOfEvent(facts) === hash;
  if (hash !== row.hash || !fits) return "its content is not what was hashed";
  const same =
    facts.sequence === row.sequence &&
    facts.eventId === row.eventId &&
    facts.kind === row.kind &&
    facts.performanceNumber === row.performanceNumber &&
    facts.seatCode === row.seatCode;
  return same ? undefined : "its columns differ from the event received";
}

export const inboxInvariants = [
  inboxIsDense,
  integratedOnce,
  toldOnce,
  hashChain,
  cancellations,
  overtakenEnds,
];
