import { type Queries, sql } from "@allotement/platform/database/database.ts";
import type { CodeKind, SalesFileList } from "../../api/interface-sales-files.ts";
import type { Scope } from "../store.ts";
import {
  codeKey,
  type FileHouse,
  type FilePerformance,
  type FileSeat,
  type KnownCode,
  seatsByPlace,
} from "./resolve-ticket.ts";

/** What the books have for the days and hours that a file names, and what was told of its codes. */
export async function fileHouse(
  queries: Queries,
  { organizerId, resellerId }: Scope,
  layout: string,
  dates: readonly string[],
): Promise<FileHouse> {
  const performances = await queries.rows<FilePerformance>(sql`
    select p.performance_number as "performanceNumber", p.show_number as "showNumber", s.title,
      p.hall_code as "hallCode", h.name as "hallName", p.local_date as "localDate",
      to_char(p.local_time, 'HH24:MI') as "localTime", p.time_zone as "timeZone", known.performance_number is not null
        as "withReseller"
    from performances p
    join shows s on s.organizer_id = p.organizer_id and s.show_number = p.show_number
    join halls h on h.organizer_id = p.organizer_id and h.hall_code = p.hall_code
    left join reseller_performances known on known.organizer_id = p.organizer_id
      and known.reseller_id = ${resellerId} and known.performance_number = p.performance_number
    where p.organizer_id = ${organizerId} and p.local_date = any(${dates}::date[])
    order by p.performance_number`);
  const halls = [...new Set(performances.map(({ hallCode }) => hallCode))];
  const seats = await queries.rows<FileSeat>(sql`
    select hall_code as "hallCode", seat_code as "seatCode", zone_code as "zoneCode",
      seat_category_code as "seatCategoryCode", row_label as "row", seat_number as "number"
    from seats where organizer_id = ${organizerId} and hall_code = any(${halls}::int[])`);
  const codes: Record<CodeKind, KnownCode[]> = { priceType: [], seatCategory: [], zone: [] };
  for (const { kind, ...code } of await queries.rows<KnownCode & { kind: CodeKind }>(sql`
    select 'priceType' as kind, 0 as "hallCode", price_type_code as code, array[name] as names
    from interface_price_types join price_types using (organizer_id, price_type_code)
    where organizer_id = ${organizerId} and reseller_id = ${resellerId}
    union all
    select 'seatCategory', 0, seat_category_code, array[name, short_name] from seat_categories
    where organizer_id = ${organizerId}
    union all
    select 'zone', hall_code, zone_code, array[name] from zones
    where organizer_id = ${organizerId} and hall_code = any(${halls}::int[])
    order by 1, 2, 3`))
    codes[kind].push(code);
  const told = await queries.rows<{ kind: CodeKind; hallCode: number; fileCode: string; code: number }>(sql`
    select kind, hall_code as "hallCode", file_code as "fileCode", code from sales_file_codes
    where organizer_id = ${organizerId} and reseller_id = ${resellerId} and layout = ${layout}`);
  return {
    performances,
    seats: seatsByPlace(seats),
    codes,
    told: new Map(told.map((one) => [codeKey(one), one.code])),
  };
}

/** The files as they were read, the latest first. */
export async function listSalesFiles(
  queries: Queries,
  { organizerId, resellerId }: Scope,
  most: number,
): Promise<Omit<SalesFileList, "progress">> {
  const own = sql`organizer_id = ${organizerId} and reseller_id = ${resellerId}`;
  type Row = Omit<SalesFileList["files"][number], "readAt" | "lastReadAt"> & {
    readAt: Date;
    lastReadAt: Date;
  };
  const files = await queries.rows<Row>(sql`
    select sha256, file_name as "fileName", layout, length(bytes) as "sizeBytes", read_at as "readAt",
      (select name from operators o where o.organizer_id = f.organizer_id and o.operator_id = f.read_by) as "readBy",
      last_read_at as "lastReadAt", nullif(report, 'null'::jsonb) as result
    from sales_files f where ${own} order by last_read_at desc, sha256 limit ${most}`);
  const waiting = await queries.first<{ lines: number }>(sql`
    select count(*)::int as lines from waiting_file_lines where ${own}`);
  const shown = files.map(({ readAt, lastReadAt, ...file }) => ({
    ...file,
    readAt: readAt.toISOString(),
    lastReadAt: lastReadAt.toISOString(),
  }));
  return { files: shown, waitingLines: waiting?.lines ?? 0 };
}

/** Who read the same bytes first, and when. */
export async function readBefore(
  queries: Queries,
  { organizerId, resellerId }: Scope,
  sha256: string,
): Promise<{ at: string; by: string } | undefined> {
  const row = await queries.first<{ at: Date; by: string }>(sql`
    select read_at as at, name as by from sales_files f
    join operators o on o.organizer_id = f.organizer_id and o.operator_id = f.read_by
    where f.organizer_id = ${organizerId} and f.reseller_id = ${resellerId} and sha256 = ${sha256}`);
  return row && { at: row.at.toISOString(), by: row.by };
}
