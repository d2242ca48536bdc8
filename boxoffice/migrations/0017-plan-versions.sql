-- Versions of a hall's plan. `seats` is the plan in force, and keeps the seats that have left it: performances, tickets
-- and movements name them. `zones` and `floors` do the same.

alter table seats add column gone_in_version integer check (gone_in_version >= 2);
alter table zones add column in_plan boolean not null default true;
alter table floors add column in_plan boolean not null default true;

-- The plans that were in force before, as open seating-plan JSON.
create table replaced_plans (
  organizer_id integer not null,
  hall_code integer not null,
  plan_version integer not null check (plan_version >= 1),
  plan text not null,
  capacity integer not null check (capacity >= 0),
  -- When the next version came into force, and by whom.
  replaced_at timestamptz not null,
  operator_id integer not null,
  primary key (organizer_id, hall_code, plan_version),
  foreign key (organizer_id, hall_code) references halls,
  foreign key (organizer_id, operator_id) references operators
);
create trigger replaced_plans_append_only before update or delete on replaced_plans
  for each row execute function refuse_change();
create trigger replaced_plans_never_emptied before truncate on replaced_plans execute function refuse_change();
