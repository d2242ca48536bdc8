import {
  type Database,
  type Queries,
  sql,
  type Transaction,
} from "@allotement/platform/database/database.ts";
import type { Random } from "@allotement/platform/ports.ts";
import { drawBarcode } from "@allotement/protocol/barcode.ts";
import type { ShowStatus } from "@allotement/protocol/messages/contingent.ts";
import { seatTransaction } from "../contingent/seats.store.ts";
import { recordEvents } from "../feed/feed.store.ts";
import { pricesOf } from "../shows/shows.store.ts";
import { orderRow, readOrder } from "./orders.store.ts";
import type { OpenBasket, SaleStore, SaleTransaction, SoldLine, SoldPerformance } from "./sales.ts";

/** The store of baskets and sales on PostgreSQL. */
export function saleStore(database: Database, random: Random): SaleStore {
  return {
    transaction: (institutionCode, work) =>
      database.transaction((transaction) => work(saleTransaction(transaction, institutionCode, random))),
    expiredBaskets: (now) => expiredBaskets(database, now),
  };
}

function saleTransaction(transaction: Transaction, institutionCode: number, random: Random): SaleTransaction {
  return {
    ...seatTransaction(transaction, institutionCode),
    performance: (performanceNumber) => soldPerformance(transaction, institutionCode, performanceNumber),
    prices: (showNumber) => pricesOf(transaction, institutionCode, showNumber),
    async seatCategories(performanceNumber, seatCodes) {
      const rows = await transaction.rows<{ seat_code: number; seat_category_code: number }>(sql`
        select seat_code, seat_category_code from contingent_seats
        where institution_code = ${institutionCode} and performance_number = ${performanceNumber}
          and seat_code = any(${seatCodes}::int[])`);
      return new Map(rows.map((row) => [row.seat_code, row.seat_category_code]));
    },
    async insertBasket({ basketId, performanceNumber, expiresAt }, seller, createdAt) {
      await transaction.run(sql`
        insert into baskets (institution_code, basket_id, performance_number, point_of_sale, user_name, created_at,
          expires_at)
        values (${institutionCode}, ${basketId}, ${performanceNumber}, ${seller.pointOfSale}, ${seller.userName},
          ${createdAt}, ${expiresAt})`);
    },
    lockBasket: (basketId) => lockBasket(transaction, institutionCode, basketId),
    async seatsInBasket(basketId) {
      const rows = await transaction.rows<{ seat_code: number }>(sql`
        select seat_code from contingent_seats
        where institution_code = ${institutionCode} and basket_id = ${basketId}`);
      return rows.map((row) => row.seat_code);
    },
    async closeBasket(basketId, state) {
      await transaction.run(sql`
        update baskets set state = ${state}
        where institution_code = ${institutionCode} and basket_id = ${basketId}`);
    },
    async insertOrder(order, lines) {
      await transaction.run(orderRow(institutionCode, order));
      return insertLines(transaction, institutionCode, random, order, lines);
    },
    orderOfBasket: (basketId) => readOrder(transaction, institutionCode, sql`o.basket_id = ${basketId}`),
    async lockOrder(orderId) {
      await transaction.run(sql`
        select from orders where institution_code = ${institutionCode} and order_id = ${orderId} for update`);
      return readOrder(transaction, institutionCode, sql`o.order_id = ${orderId}`);
    },
    async cancelLines(orderId, lineIds, cancelledAt) {
      const cancelled = await transaction.run(sql`
        update order_lines set cancelled_at = ${cancelledAt}
        where institution_code = ${institutionCode} and order_id = ${orderId}
          and line_id = any(${lineIds}::int[]) and cancelled_at is null`);
      if (cancelled !== lineIds.length) throw new Error("an order's line was cancelled without its lock");
    },
    recordEvents: (events) => recordEvents(transaction, institutionCode, events),
  };
}

async function soldPerformance(
  queries: Queries,
  institutionCode: number,
  performanceNumber: number,
): Promise<SoldPerformance | undefined> {
  const row = await queries.first<{
    show_number: number;
    status: ShowStatus;
    local_date: string;
    local_time: string;
    time_zone: string;
    basket_minutes: number;
    restoring: boolean;
  }>(sql`
    select p.show_number, s.status, p.local_date, p.local_time, p.time_zone, i.basket_minutes,
      i.restored_at is not null as restoring
    from performances p join shows s using (institution_code, show_number) join institutions i using (institution_code)
    where p.institution_code = ${institutionCode} and p.performance_number = ${performanceNumber}`);
  return (
    row && {
      performanceNumber,
      showNumber: row.show_number,
      status: row.status,
      localDate: row.local_date,
      localTime: row.local_time.slice(0, 5),
      timeZone: row.time_zone,
      basketMinutes: row.basket_minutes,
      restoring: row.restoring,
    }
  );
}

async function lockBasket(
  transaction: Transaction,
  institutionCode: number,
  basketId: string,
): Promise<OpenBasket | undefined> {
  const row = await transaction.first<{
    performance_number: number;
    expires_at: Date;
    state: OpenBasket["state"];
  }>(sql`
    select performance_number, expires_at, state from baskets
    where institution_code = ${institutionCode} and basket_id = ${basketId} for no key update`);
  return (
    row && {
      basketId,
      performanceNumber: row.performance_number,
      expiresAt: row.expires_at,
      state: row.state,
    }
  );
}

/** Inserts lines; where a barcode is taken already the line stays out, and is tried again with another one. */
async function insertLines(
  transaction: Transaction,
  institutionCode: number,
  random: Random,
  order: { orderId: string; performanceNumber: number },
  lines: readonly Omit<SoldLine, "barcode">[],
): Promise<SoldLine[]> {
  const kept: SoldLine[] = [];
  let missing = lines;
  while (missing.length > 0) {
    const drawn = missing.map((line) => ({ ...line, barcode: drawBarcode(random.bytes) }));
    const rows = await transaction.rows<{ line_id: number }>(sql`
      insert into order_lines (institution_code, order_id, line_id, performance_number, seat_code, grant_command,
        price_type_code, seat_category_code, face_value_cents, venue_fee_cents, organizer_fee_cents,
        reseller_fee_cents, barcode, sale_event_id)
      select ${institutionCode}, ${order.orderId}, w.line_id, ${order.performanceNumber}, w.seat_code, w.grant_command,
        w.price_type_code, w.seat_category_code, w.face_value_cents, w.venue_fee_cents, w.organizer_fee_cents,
        w.reseller_fee_cents, w.barcode, w.sale_event_id
      from unnest(${drawn.map((line) => line.lineId)}::int[], ${drawn.map((line) => line.seatCode)}::int[],
        ${drawn.map((line) => line.grant)}::int[], ${drawn.map((line) => line.priceTypeCode)}::int[],
        ${drawn.map((line) => line.seatCategoryCode)}::int[], ${drawn.map((line) => line.faceValueCents)}::int[],
        ${drawn.map((line) => line.venueFeeCents)}::int[], ${drawn.map((line) => line.organizerFeeCents)}::int[],
        ${drawn.map((line) => line.resellerFeeCents)}::int[], ${drawn.map((line) => line.barcode)}::text[],
        ${drawn.map((line) => line.saleEventId)}::uuid[])
        as w(line_id, seat_code, grant_command, price_type_code, seat_category_code, face_value_cents,
             venue_fee_cents, organizer_fee_cents, reseller_fee_cents, barcode, sale_event_id)
      on conflict (institution_code, barcode) do nothing
      returning line_id`);
    const inserted = new Set(rows.map((row) => row.line_id));
    kept.push(...drawn.filter((line) => inserted.has(line.lineId)));
    missing = missing.filter((line) => !inserted.has(line.lineId));
  }
  return kept.sort((one, other) => one.lineId - other.lineId);
}

async function expiredBaskets(
  queries: Queries,
  now: Date,
): Promise<{ institutionCode: number; basketId: string }[]> {
  const rows = await queries.rows<{ institution_code: number; basket_id: string }>(sql`
    select institution_code, basket_id from baskets where state = 'open' and expires_at <= ${now}
    order by expires_at, basket_id limit 200`);
  return rows.map((row) => ({ institutionCode: row.institution_code, basketId: row.basket_id }));
}

/** The institution that a basket belongs to: sellers name a basket alone. */
export async function institutionOfBasket(queries: Queries, basketId: string): Promise<number | undefined> {
  const row = await queries.first<{ institution_code: number }>(
    sql`select institution_code from baskets where basket_id = ${basketId}`,
  );
  return row?.institution_code;
}
