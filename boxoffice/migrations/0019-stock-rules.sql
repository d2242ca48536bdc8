-- Rules of a show that bring unsold seats home and send more of them by themselves. Off until a person has rehearsed them
-- on what was sold before and switched them on.

create table stock_rules (
  organizer_id integer not null,
  reseller_id integer not null,
  show_number integer not null,
  kind text not null check (kind in ('return', 'refill')),
  -- Raised by every change: what an older version has done says nothing of this one.
  version integer not null default 1 check (version >= 1),
  hours_before integer check (hours_before between 1 and 2000),
  to_counter boolean,
  threshold integer check (threshold between 1 and 50000),
  seats integer check (seats between 1 and 50000),
  cap integer check (cap between 1 and 50000),
  -- Null: from the seats that are free.
  source_hold_code integer,
  changed_at timestamptz not null,
  changed_by integer not null,
  -- What this version would have done.
  rehearsal jsonb,
  rehearsed_at timestamptz,
  switched_on_at timestamptz,
  primary key (organizer_id, reseller_id, show_number, kind),
  foreign key (organizer_id, reseller_id) references resellers,
  foreign key (organizer_id, show_number) references shows,
  foreign key (organizer_id, source_hold_code) references holds,
  foreign key (organizer_id, changed_by) references operators,
  check ((kind = 'return') = (hours_before is not null)),
  check ((kind = 'return') = (to_counter is not null)),
  check ((kind = 'refill') = (threshold is not null and seats is not null and cap is not null)),
  check (switched_on_at is null or rehearsed_at is not null)
);

-- What a rule has started: written in the transaction of its run, so that neither stands without the other.
create table stock_rule_runs (
  organizer_id integer not null,
  reseller_id integer not null,
  run_id uuid not null,
  show_number integer not null,
  kind text not null,
  version integer not null,
  performance_number integer not null,
  seats integer not null check (seats >= 1),
  at timestamptz not null,
  -- A return whose seats are to go to the counter: when they went.
  released_at timestamptz,
  primary key (organizer_id, run_id),
  foreign key (organizer_id, run_id) references interface_runs,
  foreign key (organizer_id, reseller_id, show_number, kind) references stock_rules,
  foreign key (organizer_id, performance_number) references performances
);
create index stock_rule_runs_of_performance on stock_rule_runs (organizer_id, reseller_id, performance_number);
