import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { urlOf } from "@allotement/platform/database/connection-url.ts";
import { removeLeftovers, temporary } from "@allotement/platform/database/leftovers.ts";
import { startOwnPostgres } from "@allotement/platform/database/own-postgres.ts";
import type { Floor } from "../world.ts";

/** Where the stores of the scenarios stand. */
export interface OpenFloor {
  open: Floor;
  close(): Promise<void>;
}

const runName = "allotement-simulator";

export type FloorName = "memory" | "sql";

/** `databaseUrl`: a PostgreSQL on which databases may be made, for the floor on SQL. */
export async function openFloor(floor: FloorName, databaseUrl: string | undefined): Promise<OpenFloor> {
  if (floor === "memory") {
    const { memoryFloor } = await import("./floor.memory.ts");
    return { open: memoryFloor, close: async () => undefined };
  }
  if (databaseUrl === undefined) throw new Error("the floor on SQL needs a PostgreSQL");
  const { openSqlFloor } = await import("./floor.sql.ts");
  return openSqlFloor(databaseUrl);
}

/** Runs `work` with a throw-away PostgreSQL of its own where one is needed. */
export async function withDatabase<Result>(
  needed: boolean,
  work: (databaseUrl: string | undefined) => Promise<Result>,
): Promise<Result> {
  if (!needed) return work(undefined);
  await removeLeftovers(runName);
  const directory = await mkdtemp(join(temporary, `${runName}-${process.pid}-`));
  try {
    const postgres = await startOwnPostgres({ directory, throwAway: true });
    try {
      return await work(urlOf({ ...postgres.connection, database: "postgres" }));
    } finally {
      await postgres.stop();
    }
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
