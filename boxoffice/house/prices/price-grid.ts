/** One price: a price type in a seat category. Fees in two columns whose split is the venue's own affair (R3.3). */
export interface PriceGridLine {
  priceTypeCode: number;
  seatCategoryCode: number;
  faceValueCents: number;
  venueFeeCents: number;
  organizerFeeCents: number;
  /** FRAIS TKN; null where it is not settled, or the price type is not a reseller's. */
  resellerFeeCents: number | null;
}

/** An amount in a column of its own, part of the fee that the column belongs to. */
export interface FeeAmount {
  feeColumnId: number;
  amountCents: number;
}

/** A price with what of its fees stands in further columns (R3.3). */
export type SplitGridLine = PriceGridLine & { fees: readonly FeeAmount[] };

export type FeeName = "venueFee" | "organizerFee";

/**
 * Whether the further columns of a line fit into its two fees: each column known and named once, no sum above the fee
 * that it belongs to. What is left stands in the fee's own first column.
 */
export function feesFit(line: SplitGridLine, belongsTo: ReadonlyMap<number, FeeName>): boolean {
  const sums = { venueFee: 0, organizerFee: 0 };
  for (const { feeColumnId, amountCents } of line.fees) {
    const fee = belongsTo.get(feeColumnId);
    if (fee === undefined) return false;
    sums[fee] += amountCents;
  }
  const isNamedOnce = new Set(line.fees.map(({ feeColumnId }) => feeColumnId)).size === line.fees.length;
  return isNamedOnce && sums.venueFee <= line.venueFeeCents && sums.organizerFee <= line.organizerFeeCents;
}

export interface PriceGrid {
  priceGridId: number;
  validFrom: Date;
  lines: PriceGridLine[];
}

/**
 * The grid valid at an instant: the last one that began by then, whatever the order of `grids`; undefined before the
 * first. A sale is compared with the grid valid when it was made, not with today's (R7.2).
 */
export function gridAt<Grid extends { validFrom: Date }>(
  grids: readonly Grid[],
  instant: Date,
): Grid | undefined {
  let valid: Grid | undefined;
  for (const grid of grids) {
    if (grid.validFrom > instant) continue;
    if (!valid || grid.validFrom > valid.validFrom) valid = grid;
  }
  return valid;
}

/** The price of a price type in a seat category; undefined where the grid has none. */
export function priceIn(
  grid: PriceGrid | undefined,
  priceTypeCode: number,
  seatCategoryCode: number,
): PriceGridLine | undefined {
  return grid?.lines.find(
    (line) => line.priceTypeCode === priceTypeCode && line.seatCategoryCode === seatCategoryCode,
  );
}
