import type { HallPlan } from "@allotement/boxoffice/api/halls.ts";
import type { PriceGridList } from "@allotement/boxoffice/api/prices.ts";

type GridLine = PriceGridList["priceGrids"][number]["lines"][number];

export interface CategoryTotal {
  readonly name: string;
  readonly count: number;
  /** One ticket, fees included; undefined where the grid has no such line. */
  readonly eachCents: number | undefined;
}

/** The grid that is valid now: the last one that has begun. */
export function gridNow(list: PriceGridList, now: string): readonly GridLine[] {
  const begun = list.priceGrids
    .filter(({ validFrom }) => validFrom <= now)
    .sort((a, b) => (a.validFrom < b.validFrom ? 1 : -1));
  return begun[0]?.lines ?? [];
}

/** The chosen seats category by category, at a price type. The server counts again when it sells. */
export function totalsByCategory(
  geometry: HallPlan,
  chosen: ReadonlySet<number>,
  grid: readonly GridLine[],
  priceTypeCode: number | undefined,
): CategoryTotal[] {
  const counts = new Map<number, number>();
  geometry.seatCodes.forEach((code, index) => {
    if (!chosen.has(code)) return;
    const category = geometry.categoryIndexes[index] ?? -1;
    counts.set(category, (counts.get(category) ?? 0) + 1);
  });
  return [...counts].map(([category, count]) => {
    const line = grid.find(
      (one) =>
        one.priceTypeCode === priceTypeCode && one.seatCategoryCode === geometry.categoryCodes[category],
    );
    const eachCents = line && line.faceValueCents + line.venueFeeCents + line.organizerFeeCents;
    return { name: geometry.categoryNames[category] ?? "", count, eachCents };
  });
}

/** The sum, or undefined where a category has no amount. */
export function sumCents(totals: readonly CategoryTotal[]): number | undefined {
  let sum = 0;
  for (const { count, eachCents } of totals) {
    if (eachCents === undefined) return undefined;
    sum += count * eachCents;
  }
  return sum;
}
