import type { Database, Transaction } from "@allotement/platform/database/database.ts";
import { openOrder } from "./counter/orders.store.ts";
import {
  cancelTicket,
  describeSeats,
  findTicket,
  insertCounterTickets,
  readSeatCategories,
} from "./counter/tickets.store.ts";
import { seatsGone } from "./halls/apply-plan.store.ts";
import { holdExists, seatCodesOfCategories } from "./holds/holds.store.ts";
import type { HouseStore, HouseTransaction } from "./house.ts";
import { sqlSeatsStore } from "./inventory/inventory.store.ts";
import { findPaymentMethod, listSalesChannels } from "./journal/accounts.store.ts";
import { appendEntries } from "./journal/journal.store.ts";
import { readPriceGrids } from "./prices/price-grids.store.ts";
import { findPriceType } from "./prices/prices.store.ts";
import { sharePerformance } from "./programme/programme.store.ts";

/** The store of the counter and the holds on PostgreSQL. */
export function sqlHouseStore(database: Database, organizerId: number): HouseStore {
  return {
    organizerId,
    transaction: (work) =>
      database.transaction((transaction) => work(houseTransaction(transaction, organizerId))),
  };
}

function houseTransaction(transaction: Transaction, organizerId: number): HouseTransaction {
  return {
    ...sqlSeatsStore(transaction, organizerId),
    performance: (performanceNumber) => sharePerformance(transaction, organizerId, performanceNumber),
    holdExists: (holdCode) => holdExists(transaction, organizerId, holdCode),
    seatCodesOfCategories: (hallCode, categoryCodes) =>
      seatCodesOfCategories(transaction, organizerId, hallCode, categoryCodes),
    seatsGone: (hallCode) => seatsGone(transaction, { organizerId, hallCode }),
    priceType: (priceTypeCode) => findPriceType(transaction, organizerId, priceTypeCode),
    paymentMethod: (paymentMethodId) => findPaymentMethod(transaction, organizerId, paymentMethodId),
    salesChannels: () => listSalesChannels(transaction, organizerId),
    seatCategories: (hallCode, seatCodes) =>
      readSeatCategories(transaction, organizerId, hallCode, seatCodes),
    priceGrids: (showNumber) => readPriceGrids(transaction, organizerId, showNumber),
    describeSeats: (performanceNumber, seatCodes) =>
      describeSeats(transaction, organizerId, performanceNumber, seatCodes),
    openOrder: (order) => openOrder(transaction, organizerId, order),
    insertCounterTickets: (sale, seats, draw) =>
      insertCounterTickets(transaction, organizerId, sale, seats, draw),
    ticket: (ticketId) => findTicket(transaction, organizerId, ticketId),
    cancelTicket: (ticketId, at) => cancelTicket(transaction, organizerId, ticketId, at),
    appendEntries: (at, entries) => appendEntries(transaction, organizerId, at, entries),
  };
}
