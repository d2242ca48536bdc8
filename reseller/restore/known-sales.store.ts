import { type Database, sql, type Transaction } from "@allotement/platform/database/database.ts";
import type { FeedEvent } from "@allotement/protocol/messages/sales.ts";
import { seatTransaction } from "../contingent/seats.store.ts";
import { sequencerTransaction } from "../feed/feed.store.ts";
import type { KnownLine, KnownSalesStore, KnownSalesTransaction } from "./known-sales.ts";

/** The store of what is given back on PostgreSQL. */
export function knownSalesStore(database: Database): KnownSalesStore {
  return {
    transaction: (institutionCode, work) =>
      database.transaction((transaction) => work(knownSalesTransaction(transaction, institutionCode))),
  };
}

function knownSalesTransaction(transaction: Transaction, institutionCode: number): KnownSalesTransaction {
  const own = sql`institution_code = ${institutionCode}`;
  return {
    ...seatTransaction(transaction, institutionCode),
    ...sequencerTransaction(transaction, institutionCode),
    async lockInstitution() {
      const row = await transaction.first<{ streamId: string; restoring: boolean }>(sql`
        select stream_id as "streamId", restored_at is not null as restoring from institutions where ${own}
        for no key update`);
      if (!row) throw new Error(`institution ${institutionCode} passed the guard and does not exist`);
      return row;
    },
    async hashAt(sequence) {
      const event = await transaction.first<{ hash: string }>(
        sql`select hash from feed_events where ${own} and sequence = ${sequence}`,
      );
      return event?.hash;
    },
    performanceExists: async (performanceNumber) =>
      (await transaction.first(
        sql`select from performances where ${own} and performance_number = ${performanceNumber}`,
      )) !== undefined,
    lineOfSale: (saleEventId) =>
      transaction.first<KnownLine>(sql`
        select performance_number as "performanceNumber", seat_code as "seatCode", grant_command as "grant",
          cancelled_at is not null as cancelled
        from order_lines where ${own} and sale_event_id = ${saleEventId}`),
    barcodeTaken: async (barcode) =>
      (await transaction.first(sql`select from order_lines where ${own} and barcode = ${barcode}`)) !==
      undefined,
    insertKnownSale: (event, basketId) => insertKnownSale(transaction, institutionCode, event, basketId),
    async cancelKnownSale(saleEventId, cancelledAt) {
      const cancelled = await transaction.run(sql`
        update order_lines set cancelled_at = ${cancelledAt}
        where ${own} and sale_event_id = ${saleEventId} and cancelled_at is null`);
      if (cancelled !== 1) throw new Error("a line was given back and is not there");
    },
    async appendEvent({ sequence, previousHash, hash, ...facts }) {
      await transaction.run(sql`
        insert into feed_events (institution_code, event_id, facts, sequence, previous_hash, hash)
        values (${institutionCode}, ${facts.eventId}, ${JSON.stringify(facts)}::jsonb, ${sequence}, ${previousHash},
          ${hash})`);
    },
    async endRestoring() {
      await transaction.run(sql`update institutions set restored_at = null where ${own}`);
    },
  };
}

/** The seller's name and the basket are lost for good; the order stands without them under a basket of its own. */
async function insertKnownSale(
  transaction: Transaction,
  institutionCode: number,
  event: FeedEvent,
  basketId: string,
): Promise<void> {
  const known = await transaction.first(
    sql`select from orders where institution_code = ${institutionCode} and order_id = ${event.orderId}`,
  );
  if (!known) {
    await transaction.run(sql`
      insert into baskets (institution_code, basket_id, performance_number, point_of_sale, user_name, created_at,
        expires_at, state)
      values (${institutionCode}, ${basketId}, ${event.performanceNumber}, ${event.pointOfSale}, '', ${event.soldAt},
        ${event.soldAt}, 'sold')`);
    await transaction.run(sql`
      insert into orders (institution_code, order_id, basket_id, body_hash, performance_number, point_of_sale,
        user_name, holder_surname, holder_first_name, sold_at)
      values (${institutionCode}, ${event.orderId}, ${basketId}, '', ${event.performanceNumber}, ${event.pointOfSale},
        '', ${event.holder?.surname ?? null}, ${event.holder?.firstName ?? null}, ${event.soldAt})`);
  }
  await transaction.run(sql`
    insert into order_lines (institution_code, order_id, line_id, performance_number, seat_code, grant_command,
      price_type_code, seat_category_code, face_value_cents, venue_fee_cents, organizer_fee_cents, reseller_fee_cents,
      barcode, sale_event_id)
    values (${institutionCode}, ${event.orderId}, ${event.lineId}, ${event.performanceNumber}, ${event.seatCode},
      ${event.grant}, ${event.priceTypeCode}, ${event.seatCategoryCode}, ${event.faceValueCents},
      ${event.venueFeeCents}, ${event.organizerFeeCents}, ${event.resellerFeeCents}, ${event.barcode}, ${event.eventId})`);
}

/**
 * Marks an institution as restored from a backup: a new stream, and no sale until the venue has given back. Sessions of
 * before end: under them a late copy of an operation would be carried out before what came earlier was sent again, and
 * the counters would refuse that.
 */
export function markRestored(
  database: Database,
  institutionCode: number,
  streamId: string,
  at: Date,
): Promise<boolean> {
  return database.transaction(async (transaction) => {
    const marked = await transaction.run(sql`
      update institutions set stream_id = ${streamId}, restored_at = ${at}
      where institution_code = ${institutionCode}`);
    await transaction.run(sql`delete from institution_tokens where institution_code = ${institutionCode}`);
    return marked === 1;
  });
}
