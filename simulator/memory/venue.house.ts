import type { HouseTransaction } from "@allotement/boxoffice/house/house.ts";
import { seatKey } from "./constraints.ts";
import { appendEntryRows } from "./venue.journal.ts";
import { memorySeats } from "./venue.seats.ts";
import type { VenueTables } from "./venue.tables.ts";
import { cancelTicketRow, counterTicket, insertCounterTicketRows } from "./venue.tickets.ts";

export function memoryHouse(tables: VenueTables): HouseTransaction {
  const { season } = tables;
  return {
    ...memorySeats(tables),
    performance: async (performanceNumber) => tables.performances.get(performanceNumber),
    holdExists: async (holdCode) => season.holds.some((hold) => hold.holdCode === holdCode),
    async seatCodesOfCategories(hallCode, categoryCodes) {
      if (hallCode !== season.hallCode) return [];
      const seats = season.seats.filter((seat) => categoryCodes.includes(seat.seatCategoryCode));
      return seats.map((seat) => seat.seatCode).sort((one, other) => one - other);
    },
    // The simulator's hall keeps its plan.
    seatsGone: async () => [],
    async priceType(priceTypeCode) {
      const type = season.priceTypes.find((one) => one.priceTypeCode === priceTypeCode);
      return type && { ...type, saleType: "RESERVATION/VENTE" };
    },
    paymentMethod: async (paymentMethodId) =>
      season.paymentMethods.find((method) => method.paymentMethodId === paymentMethodId),
    salesChannels: async () => [...season.salesChannels],
    async seatCategories(hallCode, seatCodes) {
      if (hallCode !== season.hallCode) return [];
      return season.seats
        .filter((seat) => seatCodes.includes(seat.seatCode))
        .map(({ seatCode, seatCategoryCode }) => ({ seatCode, seatCategoryCode }))
        .sort((one, other) => one.seatCode - other.seatCode);
    },
    async priceGrids(showNumber) {
      return [...tables.grids.rows()]
        .filter((grid) => grid.showNumber === showNumber && grid.lines.length > 0)
        .sort((one, other) => one.validFrom.getTime() - other.validFrom.getTime())
        .map(({ priceGridId, validFrom, lines }) => ({
          priceGridId,
          validFrom,
          lines: [...lines].sort(
            (one, other) =>
              one.priceTypeCode - other.priceTypeCode || one.seatCategoryCode - other.seatCategoryCode,
          ),
        }));
    },
    describeSeats: async (performanceNumber, seatCodes) =>
      describeSeats(tables, performanceNumber, seatCodes),
    async openOrder() {
      const { orderCount } = tables;
      orderCount.set(orderCount.get() + 1);
      return orderCount.get();
    },
    insertCounterTickets: async (sale, seats, draw) => insertCounterTicketRows(tables, sale, seats, draw),
    ticket: async (ticketId) => counterTicket(tables, ticketId),
    cancelTicket: async (ticketId, at) => cancelTicketRow(tables, ticketId, at),
    appendEntries: async (at, entries) => appendEntryRows(tables, at, entries),
  };
}

function describeSeats(tables: VenueTables, performanceNumber: number, seatCodes: readonly number[]) {
  const { season } = tables;
  const all = tables.seatCodes.get(performanceNumber) ?? [];
  return all.flatMap((seatCode) => {
    const seat = tables.seats.get(seatKey(performanceNumber, seatCode));
    if (!seat || !seatCodes.includes(seatCode)) return [];
    const { state, holdCode } = seat;
    const last = tables.lastMovements.get(seatKey(performanceNumber, seatCode));
    const here = state === "free" || state === "held" || state === "blocked" || state === "soldAtCounter";
    return [
      {
        seatCode,
        state,
        since: last?.at.toISOString() ?? null,
        holdName: season.holds.find((hold) => hold.holdCode === holdCode)?.name ?? null,
        resellerName: seat.resellerId === null || here ? null : "TICKETNET",
      },
    ];
  });
}
