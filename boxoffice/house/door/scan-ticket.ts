import type { DoorAnswer, DoorScan } from "../../api/door.ts";
import { refusalAtDoor } from "./admit.ts";
import type { DoorStore, KeptScan } from "./door.store.ts";

/** `SCAN_ID_TAKEN`: another scan, of another ticket or gate, was kept under this id. */
export type ScanRefusal = "SCAN_ID_TAKEN";

/**
 * One scan at a gate: whether the ticket's holder may pass, kept with its answer. The ticket is locked meanwhile, so that
 * two gates never let one ticket in twice. The same scan sent again gets the answer of the first time and counts once.
 */
export async function scanTicket(
  store: DoorStore,
  scan: DoorScan,
  operatorId: number,
  now: Date,
): Promise<DoorAnswer | ScanRefusal> {
  return store.transaction(async (transaction) => {
    const ticket = await transaction.lockTicket(scan.barcode);
    const before = await transaction.keptScan(scan.scanId);
    if (before) return sameScan(before, scan) ? answerOf(before) : "SCAN_ID_TAKEN";
    const refusal = refusalAtDoor(scan, ticket) ?? null;
    const kept = await transaction.keepScan({
      ...scan,
      refusal,
      ticketId: ticket?.ticketId ?? null,
      scanNumber: ticket ? ticket.lastScan + 1 : null,
      operatorId,
      at: now,
    });
    if (kept) return answerOf({ refusal, seatCode: ticket?.seatCode ?? null, at: now });
    // Only the same id at this very moment under a barcode that locks nothing in common.
    const meanwhile = await transaction.keptScan(scan.scanId);
    return meanwhile && sameScan(meanwhile, scan) ? answerOf(meanwhile) : "SCAN_ID_TAKEN";
  });
}

function sameScan(kept: DoorScan, scan: DoorScan): boolean {
  return (
    kept.barcode === scan.barcode &&
    kept.gate === scan.gate &&
    kept.direction === scan.direction &&
    kept.performanceNumber === scan.performanceNumber
  );
}

function answerOf({ refusal, seatCode, at }: Pick<KeptScan, "refusal" | "seatCode" | "at">): DoorAnswer {
  return { accepted: refusal === null, refusal, seatCode, at: at.toISOString() };
}
