import { type Queries, sql, type Transaction } from "@allotement/platform/database/database.ts";
import type { NewShow, PerformanceWithCounts, Show, ShowGroupList } from "../../api/programme.ts";
import { takeSerials } from "../serials.ts";

/** Answers the new group's number, or undefined where the name is taken. */
export async function createShowGroup(
  transaction: Transaction,
  organizerId: number,
  name: string,
): Promise<number | undefined> {
  const showGroupId = await takeSerials(transaction, organizerId, "showGroup");
  const created = await transaction.run(sql`
    insert into show_groups (organizer_id, show_group_id, name) values (${organizerId}, ${showGroupId}, ${name})
    on conflict (organizer_id, name) do nothing`);
  return created === 1 ? showGroupId : undefined;
}

/** `NAME_TAKEN`, `NOT_FOUND`, or undefined where the group has its new name. */
export async function renameShowGroup(
  transaction: Transaction,
  organizerId: number,
  showGroupId: number,
  name: string,
): Promise<"NAME_TAKEN" | "NOT_FOUND" | undefined> {
  const taken = await transaction.first(sql`
    select 1 from show_groups
    where organizer_id = ${organizerId} and name = ${name} and show_group_id <> ${showGroupId}`);
  if (taken) return "NAME_TAKEN";
  const renamed = await transaction.run(sql`
    update show_groups set name = ${name} where organizer_id = ${organizerId} and show_group_id = ${showGroupId}`);
  return renamed === 1 ? undefined : "NOT_FOUND";
}

export async function listShowGroups(
  queries: Queries,
  organizerId: number,
): Promise<ShowGroupList["showGroups"]> {
  return queries.rows(sql`
    select show_group_id as "showGroupId", name from show_groups
    where organizer_id = ${organizerId} order by show_group_id`);
}

/** Answers the new show's number, or undefined where group or hall are unknown. */
export async function createShow(
  transaction: Transaction,
  organizerId: number,
  show: NewShow,
): Promise<number | undefined> {
  if (!(await groupAndHallExist(transaction, organizerId, show))) return undefined;
  const { showGroupId, hallCode, title, subtitle, comment, printAtHome } = show;
  const showNumber = await takeSerials(transaction, organizerId, "show");
  await transaction.run(sql`
    insert into shows (organizer_id, show_number, show_group_id, hall_code, title, subtitle, comment, print_at_home)
    values (${organizerId}, ${showNumber}, ${showGroupId}, ${hallCode}, ${title}, ${subtitle}, ${comment},
      ${printAtHome})`);
  return showNumber;
}

async function groupAndHallExist(
  queries: Queries,
  organizerId: number,
  { showGroupId, hallCode }: Pick<NewShow, "showGroupId" | "hallCode">,
): Promise<boolean> {
  const known = await queries.first(sql`
    select 1 from show_groups join halls using (organizer_id)
    where organizer_id = ${organizerId} and show_group_id = ${showGroupId} and hall_code = ${hallCode}`);
  return known !== undefined;
}

/** Why a show stays as it is; in order of precedence. */
export type ShowRefusal = "NOT_FOUND" | "UNKNOWN_CODE" | "HALL_IN_USE";

/** Writes a show anew. Its seats stand in its performances: with one of them the hall is settled. */
export async function changeShow(
  transaction: Transaction,
  organizerId: number,
  showNumber: number,
  show: NewShow,
): Promise<ShowRefusal | undefined> {
  const before = await transaction.first<{ hallCode: number; hasPerformances: boolean }>(sql`
    select hall_code as "hallCode", exists (select from performances p
      where p.organizer_id = s.organizer_id and p.show_number = s.show_number) as "hasPerformances"
    from shows s where organizer_id = ${organizerId} and show_number = ${showNumber} for no key update`);
  if (!before) return "NOT_FOUND";
  if (!(await groupAndHallExist(transaction, organizerId, show))) return "UNKNOWN_CODE";
  const { showGroupId, hallCode, title, subtitle, comment, printAtHome } = show;
  if (before.hasPerformances && before.hallCode !== hallCode) return "HALL_IN_USE";
  await transaction.run(sql`
    update shows set show_group_id = ${showGroupId}, hall_code = ${hallCode}, title = ${title}, subtitle = ${subtitle},
      comment = ${comment}, print_at_home = ${printAtHome}
    where organizer_id = ${organizerId} and show_number = ${showNumber}`);
  return undefined;
}

const showColumns = sql`
  select show_number as "showNumber", show_group_id as "showGroupId", show_groups.name as "showGroupName",
         hall_code as "hallCode", halls.name as "hallName", title, subtitle, comment, print_at_home as "printAtHome"
  from shows join show_groups using (organizer_id, show_group_id) join halls using (organizer_id, hall_code)`;

export async function listShows(queries: Queries, organizerId: number): Promise<Show[]> {
  return queries.rows(sql`${showColumns} where organizer_id = ${organizerId} order by show_number`);
}

export async function findShow(
  queries: Queries,
  organizerId: number,
  showNumber: number,
): Promise<Show | undefined> {
  return queries.first(
    sql`${showColumns} where organizer_id = ${organizerId} and show_number = ${showNumber}`,
  );
}

export interface PerformanceToCreate {
  localDate: string;
  localTime: string;
  startsAt: Date;
}

/**
 * Creates performances with every seat of the hall, free. Answers their numbers in the given order, or undefined
 * where the show has one at such a date and time already (a second click, most often).
 */
export async function createPerformances(
  transaction: Transaction,
  {
    organizerId,
    showNumber,
    hallCode,
    timeZone,
  }: Pick<Show, "showNumber" | "hallCode"> & {
    organizerId: number;
    timeZone: string;
  },
  performances: readonly PerformanceToCreate[],
): Promise<number[] | undefined> {
  // Taken first: whoever else adds performances now waits here, so the look below stays true.
  const first = await takeSerials(transaction, organizerId, "performance", performances.length);
  const dates = performances.map(({ localDate }) => localDate);
  const times = performances.map(({ localTime }) => localTime);
  const present = await transaction.first(sql`
    select 1 from performances
    where organizer_id = ${organizerId} and show_number = ${showNumber}
      and (local_date, local_time) in (select * from unnest(${dates}::date[], ${times}::time[]))`);
  if (present) return undefined;
  const numbers = performances.map((_performance, index) => first + index);
  await transaction.run(sql`
    insert into performances (organizer_id, show_number, hall_code, time_zone, performance_number, local_date,
      local_time, starts_at)
    select ${organizerId}, ${showNumber}, ${hallCode}, ${timeZone}, * from unnest(
      ${numbers}::int[], ${dates}::date[], ${times}::time[],
      ${performances.map(({ startsAt }) => startsAt)}::timestamptz[])`);
  await transaction.run(sql`
    insert into performance_seats (organizer_id, performance_number, seat_code, hall_code)
    select organizer_id, performance_number, seat_code, hall_code
    from seats cross join unnest(${numbers}::int[]) as performance_number
    where organizer_id = ${organizerId} and hall_code = ${hallCode} and gone_in_version is null`);
  return numbers;
}

export interface PerformanceRow {
  performanceNumber: number;
  showNumber: number;
  hallCode: number;
  localDate: string;
  /** 19:00 */
  localTime: string;
  timeZone: string;
  startsAt: Date;
  scheduleVersion: number;
  /** Set: nothing of it is sold any more. */
  cancelledAt: Date | null;
}

const performanceColumns = sql`
  performance_number as "performanceNumber", show_number as "showNumber", performances.hall_code as "hallCode",
  local_date as "localDate", to_char(local_time, 'HH24:MI') as "localTime", time_zone as "timeZone",
  starts_at as "startsAt", schedule_version as "scheduleVersion", cancelled_at as "cancelledAt"`;

export async function listPerformances(
  queries: Queries,
  organizerId: number,
  showNumber: number,
): Promise<PerformanceRow[]> {
  return queries.rows(sql`
    select ${performanceColumns} from performances
    where organizer_id = ${organizerId} and show_number = ${showNumber} order by starts_at, performance_number`);
}

export async function findPerformance(
  queries: Queries,
  organizerId: number,
  performanceNumber: number,
): Promise<(PerformanceRow & { title: string }) | undefined> {
  return queries.first(sql`
    select ${performanceColumns}, title
    from performances join shows using (organizer_id, show_number)
    where organizer_id = ${organizerId} and performance_number = ${performanceNumber}`);
}

/**
 * The performance, shared with whoever else sells of it and kept from being cancelled or moved until the transaction
 * ends; before its seats in the order of locks.
 */
export async function sharePerformance(
  transaction: Transaction,
  organizerId: number,
  performanceNumber: number,
): Promise<(PerformanceRow & { title: string }) | undefined> {
  return transaction.first(sql`
    select ${performanceColumns}, title
    from performances join shows using (organizer_id, show_number)
    where organizer_id = ${organizerId} and performance_number = ${performanceNumber} for share of performances`);
}

export async function countSeats(
  queries: Queries,
  organizerId: number,
  performanceNumber: number,
): Promise<PerformanceWithCounts["seatCounts"]> {
  return queries.rows(sql`
    select state, hold_code as "holdCode", count(*)::int as count from performance_seats
    where organizer_id = ${organizerId} and performance_number = ${performanceNumber}
    group by state, hold_code order by state, hold_code`);
}
