import { type Sql, sql, type Transaction } from "@allotement/platform/database/database.ts";
import type { SeatState } from "../../house/inventory/seat-states.ts";
import type { Scope } from "../store.ts";
import type { Cause, SeatHere, SeatThere } from "./compare-seat.ts";

/** A seat of the plan, ready to be compared. */
export interface SeatToCompare extends SeatHere {
  seatCode: number;
  movementSerial: number | null;
}

/** A seat that differs, as both sides had it. `there`: null where the reseller never heard of it. */
export interface Difference {
  seatCode: number;
  cause: Cause;
  /** Of the seat's last movement here: what a repair is checked against. */
  movementSerial: number | null;
  here: Pick<SeatHere, "state" | "command" | "grant" | "fence"> | null;
  there: SeatThere | null;
}

export interface Comparison {
  performanceNumber: number;
  at: Date;
  asOf: number;
  /** Seats of the plan. */
  seats: number;
  /** Seats that moved while both sides were read, of which nothing is said. */
  moving: number;
  differences: Difference[];
}

export type Occasion = "run" | "night" | "person";

export interface CompareStore {
  /** Every seat of the performance; one that stands with another reseller counts as held. */
  seatsToCompare(performanceNumber: number): Promise<SeatToCompare[]>;
  keepComparison(comparison: Comparison, occasion: Occasion): Promise<void>;
  /** The performance whose comparison is due: after a run over it, or once a night while its date is not past. */
  nextToCompare(now: Date): Promise<{ performanceNumber: number; occasion: Occasion } | undefined>;
  /** Has an operation without answer sent again at once; false where it has an answer. */
  hurryOperation(operationId: string, at: Date): Promise<boolean>;
}

/** The performances of which the reseller may know something: an operation over them was planned, or it said so. */
export function performancesSent({ organizerId, resellerId }: Scope): Sql {
  return sql`
    select organizer_id, reseller_id, performance_number from operations
    where organizer_id = ${organizerId} and reseller_id = ${resellerId}
    union select organizer_id, reseller_id, performance_number from reseller_performances
    where organizer_id = ${organizerId} and reseller_id = ${resellerId}`;
}

interface SeatRowToCompare {
  seatCode: number;
  state: SeatState;
  command: number;
  grant: number | null;
  fence: number;
  movementSerial: number | null;
  operation: SeatHere["operation"];
  toState: SeatState | null;
  movementCommand: number;
  movementGrant: number | null;
}

export function sqlCompareStore(transaction: Transaction, scope: Scope): CompareStore {
  const { organizerId, resellerId } = scope;
  return {
    seatsToCompare: async (performanceNumber) => {
      const rows = await transaction.rows<SeatRowToCompare>(sql`
        select s.seat_code as "seatCode", s.command, s.grant_command as "grant", s.fence,
          case when s.reseller_id <> ${resellerId} and s.state not in ('free', 'soldAtCounter', 'blocked') then 'held'
            else s.state end as state,
          s.movement_serial as "movementSerial", o.state as operation,
          case when s.reseller_id <> ${resellerId} and s.state not in ('free', 'soldAtCounter', 'blocked') then 'held'
            else m.to_state end as "toState",
          m.command as "movementCommand", m.grant_command as "movementGrant"
        from performance_seats s
        left join seat_movements m on m.organizer_id = s.organizer_id and m.performance_number = s.performance_number
          and m.seat_code = s.seat_code and m.serial = s.movement_serial
        left join operations o on o.organizer_id = s.organizer_id and o.operation_id = s.operation_id
        where s.organizer_id = ${organizerId} and s.performance_number = ${performanceNumber}
        order by s.seat_code`);
      return rows.map(({ toState, movementCommand, movementGrant, ...seat }) => ({
        ...seat,
        lastMovement: toState && { toState, command: movementCommand, grant: movementGrant },
      }));
    },
    keepComparison: async (comparison, occasion) => {
      const { performanceNumber, at, asOf, seats, moving, differences } = comparison;
      await transaction.run(sql`
        insert into comparisons (organizer_id, reseller_id, performance_number, at, occasion, as_of, seats, moving,
          differences)
        values (${organizerId}, ${resellerId}, ${performanceNumber}, ${at}, ${occasion}, ${asOf}, ${seats}, ${moving},
          ${JSON.stringify(differences)}::jsonb)`);
    },
    nextToCompare: (now) =>
      transaction.first<{ performanceNumber: number; occasion: Occasion }>(sql`
        with due as (
          select k.performance_number, ran.at > coalesce(last.at, '-infinity') as after_run,
            coalesce(last.at, '-infinity') < night.begins and p.starts_at > night.begins as this_night
          from (${performancesSent(scope)}) k
          join performances p using (organizer_id, performance_number)
          join organizers o using (organizer_id)
          cross join lateral (select (date_trunc('day', ${now}::timestamptz at time zone o.time_zone - interval '3 hours')
            + interval '3 hours') at time zone o.time_zone as begins) night
          left join lateral (select max(c.at) as at from comparisons c
            where c.organizer_id = k.organizer_id and c.reseller_id = k.reseller_id
              and c.performance_number = k.performance_number) last on true
          left join lateral (select max(r.finished_at) as at
            from interface_run_steps s join interface_runs r using (organizer_id, run_id)
            where s.organizer_id = k.organizer_id and s.performance_number = k.performance_number
              and r.reseller_id = k.reseller_id) ran on true
        )
        select performance_number as "performanceNumber", case when after_run then 'run' else 'night' end as occasion
        from due where after_run or this_night
        order by coalesce(after_run, false) desc, performance_number limit 1`),
    hurryOperation: async (operationId, at) =>
      (await transaction.run(sql`
        update operations set next_attempt_at = ${at}
        where organizer_id = ${organizerId} and operation_id = ${operationId} and state in ('open', 'voiding')`)) ===
      1,
  };
}
