import { type Queries, sql } from "@allotement/platform/database/database.ts";
import type { ConnectionRow } from "../configure/connection.store.ts";
import { runPerformances } from "../runs/runs.views.ts";
import type { Scope } from "../store.ts";
import type { HallFacts, PriceTypeFacts } from "./texts/code-letters.ts";
import type { Moment, Writer } from "./texts/letter.ts";
import type { OnSaleFacts } from "./texts/on-sale-letters.ts";

/** What the books say for the letters. */

export async function writerOf(
  queries: Queries,
  { organizerId, institutionCode }: ConnectionRow,
  operatorId: number,
): Promise<Writer> {
  const row = await queries.first<Omit<Writer, "institutionCode">>(sql`
    select operator.name as "operatorName", organizer.name as "organizerName"
    from organizers organizer join operators operator using (organizer_id)
    where organizer_id = ${organizerId} and operator_id = ${operatorId}`);
  if (!row) throw new Error(`operator ${operatorId} signed in, and is not in the books`);
  return { ...row, institutionCode };
}

export interface RunFacts extends Omit<OnSaleFacts, "attached"> {
  offer: "firstAllotment" | "addedPerformances";
}

/** What a finished allotment has created at the network; undefined where it has created nothing (R2.1, R2.2). */
export async function runFacts(queries: Queries, scope: Scope, runId: string): Promise<RunFacts | undefined> {
  const created = await queries.rows<
    Moment & {
      performanceNumber: number;
      showNumber: number;
      title: string;
      hallCode: number;
      hallName: string;
      newShow: boolean;
    }
  >(sql`
    select p.performance_number as "performanceNumber", p.local_date as "localDate",
      to_char(p.local_time, 'HH24:MI') as "localTime", show.show_number as "showNumber", show.title,
      hall.hall_code as "hallCode", hall.name as "hallName",
      known_show.created_at between run.started_at and run.finished_at as "newShow"
    from interface_runs run
    join interface_run_steps step using (organizer_id, run_id)
    join performances p using (organizer_id, performance_number)
    join shows show using (organizer_id, show_number)
    join halls hall on hall.organizer_id = p.organizer_id and hall.hall_code = p.hall_code
    join reseller_performances known on known.organizer_id = run.organizer_id
      and known.reseller_id = run.reseller_id and known.performance_number = p.performance_number
    join reseller_shows known_show on known_show.organizer_id = run.organizer_id
      and known_show.reseller_id = run.reseller_id and known_show.show_number = show.show_number
    where run.organizer_id = ${scope.organizerId} and run.reseller_id = ${scope.resellerId} and run.run_id = ${runId}
      and run.kind = 'allot' and known.created_at between run.started_at and run.finished_at
    order by p.starts_at, p.performance_number`);
  const [first] = created;
  if (!first) return undefined;
  const performances = await runPerformances(queries, scope, runId);
  const seats = new Map(performances.map((one) => [one.performanceNumber, one.accepted]));
  return {
    offer: created.some(({ newShow }) => newShow) ? "firstAllotment" : "addedPerformances",
    show: { title: first.title, showNumber: first.showNumber },
    hall: { name: first.hallName, hallCode: first.hallCode },
    performances: created.map(({ localDate, localTime, performanceNumber }) => ({
      ...{ localDate, localTime, performanceNumber },
      seatCount: seats.get(performanceNumber) ?? 0,
    })),
  };
}

/** The hall, and the categories that its seats bear. */
export async function hallFacts(
  queries: Queries,
  organizerId: number,
  hallCode: number,
): Promise<Omit<HallFacts, "attached"> | undefined> {
  const hall = await queries.first<HallFacts["hall"]>(sql`
    select name, hall_code as "hallCode", capacity from halls
    where organizer_id = ${organizerId} and hall_code = ${hallCode}`);
  if (!hall) return undefined;
  const categories = await queries.rows<HallFacts["categories"][number]>(sql`
    select seat_category_code as code, name from seat_categories category
    where organizer_id = ${organizerId} and exists (select from seats
      where organizer_id = ${organizerId} and hall_code = ${hallCode} and gone_in_version is null
        and seat_category_code = category.seat_category_code)
    order by 1`);
  return { hall, categories };
}

/** The price types that the interface uses and its hold, with their codes (R9.4). */
export async function priceTypeFacts(
  queries: Queries,
  { organizerId, resellerId, holdCode }: ConnectionRow,
): Promise<Omit<PriceTypeFacts, "attached">> {
  const priceTypes = await queries.rows<PriceTypeFacts["priceTypes"][number]>(sql`
    select price_type_code as code, name from interface_price_types join price_types using (organizer_id, price_type_code)
    where organizer_id = ${organizerId} and reseller_id = ${resellerId} order by 1`);
  const holds = await queries.rows<PriceTypeFacts["holds"][number]>(sql`
    select hold_code as code, name from holds where organizer_id = ${organizerId} and hold_code = ${holdCode}`);
  return { priceTypes, holds };
}

export interface PerformanceFacts {
  show: { title: string; showNumber: number };
  performance: Moment & { performanceNumber: number };
}

export async function performanceFacts(
  queries: Queries,
  organizerId: number,
  performanceNumber: number,
): Promise<PerformanceFacts | undefined> {
  const row = await queries.first<Moment & { title: string; showNumber: number }>(sql`
    select show.title, show_number as "showNumber", local_date as "localDate",
      to_char(local_time, 'HH24:MI') as "localTime"
    from performances join shows show using (organizer_id, show_number)
    where organizer_id = ${organizerId} and performance_number = ${performanceNumber}`);
  if (!row) return undefined;
  const { title, showNumber, localDate, localTime } = row;
  return { show: { title, showNumber }, performance: { performanceNumber, localDate, localTime } };
}

/** An instant as the venue's clock showed it. */
export async function momentThere(queries: Queries, organizerId: number, instant: string): Promise<Moment> {
  const row = await queries.first<Moment>(sql`
    select to_char(${instant}::timestamptz at time zone time_zone, 'YYYY-MM-DD') as "localDate",
      to_char(${instant}::timestamptz at time zone time_zone, 'HH24:MI') as "localTime"
    from organizers where organizer_id = ${organizerId}`);
  if (!row) throw new Error(`there is no organizer ${organizerId}`);
  return row;
}
