-- Access control. A scan is kept with its answer; a ticket's scans are numbered, and its cancellation remembers after
-- which of them it became known: clocks may jump, this order does not.
alter table tickets add column last_scan integer not null default 0 check (last_scan >= 0);
alter table tickets add column cancelled_after_scan integer;
update tickets set cancelled_after_scan = 0 where cancelled_at is not null;

create function note_last_scan() returns trigger language plpgsql as $$
begin
  if new.cancelled_at is null then
    new.cancelled_after_scan := null;
  elsif old.cancelled_at is null then
    new.cancelled_after_scan := new.last_scan;
  end if;
  return new;
end $$;
create trigger tickets_note_last_scan before update of cancelled_at on tickets
  for each row execute function note_last_scan();

create table door_scans (
  organizer_id integer not null references organizers,
  -- Drawn by the scanner: a scan sent twice counts once.
  scan_id uuid not null,
  performance_number integer not null,
  gate text not null,
  direction text not null check (direction in ('entry', 'exit')),
  barcode text not null,
  -- Null where no ticket bears the barcode.
  ticket_id bigint,
  scan_number integer check (scan_number >= 1),
  -- Null: whoever held the ticket passed.
  refusal text,
  operator_id integer not null,
  at timestamptz not null,
  primary key (organizer_id, scan_id),
  unique (organizer_id, ticket_id, scan_number),
  foreign key (organizer_id, performance_number) references performances,
  foreign key (organizer_id, ticket_id) references tickets,
  foreign key (organizer_id, operator_id) references operators,
  check ((ticket_id is null) = (scan_number is null)),
  check (ticket_id is not null or refusal is not null)
);
create trigger door_scans_append_only before update or delete on door_scans
  for each row execute function refuse_change();
create trigger door_scans_never_emptied before truncate on door_scans execute function refuse_change();
