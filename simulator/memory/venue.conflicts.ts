import type {
  ConflictRow,
  ConflictsStore,
} from "@allotement/boxoffice/interface/conflicts/conflicts.store.ts";
import { assert, seatKey } from "./constraints.ts";
import { memoryHouse } from "./venue.house.ts";
import type { VenueTables } from "./venue.tables.ts";
import { assertOneLive, putTicket } from "./venue.tickets.ts";

export function memoryConflicts(tables: VenueTables): ConflictsStore {
  const { ticket, cancelTicket, paymentMethod, appendEntries } = memoryHouse(tables);
  return {
    ...{ ticket, cancelTicket, paymentMethod, appendEntries },
    conflict: async (conflictId) => conflictRow(tables, conflictId),
    lockOpenConflict: async (conflictId) => tables.conflicts.get(conflictId)?.closedAt === null,
    async keepClosing(conflictId, { operatorId, outcome, note, stayingTicketId, at }) {
      const conflict = tables.conflicts.get(conflictId);
      if (conflict?.closedAt !== null) return;
      assert(
        stayingTicketId === null || tables.tickets.get(stayingTicketId) !== undefined,
        "the ticket exists",
      );
      const closing = { closedAt: at, closedBy: operatorId, outcome, note, stayingTicketId };
      tables.conflicts.put(conflictId, { ...conflict, ...closing });
    },
    async settleTicket(ticketId) {
      const row = tables.tickets.get(ticketId);
      if (!row) return;
      putTicket(tables, { ...row, inConflict: false });
      assertOneLive(tables, seatKey(row.performanceNumber, row.seatCode));
    },
  };
}

function conflictRow(tables: VenueTables, conflictId: number): ConflictRow | undefined {
  const conflict = tables.conflicts.get(conflictId);
  if (!conflict) return undefined;
  const { performanceNumber, seatCode, cause, ticketId } = conflict;
  const late = ticketId === null ? undefined : tables.tickets.get(ticketId);
  const sale = [...tables.inbox.rows()].find(
    (row) => late !== undefined && row.ticketId === late.ticketId && row.event.kind === "sale",
  );
  const live = tables.liveTickets.get(seatKey(performanceNumber, seatCode)) ?? [];
  const here = live
    .map((id) => tables.tickets.get(id))
    .find((row) => row !== undefined && !row.inConflict && row.ticketId !== ticketId);
  return {
    conflictId,
    performanceNumber,
    seatCode,
    cause,
    late: late
      ? { ticketId: late.ticketId, live: late.cancelledAt === null, grant: sale?.event.grant ?? null }
      : null,
    here: here ? { ticketId: here.ticketId, soldThrough: here.soldThrough } : null,
  };
}
