import { type Queries, sql, type Transaction } from "@allotement/platform/database/database.ts";
import type { SoldTickets } from "../../api/counter.ts";
import { takeSerials } from "../serials.ts";
import type { CounterOrder } from "./counter-sale.ts";

/** Writes an order under the next number and answers it. */
export async function openOrder(
  transaction: Transaction,
  organizerId: number,
  order: CounterOrder,
): Promise<number> {
  const orderNumber = await takeSerials(transaction, organizerId, "counterOrder");
  await transaction.run(sql`
    insert into counter_orders (organizer_id, order_number, kind, at, operator_id, sales_channel_id, payment_method_id,
      total_cents, given_cents)
    values (${organizerId}, ${orderNumber}, ${order.kind}, ${order.at}, ${order.operatorId}, ${order.salesChannelId},
      ${order.paymentMethodId}, ${order.totalCents}, ${order.givenCents})`);
  return orderNumber;
}

const mostTickets = 200;

/** The counter's tickets of a performance, the latest first, 200 at most. */
export async function readSoldTickets(
  queries: Queries,
  organizerId: number,
  performanceNumber: number,
  text: string,
): Promise<SoldTickets["tickets"]> {
  const order = /^\d{1,9}$/.test(text) ? Number(text) : null;
  const ticket = /^#\d{1,15}$/.test(text) ? Number(text.slice(1)) : null;
  const rows = await queries.rows<
    Omit<SoldTickets["tickets"][number], "soldAt" | "cancelledAt"> & {
      soldAt: Date;
      cancelledAt: Date | null;
    }
  >(sql`
    select ticket_id as "ticketId", order_number as "orderNumber", seat_code as "seatCode", barcode,
      price_types.name as "priceTypeName",
      face_value_cents + venue_fee_cents + organizer_fee_cents as "dueCents",
      trim(concat_ws(' ', holder_surname, holder_first_name)) as holder, sold_at as "soldAt",
      operators.initials as "operatorInitials", cancelled_at as "cancelledAt",
      (select other.ticket_id from tickets other where other.organizer_id = ticket.organizer_id
        and other.exchanged_from = ticket.ticket_id) as "exchangedFor",
      (select count(*)::int from ticket_prints print where print.organizer_id = ticket.organizer_id
        and print.ticket_id = ticket.ticket_id) as "printCount"
    from tickets ticket
    join operators using (organizer_id, operator_id)
    left join price_types using (organizer_id, price_type_code)
    where organizer_id = ${organizerId} and performance_number = ${performanceNumber} and sold_through = 'counter'
      and (${text} = '' or barcode = ${text} or order_number = ${order}::int or ticket_id = ${ticket}::bigint
        or starts_with(lower(holder_surname), lower(${text})))
    order by sold_at desc, ticket_id desc limit ${mostTickets}`);
  return rows.map((row) => ({
    ...row,
    soldAt: row.soldAt.toISOString(),
    cancelledAt: row.cancelledAt?.toISOString() ?? null,
  }));
}
