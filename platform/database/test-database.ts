import { createHash, randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { inject } from "vitest";
import { systemClock } from "../ports.system.ts";
import { withDatabaseName } from "./connection-url.ts";
import { type Database, raw, sql } from "./database.ts";
import { migrate } from "./migrate.ts";
import { openDatabase } from "./pool.ts";
import "./test-cluster.ts";

export interface TestDatabase {
  database: Database;
  /** The same database for other connections and processes: as DATABASE_URL, or for `openDatabase`. */
  url: string;
  /** Closes `database` and removes it on the server, whoever is still connected. */
  drop(): Promise<void>;
}

/**
 * A database of its own for a test file, with the migrations of that directory applied: a copy of a template that is
 * migrated once per run.
 */
export async function testDatabase(migrationsDirectory: string, poolSize = 10): Promise<TestDatabase> {
  const template = await onServer((server) => migratedTemplate(server, migrationsDirectory));
  const { url, drop } = await createDatabase(template);
  const database = await openDatabase({
    connectionString: url,
    poolSize,
    applicationName: "allotement test",
  });
  return {
    database,
    url,
    async drop() {
      await database.close();
      await drop();
    },
  };
}

/** A database without any table, for tests that start whole servers with DATABASE_URL. */
export function emptyDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  return createDatabase("template0");
}

async function createDatabase(template: string): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `${inject("testDatabasePrefix")}${randomBytes(6).toString("hex")}`;
  await onServer((server) => server.run(raw(`create database ${name} template ${template}`)));
  return {
    url: withDatabaseName(inject("testServerUrl"), name),
    async drop() {
      await onServer((server) => server.run(raw(`drop database if exists ${name} with (force)`)));
    },
  };
}

async function onServer<Result>(work: (server: Database) => Promise<Result>): Promise<Result> {
  const server = await openDatabase({
    connectionString: inject("testServerUrl"),
    poolSize: 1,
    applicationName: "allotement test",
  });
  try {
    return await work(server);
  } finally {
    await server.close();
  }
}

async function migratedTemplate(server: Database, directory: string): Promise<string> {
  const name = `${inject("testDatabasePrefix")}t${await fingerprint(directory)}`;
  const unfinished = `${name}_new`;
  // For the session, which is this pool's only one: test files in other processes wait here for the template.
  await server.run(sql`select pg_advisory_lock(hashtext(${name}))`);
  const there = await server.first(sql`select 1 from pg_database where datname = ${name}`);
  if (there) return name;
  await server.run(raw(`drop database if exists ${unfinished}`));
  await server.run(raw(`create database ${unfinished} template template0`));
  const database = await openDatabase({
    connectionString: withDatabaseName(inject("testServerUrl"), unfinished),
    poolSize: 1,
  });
  await migrate(database, directory, systemClock).finally(() => database.close());
  await renameDatabase(server, unfinished, name);
  return name;
}

/** Our own sessions in it end a moment after they were closed, and nothing may be connected during a change of name. */
async function renameDatabase(server: Database, from: string, to: string): Promise<void> {
  await server.rows(
    sql`select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = ${from}`,
  );
  await server.run(raw(`alter database ${from} rename to ${to}`));
}

async function fingerprint(directory: string): Promise<string> {
  const hash = createHash("sha256").update(resolve(directory));
  for (const name of (await readdir(directory)).sort()) {
    hash.update(name).update(await readFile(join(directory, name)));
  }
  return hash.digest("hex").slice(0, 12);
}
