import { type Queries, type Sql, sql } from "@allotement/platform/database/database.ts";
import type { RunReport, RunView } from "../../api/interface-runs.ts";
import type { ImportResult } from "../import-sales/integrate.ts";
import type { Scope } from "../store.ts";

interface ViewRow {
  runId: string;
  kind: RunView["kind"];
  operatorName: string;
  rule: RunView["rule"];
  startedAt: Date;
  finishedAt: Date | null;
  result: (ImportResult & { fetchProblem?: string | null }) | null;
  stepsTotal: number;
  stepsPlanned: number;
  seatsTotal: number;
  accepted: number;
  refused: number;
  skipped: number;
  awaitingFence: number;
  unknownSince: Date | null;
  lastProblem: string | null;
  movedAt: Date;
}

/** How many seats of an operation were answered no: all of a refused or dead one, else those with an error. */
const refusedCount = sql`case when o.state not in ('applied', 'voided') then 0
  when o.answer->>'outcome' = 'done' then jsonb_array_length(jsonb_path_query_array(o.answer, '$.results[*] ? (exists (@.error))'))
  else o.seat_count end`;
/** The seats that a recall's answers gave back; an allotment's are many, and nobody asks for them. */
const acceptedSeats = sql`
  select coalesce(array_agg((result->>'seatCode')::int order by (result->>'seatCode')::int), '{}')
  from operations o cross join lateral jsonb_array_elements(o.answer->'results') as result
  where o.organizer_id = s.organizer_id and o.run_id = s.run_id and o.performance_number = s.performance_number
    and o.kind = 'recall' and o.state = 'applied' and result->>'error' is null`;
const acceptedCount = sql`case when o.state in ('applied', 'voided') then o.seat_count - (${refusedCount}) else 0 end`;

function viewStatement(scope: Scope, which: Sql): Sql {
  return sql`
    select r.run_id as "runId", r.kind, operator.name as "operatorName", r.request->>'rule' as rule,
      r.started_at as "startedAt", r.finished_at as "finishedAt", r.result, steps.*, done.*
    from interface_runs r
    join operators operator using (organizer_id, operator_id)
    cross join lateral (
      select count(*)::int as "stepsTotal", count(planned_at)::int as "stepsPlanned",
        coalesce(sum(jsonb_array_length(skipped)), 0)::int as skipped,
        coalesce(sum(awaiting_fence), 0)::int as "awaitingFence"
      from interface_run_steps s where s.organizer_id = r.organizer_id and s.run_id = r.run_id
    ) as steps
    cross join lateral (
      select coalesce(sum(o.seat_count), 0)::int as "seatsTotal", coalesce(sum(${acceptedCount}), 0)::int as accepted,
        coalesce(sum(${refusedCount}), 0)::int as refused,
        min(o.created_at) filter (where o.state in ('open', 'voiding') and o.attempts > 0) as "unknownSince",
        (array_agg(o.last_problem order by o.created_at desc) filter (where o.last_problem is not null
          and o.state in ('open', 'voiding')))[1] as "lastProblem",
        -- The oldest that stands unanswered, or the last answer if that came later.
        coalesce(greatest(min(o.created_at) filter (where o.state in ('open', 'voiding')), max(o.applied_at)),
          r.started_at) as "movedAt"
      from operations o where o.organizer_id = r.organizer_id and o.run_id = r.run_id
    ) as done
    where r.organizer_id = ${scope.organizerId} and r.reseller_id = ${scope.resellerId} ${which}`;
}

export async function runView(
  queries: Queries,
  scope: Scope,
  runId: string,
  now: Date,
): Promise<RunView | undefined> {
  const row = await queries.first<ViewRow>(viewStatement(scope, sql`and r.run_id = ${runId}`));
  return row && viewOf(row, await titles(queries, scope, [row]), now);
}

/** The latest runs, newest first. */
export async function latestRuns(
  queries: Queries,
  scope: Scope,
  limit: number,
  now: Date,
): Promise<RunView[]> {
  const rows = await queries.rows<ViewRow>(
    viewStatement(scope, sql`order by r.started_at desc limit ${limit}`),
  );
  const titleOf = await titles(queries, scope, rows);
  return rows.map((row) => viewOf(row, titleOf, now));
}

async function titles(
  queries: Queries,
  scope: Scope,
  rows: readonly ViewRow[],
): Promise<Map<number, string>> {
  const numbers = rows.flatMap((row) => row.result?.shows.map((show) => show.showNumber) ?? []);
  const shows = await queries.rows<{ number: number; title: string }>(sql`
    select show_number as number, title from shows
    where organizer_id = ${scope.organizerId} and show_number = any(${numbers}::int[])`);
  return new Map(shows.map((show) => [show.number, show.title]));
}

function viewOf(row: ViewRow, titleOf: Map<number, string>, now: Date): RunView {
  const { result } = row;
  return {
    runId: row.runId,
    kind: row.kind,
    operatorName: row.operatorName,
    rule: row.rule,
    startedAt: row.startedAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    steps: { total: row.stepsTotal, planned: row.stepsPlanned },
    seats: {
      total: row.seatsTotal,
      accepted: row.accepted,
      refused: row.refused,
      waiting: row.seatsTotal - row.accepted - row.refused,
      skipped: row.skipped,
      awaitingFence: row.awaitingFence,
    },
    unknownSince: row.unknownSince?.toISOString() ?? null,
    lastProblem: row.lastProblem,
    waitedSeconds: waitedSeconds(row, now),
    import: result && {
      chosen: result.chosen,
      looked: result.looked,
      fetchProblem: result.fetchProblem ?? null,
      shows: result.shows.map((show) => ({ ...show, showTitle: titleOf.get(show.showNumber) ?? null })),
    },
  };
}

/** Of an import only its fetch waits for the reseller; once sales are being looked at it is the venue's own work. */
function waitedSeconds({ finishedAt, result, movedAt }: ViewRow, now: Date): number | null {
  if (finishedAt !== null) return null;
  if (result !== null) return 0;
  return Math.max(0, Math.floor((now.getTime() - movedAt.getTime()) / 1000));
}

/** The report: performance by performance, and every refused seat with the error's number (R5.6). */
export async function runReport(
  queries: Queries,
  scope: Scope,
  runId: string,
  now: Date,
): Promise<RunReport | undefined> {
  const run = await runView(queries, scope, runId, now);
  if (!run) return undefined;
  const performances = await runPerformances(queries, scope, runId);
  return { run, performances, refusals: await refusedSeats(queries, ofRun(scope, runId)) };
}

const ofRun = ({ organizerId }: Scope, runId: string) =>
  sql`s.organizer_id = ${organizerId} and s.run_id = ${runId}`;

/** What came of each performance of a run. */
export function runPerformances(
  queries: Queries,
  scope: Scope,
  runId: string,
): Promise<RunReport["performances"]> {
  return queries.rows<RunReport["performances"][number]>(sql`
    select s.performance_number as "performanceNumber", show.title as "showTitle", p.local_date as "localDate",
      to_char(p.local_time, 'HH24:MI') as "localTime", jsonb_array_length(s.skipped) as skipped,
      s.awaiting_fence as "awaitingFence", done.*,
      (${acceptedSeats}) as "acceptedSeatCodes"
    from interface_run_steps s
    join performances p using (organizer_id, performance_number)
    join shows show using (organizer_id, show_number)
    cross join lateral (
      select coalesce(sum(${acceptedCount}), 0)::int as accepted, coalesce(sum(${refusedCount}), 0)::int as refused,
        coalesce(sum(case when o.state in ('applied', 'voided') then 0 else o.seat_count end), 0)::int as waiting
      from operations o where o.organizer_id = s.organizer_id and o.run_id = s.run_id
        and o.performance_number = s.performance_number
    ) as done
    where ${ofRun(scope, runId)} order by p.starts_at, p.performance_number`);
}

function refusedSeats(queries: Queries, own: Sql): Promise<RunReport["refusals"]> {
  return queries.rows<RunReport["refusals"][number]>(sql`
    with refused as (
      select s.organizer_id, s.performance_number, seat."seatCode" as seat_code, seat.error
      from interface_run_steps s
      join operations o using (organizer_id, run_id, performance_number)
      cross join lateral (
        select (r->>'seatCode')::int as "seatCode", (r->>'error')::int as error
        from jsonb_array_elements(o.answer->'results') as r where r->>'error' is not null
        union all
        select (b->>'seatCode')::int, (o.answer->>'error')::int
        from jsonb_array_elements(o.body::jsonb->'seats') as b where o.answer->>'outcome' in ('refused', 'voided')
      ) as seat
      where ${own} and o.state in ('applied', 'voided')
      union all
      select s.organizer_id, s.performance_number, seat::int, null
      from interface_run_steps s cross join lateral jsonb_array_elements_text(s.skipped) as seat where ${own}
    )
    select refused.performance_number as "performanceNumber", refused.seat_code as "seatCode", floor.name as floor,
      zone.name as zone, seat.row_label as "row", seat.seat_number as number, category.name as "seatCategoryName",
      refused.error
    from refused
    join performances p using (organizer_id, performance_number)
    join seats seat using (organizer_id, hall_code, seat_code)
    join floors floor using (organizer_id, hall_code, floor_code)
    join zones zone using (organizer_id, hall_code, zone_code)
    join seat_categories category using (organizer_id, seat_category_code)
    order by p.starts_at, refused.performance_number, refused.seat_code`);
}
