import { type Queries, sql } from "@allotement/platform/database/database.ts";
import type { PerformanceChanges } from "../../api/performance-changes.ts";

interface Row extends Omit<PerformanceChanges, "cancelled" | "seats" | "toRefund" | "reschedules"> {
  cancelledAt: Date | null;
  cancelledBy: string | null;
  cancelReason: string | null;
}

type RescheduleRow = Omit<
  PerformanceChanges["reschedules"][number],
  "from" | "to" | "askedAt" | "acknowledgedAt" | "settledAt"
> & {
  fromDate: string;
  fromTime: string;
  toDate: string;
  toTime: string;
  askedAt: Date;
  acknowledgedAt: Date | null;
  settledAt: Date | null;
};

/** One performance with what has become of it, its seats counted; undefined where there is none. */
export async function performanceChangesOf(
  queries: Queries,
  organizerId: number,
  performanceNumber: number,
  now: Date,
): Promise<PerformanceChanges | undefined> {
  const row = await queries.first<Row>(sql`
    select performance_number as "performanceNumber", show_number as "showNumber", title, hall.name as "hallName",
      local_date as "localDate", to_char(local_time, 'HH24:MI') as "localTime", starts_at <= ${now} as begun,
      cancelled_at as "cancelledAt", operator.name as "cancelledBy", cancel_reason as "cancelReason",
      (select reseller.name from reseller_connections c join resellers reseller using (organizer_id, reseller_id)
        where c.organizer_id = p.organizer_id order by c.reseller_id limit 1) as "resellerName"
    from performances p
    join shows show using (organizer_id, show_number)
    join halls hall on hall.organizer_id = p.organizer_id and hall.hall_code = p.hall_code
    left join operators operator on operator.organizer_id = p.organizer_id and operator.operator_id = p.cancelled_by
    where p.organizer_id = ${organizerId} and p.performance_number = ${performanceNumber}`);
  if (!row) return undefined;
  const { cancelledAt, cancelledBy, cancelReason, ...facts } = row;
  return {
    ...facts,
    cancelled: cancelledAt && {
      at: cancelledAt.toISOString(),
      by: cancelledBy ?? "",
      reason: cancelReason ?? "",
    },
    seats: await countedSeats(queries, organizerId, performanceNumber),
    toRefund: await counterTickets(queries, organizerId, performanceNumber),
    reschedules: await reschedulesOf(queries, organizerId, performanceNumber),
  };
}

async function countedSeats(queries: Queries, organizerId: number, performanceNumber: number) {
  const counted = await queries.first<PerformanceChanges["seats"]>(sql`
    select count(*)::int as capacity, count(*) filter (where state = 'free')::int as free,
      count(*) filter (where state = 'held')::int as held,
      count(*) filter (where state = 'allotted')::int as "atReseller",
      count(*) filter (where state in ('allotting', 'recalling', 'divergent'))::int as "inDoubt",
      count(*) filter (where state = 'soldAtCounter')::int as "soldHere",
      count(*) filter (where state = 'sold')::int as "soldAtReseller"
    from performance_seats where organizer_id = ${organizerId} and performance_number = ${performanceNumber}`);
  if (!counted) throw new Error("an aggregate answered no row");
  return counted;
}

async function counterTickets(queries: Queries, organizerId: number, performanceNumber: number) {
  const counted = await queries.first<PerformanceChanges["toRefund"]>(sql`
    select count(*)::int as count,
      coalesce(sum(face_value_cents + venue_fee_cents + organizer_fee_cents), 0)::int as "amountCents"
    from tickets where organizer_id = ${organizerId} and performance_number = ${performanceNumber}
      and sold_through = 'counter' and cancelled_at is null`);
  if (!counted) throw new Error("an aggregate answered no row");
  return counted;
}

async function reschedulesOf(
  queries: Queries,
  organizerId: number,
  performanceNumber: number,
): Promise<PerformanceChanges["reschedules"]> {
  const rows = await queries.rows<RescheduleRow>(sql`
    select reschedule_id as "rescheduleId", state, reseller_id is not null as "atReseller", from_date as "fromDate",
      to_char(from_time, 'HH24:MI') as "fromTime", to_date as "toDate", to_char(to_time, 'HH24:MI') as "toTime", reason,
      asked_at as "askedAt", operator.name as "askedBy", acknowledged_at as "acknowledgedAt", settled_at as "settledAt",
      attempts, last_problem as "lastProblem"
    from reschedules r join operators operator
      on operator.organizer_id = r.organizer_id and operator.operator_id = r.asked_by
    where r.organizer_id = ${organizerId} and performance_number = ${performanceNumber}
    order by version desc, asked_at desc`);
  return rows.map(({ fromDate, fromTime, toDate, toTime, askedAt, acknowledgedAt, settledAt, ...row }) => ({
    ...row,
    from: { localDate: fromDate, localTime: fromTime },
    to: { localDate: toDate, localTime: toTime },
    askedAt: askedAt.toISOString(),
    acknowledgedAt: acknowledgedAt?.toISOString() ?? null,
    settledAt: settledAt?.toISOString() ?? null,
  }));
}
