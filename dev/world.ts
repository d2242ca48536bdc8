import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startBoxoffice } from "@allotement/boxoffice/server.ts";
import { boxofficeSettings } from "@allotement/boxoffice/settings.ts";
import { emptyDatabase } from "@allotement/platform/database/test-database.ts";
import { systemPorts } from "@allotement/platform/ports.system.ts";
import { parseSettings } from "@allotement/platform/settings.ts";
import { startReseller } from "@allotement/reseller/server.ts";
import { resellerSettings } from "@allotement/reseller/settings.ts";

/** For tests: both servers in this process, each with an empty database of its own, meeting over real HTTP. */
export interface World {
  boxofficeUrl: string;
  resellerUrl: string;
  setupToken: string;
  boxofficeDatabaseUrl: string;
  resellerDatabaseUrl: string;
  close(): Promise<void>;
}

/** The environment of each server of a world, also for starting it as a process. */
export async function worldSettings(resellerExtra: Record<string, string> = {}) {
  const [boxofficeDatabase, resellerDatabase] = await Promise.all([emptyDatabase(), emptyDatabase()]);
  const directory = await mkdtemp(join(tmpdir(), "allotement-world-"));
  const setupToken = "a set-up token for tests";
  const shared = { PORT: "0", SETUP_TOKEN: setupToken, LOG_LEVEL: "error" };
  return {
    setupToken,
    boxofficeDatabase,
    resellerDatabase,
    boxoffice: {
      ...shared,
      DATABASE_URL: boxofficeDatabase.url,
      DATA_DIRECTORY: join(directory, "boxoffice"),
      ALLOW_PRIVATE_RESELLER: "true",
      ALLOW_PRIVATE_MAIL_SERVER: "true",
    },
    reseller: {
      ...shared,
      DATABASE_URL: resellerDatabase.url,
      DATA_DIRECTORY: join(directory, "reseller"),
      ...resellerExtra,
    },
    async drop() {
      await Promise.all([boxofficeDatabase.drop(), resellerDatabase.drop()]);
      await rm(directory, { recursive: true, force: true });
    },
  };
}

export async function startWorld(resellerExtra: Record<string, string> = {}): Promise<World> {
  const settings = await worldSettings(resellerExtra);
  const boxoffice = await startBoxoffice(parseSettings(boxofficeSettings, settings.boxoffice), systemPorts);
  const reseller = await startReseller(parseSettings(resellerSettings, settings.reseller), systemPorts);
  return {
    boxofficeUrl: boxoffice.url,
    resellerUrl: reseller.url,
    setupToken: settings.setupToken,
    boxofficeDatabaseUrl: settings.boxofficeDatabase.url,
    resellerDatabaseUrl: settings.resellerDatabase.url,
    async close() {
      await Promise.all([boxoffice.close(), reseller.close()]);
      await settings.drop();
    },
  };
}
