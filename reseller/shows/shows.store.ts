import {
  type Database,
  type Queries,
  sql,
  type Transaction,
} from "@allotement/platform/database/database.ts";
import type { ShowStatus, ShowView } from "@allotement/protocol/messages/contingent.ts";
import type { OperationRequest } from "@allotement/protocol/messages/operation.ts";
import type { ScheduleAnswer, ScheduleRequest } from "@allotement/protocol/messages/schedule.ts";
import type { NetworkPrice, NetworkShow, PriceChange } from "../api/shows.ts";
import type { KnownPerformance } from "../contingent/contingent.ts";
import type { PriceLine, ShowStore } from "./shows.ts";

/** The store of shows on PostgreSQL. */
export function showStore(database: Database): ShowStore {
  return {
    statusOfShow: (institutionCode, showNumber) => statusOfShow(database, institutionCode, showNumber),
    changeStatus: (institutionCode, showNumber, from, to) =>
      changeStatus(database, institutionCode, showNumber, from, to),
    changePrice: (line, price) => changePrice(database, line, price),
    reschedule: (institutionCode, performanceNumber, request) =>
      reschedule(database, institutionCode, performanceNumber, request),
    showView: (institutionCode, showNumber) => showView(database, institutionCode, showNumber),
  };
}

export async function showExists(
  queries: Queries,
  institutionCode: number,
  showNumber: number,
): Promise<boolean> {
  const row = await queries.first(
    sql`select 1 from shows where institution_code = ${institutionCode} and show_number = ${showNumber}`,
  );
  return row !== undefined;
}

export async function performanceOf(
  queries: Queries,
  institutionCode: number,
  performanceNumber: number,
): Promise<KnownPerformance | undefined> {
  const row = await queries.first<{ show_number: number; local_date: string; local_time: string }>(sql`
    select show_number, local_date, local_time from performances
    where institution_code = ${institutionCode} and performance_number = ${performanceNumber}`);
  return (
    row && { showNumber: row.show_number, localDate: row.local_date, localTime: row.local_time.slice(0, 5) }
  );
}

/** Creates a show in status `confirmed`, or gives it these texts; its prices become exactly this list. */
export async function saveShow(
  transaction: Transaction,
  institutionCode: number,
  showNumber: number,
  show: NonNullable<OperationRequest["show"]>,
  createdAt: Date,
): Promise<void> {
  await transaction.run(sql`
    insert into shows (institution_code, show_number, title, comment, print_at_home, created_at)
    values (${institutionCode}, ${showNumber}, ${show.title}, ${show.comment}, ${show.printAtHome}, ${createdAt})
    on conflict (institution_code, show_number) do update
      set title = excluded.title, comment = excluded.comment, print_at_home = excluded.print_at_home`);
  await transaction.run(
    sql`delete from show_prices where institution_code = ${institutionCode} and show_number = ${showNumber}`,
  );
  const { prices } = show;
  await transaction.run(sql`
    insert into show_prices (institution_code, show_number, price_type_code, seat_category_code, face_value_cents,
      venue_fee_cents, organizer_fee_cents, reseller_fee_cents)
    select ${institutionCode}, ${showNumber}, w.* from unnest(
      ${prices.map((price) => price.priceTypeCode)}::int[], ${prices.map((price) => price.seatCategoryCode)}::int[],
      ${prices.map((price) => price.faceValueCents)}::int[], ${prices.map((price) => price.venueFeeCents)}::int[],
      ${prices.map((price) => price.organizerFeeCents)}::int[],
      ${prices.map((price) => price.resellerFeeCents)}::int[]) as w`);
}

async function reschedule(
  queries: Queries,
  institutionCode: number,
  performanceNumber: number,
  request: ScheduleRequest,
): Promise<ScheduleAnswer | undefined> {
  const { version, localDate, localTime } = request;
  await queries.run(sql`
    update performances set schedule_version = ${version}, local_date = ${localDate}, local_time = ${localTime}
    where institution_code = ${institutionCode} and performance_number = ${performanceNumber}
      and schedule_version < ${version}`);
  const row = await queries.first<{ schedule_version: number; local_date: string; local_time: string }>(sql`
    select schedule_version, local_date, local_time from performances
    where institution_code = ${institutionCode} and performance_number = ${performanceNumber}`);
  return (
    row && {
      version: row.schedule_version,
      localDate: row.local_date,
      localTime: row.local_time.slice(0, 5),
    }
  );
}

interface PerformanceRow {
  show_number: number;
  performance_number: number;
  hall_code: number;
  local_date: string;
  local_time: string;
  time_zone: string;
  offered: number;
  in_basket: number;
  sold: number;
  withdrawn: number;
}

async function performancesOf(queries: Queries, institutionCode: number, showNumber: number | null) {
  const rows = await queries.rows<PerformanceRow>(sql`
    select p.show_number, p.performance_number, p.hall_code, p.local_date, p.local_time, p.time_zone,
      count(*) filter (where s.state = 'offered')::int as offered,
      count(*) filter (where s.state = 'inBasket')::int as in_basket,
      count(*) filter (where s.state = 'sold')::int as sold,
      count(*) filter (where s.state = 'withdrawn')::int as withdrawn
    from performances p left join contingent_seats s using (institution_code, performance_number)
    where p.institution_code = ${institutionCode}
      and (${showNumber}::int is null or p.show_number = ${showNumber}::int)
    group by p.institution_code, p.performance_number
    order by p.local_date, p.local_time, p.performance_number`);
  return rows.map((row) => ({
    showNumber: row.show_number,
    performanceNumber: row.performance_number,
    hallCode: row.hall_code,
    localDate: row.local_date,
    localTime: row.local_time.slice(0, 5),
    timeZone: row.time_zone,
    offered: row.offered,
    inBasket: row.in_basket,
    sold: row.sold,
    withdrawn: row.withdrawn,
  }));
}

async function showView(
  queries: Queries,
  institutionCode: number,
  showNumber: number,
): Promise<ShowView | undefined> {
  const show = await queries.first<{ title: string; status: ShowStatus }>(sql`
    select title, status from shows where institution_code = ${institutionCode} and show_number = ${showNumber}`);
  if (!show) return undefined;
  return { showNumber, ...show, performances: await performancesOf(queries, institutionCode, showNumber) };
}

interface ShowRow {
  show_number: number;
  title: string;
  comment: string;
  print_at_home: boolean;
  status: ShowStatus;
}

interface PriceRow {
  show_number: number;
  price_type_code: number;
  label: string | null;
  seat_category_code: number;
  face_value_cents: number;
  venue_fee_cents: number;
  organizer_fee_cents: number;
  reseller_fee_cents: number;
}

/** The institution's shows as the manager prepares them, with prices and counts per performance. */
export async function networkShows(queries: Queries, institutionCode: number): Promise<NetworkShow[]> {
  const shows = await queries.rows<ShowRow>(sql`
    select show_number, title, comment, print_at_home, status from shows
    where institution_code = ${institutionCode} order by show_number`);
  const prices = await pricesOf(queries, institutionCode, null);
  const performances = await performancesOf(queries, institutionCode, null);
  return shows.map((show) => ({
    institutionCode,
    showNumber: show.show_number,
    title: show.title,
    comment: show.comment,
    printAtHome: show.print_at_home,
    status: show.status,
    prices: prices.filter((price) => price.showNumber === show.show_number),
    performances: performances.filter((performance) => performance.showNumber === show.show_number),
  }));
}

/** Price lines of one show, or of all with `null`. */
export async function pricesOf(
  queries: Queries,
  institutionCode: number,
  showNumber: number | null,
): Promise<(NetworkPrice & { showNumber: number })[]> {
  const rows = await queries.rows<PriceRow>(sql`
    select p.*, c.label from show_prices p
    left join known_codes c on c.institution_code = p.institution_code and c.kind = 'priceType'
      and c.hall_code = 0 and c.code = p.price_type_code
    where p.institution_code = ${institutionCode}
      and (${showNumber}::int is null or p.show_number = ${showNumber}::int)
    order by p.show_number, p.seat_category_code, p.price_type_code`);
  return rows.map((row) => ({
    showNumber: row.show_number,
    priceTypeCode: row.price_type_code,
    priceTypeLabel: row.label ?? String(row.price_type_code),
    seatCategoryCode: row.seat_category_code,
    faceValueCents: row.face_value_cents,
    venueFeeCents: row.venue_fee_cents,
    organizerFeeCents: row.organizer_fee_cents,
    resellerFeeCents: row.reseller_fee_cents,
  }));
}

async function statusOfShow(
  queries: Queries,
  institutionCode: number,
  showNumber: number,
): Promise<ShowStatus | undefined> {
  const row = await queries.first<{ status: ShowStatus }>(sql`
    select status from shows where institution_code = ${institutionCode} and show_number = ${showNumber}`);
  return row?.status;
}

async function changeStatus(
  queries: Queries,
  institutionCode: number,
  showNumber: number,
  from: ShowStatus,
  to: ShowStatus,
): Promise<boolean> {
  const changed = await queries.run(sql`
    update shows set status = ${to}
    where institution_code = ${institutionCode} and show_number = ${showNumber} and status = ${from}`);
  return changed === 1;
}

async function changePrice(queries: Queries, key: PriceLine, price: PriceChange): Promise<boolean> {
  const changed = await queries.run(sql`
    update show_prices set face_value_cents = ${price.faceValueCents}, venue_fee_cents = ${price.venueFeeCents},
      organizer_fee_cents = ${price.organizerFeeCents}, reseller_fee_cents = ${price.resellerFeeCents}
    where institution_code = ${key.institutionCode} and show_number = ${key.showNumber}
      and price_type_code = ${key.priceTypeCode} and seat_category_code = ${key.seatCategoryCode}`);
  return changed === 1;
}
