import { type Database, raw, sql, type Transaction } from "@allotement/platform/database/database.ts";
import { type VerifyReport, verifySnapshots } from "./run-verify.ts";
import type { Season } from "./season.fixture.ts";

/** Ends a transaction that must leave nothing behind. */
class UndoneOnPurpose extends Error {}

/**
 * What `verify` says after `breakIt` has changed both databases. Everything is undone: triggers are off, constraints may
 * be dropped, and the next test finds the season as it was.
 */
export async function verifyAfter(
  season: Season,
  breakIt: (boxoffice: Transaction, reseller: Transaction) => Promise<void>,
  atRest = true,
): Promise<VerifyReport> {
  return undone(season.boxoffice, (boxoffice) =>
    undone(season.reseller, async (reseller) => {
      await breakIt(boxoffice, reseller);
      return verifySnapshots({ boxoffice, reseller }, { atRest, now: season.clock.now() });
    }),
  );
}

async function undone<Result>(
  database: Database,
  work: (transaction: Transaction) => Promise<Result>,
): Promise<Result> {
  const results: Result[] = [];
  await database
    .transaction(async (transaction) => {
      // Neither foreign keys nor the append-only triggers: what they keep out is what a rule must see.
      await transaction.run(sql`set local session_replication_role = replica`);
      results.push(await work(transaction));
      throw new UndoneOnPurpose();
    })
    .catch((error: unknown) => {
      if (!(error instanceof UndoneOnPurpose)) throw error;
    });
  const [result] = results;
  if (result === undefined) throw new Error("nothing was verified");
  return result;
}

/** Drops every check and unique constraint and unique index of a table, so that anything can be written into it. */
export async function unguard(transaction: Transaction, table: string): Promise<void> {
  const found = await transaction.rows<{ statement: string }>(sql`
    select format('alter table %s drop constraint %I cascade', conrelid::regclass, conname) as statement
    from pg_constraint where conrelid = ${table}::regclass and contype in ('c', 'u')
    union all
    select format('drop index %s', indexrelid::regclass) from pg_index
    where indrelid = ${table}::regclass and indisunique and not indisprimary
      and not exists (select from pg_constraint where conindid = indexrelid)`);
  for (const { statement } of found) await transaction.run(raw(statement));
}

/** The broken rows as one line each: «10 boxoffice: organizer 669, performance 501, seat 1: …». */
export function brokenLines(report: VerifyReport): string[] {
  return report.invariants.flatMap(({ number, side, rows }) =>
    rows.map(({ where, detail }) => `${number} ${side}: ${where}: ${detail}`),
  );
}
