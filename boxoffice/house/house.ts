import type { SeatsNotFree } from "../api/counter.ts";
import type { CounterOrder, CounterTicketSale, PricedSeat } from "./counter/counter-sale.ts";
import type { CounterTicket, WrittenTicket } from "./counter/tickets.store.ts";
import type { SeatsStore } from "./inventory/inventory.store.ts";
import type { PaymentMethod, SalesChannel } from "./journal/accounts.store.ts";
import type { EntryToAppend } from "./journal/journal.store.ts";
import type { PriceGrid } from "./prices/price-grid.ts";
import type { PriceType } from "./prices/prices.store.ts";
import type { PerformanceRow } from "./programme/programme.store.ts";

/** What the counter and the holds need of the database, for one organizer, in one transaction. */
export interface HouseTransaction extends SeatsStore {
  /** Kept from being cancelled or moved until the transaction ends. */
  performance(performanceNumber: number): Promise<PerformanceRow | undefined>;
  holdExists(holdCode: number): Promise<boolean>;
  seatCodesOfCategories(hallCode: number, categoryCodes: readonly number[]): Promise<number[]>;
  /** Seats of the hall that a version of its plan has left out: they stay blocked. */
  seatsGone(hallCode: number): Promise<number[]>;
  priceType(priceTypeCode: number): Promise<PriceType | undefined>;
  paymentMethod(paymentMethodId: number): Promise<PaymentMethod | undefined>;
  salesChannels(): Promise<SalesChannel[]>;
  /** The categories of seats of a hall, by which they are priced; unknown codes are left out. */
  seatCategories(
    hallCode: number,
    seatCodes: readonly number[],
  ): Promise<{ seatCode: number; seatCategoryCode: number }[]>;
  /** A show's grids, the earliest first. */
  priceGrids(showNumber: number): Promise<PriceGrid[]>;
  describeSeats(performanceNumber: number, seatCodes: readonly number[]): Promise<SeatsNotFree["seats"]>;
  /** Opens an order under the next number and answers it; after the seats, before the journal. */
  openOrder(order: CounterOrder): Promise<number>;
  /** Writes one ticket per seat; draws again where a barcode is in use. */
  insertCounterTickets(
    sale: CounterTicketSale,
    seats: readonly PricedSeat[],
    draw: () => string,
  ): Promise<WrittenTicket[]>;
  ticket(ticketId: number): Promise<CounterTicket | undefined>;
  cancelTicket(ticketId: number, at: Date): Promise<void>;
  /** Books entries under the next numbers and answers these; last in a transaction. */
  appendEntries(at: Date, entries: readonly EntryToAppend[]): Promise<number[]>;
}

export interface HouseStore {
  organizerId: number;
  /** READ COMMITTED; all or nothing. */
  transaction<Result>(work: (transaction: HouseTransaction) => Promise<Result>): Promise<Result>;
}
