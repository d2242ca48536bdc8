import { type Queries, type Sql, sql } from "@allotement/platform/database/database.ts";
import type { Order } from "../api/point-of-sale.ts";
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
    holder:
      row.holder_surname === null
        ? null
        : { surname: row.holder_surname, firstName: row.holder_first_name ?? "" },
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

/** An order as a point of sale sees it, with what the tickets say of the seats. */
export async function orderView(queries: Queries, institutionCode: number, order: SoldOrder): Promise<Order> {
  const labels = await queries.rows<{ seat_code: number; row_label: string; seat_number: string }>(sql`
    select seat_code, row_label, seat_number from contingent_seats
    where institution_code = ${institutionCode} and performance_number = ${order.performanceNumber}
      and seat_code = any(${order.lines.map((line) => line.seatCode)}::int[])`);
  const bySeat = new Map(labels.map((row) => [row.seat_code, row]));
  const { orderId, performanceNumber, pointOfSale, userName, holder } = order;
  return {
    orderId,
    institutionCode,
    performanceNumber,
    soldAt: order.soldAt.toISOString(),
    pointOfSale,
    userName,
    holder,
    lines: order.lines.map(({ grant: _grant, saleEventId: _event, cancelledAt, ...line }) => ({
      ...line,
      row: bySeat.get(line.seatCode)?.row_label ?? "",
      number: bySeat.get(line.seatCode)?.seat_number ?? "",
      cancelledAt: cancelledAt?.toISOString() ?? null,
    })),
  };
}
