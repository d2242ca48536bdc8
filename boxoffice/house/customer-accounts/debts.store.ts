import { type Queries, sql, type Transaction } from "@allotement/platform/database/database.ts";
import type { Debt, SettlementList } from "../../api/customer-accounts.ts";
import { settlementKinds } from "../journal/entry-kinds.ts";
import type { SettlementLine } from "./allocate.ts";

/** The debts of an account: lines of one ticket are one debt, whose number is the first line's. */
const debtsOf = (organizerId: number, customerAccountId: number) => sql`
  select min(entry_number) as debt_entry, min(entry.ticket_id) as ticket_id, min(entry.at) as at,
    sum(debt.amount_cents)::bigint as amount_cents
  from receivables debt join cash_journal entry using (organizer_id, entry_number)
  where organizer_id = ${organizerId} and customer_account_id = ${customerAccountId}
    and entry.kind <> all(${[...settlementKinds]}::text[])
  group by coalesce(entry.ticket_id, -entry_number)`;

const settledOf = (organizerId: number) => sql`
  select debt_entry, sum(amount_cents)::bigint as settled_cents from settlement_lines
  where organizer_id = ${organizerId} group by debt_entry`;

export interface DebtRow extends Omit<Debt, "at"> {
  at: Date;
}

/** In the order of their numbers, the oldest first. */
export function readDebts(
  queries: Queries,
  organizerId: number,
  customerAccountId: number,
  { state, after = 0, limit }: { state: "open" | "all"; after?: number; limit: number | null },
): Promise<DebtRow[]> {
  return queries.rows<DebtRow>(sql`
    select debt_entry as "debtEntry", debts.at, amount_cents as "amountCents",
      coalesce(settled_cents, 0) as "settledCents", amount_cents - coalesce(settled_cents, 0) as "openCents",
      ticket.barcode, ticket.performance_number as "performanceNumber", show.title as "showTitle",
      performance.local_date as "localDate", seat.row_label as "rowLabel", seat.seat_number as "seatNumber"
    from (${debtsOf(organizerId, customerAccountId)}) as debts
    left join (${settledOf(organizerId)}) as settled using (debt_entry)
    left join tickets ticket on ticket.organizer_id = ${organizerId} and ticket.ticket_id = debts.ticket_id
    left join performances performance on performance.organizer_id = ${organizerId}
      and performance.performance_number = ticket.performance_number
    left join shows show on show.organizer_id = ${organizerId} and show.show_number = performance.show_number
    left join seats seat on seat.organizer_id = ${organizerId} and seat.hall_code = performance.hall_code
      and seat.seat_code = ticket.seat_code
    where debt_entry > ${after} and (${state === "all"} or amount_cents <> coalesce(settled_cents, 0))
    order by debt_entry limit ${limit}`);
}

/** Of some barcodes those that are tickets here, whose sales may wait for their integration. */
export async function knownBarcodes(
  queries: Queries,
  organizerId: number,
  barcodes: readonly string[],
): Promise<Set<string>> {
  const rows = await queries.rows<{ barcode: string }>(sql`
    select barcode from tickets where organizer_id = ${organizerId} and barcode = any(${[...barcodes]}::text[])`);
  return new Set(rows.map(({ barcode }) => barcode));
}

export async function insertSettlement(
  transaction: Transaction,
  organizerId: number,
  settlement: {
    entryNumber: number;
    customerAccountId: number;
    reversesEntry: number | null;
    reference: string;
    lines: readonly SettlementLine[];
  },
): Promise<void> {
  const { entryNumber, customerAccountId, reversesEntry, reference, lines } = settlement;
  await transaction.run(sql`
    insert into settlements (organizer_id, entry_number, customer_account_id, reverses_entry, reference)
    values (${organizerId}, ${entryNumber}, ${customerAccountId}, ${reversesEntry}, ${reference})`);
  await transaction.run(sql`
    insert into settlement_lines (organizer_id, entry_number, debt_entry, amount_cents)
    select ${organizerId}, ${entryNumber}, * from unnest(${lines.map(({ debtEntry }) => debtEntry)}::bigint[],
      ${lines.map(({ amountCents }) => amountCents)}::bigint[])`);
}

export interface SettlementRow {
  entryNumber: number;
  amountCents: number;
  paymentMethodId: number;
  salesChannelId: number;
  reversesEntry: number | null;
  reversedBy: number | null;
  reference: string;
  lines: SettlementLine[];
}

export function findSettlement(
  queries: Queries,
  organizerId: number,
  customerAccountId: number,
  entryNumber: number,
): Promise<SettlementRow | undefined> {
  return queries.first<SettlementRow>(sql`
    select entry_number as "entryNumber", amount_cents as "amountCents", payment_method_id as "paymentMethodId",
      sales_channel_id as "salesChannelId", reverses_entry as "reversesEntry", reference,
      (select entry_number from settlements reversal where reversal.organizer_id = settlement.organizer_id
        and reversal.reverses_entry = settlement.entry_number) as "reversedBy",
      (select json_agg(json_build_object('debtEntry', debt_entry, 'amountCents', amount_cents) order by debt_entry)
        from settlement_lines line where line.organizer_id = settlement.organizer_id
          and line.entry_number = settlement.entry_number) as lines
    from settlements settlement join cash_journal using (organizer_id, entry_number)
    where organizer_id = ${organizerId} and customer_account_id = ${customerAccountId}
      and entry_number = ${entryNumber}`);
}

export async function listSettlements(
  queries: Queries,
  organizerId: number,
  customerAccountId: number,
): Promise<SettlementList["settlements"]> {
  const rows = await queries.rows<Omit<SettlementList["settlements"][number], "at"> & { at: Date }>(sql`
    select entry_number as "entryNumber", at, amount_cents as "amountCents", method.name as "paymentMethodName",
      operators.initials as "operatorInitials", reverses_entry as "reversesEntry", reference,
      (select entry_number from settlements reversal where reversal.organizer_id = settlement.organizer_id
        and reversal.reverses_entry = settlement.entry_number) as "reversedBy",
      (select count(*)::int from settlement_lines line where line.organizer_id = settlement.organizer_id
        and line.entry_number = settlement.entry_number) as "lineCount"
    from settlements settlement join cash_journal entry using (organizer_id, entry_number)
    join payment_methods method using (organizer_id, payment_method_id)
    join operators using (organizer_id, operator_id)
    where organizer_id = ${organizerId} and settlement.customer_account_id = ${customerAccountId}
    order by entry_number desc limit 500`);
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
