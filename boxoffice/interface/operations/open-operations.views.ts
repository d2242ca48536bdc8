import { type Queries, sql } from "@allotement/platform/database/database.ts";
import type { OpenOperations } from "../../api/interface-operations.ts";
import type { Scope } from "../store.ts";

/** Operations that are sent and not answered, oldest first. */
export async function listOpenOperations(
  queries: Queries,
  scope: Scope,
): Promise<OpenOperations["operations"]> {
  type Row = Omit<OpenOperations["operations"][number], "createdAt" | "nextAttemptAt"> & {
    createdAt: Date;
    nextAttemptAt: Date;
  };
  const rows = await queries.rows<Row>(sql`
    select o.operation_id as "operationId", o.run_id as "runId", o.kind, o.state = 'voiding' as voiding,
      s.title as "showTitle", o.performance_number as "performanceNumber", p.local_date as "localDate",
      to_char(p.local_time, 'HH24:MI') as "localTime", o.seat_count as "seatCount",
      (select count(*)::int from performance_seats seat where seat.operation_id = o.operation_id
        and seat.organizer_id = o.organizer_id) as "lockedSeats", o.created_at as "createdAt",
      o.attempts, o.next_attempt_at as "nextAttemptAt", o.last_problem as "lastProblem"
    from operations o
    join performances p using (organizer_id, performance_number)
    join shows s on s.organizer_id = o.organizer_id and s.show_number = o.show_number
    where o.organizer_id = ${scope.organizerId} and o.reseller_id = ${scope.resellerId}
      and o.state in ('open', 'voiding')
    order by o.created_at, o.operation_id`);
  return rows.map(({ createdAt, nextAttemptAt, ...row }) => ({
    ...row,
    createdAt: createdAt.toISOString(),
    nextAttemptAt: nextAttemptAt.toISOString(),
  }));
}
