import { startBoxoffice } from "@allotement/boxoffice/server.ts";
import { boxofficeSettings } from "@allotement/boxoffice/settings.ts";
import { withDatabaseName } from "@allotement/platform/database/connection-url.ts";
import { raw } from "@allotement/platform/database/database.ts";
import { openDatabase } from "@allotement/platform/database/pool.ts";
import { systemPorts } from "@allotement/platform/ports.system.ts";
import { parseSettings } from "@allotement/platform/settings.ts";
import { startReseller } from "@allotement/reseller/server.ts";
import { resellerSettings } from "@allotement/reseller/settings.ts";
import { freePort } from "../dev/free-port.ts";
import { worldSettings } from "../dev/world.ts";

type Side = "boxoffice" | "reseller";

/** Both servers, of which one may be stopped, its database copied, and brought back to the copy. */
export interface RestorableWorld {
  boxofficeUrl: string;
  resellerUrl: string;
  setupToken: string;
  boxofficeDatabaseUrl: string;
  resellerDatabaseUrl: string;
  /** A copy of the side's database as it is now; the server is stopped and started for it. */
  backUp(side: Side): Promise<string>;
  /** The side goes on with the copy, as after a disk was lost. */
  restore(side: Side, copy: string): Promise<void>;
  close(): Promise<void>;
}

export async function startRestorableWorld(): Promise<RestorableWorld> {
  const settings = await worldSettings();
  const [boxofficePort, resellerPort] = [await freePort(), await freePort()];
  const start = {
    boxoffice: () =>
      startBoxoffice(
        parseSettings(boxofficeSettings, { ...settings.boxoffice, PORT: boxofficePort }),
        systemPorts,
      ),
    reseller: () =>
      startReseller(
        parseSettings(resellerSettings, { ...settings.reseller, PORT: resellerPort }),
        systemPorts,
      ),
  };
  const running = { boxoffice: await start.boxoffice(), reseller: await start.reseller() };
  const urls = { boxoffice: settings.boxofficeDatabase.url, reseller: settings.resellerDatabase.url };
  const copies: string[] = [];
  const nameOf = (url: string) => /^[^?]*\/([^/?]+)(\?|$)/.exec(url)?.[1] ?? "";
  const onServer = async (...statements: string[]) => {
    const connectionString = withDatabaseName(urls.boxoffice, "postgres");
    const server = await openDatabase({ connectionString, poolSize: 1, applicationName: "restore" });
    try {
      for (const statement of statements) await server.run(raw(statement));
    } finally {
      await server.close();
    }
  };
  const whileStopped = async (side: Side, ...statements: string[]) => {
    await running[side].close();
    await onServer(...statements);
    running[side] = await start[side]();
  };
  return {
    boxofficeUrl: running.boxoffice.url,
    resellerUrl: running.reseller.url,
    setupToken: settings.setupToken,
    boxofficeDatabaseUrl: urls.boxoffice,
    resellerDatabaseUrl: urls.reseller,
    async backUp(side) {
      const copy = `${nameOf(urls[side])}_copy${copies.length}`;
      copies.push(copy);
      await whileStopped(side, `create database ${copy} template ${nameOf(urls[side])} strategy wal_log`);
      return copy;
    },
    async restore(side, copy) {
      const name = nameOf(urls[side]);
      await whileStopped(
        side,
        `drop database ${name} with (force)`,
        `create database ${name} template ${copy} strategy wal_log`,
      );
    },
    async close() {
      await Promise.all([running.boxoffice.close(), running.reseller.close()]);
      await onServer(...copies.map((copy) => `drop database if exists ${copy} with (force)`));
      await settings.drop();
    },
  };
}
