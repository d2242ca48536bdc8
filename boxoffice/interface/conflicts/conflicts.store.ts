import { sql, type Transaction } from "@allotement/platform/database/database.ts";
import type { CloseConflict } from "../../api/interface-conflicts.ts";
import { cancelTicket, findTicket } from "../../house/counter/tickets.store.ts";
import type { HouseTransaction } from "../../house/house.ts";
import { findPaymentMethod } from "../../house/journal/accounts.store.ts";
import { appendEntries } from "../../house/journal/journal.store.ts";
import type { Scope } from "../store.ts";

/** A conflict as it is decided: the ticket that came late, and the one that stands for the seat here now. */
export interface ConflictRow {
  conflictId: number;
  performanceNumber: number;
  seatCode: number;
  cause: string;
  /** `grant`: the one that it was sold under; null where no sale of the feed bears the ticket. */
  late: { ticketId: number; live: boolean; grant: number | null } | null;
  here: { ticketId: number; soldThrough: "counter" | "web" | "reseller" } | null;
}

export interface ConflictsStore
  extends Pick<HouseTransaction, "ticket" | "cancelTicket" | "paymentMethod" | "appendEntries"> {
  conflict(conflictId: number): Promise<ConflictRow | undefined>;
  /** Locks a conflict until the transaction ends; false where it is closed. */
  lockOpenConflict(conflictId: number): Promise<boolean>;
  keepClosing(
    conflictId: number,
    closing: Pick<CloseConflict, "outcome" | "note"> & {
      operatorId: number;
      stayingTicketId: number | null;
      at: Date;
    },
  ): Promise<void>;
  /** The ticket is its seat's own: no other live one stands beside it. */
  settleTicket(ticketId: number): Promise<void>;
}

export function sqlConflictsStore(transaction: Transaction, scope: Scope): ConflictsStore {
  const { organizerId, resellerId } = scope;
  const own = (conflictId: number) =>
    sql`organizer_id = ${organizerId} and reseller_id = ${resellerId} and conflict_id = ${conflictId}`;
  return {
    ticket: (ticketId) => findTicket(transaction, organizerId, ticketId),
    cancelTicket: (ticketId, at) => cancelTicket(transaction, organizerId, ticketId, at),
    paymentMethod: (paymentMethodId) => findPaymentMethod(transaction, organizerId, paymentMethodId),
    appendEntries: (at, entries) => appendEntries(transaction, organizerId, at, entries),
    conflict: (conflictId) =>
      transaction.first<ConflictRow>(sql`
        with conflict as (select * from seat_conflicts where ${own(conflictId)})
        select conflict_id as "conflictId", performance_number as "performanceNumber", seat_code as "seatCode", cause,
          (select jsonb_build_object('ticketId', ticket_id, 'live', cancelled_at is null, 'grant',
              (select (event->>'grant')::int from feed_inbox sale where sale.organizer_id = late.organizer_id
                and sale.ticket_id = late.ticket_id and sale.kind = 'sale'))
            from tickets late where late.organizer_id = conflict.organizer_id and late.ticket_id = conflict.ticket_id
          ) as late,
          (select jsonb_build_object('ticketId', ticket_id, 'soldThrough', sold_through) from tickets here
            where here.organizer_id = conflict.organizer_id and here.performance_number = conflict.performance_number
              and here.seat_code = conflict.seat_code and cancelled_at is null and not in_conflict
              and here.ticket_id is distinct from conflict.ticket_id) as here
        from conflict`),
    lockOpenConflict: async (conflictId) =>
      (await transaction.first(
        sql`select from seat_conflicts where ${own(conflictId)} and closed_at is null for update`,
      )) !== undefined,
    keepClosing: async (conflictId, { operatorId, outcome, note, stayingTicketId, at }) => {
      await transaction.run(sql`
        update seat_conflicts set closed_at = ${at}, closed_by = ${operatorId}, outcome = ${outcome}, note = ${note},
          staying_ticket_id = ${stayingTicketId}
        where ${own(conflictId)} and closed_at is null`);
    },
    settleTicket: async (ticketId) => {
      await transaction.run(sql`
        update tickets set in_conflict = false where organizer_id = ${organizerId} and ticket_id = ${ticketId}`);
    },
  };
}
