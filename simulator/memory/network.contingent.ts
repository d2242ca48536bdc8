import type { KnownCodes } from "@allotement/reseller/contingent/contingent.ts";
import type { ContingentTransaction } from "@allotement/reseller/contingent/operations.ts";
import { asJson, assert, seatKey } from "./constraints.ts";
import { memorySequencer, unnumberedEvents } from "./network.feed.ts";
import { memoryContingentSeats, readSeats } from "./network.seats.ts";
import type { NetworkSeat, NetworkTables } from "./network.tables.ts";

export function memoryContingent(tables: NetworkTables): ContingentTransaction {
  const { operations, shows, performances, seats } = tables;
  return {
    ...memoryContingentSeats(tables),
    ...memorySequencer(tables),
    // Transactions run one after the other: nobody else can hold it.
    lockOperation: async () => true,
    storedOperation: async (operationId) => operations.get(operationId.toLowerCase())?.stored,
    async storeOperation({ kind, performanceNumber, ...operation }, stored, receivedAt) {
      const operationId = operation.operationId.toLowerCase();
      assert(operations.get(operationId) === undefined, "one answer for one operation");
      const kept = asJson(stored);
      operations.put(operationId, { operationId, kind, performanceNumber, stored: kept, receivedAt });
    },
    knownCodes: async (hallCode) => knownCodes(tables, hallCode),
    showExists: async (showNumber) => shows.get(showNumber) !== undefined,
    async performance(performanceNumber) {
      const found = performances.get(performanceNumber);
      if (!found) return undefined;
      const { showNumber, localDate, localTime } = found;
      return { showNumber, localDate, localTime };
    },
    async saveShow(showNumber, { title, prices }) {
      const lines = new Set(prices.map((price) => `${price.priceTypeCode}/${price.seatCategoryCode}`));
      assert(lines.size === prices.length, "one price for a type and a category");
      const status = shows.get(showNumber)?.status ?? "confirmed";
      shows.put(showNumber, { showNumber, title, status, prices: [...prices] });
    },
    async createPerformance({ performanceNumber, showNumber, hallCode, localDate, localTime, timeZone }) {
      if (performances.get(performanceNumber)) return;
      assert(shows.get(showNumber) !== undefined, "the show exists");
      const place = { performanceNumber, showNumber, hallCode };
      performances.put(performanceNumber, { ...place, localDate, localTime, timeZone, scheduleVersion: 1 });
    },
    addSeats: async (performanceNumber, seatCodes) => addSeats(tables, performanceNumber, seatCodes),
    seats: async (performanceNumber, seatCodes) => readSeats(tables, performanceNumber, seatCodes),
    async raiseCommands(performanceNumber, commands) {
      for (const { seatCode, command } of commands) {
        const key = seatKey(performanceNumber, seatCode);
        const seat = seats.get(key);
        if (seat && seat.command < command) seats.put(key, { ...seat, command });
      }
    },
    async performanceMoment(performanceNumber) {
      const performance = performances.get(performanceNumber);
      const seatCodes = tables.seatCodes.get(performanceNumber) ?? [];
      if (!performance && seatCodes.length === 0) return undefined;
      const known = readSeats(tables, performanceNumber, seatCodes);
      return {
        localDate: performance?.localDate ?? null,
        localTime: performance?.localTime ?? null,
        seats: [...known.values()].map(({ seatCode, state, grant, command, fence }) => ({
          seatCode,
          state,
          grant,
          command,
          fence,
        })),
        unnumbered: unnumberedEvents(tables),
      };
    },
  };
}

function addSeats(tables: NetworkTables, performanceNumber: number, seatCodes: readonly number[]): void {
  const fresh = seatCodes.filter((seatCode) => !tables.seats.get(seatKey(performanceNumber, seatCode)));
  if (fresh.length === 0) return;
  for (const seatCode of fresh)
    tables.seats.put(seatKey(performanceNumber, seatCode), unknownSeat(performanceNumber, seatCode));
  const known = new Set([...(tables.seatCodes.get(performanceNumber) ?? []), ...fresh]);
  tables.seatCodes.put(
    performanceNumber,
    [...known].sort((one, other) => one - other),
  );
}

function unknownSeat(performanceNumber: number, seatCode: number): NetworkSeat {
  return {
    performanceNumber,
    seatCode,
    state: "none",
    command: 0,
    grant: 0,
    fence: 0,
    basketId: null,
    zoneCode: null,
    floorCode: null,
    seatCategoryCode: null,
    row: "",
    number: "",
    movementSerial: null,
  };
}

function knownCodes({ codes }: NetworkTables, hallCode: number): KnownCodes {
  const known = codes.get().filter((code) => code.hallCode === 0 || code.hallCode === hallCode);
  const of = (kind: string) => new Set(known.filter((code) => code.kind === kind).map(({ code }) => code));
  return {
    halls: of("hall"),
    holds: of("hold"),
    priceTypes: of("priceType"),
    zones: of("zone"),
    floors: of("floor"),
    seatCategories: of("seatCategory"),
  };
}
