import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { sql } from "./database/database.ts";
import { emptyDatabase } from "./database/test-database.ts";
import { startDatabase } from "./start-database.ts";

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "start-database-"));
});

afterEach(() => rm(directory, { recursive: true }));

const applicationName = "test";

test("without an address the server runs its own PostgreSQL, and ends it", async () => {
  const started = await startDatabase({ directory, applicationName });
  expect(started.kind).toBe("own");
  expect(await started.database.first(sql`select current_setting('fsync') as fsync`)).toEqual({
    fsync: "on",
  });
  await started.stop();
  expect(await readdir(join(directory, "postgresql"))).not.toContain("postmaster.pid");
});

test("with an address that database is used and nothing is started", async () => {
  const { url, drop } = await emptyDatabase();
  const started = await startDatabase({ databaseUrl: url, directory, applicationName });
  expect(started.kind).toBe("external");
  expect(await started.database.first(sql`select current_setting('application_name') as name`)).toEqual({
    name: applicationName,
  });
  await started.stop();
  expect(await readdir(directory)).toEqual([]);
  await drop();
});

test.each([
  ["postgres://u:s3cret@127.0.0.1:1/shop", "nothing listens there"],
  ["postgres://u:s3cret@nowhere.invalid/shop", "host name is not known"],
  ["postgres://u:s3cret@/shop?host=/nowhere", "nothing listens there"],
  ["mysql://u:s3cret@127.0.0.1/shop", "is no address of a PostgreSQL"],
  ["postgres://u:s3cret@127.0.0.1:port/shop", "DATABASE_URL"],
  ["postgres://u:s3cret%@/shop?host=/nowhere", "DATABASE_URL"],
])("an external database that does not answer is explained without its password: %s", async (url, words) => {
  const refusal = startDatabase({ databaseUrl: url, directory, applicationName });
  await expect(refusal).rejects.toThrow(words);
  await expect(refusal).rejects.not.toThrow("s3cret");
});

test("a database that the server does not have is explained", async () => {
  const { url, drop } = await emptyDatabase();
  await drop();
  const refusal = startDatabase({ databaseUrl: url, directory, applicationName });
  await expect(refusal).rejects.toThrow("it has no database of that name");
});
