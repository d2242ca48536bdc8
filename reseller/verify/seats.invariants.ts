import { sql } from "@allotement/platform/database/database.ts";
import type { BrokenRow, Invariant } from "@allotement/platform/database/invariant.ts";
import { seatOf } from "./row-names.ts";

/** A refused command raises the seat's counter without a movement: the seat may stand above its last movement. */
const commandsNeverFall: Invariant = {
  number: 10,
  title: "A seat's command counter and grant never fall along its movements",
  check: (queries) =>
    queries.rows<BrokenRow>(sql`
      with step as (
        select institution_code, performance_number, seat_code, format('at movement %s', serial) as place, serial,
          command, lag(command, 1, 0) over seat as command_before,
          grant_command, lag(grant_command, 1, 0) over seat as grant_before
        from contingent_movements
        window seat as (partition by institution_code, performance_number, seat_code order by serial)
        union all
        select seat.institution_code, seat.performance_number, seat.seat_code, 'on the seat', null,
          seat.command, coalesce(last.command, 0), seat.grant_command, coalesce(last.grant_command, 0)
        from contingent_seats seat
        left join contingent_movements last on last.institution_code = seat.institution_code
          and last.performance_number = seat.performance_number and last.seat_code = seat.seat_code
          and last.serial = seat.movement_serial
      )
      select ${seatOf("step")} as "where", format('command %s after %s, grant %s after %s, %s', command, command_before,
        grant_command, grant_before, place) as detail
      from step where command < command_before or grant_command < grant_before
      order by institution_code, performance_number, seat_code, serial`),
};

const unbrokenChain: Invariant = {
  number: 11,
  title: "A seat's movements are an unbroken chain of allowed transitions that ends in its state",
  check: async (queries) => [
    ...(await queries.rows<BrokenRow>(sql`
      with step as (
        select *, lag(serial, 1, 0) over seat as serial_before, lag(to_state, 1, 'none'::text) over seat as state_before
        from contingent_movements
        window seat as (partition by institution_code, performance_number, seat_code order by serial)
      )
      select ${seatOf("step")} as "where",
        format('movement %s follows %s: %s from %s to %s, where the seat was %s%s', serial, serial_before, movement,
          from_state, to_state, state_before, case when allowed.movement is null then ' (not allowed)' end) as detail
      from step
      left join contingent_transitions allowed using (movement, from_state, to_state)
      where serial <> serial_before + 1 or from_state <> state_before or allowed.movement is null
      order by institution_code, performance_number, seat_code, serial`)),
    ...(await queries.rows<BrokenRow>(sql`
      with last as (
        select distinct on (institution_code, performance_number, seat_code) * from contingent_movements
        order by institution_code, performance_number, seat_code, serial desc
      )
      select ${seatOf("seat")} as "where", case
        when last.serial is null then format('the seat is %s without any movement', seat.state)
        else format('the seat is %s after movement %s (grant %s), its last movement %s made it %s (grant %s)', seat.state,
          seat.movement_serial, seat.grant_command, last.serial, last.to_state, last.grant_command) end as detail
      from contingent_seats seat
      left join last using (institution_code, performance_number, seat_code)
      where (seat.movement_serial, seat.state, seat.grant_command) is distinct from
        (last.serial, coalesce(last.to_state, 'none'), coalesce(last.grant_command, 0))
      order by seat.institution_code, seat.performance_number, seat.seat_code`)),
  ],
};

const nothingOnItsWay: Invariant = {
  number: 18,
  title:
    "At rest, no expired basket is still open, a seat lies only in an open basket, each event has its number",
  atRestOnly: true,
  check: (queries, { now }) =>
    queries.rows<BrokenRow>(sql`
      select format('institution %s, performance %s, basket %s', institution_code, performance_number, basket_id)
          as "where",
        format('open, and expired at %s', to_char(expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) as detail
      from baskets where state = 'open' and expires_at <= ${now}
      union all
      select ${seatOf("seat")}, format('in basket %s, which is %s', seat.basket_id, coalesce(basket.state, 'unknown'))
      from contingent_seats seat
      left join baskets basket using (institution_code, basket_id)
      where seat.state = 'inBasket' and basket.state is distinct from 'open'
      union all
      select format('institution %s, performance %s, seat %s', institution_code, facts->>'performanceNumber',
          facts->>'seatCode'),
        format('its %s waits for a number in the feed', facts->>'kind')
      from feed_events where sequence is null
      order by 1, 2`),
};

export const seatInvariants = [commandsNeverFall, unbrokenChain, nothingOnItsWay];
