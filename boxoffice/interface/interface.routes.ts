import type { Database } from "@allotement/platform/database/database.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import type { Clock, Ids, Mailer, Random } from "@allotement/platform/ports.ts";
import { allotRoutes } from "./allot/allot.routes.ts";
import { onSaleDocumentRoutes } from "./allot/on-sale-document.routes.ts";
import { biographyRoutes } from "./biography/biography.routes.ts";
import { blockedSalesRoutes } from "./blocked-sales/blocked-sales.routes.ts";
import { cancellationRoutes } from "./cancellation/cancellation.routes.ts";
import { codesRoutes } from "./codes/codes.routes.ts";
import { priceTypesAndHoldsRoutes } from "./codes/price-types-and-holds.routes.ts";
import { compareRoutes } from "./compare/compare.routes.ts";
import { configureRoutes } from "./configure/configure.routes.ts";
import { conflictsRoutes } from "./conflicts/conflicts.routes.ts";
import { forceRecallRoutes } from "./force-recall/force-recall.routes.ts";
import { importSalesRoutes } from "./import-sales/import-sales.routes.ts";
import { mailRoutes } from "./mail/mail.routes.ts";
import { mailSettingsRoutes } from "./mail/mail-settings.routes.ts";
import type { MailWorker } from "./mail/mail-worker.ts";
import { writeMailRoutes } from "./mail/write.routes.ts";
import { operationsRoutes } from "./operations/operations.routes.ts";
import { preflightRoutes } from "./preflight/preflight.routes.ts";
import { recallRoutes } from "./recall/recall.routes.ts";
import { rescheduleRoutes } from "./reschedule/reschedule.routes.ts";
import { restoreRoutes } from "./restore/restore.routes.ts";
import { runsRoutes } from "./runs/runs.routes.ts";
import { salesFilesRoutes } from "./sales-files/sales-files.routes.ts";
import { setUpRoutes } from "./set-up/set-up.routes.ts";
import { showStatusRoutes } from "./show-status/show-status.routes.ts";
import { stockRulesRoutes } from "./stock-rules/stock-rules.routes.ts";
import type { InterfaceWorkers } from "./workers.ts";

export interface InterfaceNeeds {
  database: Database;
  clock: Clock;
  ids: Ids;
  random: Random;
  workers: InterfaceWorkers;
  encryptionKey: Uint8Array;
  /** Whether a reseller without https, or at a loopback or private address, may be configured. */
  allowPrivateReseller: boolean;
  /** Where files are kept for people to find. */
  dataDirectory: string;
  mail: { worker: MailWorker; mailer: Mailer; allowPrivateMailServer: boolean };
}

/** The manual's menu: put on sale, take back, integrate, tools, configure (R4.2). */
export function interfaceRoutes(server: Server, needs: InterfaceNeeds): void {
  allotRoutes(server, needs);
  onSaleDocumentRoutes(server, needs);
  recallRoutes(server, needs);
  importSalesRoutes(server, needs);
  blockedSalesRoutes(server, needs);
  runsRoutes(server, needs);
  showStatusRoutes(server, needs);
  setUpRoutes(server, needs);
  configureRoutes(server, needs);
  priceTypesAndHoldsRoutes(server, needs);
  operationsRoutes(server, needs);
  forceRecallRoutes(server, needs);
  conflictsRoutes(server, needs);
  compareRoutes(server, needs);
  biographyRoutes(server, needs);
  restoreRoutes(server, needs);
  salesFilesRoutes(server, needs);
  rescheduleRoutes(server, needs);
  cancellationRoutes(server, needs);
  codesRoutes(server, needs);
  preflightRoutes(server, needs);
  stockRulesRoutes(server, needs);
  mailSettingsRoutes(server, needs);
  mailRoutes(server, needs);
  writeMailRoutes(server, needs);
}
