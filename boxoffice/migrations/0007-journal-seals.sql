-- The chain over the cash journal. Lines are sealed after their commit, so that no booking waits for a hash.
create table journal_seals (
  organizer_id integer not null,
  entry_number bigint not null,
  previous_hash text not null,
  hash text not null,
  primary key (organizer_id, entry_number),
  foreign key (organizer_id, entry_number) references cash_journal
);
create trigger journal_seals_append_only before update or delete on journal_seals
  for each row execute function refuse_change();
create trigger journal_seals_never_emptied before truncate on journal_seals execute function refuse_change();
