import type { FileLinesStore } from "@allotement/boxoffice/interface/import-sales/file-lines.store.ts";
import type { FileLine } from "@allotement/boxoffice/interface/import-sales/judge-line.ts";
import { assert, seatKey } from "./constraints.ts";
import { asRead } from "./venue.feed.ts";
import type { VenueInboxRow, VenueTables } from "./venue.tables.ts";

export function memoryFileLines(tables: VenueTables): FileLinesStore {
  const { inbox, inboxSame, cursor, waitingLines, seats } = tables;
  const rowsOf = (barcode: string) =>
    (tables.inboxOfBarcode.get(barcode) ?? []).flatMap((eventId) => inbox.get(eventId) ?? []);
  return {
    async toldOf(barcodes) {
      return [...new Set(barcodes)]
        .flatMap(rowsOf)
        .filter((row) => row.sameAs === null)
        .sort((one, other) => bySource(one, other) || one.sequence - other.sequence)
        .map((row) => ({
          ...asRead(row),
          confirmed: inboxSame.get(row.event.eventId.toLowerCase()) !== undefined,
        }));
    },
    async standingSales(names) {
      return names
        .flatMap(({ performanceNumber, seatCode }) => {
          const live = tables.liveTickets.get(seatKey(performanceNumber, seatCode)) ?? [];
          return live.flatMap((ticketId) => {
            const ticket = tables.tickets.get(ticketId);
            if (!ticket || ticket.inConflict || ticket.soldThrough !== "reseller") return [];
            const sale = rowsOf(ticket.barcode).find(
              (row) => row.ticketId === ticketId && row.event.kind === "sale",
            );
            if (!sale) return [];
            const eventId = sale.event.eventId.toLowerCase();
            const byFileAlone = sale.source === "file" && inboxSame.get(eventId) === undefined;
            return [{ performanceNumber, seatCode, eventId, byFileAlone }];
          });
        })
        .sort(
          (one, other) => one.performanceNumber - other.performanceNumber || one.seatCode - other.seatCode,
        );
    },
    async moveFileHead(fileSequence, fileHash) {
      const row = cursor.get();
      if (row) cursor.set({ ...row, fileSequence, fileHash });
    },
    async waitingLines(names) {
      if (waitingLines.size === 0) return [];
      const wanted = new Set(names.map((one) => seatKey(one.performanceNumber, one.seatCode)));
      return [...waitingLines.rows()]
        .map(({ line }) => line)
        .filter((line) => wanted.has(seatKey(line.performanceNumber, line.seatCode)))
        .sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
    },
    async keepWaitingLines(rows, since) {
      for (const { line, reason } of rows) {
        const kept = waitingLines.get(keyOf(line));
        const seat = seats.get(seatKey(line.performanceNumber, line.seatCode));
        assert(seat !== undefined, "the seat exists");
        waitingLines.put(keyOf(line), kept ? { ...kept, reason } : { line: { ...line }, reason, since });
      }
    },
    async dropWaitingLines(lines) {
      for (const line of lines) waitingLines.remove(keyOf(line));
    },
  };
}

const keyOf = ({ barcode, kind }: Pick<FileLine, "barcode" | "kind">) => `${barcode} ${kind}`;

const bySource = (one: VenueInboxRow, other: VenueInboxRow) =>
  one.source === other.source ? 0 : one.source < other.source ? -1 : 1;
