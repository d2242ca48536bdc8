import { sql } from "@allotement/platform/database/database.ts";
import { type BrokenRow, eventOf, type Invariant } from "./invariant.ts";

const sumsAgree: Invariant = {
  number: 6,
  title: "Integrated cents, journal lines and debts are equal per reseller, performance and price type",
  check: (queries) =>
    queries.rows<BrokenRow>(sql`
      with booked as (
        select organizer_id, entry_number, ticket.reseller_id, entry.performance_number, entry.price_type_code, amount_cents
        from cash_journal entry join tickets ticket using (organizer_id, ticket_id)
        where ticket.sold_through = 'reseller' and entry.kind in ('sale', 'cancellation')
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

/** Settlements lower a debt without being paid by invoice: their lines are left out until they are written. */
const ledgerBalances: Invariant = {
  number: 7,
  title: "The ledger balances: an account's debts are its invoice lines, and the journal has no gap",
  check: async (queries) => [
    ...(await queries.rows<BrokenRow>(sql`
      with invoiced as (
        select organizer_id, customer_account_id, entry_number, amount_cents
        from cash_journal entry join payment_methods method using (organizer_id, payment_method_id)
        where method.kind = 'invoice' and entry.kind <> 'settlement'
      ), owed as (
        select debt.* from receivables debt join cash_journal entry using (organizer_id, entry_number)
        where entry.kind <> 'settlement'
      )
      select format('organizer %s, account %s, entry %s', organizer_id, customer_account_id, entry_number) as "where",
        format('invoiced %s cents, owed %s', coalesce(invoiced.amount_cents::text, 'nothing'),
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

/** Amount, and the two fee columns as one sum, whose split never matters (R3.3, R7.2). */
const pricesOfTheGrid: Invariant = {
  number: 20,
  title: "An integrated price is that of the grid valid at the sale",
  check: (queries) =>
    queries.rows<BrokenRow>(sql`
      with sale as (
        select *, (event->>'faceValueCents')::int as face,
          (event->>'venueFeeCents')::int + (event->>'organizerFeeCents')::int as fees
        from feed_inbox where kind = 'sale' and status = 'integrated'
      )
      select ${eventOf("sale")} as "where",
        format('integrated at %s + %s cents; the grid says %s', face, fees, case when line.price_grid_id is null
          then 'nothing'
          else format('%s + %s', line.face_value_cents, line.venue_fee_cents + line.organizer_fee_cents) end) as detail
      from sale
      left join lateral (select price_grid_id from price_grids grid
        where grid.organizer_id = sale.organizer_id and grid.show_number = sale.show_number
          and grid.valid_from <= (sale.event->>'soldAt')::timestamptz
        order by grid.valid_from desc limit 1) as valid on true
      left join price_grid_lines line on line.organizer_id = sale.organizer_id
        and line.price_grid_id = valid.price_grid_id
        and line.price_type_code = (sale.event->>'priceTypeCode')::int
        and line.seat_category_code = (sale.event->>'seatCategoryCode')::int
      where line.price_grid_id is null or line.face_value_cents <> face
        or line.venue_fee_cents + line.organizer_fee_cents <> fees
      order by sale.organizer_id, sale.reseller_id, sale.sequence`),
};

export const moneyInvariants = [sumsAgree, ledgerBalances, pricesOfTheGrid];
