import { sql, type Transaction } from "@allotement/platform/database/database.ts";
import type { FeedEvent } from "@allotement/protocol/messages/sales.ts";
import type { OperationRow, StoredAnswer } from "../operations/operations.store.ts";
import type { Scope } from "../store.ts";

/** A sale that was received under a grant which the books did not know; its conflict is open and its ticket alive. */
export interface UnknownGrantSale {
  conflictId: number;
  seatCode: number;
  ticketId: number;
  grant: number;
}

export interface RestoreStore {
  /** What was received of a stream after a number, in its order. */
  eventsReceived(streamId: string, after: number, limit: number): Promise<FeedEvent[]>;
  /** Operations that the reseller had answered, or that are dead by its word, when its feed stood at `asOf` or later. */
  operationsAnsweredSince(asOf: number): Promise<OperationRow[]>;
  /** The restored reseller's answer in place of the one that its lost past gave, where that was not applied yet. */
  replaceAnswer(operationId: string, answer: StoredAnswer): Promise<void>;
  /** The reseller's stream has a new name and the same events: cursor and inbox go on under it. */
  adoptStream(from: string, to: string): Promise<void>;
  /** Every performance of the organizer, in rising order. */
  performanceNumbers(): Promise<number[]>;
  /** In the order of their conflicts, locked until the transaction ends. */
  salesUnderUnknownGrant(performanceNumber: number): Promise<UnknownGrantSale[]>;
}

export function sqlRestoreStore(transaction: Transaction, scope: Scope): RestoreStore {
  const { organizerId, resellerId } = scope;
  const own = sql`organizer_id = ${organizerId} and reseller_id = ${resellerId}`;
  return {
    eventsReceived: async (streamId, after, limit) => {
      const rows = await transaction.rows<{ event: FeedEvent }>(sql`
        select event from feed_inbox where ${own} and stream_id = ${streamId} and sequence > ${after}
        order by sequence limit ${limit}`);
      return rows.map(({ event }) => event);
    },
    operationsAnsweredSince: (asOf) =>
      transaction.rows<OperationRow>(sql`
        select operation_id as "operationId", run_id as "runId", kind, show_number as "showNumber",
          performance_number as "performanceNumber", body, state, answer, created_at as "createdAt", attempts,
          last_problem as "lastProblem"
        from operations
        where ${own} and state in ('answered', 'applied', 'voided') and (answer->>'asOf')::bigint >= ${asOf}
        order by (answer->>'asOf')::bigint, created_at, operation_id`),
    replaceAnswer: async (operationId, answer) => {
      await transaction.run(sql`
        update operations set answer = ${JSON.stringify(answer)}::jsonb
        where ${own} and operation_id = ${operationId} and state = 'answered'`);
    },
    adoptStream: async (from, to) => {
      await transaction.run(
        sql`update feed_inbox set stream_id = ${to} where ${own} and stream_id = ${from}`,
      );
      await transaction.run(sql`
        update feed_cursors set stream_id = ${to}, fault = null where ${own} and stream_id = ${from}`);
    },
    performanceNumbers: async () => {
      const rows = await transaction.rows<{ number: number }>(sql`
        select performance_number as number from performances where organizer_id = ${organizerId} order by 1`);
      return rows.map(({ number }) => number);
    },
    salesUnderUnknownGrant: (performanceNumber) =>
      transaction.rows<UnknownGrantSale>(sql`
        select conflict.conflict_id as "conflictId", conflict.seat_code as "seatCode", late.ticket_id as "ticketId",
          (sale.event->>'grant')::int as grant
        from seat_conflicts conflict
        join tickets late using (organizer_id, ticket_id)
        join feed_inbox sale on sale.organizer_id = late.organizer_id and sale.ticket_id = late.ticket_id
          and sale.kind = 'sale'
        where conflict.organizer_id = ${organizerId} and conflict.reseller_id = ${resellerId}
          and conflict.performance_number = ${performanceNumber} and conflict.cause = 'soldUnderUnknownGrant'
          and conflict.closed_at is null and late.cancelled_at is null
        order by conflict.conflict_id for update of conflict`),
  };
}
