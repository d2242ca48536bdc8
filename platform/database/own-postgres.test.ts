import { execFile, spawn } from "node:child_process";
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, unlink, writeFile } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { sql } from "./database.ts";
import { packagedBinaries } from "./own-postgres.binaries.ts";
import { endPostmaster, isAlive, readPostmaster } from "./own-postgres.postmaster.ts";
import {
  type OwnPostgres,
  type OwnPostgresOptions,
  productDatabase,
  startOwnPostgres,
} from "./own-postgres.ts";
import { openDatabase } from "./pool.ts";

const isRoot = process.getuid?.() === 0;
let directory: string;
let started: OwnPostgres[];
let lines: string[];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "own-postgres-"));
  started = [];
  lines = [];
});

afterEach(async () => {
  for (const postgres of started) await postgres.stop();
  const left = await readPostmaster(data());
  if (left) await endPostmaster(left, data());
  await rm(directory, { recursive: true, force: true });
});

const data = () => join(directory, "postgresql");

async function start(options: Partial<OwnPostgresOptions> = {}): Promise<OwnPostgres> {
  const log = (line: string) => lines.push(line);
  const postgres = await startOwnPostgres({ directory, throwAway: true, log, ...options });
  started.push(postgres);
  return postgres;
}

async function ask<Row>(postgres: OwnPostgres, statement: ReturnType<typeof sql>): Promise<Row[]> {
  const database = await openDatabase({ ...postgres.connection, poolSize: 1 });
  try {
    return await database.rows<Row>(statement);
  } finally {
    await database.close();
  }
}

/** One of our servers as a process of its own. It prints one line: what `startOwnPostgres` answered, or the sentence. */
async function startProcess({ as = [], native = "" }: { as?: string[]; native?: string } = {}) {
  const program = join(import.meta.dirname, "own-postgres.fixture.ts");
  const [file = "", ...parameters] = [...as, process.execPath, "--import", "tsx", program, directory, native];
  const child = spawn(file, parameters, { stdio: ["ignore", "pipe", "inherit"], detached: true });
  const [line] = await child.stdout.setEncoding("utf8").take(1).toArray();
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const answer: { adopted?: boolean; error?: string } = JSON.parse(line ?? "{}");
  return { child, ended, ...answer };
}

const ordinaryUser = (user: string) => ["setpriv", `--reuid=${user}`, "--regid=65534", "--clear-groups"];

describe("where and as whom it starts", () => {
  test("it starts inside a directory that only its owner may enter", async () => {
    await chmod(directory, 0o700);
    const postgres = await start({ directory: join(directory, "inside") });
    expect(await ask(postgres, sql`select 1 as one`)).toEqual([{ one: 1 }]);
    expect(postgres.major).toBe(18);
  });

  test.runIf(isRoot)("it is never root, and starts where user namespaces are refused", async () => {
    await chmod(directory, 0o755);
    const postgres = await start({ account: "unprivileged" });
    expect((await stat(data())).uid).not.toBe(0);
    expect(await ask(postgres, sql`select 1 as one`)).toEqual([{ one: 1 }]);
  });

  test.runIf(isRoot)("data written under one account is read under the other", async () => {
    await chmod(directory, 0o755);
    await ask(await start({ account: "unprivileged" }), sql`create table seat as select 7 as number`);
    await started.pop()?.stop();
    const again = await start({ account: "namespace" });
    expect(await ask(again, sql`select number from seat`)).toEqual([{ number: 7 }]);
    await started.pop()?.stop();
    const back = await start({ account: "unprivileged" });
    expect(await ask(back, sql`select number from seat`)).toEqual([{ number: 7 }]);
  });

  test.runIf(isRoot)(
    "where the other account cannot enter, the data lies elsewhere and is found again",
    async () => {
      await chmod(directory, 0o700);
      const postgres = await start({ account: "unprivileged", throwAway: false });
      await ask(postgres, sql`create table seat as select 7 as number`);
      await started.pop()?.stop();
      const place = (await readFile(join(directory, "postgresql-is-in.txt"), "utf8")).trim();
      const again = await start({ throwAway: false });
      expect(await ask(again, sql`select number from seat`)).toEqual([{ number: 7 }]);
      await started.pop()?.stop();
      await rm(place, { recursive: true });
    },
  );

  test.runIf(isRoot)("it starts as an ordinary user", async () => {
    await chmod(directory, 0o777);
    const server = await startProcess({ as: ordinaryUser("nobody") });
    expect(server).toMatchObject({ adopted: false });
    expect((await stat(data())).uid).not.toBe(0);
    server.child.kill("SIGTERM");
    await server.ended;
  });

  test.runIf(isRoot)("it starts as a user without a name", async () => {
    await chmod(directory, 0o777);
    const server = await startProcess({ as: ordinaryUser("45678") });
    expect(server).toMatchObject({ adopted: false });
    server.child.kill("SIGTERM");
    await server.ended;
  });

  test("a directory too deep for a socket gets a short one", async () => {
    const deep = join(directory, "d".repeat(90), "e".repeat(90));
    const postgres = await start({ directory: deep });
    expect(await ask(postgres, sql`select 1 as one`)).toEqual([{ one: 1 }]);
    await started.pop()?.stop();
    await rm(postgres.connection.host, { recursive: true });
  });

  test("it is reached by its socket only, which nobody else may enter", async () => {
    const postgres = await start();
    const [settings] = await ask<{ addresses: string; fsync: string }>(
      postgres,
      sql`select current_setting('listen_addresses') as addresses, current_setting('fsync') as fsync`,
    );
    expect(settings).toEqual({ addresses: "", fsync: "off" });
    expect((await stat(postgres.connection.host)).mode & 0o777).toBe(0o700);
  });

  test("a database that is not thrown away writes through to the disk", async () => {
    const postgres = await start({ throwAway: false });
    const names = sql`('fsync', 'full_page_writes', 'synchronous_commit')`;
    const settings = await ask(
      postgres,
      sql`select distinct setting from pg_settings where name in ${names}`,
    );
    expect(settings).toEqual([{ setting: "on" }]);
  });
});

describe("the packaged binaries", () => {
  async function copyWithoutLinks(): Promise<string> {
    const native = join(directory, "package", "native");
    await cp(packagedBinaries(), native, { recursive: true, verbatimSymlinks: true });
    for (const name of await readdir(join(native, "lib"))) {
      const path = join(native, "lib", name);
      const { source } = await linkOf(native, name);
      if (source) await unlink(path);
    }
    await chmod(join(native, "bin", "postgres"), 0o644);
    return native;
  }

  async function linkOf(native: string, name: string): Promise<{ source?: string }> {
    const links: { source: string; target: string }[] = JSON.parse(
      await readFile(join(native, "pg-symlinks.json"), "utf8"),
    );
    return links.find(({ target }) => target === `native/lib/${name}`) ?? {};
  }

  test("links and rights that the install script did not make are made at start", async () => {
    const native = await copyWithoutLinks();
    await expect(promisify(execFile)(join(native, "bin", "postgres"), ["--version"])).rejects.toThrow();
    const postgres = await start({ native });
    expect(await ask(postgres, sql`select 1 as one`)).toEqual([{ one: 1 }]);
    expect(await readdir(directory)).not.toContain("binaries");
  });

  test.runIf(isRoot)("an installation that may not be written is used through a copy", async () => {
    await chmod(directory, 0o777);
    const native = await copyWithoutLinks();
    const server = await startProcess({ as: ordinaryUser("nobody"), native });
    expect(server).toMatchObject({ adopted: false });
    expect(await readdir(directory)).toContain("binaries");
    expect((await stat(join(native, "bin", "postgres"))).mode & 0o111).toBe(0);
    server.child.kill("SIGTERM");
    await server.ended;
  });

  test("binaries that cannot run here are refused with the way out", async () => {
    const native = await copyWithoutLinks();
    await writeFile(join(native, "bin", "postgres"), "built for another machine");
    await expect(start({ native })).rejects.toThrow("set DATABASE_URL");
    expect(await readdir(join(directory, "binaries"))).toEqual([]);
    expect(await readdir(directory)).not.toContain("postgresql-is-in.txt");
  });
});

describe("stopping and starting again", () => {
  test("a restart keeps what was committed", async () => {
    await ask(await start(), sql`create table seat as select 7 as number`);
    await started.pop()?.stop();
    expect(await readPostmaster(data())).toBeUndefined();
    expect(await ask(await start(), sql`select number from seat`)).toEqual([{ number: 7 }]);
  });

  test("a PostgreSQL left behind by a killed server is taken over, with what was committed", async () => {
    const killed = await startProcess();
    const left = await readPostmaster(data());
    process.kill(-Number(killed.child.pid), "SIGKILL");
    await killed.ended;
    const postgres = await start();
    expect(postgres.adopted).toBe(true);
    expect(await readPostmaster(data())).toEqual(left);
    expect(await ask(postgres, sql`select word from kept`)).toEqual([{ word: "committed" }]);
    await started.pop()?.stop();
    expect(left && (await isAlive(left, data()))).toBe(false);
  });

  test("Ctrl-C in the terminal reaches the server alone, which ends PostgreSQL in order", async () => {
    const server = await startProcess();
    const postmaster = await readPostmaster(data());
    process.kill(-Number(server.child.pid), "SIGINT");
    await server.ended;
    expect(postmaster && (await isAlive(postmaster, data()))).toBe(false);
    expect(await readFile(join(directory, "postgresql.log"), "utf8")).toContain(
      "database system is shut down",
    );
    expect(await readPostmaster(data())).toBeUndefined();
  });

  test("a second server on the same data is refused and told who holds it", async () => {
    const first = await startProcess();
    await expect(start()).rejects.toThrow(`in use by allotement process ${first.child.pid} on `);
    first.child.kill("SIGTERM");
    await first.ended;
    await start();
  });

  test("of two servers that start at once on new data, one runs and the other is refused", async () => {
    const both = await Promise.all([startProcess(), startProcess()]);
    const [running, refused] = both.sort((a, b) => (a.error ?? "").length - (b.error ?? "").length);
    expect(running?.error).toBeUndefined();
    expect(refused?.error).toContain(`in use by allotement process ${running?.child.pid} on `);
    running?.child.kill("SIGTERM");
    await running?.ended;
    expect((await readdir(directory)).filter((name) => name.includes("unfinished"))).toEqual([]);
  });

  test("a PostgreSQL that dies is started again", async () => {
    const postgres = await start();
    await ask(postgres, sql`create table seat as select 7 as number`);
    await ask(postgres, sql`checkpoint`);
    const postmaster = await readPostmaster(data());
    process.kill(Number(postmaster?.pid), "SIGKILL");
    await expect
      .poll(() => ask(postgres, sql`select number from seat`).catch(() => []), { timeout: 30_000 })
      .toEqual([{ number: 7 }]);
    expect((await readPostmaster(data()))?.pid).not.toBe(postmaster?.pid);
    expect(lines.join()).toContain("starting it again");
  });

  test("after server and PostgreSQL were killed together, the start waits until the last session has left", async () => {
    const killed = await startProcess();
    const left = await readPostmaster(data());
    if (!left) throw new Error("no PostgreSQL runs");
    const session = new pg.Client({ ...left.connection, database: productDatabase });
    session.on("error", () => undefined);
    await session.connect();
    const { rows } = await session.query<{ pid: number }>("select pg_backend_pid() as pid");
    const pid = Number(rows[0]?.pid);
    // Stopped it sees nothing of what happens, as one that is deep in its work.
    process.kill(pid, "SIGSTOP");
    let stopped = true;
    try {
      process.kill(-Number(killed.child.pid), "SIGKILL");
      process.kill(left.pid, "SIGKILL");
      await killed.ended;
      const starting = start();
      await expect.poll(() => lines.join(), { timeout: 30_000 }).toContain("still leaving");
      process.kill(pid, "SIGCONT");
      stopped = false;
      expect(await ask(await starting, sql`select word from kept`)).toEqual([{ word: "committed" }]);
    } finally {
      if (stopped) process.kill(pid, "SIGKILL");
      await session.end().catch(() => undefined);
    }
  });

  test("a process number recycled by another program does not stop the start", async () => {
    await start();
    const file = join(data(), "postmaster.pid");
    const text = await readFile(file, "utf8");
    await started.pop()?.stop();
    await writeFile(file, text.replace(/^\d+/, String(process.pid)));
    const postgres = await start();
    expect(postgres.adopted).toBe(false);
    expect(await ask(postgres, sql`select 1 as one`)).toEqual([{ one: 1 }]);
  });

  test("data of another major version is refused", async () => {
    await start();
    await started.pop()?.stop();
    await writeFile(join(data(), "PG_VERSION"), "17\n");
    await expect(start()).rejects.toThrow(
      "was written by PostgreSQL 17, and this program brings PostgreSQL 18",
    );
  });

  test.runIf(isRoot)("data of another user is refused with the way out", async () => {
    await start();
    await started.pop()?.stop();
    await chmod(directory, 0o777);
    const server = await startProcess({ as: ordinaryUser("nobody") });
    expect(server.error).toContain("belongs to another user (number 0): start this server as that user");
    await server.ended;
  });

  test.runIf(isRoot)("a data directory that may not be written is refused with the way out", async () => {
    await chmod(directory, 0o755);
    const server = await startProcess({ as: ordinaryUser("nobody") });
    expect(server.error).toContain("cannot be made or written (EACCES)");
    await server.ended;
  });

  test("a start that was killed while it made the data leaves nothing behind", async () => {
    await mkdir(join(directory, "postgresql.unfinished-1"));
    await start();
    expect((await readdir(directory)).toSorted()).toEqual(["postgresql", "postgresql.log", "socket"]);
  });

  test("a folder that holds something else is refused, not overwritten", async () => {
    await mkdir(data());
    await writeFile(join(data(), "letter.txt"), "dear");
    await expect(start()).rejects.toThrow("holds no PostgreSQL data");
    expect(await readdir(data())).toEqual(["letter.txt"]);
  });
});

if (!isRoot) console.log(`Skipped: what only root can test (this is ${userInfo().username}).`);
