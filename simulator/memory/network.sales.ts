import type { Random } from "@allotement/platform/ports.ts";
import { drawBarcode, isBarcode } from "@allotement/protocol/barcode.ts";
import type { SaleTransaction, SoldLine, SoldOrder } from "@allotement/reseller/point-of-sale/sales.ts";
import { assert, seatKey } from "./constraints.ts";
import { recordEvents } from "./network.feed.ts";
import { memoryContingentSeats } from "./network.seats.ts";
import { pricesOf } from "./network.shows.ts";
import type { NetworkBasket, NetworkLine, NetworkTables } from "./network.tables.ts";

export function memorySales(tables: NetworkTables, random: Random): SaleTransaction {
  const { baskets, seats } = tables;
  return {
    ...memoryContingentSeats(tables),
    performance: async (performanceNumber) => soldPerformance(tables, performanceNumber),
    prices: async (showNumber) => pricesOf(tables, showNumber),
    async seatCategories(performanceNumber, seatCodes) {
      const categories = new Map<number, number>();
      for (const seatCode of seatCodes) {
        const category = seats.get(seatKey(performanceNumber, seatCode))?.seatCategoryCode;
        if (category !== undefined && category !== null) categories.set(seatCode, category);
      }
      return categories;
    },
    async insertBasket(basket, { pointOfSale, userName }, createdAt) {
      assert(baskets.get(basket.basketId) === undefined, "one basket for one id");
      assert(tables.performances.get(basket.performanceNumber) !== undefined, "the performance exists");
      putBasket(tables, { ...basket, state: "open", pointOfSale, userName, createdAt });
    },
    async lockBasket(basketId) {
      const basket = baskets.get(basketId.toLowerCase());
      if (!basket) return undefined;
      const { performanceNumber, expiresAt, state } = basket;
      return { basketId, performanceNumber, expiresAt, state };
    },
    async seatsInBasket(basketId) {
      const codes: number[] = [];
      for (const seat of seats.rows()) if (seat.basketId === basketId) codes.push(seat.seatCode);
      return codes.sort((one, other) => one - other);
    },
    async closeBasket(basketId, state) {
      const basket = baskets.get(basketId.toLowerCase());
      if (basket) putBasket(tables, { ...basket, state });
    },
    insertOrder: async (order, lines) => insertOrder(tables, random, order, lines),
    async orderOfBasket(basketId) {
      const orderId = tables.orderOfBasket.get(basketId.toLowerCase());
      return orderId === undefined ? undefined : readOrder(tables, orderId);
    },
    lockOrder: async (orderId) => readOrder(tables, orderId.toLowerCase()),
    async cancelLines(orderId, lineIds, cancelledAt) {
      const id = orderId.toLowerCase();
      const wanted = new Set(lineIds);
      let cancelled = 0;
      const after = (tables.lines.get(id) ?? []).map((line) => {
        if (!wanted.has(line.lineId) || line.cancelledAt !== null) return line;
        cancelled += 1;
        tables.soldSeats.remove(seatKey(line.performanceNumber, line.seatCode));
        return { ...line, cancelledAt };
      });
      if (cancelled !== lineIds.length) throw new Error("an order's line was cancelled without its lock");
      tables.lines.put(id, after);
    },
    recordEvents: async (events) => recordEvents(tables, events),
  };
}

function readOrder({ orders, lines }: NetworkTables, orderId: string): SoldOrder | undefined {
  const order = orders.get(orderId);
  if (!order) return undefined;
  const own = (lines.get(orderId) ?? []).map(
    ({ orderId: _order, performanceNumber: _performance, ...line }) => line,
  );
  return { ...order, lines: own };
}

export function putBasket({ baskets, openBaskets }: NetworkTables, basket: NetworkBasket): void {
  baskets.put(basket.basketId, basket);
  if (basket.state === "open") openBaskets.put(basket.basketId, basket);
  else openBaskets.remove(basket.basketId);
}

function soldPerformance(
  { season, performances, shows, restoring }: NetworkTables,
  performanceNumber: number,
) {
  const performance = performances.get(performanceNumber);
  const show = performance && shows.get(performance.showNumber);
  if (!show) return undefined;
  const { showNumber, localDate, localTime, timeZone } = performance;
  const { basketMinutes } = season;
  return {
    performanceNumber,
    showNumber,
    status: show.status,
    localDate,
    localTime,
    timeZone,
    basketMinutes,
    restoring: restoring.get(),
  };
}

/** Draws again where a barcode is taken already. */
function insertOrder(
  tables: NetworkTables,
  random: Random,
  order: Omit<SoldOrder, "lines">,
  lines: readonly Omit<SoldLine, "barcode">[],
): SoldLine[] {
  const { orderId, basketId, performanceNumber } = order;
  assert(tables.orders.get(orderId) === undefined, "one order for one id");
  assert(tables.orderOfBasket.get(basketId) === undefined, "one order for one basket");
  assert(tables.baskets.get(basketId) !== undefined, "the basket exists");
  tables.orders.put(orderId, order);
  tables.orderOfBasket.put(basketId, orderId);
  const kept: SoldLine[] = [];
  let missing = lines;
  while (missing.length > 0) {
    const drawn = missing.map((line) => ({ ...line, barcode: drawBarcode(random.bytes) }));
    missing = [];
    for (const line of drawn) {
      if (tables.barcodes.get(line.barcode) === undefined) {
        insertLine(tables, asRow(line, orderId, performanceNumber));
        kept.push(line);
      } else missing = [...missing, line];
    }
  }
  kept.sort((one, other) => one.lineId - other.lineId);
  tables.lines.put(
    orderId,
    kept.map((line) => asRow(line, orderId, performanceNumber)),
  );
  return kept;
}

export function insertLine({ barcodes, soldSeats, seats }: NetworkTables, line: NetworkLine): void {
  const key = seatKey(line.performanceNumber, line.seatCode);
  assert(isBarcode(line.barcode), "a barcode is well formed");
  assert(seats.get(key) !== undefined, "the seat exists");
  assert(soldSeats.get(key) === undefined, "one live line for one seat");
  barcodes.put(line.barcode, line.orderId);
  soldSeats.put(key, line.orderId);
}

/** What the table has columns for, and nothing else that a caller may have spread into a line. */
function asRow(line: SoldLine, orderId: string, performanceNumber: number): NetworkLine {
  return {
    orderId,
    performanceNumber,
    lineId: line.lineId,
    seatCode: line.seatCode,
    grant: line.grant,
    priceTypeCode: line.priceTypeCode,
    seatCategoryCode: line.seatCategoryCode,
    faceValueCents: line.faceValueCents,
    venueFeeCents: line.venueFeeCents,
    organizerFeeCents: line.organizerFeeCents,
    resellerFeeCents: line.resellerFeeCents,
    saleEventId: line.saleEventId,
    barcode: line.barcode,
    cancelledAt: line.cancelledAt,
  };
}

/** Open baskets whose time is over, oldest first; of the same age, by their ids. */
export function expiredBaskets({ openBaskets }: NetworkTables, now: Date): NetworkBasket[] {
  return [...openBaskets.rows()]
    .filter((basket) => basket.expiresAt <= now)
    .sort(
      (one, other) =>
        one.expiresAt.getTime() - other.expiresAt.getTime() || (one.basketId < other.basketId ? -1 : 1),
    )
    .slice(0, 200);
}
