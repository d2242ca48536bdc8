import type { ChildProcess } from "node:child_process";
import { rm } from "node:fs/promises";
import type pg from "pg";
import { CannotStart } from "../cannot-start.ts";
import { systemClock } from "../ports.system.ts";
import { accountsHere, type OtherAccount, runAs } from "./own-postgres.account.ts";
import { packagedBinaries, runnableBinaries } from "./own-postgres.binaries.ts";
import {
  checkMajor,
  initialise,
  isBeingLeft,
  lastWords,
  removeUnfinished,
  type Setup,
  start,
} from "./own-postgres.cluster.ts";
import { guardName, takeGuard } from "./own-postgres.guard.ts";
import { forget, placeFor, remember } from "./own-postgres.place.ts";
import { endPostmaster, isAlive, knock, type Postmaster, readPostmaster } from "./own-postgres.postmaster.ts";
import type { LocalConnection } from "./pool.ts";

export interface OwnPostgresOptions {
  /** Everything PostgreSQL keeps lies in here; made when missing. */
  directory: string;
  /** Tests only: faster, and lost when the machine stops. */
  throwAway?: boolean;
  /** Called with one line for each thing an operator may want to know. */
  log?: (line: string) => void;
  /** Tests only: the one account to use, and the folder of the binaries. */
  account?: OtherAccount;
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

/** A PostgreSQL that runs, and our session that holds it. */
interface Running {
  postmaster: Postmaster;
  guard: pg.Client;
  adopted: boolean;
}

export const productDatabase = "allotement";

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
  let held = true;
  let stopped: Promise<void> | undefined;
  let mended: Promise<void> = Promise.resolve();

  const watch = () => {
    running.guard.once("end", () => {
      held = false;
      if (!stopped) mended = mend();
    });
  };
  const mend = async () => {
    for (let wait = 100; !stopped; wait = Math.min(wait * 2, 10_000)) {
      setup.log("PostgreSQL has ended or thrown us out; starting it again");
      try {
        running = await run(setup);
        held = true;
        return watch();
      } catch (error) {
        setup.log(`PostgreSQL does not come back: ${error instanceof Error ? error.message : error}`);
        await systemClock.sleep(wait);
      }
    }
  };
  watch();

  const stop = async () => {
    // Our session goes down with PostgreSQL: until then nobody else may take the directory. Without it somebody else may
    // hold the directory by now, and what runs there is not ours to end.
    await mended;
    if (held) await endPostmaster(running.postmaster, setup.place.data);
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
      const binaries = await runnableBinaries(native, account, place.binaries).catch(async (error) => {
        await forget(place);
        throw error;
      });
      await remember(directory, place);
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

/** Between two knocks at the door, in milliseconds; after how many to tell the operator; how many silences to bear. */
const pause = 30;
const patience = 170;
const silencesMax = 300;
/** How often it is started while sessions of a killed one still leave, and how long between: half a minute at least. */
const startsMax = 120;
const startPause = 250;

/** Adopts or starts, as often as it takes: another server may be doing the same, or just be leaving. */
async function run(setup: Setup): Promise<Running> {
  const { place, binaries } = setup;
  await initialise(setup);
  await checkMajor(place.data, binaries.major);
  let child: ChildProcess | undefined;
  let silences = 0;
  let starts = 0;
  for (let knocks = 1; ; knocks++) {
    if (knocks === patience)
      setup.log("Still waiting for PostgreSQL, which may be recovering from a power cut");
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
      if (answer?.kind === "silent" && ++silences > silencesMax) {
        setup.log(`PostgreSQL (process ${postmaster.pid}) lives but does not answer: starting it anew`);
        await endPostmaster(postmaster, place.data);
      }
    } else {
      if (child) {
        if (starts > startsMax || !(await isBeingLeft(place)))
          throw new CannotStart(`PostgreSQL did not start: ${await lastWords(place)}`);
        if (starts === 1)
          setup.log("Sessions of a PostgreSQL that was killed are still leaving: waiting for them");
        await systemClock.sleep(startPause);
      }
      child = await start(setup, postmaster);
      starts += 1;
    }
    await systemClock.sleep(pause);
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
      await removeUnfinished(place);
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
