import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { migrate } from "@allotement/platform/database/migrate.ts";
import { listen } from "@allotement/platform/http/listen.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import type { Clock, Crash, Ids, Random } from "@allotement/platform/ports.ts";
import { startDatabase } from "@allotement/platform/start-database.ts";
import { startBackground } from "./background.ts";
import { feedStore } from "./feed/feed.store.ts";
import { resellerHttp } from "./http.ts";
import { saleStore } from "./point-of-sale/sales.store.ts";
import type { ResellerSettings } from "./settings.ts";

export const resellerMigrations = fileURLToPath(new URL("./migrations", import.meta.url));
const siteDirectory = fileURLToPath(new URL("../web/dist/reseller", import.meta.url));
const poolSize = 16;

export interface ResellerPorts {
  clock: Clock;
  random: Random;
  ids: Ids;
  crash: Crash;
}

export interface RunningServer {
  /** Where it listens: http://127.0.0.1:4000 */
  url: string;
  /** Ends the calls under way, the work in the background and the database, in this order. */
  close(): Promise<void>;
}

/**
 * Starts the reseller network: database, migrations, HTTP, expiry of baskets and numbering of the feed.
 * @throws CannotStart with a sentence for whoever starts it.
 */
export async function startReseller(
  settings: ResellerSettings,
  ports: ResellerPorts,
): Promise<RunningServer> {
  const closers: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const { database, stop } = await startDatabase({
      directory: join(settings.DATA_DIRECTORY, "database"),
      applicationName: "allotement reseller",
      poolSize,
      ...(settings.DATABASE_URL === undefined ? {} : { databaseUrl: settings.DATABASE_URL }),
    });
    closers.push(stop);
    await migrate(database, resellerMigrations, ports.clock);
    const { clock, ids } = ports;
    const sales = { store: saleStore(database, ports.random), clock, ids };
    let http: Server | undefined;
    closers.push(
      startBackground({
        feed: feedStore(database),
        clock,
        sales,
        onFailure: (error) => http?.log.error(error),
      }),
    );
    const silent = new AbortController();
    http = await resellerHttp({ database, ...ports, sales, settings, siteDirectory, stop: silent.signal });
    const listening = http;
    closers.push(async () => {
      silent.abort();
      await listening.close();
    });
    const url = await listen(listening, settings.HOST, settings.PORT);
    return { url, close };
  } catch (error) {
    await close();
    throw error;
  }
}
