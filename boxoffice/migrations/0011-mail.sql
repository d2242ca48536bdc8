-- Mail to the reseller's contact (R9.6): the venue's own server, and an outbox that outlives a crash and a line that is down.

create table mail_settings (
  organizer_id integer not null primary key references organizers,
  host text not null check (length(host) between 1 and 253),
  port integer not null check (port between 1 and 65535),
  security text not null check (security in ('tls', 'startTls', 'none')),
  -- Empty: nobody signs in there.
  user_name text not null,
  -- Encrypted with the server's key; never shown again. Empty where there is none.
  password_encrypted text not null,
  sender_name text not null,
  sender_address text not null
);

create table mails (
  organizer_id integer not null references organizers,
  mail_id uuid not null,
  -- Why it is written: a first allotment, a new hall…
  kind text not null,
  recipients jsonb not null check (jsonb_array_length(recipients) between 1 and 10),
  subject text not null check (length(subject) between 1 and 300),
  text text not null check (length(text) between 1 and 20000),
  queued_at timestamptz not null,
  queued_by integer not null,
  -- The run that it tells of: one mail for one run.
  run_id uuid,
  -- queued: to be sent, or sent again; sent: a mail server has taken it; failed: given up; kept: no server is set up.
  -- What is failed or kept lies as files in the data directory.
  state text not null default 'queued' check (state in ('queued', 'sent', 'failed', 'kept')),
  attempts integer not null default 0,
  -- While it is being sent: when somebody else may try, since nobody can be waiting for an answer any more.
  next_attempt_at timestamptz not null,
  being_sent boolean not null default false,
  -- The fault of the last attempt, and the mail server's own words.
  last_problem jsonb,
  settled_at timestamptz,
  -- The folder of its files, below the data directory.
  kept_in text,
  primary key (organizer_id, mail_id),
  foreign key (organizer_id, queued_by) references operators,
  foreign key (organizer_id, run_id) references interface_runs,
  check ((state = 'queued') = (settled_at is null)),
  check ((state in ('failed', 'kept')) <= (kept_in is not null))
);
create index mails_to_send on mails (organizer_id, next_attempt_at) where state = 'queued';
create index mails_latest on mails (organizer_id, queued_at);
create unique index mails_once_per_run on mails (organizer_id, run_id) where run_id is not null;

create table mail_attachments (
  organizer_id integer not null,
  mail_id uuid not null,
  position integer not null check (position >= 1),
  file_name text not null check (length(file_name) between 1 and 200),
  media_type text not null,
  bytes bytea not null,
  primary key (organizer_id, mail_id, position),
  foreign key (organizer_id, mail_id) references mails
);
