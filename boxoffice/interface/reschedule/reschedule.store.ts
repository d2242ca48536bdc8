import { sql, type Transaction } from "@allotement/platform/database/database.ts";
import { longestWaitMilliseconds } from "../operations/retry.ts";

export type RescheduleState = "asked" | "acknowledged" | "moved" | "replaced";

/** A performance as a reschedule finds it, and what of it others may know. */
export interface ScheduledPerformance {
  performanceNumber: number;
  showNumber: number;
  localDate: string;
  localTime: string;
  timeZone: string;
  cancelled: boolean;
  /** The highest version that was ever asked for or stands. */
  version: number;
  /** Whether the reseller has the performance, or an allot that may create it there is on its way. */
  atReseller: boolean;
}

export interface NewReschedule {
  rescheduleId: string;
  performanceNumber: number;
  version: number;
  /** Whether it is asked of the reseller; else nobody but us has the performance. */
  atReseller: boolean;
  from: { localDate: string; localTime: string };
  localDate: string;
  localTime: string;
  startsAt: Date;
  reason: string;
  operatorId: number;
  at: Date;
}

/** A reschedule under way, as the sender needs it. */
export interface RescheduleRow {
  rescheduleId: string;
  performanceNumber: number;
  version: number;
  localDate: string;
  localTime: string;
  state: RescheduleState;
  attempts: number;
  /** Whether the reseller is known to have the performance. */
  knownPerformance: boolean;
}

/** Reschedules towards one reseller. The performance is locked before them. */
export interface ReschedulesStore {
  /** The performance, which nobody sells of, cancels or moves until the transaction ends. */
  lockPerformance(performanceNumber: number): Promise<ScheduledPerformance | undefined>;
  /** Whether another performance of the show stands at this date and time, or is to be moved there. */
  isTaken(
    showNumber: number,
    performanceNumber: number,
    at: { localDate: string; localTime: string },
  ): Promise<boolean>;
  /** Writes it; one of the same performance that was under way is replaced. */
  insertReschedule(reschedule: NewReschedule): Promise<void>;
  /**
   * Those to be carried on at `now`, oldest first. One waits for every allot of its performance to end: an allot that
   * creates the performance there must not come after the new date.
   */
  dueReschedules(now: Date): Promise<RescheduleRow[]>;
  /** The reseller has the new date, or nothing to move. False where it was acknowledged or replaced before. */
  acknowledgeReschedule(rescheduleId: string, at: Date): Promise<boolean>;
  /** The reseller knows a version that is not below: the same date is asked for above it. False where ours is higher. */
  outbidReschedule(rescheduleId: string, version: number): Promise<boolean>;
  postponeReschedule(rescheduleId: string, nextAttemptAt: Date, problem: string): Promise<void>;
  /** Moves the performance to the date acknowledged. False where it was moved or replaced before. */
  movePerformance(performanceNumber: number, rescheduleId: string, at: Date): Promise<boolean>;
}

/** `resellerId` undefined: no reseller is connected, and nobody is asked. */
export function sqlReschedulesStore(
  transaction: Transaction,
  { organizerId, resellerId }: { organizerId: number; resellerId: number | undefined },
): ReschedulesStore {
  const one = (rescheduleId: string) =>
    sql`organizer_id = ${organizerId} and reschedule_id = ${rescheduleId}`;
  const reseller = resellerId ?? null;
  const unfinishedAllots = sql`from operations o where o.organizer_id = p.organizer_id
    and o.performance_number = p.performance_number and o.kind = 'allot' and o.state not in ('applied', 'voided')`;
  const known = sql`from reseller_performances k where k.organizer_id = p.organizer_id
    and k.reseller_id = ${reseller} and k.performance_number = p.performance_number`;
  return {
    async lockPerformance(performanceNumber) {
      const locked = await transaction.first(sql`
        select from performances
        where organizer_id = ${organizerId} and performance_number = ${performanceNumber} for no key update`);
      if (!locked) return undefined;
      // Read after the lock: what others have written meanwhile is seen by a new statement only.
      return transaction.first<ScheduledPerformance>(sql`
        select performance_number as "performanceNumber", show_number as "showNumber", local_date as "localDate",
          to_char(local_time, 'HH24:MI') as "localTime", time_zone as "timeZone", cancelled_at is not null as cancelled,
          greatest(schedule_version, (select max(version) from reschedules r where r.organizer_id = p.organizer_id
            and r.performance_number = p.performance_number)) as version,
          exists (select ${known}) or exists (select ${unfinishedAllots}) as "atReseller"
        from performances p where organizer_id = ${organizerId} and performance_number = ${performanceNumber}`);
    },
    isTaken: async (showNumber, performanceNumber, { localDate, localTime }) =>
      (await transaction.first(sql`
        select from performances p where organizer_id = ${organizerId} and show_number = ${showNumber}
          and performance_number <> ${performanceNumber} and cancelled_at is null
          and ((local_date = ${localDate}::date and local_time = ${localTime}::time)
            or exists (select from reschedules r where r.organizer_id = p.organizer_id
              and r.performance_number = p.performance_number and r.state in ('asked', 'acknowledged')
              and r.to_date = ${localDate}::date and r.to_time = ${localTime}::time))`)) !== undefined,
    async insertReschedule(reschedule) {
      const { rescheduleId, performanceNumber, version, from, localDate, localTime, at } = reschedule;
      await transaction.run(sql`
        update reschedules set state = 'replaced', settled_at = ${at}
        where organizer_id = ${organizerId} and performance_number = ${performanceNumber}
          and state in ('asked', 'acknowledged')`);
      await transaction.run(sql`
        insert into reschedules (organizer_id, reschedule_id, performance_number, reseller_id, version, from_date,
          from_time, to_date, to_time, starts_at, reason, asked_at, asked_by, next_attempt_at)
        values (${organizerId}, ${rescheduleId}, ${performanceNumber}, ${reschedule.atReseller ? reseller : null},
          ${version}, ${from.localDate}, ${from.localTime}, ${localDate}, ${localTime}, ${reschedule.startsAt},
          ${reschedule.reason}, ${at}, ${reschedule.operatorId}, ${at})`);
    },
    dueReschedules: (now) => {
      const latest = new Date(now.getTime() + longestWaitMilliseconds);
      return transaction.rows<RescheduleRow>(sql`
        select reschedule_id as "rescheduleId", performance_number as "performanceNumber", version,
          to_date as "localDate", to_char(to_time, 'HH24:MI') as "localTime", state, attempts,
          exists (select ${known}) as "knownPerformance"
        from reschedules p
        where organizer_id = ${organizerId} and reseller_id = ${reseller} and state in ('asked', 'acknowledged')
          and (next_attempt_at <= ${now} or next_attempt_at > ${latest}) and not exists (select ${unfinishedAllots})
        order by asked_at, reschedule_id limit 16`);
    },
    acknowledgeReschedule: async (rescheduleId, at) =>
      (await transaction.run(sql`
        update reschedules set state = 'acknowledged', acknowledged_at = ${at}, last_problem = null
        where ${one(rescheduleId)} and state = 'asked'`)) === 1,
    outbidReschedule: async (rescheduleId, version) =>
      (await transaction.run(sql`
        update reschedules set version = ${version} where ${one(rescheduleId)} and state = 'asked'
          and version < ${version}`)) === 1,
    async postponeReschedule(rescheduleId, nextAttemptAt, problem) {
      await transaction.run(sql`
        update reschedules set attempts = attempts + 1, next_attempt_at = ${nextAttemptAt}, last_problem = ${problem}
        where ${one(rescheduleId)} and state = 'asked'`);
    },
    async movePerformance(performanceNumber, rescheduleId, at) {
      await transaction.first(sql`
        select from performances
        where organizer_id = ${organizerId} and performance_number = ${performanceNumber} for no key update`);
      const moved = await transaction.run(sql`
        update reschedules set state = 'moved', settled_at = ${at}
        where ${one(rescheduleId)} and state = 'acknowledged'`);
      if (moved === 0) return false;
      await transaction.run(sql`
        update performances p set local_date = r.to_date, local_time = r.to_time, starts_at = r.starts_at,
          schedule_version = r.version
        from reschedules r
        where r.organizer_id = ${organizerId} and r.reschedule_id = ${rescheduleId}
          and p.organizer_id = r.organizer_id and p.performance_number = r.performance_number`);
      return true;
    },
  };
}
