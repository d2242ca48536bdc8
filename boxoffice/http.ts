import type { Database } from "@allotement/platform/database/database.ts";
import { sql } from "@allotement/platform/database/database.ts";
import { httpServer, type Server } from "@allotement/platform/http/server.ts";
import { serveSite } from "@allotement/platform/http/site.ts";
import type { Clock, Random } from "@allotement/platform/ports.ts";
import { houseRoutes } from "./house/house.routes.ts";
import { enforceAccess } from "./house/people/access.ts";
import packageFile from "./package.json" with { type: "json" };

export interface BoxofficeHttpNeeds {
  database: Database;
  clock: Clock;
  random: Random;
  encryptionKey: Uint8Array;
  setupToken: string | undefined;
  logLevel: string;
  trustedProxies: readonly string[];
  /** Where the built pages lie. */
  siteDirectory: string;
  /** Registers routes beside the house's. */
  moreRoutes?: (server: Server) => void;
}

/** The box office over HTTP, not listening yet. */
export async function boxofficeHttp(needs: BoxofficeHttpNeeds): Promise<Server> {
  const { database, clock, setupToken, logLevel, trustedProxies } = needs;
  const server = await httpServer({
    title: "Allotement: box office",
    version: packageFile.version,
    logLevel,
    trustedProxies,
    healthy: () => answers(database),
  });
  enforceAccess(server, { database, clock, setupToken });
  houseRoutes(server, needs);
  needs.moreRoutes?.(server);
  await serveSite(server, needs.siteDirectory);
  return server;
}

async function answers(database: Database): Promise<boolean> {
  try {
    await database.first(sql`select 1`);
    return true;
  } catch {
    return false;
  }
}
