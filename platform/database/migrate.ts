import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { CannotStart } from "../cannot-start.ts";
import type { Clock } from "../ports.ts";
import { type Database, sql, type Transaction } from "./database.ts";

interface Migration {
  number: number;
  name: string;
  sha256: string;
  text: string;
}

/** Any number will do, as long as all servers on one database use the same. */
const lockKey = 7_301_100_001;

/**
 * Brings the database to the state described by the numbered files of `directory` ("0001-halls.sql", from 1, no gap):
 * each file once, in one transaction, in order. Safe to run from several servers at once.
 * Throws CannotStart when a file that was already applied has changed, when a number is missing or twice there, or when
 * the database is ahead of the program.
 */
export async function migrate(database: Database, directory: string, clock: Clock): Promise<void> {
  const migrations = await readMigrations(directory);
  for (const migration of [undefined, ...migrations]) {
    // The lock belongs to the transaction, not to the session: that also holds behind a PgBouncer.
    await database.transaction(async (transaction) => {
      await transaction.run(sql`select pg_advisory_xact_lock(${lockKey})`);
      if (!migration) return prepare(transaction, migrations, directory);
      const [done] = await transaction.rows(
        sql`select 1 from schema_migrations where number = ${migration.number}`,
      );
      if (!done) await apply(transaction, migration, clock);
    });
  }
}

async function prepare(transaction: Transaction, migrations: Migration[], directory: string): Promise<void> {
  // Asked first: a role that may not create tables can still start on a finished schema.
  const known = await transaction.first<{ there: boolean }>(
    sql`select to_regclass('schema_migrations') is not null as there`,
  );
  if (!known?.there) {
    await transaction.run(sql`create table schema_migrations (
      number integer primary key,
      name text not null,
      sha256 text not null,
      applied_at timestamptz not null
    )`);
  }
  const applied = await transaction.rows<{ number: number; name: string; sha256: string }>(
    sql`select number, name, sha256 from schema_migrations order by number`,
  );
  for (const [index, { number, name, sha256 }] of applied.entries()) {
    const file = migrations[number - 1];
    if (number !== index + 1) {
      throw new CannotStart(
        `This database has migration ${number} but lacks migration ${index + 1}: restore it from a backup.`,
      );
    }
    if (!file) {
      throw new CannotStart(
        `This database already has migration ${name}, which this program does not know: start the newer program, or restore the backup that belongs to this one.`,
      );
    }
    if (file.sha256 !== sha256) {
      throw new CannotStart(
        `The migration ${join(directory, file.name)} was changed after it had been applied to this database: put its old text back, and write the change as a new migration.`,
      );
    }
  }
}

async function apply(transaction: Transaction, migration: Migration, clock: Clock): Promise<void> {
  const { number, name, sha256, text } = migration;
  try {
    await transaction.script(text);
  } catch (error) {
    throw new Error(`Migration ${name}: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
  await transaction.run(
    sql`insert into schema_migrations (number, name, sha256, applied_at) values (${number}, ${name}, ${sha256}, ${clock.now()})`,
  );
}

async function readMigrations(directory: string): Promise<Migration[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith(".sql")).sort();
  const migrations = names.map(async (name, index) => {
    const number = Number(/^(\d{4})-[a-z0-9-]+\.sql$/.exec(name)?.[1]);
    if (number !== index + 1) {
      throw new CannotStart(
        `The migration ${join(directory, name)} should be number ${String(index + 1).padStart(4, "0")}, named as 0001-some-words.sql: numbers start at 0001 and leave no gap.`,
      );
    }
    // Line ends as in the repository, whatever the checkout made of them: they must not change the fingerprint.
    const text = (await readFile(join(directory, name), "utf8")).replaceAll("\r\n", "\n");
    return { number, name, text, sha256: createHash("sha256").update(text).digest("hex") };
  });
  return Promise.all(migrations);
}
