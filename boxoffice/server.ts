import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startListener } from "@allotement/platform/database/listener.ts";
import { migrate } from "@allotement/platform/database/migrate.ts";
import { listen } from "@allotement/platform/http/listen.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import type { Clock, Crash, Ids, Mailer, Network, Random } from "@allotement/platform/ports.ts";
import { startDatabase } from "@allotement/platform/start-database.ts";
import { encryptionKey } from "./encryption-key.ts";
import { startSealer } from "./house/journal/sealer.ts";
import { startNameRemoval } from "./house/people/remove-names.ts";
import { boxofficeHttp } from "./http.ts";
import { publicNetwork } from "./interface/configure/reseller-address.ts";
import { interfaceRoutes } from "./interface/interface.routes.ts";
import { startMailWorker } from "./interface/mail/mail-worker.ts";
import { startWorkers } from "./interface/workers.ts";
import { startLiveHub } from "./live/hub.ts";
import { liveRoutes } from "./live/live.routes.ts";
import type { BoxofficeSettings } from "./settings.ts";

export const boxofficeMigrations = fileURLToPath(new URL("./migrations", import.meta.url));
const siteDirectory = fileURLToPath(new URL("../web/dist/boxoffice", import.meta.url));

export interface BoxofficePorts {
  clock: Clock;
  random: Random;
  ids: Ids;
  network: Network;
  mailer: Mailer;
  crash: Crash;
}

export interface RunningServer {
  /** Where it listens: http://127.0.0.1:3000 */
  url: string;
  /** Ends the calls under way, the interface's work and the database, in this order. */
  close(): Promise<void>;
}

/**
 * Starts the box office: database, migrations, HTTP, the interface's work in the background.
 * @throws CannotStart with a sentence for whoever starts it.
 */
export async function startBoxoffice(
  settings: BoxofficeSettings,
  ports: BoxofficePorts,
): Promise<RunningServer> {
  const closers: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const key = await encryptionKey(settings, ports.random);
    const applicationName = "allotement boxoffice";
    const { database, where, stop } = await startDatabase({
      directory: join(settings.DATA_DIRECTORY, "database"),
      applicationName,
      ...(settings.DATABASE_URL === undefined ? {} : { databaseUrl: settings.DATABASE_URL }),
    });
    closers.push(stop);
    await migrate(database, boxofficeMigrations, ports.clock);
    let http: Server | undefined;
    const workers = await startWorkers({
      database,
      network: settings.ALLOW_PRIVATE_RESELLER ? ports.network : publicNetwork(ports.network),
      ports,
      encryptionKey: key,
      onFailure: (error) => http?.log.error(error),
    });
    closers.push(() => workers.stop());
    const allowPrivateMailServer = settings.ALLOW_PRIVATE_MAIL_SERVER;
    const mailWorker = startMailWorker({
      database,
      ...ports,
      encryptionKey: key,
      allowPrivateMailServer,
      dataDirectory: settings.DATA_DIRECTORY,
      onFailure: (error) => http?.log.error(error),
    });
    closers.push(() => mailWorker.stop());
    closers.push(startSealer({ database, clock: ports.clock, onFailure: (error) => http?.log.error(error) }));
    closers.push(
      startNameRemoval({ database, clock: ports.clock, onFailure: (error) => http?.log.error(error) }),
    );
    const hub = startLiveHub({
      database,
      clock: ports.clock,
      listen: (hearing) =>
        startListener({ where, channel: "live", applicationName, clock: ports.clock }, hearing),
      onFailure: (error) => http?.log.error(error),
    });
    closers.push(() => hub.stop());
    http = await boxofficeHttp({
      database,
      clock: ports.clock,
      random: ports.random,
      encryptionKey: key,
      setupToken: settings.SETUP_TOKEN,
      logLevel: settings.LOG_LEVEL,
      trustedProxies: settings.TRUSTED_PROXIES,
      siteDirectory,
      moreRoutes: (server) => {
        liveRoutes(server, hub);
        interfaceRoutes(server, {
          database,
          ...ports,
          workers,
          encryptionKey: key,
          allowPrivateReseller: settings.ALLOW_PRIVATE_RESELLER,
          dataDirectory: settings.DATA_DIRECTORY,
          mail: { worker: mailWorker, mailer: ports.mailer, allowPrivateMailServer },
        });
      },
    });
    const listening = http;
    closers.push(() => listening.close());
    const url = await listen(listening, settings.HOST, settings.PORT);
    return { url, close };
  } catch (error) {
    await close();
    throw error;
  }
}
