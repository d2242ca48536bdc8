import { type Queries, type Sql, sql } from "@allotement/platform/database/database.ts";
import type { Order, OrderLine, OrderList } from "../api/point-of-sale.ts";
import { codeLabels } from "../mapping/code-labels.ts";
import type { SoldLine, SoldOrder } from "./sales.ts";

/** The statement that keeps an order, without its lines. */
export function orderRow(institutionCode: number, order: Omit<SoldOrder, "lines">): Sql {
  return sql`
    insert into orders (institution_code, order_id, basket_id, body_hash, performance_number, point_of_sale, user_name,
      holder_surname, holder_first_name, sold_at)
    values (${institutionCode}, ${order.orderId}, ${order.basketId}, ${order.bodyHash}, ${order.performanceNumber},
      ${order.pointOfSale}, ${order.userName}, ${order.holder?.surname ?? null}, ${order.holder?.firstName ?? null},
      ${order.soldAt})`;
}

interface OrderRow {
  order_id: string;
  basket_id: string;
  body_hash: string;
  performance_number: number;
  point_of_sale: string;
  user_name: string;
  holder_surname: string | null;
  holder_first_name: string | null;
  sold_at: Date;
}

interface LineRow {
  line_id: number;
  seat_code: number;
  grant_command: number;
  price_type_code: number;
  seat_category_code: number;
  face_value_cents: number;
  venue_fee_cents: number;
  organizer_fee_cents: number;
  reseller_fee_cents: number;
  barcode: string;
  sale_event_id: string;
  cancelled_at: Date | null;
}

/** The order that fits a condition on `o`, with its lines. */
export async function readOrder(
  queries: Queries,
  institutionCode: number,
  condition: Sql,
): Promise<SoldOrder | undefined> {
  const row = await queries.first<OrderRow>(
    sql`select * from orders o where o.institution_code = ${institutionCode} and ${condition}`,
  );
  if (!row) return undefined;
  const lines = await queries.rows<LineRow>(sql`
    select * from order_lines where institution_code = ${institutionCode} and order_id = ${row.order_id}
    order by line_id`);
  return {
    orderId: row.order_id,
    basketId: row.basket_id,
    bodyHash: row.body_hash,
    performanceNumber: row.performance_number,
    pointOfSale: row.point_of_sale,
    userName: row.user_name,
    holder: holderOf(row),
    soldAt: row.sold_at,
    lines: lines.map(lineOfRow),
  };
}

function lineOfRow(row: LineRow): SoldLine {
  return {
    lineId: row.line_id,
    seatCode: row.seat_code,
    grant: row.grant_command,
    priceTypeCode: row.price_type_code,
    seatCategoryCode: row.seat_category_code,
    faceValueCents: row.face_value_cents,
    venueFeeCents: row.venue_fee_cents,
    organizerFeeCents: row.organizer_fee_cents,
    resellerFeeCents: row.reseller_fee_cents,
    saleEventId: row.sale_event_id,
    barcode: row.barcode,
    cancelledAt: row.cancelled_at,
  };
}

/** An order as a point of sale sees it, with what the tickets say of performance, seats and price types. */
export async function orderView(queries: Queries, institutionCode: number, order: SoldOrder): Promise<Order> {
  const { orderId, performanceNumber, pointOfSale, userName, holder } = order;
  const performance = await queries.first<{
    show_number: number;
    title: string;
    print_at_home: boolean;
    local_date: string;
    local_time: string;
  }>(sql`
    select s.show_number, s.title, s.print_at_home, p.local_date, p.local_time from performances p join shows s using (institution_code, show_number)
    where p.institution_code = ${institutionCode} and p.performance_number = ${performanceNumber}`);
  if (!performance) throw new Error("an order's performance is kept as long as the order");
  const labels = await lineLabels(queries, institutionCode, orderId);
  return {
    orderId,
    institutionCode,
    showNumber: performance.show_number,
    performanceNumber,
    title: performance.title,
    printAtHome: performance.print_at_home,
    localDate: performance.local_date,
    localTime: performance.local_time.slice(0, 5),
    soldAt: order.soldAt.toISOString(),
    pointOfSale,
    userName,
    holder,
    lines: order.lines.map(({ grant: _grant, saleEventId: _event, cancelledAt, ...line }) => {
      const words = labels.get(line.lineId);
      if (!words) throw new Error("a line's seat is kept as long as the line");
      return { ...line, ...words, cancelledAt: cancelledAt?.toISOString() ?? null };
    }),
  };
}

type LineLabels = Pick<OrderLine, "row" | "number" | "zone" | "floor" | "seatCategory" | "priceTypeLabel">;

/** What this network calls the seats and price types of an order's lines, by line. */
async function lineLabels(
  queries: Queries,
  institutionCode: number,
  orderId: string,
): Promise<Map<number, LineLabels>> {
  const labels = codeLabels({
    seatCategoryCode: sql`l.seat_category_code`,
    priceTypeCode: sql`l.price_type_code`,
  });
  const rows = await queries.rows<LineLabels & { line_id: number }>(sql`
    select l.line_id, s.row_label as row, s.seat_number as number, ${labels.columns}
    from order_lines l
    join contingent_seats s using (institution_code, performance_number, seat_code)
    join performances p using (institution_code, performance_number) ${labels.joins}
    where l.institution_code = ${institutionCode} and l.order_id = ${orderId}`);
  return new Map(rows.map(({ line_id, ...words }) => [line_id, words]));
}

const listedOrders = 30;

/** The latest orders of a point of sale, or, of all points of sale, the one that holds a barcode. */
export async function orderSummaries(
  queries: Queries,
  wanted: { pointOfSale: string } | { barcode: string },
): Promise<OrderList["orders"]> {
  // Institution by institution: each index begins with it.
  const ofInstitution =
    "barcode" in wanted
      ? sql`select o.* from orders o join order_lines l using (institution_code, order_id)
          where l.institution_code = i.institution_code and l.barcode = ${wanted.barcode}`
      : sql`select * from orders where institution_code = i.institution_code
          and point_of_sale = ${wanted.pointOfSale} order by sold_at desc limit ${listedOrders}`;
  const rows = await queries.rows<
    OrderRow & {
      institution_code: number;
      title: string;
      local_date: string;
      local_time: string;
      seats: number;
      cancelled: number;
    }
  >(sql`
    with latest as (
      select o.* from institutions i cross join lateral (${ofInstitution}) o
      order by o.sold_at desc limit ${listedOrders}
    )
    select o.*, s.title, p.local_date, p.local_time, l.seats, l.cancelled
    from latest o join performances p using (institution_code, performance_number)
    join shows s using (institution_code, show_number)
    cross join lateral (
      select count(*)::int as seats, count(cancelled_at)::int as cancelled from order_lines
      where institution_code = o.institution_code and order_id = o.order_id
    ) l
    order by o.sold_at desc`);
  return rows.map((row) => ({
    institutionCode: row.institution_code,
    orderId: row.order_id,
    title: row.title,
    localDate: row.local_date,
    localTime: row.local_time.slice(0, 5),
    soldAt: row.sold_at.toISOString(),
    pointOfSale: row.point_of_sale,
    userName: row.user_name,
    holder: holderOf(row),
    seats: row.seats,
    cancelled: row.cancelled,
  }));
}

function holderOf(row: Pick<OrderRow, "holder_surname" | "holder_first_name">): Order["holder"] {
  return row.holder_surname === null
    ? null
    : { surname: row.holder_surname, firstName: row.holder_first_name ?? "" };
}
