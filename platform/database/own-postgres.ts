import type { ChildProcess } from "node:child_process";
import { mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type pg from "pg";
import { CannotStart } from "../cannot-start.ts";
import { systemClock } from "../ports.system.ts";
import { type Account, accountsHere, runAs, startAs } from "./own-postgres.account.ts";
import { type Binaries, packagedBinaries, runnableBinaries } from "./own-postgres.binaries.ts";
import { guardName, takeGuard } from "./own-postgres.guard.ts";
import { giveTo, type Place, placeFor, socketDirectoryFor } from "./own-postgres.place.ts";
import {
  endPostmaster,
  isAlive,
  knock,
  ownUser,
  type Postmaster,
  readPostmaster,
} from "./own-postgres.postmaster.ts";
import type { LocalConnection } from "./pool.ts";

export interface OwnPostgresOptions {
  /** Everything PostgreSQL keeps lies in here; made when missing. */
  directory: string;
  /** Tests only: faster, and lost when the machine stops. */
  throwAway?: boolean;
  /** Called with one line for each thing an operator may want to know. */
  log?: (line: string) => void;
  /** Tests only: the one account to use, and the folder of the binaries. */
  account?: Account["kind"];
  native?: string;
}

export interface OwnPostgres {
  connection: LocalConnection;
  /** The major version, 18. */
  major: number;
  /** Whether it was found running, left behind by a server that was killed. */
  adopted: boolean;
  /** Ends PostgreSQL in order, and resolves when it has ended. */
  stop(): Promise<void>;
}

/** What stays the same while PostgreSQL comes and goes. */
interface Setup {
  account: Account;
  binaries: Binaries;
  place: Place;
  throwAway: boolean;
  log: (line: string) => void;
}

/** A PostgreSQL that runs, and our session that holds it. */
interface Running {
  postmaster: Postmaster;
  guard: pg.Client;
  adopted: boolean;
}

const productDatabase = "allotement";

/**
 * Starts the PostgreSQL that came with the program on the data in `directory`, or takes over the one that a killed server
 * left running there, and keeps it running until `stop`. Reached by a Unix socket only.
 * Throws CannotStart when the operator has to do something first.
 */
export async function startOwnPostgres(options: OwnPostgresOptions): Promise<OwnPostgres> {
  const setup = await prepare(options);
  let running = await run(setup);
  const { connection } = running.postmaster;
  const { adopted } = running;
  let stopped: Promise<void> | undefined;
  let mended: Promise<void> = Promise.resolve();

  const watch = () => {
    running.guard.once("end", () => {
      if (!stopped) mended = mend();
    });
  };
  const mend = async () => {
    for (let wait = 100; !stopped; wait = Math.min(wait * 2, 10_000)) {
      setup.log("PostgreSQL has ended or thrown us out; starting it again");
      try {
        running = await run(setup);
        return watch();
      } catch (error) {
        setup.log(`PostgreSQL does not come back: ${error instanceof Error ? error.message : error}`);
        await systemClock.sleep(wait);
      }
    }
  };
  watch();

  const stop = async () => {
    await mended;
    // Our session goes down with PostgreSQL: until then nobody else may take the directory.
    await endPostmaster(running.postmaster, setup.place.data);
    await running.guard.end().catch(() => undefined);
    if (setup.throwAway && setup.place.moved) await rm(setup.place.root, { recursive: true, force: true });
  };
  return {
    connection: { ...connection, database: productDatabase },
    major: setup.binaries.major,
    adopted,
    stop() {
      stopped ??= stop();
      return stopped;
    },
  };
}

async function prepare({
  directory,
  throwAway = false,
  log = () => undefined,
  ...forced
}: OwnPostgresOptions) {
  const native = forced.native ?? packagedBinaries();
  const reasons: string[] = [];
  for (const account of await accountsHere(forced.account)) {
    try {
      await runAs(account, "/bin/sh", ["-c", ":"]);
      const place = await placeFor(directory, account);
      const binaries = await runnableBinaries(native, account, place.binaries);
      if (place.moved) log(`The database of ${directory} lies in ${place.root}`);
      return { account, binaries, place, throwAway, log };
    } catch (error) {
      if (error instanceof CannotStart) throw error;
      reasons.push(error instanceof Error ? error.message.trim().replaceAll(/\s+/g, " ") : String(error));
    }
  }
  throw new CannotStart(
    `The PostgreSQL that comes with the program does not run on this machine (${reasons.join("; ")}). It needs glibc and, for root, user namespaces or a user "nobody". Start as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.`,
  );
}

/** Adopts or starts, as often as it takes: another server may be doing the same, or just be leaving. */
async function run(setup: Setup): Promise<Running> {
  const { place, binaries } = setup;
  await initialise(setup);
  await checkMajor(place.data, binaries.major);
  let child: ChildProcess | undefined;
  let silences = 0;
  for (;;) {
    const postmaster = await readPostmaster(place.data);
    const answer = postmaster ? await knock(postmaster.connection, guardName) : undefined;
    if (postmaster && answer?.kind === "ready") {
      const running = await hold(
        setup,
        { postmaster, guard: answer.client, adopted: child?.pid !== postmaster.pid },
        answer,
      );
      if (running) return running;
    } else if (child?.pid && child.exitCode === null && child.signalCode === null) {
      // Ours is still starting, which takes minutes after a crash under load.
    } else if (postmaster && (await isAlive(postmaster, place.data))) {
      if (answer?.kind === "silent" && ++silences > 100) {
        setup.log(`PostgreSQL (process ${postmaster.pid}) lives but does not answer: starting it anew`);
        await endPostmaster(postmaster, place.data);
      }
    } else {
      if (child) throw new CannotStart(`PostgreSQL did not start: ${await lastWords(place)}`);
      child = await start(setup, postmaster);
    }
    await systemClock.sleep(30);
  }
}

/** Makes an answering PostgreSQL ours, or says why not. Undefined: it went away meanwhile, try again. */
async function hold(
  setup: Setup,
  running: Running,
  found: { dataDirectory: string; versionNumber: number },
): Promise<Running | undefined> {
  const { place, binaries } = setup;
  const { postmaster, guard } = running;
  const guarded = await takeGuard(guard);
  const alive = await isAlive(postmaster, place.data);
  if (guarded.kind === "held" && alive) {
    if (found.dataDirectory === place.data && found.versionNumber === binaries.versionNumber) {
      await createProductDatabase(guard);
      if (running.adopted)
        setup.log(`Took over the PostgreSQL that was left running (process ${postmaster.pid})`);
      return running;
    }
    setup.log(
      `A PostgreSQL of another version or place was left running (process ${postmaster.pid}): starting it anew`,
    );
    await endPostmaster(postmaster, place.data);
  }
  await guard.end().catch(() => undefined);
  if (guarded.kind === "refused") {
    throw new CannotStart(
      `The data in ${place.root} is in use by ${guarded.holder}: stop that server first, or give this one another data directory.`,
    );
  }
  if (guarded.kind === "held" && !alive) {
    throw new CannotStart(
      `The data in ${place.root} is served by a PostgreSQL of another machine or container: stop that one first.`,
    );
  }
  return undefined;
}

async function createProductDatabase(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [productDatabase]);
  if (rowCount === 0) await client.query(`create database ${productDatabase}`);
}

/** Creates the data directory aside and moves it into place whole: a start cut short leaves nothing half made. */
async function initialise({ place, account, binaries, throwAway }: Setup): Promise<void> {
  if (!(await stat(place.data).catch(() => undefined))) {
    const unfinished = `${place.data}.unfinished-${process.pid}`;
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(unfinished, { mode: 0o700 });
    await giveTo(account, unfinished);
    const choices = ["-U", ownUser, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-instructions"];
    await runAs(account, binaries.initdb, [
      "-D",
      unfinished,
      ...choices,
      ...(throwAway ? ["--no-sync"] : []),
    ]);
    // Fails when another server was faster: then its directory is as good.
    await rename(unfinished, place.data).catch(() => rm(unfinished, { recursive: true, force: true }));
    const parent = await open(place.root);
    await parent.sync().finally(() => parent.close());
  }
  await giveTo(account, place.data);
}

async function checkMajor(data: string, major: number): Promise<void> {
  const found = (await readFile(join(data, "PG_VERSION"), "utf8").catch(() => "")).trim();
  if (found === String(major)) return;
  throw new CannotStart(
    found
      ? `The data in ${data} was written by PostgreSQL ${found}, and this program brings PostgreSQL ${major}: start the version of the program that wrote it, and move the data over by backup and restore.`
      : `${data} holds no PostgreSQL data: move it away, or give this server another data directory.`,
  );
}

const logBytesMax = 10_000_000;

async function start(setup: Setup, stale: Postmaster | undefined): Promise<ChildProcess> {
  const { account, binaries, place, throwAway } = setup;
  // Its process is gone, but PostgreSQL itself would believe in any process that has got the number since.
  if (stale) await rm(join(place.data, "postmaster.pid"), { force: true });
  const settings = {
    listen_addresses: "",
    unix_socket_directories: await socketDirectoryFor(place, account),
    unix_socket_permissions: "0700",
    max_connections: "100",
    shared_buffers: "128MB",
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

async function lastWords(place: Place): Promise<string> {
  const lines = (await readFile(place.log, "utf8").catch(() => "")).trim().split("\n");
  return `${lines.slice(-3).join(" ")} (see ${place.log})`;
}
