import type { Database, Transaction } from "@allotement/platform/database/database.ts";
import type { Clock, Random } from "@allotement/platform/ports.ts";
import type { CounterSale, CounterTickets, SeatsNotFree } from "../../api/counter.ts";
import { lockSeats, moveSeats, type SeatRow } from "../inventory/inventory.store.ts";
import {
  findPaymentMethod,
  listSalesChannels,
  type PaymentMethod,
  type SalesChannel,
} from "../journal/accounts.store.ts";
import { appendEntries } from "../journal/journal.store.ts";
import { gridAt } from "../prices/price-grid.ts";
import { findPriceType, type PriceType, readPriceGrids } from "../prices/prices.store.ts";
import { findPerformance, type PerformanceRow } from "../programme/programme.store.ts";
import { exceptionFor, type PricedSeat, priceSeats, type SaleException } from "./counter-sale.ts";
import { describeSeats, insertCounterTickets, readSeatCategories } from "./tickets.store.ts";
import { drawVenueBarcode } from "./venue-barcode.ts";

export interface CounterNeeds {
  database: Database;
  clock: Clock;
  random: Random;
}

export interface Seller {
  organizerId: number;
  operatorId: number;
}

/** In order of precedence: the first that applies is answered. */
export type CounterRefusal =
  | { error: "NOT_FOUND" }
  | { error: "UNKNOWN_PRICE_TYPE" }
  | { error: "PRICE_TYPE_OF_OTHER_CHANNEL" }
  | { error: "UNKNOWN_PAYMENT_METHOD" }
  | { error: "UNKNOWN_SALES_CHANNEL" }
  | { error: "UNKNOWN_SEAT" }
  | { error: "NO_PRICE"; seatCategoryCodes: number[] }
  | { error: "SEATS_NOT_FREE"; seats: SeatsNotFree["seats"] };

interface PreparedSale {
  performance: PerformanceRow;
  priceType: PriceType;
  exception: SaleException | null;
  paymentMethod: PaymentMethod;
  salesChannel: SalesChannel;
  seats: PricedSeat[];
  soldAt: Date;
}

/**
 * Sells seats of one performance at the counter, all or none, in one transaction: tickets with the venue's barcodes,
 * the seats' movements, one line of the cash journal per ticket. Only free seats are sold: a held seat belongs to its
 * hold, an allotted one to the reseller (R1.2).
 */
export async function sellAtCounter(
  { database, clock, random }: CounterNeeds,
  seller: Seller,
  performanceNumber: number,
  sale: CounterSale,
): Promise<CounterTickets | CounterRefusal> {
  const { organizerId, operatorId } = seller;
  return database.transaction(async (transaction) => {
    const prepared = await prepare(transaction, organizerId, performanceNumber, sale, clock.now());
    if ("error" in prepared) return prepared;
    const { priceType, exception, salesChannel, soldAt } = prepared;
    const codes = prepared.seats.map(({ seatCode }) => seatCode);
    const locked = await lockSeats(transaction, organizerId, performanceNumber, codes);
    const taken = locked.filter(({ state }) => state !== "free").map(({ seatCode }) => seatCode);
    if (taken.length > 0) {
      const seats = await describeSeats(transaction, organizerId, performanceNumber, taken);
      return { error: "SEATS_NOT_FREE", seats };
    }
    const tickets = await insertCounterTickets(
      transaction,
      {
        organizerId,
        performanceNumber,
        priceTypeCode: priceType.priceTypeCode,
        priceTypeChannel: priceType.channelKind,
        exception,
        holder: sale.holder,
        soldAt,
        operatorId,
        salesChannelId: salesChannel.salesChannelId,
      },
      prepared.seats,
      () => drawVenueBarcode(random),
    );
    return book(transaction, seller, prepared, locked, tickets);
  });
}

async function prepare(
  transaction: Transaction,
  organizerId: number,
  performanceNumber: number,
  sale: CounterSale,
  soldAt: Date,
): Promise<PreparedSale | CounterRefusal> {
  const performance = await findPerformance(transaction, organizerId, performanceNumber);
  if (!performance) return { error: "NOT_FOUND" };
  const priceType = await findPriceType(transaction, organizerId, sale.priceTypeCode);
  if (!priceType) return { error: "UNKNOWN_PRICE_TYPE" };
  const exception = exceptionFor(priceType.channelKind, sale.exception);
  if (exception === undefined) return { error: "PRICE_TYPE_OF_OTHER_CHANNEL" };
  const paymentMethod = await findPaymentMethod(transaction, organizerId, sale.paymentMethodId);
  if (!paymentMethod) return { error: "UNKNOWN_PAYMENT_METHOD" };
  const salesChannel = (await listSalesChannels(transaction, organizerId)).find(
    ({ salesChannelId, kind }) =>
      kind === "counter" && (sale.salesChannelId === undefined || sale.salesChannelId === salesChannelId),
  );
  if (!salesChannel) return { error: "UNKNOWN_SALES_CHANNEL" };
  const codes = [...new Set(sale.seatCodes)];
  const categories = await readSeatCategories(transaction, organizerId, performance.hallCode, codes);
  if (categories.length < codes.length) return { error: "UNKNOWN_SEAT" };
  const grids = await readPriceGrids(transaction, organizerId, performance.showNumber);
  const priced = priceSeats(gridAt(grids, soldAt), sale.priceTypeCode, categories);
  if (!priced.ok) return { error: "NO_PRICE", seatCategoryCodes: priced.seatCategoryCodes };
  return { performance, priceType, exception, paymentMethod, salesChannel, seats: priced.seats, soldAt };
}

async function book(
  transaction: Transaction,
  { organizerId, operatorId }: Seller,
  sale: PreparedSale,
  locked: readonly SeatRow[],
  tickets: readonly { ticketId: number; seatCode: number; barcode: string }[],
): Promise<CounterTickets> {
  const { performanceNumber } = sale.performance;
  const ticketOf = new Map(tickets.map((ticket) => [ticket.seatCode, ticket]));
  await moveSeats(
    transaction,
    { organizerId, performanceNumber, at: sale.soldAt, operatorId },
    locked.map((seat) => {
      const ticketId = ticketOf.get(seat.seatCode)?.ticketId;
      if (ticketId === undefined) throw new Error(`seat ${seat.seatCode} has no ticket`);
      return { seat, movement: "sellAtCounter", to: "soldAtCounter", ticketId };
    }),
  );
  const sold = sale.seats.map(({ seatCode, price }) => {
    const ticket = ticketOf.get(seatCode);
    if (!ticket) throw new Error(`seat ${seatCode} has no ticket`);
    const { faceValueCents, venueFeeCents, organizerFeeCents } = price;
    return { ...ticket, faceValueCents, venueFeeCents, organizerFeeCents };
  });
  await appendEntries(
    transaction,
    organizerId,
    sale.soldAt,
    sold.map(({ ticketId, faceValueCents, venueFeeCents, organizerFeeCents }) => ({
      kind: "sale",
      operatorId,
      salesChannelId: sale.salesChannel.salesChannelId,
      paymentMethodId: sale.paymentMethod.paymentMethodId,
      ticketId,
      performanceNumber,
      priceTypeCode: sale.priceType.priceTypeCode,
      faceValueCents,
      venueFeeCents,
      organizerFeeCents,
      resellerFeeCents: 0,
      customerAccountId: sale.paymentMethod.customerAccountId,
    })),
  );
  const totalCents = sold.reduce(
    (sum, { faceValueCents, venueFeeCents, organizerFeeCents }) =>
      sum + faceValueCents + venueFeeCents + organizerFeeCents,
    0,
  );
  return { tickets: sold, totalCents };
}
