import { type Queries, type Sql, sql } from "@allotement/platform/database/database.ts";
import type { ConflictList, ConflictOutcome, ConflictTicket } from "../../api/interface-conflicts.ts";
import type { SeatState } from "../../house/inventory/seat-states.ts";
import type { Scope } from "../store.ts";
import { planClosing } from "./close-conflict.ts";

type View = ConflictList["conflicts"][number];
type Row = Omit<View, "openedAt" | "seatState" | "mayStay" | "closed"> & {
  openedAt: Date;
  seatState: SeatState;
  fence: number;
  lateGrant: number | null;
  closedAt: Date | null;
  operatorName: string | null;
  outcome: ConflictOutcome | null;
  note: string | null;
  stayingTicketId: number | null;
};

const ticket = (which: Sql) => sql`
  (select jsonb_build_object('ticketId', t.ticket_id, 'barcode', t.barcode, 'soldThrough', t.sold_through,
      'soldAt', to_char(t.sold_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'holderSurname', t.holder_surname, 'holderFirstName', t.holder_first_name,
      'amountCents', t.face_value_cents + t.venue_fee_cents + t.organizer_fee_cents,
      'cancelled', t.cancelled_at is not null,
      'inside', coalesce((select direction = 'entry' from door_scans scan
        where scan.organizer_id = t.organizer_id and scan.ticket_id = t.ticket_id and refusal is null
        order by scan_number desc limit 1), false))
    from tickets t where t.organizer_id = c.organizer_id and ${which} limit 1)`;

/** While a conflict is open, the ticket here is the one that stands for the seat now; afterwards, the one of then. */
const hereTicket = sql`case when c.closed_at is null then t.performance_number = c.performance_number
    and t.seat_code = c.seat_code and t.cancelled_at is null and not t.in_conflict
    and t.ticket_id is distinct from c.ticket_id
  else t.ticket_id = c.live_ticket_id end`;

/** Conflicts of a reseller, those to be settled first; at most `limit`. */
export async function listConflicts(queries: Queries, scope: Scope, limit: number): Promise<View[]> {
  const rows = await queries.rows<Row>(sql`
    select c.conflict_id as "conflictId", c.cause, c.opened_at as "openedAt", show.title as "showTitle",
      c.performance_number as "performanceNumber", p.local_date as "localDate",
      to_char(p.local_time, 'HH24:MI') as "localTime", c.seat_code as "seatCode", ps.state as "seatState", ps.fence,
      floor.name as floor, zone.name as zone, seat.row_label as "row", seat.seat_number as "number",
      ${ticket(sql`t.ticket_id = c.ticket_id`)} as late, ${ticket(hereTicket)} as here,
      (select (event->>'grant')::int from feed_inbox sale where sale.organizer_id = c.organizer_id
        and sale.ticket_id = c.ticket_id and sale.kind = 'sale') as "lateGrant",
      c.closed_at as "closedAt", operator.name as "operatorName", c.outcome, c.note,
      c.staying_ticket_id as "stayingTicketId"
    from seat_conflicts c
    join performance_seats ps using (organizer_id, performance_number, seat_code)
    join performances p using (organizer_id, performance_number)
    join shows show using (organizer_id, show_number)
    join seats seat on seat.organizer_id = c.organizer_id and seat.hall_code = p.hall_code
      and seat.seat_code = c.seat_code
    join floors floor on floor.organizer_id = c.organizer_id and floor.hall_code = p.hall_code
      and floor.floor_code = seat.floor_code
    join zones zone on zone.organizer_id = c.organizer_id and zone.hall_code = p.hall_code
      and zone.zone_code = seat.zone_code
    left join operators operator on operator.organizer_id = c.organizer_id and operator.operator_id = c.closed_by
    where c.organizer_id = ${scope.organizerId} and c.reseller_id = ${scope.resellerId}
    order by c.closed_at is not null, case when c.closed_at is null then c.opened_at end, c.closed_at desc,
      c.conflict_id
    limit ${limit}`);
  return rows.map(viewOf);
}

function viewOf(row: Row): View {
  const { openedAt, fence, lateGrant, closedAt, operatorName, outcome, note, stayingTicketId, ...rest } = row;
  const closed =
    closedAt && outcome && note !== null
      ? { at: closedAt.toISOString(), operatorName: operatorName ?? "", outcome, note, stayingTicketId }
      : null;
  return { ...rest, openedAt: openedAt.toISOString(), closed, mayStay: closed ? [] : mayStay(row) };
}

function mayStay({ late, here, seatState, fence, lateGrant }: Row): View["mayStay"] {
  const asDecided = (ticket: ConflictTicket | null) =>
    ticket && { ticketId: ticket.ticketId, live: !ticket.cancelled, grant: lateGrant };
  return (["here", "late", "none"] as const).filter(
    (staying) =>
      planClosing({ late: asDecided(late), here }, { state: seatState, fence }, staying) !== undefined,
  );
}
