import { type Database, sql } from "@allotement/platform/database/database.ts";
import { httpServer, type Server } from "@allotement/platform/http/server.ts";
import { serveSite } from "@allotement/platform/http/site.ts";
import type { Clock, Crash, Ids, Random } from "@allotement/platform/ports.ts";
import { guard } from "./access/guard.ts";
import { institutionSessionRoutes } from "./access/institution-session.routes.ts";
import { rateLimit } from "./access/rate-limit.ts";
import { silence } from "./access/silence.ts";
import { staffRoutes } from "./access/staff.routes.ts";
import { contingentStore } from "./contingent/contingent.store.ts";
import { operationRoutes } from "./contingent/operations.routes.ts";
import { seatMovementRoutes } from "./contingent/seat-movements.routes.ts";
import { feedRoutes } from "./feed/feed.routes.ts";
import { feedStore } from "./feed/feed.store.ts";
import { institutionRoutes } from "./institutions/institutions.routes.ts";
import { codeImportRoutes } from "./mapping/code-imports.routes.ts";
import { mappingRoutes } from "./mapping/mapping.routes.ts";
import packageFile from "./package.json" with { type: "json" };
import { pointOfSaleRoutes } from "./point-of-sale/point-of-sale.routes.ts";
import type { SaleNeeds } from "./point-of-sale/sales.ts";
import { proofExchangeRoutes, proofManagerRoutes } from "./proofs/proofs.routes.ts";
import { knownSalesStore } from "./restore/known-sales.store.ts";
import { restoreRoutes } from "./restore/restore.routes.ts";
import type { ResellerSettings } from "./settings.ts";
import { showExchangeRoutes, showManagerRoutes } from "./shows/shows.routes.ts";
import { showStore } from "./shows/shows.store.ts";
import { ticketRoutes } from "./tickets/tickets.routes.ts";

export interface ResellerHttpNeeds {
  database: Database;
  clock: Clock;
  random: Random;
  ids: Ids;
  crash: Crash;
  sales: SaleNeeds;
  settings: Omit<ResellerSettings, "DATA_DIRECTORY" | "DATABASE_URL" | "HOST" | "PORT">;
  /** Where the built pages lie. */
  siteDirectory: string;
  /** Aborted when the server stops: then nobody is kept waiting in silence any longer. */
  stop: AbortSignal;
}

/** The reseller network over HTTP, not listening yet: the exchange, the manager's back office, the points of sale. */
export async function resellerHttp(needs: ResellerHttpNeeds): Promise<Server> {
  const { database, clock, random, ids, crash, settings } = needs;
  const server = await httpServer({
    title: "Allotement: reseller network",
    version: packageFile.version,
    logLevel: settings.LOG_LEVEL,
    trustedProxies: settings.TRUSTED_PROXIES,
    healthy: () => answers(database),
  });
  const guarded = guard(server, {
    database,
    clock,
    setupToken: settings.SETUP_TOKEN,
    callLimit: rateLimit(clock, settings.CALLS_PER_MINUTE),
    silence: silence(clock, needs.stop),
  });
  const signInLimit = rateLimit(clock, settings.SIGN_INS_PER_MINUTE);
  institutionSessionRoutes(server, { database, clock, random, guard: guarded, signInLimit });
  operationRoutes(server, {
    guard: guarded,
    operations: { store: contingentStore(database), clock, crash },
    seatLimit: rateLimit(clock, settings.SEATS_PER_MINUTE),
  });
  seatMovementRoutes(server, { database, guard: guarded });
  feedRoutes(server, { store: feedStore(database), clock, guard: guarded });
  const shows = showStore(database);
  showExchangeRoutes(server, { shows, guard: guarded });
  staffRoutes(server, { database, clock, random, guard: guarded, signInLimit });
  institutionRoutes(server, { database, clock, ids });
  const known = { store: knownSalesStore(database), clock, ids };
  restoreRoutes(server, { database, clock, ids, guard: guarded, known });
  mappingRoutes(server, { database });
  codeImportRoutes(server, { database, clock, guard: guarded });
  showManagerRoutes(server, { database, shows });
  pointOfSaleRoutes(server, { database, guard: guarded, sales: needs.sales });
  ticketRoutes(server, { database, clock, guard: guarded });
  const proofs = { database, clock, ids, guard: guarded };
  proofManagerRoutes(server, proofs);
  proofExchangeRoutes(server, proofs);
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
