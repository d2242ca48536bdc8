import type { ChildProcess } from "node:child_process";
import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { CannotStart } from "../cannot-start.ts";
import { type Account, runAs, startAs } from "./own-postgres.account.ts";
import type { Binaries } from "./own-postgres.binaries.ts";
import { giveTo, type Place, socketDirectoryFor } from "./own-postgres.place.ts";
import { ownUser, type Postmaster, removeStale } from "./own-postgres.postmaster.ts";

/** What stays the same while PostgreSQL comes and goes. */
export interface Setup {
  account: Account;
  binaries: Binaries;
  place: Place;
  throwAway: boolean;
  log: (line: string) => void;
}

/** Creates the data directory aside and moves it into place whole: a start cut short leaves nothing half made. */
export async function initialise({ place, account, binaries, throwAway }: Setup): Promise<void> {
  if (!(await stat(place.data).catch(() => undefined))) {
    const unfinished = `${place.data}${unfinishedMark}${process.pid}`;
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(unfinished, { mode: 0o700 });
    await giveTo(account, unfinished);
    const choices = ["-U", ownUser, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-instructions"];
    const parameters = ["-D", unfinished, ...choices, ...(throwAway ? ["--no-sync"] : [])];
    try {
      await runAs(account, binaries.initdb, parameters);
      await rename(unfinished, place.data);
      const parent = await open(place.root);
      await parent.sync().finally(() => parent.close());
    } catch (error) {
      await rm(unfinished, { recursive: true, force: true });
      // When another server was faster, its data directory is as good.
      if (!(await stat(place.data).catch(() => undefined))) {
        const reason = error instanceof Error ? error.message.trim().replaceAll(/\s+/g, " ") : error;
        throw new CannotStart(`PostgreSQL could not create its data in ${place.root}: ${reason}`);
      }
    }
  }
  await giveTo(account, place.data);
}

const unfinishedMark = ".unfinished-";

/** Left by starts that were killed while they created the data; whoever holds the real data may remove them. */
export async function removeUnfinished(place: Place): Promise<void> {
  const names = await readdir(place.root);
  for (const name of names.filter((name) => name.startsWith(`postgresql${unfinishedMark}`))) {
    await rm(join(place.root, name), { recursive: true, force: true });
  }
}

/** A data directory belongs to one major version of PostgreSQL. */
export async function checkMajor(data: string, major: number): Promise<void> {
  const found = (await readFile(join(data, "PG_VERSION"), "utf8").catch(() => "")).trim();
  if (found === String(major)) return;
  throw new CannotStart(
    found
      ? `The data in ${data} was written by PostgreSQL ${found}, and this program brings PostgreSQL ${major}: start the version of the program that wrote it, and move the data over by backup and restore.`
      : `${data} holds no PostgreSQL data: move it away, or give this server another data directory.`,
  );
}

const logBytesMax = 10_000_000;

/** Starts PostgreSQL on its data, where `stale` is what an earlier one that is gone left written. */
export async function start(setup: Setup, stale: Postmaster | undefined): Promise<ChildProcess> {
  const { account, binaries, place, throwAway } = setup;
  if (stale) await removeStale(stale, place.data);
  const settings = {
    listen_addresses: "",
    unix_socket_directories: await socketDirectoryFor(place, account),
    unix_socket_permissions: "0700",
    max_connections: "100",
    shared_buffers: "128MB",
    // A season is set up in bursts: statistics must follow within seconds, not a minute.
    autovacuum_naptime: "10s",
    timezone: "UTC",
    log_timezone: "UTC",
    // Rows are personal data: a refused one must not be quoted in the log.
    log_error_verbosity: "terse",
    log_checkpoints: "off",
    idle_in_transaction_session_timeout: "5min",
    ...(throwAway ? { fsync: "off", synchronous_commit: "off", full_page_writes: "off" } : {}),
  };
  const parameters = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const written = await stat(place.log).catch(() => undefined);
  if (written && written.size > logBytesMax) await rename(place.log, `${place.log}.old`);
  const output = await open(place.log, "a", 0o600);
  try {
    return startAs(account, binaries.postgres, ["-D", place.data, ...parameters], output.fd);
  } finally {
    await output.close();
  }
}

/** Why PostgreSQL ended, in its own words. */
export async function lastWords(place: Place): Promise<string> {
  const lines = (await readFile(place.log, "utf8").catch(() => "")).trim().split("\n");
  return `${lines.slice(-3).join(" ")} (see ${place.log})`;
}

/**
 * Whether it ended because of an earlier PostgreSQL that was killed with its server: its sessions still hold its memory, and
 * end by themselves, each as soon as it looks up from its work; or a process that has ended already is still on the books of
 * the system, and so its lock file counts.
 */
export async function isBeingLeft(place: Place): Promise<boolean> {
  const lines = (await readFile(place.log, "utf8").catch(() => "")).trim().split("\n");
  return lines
    .slice(-20)
    .some((line) => /shared memory block.*still in use|lock file .*already exists/.test(line));
}
