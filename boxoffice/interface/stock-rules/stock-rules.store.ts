import {
  empty,
  type Queries,
  type Sql,
  sql,
  type Transaction,
} from "@allotement/platform/database/database.ts";
import type { Rehearsal, StockRuleChange } from "../../api/interface-stock-rules.ts";
import type { Scope } from "../store.ts";
import type { RefillRule, ReturnRule, RuleRun, Stock, StockRuleKind } from "./stock-rules.ts";

interface RuleRowBase {
  showNumber: number;
  version: number;
  changedAt: Date;
  changedBy: string;
  rehearsal: Rehearsal | null;
  rehearsedAt: Date | null;
  switchedOnAt: Date | null;
}
export type StockRuleRow = RuleRowBase &
  ({ kind: "return"; values: ReturnRule } | { kind: "refill"; values: RefillRule });

const ruleColumns = sql`
  show_number as "showNumber", rule.kind, version, changed_at as "changedAt", changed.name as "changedBy", rehearsal,
  rehearsed_at as "rehearsedAt", switched_on_at as "switchedOnAt",
  case rule.kind when 'return' then jsonb_build_object('hoursBefore', hours_before, 'toCounter', to_counter)
    else jsonb_build_object('threshold', threshold, 'seats', seats, 'cap', cap, 'sourceHoldCode', source_hold_code)
  end as values`;

function rulesStatement({ organizerId, resellerId }: Scope, which: Sql): Sql {
  return sql`
    select ${ruleColumns} from stock_rules rule
    join operators changed on changed.organizer_id = rule.organizer_id and changed.operator_id = changed_by
    where rule.organizer_id = ${organizerId} and reseller_id = ${resellerId} ${which}`;
}

/** The rules of a show: one of each kind at most. */
export function rulesOfShow(queries: Queries, scope: Scope, showNumber: number): Promise<StockRuleRow[]> {
  return queries.rows<StockRuleRow>(rulesStatement(scope, sql`and show_number = ${showNumber}`));
}

export function rulesSwitchedOn(queries: Queries, scope: Scope): Promise<StockRuleRow[]> {
  return queries.rows<StockRuleRow>(
    rulesStatement(scope, sql`and switched_on_at is not null order by show_number, rule.kind`),
  );
}

/** The rule as it stands, locked until the transaction ends: of two processes the second sees what the first has done. */
export function lockRule(
  transaction: Transaction,
  scope: Scope,
  showNumber: number,
  kind: StockRuleKind,
): Promise<StockRuleRow | undefined> {
  return transaction.first<StockRuleRow>(
    rulesStatement(scope, sql`and show_number = ${showNumber} and rule.kind = ${kind} for update of rule`),
  );
}

/** Writes the rule's values; it is off and not rehearsed from here on. */
export async function changeRule(
  transaction: Transaction,
  { organizerId, resellerId }: Scope,
  showNumber: number,
  change: StockRuleChange,
  operatorId: number,
  now: Date,
): Promise<void> {
  const { kind, values } = change;
  const back = kind === "return" ? values : null;
  const more = kind === "refill" ? values : null;
  await transaction.run(sql`
    insert into stock_rules as rule (organizer_id, reseller_id, show_number, kind, hours_before, to_counter, threshold,
      seats, cap, source_hold_code, changed_at, changed_by)
    values (${organizerId}, ${resellerId}, ${showNumber}, ${kind}, ${back?.hoursBefore ?? null},
      ${back?.toCounter ?? null}, ${more?.threshold ?? null}, ${more?.seats ?? null}, ${more?.cap ?? null},
      ${more?.sourceHoldCode ?? null}, ${now}, ${operatorId})
    on conflict (organizer_id, reseller_id, show_number, kind) do update set version = rule.version + 1,
      hours_before = excluded.hours_before, to_counter = excluded.to_counter, threshold = excluded.threshold,
      seats = excluded.seats, cap = excluded.cap, source_hold_code = excluded.source_hold_code,
      changed_at = excluded.changed_at, changed_by = excluded.changed_by, rehearsal = null, rehearsed_at = null,
      switched_on_at = null`);
}

const oneRule = ({ organizerId, resellerId }: Scope, showNumber: number, kind: StockRuleKind) =>
  sql`organizer_id = ${organizerId} and reseller_id = ${resellerId} and show_number = ${showNumber} and kind = ${kind}`;

/** Keeps what a version would have done; false where the rule has changed meanwhile. */
export async function keepRehearsal(
  queries: Queries,
  scope: Scope,
  rule: Pick<StockRuleRow, "showNumber" | "kind" | "version">,
  rehearsal: Rehearsal,
  now: Date,
): Promise<boolean> {
  const kept = await queries.run(sql`
    update stock_rules set rehearsal = ${JSON.stringify(rehearsal)}::jsonb, rehearsed_at = ${now}
    where ${oneRule(scope, rule.showNumber, rule.kind)} and version = ${rule.version}`);
  return kept === 1;
}

export async function switchRule(
  transaction: Transaction,
  scope: Scope,
  showNumber: number,
  kind: StockRuleKind,
  switchedOnAt: Date | null,
): Promise<void> {
  // A new version: what it did before it was switched off does not count against it.
  await transaction.run(sql`
    update stock_rules set switched_on_at = ${switchedOnAt}, version = version + 1
    where ${oneRule(scope, showNumber, kind)}`);
}

/** A show's performances to come as a rule looks at them; `among`: one of them alone. */
export async function readStocks(
  queries: Queries,
  scope: Scope,
  rule: StockRuleRow,
  holdCode: number,
  now: Date,
  among: number | "all" = "all",
): Promise<Stock[]> {
  const { organizerId, resellerId } = scope;
  const source = rule.kind === "refill" ? rule.values.sourceHoldCode : holdCode;
  const available =
    source === null ? sql`seat.state = 'free'` : sql`seat.state = 'held' and seat.hold_code = ${source}::int`;
  const rows = await queries.rows<
    Omit<Stock, "runs"> & { runs: (Omit<RuleRun, "at"> & { at: string })[] }
  >(sql`
    select p.performance_number as "performanceNumber", p.starts_at as "startsAt",
      p.cancelled_at is not null as cancelled,
      exists (select from reseller_performances k where k.organizer_id = p.organizer_id
        and k.reseller_id = ${resellerId} and k.performance_number = p.performance_number) as known,
      counts.*, ${onTheWay(scope)} as "onTheWay",
      (select r.kind from interface_runs r join interface_run_steps s using (organizer_id, run_id)
        where r.organizer_id = p.organizer_id and r.reseller_id = ${resellerId}
          and s.performance_number = p.performance_number and r.kind in ('allot', 'recall')
          and r.request->>'rule' is null
        order by r.started_at desc, r.run_id desc limit 1) as "lastByHand",
      ${runsOfRule(scope, rule)} as runs
    from performances p
    cross join lateral (
      select count(*) filter (where ours and state in ('allotted', 'allotting'))::int as "forSale",
        count(*) filter (where ours and state in ('allotted', 'allotting', 'recalling', 'divergent'))::int
          as "atReseller",
        count(*) filter (where ours and state = 'sold')::int as "soldThere",
        count(*) filter (where ${available} and fence_acknowledged = fence)::int as available,
        coalesce(bool_or(fence > 0), false) as forced
      from (select *, reseller_id is not distinct from ${resellerId}::int as ours from performance_seats
        where organizer_id = p.organizer_id and performance_number = p.performance_number) as seat
    ) as counts
    where p.organizer_id = ${organizerId} and p.show_number = ${rule.showNumber} and p.starts_at > ${now}
      ${among === "all" ? empty : sql`and p.performance_number = ${among}`}
    order by p.starts_at, p.performance_number`);
  return rows.map(({ runs, ...stock }) => ({
    ...stock,
    runs: runs.map((run) => ({ ...run, at: new Date(run.at) })),
  }));
}

/** Something of the performance has not come to its end: a run that is not finished, an operation without its outcome. */
function onTheWay({ resellerId }: Scope): Sql {
  return sql`(exists (select from interface_runs r join interface_run_steps s using (organizer_id, run_id)
      where r.organizer_id = p.organizer_id and r.reseller_id = ${resellerId} and r.finished_at is null
        and s.performance_number = p.performance_number)
    or exists (select from operations o where o.organizer_id = p.organizer_id and o.reseller_id = ${resellerId}
      and o.performance_number = p.performance_number and o.state not in ('applied', 'voided')))`;
}

/** What this version of the rule has started for the performance. */
function runsOfRule({ resellerId }: Scope, rule: StockRuleRow): Sql {
  return sql`(select coalesce(jsonb_agg(jsonb_build_object('at', mine.at, 'finished', r.finished_at is not null,
        'accepted', (select coalesce(sum(jsonb_array_length(
            jsonb_path_query_array(o.answer, '$.results[*] ? (!exists (@.error))'))), 0)
          from operations o where o.organizer_id = mine.organizer_id and o.run_id = mine.run_id
            and o.state = 'applied' and o.answer->>'outcome' = 'done'))), '[]')
    from stock_rule_runs mine join interface_runs r using (organizer_id, run_id)
    where mine.organizer_id = p.organizer_id and mine.reseller_id = ${resellerId} and mine.kind = ${rule.kind}
      and mine.version = ${rule.version} and mine.performance_number = p.performance_number)`;
}

export async function insertRuleRun(
  transaction: Transaction,
  { organizerId, resellerId }: Scope,
  rule: StockRuleRow,
  run: { runId: string; performanceNumber: number; seats: number; at: Date },
): Promise<void> {
  await transaction.run(sql`
    insert into stock_rule_runs (organizer_id, reseller_id, run_id, show_number, kind, version, performance_number,
      seats, at)
    values (${organizerId}, ${resellerId}, ${run.runId}, ${rule.showNumber}, ${rule.kind}, ${rule.version},
      ${run.performanceNumber}, ${run.seats}, ${run.at})`);
}

/** Returns that have come to their end and whose seats are to go to the counter. */
export function returnsToRelease(
  queries: Queries,
  { organizerId, resellerId }: Scope,
): Promise<{ runId: string; performanceNumber: number }[]> {
  return queries.rows(sql`
    select mine.run_id as "runId", mine.performance_number as "performanceNumber"
    from stock_rule_runs mine
    join stock_rules rule using (organizer_id, reseller_id, show_number, kind)
    join interface_runs r using (organizer_id, run_id)
    where mine.organizer_id = ${organizerId} and mine.reseller_id = ${resellerId} and mine.kind = 'return'
      and mine.released_at is null and rule.to_counter and r.finished_at is not null
    order by mine.at, mine.run_id`);
}

/** False where another process has released it already. */
export async function markReleased(
  transaction: Transaction,
  { organizerId }: Scope,
  runId: string,
  now: Date,
): Promise<boolean> {
  const marked = await transaction.run(sql`
    update stock_rule_runs set released_at = ${now}
    where organizer_id = ${organizerId} and run_id = ${runId} and released_at is null`);
  return marked === 1;
}

/** The seats that an ended recall has brought home. */
export async function seatsBroughtHome(
  queries: Queries,
  { organizerId }: Scope,
  runId: string,
): Promise<number[]> {
  const rows = await queries.rows<{ seatCode: number }>(sql`
    select (result->>'seatCode')::int as "seatCode"
    from operations o cross join lateral jsonb_array_elements(o.answer->'results') as result
    where o.organizer_id = ${organizerId} and o.run_id = ${runId} and o.state = 'applied'
      and result->>'error' is null order by 1`);
  return rows.map(({ seatCode }) => seatCode);
}
