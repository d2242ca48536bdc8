import { type Database, sql, type Transaction } from "@allotement/platform/database/database.ts";
import type { DoorRefusal, DoorScan } from "../../api/door.ts";
import type { TicketAtDoor } from "./admit.ts";

export interface KeptScan extends DoorScan {
  refusal: DoorRefusal | null;
  seatCode: number | null;
  at: Date;
}

export interface ScanToKeep extends DoorScan {
  refusal: DoorRefusal | null;
  ticketId: number | null;
  /** Its number among the scans of its ticket. */
  scanNumber: number | null;
  operatorId: number;
  at: Date;
}

export interface DoorTransaction {
  /** The ticket that bears the barcode, locked until the transaction ends: two gates take turns. */
  lockTicket(barcode: string): Promise<TicketAtDoor | undefined>;
  keptScan(scanId: string): Promise<KeptScan | undefined>;
  /** False where a scan of this id is kept already; then nothing is written. */
  keepScan(scan: ScanToKeep): Promise<boolean>;
}

/** The door of one organizer. A simulator's in-memory store implements the same. */
export interface DoorStore {
  /** READ COMMITTED; all or nothing. */
  transaction<Result>(work: (transaction: DoorTransaction) => Promise<Result>): Promise<Result>;
}

export function sqlDoorStore(database: Database, organizerId: number): DoorStore {
  return {
    transaction: (work) =>
      database.transaction((transaction) => work(doorTransaction(transaction, organizerId))),
  };
}

function doorTransaction(transaction: Transaction, organizerId: number): DoorTransaction {
  return {
    async lockTicket(barcode) {
      const locked = await transaction.first<{ ticketId: number }>(sql`
        select ticket_id as "ticketId" from tickets
        where organizer_id = ${organizerId} and barcode = ${barcode} for no key update`);
      if (!locked) return undefined;
      // Read after the lock: what another gate has written meanwhile is seen by a new statement only.
      return transaction.first<TicketAtDoor>(sql`
        select ticket_id as "ticketId", performance_number as "performanceNumber", seat_code as "seatCode",
          exists (select from performances p where p.organizer_id = ticket.organizer_id
            and p.performance_number = ticket.performance_number and p.cancelled_at is not null) as "performanceCancelled",
          cancelled_at is not null as cancelled, last_scan as "lastScan",
          in_conflict or exists (select from seat_conflicts conflict
            where conflict.organizer_id = ticket.organizer_id and conflict.closed_at is null
              and conflict.performance_number = ticket.performance_number
              and conflict.seat_code = ticket.seat_code) as "inConflict",
          coalesce((select direction = 'entry' from door_scans scan
            where scan.organizer_id = ticket.organizer_id and scan.ticket_id = ticket.ticket_id and refusal is null
            order by scan_number desc limit 1), false) as inside
        from tickets ticket where organizer_id = ${organizerId} and ticket_id = ${locked.ticketId}`);
    },
    keptScan: (scanId) =>
      transaction.first<KeptScan>(sql`
        select scan_id as "scanId", scan.performance_number as "performanceNumber", gate, direction, scan.barcode,
          refusal, at, ticket.seat_code as "seatCode"
        from door_scans scan left join tickets ticket using (organizer_id, ticket_id)
        where organizer_id = ${organizerId} and scan_id = ${scanId}`),
    async keepScan(scan) {
      const kept = await transaction.run(sql`
        insert into door_scans (organizer_id, scan_id, performance_number, gate, direction, barcode, ticket_id,
          scan_number, refusal, operator_id, at)
        values (${organizerId}, ${scan.scanId}, ${scan.performanceNumber}, ${scan.gate}, ${scan.direction},
          ${scan.barcode}, ${scan.ticketId}, ${scan.scanNumber}, ${scan.refusal}, ${scan.operatorId}, ${scan.at})
        on conflict (organizer_id, scan_id) do nothing`);
      if (kept === 1 && scan.ticketId !== null)
        await transaction.run(sql`
          update tickets set last_scan = ${scan.scanNumber}
          where organizer_id = ${organizerId} and ticket_id = ${scan.ticketId}`);
      return kept === 1;
    },
  };
}
