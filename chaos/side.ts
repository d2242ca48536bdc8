import { spawn } from "node:child_process";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { endPostmaster } from "@allotement/platform/database/own-postgres.postmaster.ts";
import {
  connectionOfRunning,
  runningPostmaster,
} from "@allotement/platform/database/own-postgres.running.ts";
import type { LocalConnection } from "@allotement/platform/database/pool.ts";
import { type ServerProcess, startServerProcess } from "../dev/constellation.ts";
import { freePort } from "../dev/free-port.ts";

export type SideName = "boxoffice" | "reseller";

/** A server as a process with its own PostgreSQL, which the round kills, pauses and starts again. */
export interface Side {
  name: SideName;
  url: string;
  port: number;
  /** The last that it has printed. */
  said(): string;
  /** How often it ended without being told to. */
  endedByItself(): number;
  isUp(): boolean;
  /** Sends the running process a message. */
  tell(message: object): void;
  start(): Promise<void>;
  /** kill -9 of the server; its PostgreSQL lives on. */
  kill(): Promise<void>;
  /** Stops the server's process for a while, as on a machine that swaps. */
  pause(milliseconds: number): Promise<void>;
  /** SIGQUIT: PostgreSQL's immediate stop; SIGKILL: kill -9 of its first process. False where none runs. */
  stopPostgres(signal: "SIGQUIT" | "SIGKILL"): Promise<boolean>;
  /** How to reach its database, once that runs. */
  connection(): Promise<LocalConnection>;
  /** Ends the server and its PostgreSQL in order; by force where they do not end. */
  close(): Promise<void>;
}

/** A start may meet what the last process has not quite left: as a supervisor does, it is tried again. */
const startsAtMost = 5;

/** `environment` is read at each start. */
export async function openSide(
  name: SideName,
  directory: string,
  bundled: string,
  environment: Record<string, string>,
): Promise<Side> {
  const PORT = await freePort();
  const data = join(directory, name);
  const database = join(data, "database");
  let server: ServerProcess | undefined;
  let starting: Promise<void> | undefined;
  let said = "";
  let endedByItself = 0;
  const startOnce = async () => {
    const fresh = await startServerProcess(
      name,
      { PATH: process.env.PATH ?? "", ...environment, PORT, DATA_DIRECTORY: data },
      {
        bundled,
        show(line) {
          said = (said + line).slice(-20_000);
        },
      },
    );
    server = fresh;
    void fresh.ended.then(() => {
      if (server !== fresh) return;
      server = undefined;
      endedByItself += 1;
    });
  };
  const start = async () => {
    for (let attempt = 1; !server; attempt += 1) {
      try {
        await startOnce();
      } catch (error) {
        if (attempt === startsAtMost) throw error;
        await wait(200 * attempt);
      }
    }
  };
  return {
    name,
    url: `http://127.0.0.1:${PORT}`,
    port: Number(PORT),
    said: () => said,
    endedByItself: () => endedByItself,
    isUp: () => server !== undefined,
    tell: (message) => server?.tell(message),
    async start() {
      starting ??= start().finally(() => {
        starting = undefined;
      });
      await starting;
    },
    async kill() {
      const doomed = server;
      server = undefined;
      await doomed?.kill();
    },
    async pause(milliseconds) {
      const pid = server?.pid;
      if (pid === undefined) return;
      // A shell of its own: whatever becomes of us, nobody is left stopped.
      const pause = `kill -STOP ${pid}; sleep ${milliseconds / 1000}; kill -CONT ${pid}`;
      spawn("/bin/sh", ["-c", pause], { stdio: "ignore", detached: true }).unref();
      await wait(milliseconds);
    },
    async stopPostgres(signal) {
      const postmaster = await runningPostmaster(database);
      if (!postmaster) return false;
      try {
        process.kill(postmaster.pid, signal);
        return true;
      } catch (error) {
        // An earlier blow has ended it between two looks.
        if (error instanceof Error && "code" in error && error.code === "ESRCH") return false;
        throw error;
      }
    },
    async connection() {
      for (let tries = 0; tries < 200; tries += 1) {
        const connection = await connectionOfRunning(database);
        if (connection) return connection;
        await wait(50);
      }
      throw new Error(`the ${name}'s PostgreSQL does not run`);
    },
    async close() {
      await starting?.catch(() => undefined);
      const last = server;
      server = undefined;
      if (last) {
        process.kill(last.pid, "SIGCONT");
        await Promise.race([last.close(), wait(20_000, undefined, { ref: false })]);
        await last.kill();
      }
      // A server that was killed has left its PostgreSQL behind.
      const postmaster = await runningPostmaster(database);
      if (postmaster) await endPostmaster(postmaster, postmaster.data);
    },
  };
}
