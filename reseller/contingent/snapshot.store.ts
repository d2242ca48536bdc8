import { type Database, sql } from "@allotement/platform/database/database.ts";
import type { ContingentSnapshot, ContingentState } from "@allotement/protocol/messages/contingent.ts";
import { lockFeed, numberEvents, type UnnumberedEvent } from "../feed/sequencer.ts";

interface SnapshotRow {
  local_date: string;
  local_time: string;
  seats: { seat: number; state: ContingentState | "none"; grant: number; command: number; fence: number }[];
  unnumbered: UnnumberedEvent[];
}

/**
 * Every seat of a performance in one snapshot, with the feed's head: the sales up to `asOf` are exactly those that the
 * snapshot shows. Seats and unnumbered events are read by one statement while the feed is locked, and just these events
 * are numbered. A seat that was only named and never granted counts as withdrawn, with grant 0, so that its command
 * counter is not lost on a venue that was restored from a backup.
 */
export function contingentSnapshot(
  database: Database,
  institutionCode: number,
  performanceNumber: number,
): Promise<ContingentSnapshot | undefined> {
  return database.transaction(async (transaction) => {
    await lockFeed(transaction, institutionCode);
    const row = await transaction.first<SnapshotRow>(sql`
      select p.local_date, p.local_time,
        coalesce((select jsonb_agg(jsonb_build_object('seat', s.seat_code, 'state', s.state,
            'grant', s.grant_command, 'command', s.command, 'fence', s.fence) order by s.seat_code)
          from contingent_seats s
          where s.institution_code = p.institution_code and s.performance_number = p.performance_number), '[]')
          as seats,
        coalesce((select jsonb_agg(jsonb_build_object('recorded', f.recorded, 'facts', f.facts) order by f.recorded)
          from feed_events f where f.institution_code = p.institution_code and f.sequence is null), '[]')
          as unnumbered
      from performances p
      where p.institution_code = ${institutionCode} and p.performance_number = ${performanceNumber}`);
    if (!row) return undefined;
    const head = await numberEvents(transaction, institutionCode, row.unnumbered);
    return {
      asOf: head.sequence,
      performanceNumber,
      localDate: row.local_date,
      localTime: row.local_time.slice(0, 5),
      seatCodes: row.seats.map((seat) => seat.seat),
      states: row.seats.map(({ state }) => (state === "none" ? "withdrawn" : state)),
      grants: row.seats.map((seat) => seat.grant),
      commands: row.seats.map((seat) => seat.command),
      fences: row.seats.map((seat) => seat.fence),
    };
  });
}
