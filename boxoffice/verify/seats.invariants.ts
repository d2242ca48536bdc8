import { sql } from "@allotement/platform/database/database.ts";
import type { BrokenRow, Invariant } from "@allotement/platform/database/invariant.ts";
import { seatOf } from "./row-names.ts";

const commandsNeverFall: Invariant = {
  number: 10,
  title: "A seat's command counter never falls along its movements",
  check: (queries) =>
    queries.rows<BrokenRow>(sql`
      select ${seatOf("step")} as "where", format('command %s after %s, at movement %s', command, before, serial) as detail
      from (select *, lag(command, 1, 0) over
          (partition by organizer_id, performance_number, seat_code order by serial) as before
        from seat_movements) as step
      where command < before
      order by organizer_id, performance_number, seat_code, serial`),
};

const unbrokenChain: Invariant = {
  number: 11,
  title: "A seat's movements are an unbroken chain of allowed transitions that ends in its state",
  check: async (queries) => [
    ...(await queries.rows<BrokenRow>(sql`
      with step as (
        select *, lag(serial, 1, 0) over seat as serial_before, lag(to_state, 1, 'free'::text) over seat as state_before
        from seat_movements
        window seat as (partition by organizer_id, performance_number, seat_code order by serial)
      )
      select ${seatOf("step")} as "where",
        format('movement %s follows %s: %s from %s to %s, where the seat was %s%s', serial, serial_before, movement,
          from_state, to_state, state_before, case when allowed.movement is null then ' (not allowed)' end) as detail
      from step
      left join seat_transitions allowed using (movement, from_state, to_state)
      where serial <> serial_before + 1 or from_state <> state_before or allowed.movement is null
      order by organizer_id, performance_number, seat_code, serial`)),
    ...(await queries.rows<BrokenRow>(sql`
      with last as (
        select distinct on (organizer_id, performance_number, seat_code) * from seat_movements
        order by organizer_id, performance_number, seat_code, serial desc
      )
      select ${seatOf("seat")} as "where", case
        when last.serial is null then format('the seat is %s without any movement', seat.state)
        else format('the seat is %s after movement %s (command %s, grant %s), its last movement %s made it %s (command %s, grant %s)',
          seat.state, seat.movement_serial, seat.command, seat.grant_command, last.serial, last.to_state, last.command,
          last.grant_command) end as detail
      from performance_seats seat
      left join last using (organizer_id, performance_number, seat_code)
      -- A movement that settles an operation names it; the seat is then free of it.
      where (seat.movement_serial, seat.state, seat.command, seat.hold_code, seat.grant_command, seat.reseller_id,
          seat.operation_id) is distinct from
        (last.serial, coalesce(last.to_state, 'free'), coalesce(last.command, 0), last.hold_code, last.grant_command,
          last.reseller_id, case when seat.operation_id is not null then last.operation_id end)
      order by seat.organizer_id, seat.performance_number, seat.seat_code`)),
  ],
};

const capacity: Invariant = {
  number: 17,
  title:
    "Per performance, the seats by state add up to the hall's capacity, and what has left the plan is blocked",
  check: (queries) =>
    queries.rows<BrokenRow>(sql`
      with by_state as (
        select organizer_id, performance_number, state, count(*) as seats from performance_seats seat
        join seats place using (organizer_id, hall_code, seat_code)
        where place.gone_in_version is null group by 1, 2, 3
      ), total as (
        select organizer_id, performance_number, sum(seats) as seats,
          string_agg(format('%s %s', seats, state), ', ' order by state) as states
        from by_state group by 1, 2
      ), changed as (
        select organizer_id, hall_code, max(replaced_at) as at from replaced_plans group by 1, 2
      )
      select format('organizer %s, performance %s', p.organizer_id, p.performance_number) as "where",
        format('%s seats (%s) in a hall of %s', coalesce(total.seats, 0), states, hall.capacity) as detail
      from performances p
      join halls hall using (organizer_id, hall_code)
      left join changed using (organizer_id, hall_code)
      left join total using (organizer_id, performance_number)
      -- A performance that was over when the plan changed keeps the seats that it had.
      where coalesce(total.seats, 0) <> hall.capacity and p.starts_at >= coalesce(changed.at, p.starts_at)
      union all
      select ${seatOf("seat")}, format('%s, though it has left the plan', state)
      from performance_seats seat
      join seats place using (organizer_id, hall_code, seat_code)
      join performances p using (organizer_id, performance_number)
      join changed on changed.organizer_id = seat.organizer_id and changed.hall_code = seat.hall_code
      where place.gone_in_version is not null and seat.state <> 'blocked' and p.starts_at >= changed.at
      union all
      select format('organizer %s, hall %s', hall.organizer_id, hall.hall_code),
        format('%s seats on the plan of a hall of %s', count(seats.seat_code), hall.capacity)
      from halls hall left join seats on seats.organizer_id = hall.organizer_id
        and seats.hall_code = hall.hall_code and seats.gone_in_version is null
      group by hall.organizer_id, hall.hall_code, hall.capacity having count(seats.seat_code) <> hall.capacity
      order by 1, 2`),
};

const nothingOnItsWay: Invariant = {
  number: 18,
  title:
    "At rest with the line up, no seat is allotting or recalling, no operation is open, receiving goes on",
  atRestOnly: true,
  check: (queries) =>
    queries.rows<BrokenRow>(sql`
      select ${seatOf("seat")} as "where", format('%s under operation %s', state, operation_id) as detail
      from performance_seats seat where state in ('allotting', 'recalling')
      union all
      select format('organizer %s, operation %s, performance %s', organizer_id, operation_id, performance_number),
        format('%s is %s after %s attempts (%s)', kind, state, attempts, coalesce(last_problem, 'no problem noted'))
      from operations where state not in ('applied', 'voided')
      union all
      select format('organizer %s, reseller %s', organizer_id, reseller_id),
        format('receiving has stopped after event %s (%s): a person must look', sequence, fault->>'fault')
      from feed_cursors where fault is not null
      order by 1, 2`),
};

export const seatInvariants = [commandsNeverFall, unbrokenChain, capacity, nothingOnItsWay];
