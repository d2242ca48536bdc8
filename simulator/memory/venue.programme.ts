import { gridAt, type PriceGridLine } from "@allotement/boxoffice/house/prices/price-grid.ts";
import type { ProgrammeStore } from "@allotement/boxoffice/interface/operations/programme.store.ts";
import { assert } from "./constraints.ts";
import { isRescheduling } from "./venue.reschedules.ts";
import type { VenueGrid, VenueTables } from "./venue.tables.ts";

export function memoryProgramme(tables: VenueTables): ProgrammeStore {
  const { season, knownShows, knownPerformances } = tables;
  return {
    async performanceFacts(performanceNumber) {
      const performance = tables.performances.get(performanceNumber);
      if (!performance) return undefined;
      const { showNumber, title, hallCode, localDate, localTime, timeZone } = performance;
      return {
        performanceNumber,
        showNumber,
        title,
        comment: "",
        printAtHome: false,
        hallCode,
        localDate,
        localTime,
        timeZone,
        knownShow: knownShows.get(showNumber) !== undefined,
        knownPerformance: knownPerformances.get(performanceNumber) !== undefined,
        closedToAllot: performance.cancelledAt !== null || isRescheduling(tables, performanceNumber),
      };
    },
    async seatPlaces(hallCode, seatCodes) {
      if (hallCode !== season.hallCode) return [];
      const chosen = new Set(seatCodes);
      const places = season.seats.filter((place) => chosen.has(place.seatCode));
      return places.sort((one, other) => one.seatCode - other.seatCode);
    },
    async rememberCreated(showNumber, performanceNumber) {
      assert(tables.shows.get(showNumber) !== undefined, "the show exists");
      assert(tables.performances.get(performanceNumber) !== undefined, "the performance exists");
      knownShows.put(showNumber, showNumber);
      knownPerformances.put(performanceNumber, performanceNumber);
      tables.sentPerformances.put(performanceNumber, performanceNumber);
    },
    async completeGrid(showNumber, lines, now) {
      const grid = gridOfShow(tables, showNumber, now);
      if (!grid) return false;
      const keyOf = (line: Pick<PriceGridLine, "priceTypeCode" | "seatCategoryCode">) =>
        `${line.priceTypeCode}/${line.seatCategoryCode}`;
      const completed = new Map(grid.lines.map((line) => [keyOf(line), line]));
      for (const line of lines) {
        const { resellerFeeCents } = line;
        completed.set(keyOf(line), { ...(completed.get(keyOf(line)) ?? line), resellerFeeCents });
      }
      tables.grids.put(grid.priceGridId, { ...grid, lines: [...completed.values()] });
      return true;
    },
  };
}

/** The grid of a show that is in force at an instant. */
export function gridOfShow(tables: VenueTables, showNumber: number, instant: Date): VenueGrid | undefined {
  return gridAt(
    [...tables.grids.rows()].filter((grid) => grid.showNumber === showNumber),
    instant,
  );
}
