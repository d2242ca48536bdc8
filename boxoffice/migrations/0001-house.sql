-- The venue's own books. The organizer leads every key, so that no statement can reach another organizer's rows.

create table organizers (
  organizer_id integer primary key check (organizer_id between 1 and 99999),
  name text not null check (length(name) between 1 and 200),
  time_zone text not null default 'Europe/Paris',
  currency text not null default 'EUR' check (currency = 'EUR')
);

-- Serial numbers that people see (codes, show numbers): one counter per organizer and kind, taken in the transaction.
create table serials (
  organizer_id integer not null references organizers,
  kind text not null,
  last_value integer not null,
  primary key (organizer_id, kind)
);

create table operators (
  organizer_id integer not null references organizers,
  operator_id integer not null,
  initials text not null check (length(initials) between 1 and 20),
  name text not null,
  role text not null check (role in ('clerk', 'manager', 'support', 'system')),
  password_hash text,
  active boolean not null default true,
  primary key (organizer_id, operator_id),
  -- An operator of role system stands in the books for a connector; nobody signs in with it.
  check ((role = 'system') = (password_hash is null))
);
create unique index operators_initials on operators (organizer_id, lower(initials));

create table operator_sessions (
  token_hash text primary key,
  organizer_id integer not null,
  operator_id integer not null,
  opened_at timestamptz not null,
  expires_at timestamptz not null,
  foreign key (organizer_id, operator_id) references operators
);

create table sign_in_failures (
  organizer_id integer not null,
  initials text not null,
  failures integer not null,
  last_failed_at timestamptz not null,
  locked_until timestamptz,
  primary key (organizer_id, initials)
);

-- Halls and their plans (R9.3, R11.1).

create table halls (
  organizer_id integer not null references organizers,
  hall_code integer not null,
  name text not null check (length(name) between 1 and 200),
  capacity integer not null check (capacity >= 0),
  plan_version integer not null default 1,
  width numeric(9, 2) not null,
  height numeric(9, 2) not null,
  areas jsonb not null default '[]',
  primary key (organizer_id, hall_code)
);

create table floors (
  organizer_id integer not null,
  hall_code integer not null,
  floor_code integer not null,
  name text not null,
  primary key (organizer_id, hall_code, floor_code),
  foreign key (organizer_id, hall_code) references halls
);

create table zones (
  organizer_id integer not null,
  hall_code integer not null,
  zone_code integer not null,
  floor_code integer not null,
  name text not null,
  primary key (organizer_id, hall_code, zone_code),
  foreign key (organizer_id, hall_code, floor_code) references floors
);

create table designations (
  organizer_id integer not null references organizers,
  designation_code integer not null,
  name text not null,
  primary key (organizer_id, designation_code),
  unique (organizer_id, name)
);

-- Categories belong to seats (what a seat costs); an organizer shares them between its halls.
create table seat_categories (
  organizer_id integer not null references organizers,
  seat_category_code integer not null,
  name text not null,
  short_name text not null,
  colour text not null check (colour ~ '^#[0-9a-f]{6}$'),
  primary key (organizer_id, seat_category_code),
  unique (organizer_id, name)
);

create table seats (
  organizer_id integer not null,
  hall_code integer not null,
  seat_code integer not null,
  guid text not null,
  floor_code integer not null,
  zone_code integer not null,
  designation_code integer not null,
  seat_category_code integer not null,
  row_label text not null,
  seat_number text not null,
  x numeric(9, 2) not null,
  y numeric(9, 2) not null,
  wheelchair boolean not null default false,
  companion boolean not null default false,
  restricted_view boolean not null default false,
  folding boolean not null default false,
  primary key (organizer_id, hall_code, seat_code),
  unique (organizer_id, hall_code, guid),
  foreign key (organizer_id, hall_code, zone_code) references zones,
  foreign key (organizer_id, hall_code, floor_code) references floors,
  foreign key (organizer_id, designation_code) references designations,
  foreign key (organizer_id, seat_category_code) references seat_categories
);

-- Who sells and how it is paid (R3.5).

create table sales_channels (
  organizer_id integer not null references organizers,
  sales_channel_id integer not null,
  name text not null,
  kind text not null check (kind in ('counter', 'web', 'reseller')),
  primary key (organizer_id, sales_channel_id),
  unique (organizer_id, sales_channel_id, kind)
);

create table customer_accounts (
  organizer_id integer not null references organizers,
  customer_account_id integer not null,
  name text not null,
  primary key (organizer_id, customer_account_id)
);

create table payment_methods (
  organizer_id integer not null references organizers,
  payment_method_id integer not null,
  name text not null,
  kind text not null check (kind in ('cash', 'card', 'cheque', 'invoice')),
  -- An invoice grows a debt on this account.
  customer_account_id integer,
  primary key (organizer_id, payment_method_id),
  foreign key (organizer_id, customer_account_id) references customer_accounts,
  check ((kind = 'invoice') = (customer_account_id is not null))
);

-- A price type belongs to one kind of channel; the tickets table holds the separation of R3.4 with it.
create table price_types (
  organizer_id integer not null references organizers,
  price_type_code integer not null,
  name text not null,
  sale_type text not null default 'RESERVATION/VENTE',
  channel_kind text not null check (channel_kind in ('counter', 'web', 'reseller')),
  primary key (organizer_id, price_type_code),
  unique (organizer_id, price_type_code, channel_kind),
  unique (organizer_id, name)
);

create table holds (
  organizer_id integer not null references organizers,
  hold_code integer not null,
  name text not null,
  primary key (organizer_id, hold_code),
  unique (organizer_id, name)
);

-- Programme.

create table show_groups (
  organizer_id integer not null references organizers,
  show_group_id integer not null,
  name text not null,
  primary key (organizer_id, show_group_id),
  unique (organizer_id, name)
);

create table shows (
  organizer_id integer not null references organizers,
  show_number integer not null,
  show_group_id integer not null,
  hall_code integer not null,
  title text not null check (length(title) between 1 and 200),
  comment text not null default '',
  print_at_home boolean not null default false,
  primary key (organizer_id, show_number),
  foreign key (organizer_id, show_group_id) references show_groups,
  foreign key (organizer_id, hall_code) references halls
);

create table performances (
  organizer_id integer not null,
  performance_number integer not null,
  show_number integer not null,
  hall_code integer not null,
  local_date date not null,
  local_time time not null,
  time_zone text not null,
  starts_at timestamptz not null,
  schedule_version integer not null default 1,
  primary key (organizer_id, performance_number),
  unique (organizer_id, performance_number, hall_code),
  foreign key (organizer_id, show_number) references shows,
  foreign key (organizer_id, hall_code) references halls
);
create index performances_of_show on performances (organizer_id, show_number, starts_at);

-- A grid is valid from its instant until the next grid of the show begins (R7.2 compares with the one valid at the sale).
create table price_grids (
  organizer_id integer not null,
  price_grid_id integer not null,
  show_number integer not null,
  valid_from timestamptz not null,
  primary key (organizer_id, price_grid_id),
  unique (organizer_id, show_number, valid_from),
  foreign key (organizer_id, show_number) references shows
);

create table price_grid_lines (
  organizer_id integer not null,
  price_grid_id integer not null,
  price_type_code integer not null,
  seat_category_code integer not null,
  face_value_cents integer not null check (face_value_cents between 0 and 10000000),
  venue_fee_cents integer not null default 0 check (venue_fee_cents between 0 and 10000000),
  organizer_fee_cents integer not null default 0 check (organizer_fee_cents between 0 and 10000000),
  -- FRAIS TKN, for reseller price types; null until the new-show window has settled it.
  reseller_fee_cents integer check (reseller_fee_cents between 0 and 10000000),
  primary key (organizer_id, price_grid_id, price_type_code, seat_category_code),
  foreign key (organizer_id, price_grid_id) references price_grids,
  foreign key (organizer_id, price_type_code) references price_types,
  foreign key (organizer_id, seat_category_code) references seat_categories
);

-- The inventory: one row for each seat of each performance, and one movement for each change of its state.

create table seat_transitions (
  movement text not null,
  from_state text not null,
  to_state text not null,
  primary key (movement, from_state, to_state)
);

create table resellers (
  organizer_id integer not null references organizers,
  reseller_id integer not null,
  connector text not null check (connector in ('ticketnet')),
  name text not null,
  primary key (organizer_id, reseller_id)
);

create table performance_seats (
  organizer_id integer not null,
  performance_number integer not null,
  seat_code integer not null,
  hall_code integer not null,
  state text not null default 'free' check (state in
    ('free', 'held', 'allotting', 'allotted', 'recalling', 'sold', 'soldAtCounter', 'blocked', 'divergent')),
  hold_code integer,
  -- Raised by one for every command that names the seat, on every kind of command; never falls.
  command integer not null default 0 check (command >= 0),
  -- The command number of the allot under which the reseller holds the seat.
  grant_command integer check (grant_command between 1 and command),
  -- The highest grant revoked by force.
  fence integer not null default 0 check (fence >= 0),
  reseller_id integer,
  operation_id uuid,
  -- The last movement's serial; the foreign key below makes a change without its movement impossible.
  movement_serial integer,
  primary key (organizer_id, performance_number, seat_code),
  foreign key (organizer_id, performance_number, hall_code)
    references performances (organizer_id, performance_number, hall_code),
  foreign key (organizer_id, hall_code, seat_code) references seats,
  foreign key (organizer_id, hold_code) references holds,
  foreign key (organizer_id, reseller_id) references resellers,
  check (movement_serial is not null or state = 'free'),
  check (state not in ('held', 'allotting', 'allotted', 'recalling') or hold_code is not null),
  check ((state in ('allotting', 'recalling')) <= (operation_id is not null)),
  check ((state in ('allotting', 'allotted', 'recalling')) <= (grant_command is not null and reseller_id is not null)),
  check (state not in ('free', 'held', 'soldAtCounter', 'blocked') or operation_id is null)
);
create index performance_seats_by_state on performance_seats (organizer_id, performance_number, state);
create index performance_seats_of_operation on performance_seats (operation_id) where operation_id is not null;

create table seat_movements (
  organizer_id integer not null,
  performance_number integer not null,
  seat_code integer not null,
  serial integer not null check (serial >= 1),
  movement text not null,
  from_state text not null,
  to_state text not null,
  hold_code integer,
  command integer not null,
  grant_command integer,
  reseller_id integer,
  operation_id uuid,
  ticket_id bigint,
  operator_id integer,
  at timestamptz not null,
  primary key (organizer_id, performance_number, seat_code, serial),
  unique (organizer_id, performance_number, seat_code, serial, to_state),
  foreign key (movement, from_state, to_state) references seat_transitions
);

alter table performance_seats add constraint performance_seats_follow_movements
  foreign key (organizer_id, performance_number, seat_code, movement_serial, state)
  references seat_movements (organizer_id, performance_number, seat_code, serial, to_state);

-- The foreign key above says that the last movement led to the seat's state; this, that it is a new one: no update may
-- forget a movement, nor point back to an older one. Counters never fall.
create function require_movement() returns trigger language plpgsql as $$
begin
  if new.movement_serial is distinct from old.movement_serial
    and new.movement_serial is distinct from coalesce(old.movement_serial, 0) + 1 then
    raise exception 'a seat moves on by one movement at a time' using errcode = 'restrict_violation';
  end if;
  if new.movement_serial is not distinct from old.movement_serial
    and (new.state, new.hold_code, new.grant_command, new.reseller_id)
      is distinct from (old.state, old.hold_code, old.grant_command, old.reseller_id) then
    raise exception 'a seat changes only with its movement' using errcode = 'restrict_violation';
  end if;
  if new.command < old.command or new.fence < old.fence then
    raise exception 'a seat''s command and fence never fall' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger performance_seats_require_movement before update on performance_seats
  for each row execute function require_movement();

-- Tickets: what was sold, to whom, under which barcode. Written at receipt of a reseller's sale, before its integration.

create table tickets (
  organizer_id integer not null,
  ticket_id bigint generated always as identity,
  performance_number integer not null,
  seat_code integer not null,
  sold_through text not null check (sold_through in ('counter', 'web', 'reseller')),
  reseller_id integer,
  -- Null where the reseller sold at a code that is unknown here (19): the sale is kept, and blocked.
  price_type_code integer,
  price_type_channel text,
  exception text check (exception in ('regularisation', 'exceptionalPostponement')),
  seat_category_code integer,
  face_value_cents integer not null check (face_value_cents >= 0),
  venue_fee_cents integer not null check (venue_fee_cents >= 0),
  organizer_fee_cents integer not null check (organizer_fee_cents >= 0),
  reseller_fee_cents integer not null default 0 check (reseller_fee_cents >= 0),
  barcode text not null,
  holder_surname text,
  holder_first_name text,
  sold_at timestamptz not null,
  operator_id integer,
  sales_channel_id integer,
  cancelled_at timestamptz,
  -- Set where two tickets stand for one seat and a person must decide.
  in_conflict boolean not null default false,
  primary key (organizer_id, ticket_id),
  foreign key (organizer_id, performance_number, seat_code) references performance_seats,
  foreign key (organizer_id, price_type_code, price_type_channel)
    references price_types (organizer_id, price_type_code, channel_kind),
  foreign key (organizer_id, operator_id) references operators,
  foreign key (organizer_id, sales_channel_id) references sales_channels,
  foreign key (organizer_id, reseller_id) references resellers,
  unique (organizer_id, barcode),
  check ((price_type_code is null) = (price_type_channel is null)),
  -- R3.4: a counter price type never at the reseller, nor a reseller's at the counter, save for named exceptions.
  constraint tickets_price_type_separation
    check (price_type_channel is null or price_type_channel = sold_through or exception is not null),
  check ((sold_through = 'reseller') = (reseller_id is not null))
);
-- The last wall against selling twice.
create unique index tickets_one_live_per_seat on tickets (organizer_id, performance_number, seat_code)
  where cancelled_at is null and not in_conflict;

-- Money. Entries are appended, never edited: a cancellation posts the reverse lines.

create table cash_journal (
  organizer_id integer not null references organizers,
  entry_number bigint not null check (entry_number >= 1),
  at timestamptz not null,
  kind text not null check (kind in ('sale', 'cancellation', 'refund', 'settlement')),
  operator_id integer not null,
  sales_channel_id integer not null,
  payment_method_id integer not null,
  ticket_id bigint,
  performance_number integer,
  price_type_code integer,
  -- Signed: negative on a cancellation.
  face_value_cents integer not null,
  venue_fee_cents integer not null,
  organizer_fee_cents integer not null,
  -- Recorded, not owed: the reseller keeps it (R7.2).
  reseller_fee_cents integer not null default 0,
  amount_cents bigint generated always as (face_value_cents::bigint + venue_fee_cents + organizer_fee_cents) stored,
  primary key (organizer_id, entry_number),
  foreign key (organizer_id, operator_id) references operators,
  foreign key (organizer_id, sales_channel_id) references sales_channels,
  foreign key (organizer_id, payment_method_id) references payment_methods,
  foreign key (organizer_id, ticket_id) references tickets,
  foreign key (organizer_id, price_type_code) references price_types
);
-- One ticket is booked once and reversed at most once.
create unique index cash_journal_once_per_ticket on cash_journal (organizer_id, ticket_id, kind) where ticket_id is not null;

-- The reseller's debt, line by line: every invoice entry of the journal has one line here.
create table receivables (
  organizer_id integer not null,
  customer_account_id integer not null,
  entry_number bigint not null,
  amount_cents bigint not null,
  primary key (organizer_id, customer_account_id, entry_number),
  foreign key (organizer_id, entry_number) references cash_journal,
  foreign key (organizer_id, customer_account_id) references customer_accounts
);

-- Append-only tables refuse any change or removal, whoever asks.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger seat_movements_append_only before update or delete on seat_movements
  for each row execute function refuse_change();
create trigger cash_journal_append_only before update or delete on cash_journal
  for each row execute function refuse_change();
create trigger receivables_append_only before update or delete on receivables
  for each row execute function refuse_change();
create trigger seat_movements_never_emptied before truncate on seat_movements execute function refuse_change();
create trigger cash_journal_never_emptied before truncate on cash_journal execute function refuse_change();
create trigger receivables_never_emptied before truncate on receivables execute function refuse_change();
