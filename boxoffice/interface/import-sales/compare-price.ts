import type { FeedEvent } from "@allotement/protocol/messages/sales.ts";
import type { GridAmounts, SaleContext } from "./integrate.store.ts";

/** Why a received sale is not integrated: what the sale says, what the books say, and the number that clerks know. */
export type BlockReason =
  | { kind: "priceMismatch"; sale: GridAmounts & { resellerFeeCents: number }; grid: GridAmounts | null }
  | { kind: "unknownPriceType"; number: 19; priceTypeCode: number }
  | { kind: "unknownPerformance"; number: 12; performanceNumber: number }
  | { kind: "dateMismatch"; number: 17; sale: string; ours: string }
  | { kind: "timeMismatch"; number: 18; sale: string; ours: string }
  | { kind: "saleNotIntegrated"; refersTo: string }
  | { kind: "unknownSale"; refersTo: string | undefined }
  | { kind: "unknownSeat"; performanceNumber: number; seatCode: number }
  | { kind: "barcodeTaken"; barcode: string }
  /** A sales file had told the same ticket at another price; that one is booked. */
  | { kind: "fileDiffers"; sale: GridAmounts; file: GridAmounts };

/**
 * Compares a sale with the venue's books (R7.2, R7.3): price type, civil date and time, then the grid valid at the time
 * of the sale: the amount, and the two fee columns as one sum, whose split never blocks (R3.3). The reseller's own fee
 * is recorded, not compared. Answers the first reason to stop in the errors' order of precedence, or undefined.
 */
export function blockReasonOf(event: FeedEvent, context: SaleContext): BlockReason | undefined {
  const { schedule, grid } = context;
  const { performanceNumber, priceTypeCode } = event;
  if (!schedule) return { kind: "unknownPerformance", number: 12, performanceNumber };
  if (!context.priceTypeKnown) return { kind: "unknownPriceType", number: 19, priceTypeCode };
  const ofItsDate = [schedule, ...context.otherSchedules].filter(
    ({ localDate }) => localDate === event.localDate,
  );
  const [first] = ofItsDate;
  if (!first) return { kind: "dateMismatch", number: 17, sale: event.localDate, ours: schedule.localDate };
  if (!ofItsDate.some(({ localTime }) => localTime === event.localTime))
    return { kind: "timeMismatch", number: 18, sale: event.localTime, ours: first.localTime };
  if (grid && sameAmounts(event, grid)) return undefined;
  return { kind: "priceMismatch", sale: amountsOf(event), grid: grid ?? null };
}

/** Whether two amounts are the same in the venue's eyes: the face value, and the two fees as one sum (R3.3). */
export function sameAmounts(one: GridAmounts, other: GridAmounts): boolean {
  return one.faceValueCents === other.faceValueCents && feesOf(one) === feesOf(other);
}

export function amountsOf(event: FeedEvent) {
  const { faceValueCents, venueFeeCents, organizerFeeCents, resellerFeeCents } = event;
  return { faceValueCents, venueFeeCents, organizerFeeCents, resellerFeeCents };
}

const feesOf = (amounts: Pick<GridAmounts, "venueFeeCents" | "organizerFeeCents">) =>
  amounts.venueFeeCents + amounts.organizerFeeCents;
