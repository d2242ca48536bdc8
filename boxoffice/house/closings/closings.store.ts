import {
  type Database,
  type Queries,
  sql,
  type Transaction,
} from "@allotement/platform/database/database.ts";
import { takeSerials } from "../serials.ts";
import type { ClosingTransaction, Venue } from "./close-period.ts";
import type { Closing, ClosingTotal } from "./closing.ts";
import type { PeriodKind } from "./period.ts";

/** Runs work of closing in one transaction of one organizer. */
export function closingStore(database: Database, organizerId: number) {
  return <Result>(work: (transaction: ClosingTransaction) => Promise<Result>): Promise<Result> =>
    database.transaction((transaction) => work(closingTransaction(transaction, organizerId)));
}

type ClosingRow = Omit<Closing, "startsAt" | "endsAt" | "closedAt"> & {
  startsAt: Date;
  endsAt: Date;
  closedAt: Date;
};

const columns = sql`
  organizer_id as "organizerId", closing_number as "closingNumber", kind, period, organizer_name as "organizerName",
  time_zone as "timeZone", starts_at as "startsAt", ends_at as "endsAt", first_entry as "firstEntry",
  last_entry as "lastEntry", last_entry_hash as "lastEntryHash", totals, period_total_cents as "periodTotalCents",
  settled_cents as "settledCents", grand_total_cents as "grandTotalCents",
  perpetual_total_cents as "perpetualTotalCents", closed_at as "closedAt", closed_by as "closedBy",
  previous_hash as "previousHash", hash`;

const asClosing = (row: ClosingRow): Closing => ({
  ...row,
  startsAt: row.startsAt.toISOString(),
  endsAt: row.endsAt.toISOString(),
  closedAt: row.closedAt.toISOString(),
});

/** The same within a transaction that goes on. */
export function closingTransaction(transaction: Transaction, organizerId: number): ClosingTransaction {
  const latest = async (where: ReturnType<typeof sql>) => {
    const row = await transaction.first<ClosingRow>(sql`
      select ${columns} from journal_closings where organizer_id = ${organizerId} ${where}
      order by closing_number desc limit 1`);
    return row && asClosing(row);
  };
  return {
    lockClosings: async () => {
      await takeSerials(transaction, organizerId, "journalClosing", 0);
    },
    venue: () => readVenue(transaction, organizerId),
    lastClosing: () => latest(sql``),
    lastClosingOf: (kind) => latest(sql`and kind = ${kind}`),
    closing: (kind, period) => latest(sql`and kind = ${kind} and period = ${period}`),
    firstEntryAt: async () =>
      (
        await transaction.first<{ at: Date }>(sql`
          select at from cash_journal where organizer_id = ${organizerId} order by entry_number limit 1`)
      )?.at,
    lastEntryBefore: async (after, until) => {
      // In one look: numbers are dense and committed in order, so what is seen has no hole.
      const row = await transaction.first<{ last: number }>(sql`
        select coalesce(
          (select entry_number - 1 from cash_journal where organizer_id = ${organizerId}
            and entry_number > ${after} and at >= ${until} order by entry_number limit 1),
          (select max(entry_number) from cash_journal where organizer_id = ${organizerId}
            and entry_number > ${after}), ${after})::bigint as last`);
      return row?.last ?? after;
    },
    sealOf: async (entryNumber) =>
      (
        await transaction.first<{ hash: string }>(sql`
          select hash from journal_seals where organizer_id = ${organizerId} and entry_number = ${entryNumber}`)
      )?.hash,
    totals: (firstEntry, lastEntry) => readClosingTotals(transaction, organizerId, firstEntry, lastEntry),
    insertClosing: (closing) => insertClosing(transaction, organizerId, closing),
  };
}

async function readVenue(queries: Queries, organizerId: number): Promise<Venue> {
  const venue = await queries.first<Venue>(sql`
    select name as "organizerName", time_zone as "timeZone" from organizers where organizer_id = ${organizerId}`);
  if (!venue) throw new Error(`there is no organizer ${organizerId}`);
  return venue;
}

/** The totals of lines in a row; names as they are now. Ordered as `totalsOf` orders, whatever the database's collation. */
export function readClosingTotals(
  queries: Queries,
  organizerId: number,
  firstEntry: number,
  lastEntry: number,
): Promise<ClosingTotal[]> {
  return queries.rows<ClosingTotal>(sql`
    select entry.kind, payment_method_id as "paymentMethodId", method.name as "paymentMethodName",
      sales_channel_id as "salesChannelId", channel.name as "salesChannelName", vat_rate as "vatRate",
      count(*)::int as "entryCount", sum(face_value_cents)::bigint as "faceValueCents",
      sum(venue_fee_cents)::bigint as "venueFeeCents", sum(organizer_fee_cents)::bigint as "organizerFeeCents",
      sum(reseller_fee_cents)::bigint as "resellerFeeCents", sum(amount_cents)::bigint as "amountCents",
      sum(abs(amount_cents))::bigint as "absoluteCents"
    from cash_journal entry
    join payment_methods method using (organizer_id, payment_method_id)
    join sales_channels channel using (organizer_id, sales_channel_id)
    where organizer_id = ${organizerId} and entry_number between ${firstEntry} and ${lastEntry}
    group by entry.kind, payment_method_id, method.name, sales_channel_id, channel.name, vat_rate
    order by entry.kind collate "C", payment_method_id, sales_channel_id, vat_rate nulls first`);
}

async function insertClosing(transaction: Transaction, organizerId: number, closing: Closing): Promise<void> {
  const number = await takeSerials(transaction, organizerId, "journalClosing");
  if (number !== closing.closingNumber)
    throw new Error(`closing ${closing.closingNumber} would be number ${number}`);
  await transaction.run(sql`
    insert into journal_closings (organizer_id, closing_number, kind, period, organizer_name, time_zone, starts_at,
      ends_at, first_entry, last_entry, last_entry_hash, totals, period_total_cents, settled_cents, grand_total_cents,
      perpetual_total_cents, closed_at, closed_by, previous_hash, hash)
    values (${organizerId}, ${number}, ${closing.kind}, ${closing.period}, ${closing.organizerName},
      ${closing.timeZone}, ${closing.startsAt}, ${closing.endsAt}, ${closing.firstEntry}, ${closing.lastEntry},
      ${closing.lastEntryHash}, ${JSON.stringify(closing.totals)}::jsonb, ${closing.periodTotalCents},
      ${closing.settledCents}, ${closing.grandTotalCents}, ${closing.perpetualTotalCents}, ${closing.closedAt},
      ${closing.closedBy}, ${closing.previousHash}, ${closing.hash})`);
}

/** An organizer's closings, the latest first. */
export async function listClosings(
  queries: Queries,
  organizerId: number,
  { kind, before, limit }: { kind?: PeriodKind | undefined; before?: number | undefined; limit: number },
): Promise<Closing[]> {
  const rows = await queries.rows<ClosingRow>(sql`
    select ${columns} from journal_closings where organizer_id = ${organizerId}
      and (${kind ?? null}::text is null or kind = ${kind ?? null})
      and (${before ?? null}::int is null or closing_number < ${before ?? null})
    order by closing_number desc limit ${limit}`);
  return rows.map(asClosing);
}

/** Closings in a row, in the order of their numbers. */
export async function readClosings(
  queries: Queries,
  organizerId: number,
  first: number,
  last: number,
): Promise<Closing[]> {
  const rows = await queries.rows<ClosingRow>(sql`
    select ${columns} from journal_closings where organizer_id = ${organizerId}
      and closing_number between ${first} and ${last} order by closing_number`);
  return rows.map(asClosing);
}

export async function findClosing(
  queries: Queries,
  organizerId: number,
  closingNumber: number,
): Promise<Closing | undefined> {
  return (await readClosings(queries, organizerId, closingNumber, closingNumber))[0];
}

/** The last day's closing that ends before a line of the journal, where an archive's chain begins; undefined where none does. */
export async function closingBefore(
  queries: Queries,
  organizerId: number,
  { firstEntry, startsAt }: Pick<Closing, "firstEntry" | "startsAt">,
): Promise<number | undefined> {
  const row = await queries.first<{ closingNumber: number }>(sql`
    select closing_number as "closingNumber" from journal_closings
    where organizer_id = ${organizerId} and kind = 'day' and ends_at <= ${startsAt} and last_entry < ${firstEntry}
    order by closing_number desc limit 1`);
  return row?.closingNumber;
}
