import type { DoorTransaction } from "@allotement/boxoffice/house/door/door.store.ts";
import { assert } from "./constraints.ts";
import type { VenueTables } from "./venue.tables.ts";
import { putTicket } from "./venue.tickets.ts";

export function memoryDoor(tables: VenueTables): DoorTransaction {
  const { tickets, ticketOfBarcode, scans, scansOfTicket } = tables;
  return {
    async lockTicket(barcode) {
      const ticketId = ticketOfBarcode.get(barcode);
      const ticket = ticketId === undefined ? undefined : tickets.get(ticketId);
      if (!ticket) return undefined;
      const { performanceNumber, seatCode, lastScan } = ticket;
      const disputed = [...tables.conflicts.rows()].some(
        (conflict) =>
          conflict.closedAt === null &&
          conflict.performanceNumber === performanceNumber &&
          conflict.seatCode === seatCode,
      );
      const passed = scansOfTicket.get(ticket.ticketId)?.findLast((scan) => scan.refusal === null);
      return {
        ticketId: ticket.ticketId,
        performanceNumber,
        seatCode,
        performanceCancelled: (tables.performances.get(performanceNumber)?.cancelledAt ?? null) !== null,
        cancelled: ticket.cancelledAt !== null,
        inConflict: ticket.inConflict || disputed,
        inside: passed?.direction === "entry",
        lastScan,
      };
    },
    async keptScan(scanId) {
      const scan = scans.get(scanId.toLowerCase());
      if (!scan) return undefined;
      const { ticketId, scanNumber: _number, operatorId: _operator, ...kept } = scan;
      return { ...kept, seatCode: ticketId === null ? null : (tickets.get(ticketId)?.seatCode ?? null) };
    },
    async keepScan(scan) {
      const scanId = scan.scanId.toLowerCase();
      if (scans.get(scanId)) return false;
      const { ticketId, scanNumber } = scan;
      assert(tables.performances.get(scan.performanceNumber) !== undefined, "the performance exists");
      assert((ticketId === null) === (scanNumber === null), "a ticket's scan has its number");
      assert(ticketId !== null || scan.refusal !== null, "nobody passes without a ticket");
      const row = { ...scan, scanId };
      scans.put(scanId, row);
      if (ticketId === null || scanNumber === null) return true;
      const ticket = tickets.get(ticketId);
      assert(ticket !== undefined, "the ticket exists");
      const before = scansOfTicket.get(ticketId) ?? [];
      assert(!before.some((one) => one.scanNumber === scanNumber), "one scan for one number of a ticket");
      scansOfTicket.put(ticketId, [...before, row]);
      if (ticket) putTicket(tables, { ...ticket, lastScan: scanNumber });
      return true;
    },
  };
}
