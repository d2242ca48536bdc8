import { type Queries, sql } from "@allotement/platform/database/database.ts";
import type { Rehearsal } from "../../api/interface-stock-rules.ts";
import type { Scope } from "../store.ts";
import { type PastMovement, rehearseRefill, rehearseReturn } from "./rehearse.ts";
import type { StockRuleRow } from "./stock-rules.store.ts";
import type { ReturnRule } from "./stock-rules.ts";

interface PerformanceFacts {
  performanceNumber: number;
  hallCode: number;
  localDate: string;
  localTime: string;
  startsAt: Date;
}

/** So many performances are replayed, the latest ones. */
const replayedMax = 30;

/** Replays what the books know of the show's performances that the reseller has had: past ones, and others so far. */
export async function rehearse(
  queries: Queries,
  scope: Scope,
  rule: StockRuleRow,
  returning: ReturnRule | undefined,
  now: Date,
): Promise<Rehearsal> {
  const { organizerId, resellerId } = scope;
  const performances = await queries.rows<PerformanceFacts>(sql`
    select p.performance_number as "performanceNumber", hall_code as "hallCode", local_date as "localDate",
      to_char(local_time, 'HH24:MI') as "localTime", starts_at as "startsAt"
    from performances p
    where organizer_id = ${organizerId} and show_number = ${rule.showNumber} and cancelled_at is null
      and exists (select from seat_movements m where m.organizer_id = p.organizer_id
        and m.performance_number = p.performance_number and m.reseller_id = ${resellerId})
    order by starts_at <= ${now} desc, abs(extract(epoch from starts_at - ${now}::timestamptz))
    limit ${replayedMax}`);
  const replayed: Rehearsal["performances"] = [];
  for (const { hallCode, startsAt, ...facts } of performances) {
    const past = await readPast(queries, organizerId, hallCode, facts.performanceNumber);
    const done =
      rule.kind === "return"
        ? rehearseReturn(rule.values, { startsAt, ...past }, now)
        : rehearseRefill(rule.values, { startsAt, ...past }, returning, now);
    replayed.push({ ...facts, ...done, firstAt: done.firstAt?.toISOString() ?? null });
  }
  return { performances: replayed.sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1)) };
}

const keyOf = (one: { localDate: string; localTime: string }) => `${one.localDate} ${one.localTime}`;

async function readPast(
  queries: Queries,
  organizerId: number,
  hallCode: number,
  performanceNumber: number,
): Promise<{ seatCodes: number[]; movements: PastMovement[] }> {
  const seats = await queries.rows<{ code: number }>(sql`
    select seat_code as code from seats where organizer_id = ${organizerId} and hall_code = ${hallCode} order by 1`);
  const movements = await queries.rows<PastMovement>(sql`
    select at, seat_code as "seatCode", movement, to_state as to, hold_code as "holdCode" from seat_movements
    where organizer_id = ${organizerId} and performance_number = ${performanceNumber}
    order by at, seat_code, serial`);
  return { seatCodes: seats.map(({ code }) => code), movements };
}
