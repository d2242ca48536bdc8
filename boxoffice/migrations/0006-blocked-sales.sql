-- Sales that integration cannot settle by itself (R8.2, rule 7): accepted at the reseller's price, or closed unbooked,
-- by two people with their reason.

alter table feed_inbox drop constraint feed_inbox_status_check;
alter table feed_inbox add constraint feed_inbox_status_check
  check (status in ('pending', 'blocked', 'integrated', 'closed'));
alter table feed_inbox drop constraint feed_inbox_check;
-- A closed event keeps the reason for which it could not be integrated.
alter table feed_inbox add constraint feed_inbox_reason_check
  check ((status in ('blocked', 'closed')) = (block_reason is not null));
drop index feed_inbox_waiting;
create index feed_inbox_waiting on feed_inbox (organizer_id, reseller_id, performance_number, sequence)
  where status in ('pending', 'blocked');

-- The difference between the grid and an accepted price, as a line of its own, and its reverse.
alter table cash_journal drop constraint cash_journal_kind_check;
alter table cash_journal add constraint cash_journal_kind_check
  check (kind in ('sale', 'cancellation', 'refund', 'settlement', 'priceOverride', 'priceOverrideReversal'));

-- Both figures as the two people saw them: the event's, and what it was compared with.
create table price_overrides (
  organizer_id integer not null,
  reseller_id integer not null,
  event_id uuid not null,
  operator_id integer not null,
  second_operator_id integer not null,
  reason text not null check (reason ~ '\S'),
  at timestamptz not null,
  face_value_cents integer not null,
  venue_fee_cents integer not null,
  organizer_fee_cents integer not null,
  -- The grid's, or on a cancellation what its sale was booked at; zero where the grid says nothing.
  base_face_value_cents integer not null,
  base_venue_fee_cents integer not null,
  base_organizer_fee_cents integer not null,
  primary key (organizer_id, reseller_id, event_id),
  foreign key (organizer_id, reseller_id, event_id) references feed_inbox (organizer_id, reseller_id, event_id),
  foreign key (organizer_id, operator_id) references operators,
  foreign key (organizer_id, second_operator_id) references operators,
  check (second_operator_id <> operator_id)
);

create table closed_sales (
  organizer_id integer not null,
  reseller_id integer not null,
  event_id uuid not null,
  operator_id integer not null,
  second_operator_id integer not null,
  reason text not null check (reason ~ '\S'),
  at timestamptz not null,
  primary key (organizer_id, reseller_id, event_id),
  foreign key (organizer_id, reseller_id, event_id) references feed_inbox (organizer_id, reseller_id, event_id),
  foreign key (organizer_id, operator_id) references operators,
  foreign key (organizer_id, second_operator_id) references operators,
  check (second_operator_id <> operator_id)
);

create trigger price_overrides_append_only before update or delete on price_overrides
  for each row execute function refuse_change();
create trigger closed_sales_append_only before update or delete on closed_sales
  for each row execute function refuse_change();
create trigger price_overrides_never_emptied before truncate on price_overrides execute function refuse_change();
create trigger closed_sales_never_emptied before truncate on closed_sales execute function refuse_change();
