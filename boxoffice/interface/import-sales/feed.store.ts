import { sql, type Transaction } from "@allotement/platform/database/database.ts";
import type { ChainFault, FeedCursor } from "@allotement/protocol/feed-chain.ts";
import type { FeedEvent } from "@allotement/protocol/messages/sales.ts";
import type { Scope } from "../store.ts";
import type { BlockReason } from "./compare-price.ts";

export interface CursorRow extends FeedCursor {
  acknowledged: number;
  /** Set: receiving has stopped until a person has looked. */
  fault: ChainFault | null;
  /** The head of the files' own stream; no hash until a sales file was read here. */
  fileSequence: number;
  fileHash: string | null;
}

/** A ticket as the feed gives it; written at receipt, before its price is compared (rule 5). */
export interface ReceivedTicket {
  ticketId: number;
  performanceNumber: number;
  seatCode: number;
  event: FeedEvent;
  inConflict: boolean;
  /** Set where it was never alive: its seat had been sold on by the time it was told. */
  cancelledAt?: Date;
}

/** A row to write into the inbox; `known` by `sameAs` where nothing blocks it. */
export interface RowToReceive {
  event: FeedEvent;
  ticketId: number | null;
  blockReason: unknown;
  sameAs?: string;
  overtakenBy?: string;
}

/** A row of the inbox as integration and cancellation read it. */
export interface InboxRow {
  sequence: number;
  event: FeedEvent;
  ticketId: number | null;
  /** `closed`: two people have settled that it is never to be booked; `known`: a file had told it before. */
  status: "pending" | "blocked" | "integrated" | "closed" | "known";
  blockReason: BlockReason | null;
  source: "feed" | "file";
  /** The file's event that says the same, has the ticket and is booked in its stead. */
  sameAs: string | null;
  /** The sale that the seat was sold on by when this one was told. */
  overtakenBy: string | null;
}

export interface FeedStore {
  /** The cursor, locked until the transaction ends: pages are received one after the other. */
  lockCursor(): Promise<CursorRow | undefined>;
  /**
   * Begins a stream at its start, where no cursor stands yet, or where nothing was ever exchanged under the one that
   * does: a connection set up towards the wrong server must not bind the venue to that server's feed.
   */
  startCursor(streamId: string, hash: string): Promise<void>;
  moveCursor(sequence: number, hash: string, at: Date): Promise<void>;
  /** Keeps a fault, or says that it is over. */
  stopReceiving(fault: ChainFault | null): Promise<void>;
  /** The number of the first event that bears another's identity, or undoes a sale that another has undone. */
  firstRepetition(events: readonly FeedEvent[]): Promise<number | undefined>;
  keepAcknowledged(sequence: number): Promise<void>;
  /** Fresh ticket numbers. */
  drawTicketIds(count: number): Promise<number[]>;
  /** Writes tickets; answers those whose barcode another ticket bears already, which are not written. */
  insertReceivedTickets(tickets: readonly ReceivedTicket[]): Promise<number[]>;
  cancelTickets(cancellations: readonly { ticketId: number; at: string }[]): Promise<void>;
  insertInbox(
    rows: readonly RowToReceive[],
    streamId: string,
    at: Date,
    source?: InboxRow["source"],
  ): Promise<void>;
  inboxEvent(eventId: string): Promise<InboxRow | undefined>;
  /** Opens a conflict; it names the ticket that stands for the seat here, too, where there is one. */
  openConflict(conflict: {
    performanceNumber: number;
    seatCode: number;
    cause: string;
    ticketId: number | null;
    at: Date;
  }): Promise<void>;
}

/** A row of the inbox as it is read. */
export const inboxColumns = sql`
  sequence, event, ticket_id as "ticketId", status, block_reason as "blockReason", source, same_as as "sameAs",
  overtaken_by as "overtakenBy"`;

export function sqlFeedStore(transaction: Transaction, scope: Scope): FeedStore {
  const { organizerId, resellerId } = scope;
  const own = sql`organizer_id = ${organizerId} and reseller_id = ${resellerId}`;
  return {
    lockCursor: () =>
      transaction.first<CursorRow>(sql`
        select stream_id as "streamId", sequence, hash, acknowledged, fault, file_sequence as "fileSequence",
          file_hash as "fileHash"
        from feed_cursors where ${own} for update`),
    startCursor: async (streamId, hash) => {
      await transaction.run(sql`
        insert into feed_cursors (organizer_id, reseller_id, stream_id, sequence, hash)
        values (${organizerId}, ${resellerId}, ${streamId}, 0, ${hash})
        on conflict (organizer_id, reseller_id) do update set stream_id = excluded.stream_id, fault = null
        where feed_cursors.stream_id <> excluded.stream_id and feed_cursors.sequence = 0
          and not exists (select from operations o where o.organizer_id = feed_cursors.organizer_id
            and o.reseller_id = feed_cursors.reseller_id)`);
    },
    moveCursor: async (sequence, hash, at) => {
      await transaction.run(sql`
        update feed_cursors set sequence = ${sequence}, hash = ${hash}, received_at = ${at} where ${own}`);
    },
    stopReceiving: async (fault) => {
      await transaction.run(
        sql`update feed_cursors set fault = ${fault && JSON.stringify(fault)}::jsonb where ${own}`,
      );
    },
    firstRepetition: async (events) => {
      const given = events.map(({ sequence, eventId, refersTo }) => ({ sequence, eventId, refersTo }));
      const row = await transaction.first<{ sequence: number | null }>(sql`
        with given as (
          select sequence, "eventId", "refersTo", row_number() over (partition by "eventId" order by sequence) as nth,
            row_number() over (partition by "refersTo" order by sequence) as nth_undoing
          from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as event (sequence bigint, "eventId" uuid, "refersTo" uuid)
        )
        select min(sequence) as sequence from given
        where nth > 1 or (nth_undoing > 1 and "refersTo" is not null)
          or exists (select from feed_inbox where ${own} and event_id = given."eventId")
          or exists (select from feed_inbox where ${own} and refers_to = given."refersTo" and source = 'feed')`);
      return row?.sequence ?? undefined;
    },
    keepAcknowledged: async (sequence) => {
      await transaction.run(
        sql`update feed_cursors set acknowledged = greatest(acknowledged, ${sequence}::bigint) where ${own}`,
      );
    },
    drawTicketIds: async (count) => {
      const rows = await transaction.rows<{ id: number }>(sql`
        select nextval(pg_get_serial_sequence('tickets', 'ticket_id')) as id from generate_series(1, ${count}::int)`);
      return rows.map((row) => row.id);
    },
    insertReceivedTickets: async (tickets) => {
      const given = tickets.map(
        ({ ticketId, performanceNumber, seatCode, event, inConflict, cancelledAt }) => ({
          ticketId,
          performanceNumber,
          seatCode,
          inConflict,
          priceTypeCode: event.priceTypeCode,
          seatCategoryCode: event.seatCategoryCode,
          faceValueCents: event.faceValueCents,
          venueFeeCents: event.venueFeeCents,
          organizerFeeCents: event.organizerFeeCents,
          resellerFeeCents: event.resellerFeeCents,
          barcode: event.barcode,
          surname: event.holder?.surname ?? null,
          firstName: event.holder?.firstName ?? null,
          soldAt: event.soldAt,
          cancelledAt,
        }),
      );
      // A price type that is unknown here, or not a reseller's, never stops the receipt: integration will name it (19).
      const written = await transaction.rows<{ ticket_id: number }>(sql`
        insert into tickets (organizer_id, ticket_id, performance_number, seat_code, sold_through, reseller_id,
          price_type_code, price_type_channel, seat_category_code, face_value_cents, venue_fee_cents,
          organizer_fee_cents, reseller_fee_cents, barcode, holder_surname, holder_first_name, sold_at, in_conflict,
          cancelled_at, cancelled_after_scan)
        overriding system value
        select ${organizerId}, given."ticketId", given."performanceNumber", given."seatCode", 'reseller', ${resellerId},
          type.price_type_code, type.channel_kind, given."seatCategoryCode", given."faceValueCents",
          given."venueFeeCents", given."organizerFeeCents", given."resellerFeeCents", given.barcode, given.surname,
          given."firstName", given."soldAt", given."inConflict", given."cancelledAt",
          case when given."cancelledAt" is not null then 0 end
        from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as given ("ticketId" bigint, "performanceNumber" int,
          "seatCode" int, "inConflict" boolean, "priceTypeCode" int, "seatCategoryCode" int, "faceValueCents" int,
          "venueFeeCents" int, "organizerFeeCents" int, "resellerFeeCents" int, barcode text, surname text,
          "firstName" text, "soldAt" timestamptz, "cancelledAt" timestamptz)
        left join price_types type on type.organizer_id = ${organizerId}
          and type.price_type_code = given."priceTypeCode" and type.channel_kind = 'reseller'
        on conflict (organizer_id, barcode) do nothing
        returning ticket_id`);
      const there = new Set(written.map((row) => row.ticket_id));
      return tickets.map((ticket) => ticket.ticketId).filter((ticketId) => !there.has(ticketId));
    },
    cancelTickets: async (cancellations) => {
      await transaction.run(sql`
        update tickets set cancelled_at = given.at
        from jsonb_to_recordset(${JSON.stringify(cancellations)}::jsonb) as given ("ticketId" bigint, at timestamptz)
        where tickets.organizer_id = ${organizerId} and tickets.ticket_id = given."ticketId" and cancelled_at is null`);
    },
    insertInbox: async (rows, streamId, at, source = "feed") => {
      await transaction.run(sql`
        insert into feed_inbox (organizer_id, reseller_id, stream_id, sequence, event_id, kind, refers_to, show_number,
          performance_number, seat_code, event, hash, received_at, ticket_id, status, block_reason, source, same_as,
          overtaken_by)
        select ${organizerId}, ${resellerId}, ${streamId}, (event->>'sequence')::bigint, (event->>'eventId')::uuid,
          event->>'kind', (event->>'refersTo')::uuid, (event->>'showNumber')::int, (event->>'performanceNumber')::int,
          (event->>'seatCode')::int, event, event->>'hash', ${at}::timestamptz, "ticketId",
          case when "blockReason" is not null then 'blocked' when "sameAs" is not null then 'known' else 'pending' end,
          "blockReason", ${source}::text, "sameAs", "overtakenBy"
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          as given (event jsonb, "ticketId" bigint, "blockReason" jsonb, "sameAs" uuid, "overtakenBy" uuid)`);
    },
    inboxEvent: (eventId) =>
      transaction.first<InboxRow>(sql`
        select ${inboxColumns} from feed_inbox where ${own} and event_id = ${eventId}`),
    openConflict: async ({ performanceNumber, seatCode, cause, ticketId, at }) => {
      await transaction.run(sql`
        insert into seat_conflicts (organizer_id, performance_number, seat_code, reseller_id, cause, ticket_id,
          live_ticket_id, opened_at)
        values (${organizerId}, ${performanceNumber}, ${seatCode}, ${resellerId}, ${cause}, ${ticketId},
          (select ticket_id from tickets
            where organizer_id = ${organizerId} and performance_number = ${performanceNumber}
              and seat_code = ${seatCode} and cancelled_at is null and not in_conflict
              and ticket_id is distinct from ${ticketId}::bigint), ${at})`);
    },
  };
}
