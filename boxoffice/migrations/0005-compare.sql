-- Comparing with the reseller (R8.3): what was found is kept, and the movements that mend it.

create table comparisons (
  organizer_id integer not null,
  comparison_id bigint generated always as identity,
  reseller_id integer not null,
  performance_number integer not null,
  at timestamptz not null,
  -- What asked for it: the end of a run, the night, or a person.
  occasion text not null check (occasion in ('run', 'night', 'person')),
  as_of bigint not null check (as_of >= 0),
  seats integer not null check (seats >= 0),
  -- Seats that moved while both sides were read, of which nothing is said.
  moving integer not null check (moving >= 0),
  differences jsonb not null,
  primary key (organizer_id, comparison_id),
  foreign key (organizer_id, reseller_id) references resellers,
  foreign key (organizer_id, performance_number) references performances
);
create index comparisons_of_performance on comparisons (organizer_id, reseller_id, performance_number, at);

insert into seat_transitions (movement, from_state, to_state) values
  ('takeAsAllotted', 'free', 'allotted'),
  ('takeAsAllotted', 'held', 'allotted'),
  ('takeAsAllotted', 'allotting', 'allotted'),
  ('takeAsAllotted', 'allotted', 'allotted'),
  ('takeAsAllotted', 'recalling', 'allotted'),
  ('fenceGrant', 'free', 'free'),
  ('fenceGrant', 'held', 'held'),
  ('fenceGrant', 'soldAtCounter', 'soldAtCounter'),
  ('fenceGrant', 'blocked', 'blocked'),
  ('takeCounters', 'free', 'free'),
  ('takeCounters', 'held', 'held'),
  ('takeCounters', 'allotting', 'allotting'),
  ('takeCounters', 'allotted', 'allotted'),
  ('takeCounters', 'recalling', 'recalling'),
  ('takeCounters', 'sold', 'sold'),
  ('takeCounters', 'soldAtCounter', 'soldAtCounter'),
  ('takeCounters', 'blocked', 'blocked'),
  ('takeCounters', 'divergent', 'divergent');
