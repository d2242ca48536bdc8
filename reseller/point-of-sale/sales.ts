import type { Clock, Ids } from "@allotement/platform/ports.ts";
import { canonicalJson, sha256 } from "@allotement/protocol/feed-chain.ts";
import type { ShowStatus } from "@allotement/protocol/messages/contingent.ts";
import type { ShowPrice } from "@allotement/protocol/messages/operation.ts";
import type { SaleFacts } from "@allotement/protocol/messages/sales.ts";
import type { StaffMember } from "../api/access.ts";
import type { Basket, Cancellation, NewBasket, NewSale, Order } from "../api/point-of-sale.ts";
import { type ContingentSeat, firstTwice, moveTo, stateAfterCancellation } from "../contingent/contingent.ts";
import { lockSeatsPutBack, type SeatTransaction } from "../contingent/operations.ts";
import { hasBegun } from "../shows/has-begun.ts";

export interface SoldPerformance {
  performanceNumber: number;
  showNumber: number;
  status: ShowStatus;
  localDate: string;
  localTime: string;
  timeZone: string;
  basketMinutes: number;
  /** Restored from a backup: until the venue has given back what was lost, nothing is sold or cancelled (rule 10). */
  restoring?: boolean;
}

export interface OpenBasket {
  basketId: string;
  performanceNumber: number;
  expiresAt: Date;
  state: "open" | "sold" | "expired" | "abandoned";
}

/** A line of an order as it is kept. */
export interface SoldLine extends ShowPrice {
  lineId: number;
  seatCode: number;
  grant: number;
  saleEventId: string;
  barcode: string;
  cancelledAt: Date | null;
}

export interface SoldOrder {
  orderId: string;
  basketId: string;
  bodyHash: string;
  performanceNumber: number;
  pointOfSale: string;
  userName: string;
  holder: Order["holder"];
  soldAt: Date;
  lines: SoldLine[];
}

/** What a point of sale needs of the database, for one institution, in one transaction. */
export interface SaleTransaction extends SeatTransaction {
  performance(performanceNumber: number): Promise<SoldPerformance | undefined>;
  prices(showNumber: number): Promise<ShowPrice[]>;
  seatCategories(performanceNumber: number, seatCodes: readonly number[]): Promise<Map<number, number>>;
  insertBasket(basket: Omit<OpenBasket, "state">, seller: StaffMember, createdAt: Date): Promise<void>;
  /** Locks the basket; before its seats, always. */
  lockBasket(basketId: string): Promise<OpenBasket | undefined>;
  seatsInBasket(basketId: string): Promise<number[]>;
  closeBasket(basketId: string, state: Exclude<OpenBasket["state"], "open">): Promise<void>;
  /** Keeps an order, drawing a barcode that the institution does not have yet for each of its lines. */
  insertOrder(order: Omit<SoldOrder, "lines">, lines: Omit<SoldLine, "barcode">[]): Promise<SoldLine[]>;
  orderOfBasket(basketId: string): Promise<SoldOrder | undefined>;
  /** Locks the order; before its seats, always. */
  lockOrder(orderId: string): Promise<SoldOrder | undefined>;
  cancelLines(orderId: string, lineIds: readonly number[], cancelledAt: Date): Promise<void>;
  /** Writes events for the feed; they are numbered after the commit. */
  recordEvents(events: readonly SaleFacts[]): Promise<void>;
}

export interface SaleStore {
  transaction<Result>(
    institutionCode: number,
    work: (transaction: SaleTransaction) => Promise<Result>,
  ): Promise<Result>;
  /** Open baskets whose time is over, oldest first; so many as one round may empty. */
  expiredBaskets(now: Date): Promise<{ institutionCode: number; basketId: string }[]>;
}

export interface SaleNeeds {
  store: SaleStore;
  clock: Clock;
  ids: Ids;
}

export type SaleRefusal = {
  refused:
    | "UNKNOWN_PERFORMANCE"
    | "UNKNOWN_BASKET"
    | "UNKNOWN_ORDER"
    | "DUPLICATE_SEAT"
    | "NOT_ON_SALE"
    | "PERFORMANCE_PAST"
    | "SEATS_NOT_FREE"
    | "BASKET_EXPIRED"
    | "BASKET_CLOSED"
    | "LINES_DIFFER"
    | "NO_PRICE";
  seatCodes?: number[];
};

/**
 * Whether somebody may sell seats of a performance now. A show that is only announced is sold by a manager alone: its
 * proof is the ticket of a real sale, made before anybody can buy (R2.2, R2.3).
 */
function maySell({ status, restoring }: SoldPerformance, { role }: StaffMember): boolean {
  if (restoring) return false;
  return status === "onSale" || (status === "announced" && role === "manager");
}

/** Puts seats into a basket, all or none: the refusal names those that are not free. */
export function openBasket(
  { store, clock, ids }: SaleNeeds,
  request: NewBasket,
  seller: StaffMember,
): Promise<Basket | SaleRefusal> {
  const { institutionCode, performanceNumber } = request;
  return store.transaction<Basket | SaleRefusal>(institutionCode, async (transaction) => {
    if (firstTwice(request.seatCodes) !== undefined) return { refused: "DUPLICATE_SEAT" };
    const performance = await transaction.performance(performanceNumber);
    if (!performance) return { refused: "UNKNOWN_PERFORMANCE" };
    if (!maySell(performance, seller)) return { refused: "NOT_ON_SALE" };
    const now = clock.now();
    if (hasBegun(performance, now)) return { refused: "PERFORMANCE_PAST" };
    const seats = await lockSeatsPutBack(transaction, performanceNumber, request.seatCodes, now);
    const gone = request.seatCodes.filter((seatCode) => seats.get(seatCode)?.state !== "offered");
    if (gone.length > 0) return { refused: "SEATS_NOT_FREE", seatCodes: gone };
    const basketId = ids.uuid();
    const expiresAt = new Date(now.getTime() + performance.basketMinutes * 60_000);
    await transaction.insertBasket({ basketId, performanceNumber, expiresAt }, seller, now);
    const moves = [...seats.values()].map((seat) => moveTo(seat, "inBasket", basketId));
    await transaction.moveSeats(performanceNumber, { movement: "reserve", at: now }, moves);
    return { ...request, basketId, expiresAt: expiresAt.toISOString() };
  });
}

/** Empties a basket: given up by its seller, or because its time is over. A basket that is closed already stays so. */
export function emptyBasket(
  { store, clock }: SaleNeeds,
  institutionCode: number,
  basketId: string,
  why: "abandoned" | "expired",
): Promise<"emptied" | SaleRefusal> {
  return store.transaction<"emptied" | SaleRefusal>(institutionCode, async (transaction) => {
    const basket = await transaction.lockBasket(basketId);
    if (!basket) return { refused: "UNKNOWN_BASKET" };
    if (basket.state === "sold") return { refused: "BASKET_CLOSED" };
    const now = clock.now();
    if (basket.state !== "open" || (why === "expired" && basket.expiresAt > now)) return "emptied";
    const seats = await lockBasketSeats(transaction, basket);
    const moves = seats.map((seat) => moveTo(seat, "offered"));
    const movement = why === "expired" ? "expire" : "putBack";
    await transaction.moveSeats(basket.performanceNumber, { movement, at: now }, moves);
    await transaction.closeBasket(basketId, why);
    return "emptied";
  });
}

/** Puts the seats of expired baskets back on sale. */
export async function emptyExpiredBaskets(needs: SaleNeeds): Promise<void> {
  for (const { institutionCode, basketId } of await needs.store.expiredBaskets(needs.clock.now()))
    await emptyBasket(needs, institutionCode, basketId, "expired");
}

/** The seats that are still in the basket, locked in seat order. */
async function lockBasketSeats(transaction: SaleTransaction, basket: OpenBasket): Promise<ContingentSeat[]> {
  const seatCodes = await transaction.seatsInBasket(basket.basketId);
  const seats = await transaction.lockSeats(basket.performanceNumber, seatCodes);
  // Between reading and locking a seat may have left: expired under a recall, or fenced.
  return [...seats.values()].filter((seat) => seat.basketId === basket.basketId);
}

/**
 * Sells a basket, once: the same request again is answered with the same order. The feed's events are written in the same
 * transaction. A basket whose time is over, whose performance has begun, or that lost a seat to a fence, is not sold.
 */
export function sellBasket(
  { store, clock, ids }: SaleNeeds,
  institutionCode: number,
  basketId: string,
  sale: NewSale,
  seller: StaffMember,
): Promise<SoldOrder | SaleRefusal> {
  return store.transaction<SoldOrder | SaleRefusal>(institutionCode, async (transaction) => {
    const basket = await transaction.lockBasket(basketId);
    if (!basket) return { refused: "UNKNOWN_BASKET" };
    const bodyHash = sha256(canonicalJson(sale));
    const now = clock.now();
    const known = await transaction.orderOfBasket(basketId);
    if (known) return known.bodyHash === bodyHash ? known : { refused: "BASKET_CLOSED" };
    if (basket.state === "expired" || (basket.state === "open" && basket.expiresAt <= now))
      return { refused: "BASKET_EXPIRED" };
    if (basket.state !== "open") return { refused: "BASKET_CLOSED" };
    const named = sale.lines.map((line) => line.seatCode);
    if (firstTwice(named) !== undefined) return { refused: "DUPLICATE_SEAT" };
    const { performanceNumber } = basket;
    const performance = await transaction.performance(performanceNumber);
    if (!performance) return { refused: "UNKNOWN_PERFORMANCE" };
    if (!maySell(performance, seller)) return { refused: "NOT_ON_SALE" };
    if (hasBegun(performance, now)) return { refused: "PERFORMANCE_PAST" };
    const seats = new Map((await lockBasketSeats(transaction, basket)).map((seat) => [seat.seatCode, seat]));
    const gone = named.filter((seatCode) => !seats.has(seatCode));
    if (gone.length > 0) return { refused: "SEATS_NOT_FREE", seatCodes: gone };
    if (seats.size !== named.length) return { refused: "LINES_DIFFER" };
    const categories = await transaction.seatCategories(performanceNumber, named);
    const priced = priceLines(sale.lines, categories, await transaction.prices(performance.showNumber));
    if ("refused" in priced) return priced;
    const lines = priced.map((line, index) => ({
      ...line,
      lineId: index + 1,
      grant: seats.get(line.seatCode)?.grant ?? 0,
      saleEventId: ids.uuid(),
      cancelledAt: null,
    }));
    const order = {
      orderId: ids.uuid(),
      basketId,
      bodyHash,
      performanceNumber,
      pointOfSale: seller.pointOfSale,
      userName: seller.userName,
      holder: sale.holder,
      soldAt: now,
    };
    const { orderId } = order;
    const moves = [...seats.values()].map((seat) => moveTo(seat, "sold"));
    await transaction.moveSeats(performanceNumber, { movement: "sell", at: now, orderId }, moves);
    const sold = { ...order, lines: await transaction.insertOrder(order, lines) };
    await transaction.recordEvents(
      sold.lines.map((line) => ({
        ...factsOf(performance, sold, line),
        kind: "sale",
        eventId: line.saleEventId,
      })),
    );
    await transaction.closeBasket(basketId, "sold");
    return sold;
  });
}

/** Gives each line its price; the refusal names the seats whose category has none for the price type asked. */
export function priceLines(
  lines: NewSale["lines"],
  categories: ReadonlyMap<number, number>,
  prices: readonly ShowPrice[],
): (ShowPrice & { seatCode: number })[] | SaleRefusal {
  const priced = lines.map(({ seatCode, priceTypeCode }) => ({
    seatCode,
    price: prices.find(
      (price) => price.priceTypeCode === priceTypeCode && price.seatCategoryCode === categories.get(seatCode),
    ),
  }));
  const without = priced.filter(({ price }) => price === undefined).map(({ seatCode }) => seatCode);
  if (without.length > 0) return { refused: "NO_PRICE", seatCodes: without };
  return priced.flatMap(({ seatCode, price }) => (price ? [{ ...price, seatCode }] : []));
}

/** What the feed says of a line, beside the kind of event and its identity. */
function factsOf(
  performance: SoldPerformance,
  order: SoldOrder,
  line: SoldLine,
): Omit<SaleFacts, "kind" | "eventId"> {
  return {
    orderId: order.orderId,
    lineId: String(line.lineId),
    showNumber: performance.showNumber,
    performanceNumber: performance.performanceNumber,
    localDate: performance.localDate,
    localTime: performance.localTime,
    timeZone: performance.timeZone,
    seatCode: line.seatCode,
    grant: line.grant,
    priceTypeCode: line.priceTypeCode,
    seatCategoryCode: line.seatCategoryCode,
    faceValueCents: line.faceValueCents,
    venueFeeCents: line.venueFeeCents,
    organizerFeeCents: line.organizerFeeCents,
    resellerFeeCents: line.resellerFeeCents,
    currency: "EUR",
    barcode: line.barcode,
    holder: order.holder,
    pointOfSale: order.pointOfSale,
    soldAt: order.soldAt.toISOString(),
  };
}

/**
 * Cancels lines of an order: the seat is offered again, or withdrawn where its grant was revoked by force. On the event
 * `soldAt` is the moment of the cancellation and `refersTo` the sale that it undoes.
 */
export function cancelLines(
  { store, clock, ids }: SaleNeeds,
  orderId: string,
  { institutionCode, lineIds }: Cancellation,
): Promise<SoldOrder | SaleRefusal> {
  return store.transaction<SoldOrder | SaleRefusal>(institutionCode, async (transaction) => {
    const order = await transaction.lockOrder(orderId);
    const performance = order && (await transaction.performance(order.performanceNumber));
    if (!order || !performance) return { refused: "UNKNOWN_ORDER" };
    if (performance.restoring) return { refused: "NOT_ON_SALE" };
    if (lineIds.some((lineId) => !order.lines.some((line) => line.lineId === lineId)))
      return { refused: "LINES_DIFFER" };
    const live = order.lines.filter((line) => lineIds.includes(line.lineId) && line.cancelledAt === null);
    if (live.length === 0) return order;
    const { performanceNumber } = order;
    const seats = await transaction.lockSeats(
      performanceNumber,
      live.map((line) => line.seatCode),
    );
    const now = clock.now();
    const moves = [...seats.values()].map((seat) => moveTo(seat, stateAfterCancellation(seat)));
    await transaction.moveSeats(performanceNumber, { movement: "cancel", at: now, orderId }, moves);
    await transaction.cancelLines(
      orderId,
      live.map((line) => line.lineId),
      now,
    );
    await transaction.recordEvents(
      live.map((line) => ({
        ...factsOf(performance, { ...order, soldAt: now }, line),
        kind: "cancellation",
        eventId: ids.uuid(),
        refersTo: line.saleEventId,
      })),
    );
    const cancelled = new Set(live);
    return {
      ...order,
      lines: order.lines.map((line) => (cancelled.has(line) ? { ...line, cancelledAt: now } : line)),
    };
  });
}
