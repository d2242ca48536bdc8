import { type Queries, sql, type Transaction } from "@allotement/platform/database/database.ts";
import type { CodeKind, HallCodes, KnownCode } from "../api/mapping.ts";
import type { KnownCodes } from "../contingent/contingent.ts";

/** The codes that matter for operations in one hall: the hall's own and those of the whole organizer. */
export async function knownCodes(
  queries: Queries,
  institutionCode: number,
  hallCode: number,
): Promise<KnownCodes> {
  const rows = await queries.rows<{ kind: CodeKind; codes: number[] }>(sql`
    select kind, array_agg(code) as codes from known_codes
    where institution_code = ${institutionCode} and hall_code in (0, ${hallCode})
    group by kind`);
  const of = (kind: CodeKind) => new Set(rows.find((row) => row.kind === kind)?.codes);
  return {
    halls: of("hall"),
    holds: of("hold"),
    priceTypes: of("priceType"),
    zones: of("zone"),
    floors: of("floor"),
    seatCategories: of("seatCategory"),
  };
}

/** Everything this network knows of the institution's codes. */
export async function allCodes(queries: Queries, institutionCode: number): Promise<KnownCode[]> {
  const rows = await queries.rows<{ kind: CodeKind; hall_code: number; code: number; label: string }>(sql`
    select kind, hall_code, code, label from known_codes where institution_code = ${institutionCode}
    order by hall_code, kind, code`);
  return rows.map((row) => ({ kind: row.kind, hallCode: row.hall_code, code: row.code, label: row.label }));
}

/** Replaces the whole list of a hall, or of the organizer (hall 0). */
export async function replaceCodes(
  transaction: Transaction,
  institutionCode: number,
  hallCode: number,
  codes: HallCodes["codes"],
): Promise<void> {
  await transaction.run(
    sql`delete from known_codes where institution_code = ${institutionCode} and hall_code = ${hallCode}`,
  );
  await transaction.run(sql`
    insert into known_codes (institution_code, kind, hall_code, code, label)
    select ${institutionCode}, w.kind, ${hallCode}, w.code, w.label
    from unnest(${codes.map((code) => code.kind)}::text[], ${codes.map((code) => code.code)}::int[],
      ${codes.map((code) => code.label)}::text[]) as w(kind, code, label)`);
}
