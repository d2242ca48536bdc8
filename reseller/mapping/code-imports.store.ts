import { type Queries, sql, type Transaction } from "@allotement/platform/database/database.ts";
import type { ImportHistory } from "../api/code-imports.ts";
import type { CodesInUse, MappedSeat, NamedCode } from "./compare-codes.ts";
import type { MatchedBy } from "./match-seats.ts";

/** Holds the institution's mapping until the transaction ends; false where there is no such institution. */
export async function lockMapping(transaction: Transaction, institutionCode: number): Promise<boolean> {
  const row = await transaction.first(
    sql`select from institutions where institution_code = ${institutionCode} for no key update`,
  );
  return row !== undefined;
}

/** The version in force; 0 before the first import. */
export async function versionInForce(
  queries: Queries,
  institutionCode: number,
  hallCode: number,
): Promise<number> {
  const row = await queries.first<{ version: number }>(sql`
    select coalesce(max(version), 0) as version from code_imports
    where institution_code = ${institutionCode} and hall_code = ${hallCode}`);
  return row?.version ?? 0;
}

/** Whose codes this institution has: its imports say it, or the first digits of its price types and holds (R9.4). */
export async function knownOrganizer(queries: Queries, institutionCode: number): Promise<number | null> {
  const row = await queries.first<{ organizer: number }>(sql`
    select organizer from (
      select organizer_code as organizer, 1 as place from code_imports where institution_code = ${institutionCode}
      union all
      select code / 10000, 2 from known_codes
      where institution_code = ${institutionCode} and kind in ('priceType', 'hold') and code >= 10000
    ) as known order by place limit 1`);
  return row?.organizer ?? null;
}

/** The hall's own code, its floors, zones and categories, as the network knows them. */
export function knownHallCodes(
  queries: Queries,
  institutionCode: number,
  hallCode: number,
): Promise<NamedCode[]> {
  return queries.rows<NamedCode>(sql`
    select kind, code, label from known_codes
    where institution_code = ${institutionCode}
      and (hall_code = ${hallCode} or (hall_code = 0 and kind = 'hall' and code = ${hallCode}))
    order by kind, code`);
}

export type VersionSeat = MappedSeat & { networkSeatId: number | null; matchedBy: MatchedBy | null };

/** The seats of a version, those that were kept though gone too. */
export function seatsOfVersion(
  queries: Queries,
  institutionCode: number,
  hallCode: number,
  version: number,
): Promise<VersionSeat[]> {
  return queries.rows<VersionSeat>(sql`
    select seat_code as "seatCode", floor_code as "floorCode", zone_code as "zoneCode",
      seat_category_code as "seatCategoryCode", row_label as row, seat_number as number, x::float8 as x, y::float8 as y,
      network_seat_id as "networkSeatId", matched_by as "matchedBy"
    from mapped_seats
    where institution_code = ${institutionCode} and hall_code = ${hallCode} and version = ${version} order by 1`);
}

/** What seats bear that the hall's performances have on sale, in baskets or sold. */
export async function codesInUse(
  queries: Queries,
  institutionCode: number,
  hallCode: number,
): Promise<CodesInUse> {
  const rows = await queries.rows<{ seat: number; zone: number; floor: number; category: number }>(sql`
    select distinct seat_code as seat, zone_code as zone, floor_code as floor, seat_category_code as category
    from contingent_seats join performances using (institution_code, performance_number)
    where institution_code = ${institutionCode} and hall_code = ${hallCode} and state in ('offered', 'inBasket', 'sold')`);
  return {
    seatCodes: new Set(rows.map(({ seat }) => seat)),
    codes: new Set(
      rows.flatMap(({ zone, floor, category }) => [
        `zone ${zone}`,
        `floor ${floor}`,
        `seatCategory ${category}`,
      ]),
    ),
  };
}

export interface NewImport {
  institutionCode: number;
  hallCode: number;
  version: number;
  networkHallId: number;
  organizerCode: number;
  hallName: string;
  planVersion: number;
  score: number;
  importedAt: Date;
  userName: string;
  /** The version that this one brings back. */
  restoredVersion: number | null;
}

/** Writes a version, with its codes and its seats. */
export async function insertImport(
  transaction: Transaction,
  made: NewImport,
  codes: readonly (NamedCode & { gone: boolean })[],
  seats: readonly (VersionSeat & { gone: boolean })[],
): Promise<void> {
  const { institutionCode, hallCode, version } = made;
  await transaction.run(sql`
    insert into code_imports (institution_code, hall_code, version, network_hall_id, organizer_code, hall_name,
      plan_version, score, imported_at, user_name, restored_version)
    values (${institutionCode}, ${hallCode}, ${version}, ${made.networkHallId}, ${made.organizerCode}, ${made.hallName},
      ${made.planVersion}, ${made.score}, ${made.importedAt}, ${made.userName}, ${made.restoredVersion})`);
  await transaction.run(sql`
    insert into mapped_codes (institution_code, hall_code, version, kind, code, label, gone)
    select ${institutionCode}, ${hallCode}, ${version}, * from unnest(${codes.map(({ kind }) => kind)}::text[],
      ${codes.map(({ code }) => code)}::int[], ${codes.map(({ label }) => label)}::text[],
      ${codes.map(({ gone }) => gone)}::boolean[])`);
  await transaction.run(sql`
    insert into mapped_seats (institution_code, hall_code, version, seat_code, floor_code, zone_code, seat_category_code,
      row_label, seat_number, x, y, network_seat_id, matched_by, gone)
    select ${institutionCode}, ${hallCode}, ${version}, * from unnest(
      ${seats.map((seat) => seat.seatCode)}::int[], ${seats.map((seat) => seat.floorCode)}::int[],
      ${seats.map((seat) => seat.zoneCode)}::int[], ${seats.map((seat) => seat.seatCategoryCode)}::int[],
      ${seats.map((seat) => seat.row)}::text[], ${seats.map((seat) => seat.number)}::text[],
      ${seats.map((seat) => seat.x)}::numeric[], ${seats.map((seat) => seat.y)}::numeric[],
      ${seats.map((seat) => seat.networkSeatId)}::int[], ${seats.map((seat) => seat.matchedBy)}::text[],
      ${seats.map((seat) => seat.gone)}::boolean[])`);
}

/** Makes what the exchange checks allots against (errors 10, 14, 15, 16) those of a version. */
export async function putInForce(
  transaction: Transaction,
  institutionCode: number,
  hallCode: number,
  version: number,
): Promise<void> {
  await transaction.run(
    sql`delete from known_codes where institution_code = ${institutionCode} and hall_code = ${hallCode}`,
  );
  await transaction.run(sql`
    insert into known_codes (institution_code, kind, hall_code, code, label)
    select institution_code, kind, hall_code, code, label from mapped_codes
    where institution_code = ${institutionCode} and hall_code = ${hallCode} and version = ${version}`);
  await transaction.run(sql`
    insert into known_codes (institution_code, kind, hall_code, code, label)
    select institution_code, 'hall', 0, hall_code, hall_name from code_imports
    where institution_code = ${institutionCode} and hall_code = ${hallCode} and version = ${version}
    on conflict (institution_code, kind, hall_code, code) do update set label = excluded.label`);
}

export interface VersionOfHall {
  networkHallId: number;
  organizerCode: number;
  hallName: string;
  planVersion: number;
  score: number;
}

export function importOfVersion(
  queries: Queries,
  institutionCode: number,
  hallCode: number,
  version: number,
): Promise<VersionOfHall | undefined> {
  return queries.first<VersionOfHall>(sql`
    select network_hall_id as "networkHallId", organizer_code as "organizerCode", hall_name as "hallName",
      plan_version as "planVersion", score
    from code_imports
    where institution_code = ${institutionCode} and hall_code = ${hallCode} and version = ${version}`);
}

export function codesOfVersion(
  queries: Queries,
  institutionCode: number,
  hallCode: number,
  version: number,
): Promise<NamedCode[]> {
  return queries.rows<NamedCode>(sql`
    select kind, code, label from mapped_codes
    where institution_code = ${institutionCode} and hall_code = ${hallCode} and version = ${version} order by 1, 2`);
}

/** Every version of every hall, the latest first. */
export async function importHistory(
  queries: Queries,
  institutionCode: number,
): Promise<ImportHistory["imports"]> {
  const rows = await queries.rows<Omit<ImportHistory["imports"][number], "importedAt"> & { at: Date }>(sql`
    select i.hall_code as "hallCode", i.hall_name as "hallName", i.version, i.plan_version as "planVersion",
      h.name as "networkHallName", i.score, i.imported_at as at, i.user_name as "userName",
      i.restored_version as "restoredVersion",
      i.version = max(i.version) over (partition by i.hall_code) as "inForce",
      (select count(*)::int from mapped_seats s where s.institution_code = i.institution_code
        and s.hall_code = i.hall_code and s.version = i.version and not gone) as "seatCount",
      (select count(*)::int from mapped_seats s where s.institution_code = i.institution_code
        and s.hall_code = i.hall_code and s.version = i.version and not gone and s.matched_by is not null) as "matchedCount"
    from code_imports i join network_halls h using (institution_code, network_hall_id)
    where i.institution_code = ${institutionCode} order by i.hall_code, i.version desc`);
  return rows.map(({ at, ...row }) => ({ ...row, importedAt: at.toISOString() }));
}
