import { type Queries, sql } from "@allotement/platform/database/database.ts";
import type { StockRules } from "../../api/interface-stock-rules.ts";
import type { Scope } from "../store.ts";
import { rulesOfShow, type StockRuleRow } from "./stock-rules.store.ts";

/** A show's rules and what they have started; undefined where there is no such show. */
export async function stockRulesView(
  queries: Queries,
  scope: Scope,
  showNumber: number,
): Promise<StockRules | undefined> {
  const { organizerId, resellerId } = scope;
  const show = await queries.first<{ title: string }>(
    sql`select title from shows where organizer_id = ${organizerId} and show_number = ${showNumber}`,
  );
  if (!show) return undefined;
  const rules = await rulesOfShow(queries, scope, showNumber);
  const returning = rules.find((rule) => rule.kind === "return");
  const refilling = rules.find((rule) => rule.kind === "refill");
  const runs = await queries.rows<
    Omit<StockRules["runs"][number], "at" | "releasedAt"> & { at: Date; releasedAt: Date | null }
  >(sql`
    select run_id as "runId", mine.kind, performance_number as "performanceNumber", local_date as "localDate",
      to_char(local_time, 'HH24:MI') as "localTime", mine.seats, mine.at, finished_at is not null as finished,
      released_at as "releasedAt"
    from stock_rule_runs mine join interface_runs using (organizer_id, run_id)
    join performances using (organizer_id, performance_number)
    where organizer_id = ${organizerId} and mine.reseller_id = ${resellerId} and mine.show_number = ${showNumber}
    order by mine.at desc, run_id limit 50`);
  return {
    showNumber,
    title: show.title,
    return: returning?.kind === "return" ? { values: returning.values, ...standing(returning) } : null,
    refill: refilling?.kind === "refill" ? { values: refilling.values, ...standing(refilling) } : null,
    runs: runs.map((run) => ({
      ...run,
      at: run.at.toISOString(),
      releasedAt: run.releasedAt?.toISOString() ?? null,
    })),
  };
}

function standing(rule: StockRuleRow) {
  return {
    changedAt: rule.changedAt.toISOString(),
    changedBy: rule.changedBy,
    rehearsedAt: rule.rehearsedAt?.toISOString() ?? null,
    rehearsal: rule.rehearsal,
    switchedOnAt: rule.switchedOnAt?.toISOString() ?? null,
  };
}
