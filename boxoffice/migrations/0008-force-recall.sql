-- Forced recalls (rule 9, R8.5): seats freed without the reseller's answer, by two people, with their fences.

-- The highest fence that the reseller is known to have written down; behind `fence` until its operation is applied.
alter table performance_seats
  add column fence_acknowledged integer not null default 0,
  add constraint performance_seats_fence_acknowledged check (fence_acknowledged between 0 and fence),
  -- The last wall against a new allot before the fence is acknowledged: the old grant could still be sold under.
  add constraint performance_seats_no_allot_before_fence
    check (state <> 'allotting' or fence_acknowledged = fence);

create or replace function require_movement() returns trigger language plpgsql as $$
begin
  if new.movement_serial is distinct from old.movement_serial
    and new.movement_serial is distinct from coalesce(old.movement_serial, 0) + 1 then
    raise exception 'a seat moves on by one movement at a time' using errcode = 'restrict_violation';
  end if;
  if new.movement_serial is not distinct from old.movement_serial
    and (new.state, new.hold_code, new.grant_command, new.reseller_id)
      is distinct from (old.state, old.hold_code, old.grant_command, old.reseller_id) then
    raise exception 'a seat changes only with its movement' using errcode = 'restrict_violation';
  end if;
  if new.command < old.command or new.fence < old.fence or new.fence_acknowledged < old.fence_acknowledged then
    raise exception 'a seat''s command and fence never fall' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;

create table forced_recalls (
  organizer_id integer not null,
  forced_recall_id uuid not null,
  reseller_id integer not null,
  performance_number integer not null,
  reason text not null check (length(reason) between 1 and 500),
  operator_id integer not null,
  second_operator_id integer not null,
  at timestamptz not null,
  -- Seats asked for one by one that were not with the reseller any more.
  skipped jsonb not null default '[]',
  primary key (organizer_id, forced_recall_id),
  foreign key (organizer_id, reseller_id) references resellers,
  foreign key (organizer_id, performance_number) references performances,
  foreign key (organizer_id, operator_id) references operators,
  foreign key (organizer_id, second_operator_id) references operators,
  check (second_operator_id <> operator_id)
);
create index forced_recalls_latest on forced_recalls (organizer_id, reseller_id, at);

create table forced_recall_seats (
  organizer_id integer not null,
  forced_recall_id uuid not null,
  performance_number integer not null,
  seat_code integer not null,
  from_state text not null check (from_state in ('allotting', 'allotted', 'recalling')),
  -- The grant that was revoked: the seat's fence since.
  grant_command integer not null,
  -- The fence operation that tells the reseller.
  operation_id uuid not null,
  primary key (organizer_id, forced_recall_id, seat_code),
  unique (organizer_id, performance_number, seat_code, grant_command),
  foreign key (organizer_id, forced_recall_id) references forced_recalls,
  foreign key (organizer_id, performance_number, seat_code) references performance_seats,
  foreign key (organizer_id, operation_id) references operations
);
create trigger forced_recalls_append_only before update or delete on forced_recalls
  for each row execute function refuse_change();
create trigger forced_recalls_never_emptied before truncate on forced_recalls execute function refuse_change();
create trigger forced_recall_seats_append_only before update or delete on forced_recall_seats
  for each row execute function refuse_change();
create trigger forced_recall_seats_never_emptied before truncate on forced_recall_seats execute function refuse_change();

-- Seats in the hold that an allotment passed over, because their fence was not acknowledged yet.
alter table interface_run_steps add column awaiting_fence integer not null default 0 check (awaiting_fence >= 0);

-- A conflict names both customers: `ticket_id` came late, `live_ticket_id` stands for the seat here. While it is open,
-- neither barcode may pass the door by itself.
alter table seat_conflicts
  add column live_ticket_id bigint,
  -- The ticket that holds the seat once the conflict is closed; null where none does.
  add column staying_ticket_id bigint,
  add column note text,
  add foreign key (organizer_id, live_ticket_id) references tickets,
  add foreign key (organizer_id, staying_ticket_id) references tickets,
  add foreign key (organizer_id, closed_by) references operators,
  add check (outcome in ('reseated', 'refundedHere', 'refundedThere', 'other')),
  add check ((closed_at is null) = (note is null)),
  add check (closed_at is not null or staying_ticket_id is null);
create index seat_conflicts_open on seat_conflicts (organizer_id, performance_number, seat_code) where closed_at is null;
