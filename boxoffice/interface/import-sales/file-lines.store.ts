import { sql, type Transaction } from "@allotement/platform/database/database.ts";
import type { Scope } from "../store.ts";
import { type InboxRow, inboxColumns } from "./feed.store.ts";
import type { FileLine, KeptReason } from "./judge-line.ts";

export interface SeatName {
  performanceNumber: number;
  seatCode: number;
}

/** The sale that a seat is sold by: its live ticket's event. */
export interface StandingSale extends SeatName {
  eventId: string;
  /** It came by a file, and the feed has not told it yet. */
  byFileAlone: boolean;
}

/** What was told first of a ticket, by either way; `confirmed`: the other way has told it since. */
export type ToldRow = InboxRow & { confirmed: boolean };

/** Sales files beside the feed (R8.4). */
export interface FileLinesStore {
  /** Events that were told first, by either way, of the tickets with these barcodes. */
  toldOf(barcodes: readonly string[]): Promise<ToldRow[]>;
  standingSales(seats: readonly SeatName[]): Promise<StandingSale[]>;
  moveFileHead(sequence: number, hash: string): Promise<void>;
  /** Lines that wait for what is told of these seats, locked until the transaction ends. */
  waitingLines(seats: readonly SeatName[]): Promise<FileLine[]>;
  /** Keeps lines that cannot be taken yet; of one that waits already, the reason changes alone. */
  keepWaitingLines(rows: readonly { line: FileLine; reason: KeptReason }[], at: Date): Promise<void>;
  dropWaitingLines(lines: readonly Pick<FileLine, "barcode" | "kind">[]): Promise<void>;
}

export function sqlFileLinesStore(transaction: Transaction, scope: Scope): FileLinesStore {
  const { organizerId, resellerId } = scope;
  const own = sql`organizer_id = ${organizerId} and reseller_id = ${resellerId}`;
  return {
    toldOf: (barcodes) =>
      transaction.rows<ToldRow>(sql`
        select ${inboxColumns},
          exists (select from feed_inbox same where same.organizer_id = told.organizer_id
            and same.reseller_id = told.reseller_id and same.same_as = told.event_id) as confirmed
        from feed_inbox told
        where ${own} and event->>'barcode' = any(${barcodes}::text[]) and same_as is null
        order by source, sequence`),
    standingSales: (seats) =>
      transaction.rows<StandingSale>(sql`
        select ticket.performance_number as "performanceNumber", ticket.seat_code as "seatCode",
          sale.event_id as "eventId", sale.source = 'file' and not exists (select from feed_inbox same
            where same.organizer_id = sale.organizer_id and same.reseller_id = sale.reseller_id
              and same.same_as = sale.event_id) as "byFileAlone"
        from jsonb_to_recordset(${JSON.stringify(seats)}::jsonb) as given ("performanceNumber" int, "seatCode" int)
        join tickets ticket on ticket.organizer_id = ${organizerId} and ticket.reseller_id = ${resellerId}
          and ticket.performance_number = given."performanceNumber" and ticket.seat_code = given."seatCode"
          and ticket.cancelled_at is null and not ticket.in_conflict
        join feed_inbox sale on sale.organizer_id = ticket.organizer_id and sale.reseller_id = ticket.reseller_id
          and sale.event->>'barcode' = ticket.barcode and sale.ticket_id = ticket.ticket_id and sale.kind = 'sale'
        order by 1, 2`),
    moveFileHead: async (sequence, hash) => {
      await transaction.run(sql`
        update feed_cursors set file_sequence = ${sequence}, file_hash = ${hash} where ${own}`);
    },
    waitingLines: async (seats) => {
      const rows = await transaction.rows<{ line: FileLine }>(sql`
        select line from waiting_file_lines waiting
        where ${own} and (performance_number, seat_code) in (select "performanceNumber", "seatCode"
          from jsonb_to_recordset(${JSON.stringify(seats)}::jsonb) as given ("performanceNumber" int, "seatCode" int))
        order by barcode, kind for update`);
      return rows.map(({ line }) => line);
    },
    keepWaitingLines: async (rows, at) => {
      await transaction.run(sql`
        insert into waiting_file_lines (organizer_id, reseller_id, barcode, kind, performance_number, seat_code, line,
          reason, waiting_since)
        select ${organizerId}, ${resellerId}, line->>'barcode', line->>'kind', (line->>'performanceNumber')::int,
          (line->>'seatCode')::int, line, reason, ${at}::timestamptz
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (line jsonb, reason text)
        on conflict (organizer_id, reseller_id, barcode, kind) do update set reason = excluded.reason
        where waiting_file_lines.reason <> excluded.reason`);
    },
    dropWaitingLines: async (lines) => {
      await transaction.run(sql`
        delete from waiting_file_lines where ${own} and (barcode, kind) in (select barcode, kind
          from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as given (barcode text, kind text))`);
    },
  };
}
