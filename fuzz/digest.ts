import { type Database, raw, sql } from "@allotement/platform/database/database.ts";

/**
 * What may change meanwhile: sessions, the counts of wrong passwords that keep guessers out, and what the box office does by
 * itself: comparisons, seals, and asking how far the reseller has come with a show. Every other row of every table must be after the fuzz as it was before.
 */
const counters: Record<string, readonly string[] | "all"> = {
  operator_sessions: "all",
  sign_in_failures: "all",
  staff_sessions: "all",
  institution_tokens: "all",
  comparisons: "all",
  journal_seals: "all",
  reseller_shows: ["status", "status_seen_at", "status_since"],
  staff: ["failures", "locked_until"],
  institution_credentials: ["failures", "locked_until"],
};

/** A digest of each table's rows, by table. */
export async function digestOf(database: Database): Promise<Map<string, string>> {
  const tables = await database.rows<{ name: string }>(
    sql`select tablename as name from pg_tables where schemaname = 'public' order by 1`,
  );
  const digests = new Map<string, string>();
  for (const { name } of tables) {
    const left = counters[name];
    if (left === "all") continue;
    const without = (left ?? []).map((column) => ` - '${column}'`).join("");
    const row = await database.first<{ digest: string }>(
      raw(`select count(*) || ' rows, ' || coalesce(md5(string_agg(text, chr(10) order by text)), 'none') as digest
        from (select (to_jsonb(one)${without})::text as text from "${name}" one) as rows`),
    );
    digests.set(name, row?.digest ?? "");
  }
  return digests;
}

/** The tables whose rows differ. */
export function changesBetween(before: Map<string, string>, after: Map<string, string>): string[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((name) => before.get(name) !== after.get(name))
    .map((name) => `${name}: ${before.get(name)} → ${after.get(name)}`);
}
