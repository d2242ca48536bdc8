/** The VAT of a show's tickets, all prices with VAT included. Rates in hundredths of a percent: 210 is 2.10 %. */

export const vatRegimes = ["firstPerformances", "reduced", "standard"] as const;
/** `firstPerformances`: 2.10 % for the first 140 performances of the show and 5.5 % from there on. */
export type VatRegime = (typeof vatRegimes)[number];

export const vatRates = { first: 210, reduced: 550, standard: 2_000 } as const;
export type VatRate = (typeof vatRates)[keyof typeof vatRates];

/** So many performances of a show are taxed at the lowest rate. */
export const firstPerformanceCount = 140;

export interface VatOfShow {
  regime: VatRegime;
  /** Performances given elsewhere, or before this house kept its books here. */
  performancesBefore: number;
}

export interface CountedPerformance {
  performanceNumber: number;
  startsAt: Date;
  cancelled: boolean;
}

/**
 * Which performance of the show this is, the first being 1: in order of time, whatever the order of the list, those at
 * one time by their numbers. A cancelled one is not counted; it stands where it would have stood.
 */
export function ordinalOf(
  show: Pick<VatOfShow, "performancesBefore">,
  performances: readonly CountedPerformance[],
  performance: Pick<CountedPerformance, "performanceNumber" | "startsAt">,
): number {
  const time = performance.startsAt.getTime();
  const earlier = performances.filter((other) => {
    if (other.cancelled || other.performanceNumber === performance.performanceNumber) return false;
    const difference = other.startsAt.getTime() - time;
    return difference < 0 || (difference === 0 && other.performanceNumber < performance.performanceNumber);
  });
  return show.performancesBefore + earlier.length + 1;
}

/** The rate of the performance that stands at this place in its show's order. */
export function vatRateAt(regime: VatRegime, ordinal: number): VatRate {
  if (regime === "standard") return vatRates.standard;
  if (regime === "reduced") return vatRates.reduced;
  return ordinal <= firstPerformanceCount ? vatRates.first : vatRates.reduced;
}

/** The rate of one performance of a show. */
export function vatRateOf(
  show: VatOfShow,
  performances: readonly CountedPerformance[],
  performance: Pick<CountedPerformance, "performanceNumber" | "startsAt">,
): VatRate {
  return vatRateAt(show.regime, ordinalOf(show, performances, performance));
}

/**
 * Splits an amount with VAT included: the net amount to the nearest cent, halves away from zero, and the rest as VAT, so
 * that both always add up again and a refund splits as its sale did. Split a total, not its lines: cents of lines differ.
 */
export function splitVat(amountCents: number, rate: number): { netCents: number; vatCents: number } {
  const netCents = Math.sign(amountCents) * Math.round((Math.abs(amountCents) * 10_000) / (10_000 + rate));
  return { netCents: netCents === 0 ? 0 : netCents, vatCents: amountCents - netCents };
}
