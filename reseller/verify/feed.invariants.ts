import { type Queries, sql } from "@allotement/platform/database/database.ts";
import type { BrokenRow, Invariant } from "@allotement/platform/database/invariant.ts";
import { chainStart, hashOfEvent } from "@allotement/protocol/feed-chain.ts";
import type { SaleFacts } from "@allotement/protocol/messages/sales.ts";
import { eventOf, lineOf } from "./row-names.ts";

const feedIsDense: Invariant = {
  number: 3,
  title: "The feed is dense from 1, and each sold line stands in it",
  check: (queries) =>
    queries.rows<BrokenRow>(sql`
      select format('institution %s, event %s', institution_code, sequence) as "where",
        format('follows event %s', before) as detail
      from (select institution_code, sequence,
          lag(sequence, 1, 0::bigint) over (partition by institution_code order by sequence) as before
        from feed_events where sequence is not null) as event
      where sequence <> before + 1
      union all
      select ${lineOf("line")}, 'its sale is not in the feed'
      from order_lines line
      where not exists (select from feed_events event where event.institution_code = line.institution_code
        and event.event_id = line.sale_event_id)
      order by 1, 2`),
};

const cancellations: Invariant = {
  number: 13,
  title:
    "Each cancellation refers to one earlier sale, no sale is cancelled twice, and its line is cancelled",
  check: (queries) =>
    queries.rows<BrokenRow>(sql`
      with cancellation as (
        select *, (facts->>'refersTo')::uuid as refers_to from feed_events where facts->>'kind' = 'cancellation'
      )
      select ${eventOf("cancellation")} as "where", case
        when sale.event_id is null then format('refers to %s, which is not in the feed', refers_to)
        else format('refers to event %s, a %s of performance %s, seat %s', coalesce(sale.sequence::text, 'without number'),
          sale.facts->>'kind', sale.facts->>'performanceNumber', sale.facts->>'seatCode') end as detail
      from cancellation
      left join feed_events sale on sale.institution_code = cancellation.institution_code and sale.event_id = refers_to
      where sale.event_id is null or sale.facts->>'kind' <> 'sale' or sale.recorded >= cancellation.recorded
        or (sale.sequence is null and cancellation.sequence is not null) or sale.sequence >= cancellation.sequence
        or (sale.facts->'performanceNumber', sale.facts->'seatCode', sale.facts->'grant') is distinct from
          (cancellation.facts->'performanceNumber', cancellation.facts->'seatCode', cancellation.facts->'grant')
      union all
      select format('institution %s, sale %s', institution_code, refers_to),
        format('is cancelled by %s events', count(*))
      from cancellation where refers_to is not null group by institution_code, refers_to having count(*) > 1
      union all
      select ${lineOf("line")}, case when cancelled_at is null then 'is live, and its cancellation is in the feed'
        else 'is cancelled, and the feed does not say so' end
      from order_lines line
      left join (select distinct institution_code, refers_to from cancellation) as told
        on told.institution_code = line.institution_code and told.refers_to = line.sale_event_id
      where (cancelled_at is null) <> (told.refers_to is null)
      order by 1, 2`),
};

interface NumberedEvent {
  sequence: number;
  eventId: string;
  facts: SaleFacts;
  previousHash: string;
  hash: string;
}

const hashChain: Invariant = {
  number: 12,
  title: "The hash chain of the feed holds",
  async check(queries) {
    const broken: BrokenRow[] = [];
    const institutions = await queries.rows<{ code: number }>(
      sql`select institution_code as code from institutions order by 1`,
    );
    for (const { code } of institutions) await checkFeed(queries, code, broken);
    return broken;
  },
};

/** Events read at once: memory stays small however long the feed is. */
const eventsAtOnce = 5000;

async function checkFeed(queries: Queries, institutionCode: number, broken: BrokenRow[]): Promise<void> {
  let last = { sequence: 0, hash: chainStart };
  for (;;) {
    const events = await queries.rows<NumberedEvent>(sql`
      select sequence, event_id as "eventId", facts, previous_hash as "previousHash", hash from feed_events
      where institution_code = ${institutionCode} and sequence > ${last.sequence}
      order by sequence limit ${eventsAtOnce}`);
    for (const event of events) {
      const detail = faultOf(event, last.hash);
      if (detail) broken.push({ where: `institution ${institutionCode}, event ${event.sequence}`, detail });
      last = event;
    }
    if (events.length < eventsAtOnce) return;
  }
}

function faultOf(event: NumberedEvent, hashBefore: string): string | undefined {
  const { facts, sequence, previousHash, hash } = event;
  if (previousHash !== hashBefore) return "does not follow the hash of the event before it";
  if (hashOfEvent({ ...facts, sequence, previousHash }) !== hash) return "its content is not what was hashed";
  return facts.eventId === event.eventId ? undefined : "its identity differs from its content's";
}

export const feedInvariants = [feedIsDense, hashChain, cancellations];
