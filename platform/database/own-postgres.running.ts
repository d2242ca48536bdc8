import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pointerName } from "./own-postgres.place.ts";
import { isAlive, type Postmaster, readPostmaster } from "./own-postgres.postmaster.ts";
import { productDatabase } from "./own-postgres.ts";
import type { LocalConnection } from "./pool.ts";

/** The PostgreSQL that runs on the data that a server keeps in `directory`; undefined where none does. */
export async function runningPostmaster(
  directory: string,
): Promise<(Postmaster & { data: string }) | undefined> {
  const elsewhere = await readFile(join(directory, pointerName), "utf8").catch(() => undefined);
  const data = join(elsewhere?.trim() ?? directory, "postgresql");
  const postmaster = await readPostmaster(data);
  return postmaster && (await isAlive(postmaster, data)) ? { ...postmaster, data } : undefined;
}

/** How to reach the product's data of the PostgreSQL that a server keeps in `directory`; undefined where none runs. */
export async function connectionOfRunning(directory: string): Promise<LocalConnection | undefined> {
  const postmaster = await runningPostmaster(directory);
  return postmaster && { ...postmaster.connection, database: productDatabase };
}
