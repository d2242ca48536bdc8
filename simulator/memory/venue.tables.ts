import type { PriceGridLine } from "@allotement/boxoffice/house/prices/price-grid.ts";
import type { PerformanceRow } from "@allotement/boxoffice/house/programme/programme.store.ts";
import type { CursorRow } from "@allotement/boxoffice/interface/import-sales/feed.store.ts";
import type { Season, SeasonShow } from "../season.ts";
import type { SideOptions } from "../sides.ts";
import type { VenueView } from "../views.ts";
import { seatKey } from "./constraints.ts";
import { memoryDatabase } from "./database.ts";
import type { VenueReschedule } from "./venue.reschedules.ts";

export type VenueSeat = VenueView["seats"][number];
export type VenueOperation = VenueView["operations"][number];
export type VenueInboxRow = VenueView["inbox"][number];
export type VenueRun = VenueView["runs"][number];
export type VenueStep = VenueView["steps"][number];
export type VenueEntry = VenueView["journal"][number];
export type VenueReceivable = VenueView["receivables"][number];
export type VenueAuditEntry = VenueView["audit"][number];

export interface VenueGrid {
  priceGridId: number;
  showNumber: number;
  validFrom: Date;
  lines: readonly PriceGridLine[];
}

export type VenuePerformance = PerformanceRow & { title: string };

/** Every table of the venue that the exchange, the counter and the holds touch. */
export function venueTables(season: Season, options: SideOptions) {
  const database = memoryDatabase(options.commitFault);
  return {
    database,
    season,
    seats: database.table<number, VenueSeat>(),
    /** The codes of a performance's seats, rising. */
    seatCodes: database.table<number, readonly number[]>(),
    movements: database.log<VenueView["movements"][number]>(),
    /** The last movement of each seat. */
    lastMovements: database.table<number, VenueView["movements"][number]>(),
    performances: database.table<number, VenuePerformance>(),
    reschedules: database.table<string, VenueReschedule>(),
    shows: database.table<number, Pick<SeasonShow, "showNumber" | "title">>(),
    grids: database.table<number, VenueGrid>(),
    operations: database.table<string, VenueOperation>(),
    /** Those of them that are neither applied nor voided. */
    unfinishedOperations: database.table<string, VenueOperation>(),
    runs: database.table<string, VenueRun>(),
    unfinishedRuns: database.table<string, VenueRun>(),
    steps: database.table<string, readonly VenueStep[]>(),
    cursor: database.cell<(CursorRow & { receivedAt: Date | null }) | undefined>(undefined),
    /** By the event's identity. */
    inbox: database.table<string, VenueInboxRow>(),
    /** The event at a number of a stream; the event that undoes another. */
    inboxPlaces: database.table<string, string>(),
    inboxUndoing: database.table<string, string>(),
    /** The feed's event that says the same as a file's; the events of a barcode. */
    inboxSame: database.table<string, string>(),
    inboxOfBarcode: database.table<string, readonly string[]>(),
    /** Lines of sales files that wait, by barcode and kind. */
    waitingLines: database.table<string, VenueView["waitingLines"][number]>(),
    overrides: database.table<string, VenueView["overrides"][number]>(),
    closedSales: database.table<string, VenueView["closedSales"][number]>(),
    comparisons: database.log<VenueView["comparisons"][number]>(),
    scans: database.table<string, VenueView["scans"][number]>(),
    scansOfTicket: database.table<number, readonly VenueView["scans"][number][]>(),
    tickets: database.table<number, VenueView["tickets"][number]>(),
    ticketOfBarcode: database.table<string, number>(),
    /** The live tickets of a seat, those in conflict too. */
    liveTickets: database.table<number, readonly number[]>(),
    drawTicketId: database.sequence(),
    orderCount: database.cell(0),
    forcedRecalls: database.table<string, VenueView["forcedRecalls"][number]>(),
    conflicts: database.table<number, VenueView["conflicts"][number]>(),
    drawConflictId: database.sequence(),
    journal: database.log<VenueEntry>(),
    entriesOfTicket: database.table<number, readonly VenueEntry[]>(),
    receivables: database.log<VenueReceivable>(),
    seals: database.log<VenueView["seals"][number]>(),
    knownShows: database.table<number, number>(),
    knownPerformances: database.table<number, number>(),
    /** Those, and the ones that an operation was planned over. */
    sentPerformances: database.table<number, number>(),
    audit: database.log<VenueAuditEntry>(),
  };
}

export type VenueTables = ReturnType<typeof venueTables>;

/** Fills the tables as the season says: every seat free, nothing exchanged. */
export function furnishVenue(tables: VenueTables): void {
  const { season } = tables;
  const seatCodes = season.seats.map((seat) => seat.seatCode).sort((one, other) => one - other);
  let grids = 0;
  for (const show of season.shows) {
    tables.shows.put(show.showNumber, show);
    for (const { validFrom, lines } of show.grids) {
      grids += 1;
      tables.grids.put(grids, { priceGridId: grids, showNumber: show.showNumber, validFrom, lines });
    }
    for (const performance of show.performances) {
      const { performanceNumber } = performance;
      const { hallCode, timeZone } = season;
      const { showNumber, title } = show;
      tables.performances.put(performanceNumber, {
        ...performance,
        showNumber,
        title,
        hallCode,
        timeZone,
        scheduleVersion: 1,
        cancelledAt: null,
      });
      tables.seatCodes.put(performanceNumber, seatCodes);
      for (const seatCode of seatCodes)
        tables.seats.put(seatKey(performanceNumber, seatCode), freeSeat(performanceNumber, seatCode));
    }
  }
}

function freeSeat(performanceNumber: number, seatCode: number): VenueSeat {
  return {
    performanceNumber,
    seatCode,
    state: "free",
    holdCode: null,
    command: 0,
    grantCommand: null,
    fence: 0,
    fenceAcknowledged: 0,
    resellerId: null,
    operationId: null,
    movementSerial: null,
  };
}
