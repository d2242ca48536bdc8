import type { FeedEvent } from "@allotement/protocol/messages/sales.ts";
import { gridAt, type PriceGrid, type PriceGridLine, priceIn } from "../../house/prices/price-grid.ts";
import type { BlockReason } from "../import-sales/compare-price.ts";
import type { GridAmounts } from "../import-sales/integrate.store.ts";

/** Whom to turn to: the venue's own people, its contact at the reseller, or support (R12). */
export type Whom = "ownHouse" | "resellerContact" | "support";

/** What may lie behind a blocked sale: a word for the screen, what it is about, and who settles it. */
export type Cause = { whom: Whom } & (
  | { kind: "earlierGrid" | "laterGrid"; validFrom: string; validUntil: string | null }
  | { kind: "seatCategoryChanged"; saleCategory: string; seatCategory: string }
  | { kind: "otherCategory" | "otherPriceType"; code: number; name: string }
  | { kind: "feesInAmount" | "resellerFeeInAmount" | "noGridYet" | "notInGrid" | "otherPrice" }
  | { kind: "priceTypeUnheardOf" }
  | { kind: "counterPriceType" | "priceTypeNotOfInterface"; name: string }
  | { kind: "rescheduled" }
  | { kind: "otherPerformance"; performanceNumber: number }
  | { kind: "otherShow"; showNumber: number; title: string }
  | { kind: "performanceUnheardOf" | "otherDate" }
  | { kind: "saleWaits" | "saleClosed" | "saleUnheardOf" | "seatUnheardOf" | "barcodeTwice" | "toldTwice" }
  | { kind: "cancelledSince" }
);

/** What the venue's books say around the sale, beyond what its comparison needed. */
export interface Surroundings {
  grids: readonly PriceGrid[];
  priceTypeNames: ReadonlyMap<number, string>;
  categoryNames: ReadonlyMap<number, string>;
  /** The sale's price type here; undefined where nobody knows it. */
  priceType: { name: string; channelKind: string; ofInterface: boolean } | undefined;
  /** The category that the seat bears in the hall today. */
  seatCategoryCode: number | undefined;
  scheduleVersion: number | undefined;
  /** Performances of the sale's show at the sale's date and time. */
  performancesThen: readonly number[];
  /** The show that the sale's performance belongs to here, where it is not the sale's. */
  otherShow: { showNumber: number; title: string } | undefined;
  cancelledSince: boolean;
  /** For a cancellation: what became of the sale that it undoes. */
  undoneSaleStatus: string | undefined;
}

export interface Explanation {
  /** The columns of the grid that differ (R7.2, R3.3). */
  columns: ("faceValue" | "fees")[];
  /** The grid that the sale was compared with; null where none was in force. */
  grid: { validFrom: string; validUntil: string | null; amounts: GridAmounts | null } | null;
  /** The likeliest first; never empty. */
  causes: Cause[];
}

/**
 * Explains why a sale waits (R8.2): which column differs from which grid, and where its price would fit: in another grid
 * of the show, another category, another price type. A pure reading of the books; nothing is settled by it.
 */
export function explain(event: FeedEvent, reason: BlockReason, around: Surroundings): Explanation {
  const grid = gridAt(around.grids, new Date(event.soldAt));
  const line = priceIn(grid, event.priceTypeCode, event.seatCategoryCode);
  const found = causesOf(event, reason, around);
  // It explains why nobody settles the rest: no money hangs on a sale that was undone.
  if (around.cancelledSince && event.kind === "sale")
    found.push({ kind: "cancelledSince", whom: "ownHouse" });
  return {
    columns: reason.kind === "priceMismatch" && reason.grid ? differing(reason.sale, reason.grid) : [],
    grid: grid ? { ...validity(grid, around.grids), amounts: line ? amountsOf(line) : null } : null,
    causes: found,
  };
}

function causesOf(event: FeedEvent, reason: BlockReason, around: Surroundings): Cause[] {
  switch (reason.kind) {
    case "priceMismatch":
      return event.kind === "cancellation" ? [otherPrice] : priceCauses(event, around);
    case "unknownPriceType":
      return [priceTypeCause(around)];
    case "unknownPerformance":
      return [
        around.otherShow
          ? { kind: "otherShow", ...around.otherShow, whom: "support" }
          : { kind: "performanceUnheardOf", whom: "support" },
      ];
    case "dateMismatch":
    case "timeMismatch":
      return scheduleCauses(around);
    case "saleNotIntegrated": {
      const closed = around.undoneSaleStatus === "closed";
      return [{ kind: closed ? "saleClosed" : "saleWaits", whom: "ownHouse" }];
    }
    case "unknownSale":
      return [{ kind: "saleUnheardOf", whom: "support" }];
    case "unknownSeat":
      return [{ kind: "seatUnheardOf", whom: "support" }];
    case "barcodeTaken":
      return [{ kind: "barcodeTwice", whom: "support" }];
    case "fileDiffers":
      return [{ kind: "toldTwice", whom: "resellerContact" }];
  }
}

const otherPrice: Cause = { kind: "otherPrice", whom: "resellerContact" };

/** Where else in the venue's own prices the sale would fit: the nearer, the likelier. */
function priceCauses(event: FeedEvent, around: Surroundings): Cause[] {
  const { grids, categoryNames, priceTypeNames } = around;
  const grid = gridAt(grids, new Date(event.soldAt));
  const { priceTypeCode, seatCategoryCode } = event;
  const causes: Cause[] = [];
  for (const other of [...grids].sort((a, b) => +b.validFrom - +a.validFrom)) {
    if (other === grid || !fits(event, priceIn(other, priceTypeCode, seatCategoryCode))) continue;
    const earlier = grid !== undefined && other.validFrom < grid.validFrom;
    causes.push({
      kind: earlier ? "earlierGrid" : "laterGrid",
      whom: "resellerContact",
      ...validity(other, grids),
    });
  }
  const { seatCategoryCode: ours } = around;
  if (ours !== undefined && ours !== seatCategoryCode) {
    const nameOf = (code: number) => categoryNames.get(code) ?? String(code);
    const names = { saleCategory: nameOf(seatCategoryCode), seatCategory: nameOf(ours) };
    // The seat's own category explains more than any price that happens to be the same.
    causes.unshift({ kind: "seatCategoryChanged", whom: "resellerContact", ...names });
  }
  for (const line of grid?.lines ?? []) {
    if (!fits(event, line)) continue;
    if (line.priceTypeCode === priceTypeCode)
      causes.push(named("otherCategory", line.seatCategoryCode, categoryNames));
    else if (line.seatCategoryCode === seatCategoryCode && priceTypeNames.has(line.priceTypeCode))
      causes.push(named("otherPriceType", line.priceTypeCode, priceTypeNames));
  }
  const line = priceIn(grid, priceTypeCode, seatCategoryCode);
  if (!grid) causes.push({ kind: "noGridYet", whom: "ownHouse" });
  else if (!line) causes.push({ kind: "notInGrid", whom: "ownHouse" });
  else if (totalOf(event) === totalOf(line)) causes.push({ kind: "feesInAmount", whom: "resellerContact" });
  else if (totalOf(event) === totalOf(line) + event.resellerFeeCents && event.resellerFeeCents > 0)
    causes.push({ kind: "resellerFeeInAmount", whom: "resellerContact" });
  return causes.length > 0 ? causes : [otherPrice];
}

function named(
  kind: "otherCategory" | "otherPriceType",
  code: number,
  names: ReadonlyMap<number, string>,
): Cause {
  return { kind, whom: "resellerContact", code, name: names.get(code) ?? String(code) };
}

function priceTypeCause({ priceType }: Surroundings): Cause {
  if (!priceType) return { kind: "priceTypeUnheardOf", whom: "resellerContact" };
  const { name, channelKind } = priceType;
  // A counter price type never is one of the interface's (R3.4).
  if (channelKind !== "reseller") return { kind: "counterPriceType", whom: "resellerContact", name };
  return { kind: "priceTypeNotOfInterface", whom: "support", name };
}

function scheduleCauses({ scheduleVersion, performancesThen }: Surroundings): Cause[] {
  const causes: Cause[] = performancesThen.map((performanceNumber) => ({
    kind: "otherPerformance",
    whom: "resellerContact",
    performanceNumber,
  }));
  if ((scheduleVersion ?? 1) > 1) causes.unshift({ kind: "rescheduled", whom: "resellerContact" });
  return causes.length > 0 ? causes : [{ kind: "otherDate", whom: "resellerContact" }];
}

function validity(grid: PriceGrid, grids: readonly PriceGrid[]) {
  const later = grids.map(({ validFrom }) => validFrom).filter((validFrom) => validFrom > grid.validFrom);
  const next = later.sort((a, b) => +a - +b)[0];
  return { validFrom: grid.validFrom.toISOString(), validUntil: next?.toISOString() ?? null };
}

const feesOf = (amounts: GridAmounts) => amounts.venueFeeCents + amounts.organizerFeeCents;
const totalOf = (amounts: GridAmounts) => amounts.faceValueCents + feesOf(amounts);

function differing(sale: GridAmounts, grid: GridAmounts): Explanation["columns"] {
  return [
    ...(sale.faceValueCents === grid.faceValueCents ? [] : ["faceValue" as const]),
    ...(feesOf(sale) === feesOf(grid) ? [] : ["fees" as const]),
  ];
}

function fits(event: FeedEvent, line: PriceGridLine | undefined): boolean {
  return line !== undefined && differing(event, line).length === 0;
}

function amountsOf({ faceValueCents, venueFeeCents, organizerFeeCents }: PriceGridLine): GridAmounts {
  return { faceValueCents, venueFeeCents, organizerFeeCents };
}
