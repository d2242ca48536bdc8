import { execFile } from "node:child_process";
import { readFile, readlink, realpath, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { systemClock } from "../ports.system.ts";
import type { LocalConnection } from "./pool.ts";

/** The role that owns everything in our own PostgreSQL. */
export const ownUser = "allotement";

/** What the file postmaster.pid of a data directory says about the PostgreSQL that runs, or ran, on it. */
export interface Postmaster {
  pid: number;
  dataDirectory: string;
  /** How to reach its maintenance database. */
  connection: LocalConnection;
}

export async function readPostmaster(data: string): Promise<Postmaster | undefined> {
  const text = await readFile(join(data, "postmaster.pid"), "utf8").catch(() => "");
  const [pid, dataDirectory, , port, host] = text.split("\n");
  if (!Number(pid) || !dataDirectory) return undefined;
  const connection = {
    host: host || "/nowhere",
    port: Number(port) || 5432,
    user: ownUser,
    database: "postgres",
  };
  return { pid: Math.abs(Number(pid)), dataDirectory, connection };
}

/** Whether a process of that number lives, be it ours or not. */
export function numberIsTaken(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && "code" in error && error.code === "ESRCH");
  }
}

/** Whether that process lives and is the PostgreSQL of this data directory, not another one with a recycled number. */
export async function isAlive({ pid }: Postmaster, data: string): Promise<boolean> {
  if (!numberIsTaken(pid)) return false;
  if (process.platform !== "linux") {
    const { stdout } = await promisify(execFile)("ps", ["-p", String(pid), "-o", "command="]).catch(() => ({
      stdout: "",
    }));
    return stdout.includes(data);
  }
  // PostgreSQL works inside its data directory. A process that has ended but was not collected works nowhere.
  const workingDirectory = await readlink(`/proc/${pid}/cwd`).catch((error) => error);
  if (typeof workingDirectory === "string") return workingDirectory === (await realpath(data));
  if (workingDirectory.code === "ENOENT") return false;
  const commandLine = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
  return commandLine.includes(data);
}

/**
 * Removes the file of a PostgreSQL that is gone when another program has got its number since: PostgreSQL would take that
 * program for itself. A number that nobody has is left to PostgreSQL, which knows how to clean up after itself.
 */
export async function removeStale(stale: Postmaster, data: string): Promise<void> {
  if (!numberIsTaken(stale.pid)) return;
  const present = await readPostmaster(data);
  if (present?.pid === stale.pid) await rm(join(data, "postmaster.pid"), { force: true });
}

export type Answer =
  | { kind: "ready"; client: pg.Client; dataDirectory: string; versionNumber: number }
  /** It lives, but takes no connection yet or any more. */
  | { kind: "busy" }
  | { kind: "silent"; reason: string };

/** Knocks once. The client of a `ready` answer is the caller's to end. */
export async function knock(connection: LocalConnection, applicationName: string): Promise<Answer> {
  const client = new pg.Client({
    ...connection,
    application_name: applicationName,
    connectionTimeoutMillis: 5_000,
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ data: string; version: string }>(
      "select current_setting('data_directory') as data, current_setting('server_version_num') as version",
    );
    const [found] = rows;
    if (!found) throw new Error("no answer");
    return { kind: "ready", client, dataDirectory: found.data, versionNumber: Number(found.version) };
  } catch (error) {
    await client.end().catch(() => undefined);
    // 57P…: starting up, shutting down, or ended by an administrator just now; 53300: all connections taken.
    if (error instanceof pg.DatabaseError && /^(57P|53300)/.test(error.code ?? "")) return { kind: "busy" };
    return { kind: "silent", reason: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * Fast shutdown (open transactions are undone, everything committed is written), or after half a minute the immediate
 * one, from which the next start recovers. Resolves when the process has ended.
 */
export async function endPostmaster(postmaster: Postmaster, data: string): Promise<void> {
  for (const [signal, seconds] of [
    ["SIGINT", 30],
    ["SIGQUIT", 10],
    ["SIGKILL", 10],
  ] as const) {
    if (!(await isAlive(postmaster, data))) return;
    process.kill(postmaster.pid, signal);
    for (let waited = 0; waited < seconds * 1000; waited += 20) {
      await systemClock.sleep(20);
      if (!(await isAlive(postmaster, data))) return;
    }
  }
  throw new Error(`PostgreSQL (process ${postmaster.pid}) does not end`);
}
