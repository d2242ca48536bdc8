import type { Clock, Random } from "@allotement/platform/ports.ts";
import type { CounterSale, CounterTickets, SeatsNotFree } from "../../api/counter.ts";
import type { HouseStore, HouseTransaction } from "../house.ts";
import type { SeatRow } from "../inventory/inventory.store.ts";
import type { PaymentMethod, SalesChannel } from "../journal/accounts.store.ts";
import type { EntryToAppend } from "../journal/journal.store.ts";
import { gridAt, type PriceGrid } from "../prices/price-grid.ts";
import type { PriceType } from "../prices/prices.store.ts";
import type { PerformanceRow } from "../programme/programme.store.ts";
import {
  dueCents,
  exceptionFor,
  type PricedSeat,
  priceSeats,
  type SaleException,
  seatsByPriceType,
} from "./counter-sale.ts";
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
  | { error: "NOT_ENOUGH_GIVEN" }
  | { error: "SEATS_NOT_FREE"; seats: SeatsNotFree["seats"] };

/** Seats of an order that share their price type. */
interface SeatsAtPriceType {
  priceType: PriceType;
  exception: SaleException | null;
  seats: PricedSeat[];
}

interface PreparedSale {
  performance: PerformanceRow;
  paymentMethod: PaymentMethod;
  salesChannel: SalesChannel;
  parts: SeatsAtPriceType[];
  totalCents: number;
  givenCents: number | null;
  soldAt: Date;
}

type SoldTicket = WrittenTicket & { priceTypeCode: number; price: PricedSeat["price"] };

/**
 * Sells seats of one performance at the counter as one order, all or none, in one transaction: tickets with the venue's
 * barcodes, the seats' movements, one line of the cash journal per ticket. Only free seats are sold: a held seat belongs
 * to its hold, an allotted one to the reseller (R1.2).
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
    const codes = prepared.parts.flatMap(({ seats }) => seats.map(({ seatCode }) => seatCode));
    const locked = await transaction.lockSeats(performanceNumber, codes);
    const taken = locked.filter(({ state }) => state !== "free").map(({ seatCode }) => seatCode);
    if (taken.length > 0) {
      const seats = await transaction.describeSeats(performanceNumber, taken);
      return { error: "SEATS_NOT_FREE", seats };
    }
    return writeOrder(transaction, operatorId, prepared, locked, { holder: sale.holder, random });
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
  const seatsOfTypes = seatsByPriceType(sale);
  const types: { priceType: PriceType; exception: SaleException | null }[] = [];
  for (const priceTypeCode of seatsOfTypes?.keys() ?? []) {
    const priceType = await transaction.priceType(priceTypeCode);
    if (!priceType) return { error: "UNKNOWN_PRICE_TYPE" };
    const exception = exceptionFor(priceType.channelKind, sale.exception);
    if (exception === undefined) return { error: "PRICE_TYPE_OF_OTHER_CHANNEL" };
    types.push({ priceType, exception });
  }
  const paymentMethod = await transaction.paymentMethod(sale.paymentMethodId);
  if (!paymentMethod) return { error: "UNKNOWN_PAYMENT_METHOD" };
  const salesChannel = (await transaction.salesChannels()).find(
    ({ salesChannelId, kind }) =>
      kind === "counter" && (sale.salesChannelId === undefined || sale.salesChannelId === salesChannelId),
  );
  if (!salesChannel) return { error: "UNKNOWN_SALES_CHANNEL" };
  const codes = [...new Set(sale.seatCodes)];
  const categories = await transaction.seatCategories(performance.hallCode, codes);
  if (!seatsOfTypes || categories.length < codes.length) return { error: "UNKNOWN_SEAT" };
  const grid = gridAt(await transaction.priceGrids(performance.showNumber), soldAt);
  const priced = priceParts(grid, types, seatsOfTypes, categories);
  if ("error" in priced) return priced;
  const totalCents = priced.parts
    .flatMap(({ seats }) => seats)
    .reduce((sum, { price }) => sum + dueCents(price), 0);
  const givenCents = (paymentMethod.kind === "cash" ? sale.givenCents : undefined) ?? null;
  if (givenCents !== null && givenCents < totalCents) return { error: "NOT_ENOUGH_GIVEN" };
  return { performance, paymentMethod, salesChannel, parts: priced.parts, totalCents, givenCents, soldAt };
}

function priceParts(
  grid: PriceGrid | undefined,
  types: readonly Omit<SeatsAtPriceType, "seats">[],
  seatsOfTypes: ReadonlyMap<number, readonly number[]>,
  categories: readonly { seatCode: number; seatCategoryCode: number }[],
): { parts: SeatsAtPriceType[] } | { error: "NO_PRICE"; seatCategoryCodes: number[] } {
  const parts: SeatsAtPriceType[] = [];
  const missing = new Set<number>();
  for (const type of types) {
    const { priceTypeCode } = type.priceType;
    const ofType = new Set(seatsOfTypes.get(priceTypeCode));
    const wanted = categories.filter(({ seatCode }) => ofType.has(seatCode));
    const priced = priceSeats(grid, priceTypeCode, wanted);
    if (priced.ok) parts.push({ ...type, seats: priced.seats });
    else for (const seatCategoryCode of priced.seatCategoryCodes) missing.add(seatCategoryCode);
  }
  return missing.size === 0 ? { parts } : { error: "NO_PRICE", seatCategoryCodes: [...missing] };
}

async function writeOrder(
  transaction: HouseTransaction,
  operatorId: number,
  sale: PreparedSale,
  locked: readonly SeatRow[],
  { holder, random }: { holder: CounterSale["holder"]; random: Random },
): Promise<CounterTickets> {
  const { performanceNumber } = sale.performance;
  const { salesChannelId } = sale.salesChannel;
  const { paymentMethodId } = sale.paymentMethod;
  const { soldAt, totalCents, givenCents } = sale;
  const orderNumber = await transaction.openOrder({
    ...{ kind: "sale", at: soldAt, operatorId, salesChannelId, paymentMethodId, totalCents, givenCents },
  });
  const sold: SoldTicket[] = [];
  for (const { priceType, exception, seats } of sale.parts) {
    const { priceTypeCode, channelKind: priceTypeChannel } = priceType;
    const ticket = { orderNumber, exchangedFrom: null, performanceNumber, priceTypeCode, priceTypeChannel };
    const seller = { exception, holder, soldAt, operatorId, salesChannelId };
    const draw = () => drawVenueBarcode(random);
    const written = await transaction.insertCounterTickets({ ...ticket, ...seller }, seats, draw);
    for (const { seatCode, price } of seats) {
      const one = written.find((other) => other.seatCode === seatCode);
      if (!one) throw new Error(`seat ${seatCode} has no ticket`);
      sold.push({ ...one, priceTypeCode, price });
    }
  }
  sold.sort((one, other) => one.seatCode - other.seatCode);
  const ticketOf = new Map(sold.map((ticket) => [ticket.seatCode, ticket.ticketId]));
  await transaction.moveSeats(
    { performanceNumber, at: soldAt, operatorId },
    locked.map((seat) => {
      const ticketId = ticketOf.get(seat.seatCode);
      if (ticketId === undefined) throw new Error(`seat ${seat.seatCode} has no ticket`);
      return { seat, movement: "sellAtCounter", to: "soldAtCounter", ticketId };
    }),
  );
  const { paymentMethod } = sale;
  await transaction.appendEntries(
    soldAt,
    sold.map((ticket) =>
      saleEntry({ ...ticket, performanceNumber }, { operatorId, salesChannelId, paymentMethod }),
    ),
  );
  const tickets = sold.map(({ price, ...ticket }) => {
    const { faceValueCents, venueFeeCents, organizerFeeCents } = price;
    return { ...ticket, faceValueCents, venueFeeCents, organizerFeeCents };
  });
  const changeCents = givenCents === null ? 0 : givenCents - totalCents;
  return { orderNumber, tickets, totalCents, changeCents };
}

/** The line of the journal that a ticket's sale is. */
export function saleEntry(
  ticket: { ticketId: number; performanceNumber: number; priceTypeCode: number; price: PricedSeat["price"] },
  sale: { operatorId: number; salesChannelId: number; paymentMethod: PaymentMethod },
): EntryToAppend {
  const { ticketId, performanceNumber, priceTypeCode } = ticket;
  const { faceValueCents, venueFeeCents, organizerFeeCents } = ticket.price;
  const { paymentMethodId, customerAccountId } = sale.paymentMethod;
  return {
    kind: "sale",
    operatorId: sale.operatorId,
    salesChannelId: sale.salesChannelId,
    paymentMethodId,
    ticketId,
    performanceNumber,
    priceTypeCode,
    faceValueCents,
    venueFeeCents,
    organizerFeeCents,
    resellerFeeCents: 0,
    customerAccountId,
  };
}
