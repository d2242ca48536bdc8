import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "./database.ts";
import { openDatabase } from "./pool.ts";
import { emptyDatabase, testDatabase } from "./test-database.ts";

let migrations: string;

beforeAll(async () => {
  migrations = await mkdtemp(join(tmpdir(), "migrations-"));
  await writeFile(join(migrations, "0001-halls.sql"), "create table hall (name text primary key);");
});

afterAll(() => rm(migrations, { recursive: true }));

test("two test databases of one schema share no row", async () => {
  const one = await testDatabase(migrations);
  const other = await testDatabase(migrations);
  await one.database.run(sql`insert into hall (name) values ('Lyre')`);
  expect(await other.database.rows(sql`select name from hall`)).toEqual([]);
  await Promise.all([one.drop(), other.drop()]);
});

test("test databases can be asked for at the same time", async () => {
  await writeFile(join(migrations, "0002-seats.sql"), "create table seat (number integer primary key);");
  const made = await Promise.all([1, 2, 3, 4].map(() => testDatabase(migrations)));
  for (const { database } of made) expect(await database.run(sql`insert into seat values (1)`)).toBe(1);
  await Promise.all(made.map(({ drop }) => drop()));
});

test("an empty database has no table, is reached by its url, and is gone after drop", async () => {
  const { url, drop } = await emptyDatabase();
  const database = await openDatabase({ connectionString: url, poolSize: 1 });
  const tables = sql`select 1 from pg_tables where schemaname = 'public'`;
  expect(await database.rows(tables)).toEqual([]);
  await database.close();
  await drop();
  const gone = await openDatabase({ connectionString: url, poolSize: 1 });
  await expect(gone.rows(tables)).rejects.toThrow("does not exist");
  await gone.close();
});
