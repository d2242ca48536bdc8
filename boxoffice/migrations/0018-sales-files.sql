-- Sales that came by file (R8.4). They stand in the inbox beside the feed's, in a stream of their own (decision 18), so
-- that the feed stays as it was received and everything after receipt is the same for both.

alter table feed_cursors
  -- The head of the files' stream; no hash until a file was read here.
  add column file_sequence bigint not null default 0 check (file_sequence >= 0),
  add column file_hash text,
  add constraint feed_cursors_file_head check (file_hash is not null or file_sequence = 0);

alter table feed_inbox
  add column source text not null default 'feed' check (source in ('feed', 'file')),
  -- The feed's event that says what this file's event had said before: it has no ticket and is booked by nobody.
  add column same_as uuid,
  -- A sale told after the next one of its seat: its ticket was never alive, and its cancellation moves no seat.
  add column overtaken_by uuid,
  add foreign key (organizer_id, reseller_id, same_as) references feed_inbox (organizer_id, reseller_id, event_id),
  add foreign key (organizer_id, reseller_id, overtaken_by) references feed_inbox (organizer_id, reseller_id, event_id),
  drop constraint feed_inbox_status_check;
alter table feed_inbox
  add constraint feed_inbox_status_check check (status in ('pending', 'blocked', 'integrated', 'closed', 'known')),
  add constraint feed_inbox_known_check check ((status = 'known') <= (same_as is not null)),
  add constraint feed_inbox_same_check
    check (same_as is null or (source = 'feed' and ticket_id is null and status in ('known', 'blocked', 'closed')));
-- One event of the feed at most says the same as one of a file, and one cancellation at most undoes a sale.
create unique index feed_inbox_told_once on feed_inbox (organizer_id, reseller_id, same_as) where same_as is not null;
drop index feed_inbox_one_cancellation;
create unique index feed_inbox_one_cancellation on feed_inbox (organizer_id, reseller_id, refers_to)
  where refers_to is not null and same_as is null;
create index feed_inbox_of_barcode on feed_inbox (organizer_id, reseller_id, (event->>'barcode'));

-- The files as they were read, by the hash of their bytes.
create table sales_files (
  organizer_id integer not null,
  reseller_id integer not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  layout text not null check (layout in ('ticketnet', 'france-billet', 'feed')),
  file_name text not null check (length(file_name) between 1 and 200),
  bytes bytea not null,
  -- When the reseller wrote it, as whoever read it said: its sales were made by then, and are compared with the grid of then.
  written_at timestamptz not null,
  read_at timestamptz not null,
  read_by integer not null,
  last_read_at timestamptz not null,
  -- What its last reading came to, with every line that was not taken.
  report jsonb not null,
  primary key (organizer_id, reseller_id, sha256),
  foreign key (organizer_id, reseller_id) references resellers,
  foreign key (organizer_id, read_by) references operators
);
create index sales_files_latest on sales_files (organizer_id, reseller_id, last_read_at);

-- What the codes of the files mean here, told once by a person.
create table sales_file_codes (
  organizer_id integer not null,
  reseller_id integer not null,
  layout text not null check (layout in ('ticketnet', 'france-billet')),
  kind text not null check (kind in ('priceType', 'seatCategory', 'zone')),
  -- Zones belong to a hall; 0 for the others.
  hall_code integer not null,
  file_code text not null check (length(file_code) between 1 and 200),
  code integer not null,
  told_by integer not null,
  told_at timestamptz not null,
  primary key (organizer_id, reseller_id, layout, kind, hall_code, file_code),
  foreign key (organizer_id, reseller_id) references resellers,
  foreign key (organizer_id, told_by) references operators,
  check ((kind = 'zone') = (hall_code > 0))
);

-- Lines of files that cannot be taken yet: their seat is sold under another barcode, their sale is not known. They are
-- tried again with every file and every page of the feed that tells of their seat.
create table waiting_file_lines (
  organizer_id integer not null,
  reseller_id integer not null,
  barcode text not null,
  kind text not null check (kind in ('sale', 'cancellation')),
  performance_number integer not null,
  seat_code integer not null,
  line jsonb not null,
  reason text not null check (reason in
    ('seatSold', 'saleUnknown', 'seatUnsettled', 'notWithReseller', 'otherSeat', 'otherPrice')),
  waiting_since timestamptz not null,
  primary key (organizer_id, reseller_id, barcode, kind),
  foreign key (organizer_id, reseller_id) references resellers,
  foreign key (organizer_id, performance_number, seat_code) references performance_seats
);
create index waiting_file_lines_of_seat
  on waiting_file_lines (organizer_id, reseller_id, performance_number, seat_code);
create trigger waiting_file_lines_tell after insert or update or delete on waiting_file_lines
  for each row execute function tell_topic('sales');
create trigger sales_files_tell after insert or update on sales_files
  for each row execute function tell_topic('sales');
