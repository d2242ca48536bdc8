import { randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";
import { withDatabaseName } from "@allotement/platform/database/connection-url.ts";
import { type Database, raw } from "@allotement/platform/database/database.ts";
import { migrate } from "@allotement/platform/database/migrate.ts";
import { openDatabase } from "@allotement/platform/database/pool.ts";
import { systemClock } from "@allotement/platform/ports.system.ts";
import { runVerify } from "../../dev/verify/run-verify.ts";
import type { Broken } from "../invariants/invariant.ts";
import { sqlNetwork, sqlVenue } from "../sides.sql.ts";
import { copyRows } from "../sql/copy-rows.ts";
import type { OpenFloor } from "./floors.ts";

const migrationsOf = {
  boxoffice: fileURLToPath(new URL("../../boxoffice/migrations", import.meta.url)),
  reseller: fileURLToPath(new URL("../../reseller/migrations", import.meta.url)),
};

/**
 * Both sides on the product's own SQL stores, each in a database of its own on this PostgreSQL, migrated once and emptied
 * before each seed. What a seed leaves behind is also asked of the product's own `verify`.
 */
export async function openSqlFloor(serverUrl: string): Promise<OpenFloor> {
  const boxoffice = await openSide(serverUrl, "boxoffice");
  const reseller = await openSide(serverUrl, "reseller");
  return {
    async open(season, options, machines) {
      await boxoffice.empty();
      await reseller.empty();
      machines.venue.real = true;
      machines.reseller.real = true;
      return {
        venue: await sqlVenue(boxoffice.kept, season, options.venue),
        network: await sqlNetwork(reseller.kept, season, machines.reseller.chance, options.network),
        verify: (now) => verify(boxoffice.database, reseller.database, now),
      };
    },
    async close() {
      await boxoffice.drop();
      await reseller.drop();
    },
  };
}

interface EmptySide {
  database: Database;
  /** The same; closing it leaves it open for the next seed. */
  kept: Database;
  /** Brings it back to what the migrations left. */
  empty(): Promise<void>;
  drop(): Promise<void>;
}

async function openSide(serverUrl: string, side: keyof typeof migrationsOf): Promise<EmptySide> {
  const name = `allotement_simulator_${side}_${randomBytes(6).toString("hex")}`;
  await onServer(serverUrl, `create database ${name} template template0`);
  const database = await openDatabase({
    connectionString: withDatabaseName(serverUrl, name),
    poolSize: 4,
    applicationName: "allotement simulator",
  });
  await migrate(database, migrationsOf[side], systemClock);
  return {
    database,
    kept: { ...database, close: async () => undefined },
    empty: await copyRows(database, "migrated"),
    async drop() {
      await database.close();
      await onServer(serverUrl, `drop database ${name} with (force)`);
    },
  };
}

async function onServer(serverUrl: string, statement: string): Promise<void> {
  const server = await openDatabase({ connectionString: serverUrl, poolSize: 1 });
  await server.run(raw(statement)).finally(() => server.close());
}

/** The first rule that `verify` finds broken at rest. */
async function verify(boxoffice: Database, reseller: Database, now: Date): Promise<Broken | undefined> {
  const clock = { ...systemClock, now: () => now };
  const { invariants, notCompared } = await runVerify({ boxoffice, reseller, atRest: true, clock });
  if (notCompared.length > 0) return { invariant: "verify compares both databases", rows: notCompared };
  const broken = invariants.find(({ holds }) => !holds);
  if (!broken) return undefined;
  const rows = broken.rows.slice(0, 12).map(({ where, detail }) => `${where}: ${detail}`);
  return { invariant: `verify, rule ${broken.number} (${broken.side}): ${broken.title}`, rows };
}
