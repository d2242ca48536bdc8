import type { Season } from "../season.ts";
import type { SideOptions, VenueSide } from "../sides.ts";
import type { VenueView } from "../views.ts";
import { keptOf } from "./database.ts";
import { memoryBlockedSales } from "./venue.blocked-sales.ts";
import { memoryCompare } from "./venue.compare.ts";
import { memoryConflicts } from "./venue.conflicts.ts";
import { memoryDoor } from "./venue.door.ts";
import { memoryFeed } from "./venue.feed.ts";
import { memoryFileLines } from "./venue.file-lines.ts";
import { memoryForceRecall } from "./venue.force-recall.ts";
import { memoryHouse } from "./venue.house.ts";
import { memoryIntegration } from "./venue.integration.ts";
import { appendAuditRow } from "./venue.journal.ts";
import { memoryOperations } from "./venue.operations.ts";
import { memoryProgramme } from "./venue.programme.ts";
import { memoryReschedules } from "./venue.reschedules.ts";
import { memoryRestore } from "./venue.restore.ts";
import { memoryRuns } from "./venue.runs.ts";
import { memorySeals } from "./venue.seals.ts";
import { memorySeats } from "./venue.seats.ts";
import { furnishVenue, type VenueTables, venueTables } from "./venue.tables.ts";

/** The venue on memory: what `VenueSide` promises, and every answer at once. */
export interface MemoryVenue extends VenueSide {
  view(): VenueView;
  backup(): () => void;
}

export function memoryVenue(season: Season, options: SideOptions = {}): MemoryVenue {
  const tables = venueTables(season, options);
  const { database } = tables;
  furnishVenue(tables);
  const exchange = {
    ...memorySeats(tables),
    ...memoryProgramme(tables),
    ...memoryOperations(tables),
    ...memoryFeed(tables),
    ...memoryFileLines(tables),
    ...memoryIntegration(tables),
    ...memoryBlockedSales(tables),
    ...memoryRuns(tables),
    ...memoryForceRecall(tables),
    ...memoryConflicts(tables),
    ...memoryCompare(tables),
    ...memoryRestore(tables),
    ...memoryReschedules(tables),
    appendAudit: async (...[at, entry]: AppendAudit) => appendAuditRow(tables, at, entry),
  };
  const counter = memoryHouse(tables);
  const gates = memoryDoor(tables);
  const sealing = memorySeals(tables);
  const look = database.kept(viewOf(tables));
  const { organizerId, resellerId, holds } = season;
  const scope = { organizerId, resellerId };
  return {
    settings: { resellerId, holdCode: holds[0]?.holdCode ?? 0, onPriceMismatch: "stop" },
    connect() {
      const life = database.open();
      const exchanging = life.guard(exchange);
      const selling = life.guard(counter);
      const scanning = life.guard(gates);
      const sealer = life.guard(sealing);
      return {
        store: { scope, transaction: (work) => life.transaction(() => work(exchanging)) },
        house: { organizerId, transaction: (work) => life.transaction(() => work(selling)) },
        door: { transaction: (work) => life.transaction(() => work(scanning)) },
        seals: { organizerId, transaction: (work) => life.transaction(() => work(sealer)) },
        kill: life.kill,
      };
    },
    view() {
      database.assertAtRest();
      return look();
    },
    changes: database.changes,
    backup: database.backup,
    addGrid(showNumber, { validFrom, lines }) {
      const priceGridId = tables.grids.size + 1;
      tables.grids.put(priceGridId, { priceGridId, showNumber, validFrom, lines });
    },
    changeSchedule(performanceNumber, localDate, localTime) {
      const performance = tables.performances.get(performanceNumber);
      if (!performance) throw new Error(`there is no performance ${performanceNumber}`);
      const scheduleVersion = performance.scheduleVersion + 1;
      tables.performances.put(performanceNumber, { ...performance, localDate, localTime, scheduleVersion });
    },
    close: async () => undefined,
  };
}

type AppendAudit = [at: Date, entry: Parameters<typeof appendAuditRow>[2]];

function viewOf(tables: VenueTables): () => VenueView {
  const steps = keptOf(
    () => [tables.steps.list()],
    (ofRuns) => ofRuns.flat(),
  );
  const gridLines = keptOf(
    () => [tables.grids.list()],
    (grids) =>
      grids.flatMap(({ showNumber, validFrom, lines }) =>
        lines.map(({ resellerFeeCents: _, ...line }) => ({ showNumber, validFrom, ...line })),
      ),
  );
  return () => ({
    seats: tables.seats.list(),
    movements: tables.movements.list(),
    operations: tables.operations.list(),
    tickets: tables.tickets.list(),
    cursor: tables.cursor.get(),
    inbox: tables.inbox.list(),
    waitingLines: tables.waitingLines.list(),
    overrides: tables.overrides.list(),
    closedSales: tables.closedSales.list(),
    comparisons: tables.comparisons.list(),
    scans: tables.scans.list(),
    forcedRecalls: tables.forcedRecalls.list(),
    conflicts: tables.conflicts.list(),
    journal: tables.journal.list(),
    receivables: tables.receivables.list(),
    seals: tables.seals.list(),
    runs: tables.runs.list(),
    steps: steps(),
    gridLines: gridLines(),
    knownShows: tables.knownShows.list(),
    knownPerformances: tables.knownPerformances.list(),
    audit: tables.audit.list(),
  });
}
