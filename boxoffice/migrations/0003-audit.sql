-- Who did what, beside movements and journal: numbered without a gap and chained by hashes, so that no entry can be
-- altered, removed or slipped in unseen.
create table audit_entries (
  organizer_id integer not null references organizers,
  entry_number bigint not null check (entry_number >= 1),
  at timestamptz not null,
  action text not null,
  operator_id integer not null,
  second_operator_id integer,
  subject jsonb not null,
  previous_hash text not null,
  hash text not null,
  primary key (organizer_id, entry_number),
  foreign key (organizer_id, operator_id) references operators,
  foreign key (organizer_id, second_operator_id) references operators,
  check (second_operator_id <> operator_id)
);
create trigger audit_entries_append_only before update or delete on audit_entries
  for each row execute function refuse_change();
create trigger audit_entries_never_emptied before truncate on audit_entries execute function refuse_change();
