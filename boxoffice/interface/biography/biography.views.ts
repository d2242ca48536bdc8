import { type Queries, sql } from "@allotement/platform/database/database.ts";
import type {
  Biography,
  BiographyEvent,
  BiographyTicket,
  SeatsFound,
} from "../../api/interface-biography.ts";

export type SeatOfPlan = Pick<
  Biography,
  | "performanceNumber"
  | "showTitle"
  | "localDate"
  | "localTime"
  | "seatCode"
  | "row"
  | "number"
  | "zone"
  | "floor"
  | "state"
>;

const place = sql`s.seat_code as "seatCode", s.row_label as row, s.seat_number as number, z.name as zone,
  f.name as floor`;
const seatsOfPerformance = sql`performances p
  join seats s using (organizer_id, hall_code)
  join zones z using (organizer_id, hall_code, zone_code)
  join floors f on f.organizer_id = s.organizer_id and f.hall_code = s.hall_code and f.floor_code = s.floor_code`;

/** The seats of a performance that bear this row and number; several where zones number on their own. */
export async function findSeats(
  queries: Queries,
  organizerId: number,
  performanceNumber: number,
  { row, number }: { row: string; number: string },
): Promise<SeatsFound["seats"]> {
  return queries.rows(sql`
    select ${place} from ${seatsOfPerformance}
    where p.organizer_id = ${organizerId} and p.performance_number = ${performanceNumber}
      and lower(s.row_label) = lower(${row.trim()}) and lower(s.seat_number) = lower(${number.trim()})
    order by s.seat_code limit 50`);
}

export function seatOfPlan(
  queries: Queries,
  organizerId: number,
  performanceNumber: number,
  seatCode: number,
): Promise<SeatOfPlan | undefined> {
  return queries.first<SeatOfPlan>(sql`
    select p.performance_number as "performanceNumber", w.title as "showTitle", p.local_date as "localDate",
      to_char(p.local_time, 'HH24:MI') as "localTime", ${place}, ps.state
    from ${seatsOfPerformance}
    join shows w on w.organizer_id = p.organizer_id and w.show_number = p.show_number
    join performance_seats ps on ps.organizer_id = p.organizer_id and ps.performance_number = p.performance_number
      and ps.seat_code = s.seat_code
    where p.organizer_id = ${organizerId} and p.performance_number = ${performanceNumber}
      and s.seat_code = ${seatCode}`);
}

type EventHere = Extract<BiographyEvent, { side: "here" }>;
type Act = Extract<BiographyEvent, { side: "act" }>;

/** Every movement of our books, with who caused it, and the ticket that it speaks of. */
export async function movementsHere(
  queries: Queries,
  organizerId: number,
  performanceNumber: number,
  seatCode: number,
): Promise<EventHere[]> {
  type Row = Omit<EventHere, "side" | "at" | "ticket"> & {
    at: Date;
    ticketId: number | null;
    ticket: BiographyTicket | null;
  };
  const rows = await queries.rows<Row>(sql`
    select m.at, m.movement, m.from_state as "from", m.to_state as "to", h.name as "holdName", m.command,
      m.grant_command as "grant", m.operation_id as "operationId", o.kind as "operationKind",
      w.name as "operatorName", case when t.ticket_id is not null then jsonb_build_object('ticketId', t.ticket_id,
        'barcode', t.barcode, 'soldThrough', t.sold_through, 'surname', t.holder_surname,
        'firstName', t.holder_first_name, 'pointOfSale', i.event->>'pointOfSale', 'orderId', i.event->>'orderId') end
        as ticket
    from seat_movements m
    left join holds h using (organizer_id, hold_code)
    left join operations o on o.organizer_id = m.organizer_id and o.operation_id = m.operation_id
    left join operators w on w.organizer_id = m.organizer_id and w.operator_id = m.operator_id
    left join tickets t on t.organizer_id = m.organizer_id and t.ticket_id = m.ticket_id
    left join feed_inbox i on i.organizer_id = m.organizer_id and i.ticket_id = m.ticket_id and i.kind = 'sale'
    where m.organizer_id = ${organizerId} and m.performance_number = ${performanceNumber} and m.seat_code = ${seatCode}
    order by m.serial`);
  return rows.map(({ at, ...row }) => ({ ...row, side: "here", at: at.toISOString() }));
}

/** What people did to the seat that the audit keeps: repairs, decisions, forced recalls, with the second person. */
export async function actsUpon(
  queries: Queries,
  organizerId: number,
  performanceNumber: number,
  seatCode: number,
): Promise<Act[]> {
  const rows = await queries.rows<Omit<Act, "side" | "at"> & { at: Date }>(sql`
    select a.at, a.action, one.name as "operatorName", other.name as "secondOperatorName",
      a.subject->>'reason' as reason
    from audit_entries a
    join operators one on one.organizer_id = a.organizer_id and one.operator_id = a.operator_id
    left join operators other on other.organizer_id = a.organizer_id and other.operator_id = a.second_operator_id
    where a.organizer_id = ${organizerId} and a.subject->'performanceNumber' = to_jsonb(${performanceNumber}::int)
      and (a.subject->'seatCode' = to_jsonb(${seatCode}::int) or a.subject->'seatCodes' @> to_jsonb(${seatCode}::int))
    order by a.entry_number`);
  return rows.map(({ at, ...row }) => ({ ...row, side: "act", at: at.toISOString() }));
}
