import type { HallPlan } from "@allotement/boxoffice/api/halls.ts";
import type { PriceGridList } from "@allotement/boxoffice/api/prices.ts";

export type GridLine = PriceGridList["priceGrids"][number]["lines"][number];

/** The grid that is valid now: the last one that has begun. */
export function gridNow(list: PriceGridList, now: string): readonly GridLine[] {
  const begun = list.priceGrids
    .filter(({ validFrom }) => validFrom <= now)
    .sort((a, b) => (a.validFrom < b.validFrom ? 1 : -1));
  return begun[0]?.lines ?? [];
}

/** One ticket, fees included; undefined where the grid has no such line. */
export function priceOf(
  geometry: HallPlan,
  grid: readonly GridLine[],
  seatCode: number,
  priceTypeCode: number | undefined,
): number | undefined {
  const category = geometry.categoryIndexes[geometry.seatCodes.indexOf(seatCode)] ?? -1;
  const line = grid.find(
    (one) => one.priceTypeCode === priceTypeCode && one.seatCategoryCode === geometry.categoryCodes[category],
  );
  return line && line.faceValueCents + line.venueFeeCents + line.organizerFeeCents;
}

export interface ChosenSeat {
  readonly seatCode: number;
  readonly priceTypeCode: number;
  readonly cents: number | undefined;
}

/** The chosen seats in the plan's order, each at its own price type or the order's. The server counts again. */
export function chosenSeats(
  geometry: HallPlan,
  chosen: ReadonlySet<number>,
  grid: readonly GridLine[],
  priceTypes: { readonly all: number; readonly own: ReadonlyMap<number, number> },
): ChosenSeat[] {
  return geometry.seatCodes
    .filter((seatCode) => chosen.has(seatCode))
    .map((seatCode) => {
      const priceTypeCode = priceTypes.own.get(seatCode) ?? priceTypes.all;
      return { seatCode, priceTypeCode, cents: priceOf(geometry, grid, seatCode, priceTypeCode) };
    });
}

/** The sum, or undefined where a seat has no amount. */
export function sumCents(seats: readonly ChosenSeat[]): number | undefined {
  let sum = 0;
  for (const { cents } of seats) {
    if (cents === undefined) return undefined;
    sum += cents;
  }
  return sum;
}

/** The seats that are sold otherwise than the order, by price type. */
export function otherPriceTypes(seats: readonly ChosenSeat[], all: number) {
  const others = new Map<number, number[]>();
  for (const { seatCode, priceTypeCode } of seats)
    if (priceTypeCode !== all) others.set(priceTypeCode, [...(others.get(priceTypeCode) ?? []), seatCode]);
  return [...others].map(([priceTypeCode, seatCodes]) => ({ priceTypeCode, seatCodes }));
}
