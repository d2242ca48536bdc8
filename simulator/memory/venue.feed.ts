import type {
  FeedStore,
  InboxRow,
  RowToReceive,
} from "@allotement/boxoffice/interface/import-sales/feed.store.ts";
import type { FeedEvent } from "@allotement/protocol/messages/sales.ts";
import { assert, seatKey } from "./constraints.ts";
import type { VenueInboxRow, VenueTables } from "./venue.tables.ts";
import { cancelTicketRow, insertReceivedTicket } from "./venue.tickets.ts";

export function memoryFeed(tables: VenueTables): FeedStore {
  const { cursor, season } = tables;
  return {
    async lockCursor() {
      const row = cursor.get();
      if (!row) return undefined;
      const { receivedAt: _, ...kept } = row;
      return kept;
    },
    async startCursor(streamId, hash) {
      const row = cursor.get();
      if (!row) {
        const files = { fileSequence: 0, fileHash: null };
        cursor.set({ streamId, sequence: 0, hash, acknowledged: 0, fault: null, ...files, receivedAt: null });
      } else if (row.streamId !== streamId && row.sequence === 0 && tables.operations.size === 0) {
        cursor.set({ ...row, streamId, fault: null });
      }
    },
    async moveCursor(sequence, hash, receivedAt) {
      const row = cursor.get();
      if (row) cursor.set({ ...row, sequence, hash, receivedAt });
    },
    async stopReceiving(fault) {
      const row = cursor.get();
      if (row) cursor.set({ ...row, fault });
    },
    firstRepetition: async (events) => firstRepetition(tables, events),
    async keepAcknowledged(sequence) {
      const row = cursor.get();
      if (row) cursor.set({ ...row, acknowledged: Math.max(row.acknowledged, sequence) });
    },
    drawTicketIds: async (count) => Array.from({ length: count }, () => tables.drawTicketId()),
    async insertReceivedTickets(tickets) {
      const refused = tickets.filter((ticket) => !insertReceivedTicket(tables, ticket));
      return refused.map((ticket) => ticket.ticketId);
    },
    async cancelTickets(cancellations) {
      for (const { ticketId, at } of cancellations) cancelTicketRow(tables, ticketId, new Date(at));
    },
    async insertInbox(rows, streamId, receivedAt, source = "feed") {
      for (const row of rows) insertInboxRow(tables, row, { streamId, source, receivedAt });
    },
    async inboxEvent(eventId) {
      const row = inboxRowOf(tables, eventId);
      return row && asRead(row);
    },
    async openConflict({ performanceNumber, seatCode, cause, ticketId, at }) {
      const conflictId = tables.drawConflictId();
      const codes = tables.seatCodes.get(performanceNumber);
      assert(codes?.includes(seatCode) === true, "the seat exists");
      assert(ticketId === null || tables.tickets.get(ticketId) !== undefined, "the ticket exists");
      const live = (tables.liveTickets.get(seatKey(performanceNumber, seatCode)) ?? []).find(
        (id) => id !== ticketId && tables.tickets.get(id)?.inConflict === false,
      );
      const closing = { closedAt: null, closedBy: null, outcome: null, note: null, stayingTicketId: null };
      const { resellerId } = season;
      const seat = { performanceNumber, seatCode };
      tables.conflicts.put(conflictId, {
        conflictId,
        ...seat,
        resellerId,
        cause,
        ticketId,
        openedAt: at,
        liveTicketId: live ?? null,
        ...closing,
      });
    },
  };
}

/** The row of an event, whatever stream it came by. */
export function inboxRowOf(tables: VenueTables, eventId: string): VenueInboxRow | undefined {
  return tables.inbox.get(eventId.toLowerCase());
}

export function asRead(row: VenueInboxRow): InboxRow {
  const { sequence, event, ticketId, status, blockReason, source, sameAs, overtakenBy } = row;
  return { sequence, event, ticketId, status, blockReason, source, sameAs, overtakenBy };
}

function insertInboxRow(
  tables: VenueTables,
  { event, ticketId, blockReason, sameAs, overtakenBy }: RowToReceive,
  { streamId, source, receivedAt }: Pick<VenueInboxRow, "streamId" | "source" | "receivedAt">,
): void {
  const { inbox, inboxPlaces, inboxUndoing, inboxSame, inboxOfBarcode, tickets } = tables;
  const place = `${streamId}/${event.sequence}`;
  const eventId = event.eventId.toLowerCase();
  assert(inboxPlaces.get(place) === undefined, "one row for one number of the stream");
  assert(inbox.get(eventId) === undefined, "one row for one event");
  assert(ticketId === null || tickets.get(ticketId) !== undefined, "the ticket exists");
  for (const other of [sameAs, overtakenBy])
    assert(other === undefined || inbox.get(other.toLowerCase()) !== undefined, "the other event exists");
  if (sameAs !== undefined) {
    assert(source === "feed" && ticketId === null, "the file's event has the ticket");
    assert(inboxSame.get(sameAs.toLowerCase()) === undefined, "the feed tells a file's event once");
    inboxSame.put(sameAs.toLowerCase(), eventId);
  } else if (event.refersTo !== undefined) {
    const undone = event.refersTo.toLowerCase();
    assert(inboxUndoing.get(undone) === undefined, "one cancellation for one sale");
    inboxUndoing.put(undone, eventId);
  }
  inboxPlaces.put(place, eventId);
  inboxOfBarcode.put(event.barcode, [...(inboxOfBarcode.get(event.barcode) ?? []), eventId]);
  inbox.put(eventId, {
    streamId,
    sequence: event.sequence,
    event,
    ticketId,
    source,
    sameAs: sameAs?.toLowerCase() ?? null,
    overtakenBy: overtakenBy?.toLowerCase() ?? null,
    status: blockReason !== null ? "blocked" : sameAs === undefined ? "pending" : "known",
    blockReason: blockReason === null ? null : JSON.parse(JSON.stringify(blockReason)),
    receivedAt,
    integratedAt: null,
    runId: null,
  });
}

function firstRepetition(
  { inbox, inboxUndoing }: VenueTables,
  events: readonly FeedEvent[],
): number | undefined {
  const seen = new Set<string>();
  const undone = new Set<string>();
  for (const event of [...events].sort((one, other) => one.sequence - other.sequence)) {
    const eventId = event.eventId.toLowerCase();
    const refersTo = event.refersTo?.toLowerCase();
    const twice = seen.has(eventId) || inbox.get(eventId) !== undefined;
    const undoing = refersTo === undefined ? undefined : inboxUndoing.get(refersTo);
    const undoneBefore = undoing !== undefined && inbox.get(undoing)?.source === "feed";
    const undoneTwice = refersTo !== undefined && (undone.has(refersTo) || undoneBefore);
    if (twice || undoneTwice) return event.sequence;
    seen.add(eventId);
    if (refersTo !== undefined) undone.add(refersTo);
  }
  return undefined;
}
