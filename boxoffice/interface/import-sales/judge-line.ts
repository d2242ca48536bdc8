import type { SeatRow } from "../../house/inventory/inventory.store.ts";
import type { InboxRow } from "./feed.store.ts";

/** A line of a sales file whose codes, performance and seat are known; what is kept while it waits. */
export interface FileLine {
  kind: "sale" | "cancellation";
  barcode: string;
  showNumber: number;
  performanceNumber: number;
  /** As the file says them. */
  localDate: string;
  localTime: string;
  timeZone: string;
  seatCode: number;
  priceTypeCode: number;
  seatCategoryCode: number;
  /** What the venue is owed, in one figure; the file names no split. */
  totalCents: number;
  holder: { surname: string; firstName: string } | null;
  /** When the file was written: the ticket was sold or cancelled by then. */
  soldAt: string;
}

/** Why a line cannot be taken yet. */
export type WaitReason = "seatSold" | "saleUnknown" | "seatUnsettled";

/** Why a line is not taken. `cents`: what the books have for the same ticket. */
export type LineRefusal =
  | { reason: "notWithReseller" }
  | { reason: "otherSeat"; performanceNumber: number; seatCode: number }
  | { reason: "otherPrice"; fileCents: number; cents: number };

/** Why a kept line is still there. */
export type KeptReason = WaitReason | LineRefusal["reason"];

export type Verdict =
  | { verdict: "take"; grant: number; overtakenBy?: string }
  | { verdict: "known"; source: "feed" | "file" }
  | { verdict: "wait"; reason: WaitReason }
  | { verdict: "reject"; refusal: LineRefusal };

/** What stands in the books about the line's ticket and its seat. */
export interface Known {
  seat: SeatRow | undefined;
  sale: InboxRow | undefined;
  cancellation: InboxRow | undefined;
  /** The file cancels the very ticket that it sells. */
  cancelledToo: boolean;
  /** The sale that the seat is sold by at present. */
  standing: string | undefined;
}

const withReseller: readonly string[] = ["allotting", "allotted", "recalling", "divergent"];

/**
 * What is to be done with a line as the books are now. A ticket is counted once, whichever way it came first. A sale is
 * taken under the grant that its seat stands under, or under its fence where it was revoked by force: the same rules
 * follow as for a sale of the feed. A seat that is sold waits for its cancellation, unless the line's ticket is history.
 */
export function judgeLine(line: FileLine, known: Known): Verdict {
  const { seat, sale, cancellation, standing } = known;
  const same = line.kind === "sale" ? sale : cancellation;
  const there = same ?? sale;
  if (
    there &&
    (there.event.performanceNumber !== line.performanceNumber || there.event.seatCode !== line.seatCode)
  )
    return reject({
      reason: "otherSeat",
      performanceNumber: there.event.performanceNumber,
      seatCode: there.event.seatCode,
    });
  if (same) {
    const cents = owedOf(same.event);
    return cents === line.totalCents
      ? { verdict: "known", source: same.source }
      : reject({ reason: "otherPrice", fileCents: line.totalCents, cents });
  }
  if (line.kind === "cancellation")
    return sale ? { verdict: "take", grant: sale.event.grant } : { verdict: "wait", reason: "saleUnknown" };
  if (seat?.state === "sold") {
    const history = known.cancelledToo && standing !== undefined && seat.grantCommand !== null;
    return history
      ? { verdict: "take", grant: seat.grantCommand ?? 0, overtakenBy: standing }
      : { verdict: "wait", reason: "seatSold" };
  }
  if (seat && withReseller.includes(seat.state))
    return seat.grantCommand === null
      ? { verdict: "wait", reason: "seatUnsettled" }
      : { verdict: "take", grant: seat.grantCommand };
  if (seat && seat.fence > 0) return { verdict: "take", grant: seat.fence };
  return reject({ reason: "notWithReseller" });
}

const reject = (refusal: LineRefusal): Verdict => ({ verdict: "reject", refusal });

/** What the venue is owed for a ticket. */
export function owedOf(amounts: {
  faceValueCents: number;
  venueFeeCents: number;
  organizerFeeCents: number;
}): number {
  return amounts.faceValueCents + amounts.venueFeeCents + amounts.organizerFeeCents;
}
