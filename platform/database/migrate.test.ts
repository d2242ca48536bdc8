import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { systemClock } from "../ports.system.ts";
import { type Database, sql } from "./database.ts";
import { migrate } from "./migrate.ts";
import { openDatabase } from "./pool.ts";
import { dumpSchema } from "./schema-dump.ts";
import { emptyDatabase } from "./test-database.ts";

let directory: string;
let database: Database;
let drop: () => Promise<void>;

const halls = `
  create type side as enum ('odd', 'even');
  create table hall (number bigint generated always as identity primary key, name text not null unique, side side);
  create table seat (
    hall bigint not null references hall, rank integer not null check (rank > 0), note text collate "C",
    primary key (hall, rank)
  );
`;
const behaviour = `
  create index seat_note on seat (note) where note is not null;
  create function refuse() returns trigger language plpgsql as $$ begin raise exception 'kept; for ever'; end $$;
  create trigger seat_is_kept before delete on seat for each row execute function refuse();
`;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "migrations-"));
  await write("0001-halls.sql", halls);
  await write("0002-behaviour.sql", behaviour);
  const { url, drop: dropDatabase } = await emptyDatabase();
  database = await openDatabase({ connectionString: url, poolSize: 4 });
  drop = dropDatabase;
});

afterEach(async () => {
  await database.close();
  await drop();
  await rm(directory, { recursive: true });
});

const write = (name: string, text: string) => writeFile(join(directory, name), text);
const run = () => migrate(database, directory, systemClock);
const applied = () => database.rows(sql`select number, name, sha256, applied_at from schema_migrations`);

test("migrations run twice change nothing the second time", async () => {
  await run();
  const [schema, rows] = [await dumpSchema(database), await applied()];
  expect(rows).toHaveLength(2);
  await run();
  expect(await dumpSchema(database)).toBe(schema);
  expect(await applied()).toEqual(rows);
});

test("servers that start at once apply each migration once", async () => {
  await Promise.all([run(), run(), run()]);
  expect(await applied()).toHaveLength(2);
});

test("a migration that was changed after it was applied is refused", async () => {
  await run();
  await write("0001-halls.sql", `${halls} -- a second thought`);
  await expect(run()).rejects.toThrow("0001-halls.sql was changed after it had been applied");
});

test("other line ends are no change", async () => {
  await run();
  await write("0001-halls.sql", halls.replaceAll("\n", "\r\n"));
  await run();
});

test.each(["0004-later.sql", "0002-twice.sql", "3-short.sql", "0003_words.sql"])(
  "a gap, a number twice or another name is refused: %s",
  async (name) => {
    await write(name, "select 1");
    await expect(run()).rejects.toThrow("numbers start at 0001 and leave no gap");
    expect(await database.first(sql`select to_regclass('hall') as found`)).toEqual({ found: null });
  },
);

test("a database that is ahead of the program is refused", async () => {
  await run();
  await rm(join(directory, "0002-behaviour.sql"));
  await expect(run()).rejects.toThrow("already has migration 0002-behaviour.sql");
});

test("a migration that fails leaves nothing of itself, and keeps those before it", async () => {
  await write("0003-broken.sql", "create table left_over (); select * from nowhere;");
  await expect(run()).rejects.toThrow('Migration 0003-broken.sql: relation "nowhere" does not exist');
  expect(await database.first(sql`select to_regclass('left_over') as found`)).toEqual({ found: null });
  expect(await applied()).toHaveLength(2);
  expect(await readdir(directory)).toContain("0003-broken.sql");
});

test("the dump names every object, one a line, and reads the same on every PostgreSQL from 15 on", async () => {
  await run();
  const dump = (await dumpSchema(database)).split("\n").filter((line) => !line.includes("schema_migrations"));
  expect(dump.join("\n")).toBe(`\
type side: odd, even
table hall.name: text not null
table hall.number: bigint not null identity a
table hall.side: side
table seat.hall: bigint not null
table seat.note: text collate "C"
table seat.rank: integer not null
constraint hall.hall_name_key: UNIQUE (name)
constraint hall.hall_pkey: PRIMARY KEY (number)
constraint seat.seat_hall_fkey: FOREIGN KEY (hall) REFERENCES hall(number)
constraint seat.seat_pkey: PRIMARY KEY (hall, rank)
constraint seat.seat_rank_check: CHECK ((rank > 0))
index seat_note: CREATE INDEX seat_note ON public.seat USING btree (note) WHERE (note IS NOT NULL)
trigger seat.seat_is_kept: CREATE TRIGGER seat_is_kept BEFORE DELETE ON public.seat FOR EACH ROW EXECUTE FUNCTION refuse()
function CREATE OR REPLACE FUNCTION public.refuse()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$ begin raise exception 'kept; for ever'; end $function$
sequence hall_number_seq: bigint from 1
`);
});
