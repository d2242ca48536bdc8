import { type Queries, sql } from "@allotement/platform/database/database.ts";
import { type History, losers, type Scan } from "./history.ts";

/** A scan as the venue keeps it. */
export interface KeptScan {
  scanId: string;
  barcode: string;
  direction: "entry" | "exit";
  /** Null: whoever held the ticket passed. */
  refusal: string | null;
}

/** In the order of each ticket's scans. */
export function readScans(boxoffice: Queries): Promise<KeptScan[]> {
  return boxoffice.rows<KeptScan>(sql`
    select scan_id as "scanId", barcode, direction, refusal from door_scans order by ticket_id, scan_number`);
}

/**
 * Holds what the gate was told against the scans that are kept: each answer is the one that stands, and was the same both
 * times; one that was refused as a call stands nowhere; nobody is in twice; a ticket whose death the venue had told, or
 * that was seen in an open conflict, let nobody in afterwards.
 */
export function judgeDoor(history: History, kept: readonly KeptScan[]): string[] {
  const keptOf = new Map(kept.map((scan) => [scan.scanId, scan]));
  const dead = deaths(history);
  const violations = history.scans.flatMap((scan) => {
    const faults = wrongAnswers(scan, keptOf.get(scan.scanId));
    const letIn = scan.direction === "entry" && keptOf.get(scan.scanId)?.refusal === null;
    if (letIn && scan.askedAt > (dead.get(placeOf(scan.ticket)) ?? Number.POSITIVE_INFINITY))
      faults.push("was let in, though the ticket was told to be dead");
    if (letIn && isDisputed(history, scan)) faults.push("was let in during an open conflict");
    return faults.map((what) => `scan ${scan.scanId} of ${placeOf(scan.ticket)}: ${what}`);
  });
  const known = new Set(history.scans.map(({ scanId }) => scanId));
  for (const { scanId } of kept) if (!known.has(scanId)) violations.push(`scan ${scanId} was made by nobody`);
  return [...violations, ...twiceInside(kept)];
}

function wrongAnswers({ told, answers }: Scan, kept: KeptScan | undefined): string[] {
  if (told === "failed") return kept ? ["was told that it failed, and is kept"] : [];
  if (answers.length > 0 && !kept) return ["was answered, and is not kept"];
  return answers
    .filter((answer) => answer !== kept?.refusal)
    .map((answer) => `was answered ${answer ?? "pass"}, and is kept as ${kept?.refusal ?? "pass"}`);
}

const placeOf = ({ name, seatCode }: { name: string; seatCode: number }) => `${name}, seat ${seatCode}`;

/** When the venue first told that a ticket is dead: refunded, or lost by the closing of a conflict. */
function deaths({ sales, closings }: History): Map<string, number> {
  const found = new Map<string, number>();
  const note = (name: string, seatCode: number, at: number) => {
    const place = placeOf({ name, seatCode });
    found.set(place, Math.min(at, found.get(place) ?? at));
  };
  for (const { name, undone } of sales)
    for (const { seatCodes, told, toldAt } of undone)
      if (told === "ok" && toldAt !== undefined)
        for (const seatCode of seatCodes) note(name, seatCode, toldAt);
  for (const closing of closings)
    if (closing.told === "ok")
      for (const name of losers(closing)) note(name, closing.conflict.seatCode, closing.toldAt);
  return found;
}

/** Its late ticket was seen in an open conflict before, and nobody had asked to close that before the answer. */
function isDisputed({ conflicts, closings }: History, { ticket, told, askedAt, toldAt }: Scan): boolean {
  return conflicts.some(
    ({ conflictId, late, seenAt }) =>
      late?.barcode === ticket.barcode &&
      told === "ok" &&
      seenAt < askedAt &&
      closings.every((closing) => closing.conflict.conflictId !== conflictId || closing.askedAt > toldAt),
  );
}

function twiceInside(kept: readonly KeptScan[]): string[] {
  const inside = new Set<string>();
  return kept.flatMap(({ barcode, direction, refusal, scanId }) => {
    if (refusal !== null) return [];
    if ((direction === "entry") === inside.has(barcode))
      return [
        `scan ${scanId}: ${barcode} ${direction === "entry" ? "entered twice" : "left without entering"}`,
      ];
    if (direction === "entry") inside.add(barcode);
    else inside.delete(barcode);
    return [];
  });
}
