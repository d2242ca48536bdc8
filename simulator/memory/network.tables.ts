import type { ShowStatus } from "@allotement/protocol/messages/contingent.ts";
import type { ShowPrice } from "@allotement/protocol/messages/operation.ts";
import type { KnownCode } from "@allotement/reseller/api/mapping.ts";
import type { Season } from "../season.ts";
import type { SideOptions } from "../sides.ts";
import type { NetworkView } from "../views.ts";
import { memoryDatabase } from "./database.ts";

export type NetworkSeat = NetworkView["seats"][number];
export type NetworkBasket = NetworkView["baskets"][number];
export type NetworkOrder = NetworkView["orders"][number];
export type NetworkLine = NetworkView["lines"][number];
export type NetworkEvent = NetworkView["events"][number];

export interface NetworkShowRow {
  showNumber: number;
  title: string;
  status: ShowStatus;
  prices: readonly ShowPrice[];
}

export interface NetworkPerformanceRow {
  performanceNumber: number;
  showNumber: number;
  hallCode: number;
  localDate: string;
  localTime: string;
  timeZone: string;
  scheduleVersion: number;
}

/** Every table of the reseller that the exchange and the points of sale touch, for one institution. */
export function networkTables(season: Season, options: SideOptions) {
  const database = memoryDatabase(options.commitFault);
  return {
    database,
    season,
    streamId: database.cell(season.streamId),
    /** What the institution lost with a backup is being given back. */
    restoring: database.cell<boolean>(false),
    codes: database.cell<readonly KnownCode[]>(season.codesAtReseller),
    shows: database.table<number, NetworkShowRow>(),
    performances: database.table<number, NetworkPerformanceRow>(),
    seats: database.table<number, NetworkSeat>(),
    /** The codes of a performance's seats, rising. */
    seatCodes: database.table<number, readonly number[]>(),
    movements: database.log<NetworkView["movements"][number]>(),
    operations: database.table<string, NetworkView["operations"][number]>(),
    baskets: database.table<string, NetworkBasket>(),
    openBaskets: database.table<string, NetworkBasket>(),
    orders: database.table<string, NetworkOrder>(),
    orderOfBasket: database.table<string, string>(),
    /** The lines of an order, in their order. */
    lines: database.table<string, readonly NetworkLine[]>(),
    barcodes: database.table<string, string>(),
    /** Seats that a live line stands for. */
    soldSeats: database.table<number, string>(),
    drawRecorded: database.sequence(),
    eventIds: database.table<string, number>(),
    unnumbered: database.table<number, NetworkEvent>(),
    numbered: database.log<NetworkEvent>(),
    acknowledgement: database.cell<NetworkView["acknowledgement"]>(undefined),
  };
}

export type NetworkTables = ReturnType<typeof networkTables>;

/** One institution stands on memory; another's number is a mistake of the simulator. */
export function ofInstitution({ season }: NetworkTables, institutionCode: number): void {
  if (institutionCode !== season.institutionCode) throw new Error(`no institution ${institutionCode} here`);
}
