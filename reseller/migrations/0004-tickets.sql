-- Tickets on paper (R2.5), and the proof that the venue validates before a show is on sale (R2.2, R2.3).

-- What a ticket says of the venue, as its manager writes it down once.
alter table institutions
  add column theatre_name text not null default '' check (length(theatre_name) <= 200),
  add column theatre_address text not null default '' check (length(theatre_address) <= 200),
  add column theatre_town text not null default '' check (length(theatre_town) <= 200),
  add column licence text not null default '' check (length(licence) <= 200);

-- A line's first sheet is the ticket, every further one a duplicate, and says so.
create table ticket_prints (
  institution_code integer not null,
  order_id uuid not null,
  line_id integer not null,
  print_number integer not null check (print_number >= 1),
  format text not null check (format in ('thermal', 'printAtHome')),
  user_name text not null,
  printed_at timestamptz not null,
  primary key (institution_code, order_id, line_id, print_number),
  foreign key (institution_code, order_id, line_id) references order_lines
);
create trigger ticket_prints_append_only before update or delete on ticket_prints
  for each row execute function refuse_change();

create table proofs (
  institution_code integer not null,
  proof_id uuid not null,
  show_number integer not null,
  -- A real sale's ticket, or a mock-up that opens no door and is no proof to put on sale with (R2.3).
  kind text not null check (kind in ('sale', 'mockUp')),
  order_id uuid,
  line_id integer,
  pdf bytea not null,
  made_by text not null,
  made_at timestamptz not null,
  sent_at timestamptz,
  verdict text check (verdict in ('approved', 'rejected')),
  remark text not null default '' check (length(remark) <= 1000),
  decided_at timestamptz,
  primary key (institution_code, proof_id),
  foreign key (institution_code, show_number) references shows,
  foreign key (institution_code, order_id, line_id) references order_lines,
  check ((kind = 'sale') = (order_id is not null and line_id is not null)),
  check ((verdict is null) = (decided_at is null)),
  check (verdict is null or sent_at is not null)
);
create index proofs_of_show on proofs (institution_code, show_number, made_at);
