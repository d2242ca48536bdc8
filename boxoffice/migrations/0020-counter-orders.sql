-- An order at the counter: the seats that one customer buys, or changes for others, at once.

create table counter_orders (
  organizer_id integer not null references organizers,
  order_number integer not null check (order_number >= 1),
  kind text not null check (kind in ('sale', 'exchange')),
  at timestamptz not null,
  operator_id integer not null,
  sales_channel_id integer not null,
  payment_method_id integer not null,
  -- What the customer pays; below zero where an exchange gives money back.
  total_cents bigint not null,
  -- Of cash: what the customer handed over.
  given_cents integer check (given_cents >= total_cents),
  primary key (organizer_id, order_number),
  foreign key (organizer_id, operator_id) references operators,
  foreign key (organizer_id, sales_channel_id) references sales_channels,
  foreign key (organizer_id, payment_method_id) references payment_methods
);
create trigger counter_orders_append_only before update or delete on counter_orders
  for each row execute function refuse_change();
create trigger counter_orders_never_emptied before truncate on counter_orders execute function refuse_change();

-- Null on tickets of resellers, and on those sold before orders had numbers.
alter table tickets
  add column order_number integer,
  -- The ticket that was given back for this one.
  add column exchanged_from bigint,
  add foreign key (organizer_id, order_number) references counter_orders,
  add foreign key (organizer_id, exchanged_from) references tickets;
create index tickets_of_order on tickets (organizer_id, order_number) where order_number is not null;

-- Every sheet that left the printer: the first of a ticket is its original, each further one a duplicate.
create table ticket_prints (
  organizer_id integer not null,
  ticket_id bigint not null,
  print_number integer not null check (print_number >= 1),
  printed_at timestamptz not null,
  operator_id integer not null,
  format text not null check (format in ('thermal', 'printAtHome')),
  primary key (organizer_id, ticket_id, print_number),
  foreign key (organizer_id, ticket_id) references tickets,
  foreign key (organizer_id, operator_id) references operators
);
create trigger ticket_prints_append_only before update or delete on ticket_prints
  for each row execute function refuse_change();
create trigger ticket_prints_never_emptied before truncate on ticket_prints execute function refuse_change();

-- Where the theatre stands, as its tickets say (R2.5).
alter table organizers
  add column address text not null default '' check (length(address) <= 200),
  add column town text not null default '' check (length(town) <= 100);
