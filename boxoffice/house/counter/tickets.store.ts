import { type Queries, sql, type Transaction } from "@allotement/platform/database/database.ts";
import type { PerformanceSeats, SeatsNotFree } from "../../api/counter.ts";
import { amongSeats } from "../inventory/inventory.store.ts";
import type { CounterTicketSale, PricedSeat } from "./counter-sale.ts";

export interface WrittenTicket {
  ticketId: number;
  seatCode: number;
  barcode: string;
}

/** Writes one ticket per seat and answers their numbers; draws again where a barcode is in use. */
export async function insertCounterTickets(
  transaction: Transaction,
  organizerId: number,
  sale: CounterTicketSale,
  seats: readonly PricedSeat[],
  draw: () => string,
): Promise<WrittenTicket[]> {
  const written: WrittenTicket[] = [];
  for (let attempt = 0; attempt < 5 && written.length < seats.length; attempt++) {
    const done = new Set(written.map(({ seatCode }) => seatCode));
    const left = seats.filter(({ seatCode }) => !done.has(seatCode));
    const prices = left.map(({ price }) => price);
    const rows = await transaction.rows<WrittenTicket>(sql`
      insert into tickets (organizer_id, performance_number, sold_through, price_type_code, price_type_channel,
        exception, holder_surname, holder_first_name, sold_at, operator_id, sales_channel_id, order_number,
        exchanged_from, seat_code, seat_category_code, face_value_cents, venue_fee_cents, organizer_fee_cents, barcode)
      select ${organizerId}, ${sale.performanceNumber}, 'counter', ${sale.priceTypeCode}, ${sale.priceTypeChannel},
        ${sale.exception}, ${sale.holder?.surname ?? null}, ${sale.holder?.firstName ?? null}, ${sale.soldAt}::timestamptz,
        ${sale.operatorId}, ${sale.salesChannelId}, ${sale.orderNumber}, ${sale.exchangedFrom}, * from unnest(
        ${left.map(({ seatCode }) => seatCode)}::int[], ${prices.map((price) => price.seatCategoryCode)}::int[],
        ${prices.map((price) => price.faceValueCents)}::int[], ${prices.map((price) => price.venueFeeCents)}::int[],
        ${prices.map((price) => price.organizerFeeCents)}::int[], ${left.map(() => draw())}::text[])
      on conflict (organizer_id, barcode) do nothing
      returning ticket_id as "ticketId", seat_code as "seatCode", barcode`);
    written.push(...rows);
  }
  if (written.length < seats.length) throw new Error("five draws in a row met a barcode in use");
  return written;
}

export interface CounterTicket {
  ticketId: number;
  performanceNumber: number;
  seatCode: number;
  soldThrough: string;
  priceTypeCode: number | null;
  faceValueCents: number;
  venueFeeCents: number;
  organizerFeeCents: number;
  cancelledAt: Date | null;
  holderSurname: string | null;
  holderFirstName: string | null;
  salesChannelId: number | null;
  /** Of the sale's line in the journal. */
  paymentMethodId: number | null;
  /** Another live ticket stands for the same seat: a person decides which one holds. */
  disputed: boolean;
}

export async function findTicket(
  queries: Queries,
  organizerId: number,
  ticketId: number,
): Promise<CounterTicket | undefined> {
  return queries.first(sql`
    select ticket_id as "ticketId", ticket.performance_number as "performanceNumber", seat_code as "seatCode",
      sold_through as "soldThrough", ticket.price_type_code as "priceTypeCode",
      ticket.face_value_cents as "faceValueCents", ticket.venue_fee_cents as "venueFeeCents",
      ticket.organizer_fee_cents as "organizerFeeCents", cancelled_at as "cancelledAt",
      holder_surname as "holderSurname", holder_first_name as "holderFirstName",
      ticket.sales_channel_id as "salesChannelId", sale.payment_method_id as "paymentMethodId",
      exists (select from tickets other
        where other.organizer_id = ticket.organizer_id and other.performance_number = ticket.performance_number
          and other.seat_code = ticket.seat_code and other.ticket_id <> ticket.ticket_id
          and other.cancelled_at is null) as disputed
    from tickets ticket
    left join cash_journal sale using (organizer_id, ticket_id)
    where organizer_id = ${organizerId} and ticket_id = ${ticketId} and (sale.kind is null or sale.kind = 'sale')`);
}

export async function cancelTicket(
  transaction: Transaction,
  organizerId: number,
  ticketId: number,
  at: Date,
): Promise<void> {
  await transaction.run(sql`
    update tickets set cancelled_at = ${at}
    where organizer_id = ${organizerId} and ticket_id = ${ticketId} and cancelled_at is null`);
}

/** Why seats cannot be sold, for the clerk's eyes: since when they are so, in which hold, at which reseller. */
export async function describeSeats(
  queries: Queries,
  organizerId: number,
  performanceNumber: number,
  seatCodes: readonly number[],
): Promise<SeatsNotFree["seats"]> {
  const rows = await queries.rows<Omit<SeatsNotFree["seats"][number], "since"> & { since: Date | null }>(sql`
    select seat.seat_code as "seatCode", state, at as since, holds.name as "holdName", resellers.name as "resellerName"
    from performance_seats seat
    left join seat_movements movement
      on movement.organizer_id = seat.organizer_id and movement.performance_number = seat.performance_number
      and movement.seat_code = seat.seat_code and movement.serial = seat.movement_serial
    left join holds on holds.organizer_id = seat.organizer_id and holds.hold_code = seat.hold_code
    left join resellers
      on resellers.organizer_id = seat.organizer_id and resellers.reseller_id = seat.reseller_id
      and seat.state not in ('free', 'held', 'blocked', 'soldAtCounter')
    where seat.organizer_id = ${organizerId} and seat.performance_number = ${performanceNumber}
      and seat.seat_code = any(${[...seatCodes]}::int[])
    order by seat.seat_code`);
  return rows.map((row) => ({ ...row, since: row.since?.toISOString() ?? null }));
}

/** The seats of a performance as columns: every one, or those named. */
export async function readSeats(
  queries: Queries,
  organizerId: number,
  performanceNumber: number,
  seatCodes: readonly number[] | "all",
): Promise<PerformanceSeats> {
  const seats = await queries.first<PerformanceSeats>(sql`
    select coalesce(json_agg(seat_code order by seat_code), '[]') as "seatCodes",
      coalesce(json_agg(state order by seat_code), '[]') as states,
      coalesce(json_agg(hold_code order by seat_code), '[]') as "holdCodes",
      coalesce(json_agg(seat.reseller_id order by seat_code), '[]') as "resellerIds",
      coalesce(json_agg(ticket_id order by seat_code), '[]') as "ticketIds"
    from performance_seats seat
    left join (select organizer_id, performance_number, seat_code, ticket_id from tickets
      where cancelled_at is null and not in_conflict) ticket using (organizer_id, performance_number, seat_code)
    where organizer_id = ${organizerId} and performance_number = ${performanceNumber}
      ${amongSeats(seatCodes)}`);
  if (!seats) throw new Error("an aggregate answered no row");
  return seats;
}

/** The categories of seats of a hall, by which they are priced. */
export async function readSeatCategories(
  queries: Queries,
  organizerId: number,
  hallCode: number,
  seatCodes: readonly number[],
): Promise<{ seatCode: number; seatCategoryCode: number }[]> {
  return queries.rows(sql`
    select seat_code as "seatCode", seat_category_code as "seatCategoryCode" from seats
    where organizer_id = ${organizerId} and hall_code = ${hallCode} and seat_code = any(${[...seatCodes]}::int[])
    order by seat_code`);
}
