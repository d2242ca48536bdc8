import type { Database, Transaction } from "@allotement/platform/database/database.ts";
import { appendAudit } from "../house/audit/audit.store.ts";
import type { AuditToAppend } from "../house/audit/audit.ts";
import { type SeatsStore, sqlSeatsStore } from "../house/inventory/inventory.store.ts";
import { type BlockedSalesStore, sqlBlockedSalesStore } from "./blocked-sales/blocked-sales.store.ts";
import { type CompareStore, sqlCompareStore } from "./compare/compare.store.ts";
import { type ConflictsStore, sqlConflictsStore } from "./conflicts/conflicts.store.ts";
import { type ForceRecallStore, sqlForceRecallStore } from "./force-recall/force-recall.store.ts";
import { type FeedStore, sqlFeedStore } from "./import-sales/feed.store.ts";
import { type FileLinesStore, sqlFileLinesStore } from "./import-sales/file-lines.store.ts";
import { type IntegrationStore, sqlIntegrationStore } from "./import-sales/integrate.store.ts";
import { type OperationsStore, sqlOperationsStore } from "./operations/operations.store.ts";
import { type ProgrammeStore, sqlProgrammeStore } from "./operations/programme.store.ts";
import { type ReschedulesStore, sqlReschedulesStore } from "./reschedule/reschedule.store.ts";
import { type RestoreStore, sqlRestoreStore } from "./restore/restore.store.ts";
import { type RunsStore, sqlRunsStore } from "./runs/runs.store.ts";

/** Whose interface, towards which reseller: nothing in the interface is ever read or written outside of it. */
export interface Scope {
  organizerId: number;
  resellerId: number;
}

export interface AuditStore {
  /** Writes down who did what; last in a transaction, after the bookings. Answers the entry's number. */
  appendAudit(at: Date, entry: AuditToAppend): Promise<number>;
}

/** All that the exchange may do inside one transaction. A simulator's in-memory store implements the same. */
export type InterfaceTransaction = SeatsStore &
  ProgrammeStore &
  OperationsStore &
  FeedStore &
  FileLinesStore &
  IntegrationStore &
  BlockedSalesStore &
  RunsStore &
  CompareStore &
  RestoreStore &
  ReschedulesStore &
  ForceRecallStore &
  ConflictsStore &
  AuditStore;

export interface InterfaceStore {
  scope: Scope;
  /** READ COMMITTED; all or nothing. */
  transaction<Result>(work: (transaction: InterfaceTransaction) => Promise<Result>): Promise<Result>;
}

/** The store on the real database. */
export function sqlInterfaceStore(database: Database, scope: Scope): InterfaceStore {
  return {
    scope,
    transaction: (work) =>
      database.transaction((transaction) => work(interfaceTransaction(transaction, scope))),
  };
}

function interfaceTransaction(transaction: Transaction, scope: Scope): InterfaceTransaction {
  return {
    ...sqlSeatsStore(transaction, scope.organizerId),
    ...sqlProgrammeStore(transaction, scope),
    ...sqlOperationsStore(transaction, scope),
    ...sqlFeedStore(transaction, scope),
    ...sqlFileLinesStore(transaction, scope),
    ...sqlIntegrationStore(transaction, scope),
    ...sqlBlockedSalesStore(transaction, scope),
    ...sqlRunsStore(transaction, scope),
    ...sqlCompareStore(transaction, scope),
    ...sqlRestoreStore(transaction, scope),
    ...sqlReschedulesStore(transaction, scope),
    ...sqlForceRecallStore(transaction, scope),
    ...sqlConflictsStore(transaction, scope),
    appendAudit: (at, entry) => appendAudit(transaction, scope.organizerId, at, entry),
  };
}
