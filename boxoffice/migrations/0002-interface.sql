-- What the allotment interface keeps: its connection, its operations, what it received of the reseller's feed.

create table reseller_connections (
  organizer_id integer not null,
  reseller_id integer not null,
  server_url text not null,
  institution_code integer not null,
  user_name text not null,
  -- Encrypted with the server's key; never shown again.
  password_encrypted text not null,
  contact_mail text not null default '',
  operator_id integer not null,
  hold_code integer not null,
  payment_method_id integer not null,
  sales_channel_id integer not null,
  -- Whether a price gap stops the show's import (the manual's way) or only the faulty sale waits (rule 7).
  on_price_mismatch text not null default 'stop' check (on_price_mismatch in ('stop', 'isolate')),
  primary key (organizer_id, reseller_id),
  foreign key (organizer_id, reseller_id) references resellers,
  foreign key (organizer_id, operator_id) references operators,
  foreign key (organizer_id, hold_code) references holds,
  foreign key (organizer_id, payment_method_id) references payment_methods,
  foreign key (organizer_id, sales_channel_id) references sales_channels
);

-- The price types that the interface may send: the fixed channel kind refuses a counter price type (R3.4, R10.2).
create table interface_price_types (
  organizer_id integer not null,
  reseller_id integer not null,
  price_type_code integer not null,
  channel_kind text not null default 'reseller' check (channel_kind = 'reseller'),
  primary key (organizer_id, reseller_id, price_type_code),
  foreign key (organizer_id, reseller_id) references resellers,
  foreign key (organizer_id, price_type_code, channel_kind)
    references price_types (organizer_id, price_type_code, channel_kind)
);

-- What the reseller is known to have created (R2.1): set by the first accepted answer.
create table reseller_shows (
  organizer_id integer not null,
  reseller_id integer not null,
  show_number integer not null,
  created_at timestamptz not null,
  status text,
  status_seen_at timestamptz,
  primary key (organizer_id, reseller_id, show_number),
  foreign key (organizer_id, reseller_id) references resellers,
  foreign key (organizer_id, show_number) references shows
);
create table reseller_performances (
  organizer_id integer not null,
  reseller_id integer not null,
  performance_number integer not null,
  created_at timestamptz not null,
  primary key (organizer_id, reseller_id, performance_number),
  foreign key (organizer_id, reseller_id) references resellers,
  foreign key (organizer_id, performance_number) references performances
);

-- A clerk's action over one or many performances: allot, recall, import. Its report is read from its operations.
create table interface_runs (
  organizer_id integer not null,
  run_id uuid not null,
  reseller_id integer not null,
  kind text not null check (kind in ('allot', 'recall', 'import')),
  -- The request as parsed: performances, seats, lines, until.
  request jsonb not null,
  operator_id integer not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  -- On import: the counts and the stop, as the clerk sees them.
  result jsonb,
  primary key (organizer_id, run_id),
  foreign key (organizer_id, reseller_id) references resellers,
  foreign key (organizer_id, operator_id) references operators
);
create index interface_runs_unfinished on interface_runs (organizer_id, reseller_id) where finished_at is null;

-- One row per performance of a run: planned in one transaction, so that a crash resumes at the next one.
create table interface_run_steps (
  organizer_id integer not null,
  run_id uuid not null,
  performance_number integer not null,
  planned_at timestamptz,
  -- Seats asked for that were no longer as the clerk saw them.
  skipped jsonb not null default '[]',
  primary key (organizer_id, run_id, performance_number),
  foreign key (organizer_id, run_id) references interface_runs,
  foreign key (organizer_id, performance_number) references performances
);

-- The outbox (rule 2): written with the seats' new state, before anything is sent; the sender only reads this table.
create table operations (
  organizer_id integer not null,
  operation_id uuid not null,
  reseller_id integer not null,
  run_id uuid,
  kind text not null check (kind in ('allot', 'recall', 'fence')),
  show_number integer not null,
  performance_number integer not null,
  -- The canonical text; every copy sent is the same to the byte.
  body text not null,
  seat_count integer not null check (seat_count >= 1),
  -- open: to be sent, or its outcome is unknown; answered: the answer is kept but waits for the feed (rule 4);
  -- applied: its seats have moved; voiding: giving up, asks the reseller; voided: dead for ever.
  state text not null default 'open' check (state in ('open', 'answered', 'applied', 'voiding', 'voided')),
  answer jsonb,
  created_at timestamptz not null,
  created_by integer,
  attempts integer not null default 0,
  next_attempt_at timestamptz not null,
  last_problem text,
  applied_at timestamptz,
  primary key (organizer_id, operation_id),
  foreign key (organizer_id, reseller_id) references resellers,
  foreign key (organizer_id, performance_number) references performances,
  foreign key (organizer_id, run_id) references interface_runs,
  check ((state in ('answered', 'applied')) <= (answer is not null)),
  check ((state in ('applied', 'voided')) = (applied_at is not null))
);
create index operations_unfinished on operations (organizer_id, reseller_id, next_attempt_at)
  where state not in ('applied', 'voided');
create index operations_of_run on operations (organizer_id, run_id);

-- Where the venue stands in the reseller's feed; `fault` set: receiving has stopped until a person has looked (section 2).
create table feed_cursors (
  organizer_id integer not null,
  reseller_id integer not null,
  stream_id uuid not null,
  sequence bigint not null check (sequence >= 0),
  hash text not null,
  acknowledged bigint not null default 0,
  received_at timestamptz,
  fault jsonb,
  primary key (organizer_id, reseller_id),
  foreign key (organizer_id, reseller_id) references resellers
);

-- The inbox: every event as received; receiving is not integrating (rule 5).
create table feed_inbox (
  organizer_id integer not null,
  reseller_id integer not null,
  stream_id uuid not null,
  sequence bigint not null check (sequence >= 1),
  event_id uuid not null,
  kind text not null check (kind in ('sale', 'cancellation')),
  refers_to uuid,
  show_number integer not null,
  performance_number integer not null,
  seat_code integer not null,
  event jsonb not null,
  hash text not null,
  received_at timestamptz not null,
  ticket_id bigint,
  status text not null default 'pending' check (status in ('pending', 'blocked', 'integrated')),
  block_reason jsonb,
  integrated_at timestamptz,
  run_id uuid,
  primary key (organizer_id, reseller_id, stream_id, sequence),
  unique (organizer_id, reseller_id, event_id),
  foreign key (organizer_id, reseller_id) references resellers,
  foreign key (organizer_id, ticket_id) references tickets,
  check ((status = 'blocked') = (block_reason is not null)),
  check ((status = 'integrated') = (integrated_at is not null))
);
create index feed_inbox_waiting on feed_inbox (organizer_id, reseller_id, performance_number, sequence)
  where status <> 'integrated';
-- One cancellation at most for one sale.
create unique index feed_inbox_one_cancellation on feed_inbox (organizer_id, reseller_id, refers_to) where refers_to is not null;

-- Two tickets for one seat (a sale under a fenced grant, or one side was restored): closed only by a named person.
create table seat_conflicts (
  organizer_id integer not null,
  conflict_id bigint generated always as identity,
  performance_number integer not null,
  seat_code integer not null,
  reseller_id integer not null,
  cause text not null,
  ticket_id bigint,
  opened_at timestamptz not null,
  closed_at timestamptz,
  closed_by integer,
  outcome text,
  primary key (organizer_id, conflict_id),
  foreign key (organizer_id, performance_number, seat_code) references performance_seats,
  foreign key (organizer_id, ticket_id) references tickets,
  check ((closed_at is null) = (closed_by is null and outcome is null))
);

-- The kinds of movement and what each may do (protocol, section 1); docs/inventory.md draws them.
insert into seat_transitions (movement, from_state, to_state) values
  ('hold', 'free', 'held'),
  ('release', 'held', 'free'),
  ('rehold', 'held', 'held'),
  ('block', 'free', 'blocked'),
  ('unblock', 'blocked', 'free'),
  ('sellAtCounter', 'free', 'soldAtCounter'),
  ('refundAtCounter', 'soldAtCounter', 'free'),
  ('allot', 'held', 'allotting'),
  ('allotAccepted', 'allotting', 'allotted'),
  ('allotRefused', 'allotting', 'held'),
  ('allotVoided', 'allotting', 'held'),
  ('allotDiverged', 'allotting', 'divergent'),
  ('recall', 'allotted', 'recalling'),
  ('recallWithdrawn', 'recalling', 'held'),
  ('recallRefused', 'recalling', 'allotted'),
  ('recallVoided', 'recalling', 'allotted'),
  ('recallDiverged', 'recalling', 'divergent'),
  ('receiveSale', 'allotting', 'sold'),
  ('receiveSale', 'allotted', 'sold'),
  ('receiveSale', 'recalling', 'sold'),
  ('receiveSale', 'divergent', 'sold'),
  ('receiveCancellation', 'sold', 'allotted'),
  ('receiveCancellation', 'sold', 'recalling'),
  ('receiveCancellation', 'sold', 'held'),
  ('receiveCancellation', 'sold', 'free'),
  ('forceRecall', 'allotting', 'held'),
  ('forceRecall', 'allotted', 'held'),
  ('forceRecall', 'recalling', 'held'),
  ('takeBackLateSale', 'held', 'sold'),
  ('takeBackLateSale', 'free', 'sold'),
  ('settleDivergence', 'divergent', 'allotted'),
  ('settleDivergence', 'divergent', 'held');
