import { sql, type Transaction } from "@allotement/platform/database/database.ts";
import type { SeatState } from "../../house/inventory/seat-states.ts";
import type { Scope } from "../store.ts";

/** A forced recall as it is kept: two people, their reason, and each seat with the grant that was revoked. */
export interface ForcedRecall {
  forcedRecallId: string;
  performanceNumber: number;
  reason: string;
  operatorId: number;
  secondOperatorId: number;
  at: Date;
  seats: readonly ForcedRecallSeat[];
  /** Seats asked for that were not with the reseller any more. */
  skipped: readonly number[];
}

export interface ForcedRecallSeat {
  seatCode: number;
  from: SeatState;
  grantCommand: number;
  /** The fence operation that tells the reseller. */
  operationId: string;
}

export interface ForceRecallStore {
  /** Writes a forced recall and its seats, once its fence operations stand in the outbox; never changed after. */
  insertForcedRecall(recall: ForcedRecall): Promise<void>;
  /** Notes how far the reseller has written the fences of locked seats down; never falls, never passes the fence. */
  acknowledgeFences(
    performanceNumber: number,
    fences: readonly { seatCode: number; fence: number }[],
  ): Promise<void>;
}

export function sqlForceRecallStore(transaction: Transaction, scope: Scope): ForceRecallStore {
  const { organizerId, resellerId } = scope;
  return {
    insertForcedRecall: async (recall) => {
      const { forcedRecallId, performanceNumber, reason, operatorId, secondOperatorId, at } = recall;
      await transaction.run(sql`
        insert into forced_recalls (organizer_id, forced_recall_id, reseller_id, performance_number, reason,
          operator_id, second_operator_id, at, skipped)
        values (${organizerId}, ${forcedRecallId}, ${resellerId}, ${performanceNumber}, ${reason}, ${operatorId},
          ${secondOperatorId}, ${at}, ${JSON.stringify(recall.skipped)}::jsonb)`);
      await transaction.run(sql`
        insert into forced_recall_seats (organizer_id, forced_recall_id, performance_number, seat_code, from_state,
          grant_command, operation_id)
        select ${organizerId}, ${forcedRecallId}, ${performanceNumber}, "seatCode", "from", "grantCommand", "operationId"
        from jsonb_to_recordset(${JSON.stringify(recall.seats)}::jsonb)
          as seat ("seatCode" int, "from" text, "grantCommand" int, "operationId" uuid)`);
    },
    acknowledgeFences: async (performanceNumber, fences) => {
      await transaction.run(sql`
        update performance_seats seat
        set fence_acknowledged = greatest(fence_acknowledged, least(seat.fence, given.fence))
        from jsonb_to_recordset(${JSON.stringify(fences)}::jsonb) as given ("seatCode" int, fence int)
        where seat.organizer_id = ${organizerId} and seat.performance_number = ${performanceNumber}
          and seat.seat_code = given."seatCode"`);
    },
  };
}
