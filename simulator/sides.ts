import type { DoorStore } from "@allotement/boxoffice/house/door/door.store.ts";
import type { HouseStore } from "@allotement/boxoffice/house/house.ts";
import type { SealStore } from "@allotement/boxoffice/house/journal/seal-journal.ts";
import type { InterfaceStore } from "@allotement/boxoffice/interface/store.ts";
import type { SessionAnswer } from "@allotement/protocol/messages/session.ts";
import type { KnownCode } from "@allotement/reseller/api/mapping.ts";
import type { ContingentStore } from "@allotement/reseller/contingent/operations.ts";
import type { FeedStore } from "@allotement/reseller/feed/feed.ts";
import type { SaleStore } from "@allotement/reseller/point-of-sale/sales.ts";
import type { KnownSalesStore } from "@allotement/reseller/restore/known-sales.ts";
import type { ShowStore } from "@allotement/reseller/shows/shows.ts";
import type { SeasonGrid } from "./season.ts";
import type { NetworkView, VenueView } from "./views.ts";

/**
 * The database of one side, as the simulator plays with it: on memory (`memory/`) or on PostgreSQL (`sides.sql.ts`).
 * Transactions of one side run one after the other, in the order in which they were asked for.
 */

/**
 * What becomes of a commit. `rollback`: it fails and nothing happened; `unknown…`: the database goes away in the middle,
 * and the caller is not told whether it happened. The caller gets an error in all cases but the first.
 */
export type CommitFault = "commit" | "rollback" | "unknownCommitted" | "unknownRolledBack";

export interface SideOptions {
  /** Asked at each commit, also of those that only read. */
  commitFault?: () => CommitFault;
}

type Answer<Value> = Value | Promise<Value>;

/** One incarnation of a server: what it reaches its database through. */
interface Connection {
  /**
   * The server is dead: its open transaction is undone, and no promise of its stores ever resolves. Called while a commit
   * is being decided (from `commitFault`), it leaves that commit to what is answered there.
   */
  kill(): void;
}

export interface VenueConnection extends Connection {
  store: InterfaceStore;
  house: HouseStore;
  door: DoorStore;
  seals: SealStore;
}

export interface NetworkConnection extends Connection {
  operations: ContingentStore;
  sales: SaleStore;
  feed: FeedStore;
  shows: ShowStore;
  known: KnownSalesStore;
}

export interface Side<Incarnation extends Connection, View> {
  connect(): Incarnation;
  /** How many transactions have committed changes; left out where nobody counts them. */
  changes?(): number;
  /** Every row as committed. To be called between transactions, as the next two. */
  view(): Answer<View>;
  /** A copy of this moment; the answer brings the whole side back to it, as often as it is called. */
  backup(): Answer<() => Answer<void>>;
  close(): Promise<void>;
}

/** What a person does there beside the exchange; plain writes, none of the product's rules. */
export interface VenueSide extends Side<VenueConnection, VenueView> {
  settings: { resellerId: number; holdCode: number; onPriceMismatch: "stop" | "isolate" };
  addGrid(showNumber: number, grid: SeasonGrid): Answer<void>;
  changeSchedule(performanceNumber: number, localDate: string, localTime: string): Answer<void>;
}

export interface NetworkSide extends Side<NetworkConnection, NetworkView> {
  institutionCode: number;
  /** What a session says of the institution's feed: its stream, and how far the venue has acknowledged it. */
  session(): Answer<Pick<SessionAnswer, "streamId" | "acknowledgedUpTo">>;
  /** What the reseller's manager does after a restore: a new stream, and no sale until the venue has given back. */
  markRestored(streamId: string, at: Date): Answer<void>;
  changeCodes(codes: readonly KnownCode[]): Answer<void>;
}
