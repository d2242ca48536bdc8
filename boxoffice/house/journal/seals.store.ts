import {
  type Database,
  type Queries,
  sql,
  type Transaction,
} from "@allotement/platform/database/database.ts";
import { chainStart } from "@allotement/protocol/feed-chain.ts";
import type { SealedFacts, SealedHead, SealStore, SealTransaction } from "./seal-journal.ts";

export function sqlSealStore(database: Database, organizerId: number): SealStore {
  return {
    organizerId,
    transaction: (work) =>
      database.transaction((transaction) => work(sealTransaction(transaction, organizerId))),
  };
}

function sealTransaction(transaction: Transaction, organizerId: number): SealTransaction {
  return {
    lockSeals: async () => {
      await transaction.run(
        sql`select pg_advisory_xact_lock(hashtext('journal seals'), ${organizerId}::int)`,
      );
    },
    sealedHead: async () =>
      (await transaction.first<SealedHead>(sql`
        select entry_number as "entryNumber", hash from journal_seals
        where organizer_id = ${organizerId} order by entry_number desc limit 1`)) ?? {
        entryNumber: 0,
        hash: chainStart,
      },
    entriesAfter: (entryNumber, limit) => entriesToSeal(transaction, organizerId, entryNumber, limit),
    insertSeals: async (seals) => {
      await transaction.run(sql`
        insert into journal_seals (organizer_id, entry_number, previous_hash, hash)
        select ${organizerId}, * from unnest(${seals.map((seal) => seal.entryNumber)}::bigint[],
          ${seals.map((seal) => seal.previousHash)}::text[], ${seals.map((seal) => seal.hash)}::text[])`);
    },
  };
}

/** Lines of the journal after a number as their seals cover them, in their order. */
export function entriesToSeal(
  queries: Queries,
  organizerId: number,
  after: number,
  limit: number,
): Promise<SealedFacts[]> {
  return queries.rows<SealedFacts>(sql`
    select entry_number as "entryNumber", at, kind, operator_id as "operatorId", sales_channel_id as "salesChannelId",
      payment_method_id as "paymentMethodId", ticket_id as "ticketId", performance_number as "performanceNumber",
      price_type_code as "priceTypeCode", face_value_cents as "faceValueCents", venue_fee_cents as "venueFeeCents",
      organizer_fee_cents as "organizerFeeCents", reseller_fee_cents as "resellerFeeCents",
      vat_rate as "vatRate",
      coalesce((select jsonb_agg(jsonb_build_object('customerAccountId', customer_account_id,
          'amountCents', debt.amount_cents) order by customer_account_id)
        from receivables debt where debt.organizer_id = entry.organizer_id
          and debt.entry_number = entry.entry_number), '[]') as debts
    from cash_journal entry where organizer_id = ${organizerId} and entry_number > ${after}
    order by entry_number limit ${limit}`);
}

/** The organizers whose journal has lines without a seal. */
export async function organizersToSeal(queries: Queries): Promise<number[]> {
  const rows = await queries.rows<{ organizerId: number }>(sql`
    select organizer_id as "organizerId" from organizers
    where coalesce((select max(entry_number) from cash_journal entry
        where entry.organizer_id = organizers.organizer_id), 0)
      > coalesce((select max(entry_number) from journal_seals seal
        where seal.organizer_id = organizers.organizer_id), 0)
    order by 1`);
  return rows.map((row) => row.organizerId);
}
