import { sql, type Transaction } from "@allotement/platform/database/database.ts";
import type { SalesFileCodes } from "../../api/interface-sales-files.ts";
import type { Scope } from "../store.ts";

export interface FileToKeep {
  sha256: string;
  layout: string;
  fileName: string;
  bytes: Uint8Array;
  writtenAt: string;
  operatorId: number;
}

/** Keeps a file before its lines are taken; false where the same bytes are kept already. */
export async function keepFile(
  transaction: Transaction,
  { organizerId, resellerId }: Scope,
  { sha256, layout, fileName, bytes, writtenAt, operatorId }: FileToKeep,
  at: Date,
): Promise<boolean> {
  const kept = await transaction.run(sql`
    insert into sales_files (organizer_id, reseller_id, sha256, layout, file_name, bytes, written_at, read_at, read_by,
      last_read_at, report)
    values (${organizerId}, ${resellerId}, ${sha256}, ${layout}, ${fileName}, ${Buffer.from(bytes)}, ${writtenAt}, ${at},
      ${operatorId}, ${at}, 'null'::jsonb)
    on conflict do nothing`);
  return kept === 1;
}

/** What its last reading came to. */
export async function keepReport(
  transaction: Transaction,
  { organizerId, resellerId }: Scope,
  sha256: string,
  report: object,
  at: Date,
): Promise<void> {
  await transaction.run(sql`
    update sales_files set report = ${JSON.stringify(report)}::jsonb, last_read_at = ${at}
    where organizer_id = ${organizerId} and reseller_id = ${resellerId} and sha256 = ${sha256}`);
}

export interface KeptFile {
  layout: "ticketnet" | "france-billet" | "feed";
  fileName: string;
  bytes: Uint8Array;
  writtenAt: Date;
}

export function keptFile(
  transaction: Transaction,
  { organizerId, resellerId }: Scope,
  sha256: string,
): Promise<KeptFile | undefined> {
  return transaction.first<KeptFile>(sql`
    select layout, file_name as "fileName", bytes, written_at as "writtenAt" from sales_files
    where organizer_id = ${organizerId} and reseller_id = ${resellerId} and sha256 = ${sha256}`);
}

/** Remembers what codes mean; told anew, the last word counts. Answers false where one names nothing of the house. */
export async function keepCodes(
  transaction: Transaction,
  { organizerId, resellerId }: Scope,
  { layout, codes }: SalesFileCodes,
  operatorId: number,
  at: Date,
): Promise<boolean> {
  const known = await transaction.first<{ all: boolean }>(sql`
    select bool_and(case given.kind
      when 'priceType' then "hallCode" = 0 and exists (select from interface_price_types where organizer_id = ${organizerId}
        and reseller_id = ${resellerId} and price_type_code = given.code)
      when 'seatCategory' then "hallCode" = 0 and exists (select from seat_categories where organizer_id = ${organizerId}
        and seat_category_code = given.code)
      else exists (select from zones where organizer_id = ${organizerId} and hall_code = "hallCode"
        and zone_code = given.code) end) as all
    from jsonb_to_recordset(${JSON.stringify(codes)}::jsonb) as given (kind text, "hallCode" int, code int)`);
  if (known?.all !== true) return false;
  await transaction.run(sql`
    insert into sales_file_codes (organizer_id, reseller_id, layout, kind, hall_code, file_code, code, told_by, told_at)
    select distinct on (kind, "hallCode", "fileCode") ${organizerId}, ${resellerId}, ${layout}, kind, "hallCode",
      "fileCode", code, ${operatorId}::int, ${at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(codes)}::jsonb)
      as given (kind text, "hallCode" int, "fileCode" text, code int)
    on conflict (organizer_id, reseller_id, layout, kind, hall_code, file_code) do update
      set code = excluded.code, told_by = excluded.told_by, told_at = excluded.told_at`);
  return true;
}
