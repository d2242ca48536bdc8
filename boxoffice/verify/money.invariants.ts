import { sql } from "@allotement/platform/database/database.ts";
import type { BrokenRow, Invariant } from "@allotement/platform/database/invariant.ts";

const sumsAgree: Invariant = {
  number: 6,
  title: "Integrated cents, journal lines and debts are equal per reseller, performance and price type",
  check: (queries) =>
    queries.rows<BrokenRow>(sql`
      with booked as (
        select organizer_id, entry_number, ticket.reseller_id, entry.performance_number, entry.price_type_code, amount_cents
        from cash_journal entry join tickets ticket using (organizer_id, ticket_id)
        where ticket.sold_through = 'reseller'
          and entry.kind in ('sale', 'cancellation', 'priceOverride', 'priceOverrideReversal')
      ), sums as (
        select organizer_id, reseller_id, performance_number, (event->>'priceTypeCode')::int as price_type_code,
          case kind when 'sale' then 1 else -1 end * ((event->>'faceValueCents')::bigint
            + (event->>'venueFeeCents')::int + (event->>'organizerFeeCents')::int) as integrated,
          0 as journal, 0 as owed
        from feed_inbox where status = 'integrated'
        union all
        select organizer_id, reseller_id, performance_number, price_type_code, 0, amount_cents, 0 from booked
        union all
        select booked.organizer_id, reseller_id, performance_number, price_type_code, 0, 0, debt.amount_cents
        from receivables debt join booked using (organizer_id, entry_number)
      )
      select format('organizer %s, reseller %s, performance %s, price type %s', organizer_id, reseller_id,
          performance_number, price_type_code) as "where",
        format('integrated %s cents, journal %s, debts %s', sum(integrated), sum(journal), sum(owed)) as detail
      from sums
      group by organizer_id, reseller_id, performance_number, price_type_code
      having sum(integrated) <> sum(journal) or sum(journal) <> sum(owed)
      order by organizer_id, reseller_id, performance_number, price_type_code`),
};

/** A debt's line is never lowered: a settlement is a line of its own, so an account's open balance is their sum. */
const ledgerBalances: Invariant = {
  number: 7,
  title:
    "The ledger balances: an account owes its invoice lines less its settlements; the journal has no gap",
  check: async (queries) => [
    ...(await queries.rows<BrokenRow>(sql`
      with invoiced as (
        select organizer_id, customer_account_id, entry_number, entry.kind, amount_cents
        from cash_journal entry join payment_methods method using (organizer_id, payment_method_id)
        where method.kind = 'invoice' and entry.kind not in ('settlement', 'settlementReversal')
        union all
        -- Whose debt a settlement lowers stands in its line alone.
        select organizer_id, debt.customer_account_id, entry_number, entry.kind, -entry.amount_cents
        from cash_journal entry left join receivables debt using (organizer_id, entry_number)
        where entry.kind in ('settlement', 'settlementReversal')
      ), owed as (
        select debt.* from receivables debt
      )
      select format('organizer %s, account %s, entry %s', organizer_id, customer_account_id, entry_number) as "where",
        format('%s %s cents, owed %s', case when invoiced.kind like 'settlement%' then 'settled' else 'invoiced' end,
          coalesce(abs(invoiced.amount_cents)::text, 'nothing'),
          coalesce(owed.amount_cents::text, 'nothing')) as detail
      from invoiced full join owed using (organizer_id, customer_account_id, entry_number)
      where invoiced.amount_cents is distinct from owed.amount_cents
      order by organizer_id, customer_account_id, entry_number`)),
    ...(await queries.rows<BrokenRow>(sql`
      select format('organizer %s, entry %s', organizer_id, entry_number) as "where",
        format('follows entry %s', before) as detail
      from (select organizer_id, entry_number,
          lag(entry_number, 1, 0::bigint) over (partition by organizer_id order by entry_number) as before
        from cash_journal) as entry
      where entry_number <> before + 1
      order by organizer_id, entry_number`)),
  ],
};

/** A settlement says which debts it pays: then what is open of each, added up, is what the account owes. */
const settlementsAddUp: Invariant = {
  number: 7,
  title:
    "A settlement pays debts of its account, as much as it brings in; a reversal undoes one, line by line",
  check: (queries) =>
    queries.rows<BrokenRow>(sql`
      with paid as (
        select organizer_id, entry_number, sum(amount_cents) as cents,
          count(*) filter (where not exists (select from receivables debt
            where debt.organizer_id = line.organizer_id and debt.entry_number = line.debt_entry
              and debt.customer_account_id = settlement.customer_account_id)) as strangers
        from settlement_lines line join settlements settlement using (organizer_id, entry_number) group by 1, 2
      )
      select format('organizer %s, entry %s', organizer_id, entry_number) as "where",
        case when settlement.entry_number is null then 'settles, and says not which debts'
          when coalesce(strangers, 0) > 0 then 'pays a debt that is not of its account'
          when coalesce(cents, 0) <> amount_cents
            then format('brings in %s cents and pays debts of %s', amount_cents, coalesce(cents, 0))
          else format('does not undo entry %s line by line', reverses_entry) end as detail
      from cash_journal entry
      left join settlements settlement using (organizer_id, entry_number)
      left join paid using (organizer_id, entry_number)
      where entry.kind in ('settlement', 'settlementReversal')
        and (settlement.entry_number is null or coalesce(strangers, 0) > 0 or coalesce(cents, 0) <> amount_cents
          or (entry.kind = 'settlementReversal') <> (reverses_entry is not null)
          or exists (
            select from (select * from settlement_lines line where line.organizer_id = settlement.organizer_id
                and line.entry_number = settlement.entry_number) as own
              full join (select * from settlement_lines line where line.organizer_id = settlement.organizer_id
                and line.entry_number = settlement.reverses_entry) as undone using (debt_entry)
            where settlement.reverses_entry is not null and own.amount_cents is distinct from -undone.amount_cents))
      order by organizer_id, entry_number`),
};

export const moneyInvariants = [sumsAgree, ledgerBalances, settlementsAddUp];
