-- The reseller network. The institution (one venue's account) leads every key.

create table staff (
  user_name text primary key check (length(user_name) between 1 and 100),
  role text not null check (role in ('manager', 'seller')),
  point_of_sale text not null default '',
  password_hash text not null,
  failures integer not null default 0,
  locked_until timestamptz
);

create table staff_sessions (
  token_hash text primary key,
  user_name text not null references staff,
  opened_at timestamptz not null,
  expires_at timestamptz not null
);

create table institutions (
  institution_code integer primary key check (institution_code between 1 and 99999),
  name text not null check (length(name) between 1 and 200),
  stream_id uuid not null unique,
  maintenance boolean not null default false,
  -- Whether a refused address gets an answer (403) or silence, as from a firewall.
  refuse_silently boolean not null default false,
  basket_minutes integer not null default 10 check (basket_minutes between 1 and 120)
);

create table institution_addresses (
  institution_code integer not null references institutions,
  address cidr not null,
  primary key (institution_code, address)
);

-- Several may be valid at once, so that a secret can be replaced without a break.
create table institution_credentials (
  institution_code integer not null references institutions,
  credential_id uuid not null,
  user_name text not null,
  password_hash text not null,
  valid_until timestamptz,
  failures integer not null default 0,
  locked_until timestamptz,
  primary key (institution_code, credential_id)
);

create table institution_tokens (
  token_hash text primary key,
  institution_code integer not null,
  credential_id uuid not null,
  expires_at timestamptz not null,
  foreign key (institution_code, credential_id) references institution_credentials
);

-- Code mapping: what this network knows of the venue's codes (errors 10, 13–16, 19).
create table known_codes (
  institution_code integer not null references institutions,
  kind text not null check (kind in ('hall', 'floor', 'zone', 'seatCategory', 'priceType', 'hold')),
  -- The hall for floors, zones and categories; 0 where the code is the organizer's.
  hall_code integer not null default 0,
  code integer not null,
  label text not null,
  primary key (institution_code, kind, hall_code, code)
);

create table shows (
  institution_code integer not null references institutions,
  show_number integer not null,
  title text not null,
  comment text not null,
  print_at_home boolean not null,
  status text not null default 'confirmed' check (status in ('confirmed', 'announced', 'onSale', 'stopped')),
  created_at timestamptz not null,
  primary key (institution_code, show_number)
);

create table show_prices (
  institution_code integer not null,
  show_number integer not null,
  price_type_code integer not null,
  seat_category_code integer not null,
  face_value_cents integer not null check (face_value_cents >= 0),
  venue_fee_cents integer not null check (venue_fee_cents >= 0),
  organizer_fee_cents integer not null check (organizer_fee_cents >= 0),
  reseller_fee_cents integer not null check (reseller_fee_cents >= 0),
  primary key (institution_code, show_number, price_type_code, seat_category_code),
  foreign key (institution_code, show_number) references shows
);

create table performances (
  institution_code integer not null,
  performance_number integer not null,
  show_number integer not null,
  hall_code integer not null,
  hold_code integer not null,
  local_date date not null,
  local_time time not null,
  time_zone text not null,
  schedule_version integer not null default 1,
  created_at timestamptz not null,
  primary key (institution_code, performance_number),
  foreign key (institution_code, show_number) references shows
);

create table contingent_transitions (
  movement text not null,
  from_state text not null,
  to_state text not null,
  primary key (movement, from_state, to_state)
);
insert into contingent_transitions (movement, from_state, to_state) values
  ('allot', 'none', 'offered'),
  ('allot', 'withdrawn', 'offered'),
  ('recall', 'offered', 'withdrawn'),
  -- A fence may overtake the allot that it revokes: then it is the first that is heard of the seat.
  ('fence', 'none', 'withdrawn'),
  ('fence', 'offered', 'withdrawn'),
  ('fence', 'inBasket', 'withdrawn'),
  ('fence', 'withdrawn', 'withdrawn'),
  ('fence', 'sold', 'sold'),
  ('reserve', 'offered', 'inBasket'),
  ('expire', 'inBasket', 'offered'),
  ('putBack', 'inBasket', 'offered'),
  ('sell', 'inBasket', 'sold'),
  ('cancel', 'sold', 'offered'),
  ('cancel', 'sold', 'withdrawn');

create table baskets (
  institution_code integer not null,
  basket_id uuid not null,
  performance_number integer not null,
  point_of_sale text not null,
  user_name text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  state text not null default 'open' check (state in ('open', 'sold', 'expired', 'abandoned')),
  primary key (institution_code, basket_id),
  unique (basket_id),
  foreign key (institution_code, performance_number) references performances
);
create index baskets_to_expire on baskets (expires_at) where state = 'open';

create table contingent_seats (
  institution_code integer not null,
  performance_number integer not null,
  seat_code integer not null,
  -- none: never granted here, known only because a command (a void, a late recall) named it.
  state text not null check (state in ('none', 'offered', 'inBasket', 'sold', 'withdrawn')),
  -- The highest command received for the seat; a command not above it is stale (44).
  command integer not null default 0 check (command >= 0),
  grant_command integer not null default 0 check (grant_command >= 0 and grant_command <= command),
  fence integer not null default 0 check (fence >= 0),
  zone_code integer,
  floor_code integer,
  seat_category_code integer,
  row_label text not null default '',
  seat_number text not null default '',
  basket_id uuid,
  movement_serial integer,
  primary key (institution_code, performance_number, seat_code),
  foreign key (institution_code, basket_id) references baskets,
  check ((state = 'inBasket') = (basket_id is not null)),
  check ((state = 'none') = (movement_serial is null)),
  check (state = 'none' or seat_category_code is not null)
);
create index contingent_seats_in_basket on contingent_seats (institution_code, basket_id) where basket_id is not null;

create table contingent_movements (
  institution_code integer not null,
  performance_number integer not null,
  seat_code integer not null,
  serial integer not null check (serial >= 1),
  movement text not null,
  from_state text not null,
  to_state text not null,
  command integer not null,
  grant_command integer not null,
  operation_id uuid,
  basket_id uuid,
  order_id uuid,
  at timestamptz not null,
  primary key (institution_code, performance_number, seat_code, serial),
  unique (institution_code, performance_number, seat_code, serial, to_state),
  foreign key (movement, from_state, to_state) references contingent_transitions
);
alter table contingent_seats add constraint contingent_seats_follow_movements
  foreign key (institution_code, performance_number, seat_code, movement_serial, state)
  references contingent_movements (institution_code, performance_number, seat_code, serial, to_state);

-- The operation log (rule 3): the answer is stored with what it did, and given again for every copy.
create table operation_log (
  institution_code integer not null,
  operation_id uuid not null,
  kind text not null check (kind in ('allot', 'recall', 'fence', 'void')),
  performance_number integer not null,
  body_hash text,
  state text not null check (state in ('answered', 'voided')),
  answer jsonb not null,
  received_at timestamptz not null,
  primary key (institution_code, operation_id),
  foreign key (institution_code) references institutions
);

create table orders (
  institution_code integer not null,
  order_id uuid not null,
  -- A basket is sold once; the same request again (same hash) is answered with the same order.
  basket_id uuid not null,
  body_hash text not null,
  performance_number integer not null,
  point_of_sale text not null,
  user_name text not null,
  holder_surname text,
  holder_first_name text,
  sold_at timestamptz not null,
  primary key (institution_code, order_id),
  unique (institution_code, basket_id),
  foreign key (institution_code, basket_id) references baskets,
  check ((holder_surname is null) = (holder_first_name is null)),
  foreign key (institution_code, performance_number) references performances
);
-- A point of sale looks at its latest orders, institution by institution.
create index orders_of_point_of_sale on orders (institution_code, point_of_sale, sold_at);

create table order_lines (
  institution_code integer not null,
  order_id uuid not null,
  line_id integer not null,
  performance_number integer not null,
  seat_code integer not null,
  grant_command integer not null,
  price_type_code integer not null,
  seat_category_code integer not null,
  face_value_cents integer not null check (face_value_cents >= 0),
  venue_fee_cents integer not null check (venue_fee_cents >= 0),
  organizer_fee_cents integer not null check (organizer_fee_cents >= 0),
  reseller_fee_cents integer not null check (reseller_fee_cents >= 0),
  barcode text not null check (barcode ~ '^02[0-9]{12}$'),
  sale_event_id uuid not null,
  cancelled_at timestamptz,
  primary key (institution_code, order_id, line_id),
  foreign key (institution_code, order_id) references orders,
  foreign key (institution_code, performance_number, seat_code) references contingent_seats,
  unique (institution_code, barcode)
);
-- The last wall against selling twice.
create unique index order_lines_one_live_per_seat on order_lines (institution_code, performance_number, seat_code)
  where cancelled_at is null;

-- The feed: recorded with the sale without a number; numbered after commit by one sequencer per institution (rule 6).
create table feed_events (
  institution_code integer not null references institutions,
  recorded bigint generated always as identity,
  event_id uuid not null,
  facts jsonb not null,
  sequence bigint check (sequence >= 1),
  previous_hash text,
  hash text,
  primary key (institution_code, recorded),
  unique (institution_code, event_id),
  unique (institution_code, sequence),
  check ((sequence is null) = (hash is null) and (sequence is null) = (previous_hash is null))
);
create index feed_events_unnumbered on feed_events (institution_code, recorded) where sequence is null;

create table acknowledgements (
  institution_code integer primary key references institutions,
  stream_id uuid not null,
  up_to bigint not null,
  hash text not null,
  received_at timestamptz not null
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger contingent_movements_append_only before update or delete on contingent_movements
  for each row execute function refuse_change();
create trigger contingent_movements_never_emptied before truncate on contingent_movements execute function refuse_change();
create trigger operation_log_append_only before update or delete on operation_log
  for each row execute function refuse_change();
-- What was heard of a seat is never forgotten: command, grant and fence only grow.
create function refuse_fall() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or new.command < old.command or new.grant_command < old.grant_command or new.fence < old.fence then
    raise exception 'command, grant and fence of a seat never fall' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger contingent_seats_never_fall before update or delete on contingent_seats
  for each row execute function refuse_fall();
-- An event, once numbered, never changes; before that only its number may be given.
create function refuse_numbered_event_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.sequence is not null or new.facts is distinct from old.facts
     or new.event_id is distinct from old.event_id or new.institution_code is distinct from old.institution_code then
    raise exception 'feed_events is append-only' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger feed_events_append_only before update or delete on feed_events
  for each row execute function refuse_numbered_event_change();
