import type { DoorRefusal, DoorScan } from "../../api/door.ts";

/** What the door knows of a ticket. */
export interface TicketAtDoor {
  ticketId: number;
  performanceNumber: number;
  seatCode: number;
  performanceCancelled: boolean;
  /** Its cancellation is known here: it was refunded, or the reseller's cancellation was received (rule 8). */
  cancelled: boolean;
  /** Two tickets stand for its seat and nobody has settled it yet (rule 9). */
  inConflict: boolean;
  inside: boolean;
  /** Scans kept of it so far. */
  lastScan: number;
}

/**
 * Whether a scan is refused, and why; the first reason in this order. A ticket enters from its receipt on, before its
 * sale is integrated (rule 5), and as often as it has left. Who is inside may always leave, whatever became of the ticket.
 */
export function refusalAtDoor(
  scan: Pick<DoorScan, "performanceNumber" | "direction">,
  ticket: TicketAtDoor | undefined,
): DoorRefusal | undefined {
  if (!ticket) return "unknownBarcode";
  if (ticket.performanceNumber !== scan.performanceNumber) return "otherPerformance";
  if (scan.direction === "exit") return ticket.inside ? undefined : "notInside";
  if (ticket.performanceCancelled) return "performanceCancelled";
  if (ticket.cancelled) return "cancelled";
  if (ticket.inConflict) return "seatInConflict";
  return ticket.inside ? "alreadyInside" : undefined;
}
