import { type Queries, sql } from "@allotement/platform/database/database.ts";
import type { PerformanceMoment } from "./snapshot.ts";

/** Seats and unnumbered events by one statement, so that both belong to the same moment. */
export async function performanceMoment(
  queries: Queries,
  institutionCode: number,
  performanceNumber: number,
): Promise<PerformanceMoment | undefined> {
  return queries.first<PerformanceMoment>(sql`
    select p.local_date as "localDate", to_char(p.local_time, 'HH24:MI') as "localTime",
      coalesce((select jsonb_agg(jsonb_build_object('seatCode', s.seat_code, 'state', s.state,
          'grant', s.grant_command, 'command', s.command, 'fence', s.fence) order by s.seat_code)
        from contingent_seats s
        where s.institution_code = asked.institution_code and s.performance_number = asked.performance_number), '[]')
        as seats,
      coalesce((select jsonb_agg(jsonb_build_object('recorded', f.recorded, 'facts', f.facts) order by f.recorded)
        from feed_events f where f.institution_code = asked.institution_code and f.sequence is null), '[]')
        as unnumbered
    from (select ${institutionCode}::int as institution_code, ${performanceNumber}::int as performance_number) asked
    left join performances p using (institution_code, performance_number)
    where p.performance_number is not null or exists (select from contingent_seats s
      where s.institution_code = asked.institution_code and s.performance_number = asked.performance_number)`);
}
