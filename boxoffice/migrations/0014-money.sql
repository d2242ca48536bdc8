-- Money: the VAT rate of each line, closings and their signed archives, cash desks, and debts settled line by line.

alter table cash_journal
  -- Hundredths of a percent, as it was when the line was booked; null where the line belongs to no performance.
  add column vat_rate integer check (vat_rate between 0 and 10000);
alter table cash_journal drop constraint cash_journal_kind_check;
alter table cash_journal add constraint cash_journal_kind_check
  check (kind in ('sale', 'cancellation', 'refund', 'settlement', 'settlementReversal', 'priceOverride',
    'priceOverrideReversal'));

-- A closing sums the lines of one period. All closings of an organizer, of whatever kind, stand in one chain.
create table journal_closings (
  organizer_id integer not null references organizers,
  closing_number integer not null check (closing_number >= 1),
  kind text not null check (kind in ('day', 'month', 'year')),
  -- Civil, in the zone beside it: 2026-11-23, 2026-11, 2026.
  period text not null,
  organizer_name text not null,
  time_zone text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  first_entry bigint not null check (first_entry >= 1),
  -- One less than the first where the period has no line.
  last_entry bigint not null check (last_entry >= first_entry - 1),
  -- The seal's hash of the last line up to here; the chain's start where there is none.
  last_entry_hash text not null,
  totals jsonb not null,
  period_total_cents bigint not null,
  settled_cents bigint not null,
  grand_total_cents bigint not null,
  perpetual_total_cents bigint not null check (perpetual_total_cents >= 0),
  closed_at timestamptz not null,
  closed_by integer not null,
  previous_hash text not null,
  hash text not null,
  primary key (organizer_id, closing_number),
  -- No period is closed twice, and no line of the journal begins two periods of a kind.
  unique (organizer_id, kind, period),
  foreign key (organizer_id, closed_by) references operators
);
create trigger journal_closings_append_only before update or delete on journal_closings
  for each row execute function refuse_change();
create trigger journal_closings_never_emptied before truncate on journal_closings execute function refuse_change();

-- The key that signs an organizer's archives (Ed25519): the secret half is encrypted like every other secret here.
create table signing_keys (
  organizer_id integer primary key references organizers,
  public_key text not null,
  secret_encrypted text not null,
  made_at timestamptz not null
);

-- A cash desk: what one operator takes through one channel, from its opening to its count. Its lines are those of the
-- journal after `after_entry`, up to `last_entry` once it is closed.
create table cash_desks (
  organizer_id integer not null references organizers,
  cash_desk_number integer not null check (cash_desk_number >= 1),
  operator_id integer not null,
  sales_channel_id integer not null,
  float_cents integer not null check (float_cents between 0 and 10000000),
  opened_at timestamptz not null,
  opened_by integer not null,
  after_entry bigint not null check (after_entry >= 0),
  closed_at timestamptz,
  closed_by integer,
  last_entry bigint check (last_entry >= after_entry),
  -- Of each kind of money: what should be there, and what was counted.
  counts jsonb,
  reason text,
  primary key (organizer_id, cash_desk_number),
  foreign key (organizer_id, operator_id) references operators,
  foreign key (organizer_id, sales_channel_id) references sales_channels,
  foreign key (organizer_id, opened_by) references operators,
  foreign key (organizer_id, closed_by) references operators,
  check ((closed_at is null) = (closed_by is null)),
  check ((closed_at is null) = (last_entry is null)),
  check ((closed_at is null) = (counts is null)),
  check (closed_at is not null or reason is null)
);
create unique index cash_desks_one_open on cash_desks (organizer_id, operator_id, sales_channel_id)
  where closed_at is null;

-- Closing is the one change of a desk, and it happens once.
create function keep_cash_desk() returns trigger language plpgsql as $$
begin
  if old.closed_at is not null or new.closed_at is null
    or (new.organizer_id, new.cash_desk_number, new.operator_id, new.sales_channel_id, new.float_cents, new.opened_at,
        new.opened_by, new.after_entry)
      is distinct from (old.organizer_id, old.cash_desk_number, old.operator_id, old.sales_channel_id, old.float_cents,
        old.opened_at, old.opened_by, old.after_entry) then
    raise exception 'a cash desk is closed once, and changes in nothing else' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger cash_desks_close_once before update on cash_desks for each row execute function keep_cash_desk();
create trigger cash_desks_never_removed before delete on cash_desks for each row execute function refuse_change();
create trigger cash_desks_never_emptied before truncate on cash_desks execute function refuse_change();

-- What a payment of a debt says beside its line of the journal; a reversal is a payment's counter-entry.
create table settlements (
  organizer_id integer not null,
  entry_number bigint not null,
  customer_account_id integer not null,
  reverses_entry bigint,
  -- The reseller's statement or payment, as the operator names it.
  reference text not null default '' check (length(reference) <= 200),
  primary key (organizer_id, entry_number),
  unique (organizer_id, reverses_entry),
  foreign key (organizer_id, entry_number) references cash_journal,
  foreign key (organizer_id, customer_account_id) references customer_accounts,
  foreign key (organizer_id, reverses_entry) references settlements
);

-- Which debts a settlement pays. `debt_entry` is the first line of the journal of that debt: a ticket's sale, or a line
-- without a ticket. Negative where a credit is used up, or a settlement is reversed.
create table settlement_lines (
  organizer_id integer not null,
  entry_number bigint not null,
  debt_entry bigint not null,
  amount_cents bigint not null check (amount_cents <> 0),
  primary key (organizer_id, entry_number, debt_entry),
  foreign key (organizer_id, entry_number) references settlements,
  foreign key (organizer_id, debt_entry) references cash_journal
);
create index settlement_lines_of_debt on settlement_lines (organizer_id, debt_entry);

-- What was settled before now was never told line by line: it is taken to have paid the oldest debts first.
insert into settlements (organizer_id, entry_number, customer_account_id)
select organizer_id, entry_number, customer_account_id
from receivables join cash_journal entry using (organizer_id, entry_number) where entry.kind = 'settlement';

insert into settlement_lines (organizer_id, entry_number, debt_entry, amount_cents)
with debts as (
  select organizer_id, customer_account_id, min(entry_number) as debt_entry, sum(debt.amount_cents)::bigint as cents
  from receivables debt join cash_journal entry using (organizer_id, entry_number)
  where entry.kind <> 'settlement'
  group by organizer_id, customer_account_id, coalesce(entry.ticket_id, -entry_number)
), owed as (
  select *, sum(cents) over (partition by organizer_id, customer_account_id order by debt_entry) as until
  from debts where cents > 0
), paid as (
  select organizer_id, customer_account_id, entry_number, -amount_cents as cents,
    sum(-amount_cents) over (partition by organizer_id, customer_account_id order by entry_number) as until
  from receivables join settlements using (organizer_id, customer_account_id, entry_number)
)
select paid.organizer_id, paid.entry_number, owed.debt_entry,
  least(owed.until, paid.until) - greatest(owed.until - owed.cents, paid.until - paid.cents)
from paid join owed on owed.organizer_id = paid.organizer_id
  and owed.customer_account_id = paid.customer_account_id
  and owed.until - owed.cents < paid.until and paid.until - paid.cents < owed.until;

create trigger settlements_append_only before update or delete on settlements
  for each row execute function refuse_change();
create trigger settlements_never_emptied before truncate on settlements execute function refuse_change();
create trigger settlement_lines_append_only before update or delete on settlement_lines
  for each row execute function refuse_change();
create trigger settlement_lines_never_emptied before truncate on settlement_lines execute function refuse_change();
