import { type Database, sql } from "@allotement/platform/database/database.ts";
import type { Clock } from "@allotement/platform/ports.ts";
import type { RefundsMade } from "../../api/performance-changes.ts";
import { refundTicket } from "../../house/counter/refund-ticket.ts";
import { sqlHouseStore } from "../../house/house.store.ts";

/** So many tickets at a call: whoever waits sees them become fewer. */
const refundedAtOnce = 100;

/**
 * Refunds the next tickets that the counter sold of a cancelled performance, each in a transaction of its own and by the
 * way it was paid: stopped anywhere, the next call goes on.
 */
export async function refundCancelled(
  { database, clock }: { database: Database; clock: Clock },
  organizerId: number,
  operatorId: number,
  performanceNumber: number,
): Promise<RefundsMade> {
  const live = await database.rows<{ ticketId: number }>(sql`
    select ticket_id as "ticketId" from tickets
    where organizer_id = ${organizerId} and performance_number = ${performanceNumber} and sold_through = 'counter'
      and cancelled_at is null order by ticket_id`);
  const made: RefundsMade = { refunded: 0, refundedCents: 0, refused: [], left: 0 };
  const store = sqlHouseStore(database, organizerId);
  for (const { ticketId } of live) {
    if (made.refunded === refundedAtOnce) break;
    const refund = await refundTicket({ store, clock }, operatorId, ticketId);
    if (typeof refund === "string") {
      if (refund !== "ALREADY_REFUNDED") made.refused.push({ ticketId, error: refund });
      continue;
    }
    made.refunded += 1;
    made.refundedCents += refund.refundedCents;
  }
  const left = await database.first<{ count: number }>(sql`
    select count(*)::int as count from tickets
    where organizer_id = ${organizerId} and performance_number = ${performanceNumber} and sold_through = 'counter'
      and cancelled_at is null`);
  return { ...made, left: left?.count ?? 0 };
}
