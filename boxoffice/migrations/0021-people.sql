-- People: a second factor for sign-in, sessions that can be looked at and end when nobody acts, names kept no longer than
-- they are needed.

create table second_factors (
  organizer_id integer not null,
  operator_id integer not null,
  -- Encrypted with the server's key.
  secret_encrypted text not null,
  -- Null until the first code has shown that the operator's device knows the secret.
  confirmed_at timestamptz,
  -- The time step of the last code that was taken: no code opens twice.
  last_step bigint,
  primary key (organizer_id, operator_id),
  foreign key (organizer_id, operator_id) references operators
);

create table recovery_codes (
  organizer_id integer not null,
  operator_id integer not null,
  code_hash text not null,
  used_at timestamptz,
  primary key (organizer_id, operator_id, code_hash),
  foreign key (organizer_id, operator_id) references second_factors on delete cascade
);

alter table operator_sessions
  add column session_id bigint generated always as identity unique,
  -- When its person last did something; looking at a page that refreshes itself is not doing.
  add column active_at timestamptz,
  add column client text not null default '';
update operator_sessions set active_at = opened_at;
alter table operator_sessions alter column active_at set not null;

alter table organizers
  -- Whether managers and support must give a second factor.
  add column second_factor_required boolean not null default false,
  -- Names of customers go so many months after the performance; null: they stay.
  add column names_kept_months integer check (names_kept_months between 1 and 120),
  -- Who decided it: what is removed is removed in this person's name.
  add column names_kept_by integer,
  add check ((names_kept_months is null) or (names_kept_by is not null)),
  add foreign key (organizer_id, names_kept_by) references operators;

-- An event whose customer's name was removed no longer fits its hash; it keeps its place in the chain.
alter table feed_inbox
  add column name_removed_at timestamptz,
  add check (name_removed_at is null or event->'holder' = 'null'::jsonb);
