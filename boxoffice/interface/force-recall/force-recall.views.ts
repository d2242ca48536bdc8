import { type Queries, type Sql, sql } from "@allotement/platform/database/database.ts";
import type {
  ForcedRecallReport,
  ForcedRecallView,
  ForceRecallPreview,
} from "../../api/interface-force-recall.ts";
import type { LineState } from "../line/line.ts";
import type { Scope } from "../store.ts";

const placeColumns = sql`floor.name as floor, zone.name as zone, seat.row_label as "row", seat.seat_number as "number"`;
/** The place of a seat of performance `p` in its hall; `code`: the seat's code. */
const placeJoins = (code: Sql) => sql`
  join seats seat on seat.organizer_id = p.organizer_id and seat.hall_code = p.hall_code and seat.seat_code = ${code}
  join floors floor on floor.organizer_id = p.organizer_id and floor.hall_code = p.hall_code
    and floor.floor_code = seat.floor_code
  join zones zone on zone.organizer_id = p.organizer_id and zone.hall_code = p.hall_code
    and zone.zone_code = seat.zone_code`;

/** What would be freed of a performance, and how old what is known of it is; undefined where it does not exist. */
export async function forceRecallPreview(
  queries: Queries,
  scope: Scope,
  performanceNumber: number,
  line: LineState | undefined,
): Promise<ForceRecallPreview | undefined> {
  const { organizerId, resellerId } = scope;
  const performance = await queries.first<
    Pick<ForceRecallPreview, "showTitle" | "performanceNumber" | "localDate" | "localTime">
  >(sql`
    select show.title as "showTitle", p.performance_number as "performanceNumber", p.local_date as "localDate",
      to_char(p.local_time, 'HH24:MI') as "localTime"
    from performances p join shows show using (organizer_id, show_number)
    where p.organizer_id = ${organizerId} and p.performance_number = ${performanceNumber}`);
  if (!performance) return undefined;
  type Seat = ForceRecallPreview["seats"][number];
  const rows = await queries.rows<Omit<Seat, "allottedSince"> & { allottedSince: Date }>(sql`
    select ps.seat_code as "seatCode", ${placeColumns}, ps.state, coalesce(
      (select max(at) from seat_movements m where m.organizer_id = ps.organizer_id
        and m.performance_number = ps.performance_number and m.seat_code = ps.seat_code
        and m.movement = 'allot' and m.grant_command = ps.grant_command), last.at) as "allottedSince"
    from performance_seats ps
    join performances p using (organizer_id, performance_number)
    join seat_movements last on last.organizer_id = ps.organizer_id
      and last.performance_number = ps.performance_number and last.seat_code = ps.seat_code
      and last.serial = ps.movement_serial
    ${placeJoins(sql`ps.seat_code`)}
    where ps.organizer_id = ${organizerId} and ps.performance_number = ${performanceNumber}
      and ps.reseller_id = ${resellerId} and ps.state in ('allotting', 'allotted', 'recalling')
    order by ps.seat_code`);
  const feed = await queries.first<{ sequence: number; receivedAt: Date | null; atFault: boolean }>(sql`
    select sequence, received_at as "receivedAt", fault is not null as "atFault" from feed_cursors
    where organizer_id = ${organizerId} and reseller_id = ${resellerId}`);
  const count = (state: Seat["state"]) => rows.filter((row) => row.state === state).length;
  return {
    ...performance,
    line: { up: line?.up ?? null, lastUpAt: line?.lastUpAt?.toISOString() ?? null },
    feed: feed ? { ...feed, receivedAt: feed.receivedAt?.toISOString() ?? null } : null,
    counts: { allotting: count("allotting"), allotted: count("allotted"), recalling: count("recalling") },
    seats: rows.map((row) => ({ ...row, allottedSince: row.allottedSince.toISOString() })),
  };
}

/** The seats of forced recalls, each with its fence and its latest late sale. */
const freedSeats = sql`
  select s.organizer_id, s.forced_recall_id, s.performance_number, s.seat_code, s.from_state, ps.state,
    case when ps.fence_acknowledged >= s.grant_command then 'acknowledged'
      when o.state = 'applied' then 'refused' else 'waiting' end as fence,
    case when ps.fence_acknowledged < s.grant_command and o.state = 'applied' then
      coalesce((o.answer->>'error')::int, (select (result->>'error')::int
        from jsonb_array_elements(o.answer->'results') as result
        where (result->>'seatCode')::int = s.seat_code limit 1)) end as error,
    sale.*
  from forced_recall_seats s
  join forced_recalls recall using (organizer_id, forced_recall_id)
  join performance_seats ps on ps.organizer_id = s.organizer_id and ps.performance_number = s.performance_number
    and ps.seat_code = s.seat_code
  -- The fence that was sent last: one that was refused may have been sent again. Looked for only where it matters.
  left join lateral (
    select sent.state, sent.answer from operations sent
    where ps.fence_acknowledged < s.grant_command and sent.organizer_id = s.organizer_id and sent.kind = 'fence'
      and sent.performance_number = s.performance_number and sent.created_at >= recall.at
      and sent.body::jsonb->'seats' @> jsonb_build_array(jsonb_build_object('seatCode', s.seat_code))
    order by sent.created_at desc, sent.operation_id desc limit 1
  ) as o on true
  left join lateral (
    select inbox.event->>'barcode' as barcode, inbox.event->>'soldAt' as sold_at,
      inbox.event->'holder'->>'surname' as holder_surname,
      case when conflict.closed_at is not null then 'conflictClosed' when ticket.cancelled_at is not null then 'cancelled'
        when conflict.conflict_id is not null then 'conflict' else 'takenBack' end as outcome
    from feed_inbox inbox
    left join tickets ticket on ticket.organizer_id = inbox.organizer_id and ticket.ticket_id = inbox.ticket_id
    left join seat_conflicts conflict on conflict.organizer_id = inbox.organizer_id
      and conflict.ticket_id = inbox.ticket_id
    where inbox.organizer_id = s.organizer_id and inbox.reseller_id = recall.reseller_id and inbox.kind = 'sale'
      and inbox.performance_number = s.performance_number and inbox.seat_code = s.seat_code
      and (inbox.event->>'grant')::int = s.grant_command and inbox.received_at >= recall.at
    order by inbox.received_at desc, inbox.sequence desc limit 1
  ) as sale on true`;

/** Forced recalls, newest first, at most `limit`. */
export async function listForcedRecalls(
  queries: Queries,
  scope: Scope,
  limit: number,
  forcedRecallId: string | null = null,
): Promise<ForcedRecallView[]> {
  const rows = await queries.rows<Omit<ForcedRecallView, "at"> & { at: Date }>(sql`
    with chosen as (
      select * from forced_recalls where organizer_id = ${scope.organizerId} and reseller_id = ${scope.resellerId}
        and (${forcedRecallId}::uuid is null or forced_recall_id = ${forcedRecallId})
      order by at desc, forced_recall_id limit ${limit}
    ), freed as (
      select forced_recall_id, count(*)::int as seats, count(*) filter (where fence = 'acknowledged')::int as acknowledged,
        count(*) filter (where fence = 'refused')::int as refused, count(outcome)::int as late_sales,
        count(*) filter (where outcome in ('conflict', 'conflictClosed'))::int as conflicts
      from (${freedSeats}
        where s.organizer_id = ${scope.organizerId} and s.forced_recall_id in (select forced_recall_id from chosen)) as seat
      group by 1
    )
    select c.forced_recall_id as "forcedRecallId", show.title as "showTitle",
      c.performance_number as "performanceNumber", p.local_date as "localDate",
      to_char(p.local_time, 'HH24:MI') as "localTime", c.at, one.name as "operatorName",
      other.name as "secondOperatorName", c.reason, freed.seats as "seatCount", freed.acknowledged, freed.refused,
      freed.late_sales as "lateSales", freed.conflicts
    from chosen c
    join freed using (forced_recall_id)
    join performances p using (organizer_id, performance_number)
    join shows show using (organizer_id, show_number)
    join operators one on one.organizer_id = c.organizer_id and one.operator_id = c.operator_id
    join operators other on other.organizer_id = c.organizer_id and other.operator_id = c.second_operator_id
    order by c.at desc, c.forced_recall_id`);
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

export async function forcedRecallReport(
  queries: Queries,
  scope: Scope,
  forcedRecallId: string,
): Promise<ForcedRecallReport | undefined> {
  const [forcedRecall] = await listForcedRecalls(queries, scope, 1, forcedRecallId);
  if (!forcedRecall) return undefined;
  type Seat = ForcedRecallReport["seats"][number];
  type Sale = NonNullable<Seat["lateSale"]>;
  const rows = await queries.rows<Omit<Seat, "lateSale"> & { [Fact in keyof Sale]: Sale[Fact] | null }>(sql`
    select freed.seat_code as "seatCode", ${placeColumns}, from_state as "from", state, fence, error, outcome, barcode,
      sold_at as "soldAt", holder_surname as "holderSurname"
    from (${freedSeats}
      where s.organizer_id = ${scope.organizerId} and s.forced_recall_id = ${forcedRecallId}) as freed
    join performances p on p.organizer_id = freed.organizer_id and p.performance_number = freed.performance_number
    ${placeJoins(sql`freed.seat_code`)}
    order by freed.seat_code`);
  const skipped = await queries.rows<ForcedRecallReport["skipped"][number]>(sql`
    select skipped.code::int as "seatCode", ${placeColumns}
    from forced_recalls recall
    cross join lateral jsonb_array_elements_text(recall.skipped) as skipped (code)
    join performances p using (organizer_id, performance_number)
    ${placeJoins(sql`skipped.code::int`)}
    where recall.organizer_id = ${scope.organizerId} and recall.forced_recall_id = ${forcedRecallId}
    order by 1`);
  const waiting = await queries.rows<
    Omit<ForcedRecallReport["waiting"][number], "nextAttemptAt"> & { nextAttemptAt: Date }
  >(sql`
    select seat_count as "seatCount", attempts, next_attempt_at as "nextAttemptAt", last_problem as "lastProblem"
    from operations
    where organizer_id = ${scope.organizerId} and state not in ('applied', 'voided') and operation_id in
      (select operation_id from forced_recall_seats
        where organizer_id = ${scope.organizerId} and forced_recall_id = ${forcedRecallId})
    order by created_at, operation_id`);
  return {
    forcedRecall,
    seats: rows.map(({ outcome, barcode, soldAt, holderSurname, ...seat }) => ({
      ...seat,
      lateSale:
        outcome !== null && barcode !== null && soldAt !== null
          ? { outcome, barcode, soldAt, holderSurname }
          : null,
    })),
    skipped,
    waiting: waiting.map((row) => ({ ...row, nextAttemptAt: row.nextAttemptAt.toISOString() })),
  };
}
