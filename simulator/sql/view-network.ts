import { type Database, type Queries, sql } from "@allotement/platform/database/database.ts";
import type { OperationAnswer } from "@allotement/protocol/messages/operation.ts";
import type { Order } from "@allotement/reseller/api/point-of-sale.ts";
import type { NetworkView } from "../views.ts";

type Row<Key extends keyof NetworkView> = NetworkView[Key] extends readonly (infer One)[] ? One : never;

/** Every row of the reseller, read at one moment. */
export function viewNetwork(database: Database): Promise<NetworkView> {
  return database.transaction(async (transaction) => {
    await transaction.run(sql`set transaction isolation level repeatable read`);
    const institution = await transaction.first<{ restoring: boolean }>(
      sql`select restored_at is not null as restoring from institutions`,
    );
    return {
      restoring: institution?.restoring ?? false,
      ...(await seatRows(transaction)),
      operations: await operationRows(transaction),
      ...(await saleRows(transaction)),
      events: await transaction.rows<Row<"events">>(sql`
        select recorded, facts, sequence, previous_hash as "previousHash", hash from feed_events
        order by sequence nulls last, recorded`),
      acknowledgement: await transaction.first<NonNullable<NetworkView["acknowledgement"]>>(sql`
        select stream_id as "streamId", up_to as "upTo", hash, received_at as "receivedAt" from acknowledgements`),
      shows: await transaction.rows<Row<"shows">>(sql`select show_number as "showNumber", status from shows`),
      performances: await transaction.rows<Row<"performances">>(sql`
        select performance_number as "performanceNumber", show_number as "showNumber", local_date as "localDate",
          to_char(local_time, 'HH24:MI') as "localTime", schedule_version as "scheduleVersion" from performances`),
    };
  });
}

async function seatRows(queries: Queries): Promise<Pick<NetworkView, "seats" | "movements">> {
  return {
    seats: await queries.rows<Row<"seats">>(sql`
      select performance_number as "performanceNumber", seat_code as "seatCode", state, command,
        grant_command as "grant", fence, basket_id as "basketId", zone_code as "zoneCode", floor_code as "floorCode",
        seat_category_code as "seatCategoryCode", row_label as "row", seat_number as "number",
        movement_serial as "movementSerial"
      from contingent_seats`),
    movements: await queries.rows<Row<"movements">>(sql`
      select performance_number as "performanceNumber", seat_code as "seatCode", serial, movement,
        from_state as "from", to_state as "to", command, grant_command as "grant", operation_id as "operationId",
        basket_id as "basketId", order_id as "orderId", at
      from contingent_movements order by performance_number, seat_code, serial`),
  };
}

async function operationRows(queries: Queries): Promise<NetworkView["operations"]> {
  const rows = await queries.rows<
    Omit<Row<"operations">, "stored"> &
      (
        | { state: "answered"; bodyHash: string; answer: OperationAnswer }
        | { state: "voided"; bodyHash: null; answer: { asOf: number } }
      )
  >(sql`
    select operation_id as "operationId", kind, performance_number as "performanceNumber", state,
      body_hash as "bodyHash", answer, received_at as "receivedAt"
    from operation_log`);
  return rows.map(({ operationId, kind, performanceNumber, receivedAt, ...row }) => ({
    operationId,
    kind,
    performanceNumber,
    receivedAt,
    stored:
      row.state === "voided"
        ? { state: "voided", asOf: row.answer.asOf }
        : { state: "answered", bodyHash: row.bodyHash, answer: row.answer },
  }));
}

async function saleRows(queries: Queries): Promise<Pick<NetworkView, "baskets" | "orders" | "lines">> {
  type OrderRow = Omit<Row<"orders">, "holder"> & { surname: string | null; firstName: string | null };
  const orders = await queries.rows<OrderRow>(sql`
    select order_id as "orderId", basket_id as "basketId", body_hash as "bodyHash",
      performance_number as "performanceNumber", point_of_sale as "pointOfSale", user_name as "userName",
      holder_surname as surname, holder_first_name as "firstName", sold_at as "soldAt"
    from orders`);
  const holderOf = ({ surname, firstName }: OrderRow): Order["holder"] =>
    surname === null ? null : { surname, firstName: firstName ?? "" };
  return {
    baskets: await queries.rows<Row<"baskets">>(sql`
      select basket_id as "basketId", performance_number as "performanceNumber", expires_at as "expiresAt", state,
        point_of_sale as "pointOfSale", user_name as "userName", created_at as "createdAt" from baskets`),
    orders: orders.map((row) => {
      const { surname: _surname, firstName: _first, ...order } = row;
      return { ...order, holder: holderOf(row) };
    }),
    lines: await queries.rows<Row<"lines">>(sql`
      select order_id as "orderId", performance_number as "performanceNumber", line_id as "lineId",
        seat_code as "seatCode", grant_command as "grant", price_type_code as "priceTypeCode",
        seat_category_code as "seatCategoryCode", face_value_cents as "faceValueCents",
        venue_fee_cents as "venueFeeCents", organizer_fee_cents as "organizerFeeCents",
        reseller_fee_cents as "resellerFeeCents", sale_event_id as "saleEventId", barcode,
        cancelled_at as "cancelledAt"
      from order_lines order by order_id, line_id`),
  };
}
