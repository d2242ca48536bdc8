import { type Queries, sql, type Transaction } from "@allotement/platform/database/database.ts";
import type { CashDesk } from "../../api/cash-desks.ts";
import { takeSerials } from "../serials.ts";
import { expectedOf, type MoneyCents } from "./cash-desk.ts";

export interface DeskRow {
  cashDeskNumber: number;
  operatorId: number;
  operatorName: string;
  salesChannelId: number;
  salesChannelName: string;
  floatCents: number;
  openedAt: Date;
  afterEntry: number;
  closedAt: Date | null;
  closedByName: string | null;
  /** Of an open desk, the last line of the journal so far. */
  lastEntry: number;
  counts: { expectedCents: MoneyCents; countedCents: MoneyCents } | null;
  reason: string | null;
  totals: CashDesk["totals"];
}

const deskColumns = sql`
  select cash_desk_number as "cashDeskNumber", desk.operator_id as "operatorId", operator.name as "operatorName",
    desk.sales_channel_id as "salesChannelId", channel.name as "salesChannelName", float_cents as "floatCents",
    opened_at as "openedAt", after_entry as "afterEntry", closed_at as "closedAt", closer.name as "closedByName",
    reach.last as "lastEntry", counts, reason,
    coalesce((select json_agg(json_build_object('kind', kind, 'paymentMethodName', name, 'money', money,
        'entryCount', count, 'amountCents', cents) order by kind, payment_method_id)
      from (select entry.kind, payment_method_id, method.name, method.kind as money, count(*)::int as count,
          sum(amount_cents)::bigint as cents
        from cash_journal entry join payment_methods method using (organizer_id, payment_method_id)
        where entry.organizer_id = desk.organizer_id and entry.operator_id = desk.operator_id
          and entry.sales_channel_id = desk.sales_channel_id
          and entry_number > after_entry and entry_number <= reach.last
        group by entry.kind, payment_method_id, method.name, method.kind) as total), '[]') as totals
  from cash_desks desk
  join operators operator using (organizer_id, operator_id)
  join sales_channels channel using (organizer_id, sales_channel_id)
  left join operators closer on closer.organizer_id = desk.organizer_id and closer.operator_id = desk.closed_by
  cross join lateral (select coalesce(desk.last_entry, (select max(entry_number) from cash_journal
    where organizer_id = desk.organizer_id), 0)::bigint as last) as reach`;

export function listDesks(
  queries: Queries,
  organizerId: number,
  cut: {
    operatorId?: number | undefined;
    salesChannelId?: number | undefined;
    before?: number | undefined;
    limit: number;
  },
): Promise<DeskRow[]> {
  const { operatorId = null, salesChannelId = null, before = null, limit } = cut;
  return queries.rows<DeskRow>(sql`
    ${deskColumns} where desk.organizer_id = ${organizerId}
      and (${operatorId}::int is null or desk.operator_id = ${operatorId})
      and (${salesChannelId}::int is null or desk.sales_channel_id = ${salesChannelId})
      and (${before}::int is null or cash_desk_number < ${before})
    order by cash_desk_number desc limit ${limit}`);
}

export function findDesk(
  queries: Queries,
  organizerId: number,
  cashDeskNumber: number,
): Promise<DeskRow | undefined> {
  return queries.first<DeskRow>(sql`
    ${deskColumns} where desk.organizer_id = ${organizerId} and cash_desk_number = ${cashDeskNumber}`);
}

/** Locks a desk until the transaction ends; false where it is closed or there is none. */
export async function lockOpenDesk(
  transaction: Transaction,
  organizerId: number,
  cashDeskNumber: number,
): Promise<boolean> {
  const found = await transaction.first(sql`
    select from cash_desks where organizer_id = ${organizerId} and cash_desk_number = ${cashDeskNumber}
      and closed_at is null for update`);
  return found !== undefined;
}

/** Whether an operator and a channel of this organizer exist. An operator of role system has no drawer. */
export async function deskPartsKnown(
  queries: Queries,
  organizerId: number,
  { operatorId, salesChannelId }: { operatorId: number; salesChannelId: number },
): Promise<{ operator: boolean; channel: boolean }> {
  const row = await queries.first<{ operator: boolean; channel: boolean }>(sql`
    select exists (select from operators where organizer_id = ${organizerId} and operator_id = ${operatorId}
        and role <> 'system') as operator,
      exists (select from sales_channels where organizer_id = ${organizerId}
        and sales_channel_id = ${salesChannelId}) as channel`);
  return row ?? { operator: false, channel: false };
}

/** Opens a desk after the last line of the journal; undefined where this operator has one open at this channel. */
export async function insertDesk(
  transaction: Transaction,
  organizerId: number,
  desk: { operatorId: number; salesChannelId: number; floatCents: number; openedBy: number; openedAt: Date },
): Promise<number | undefined> {
  // Its own serial first: whoever opens at the same time waits, and sees this desk then.
  const cashDeskNumber = await takeSerials(transaction, organizerId, "cashDesk", 0);
  const row = await transaction.first(sql`
    insert into cash_desks (organizer_id, cash_desk_number, operator_id, sales_channel_id, float_cents, opened_at,
      opened_by, after_entry)
    values (${organizerId}, ${cashDeskNumber}, ${desk.operatorId}, ${desk.salesChannelId}, ${desk.floatCents},
      ${desk.openedAt}, ${desk.openedBy},
      coalesce((select max(entry_number) from cash_journal where organizer_id = ${organizerId}), 0))
    on conflict (organizer_id, operator_id, sales_channel_id) where closed_at is null do nothing
    returning cash_desk_number`);
  if (!row) return undefined;
  return takeSerials(transaction, organizerId, "cashDesk");
}

/** Closes a locked desk with its count, at the last line that `desk` was read with. */
export async function keepDeskClosing(
  transaction: Transaction,
  organizerId: number,
  desk: DeskRow,
  closing: { countedCents: MoneyCents; reason: string; closedBy: number; closedAt: Date },
): Promise<void> {
  const { countedCents, reason, closedBy, closedAt } = closing;
  const counts = { expectedCents: expectedOf(desk.floatCents, desk.totals), countedCents };
  await transaction.run(sql`
    update cash_desks set closed_at = ${closedAt}, closed_by = ${closedBy},
      last_entry = ${Math.max(desk.lastEntry, desk.afterEntry)}, counts = ${JSON.stringify(counts)}::jsonb,
      reason = ${reason === "" ? null : reason}
    where organizer_id = ${organizerId} and cash_desk_number = ${desk.cashDeskNumber}`);
}
