-- The programme: subtitles, cancelled performances, and reschedules that are asked of the reseller first (R11.3).

alter table shows add column subtitle text not null default '' check (length(subtitle) <= 200);

alter table performances
  add column cancelled_by integer,
  add column cancel_reason text,
  add foreign key (organizer_id, cancelled_by) references operators,
  add check ((cancelled_at is null) = (cancelled_by is null)),
  add check ((cancelled_at is null) = (cancel_reason is null));

-- asked: written here, the reseller has not answered yet; acknowledged: it has moved its performance; moved: so have we;
-- replaced: another date was asked for before this one had moved. A sale may bear any date that stands here.
create table reschedules (
  organizer_id integer not null,
  reschedule_id uuid not null,
  performance_number integer not null,
  -- Null where no reseller has the performance: it moves here at once.
  reseller_id integer,
  -- Of two dates the higher version wins at the reseller: it is above every version asked for before.
  version integer not null check (version >= 2),
  from_date date not null,
  from_time time not null,
  to_date date not null,
  to_time time not null,
  starts_at timestamptz not null,
  reason text not null check (length(reason) <= 500),
  state text not null default 'asked' check (state in ('asked', 'acknowledged', 'moved', 'replaced')),
  asked_at timestamptz not null,
  asked_by integer not null,
  acknowledged_at timestamptz,
  settled_at timestamptz,
  attempts integer not null default 0,
  next_attempt_at timestamptz not null,
  last_problem text,
  primary key (organizer_id, reschedule_id),
  foreign key (organizer_id, performance_number) references performances,
  foreign key (organizer_id, reseller_id) references resellers,
  foreign key (organizer_id, asked_by) references operators,
  check ((state in ('moved', 'replaced')) = (settled_at is not null)),
  check (state <> 'acknowledged' or acknowledged_at is not null)
);
create index reschedules_of_performance on reschedules (organizer_id, performance_number);
create unique index reschedules_one_under_way on reschedules (organizer_id, performance_number)
  where state in ('asked', 'acknowledged');

create trigger shows_tell after insert or update on shows for each row execute function tell_topic('programme');
create trigger performances_tell after insert or update on performances
  for each row execute function tell_topic('programme');
create trigger reschedules_tell after insert or update on reschedules
  for each row execute function tell_topic('programme');
