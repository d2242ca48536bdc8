import { sql, type Transaction } from "@allotement/platform/database/database.ts";
import type { FeedEvent } from "@allotement/protocol/messages/sales.ts";
import { appendEntries } from "../../house/journal/journal.store.ts";
import type { ImportLine } from "../runs/runs.store.ts";
import type { Scope } from "../store.ts";
import type { BookingLine } from "./booking.ts";
import { type InboxRow, inboxColumns } from "./feed.store.ts";

/** The amounts of a price grid for one price type and category, in cents. */
export interface GridAmounts {
  faceValueCents: number;
  venueFeeCents: number;
  organizerFeeCents: number;
}

/** Where integrated sales are booked (R3.5, R3.6). */
export interface Booking {
  operatorId: number;
  salesChannelId: number;
  paymentMethodId: number;
  customerAccountId: number;
}

/** A civil date and time. */
interface Schedule {
  localDate: string;
  localTime: string;
}

/** What the venue's books say about a sale: all that the comparison needs. */
export interface SaleContext {
  /** The performance's civil date and time here; undefined where it does not exist. */
  schedule: Schedule | undefined;
  /** The dates that it had before, or is to have: a sale made under one of them is good (R11.3). */
  otherSchedules: Schedule[];
  /** Whether the price type is one of the interface's (R10.2). */
  priceTypeKnown: boolean;
  /** The grid's amounts valid at the time of the sale; undefined where it has none. */
  grid: GridAmounts | undefined;
}

export interface WaitingSale {
  eventId: string;
  sequence: number;
  showNumber: number;
}

export interface IntegratedInRun {
  showNumber: number;
  integrated: number;
  cancelled: number;
  amountCents: number;
}

export interface IntegrationStore {
  /** Sales that the clerk's lines choose and that are not integrated: the files' in their order, then the feed's. */
  waitingSales(lines: readonly ImportLine[], until: string | undefined): Promise<WaitingSale[]>;
  /** One inbox row, locked until the transaction ends. */
  lockInboxRow(eventId: string): Promise<InboxRow | undefined>;
  saleContext(event: FeedEvent): Promise<SaleContext>;
  booking(): Promise<Booking | undefined>;
  /** Journal entries and debt of a sale, or the reverse lines of a cancellation (rule 8); the ticket gets its channel. */
  book(
    event: FeedEvent,
    ticketId: number | null,
    booking: Booking,
    lines: readonly BookingLine[],
    at: Date,
  ): Promise<void>;
  /** `runId` null: a person settled this one sale, outside of any run. */
  markIntegrated(eventId: string, runId: string | null, at: Date): Promise<void>;
  markBlocked(eventId: string, reason: unknown): Promise<void>;
  /** The sale that a cancellation undoes. */
  undoneSale(eventId: string): Promise<Pick<InboxRow, "event" | "status" | "sameAs"> | undefined>;
  /** Whether feed or file have cancelled the sale since. */
  isUndone(eventId: string): Promise<boolean>;
  /** What a run has integrated so far, by show: from the books, whatever worker did it and however often it began. */
  integratedInRun(runId: string): Promise<IntegratedInRun[]>;
}

export function sqlIntegrationStore(transaction: Transaction, scope: Scope): IntegrationStore {
  const { organizerId, resellerId } = scope;
  // By the event's identity: a restored reseller's stream begins its numbers under another name.
  const row = (eventId: string) =>
    sql`organizer_id = ${organizerId} and reseller_id = ${resellerId} and event_id = ${eventId}`;
  return {
    waitingSales: (lines, until) =>
      transaction.rows<WaitingSale>(sql`
        select event_id as "eventId", sequence, show_number as "showNumber" from (
        select distinct i.event_id, i.sequence, i.show_number, i.source,
          coalesce(sale.source <> i.source, false) as after_its_sale
        from feed_inbox i
        left join feed_inbox sale on sale.organizer_id = i.organizer_id and sale.reseller_id = i.reseller_id
          and sale.event_id = i.refers_to
        join performances p on p.organizer_id = i.organizer_id and p.performance_number = i.performance_number
        join jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as line ("showNumber" int, "from" text, "to" text)
          on line."showNumber" = i.show_number
          and (line."from" is null or p.local_date + p.local_time >= line."from"::timestamp)
          and (line."to" is null or p.local_date + p.local_time <= line."to"::timestamp)
        where i.organizer_id = ${organizerId} and i.reseller_id = ${resellerId} and i.status in ('pending', 'blocked')
          and (${until ?? null}::timestamptz is null or (i.event->>'soldAt')::timestamptz <= ${until ?? null}::timestamptz)
        ) as waiting
        -- Files and feed count for themselves: a cancellation comes after a sale of the other.
        order by after_its_sale, source desc, sequence`),
    lockInboxRow: (eventId) =>
      transaction.first<InboxRow>(sql`
        select ${inboxColumns} from feed_inbox where ${row(eventId)} for update`),
    saleContext: async (event) => {
      const performance = await transaction.first<Schedule & { otherSchedules: Schedule[] }>(sql`
        select local_date as "localDate", to_char(local_time, 'HH24:MI') as "localTime",
          (select coalesce(jsonb_agg(jsonb_build_object('localDate', other.day, 'localTime',
              to_char(other.hour, 'HH24:MI')) order by r.version, other.day, other.hour), '[]')
            from reschedules r cross join lateral (values (from_date, from_time), (to_date, to_time)) as other (day, hour)
            where r.organizer_id = p.organizer_id and r.performance_number = p.performance_number) as "otherSchedules"
        from performances p
        where organizer_id = ${organizerId} and performance_number = ${event.performanceNumber}
          and show_number = ${event.showNumber}`);
      const known = await transaction.first(sql`
        select from interface_price_types where organizer_id = ${organizerId} and reseller_id = ${resellerId}
          and price_type_code = ${event.priceTypeCode}`);
      const grid = await transaction.first<GridAmounts>(sql`
        select line.face_value_cents as "faceValueCents", line.venue_fee_cents as "venueFeeCents",
          line.organizer_fee_cents as "organizerFeeCents"
        from (select price_grid_id from price_grids where organizer_id = ${organizerId}
            and show_number = ${event.showNumber} and valid_from <= ${event.soldAt}::timestamptz
          order by valid_from desc limit 1) as valid
        join price_grid_lines line on line.organizer_id = ${organizerId} and line.price_grid_id = valid.price_grid_id
        where line.price_type_code = ${event.priceTypeCode} and line.seat_category_code = ${event.seatCategoryCode}`);
      const schedule = performance && { localDate: performance.localDate, localTime: performance.localTime };
      const otherSchedules = performance?.otherSchedules ?? [];
      return { schedule, otherSchedules, priceTypeKnown: known !== undefined, grid };
    },
    booking: () =>
      transaction.first<Booking>(sql`
        select c.operator_id as "operatorId", c.sales_channel_id as "salesChannelId",
          c.payment_method_id as "paymentMethodId", m.customer_account_id as "customerAccountId"
        from reseller_connections c
        join payment_methods m using (organizer_id, payment_method_id)
        where c.organizer_id = ${organizerId} and c.reseller_id = ${resellerId} and m.kind = 'invoice'`),
    book: async (event, ticketId, booking, lines, at) => {
      const { operatorId, salesChannelId, paymentMethodId, customerAccountId } = booking;
      if (event.kind === "sale" && ticketId !== null) {
        await transaction.run(sql`
          update tickets set operator_id = ${operatorId}, sales_channel_id = ${salesChannelId}
          where organizer_id = ${organizerId} and ticket_id = ${ticketId}`);
      }
      const { performanceNumber, priceTypeCode } = event;
      const common = { operatorId, salesChannelId, paymentMethodId, ticketId, customerAccountId };
      const entries = lines.map((line) => ({ ...common, performanceNumber, priceTypeCode, ...line }));
      await appendEntries(transaction, organizerId, at, entries);
    },
    markIntegrated: async (eventId, runId, at) => {
      await transaction.run(sql`
        update feed_inbox set status = 'integrated', block_reason = null, integrated_at = ${at}, run_id = ${runId}
        where ${row(eventId)}`);
    },
    markBlocked: async (eventId, reason) => {
      await transaction.run(sql`
        update feed_inbox set status = 'blocked', block_reason = ${JSON.stringify(reason)}::jsonb
        where ${row(eventId)}`);
    },
    undoneSale: (eventId) =>
      transaction.first<Pick<InboxRow, "event" | "status" | "sameAs">>(sql`
        select event, status, same_as as "sameAs" from feed_inbox
        where organizer_id = ${organizerId} and reseller_id = ${resellerId} and event_id = ${eventId}`),
    isUndone: async (eventId) =>
      (await transaction.first(sql`
        select from feed_inbox
        where organizer_id = ${organizerId} and reseller_id = ${resellerId} and same_as is null
          and (refers_to = ${eventId} or refers_to = (select event_id from feed_inbox where organizer_id = ${organizerId}
            and reseller_id = ${resellerId} and same_as = ${eventId}))
          and block_reason->>'kind' is distinct from 'unknownSale'`)) !== undefined,
    integratedInRun: (runId) =>
      transaction.rows<IntegratedInRun>(sql`
        select show_number as "showNumber", count(*) filter (where kind = 'sale')::int as integrated,
          count(*) filter (where kind = 'cancellation')::int as cancelled,
          sum((case kind when 'sale' then 1 else -1 end) * ((event->>'faceValueCents')::int
            + (event->>'venueFeeCents')::int + (event->>'organizerFeeCents')::int))::bigint as "amountCents"
        from feed_inbox
        where organizer_id = ${organizerId} and reseller_id = ${resellerId} and run_id = ${runId}
          and status = 'integrated'
        group by show_number order by min(sequence)`),
  };
}
