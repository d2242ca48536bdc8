import type { OperationRow } from "@allotement/boxoffice/interface/operations/operations.store.ts";
import type {
  RestoreStore,
  UnknownGrantSale,
} from "@allotement/boxoffice/interface/restore/restore.store.ts";
import type { FeedEvent } from "@allotement/protocol/messages/sales.ts";
import { byCreation, putOperation } from "./venue.operations.ts";
import type { VenueTables } from "./venue.tables.ts";

export function memoryRestore(tables: VenueTables): RestoreStore {
  const { cursor, inbox, inboxPlaces, operations, performances } = tables;
  return {
    async eventsReceived(streamId, after, limit) {
      const events: FeedEvent[] = [];
      for (let sequence = after + 1; events.length < limit; sequence++) {
        const eventId = inboxPlaces.get(`${streamId}/${sequence}`);
        const row = eventId === undefined ? undefined : inbox.get(eventId);
        if (!row) break;
        events.push(row.event);
      }
      return events;
    },
    async operationsAnsweredSince(asOf) {
      const answered = [...operations.rows()].filter(
        ({ state, answer }) => state !== "open" && state !== "voiding" && (answer?.asOf ?? -1) >= asOf,
      );
      const asOfOf = ({ answer }: Pick<OperationRow, "answer">) => answer?.asOf ?? 0;
      return answered.sort((one, other) => asOfOf(one) - asOfOf(other) || byCreation(one, other));
    },
    async replaceAnswer(operationId, answer) {
      const operation = operations.get(operationId);
      if (operation?.state === "answered") putOperation(tables, { ...operation, answer });
    },
    async adoptStream(from, to) {
      for (const row of [...inbox.rows()].filter(({ streamId }) => streamId === from)) {
        const eventId = row.event.eventId.toLowerCase();
        inboxPlaces.remove(`${from}/${row.sequence}`);
        inboxPlaces.put(`${to}/${row.sequence}`, eventId);
        inbox.put(eventId, { ...row, streamId: to });
      }
      const row = cursor.get();
      if (row?.streamId === from) cursor.set({ ...row, streamId: to, fault: null });
    },
    async salesUnderUnknownGrant(performanceNumber) {
      const sales: UnknownGrantSale[] = [];
      for (const conflict of tables.conflicts.rows()) {
        const { conflictId, seatCode, ticketId, cause, closedAt } = conflict;
        if (conflict.performanceNumber !== performanceNumber || closedAt !== null) continue;
        if (cause !== "soldUnderUnknownGrant" || ticketId === null) continue;
        const sale = [...inbox.rows()].find((row) => row.ticketId === ticketId && row.event.kind === "sale");
        if (!sale || tables.tickets.get(ticketId)?.cancelledAt !== null) continue;
        sales.push({ conflictId, seatCode, ticketId, grant: sale.event.grant });
      }
      return sales.sort((one, other) => one.conflictId - other.conflictId);
    },
    performanceNumbers: async () =>
      [...performances.rows()].map(({ performanceNumber }) => performanceNumber).sort((a, b) => a - b),
  };
}
