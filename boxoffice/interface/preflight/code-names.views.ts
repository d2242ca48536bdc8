import { type Queries, sql } from "@allotement/platform/database/database.ts";
import type { CodeNames } from "./findings.ts";

/** What the codes of a hall and of its organizer are called here. */
export async function codeNames(queries: Queries, organizerId: number, hallCode: number): Promise<CodeNames> {
  const rows = await queries.rows<{ kind: keyof CodeNames; code: number; name: string }>(sql`
    select 'halls' as kind, hall_code as code, name from halls where organizer_id = ${organizerId}
    union all select 'holds', hold_code, name from holds where organizer_id = ${organizerId}
    union all select 'priceTypes', price_type_code, name from price_types where organizer_id = ${organizerId}
    union all select 'zones', zone_code, name from zones where organizer_id = ${organizerId} and hall_code = ${hallCode}
    union all select 'floors', floor_code, name from floors where organizer_id = ${organizerId} and hall_code = ${hallCode}
    union all select 'seatCategories', seat_category_code, name from seat_categories where organizer_id = ${organizerId}`);
  const of = (kind: keyof CodeNames) =>
    new Map(rows.filter((row) => row.kind === kind).map(({ code, name }) => [code, name] as const));
  return {
    halls: of("halls"),
    holds: of("holds"),
    priceTypes: of("priceTypes"),
    zones: of("zones"),
    floors: of("floors"),
    seatCategories: of("seatCategories"),
  };
}

export async function hallOfShow(
  queries: Queries,
  organizerId: number,
  showNumber: number,
): Promise<number | undefined> {
  const row = await queries.first<{ hallCode: number }>(sql`
    select hall_code as "hallCode" from shows where organizer_id = ${organizerId} and show_number = ${showNumber}`);
  return row?.hallCode;
}
