import type { Clock, Random } from "@allotement/platform/ports.ts";
import type { CounterSale, CounterTickets, SeatsNotFree } from "../../api/counter.ts";
import type { HouseStore, HouseTransaction } from "../house.ts";
import type { SeatRow } from "../inventory/inventory.store.ts";
import type { PaymentMethod, SalesChannel } from "../journal/accounts.store.ts";
import { gridAt } from "../prices/price-grid.ts";
import type { PriceType } from "../prices/prices.store.ts";
import type { PerformanceRow } from "../programme/programme.store.ts";
import { exceptionFor, type PricedSeat, priceSeats, type SaleException } from "./counter-sale.ts";
import type { WrittenTicket } from "./tickets.store.ts";
import { drawVenueBarcode } from "./venue-barcode.ts";

export interface CounterNeeds {
  store: HouseStore;
  clock: Clock;
  random: Random;
}

/** In order of precedence: the first that applies is answered. */
export type CounterRefusal =
  | { error: "NOT_FOUND" }
  | { error: "PERFORMANCE_CANCELLED" }
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
  { store, clock, random }: CounterNeeds,
  operatorId: number,
  performanceNumber: number,
  sale: CounterSale,
): Promise<CounterTickets | CounterRefusal> {
  return store.transaction<CounterTickets | CounterRefusal>(async (transaction) => {
    const prepared = await prepare(transaction, performanceNumber, sale, clock.now());
    if ("error" in prepared) return prepared;
    const { priceType, exception, salesChannel, soldAt } = prepared;
    const codes = prepared.seats.map(({ seatCode }) => seatCode);
    const locked = await transaction.lockSeats(performanceNumber, codes);
    const taken = locked.filter(({ state }) => state !== "free").map(({ seatCode }) => seatCode);
    if (taken.length > 0) {
      const seats = await transaction.describeSeats(performanceNumber, taken);
      return { error: "SEATS_NOT_FREE", seats };
    }
    const tickets = await transaction.insertCounterTickets(
      {
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
    return book(transaction, operatorId, prepared, locked, tickets);
  });
}

async function prepare(
  transaction: HouseTransaction,
  performanceNumber: number,
  sale: CounterSale,
  soldAt: Date,
): Promise<PreparedSale | CounterRefusal> {
  const performance = await transaction.performance(performanceNumber);
  if (!performance) return { error: "NOT_FOUND" };
  if (performance.cancelledAt !== null) return { error: "PERFORMANCE_CANCELLED" };
  const priceType = await transaction.priceType(sale.priceTypeCode);
  if (!priceType) return { error: "UNKNOWN_PRICE_TYPE" };
  const exception = exceptionFor(priceType.channelKind, sale.exception);
  if (exception === undefined) return { error: "PRICE_TYPE_OF_OTHER_CHANNEL" };
  const paymentMethod = await transaction.paymentMethod(sale.paymentMethodId);
  if (!paymentMethod) return { error: "UNKNOWN_PAYMENT_METHOD" };
  const salesChannel = (await transaction.salesChannels()).find(
    ({ salesChannelId, kind }) =>
      kind === "counter" && (sale.salesChannelId === undefined || sale.salesChannelId === salesChannelId),
  );
  if (!salesChannel) return { error: "UNKNOWN_SALES_CHANNEL" };
  const codes = [...new Set(sale.seatCodes)];
  const categories = await transaction.seatCategories(performance.hallCode, codes);
  if (categories.length < codes.length) return { error: "UNKNOWN_SEAT" };
  const grids = await transaction.priceGrids(performance.showNumber);
  const priced = priceSeats(gridAt(grids, soldAt), sale.priceTypeCode, categories);
  if (!priced.ok) return { error: "NO_PRICE", seatCategoryCodes: priced.seatCategoryCodes };
  return { performance, priceType, exception, paymentMethod, salesChannel, seats: priced.seats, soldAt };
}

async function book(
  transaction: HouseTransaction,
  operatorId: number,
  sale: PreparedSale,
  locked: readonly SeatRow[],
  tickets: readonly WrittenTicket[],
): Promise<CounterTickets> {
  const { performanceNumber } = sale.performance;
  const ticketOf = new Map(tickets.map((ticket) => [ticket.seatCode, ticket]));
  await transaction.moveSeats(
    { performanceNumber, at: sale.soldAt, operatorId },
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
  await transaction.appendEntries(
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
