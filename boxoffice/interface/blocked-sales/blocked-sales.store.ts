import { sql, type Transaction } from "@allotement/platform/database/database.ts";
import { type InboxRow, inboxColumns } from "../import-sales/feed.store.ts";
import type { GridAmounts } from "../import-sales/integrate.store.ts";
import type { Scope } from "../store.ts";

/** The two people behind a decision, and why (rule 7). */
export interface Decision {
  operatorId: number;
  secondOperatorId: number;
  reason: string;
  at: Date;
}

export interface BlockedSalesStore {
  /**
   * An event of the inbox with the sale that it undoes, or the cancellation that undoes it; the sale first, locked
   * until the transaction ends. Empty where the event is unknown.
   */
  lockSaleAndCancellation(eventId: string): Promise<InboxRow[]>;
  /** What a sale or cancellation was booked at in place of its own amounts; undefined where nobody accepted a price. */
  overriddenBase(eventId: string): Promise<GridAmounts | undefined>;
  keepOverride(row: InboxRow, base: GridAmounts, decision: Decision): Promise<void>;
  /** Closes an event unbooked; its reason stays with it. */
  closeEvent(row: InboxRow, blockReason: unknown, decision: Decision): Promise<void>;
}

export function sqlBlockedSalesStore(transaction: Transaction, scope: Scope): BlockedSalesStore {
  const { organizerId, resellerId } = scope;
  const own = sql`organizer_id = ${organizerId} and reseller_id = ${resellerId}`;
  return {
    lockSaleAndCancellation: (eventId) =>
      transaction.rows<InboxRow>(sql`
        select ${inboxColumns} from feed_inbox
        where ${own} and (event_id = ${eventId}
          or same_as is null and (refers_to = ${eventId}
            or refers_to = (select event_id from feed_inbox where ${own} and same_as = ${eventId}))
          or event_id = (select coalesce(sale.same_as, sale.event_id)
            from feed_inbox event join feed_inbox sale using (organizer_id, reseller_id)
            where event.organizer_id = ${organizerId} and event.reseller_id = ${resellerId}
              and event.event_id = ${eventId} and event.same_as is null and sale.event_id = event.refers_to))
        order by kind desc, sequence for update`),
    overriddenBase: (eventId) =>
      transaction.first<GridAmounts>(sql`
        select base_face_value_cents as "faceValueCents", base_venue_fee_cents as "venueFeeCents",
          base_organizer_fee_cents as "organizerFeeCents"
        from price_overrides where ${own} and event_id = ${eventId}`),
    keepOverride: async ({ event }, base, { operatorId, secondOperatorId, reason, at }) => {
      await transaction.run(sql`
        insert into price_overrides (organizer_id, reseller_id, event_id, operator_id, second_operator_id, reason, at,
          face_value_cents, venue_fee_cents, organizer_fee_cents,
          base_face_value_cents, base_venue_fee_cents, base_organizer_fee_cents)
        values (${organizerId}, ${resellerId}, ${event.eventId}, ${operatorId}, ${secondOperatorId}, ${reason}, ${at},
          ${event.faceValueCents}, ${event.venueFeeCents}, ${event.organizerFeeCents},
          ${base.faceValueCents}, ${base.venueFeeCents}, ${base.organizerFeeCents})`);
    },
    closeEvent: async ({ event }, blockReason, { operatorId, secondOperatorId, reason, at }) => {
      await transaction.run(sql`
        update feed_inbox set status = 'closed', block_reason = ${JSON.stringify(blockReason)}::jsonb
        where ${own} and event_id = ${event.eventId}`);
      await transaction.run(sql`
        insert into closed_sales (organizer_id, reseller_id, event_id, operator_id, second_operator_id, reason, at)
        values (${organizerId}, ${resellerId}, ${event.eventId}, ${operatorId}, ${secondOperatorId}, ${reason}, ${at})`);
    },
  };
}
