import type { Database } from "@allotement/platform/database/database.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import type { Clock, Random } from "@allotement/platform/ports.ts";
import { auditRoutes } from "./audit/audit.routes.ts";
import { cashDeskRoutes } from "./cash-desks/cash-desks.routes.ts";
import { closingRoutes } from "./closings/closings.routes.ts";
import { counterRoutes } from "./counter/counter.routes.ts";
import { ticketRoutes } from "./counter/tickets.routes.ts";
import { customerAccountRoutes } from "./customer-accounts/customer-accounts.routes.ts";
import { dashboardRoutes } from "./dashboard/dashboard.routes.ts";
import { doorRoutes } from "./door/door.routes.ts";
import { hallRoutes } from "./halls/halls.routes.ts";
import { holdRoutes } from "./holds/holds.routes.ts";
import { accountRoutes } from "./journal/accounts.routes.ts";
import { journalRoutes } from "./journal/journal.routes.ts";
import { operatorRoutes } from "./people/operators.routes.ts";
import { ownAccessRoutes } from "./people/own-access.routes.ts";
import { peopleRoutes } from "./people/people.routes.ts";
import { signInRoutes } from "./people/sign-in.routes.ts";
import { priceRoutes } from "./prices/prices.routes.ts";
import { vatRoutes } from "./prices/vat.routes.ts";
import { printedPlanRoutes } from "./printed-plan/printed-plan.routes.ts";
import { programmeRoutes } from "./programme/programme.routes.ts";
import { salesStatementRoutes } from "./sales-statement/sales-statement.routes.ts";

export interface HouseNeeds {
  database: Database;
  clock: Clock;
  random: Random;
  /** Encrypts the secrets that must be read again. */
  encryptionKey: Uint8Array;
}

/** Every route of the venue's own books. `enforceAccess` must stand before them. */
export function houseRoutes(server: Server, needs: HouseNeeds): void {
  peopleRoutes(server, needs);
  signInRoutes(server, needs);
  ownAccessRoutes(server, needs);
  operatorRoutes(server, needs);
  auditRoutes(server, needs);
  hallRoutes(server, needs);
  priceRoutes(server, needs);
  vatRoutes(server, needs);
  programmeRoutes(server, needs);
  holdRoutes(server, needs);
  counterRoutes(server, needs);
  ticketRoutes(server, needs);
  doorRoutes(server, needs);
  journalRoutes(server, needs);
  closingRoutes(server, needs);
  cashDeskRoutes(server, needs);
  accountRoutes(server, needs);
  customerAccountRoutes(server, needs);
  salesStatementRoutes(server, needs);
  dashboardRoutes(server, needs);
  printedPlanRoutes(server, needs);
}
