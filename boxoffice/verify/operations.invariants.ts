import { sql } from "@allotement/platform/database/database.ts";
import type { BrokenRow, Invariant } from "@allotement/platform/database/invariant.ts";
import { seatOf } from "./row-names.ts";

/**
 * An operation moves each of its seats twice: on its way when it is planned, and as the answer says when that is applied.
 * A sale or a forced recall may move the seat on first; then the answer finds nothing to move. Where a person has decided
 * or repaired (R8.3), the audit says so and the answer is no measure. The expected second movement repeats `settleSeat` in SQL. A fence moves no seat of its own.
 */
const movementsOfOperations: Invariant = {
  number: 9,
  title: "Each operation has exactly the movements that its answer lists",
  check: (queries) =>
    queries.rows<BrokenRow>(sql`
      with numbered as (
        select *, count(*) filter (where movement in ('allot', 'recall')) over
          (partition by organizer_id, performance_number, seat_code order by serial) as course
        from seat_movements
      ), course as (
        select organizer_id, performance_number, seat_code,
          (array_agg(movement order by serial))[1] as kind,
          (array_agg(operation_id order by serial))[1] as operation_id,
          (array_agg(command order by serial))[1] as command,
          (array_agg(grant_command order by serial))[1] as grant_command,
          coalesce(string_agg(movement, ' and ' order by serial) filter (where movement in ('allotAccepted',
            'allotRefused', 'allotVoided', 'allotDiverged', 'recallWithdrawn', 'recallRefused', 'recallVoided',
            'recallDiverged')), 'nothing') as settled,
          bool_or(movement in ('receiveSale', 'forceRecall', 'takeAsAllotted')) as overtaken,
          bool_or(operator_id is not null and movement not in ('allot', 'recall')) as decided
        from numbered where course > 0
        group by organizer_id, performance_number, seat_code, course
      ), said as (
        select o.organizer_id, o.operation_id, result.*
        from operations o cross join lateral jsonb_to_recordset(o.answer->'results')
          as result("seatCode" int, "grant" int, error int)
        where o.answer->>'outcome' = 'done'
      ), asked as (
        select o.organizer_id, o.operation_id, o.performance_number, o.kind, o.state, o.answer->>'outcome' as outcome,
          seat."seatCode" as seat_code, seat.command, said."grant", said.error, said."seatCode" is not null as answered
        from operations o
        cross join lateral jsonb_to_recordset(o.body::jsonb->'seats') as seat("seatCode" int, command int)
        left join said on said.organizer_id = o.organizer_id and said.operation_id = o.operation_id
          and said."seatCode" = seat."seatCode"
        where o.kind <> 'fence'
      ), compared as (
        select organizer_id, performance_number, seat_code, operation_id, asked.kind, course.kind as moved_kind,
          asked.command, course.command as moved_command, settled, overtaken, decided, state,
          case
            when state not in ('applied', 'voided') then 'nothing'
            when outcome = 'voided' then asked.kind || 'Voided'
            when outcome = 'refused' then asked.kind || 'Refused'
            when asked.kind = 'allot' then case
              when error is null and "grant" = grant_command then 'allotAccepted'
              when error not in (40, 41, 42, 43) then 'allotRefused'
              else 'allotDiverged' end
            when error = 42 then 'recallDiverged'
            when answered and error is null and "grant" = grant_command then 'recallWithdrawn'
            else 'recallRefused'
          end as expected
        from asked full join course using (organizer_id, performance_number, seat_code, operation_id)
      )
      select ${seatOf("compared")} as "where", format('operation %s: %s', operation_id, case
        when moved_kind is null then format('%s names the seat, and it never moved for it', kind)
        when kind is null then format('%s moved the seat, and the operation does not name it', moved_kind)
        when kind <> moved_kind or command <> moved_command
          then format('%s under command %s moved the seat as %s under %s', kind, command, moved_kind, moved_command)
        else format('%s is %s; its answer asks for %s, the seat had %s', kind, state, expected, settled)
        end) as detail
      from compared
      where kind is distinct from moved_kind or command is distinct from moved_command
        or (settled <> expected and not (settled = 'nothing' and overtaken) and not decided)
      order by organizer_id, performance_number, seat_code`),
};

export const operationInvariants = [movementsOfOperations];
