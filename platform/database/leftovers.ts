import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { endPostmaster, numberIsTaken } from "./own-postgres.postmaster.ts";
import { runningPostmaster } from "./own-postgres.running.ts";

/** Short: a socket's path must fit 103 bytes. */
export const temporary = "/tmp";

/**
 * A run that was killed leaves its PostgreSQLs running: the next one ends them, and removes its data. The run's directory is
 * called `<name>-<its process>-…`; `places`: where in it a PostgreSQL is kept.
 */
export async function removeLeftovers(name: string, places: readonly string[] = ["."]): Promise<void> {
  const directoryName = new RegExp(`^${name}-(\\d+)-`);
  for (const found of await readdir(temporary)) {
    const pid = Number(directoryName.exec(found)?.[1]);
    if (!pid || numberIsTaken(pid)) continue;
    for (const place of places) {
      const postmaster = await runningPostmaster(join(temporary, found, place));
      if (postmaster) await endPostmaster(postmaster, postmaster.data).catch(() => undefined);
    }
    await rm(join(temporary, found), { recursive: true, force: true }).catch(() => undefined);
  }
}
