import { type Queries, sql, type Transaction } from "@allotement/platform/database/database.ts";
import type { JournalTotals } from "../../api/journal.ts";
import { vatRatesOfPerformances } from "../prices/vat.store.ts";
import { takeSerials } from "../serials.ts";
import { type EntryKind, settlementKinds } from "./entry-kinds.ts";

/** A line to be booked. Amounts are signed cents: negative where money goes back. */
export interface EntryToAppend {
  kind: EntryKind;
  operatorId: number;
  salesChannelId: number;
  paymentMethodId: number;
  ticketId: number | null;
  performanceNumber: number | null;
  priceTypeCode: number | null;
  faceValueCents: number;
  venueFeeCents: number;
  organizerFeeCents: number;
  /** Recorded, not owed (R7.2). */
  resellerFeeCents: number;
  /** Where the payment method is an invoice, or a debt is settled: the account whose debt moves (R3.6). */
  customerAccountId: number | null;
}

/**
 * Books entries under the next numbers, without a gap, and answers the numbers in order. The debt of an entry's customer
 * account grows by its amount, and shrinks by a settlement's. Call it last in a transaction: from here to the commit
 * every other booking of the organizer waits.
 */
export async function appendEntries(
  transaction: Transaction,
  organizerId: number,
  at: Date,
  entries: readonly EntryToAppend[],
): Promise<number[]> {
  if (entries.length === 0) return [];
  const rates = await vatRatesOfEntries(transaction, organizerId, entries);
  const first = await takeSerials(transaction, organizerId, "journalEntry", entries.length);
  const numbers = entries.map((_entry, index) => first + index);
  await transaction.run(sql`
    with given as (
      select * from unnest(
        ${numbers}::bigint[], ${entries.map(({ kind }) => kind)}::text[],
        ${entries.map((entry) => entry.operatorId)}::int[], ${entries.map((entry) => entry.salesChannelId)}::int[],
        ${entries.map((entry) => entry.paymentMethodId)}::int[], ${entries.map(({ ticketId }) => ticketId)}::bigint[],
        ${entries.map((entry) => entry.performanceNumber)}::int[],
        ${entries.map((entry) => entry.priceTypeCode)}::int[],
        ${entries.map((entry) => entry.faceValueCents)}::int[], ${entries.map((entry) => entry.venueFeeCents)}::int[],
        ${entries.map((entry) => entry.organizerFeeCents)}::int[],
        ${entries.map((entry) => entry.resellerFeeCents)}::int[],
        ${entries.map((entry) => entry.customerAccountId)}::int[], ${rates}::int[]
      ) as entry (entry_number, kind, operator_id, sales_channel_id, payment_method_id, ticket_id, performance_number,
                  price_type_code, face_value_cents, venue_fee_cents, organizer_fee_cents, reseller_fee_cents,
                  customer_account_id, vat_rate)
    ), booked as (
      insert into cash_journal (organizer_id, at, entry_number, kind, operator_id, sales_channel_id, payment_method_id,
        ticket_id, performance_number, price_type_code, face_value_cents, venue_fee_cents, organizer_fee_cents,
        reseller_fee_cents, vat_rate)
      select ${organizerId}, ${at}::timestamptz, entry_number, kind, operator_id, sales_channel_id, payment_method_id,
        ticket_id, performance_number, price_type_code, face_value_cents, venue_fee_cents, organizer_fee_cents,
        reseller_fee_cents, vat_rate
      from given
      returning entry_number, kind, amount_cents
    )
    insert into receivables (organizer_id, customer_account_id, entry_number, amount_cents)
    select ${organizerId}, customer_account_id, entry_number,
      case when booked.kind = any(${[...settlementKinds]}::text[]) then -amount_cents else amount_cents end
    from booked join given using (entry_number) where customer_account_id is not null`);
  return numbers;
}

/**
 * The rate of each line: its ticket's own where the ticket was booked before, for money goes back at the rate at which it
 * came; else that of its performance as the programme stands. Null where there is no performance.
 */
async function vatRatesOfEntries(
  transaction: Transaction,
  organizerId: number,
  entries: readonly EntryToAppend[],
): Promise<(number | null)[]> {
  const later = entries.flatMap(({ kind, ticketId }) =>
    kind === "sale" || ticketId === null ? [] : [ticketId],
  );
  const booked =
    later.length === 0
      ? []
      : await transaction.rows<{ ticketId: number; rate: number }>(sql`
          select ticket_id as "ticketId", vat_rate as rate from cash_journal
          where organizer_id = ${organizerId} and ticket_id = any(${later}::bigint[]) and vat_rate is not null`);
  const ofTicket = new Map(booked.map(({ ticketId, rate }) => [ticketId, rate]));
  const ofPerformance = await vatRatesOfPerformances(
    transaction,
    organizerId,
    entries.flatMap(({ performanceNumber }) => (performanceNumber === null ? [] : [performanceNumber])),
  );
  return entries.map(
    ({ ticketId, performanceNumber }) =>
      (ticketId === null ? undefined : ofTicket.get(ticketId)) ??
      (performanceNumber === null ? undefined : ofPerformance.get(performanceNumber)) ??
      null,
  );
}

export interface JournalCut {
  after: number;
  limit: number;
  operatorId?: number | undefined;
  salesChannelId?: number | undefined;
  /** From then to before `until`, instants as ISO strings. */
  from?: string | undefined;
  until?: string | undefined;
}

export interface JournalRow extends Omit<EntryToAppend, "customerAccountId"> {
  at: Date;
  entryNumber: number;
  amountCents: number;
  operatorInitials: string;
  salesChannelName: string;
  paymentMethodName: string;
  seatCode: number | null;
}

export async function readJournal(
  queries: Queries,
  organizerId: number,
  cut: JournalCut,
): Promise<JournalRow[]> {
  const ofOperator = cut.operatorId === undefined ? sql`` : sql`and entry.operator_id = ${cut.operatorId}`;
  const ofChannel =
    cut.salesChannelId === undefined ? sql`` : sql`and entry.sales_channel_id = ${cut.salesChannelId}`;
  const { from = null, until = null } = cut;
  return queries.rows(sql`
    select entry_number as "entryNumber", at, entry.kind, entry.operator_id as "operatorId",
      operators.initials as "operatorInitials", entry.sales_channel_id as "salesChannelId",
      sales_channels.name as "salesChannelName", entry.payment_method_id as "paymentMethodId",
      payment_methods.name as "paymentMethodName", entry.ticket_id as "ticketId",
      entry.performance_number as "performanceNumber", tickets.seat_code as "seatCode",
      entry.price_type_code as "priceTypeCode", entry.face_value_cents as "faceValueCents",
      entry.venue_fee_cents as "venueFeeCents", entry.organizer_fee_cents as "organizerFeeCents",
      entry.reseller_fee_cents as "resellerFeeCents", amount_cents as "amountCents"
    from cash_journal entry
    join operators on operators.organizer_id = entry.organizer_id and operators.operator_id = entry.operator_id
    join sales_channels on sales_channels.organizer_id = entry.organizer_id
      and sales_channels.sales_channel_id = entry.sales_channel_id
    join payment_methods on payment_methods.organizer_id = entry.organizer_id
      and payment_methods.payment_method_id = entry.payment_method_id
    left join tickets on tickets.organizer_id = entry.organizer_id and tickets.ticket_id = entry.ticket_id
    where entry.organizer_id = ${organizerId} and entry_number > ${cut.after} ${ofOperator} ${ofChannel}
      and (${from}::timestamptz is null or at >= ${from}) and (${until}::timestamptz is null or at < ${until})
    order by entry_number limit ${cut.limit}`);
}

export async function readTotals(
  queries: Queries,
  organizerId: number,
  { from, until }: { from: Date | null; until: Date | null },
): Promise<JournalTotals["totals"]> {
  return queries.rows(sql`
    select sales_channel_id as "salesChannelId", sales_channels.name as "salesChannelName",
      operator_id as "operatorId", initials as "operatorInitials", payment_method_id as "paymentMethodId",
      payment_methods.name as "paymentMethodName", cash_journal.kind, count(*)::int as "entryCount",
      sum(amount_cents)::bigint as "amountCents"
    from cash_journal
    join sales_channels using (organizer_id, sales_channel_id)
    join payment_methods using (organizer_id, payment_method_id)
    join operators using (organizer_id, operator_id)
    where organizer_id = ${organizerId}
      and (${from}::timestamptz is null or at >= ${from}) and (${until}::timestamptz is null or at < ${until})
    group by sales_channel_id, sales_channels.name, operator_id, initials, payment_method_id, payment_methods.name,
      cash_journal.kind
    order by sales_channel_id, operator_id, payment_method_id, cash_journal.kind`);
}
