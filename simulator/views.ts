import type { AuditFacts } from "@allotement/boxoffice/house/audit/audit.ts";
import type { ScanToKeep } from "@allotement/boxoffice/house/door/door.store.ts";
import type { SeatRow } from "@allotement/boxoffice/house/inventory/inventory.store.ts";
import type { Movement } from "@allotement/boxoffice/house/inventory/seat-states.ts";
import type { EntryToAppend } from "@allotement/boxoffice/house/journal/journal.store.ts";
import type { Seal } from "@allotement/boxoffice/house/journal/seal-journal.ts";
import type { Decision } from "@allotement/boxoffice/interface/blocked-sales/blocked-sales.store.ts";
import type { Comparison, Occasion } from "@allotement/boxoffice/interface/compare/compare.store.ts";
import type { ForcedRecall } from "@allotement/boxoffice/interface/force-recall/force-recall.store.ts";
import type { CursorRow, InboxRow } from "@allotement/boxoffice/interface/import-sales/feed.store.ts";
import type { GridAmounts } from "@allotement/boxoffice/interface/import-sales/integrate.store.ts";
import type { FileLine, KeptReason } from "@allotement/boxoffice/interface/import-sales/judge-line.ts";
import type { OperationRow } from "@allotement/boxoffice/interface/operations/operations.store.ts";
import type { RunRow } from "@allotement/boxoffice/interface/runs/runs.store.ts";
import type { Acknowledgement, SaleFacts } from "@allotement/protocol/messages/sales.ts";
import type { ContingentSeat, MovementName, SeatState } from "@allotement/reseller/contingent/contingent.ts";
import type { SeatFacts, StoredOperation } from "@allotement/reseller/contingent/operations.ts";
import type { OpenBasket, SoldLine, SoldOrder } from "@allotement/reseller/point-of-sale/sales.ts";

/**
 * All rows of a side, as its database holds them: what invariants are checked on. No order is promised but this: the
 * movements of one seat stand in the order of their serials, inbox, journal, audit and feed in the order of their numbers.
 */

export interface SeatKey {
  performanceNumber: number;
  seatCode: number;
}

export interface VenueMovement extends SeatKey {
  serial: number;
  movement: Movement;
  from: SeatRow["state"];
  to: SeatRow["state"];
  holdCode: number | null;
  command: number;
  grantCommand: number | null;
  resellerId: number | null;
  operationId: string | null;
  ticketId: number | null;
  operatorId: number | null;
  at: Date;
}

export interface VenueTicket extends SeatKey {
  ticketId: number;
  soldThrough: "counter" | "web" | "reseller";
  resellerId: number | null;
  priceTypeCode: number | null;
  priceTypeChannel: string | null;
  exception: string | null;
  seatCategoryCode: number | null;
  faceValueCents: number;
  venueFeeCents: number;
  organizerFeeCents: number;
  resellerFeeCents: number;
  barcode: string;
  holderSurname: string | null;
  holderFirstName: string | null;
  soldAt: Date;
  operatorId: number | null;
  salesChannelId: number | null;
  cancelledAt: Date | null;
  inConflict: boolean;
  lastScan: number;
  /** The last scan before its cancellation was known. */
  cancelledAfterScan: number | null;
}

/** What two people decided on a sale that integration could not settle. */
type Decided = Decision & { eventId: string };

export interface VenueConflict extends SeatKey {
  conflictId: number;
  resellerId: number;
  cause: string;
  ticketId: number | null;
  /** The ticket that stood for the seat here when the conflict was opened. */
  liveTicketId: number | null;
  openedAt: Date;
  closedAt: Date | null;
  closedBy: number | null;
  outcome: string | null;
  note: string | null;
  stayingTicketId: number | null;
}

export interface VenueView {
  seats: readonly Readonly<SeatRow & SeatKey>[];
  movements: readonly Readonly<VenueMovement>[];
  operations: readonly Readonly<
    OperationRow & {
      seatCount: number;
      createdBy: number | null;
      nextAttemptAt: Date;
      appliedAt: Date | null;
    }
  >[];
  tickets: readonly Readonly<VenueTicket>[];
  cursor: Readonly<CursorRow & { receivedAt: Date | null }> | undefined;
  inbox: readonly Readonly<
    InboxRow & {
      streamId: string;
      receivedAt: Date;
      integratedAt: Date | null;
      runId: string | null;
    }
  >[];
  waitingLines: readonly Readonly<{ line: FileLine; reason: KeptReason; since: Date }>[];
  overrides: readonly Readonly<Decided & { amounts: GridAmounts; base: GridAmounts }>[];
  closedSales: readonly Readonly<Decided>[];
  comparisons: readonly Readonly<Comparison & { occasion: Occasion }>[];
  scans: readonly Readonly<ScanToKeep>[];
  forcedRecalls: readonly Readonly<ForcedRecall>[];
  conflicts: readonly Readonly<VenueConflict>[];
  journal: readonly Readonly<
    Omit<EntryToAppend, "customerAccountId"> & { entryNumber: number; at: Date; vatRate: number | null }
  >[];
  seals: readonly Readonly<Seal>[];
  receivables: readonly Readonly<{ customerAccountId: number; entryNumber: number; amountCents: number }>[];
  runs: readonly Readonly<RunRow>[];
  steps: readonly Readonly<{
    runId: string;
    performanceNumber: number;
    plannedAt: Date | null;
    skipped: readonly number[];
    awaitingFence: number;
  }>[];
  gridLines: readonly Readonly<
    GridAmounts & { showNumber: number; validFrom: Date; priceTypeCode: number; seatCategoryCode: number }
  >[];
  knownShows: readonly number[];
  knownPerformances: readonly number[];
  audit: readonly Readonly<Omit<AuditFacts, "organizerId"> & { previousHash: string; hash: string }>[];
}

export interface NetworkMovement extends SeatKey {
  serial: number;
  movement: MovementName;
  from: SeatState;
  to: SeatState;
  command: number;
  grant: number;
  operationId: string | null;
  basketId: string | null;
  orderId: string | null;
  at: Date;
}

export interface NetworkView {
  /** What the institution lost with a backup is being given back. */
  restoring: boolean;
  seats: readonly Readonly<
    Omit<ContingentSeat, "basketExpiresAt"> &
      SeatKey & { [Fact in keyof SeatFacts]: SeatFacts[Fact] | null } & { movementSerial: number | null }
  >[];
  movements: readonly Readonly<NetworkMovement>[];
  operations: readonly Readonly<{
    operationId: string;
    kind: "allot" | "recall" | "fence" | "void";
    performanceNumber: number;
    stored: StoredOperation;
    receivedAt: Date;
  }>[];
  baskets: readonly Readonly<OpenBasket & { pointOfSale: string; userName: string; createdAt: Date }>[];
  orders: readonly Readonly<Omit<SoldOrder, "lines">>[];
  lines: readonly Readonly<SoldLine & { orderId: string; performanceNumber: number }>[];
  /** Events that wait for their number have `null`; they stand behind those that have one. */
  events: readonly Readonly<{
    recorded: number;
    facts: SaleFacts;
    sequence: number | null;
    previousHash: string | null;
    hash: string | null;
  }>[];
  acknowledgement: Readonly<Acknowledgement & { receivedAt: Date }> | undefined;
  shows: readonly Readonly<{ showNumber: number; status: string }>[];
  performances: readonly Readonly<{
    performanceNumber: number;
    showNumber: number;
    localDate: string;
    localTime: string;
    scheduleVersion: number;
  }>[];
}
