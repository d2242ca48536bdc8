import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { urlOf } from "./connection-url.ts";
import { raw, sql } from "./database.ts";
import { removeLeftovers, temporary } from "./leftovers.ts";
import { startOwnPostgres } from "./own-postgres.ts";
import { openDatabase } from "./pool.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The server that holds this run's databases: an address with the right to create databases. */
    testServerUrl: string;
    /** Starts the name of every database that this run makes. */
    testDatabasePrefix: string;
  }
}

const runName = "allotement-test";

/**
 * Vitest calls this once per run: one throw-away PostgreSQL for all test files, or the server of DATABASE_URL where that
 * is set. What it answers is called at the end of the run.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const prefix = `allotement_test_${randomBytes(5).toString("hex")}_`;
  project.provide("testDatabasePrefix", prefix);
  const external = process.env.DATABASE_URL;
  if (external) {
    project.provide("testServerUrl", external);
    return () => dropDatabases(external, prefix);
  }
  await removeLeftovers(runName);
  const directory = await mkdtemp(join(temporary, `${runName}-${process.pid}-`));
  const postgres = await startOwnPostgres({ directory, throwAway: true });
  project.provide("testServerUrl", urlOf({ ...postgres.connection, database: "postgres" }));
  return async () => {
    await postgres.stop();
    await rm(directory, { recursive: true, force: true });
  };
}

async function dropDatabases(url: string, prefix: string): Promise<void> {
  const server = await openDatabase({
    connectionString: url,
    poolSize: 1,
    applicationName: "allotement tests",
  });
  try {
    const found = await server.rows<{ statement: string }>(
      sql`select format('drop database if exists %I with (force)', datname) as statement
          from pg_database where starts_with(datname, ${prefix})`,
    );
    for (const { statement } of found) await server.run(raw(statement));
  } finally {
    await server.close();
  }
}
