import type { TicketMark } from "@allotement/documents/ticket/ticket-data.ts";
import { sql, type Transaction } from "@allotement/platform/database/database.ts";
import type { TicketPrint } from "../../api/counter.ts";

export interface TicketToPrint {
  ticketId: number;
  soldThrough: string;
  cancelledAt: Date | null;
  orderNumber: number | null;
  entryNumber: number | null;
  theatreName: string;
  address: string;
  town: string;
  licence: string;
  comment: string;
  title: string;
  subtitle: string;
  localDate: string;
  localTime: string;
  category: string;
  area: string;
  row: string;
  seat: string;
  priceType: string | null;
  priceCents: number;
  customer: string;
  pointOfSale: string | null;
  user: string | null;
  barcode: string;
}

/** All that tickets say (R2.5), in the order of the seats; numbers that are nobody's are left out. Locks the tickets. */
export async function lockTicketsToPrint(
  transaction: Transaction,
  organizerId: number,
  ticketIds: readonly number[],
): Promise<TicketToPrint[]> {
  return transaction.rows(sql`
    select ticket.ticket_id as "ticketId", ticket.sold_through as "soldThrough", ticket.cancelled_at as "cancelledAt",
      ticket.order_number as "orderNumber", entry.entry_number as "entryNumber",
      organizer.name as "theatreName", organizer.address, organizer.town,
      coalesce(nullif(show.licence_number, ''), organizer.licence_number) as licence, show.comment, show.title, show.subtitle,
      performance.local_date as "localDate", to_char(performance.local_time, 'HH24:MI') as "localTime",
      category.name as category, concat_ws(' – ', floor.name, nullif(zone.name, floor.name)) as area,
      trim(seat.row_label) as row, seat.seat_number as seat, type.name as "priceType",
      ticket.face_value_cents + ticket.venue_fee_cents + ticket.organizer_fee_cents as "priceCents",
      trim(concat_ws(' ', ticket.holder_surname, ticket.holder_first_name)) as customer,
      channel.name as "pointOfSale", operator.initials as user, ticket.barcode
    from tickets ticket
    join organizers organizer using (organizer_id)
    join performances performance
      on performance.organizer_id = ticket.organizer_id and performance.performance_number = ticket.performance_number
    join shows show on show.organizer_id = ticket.organizer_id and show.show_number = performance.show_number
    join performance_seats place on place.organizer_id = ticket.organizer_id
      and place.performance_number = ticket.performance_number and place.seat_code = ticket.seat_code
    join seats seat on seat.organizer_id = ticket.organizer_id and seat.hall_code = place.hall_code
      and seat.seat_code = ticket.seat_code
    join floors floor on floor.organizer_id = seat.organizer_id and floor.hall_code = seat.hall_code
      and floor.floor_code = seat.floor_code
    join zones zone on zone.organizer_id = seat.organizer_id and zone.hall_code = seat.hall_code
      and zone.zone_code = seat.zone_code
    join seat_categories category on category.organizer_id = ticket.organizer_id
      and category.seat_category_code = coalesce(ticket.seat_category_code, seat.seat_category_code)
    left join price_types type on type.organizer_id = ticket.organizer_id and type.price_type_code = ticket.price_type_code
    left join sales_channels channel
      on channel.organizer_id = ticket.organizer_id and channel.sales_channel_id = ticket.sales_channel_id
    left join operators operator
      on operator.organizer_id = ticket.organizer_id and operator.operator_id = ticket.operator_id
    left join cash_journal entry
      on entry.organizer_id = ticket.organizer_id and entry.ticket_id = ticket.ticket_id and entry.kind = 'sale'
    where ticket.organizer_id = ${organizerId} and ticket.ticket_id = any(${[...ticketIds]}::bigint[])
    order by performance.performance_number, ticket.seat_code, ticket.ticket_id
    for no key update of ticket`);
}

/** Writes down that tickets were printed once more; answers for each what its sheet is. */
export async function countPrints(
  transaction: Transaction,
  organizerId: number,
  ticketIds: readonly number[],
  print: { at: Date; operatorId: number; format: TicketPrint["format"] },
): Promise<Map<number, TicketMark>> {
  const rows = await transaction.rows<{ ticketId: number; printNumber: number }>(sql`
    insert into ticket_prints (organizer_id, ticket_id, print_number, printed_at, operator_id, format)
    select ${organizerId}, given, 1 + (select count(*) from ticket_prints print
        where print.organizer_id = ${organizerId} and print.ticket_id = given),
      ${print.at}::timestamptz, ${print.operatorId}, ${print.format}
    from unnest(${[...ticketIds]}::bigint[]) given
    returning ticket_id as "ticketId", print_number as "printNumber"`);
  return new Map(
    rows.map(({ ticketId, printNumber }) => [ticketId, printNumber === 1 ? "none" : "duplicate"]),
  );
}
