-- Every server on this database hears what has changed, at the moment it is committed, and tells it to the pages that
-- stand open (decision 14). A message names what to ask for again; it carries nothing that was written.

-- The seats themselves where they are few; a message holds less than 8,000 bytes.
create function tell_moved_seats() returns trigger language plpgsql as $$
declare
  performance record;
begin
  for performance in
    select organizer_id, performance_number,
      case when count(*) <= 500 then json_agg(seat_code) end as seat_codes
    from moved group by organizer_id, performance_number
  loop
    perform pg_notify('live', json_build_object('organizerId', performance.organizer_id, 'topic', 'seats',
      'performanceNumber', performance.performance_number, 'seatCodes', performance.seat_codes)::text);
  end loop;
  return null;
end $$;
create trigger seat_movements_tell after insert on seat_movements
  referencing new table as moved for each statement execute function tell_moved_seats();

-- Told once a transaction, however many rows it writes: PostgreSQL leaves out a message that it already has.
create function tell_topic() returns trigger language plpgsql as $$
begin
  perform pg_notify('live', json_build_object('organizerId', coalesce(new.organizer_id, old.organizer_id),
    'topic', tg_argv[0])::text);
  return null;
end $$;
create trigger interface_runs_tell after insert or update on interface_runs
  for each row execute function tell_topic('runs');
create trigger interface_run_steps_tell after update on interface_run_steps
  for each row execute function tell_topic('runs');
create trigger operations_tell after insert or update on operations
  for each row execute function tell_topic('runs');
create trigger feed_inbox_tell after insert or update on feed_inbox
  for each row execute function tell_topic('sales');
create trigger price_overrides_tell after insert on price_overrides
  for each row execute function tell_topic('sales');
create trigger closed_sales_tell after insert on closed_sales
  for each row execute function tell_topic('sales');
create trigger seat_conflicts_tell after insert or update on seat_conflicts
  for each row execute function tell_topic('conflicts');
create trigger comparisons_tell after insert on comparisons
  for each row execute function tell_topic('comparisons');
create trigger reseller_connections_tell after insert or update on reseller_connections
  for each row execute function tell_topic('connection');

-- Who may listen has changed: an open stream of theirs is looked at again.
create trigger operator_sessions_tell after delete on operator_sessions
  for each row execute function tell_topic('sessions');
create trigger operators_tell after update on operators
  for each row execute function tell_topic('sessions');
