import { sql } from "@allotement/platform/database/database.ts";
import type { BrokenRow, Invariant } from "@allotement/platform/database/invariant.ts";
import { seatOf } from "./row-names.ts";

/** A seat that the answer accepts moved once, under the grant that it names; a refused one, or a void, moved nothing. */
const movementsOfOperations: Invariant = {
  number: 9,
  title: "Each operation has exactly the movements that its answer lists",
  check: (queries) =>
    queries.rows<BrokenRow>(sql`
      with said as (
        select log.institution_code, log.operation_id, log.performance_number, log.kind, result."seatCode" as seat_code,
          result."grant" as grant_command
        from operation_log log cross join lateral jsonb_to_recordset(log.answer->'results')
          as result("seatCode" int, "grant" int, error int)
        where log.state = 'answered' and log.answer->>'outcome' = 'done' and result.error is null
      ), done as (
        select institution_code, operation_id, performance_number, seat_code, min(movement) as movement,
          min(grant_command) as grant_command, count(*) as movements
        from contingent_movements where operation_id is not null
        group by institution_code, operation_id, performance_number, seat_code
      ), compared as (
        select institution_code, operation_id, performance_number, seat_code, said.kind, said.grant_command as said_grant,
          done.movement, done.grant_command, coalesce(movements, 0) as movements
        from said full join done using (institution_code, operation_id, performance_number, seat_code)
      )
      select ${seatOf("compared")} as "where", format('operation %s: its answer lists %s, the seat has %s', operation_id,
        case when kind is null then 'nothing' else format('%s under grant %s', kind, said_grant) end,
        case when movements = 0 then 'no movement'
          else format('%s of %s under grant %s', movements, movement, grant_command) end) as detail
      from compared
      where kind is null or movements <> 1 or movement <> kind or grant_command is distinct from said_grant
      order by institution_code, performance_number, seat_code`),
};

export const operationInvariants = [movementsOfOperations];
