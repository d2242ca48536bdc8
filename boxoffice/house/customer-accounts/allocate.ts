/** A debt that is not settled, or a credit: what was settled and then cancelled is open with a negative amount. */
export interface OpenDebt {
  /** The first line of the journal of the debt. */
  debtEntry: number;
  openCents: number;
}

/** What a settlement pays of one debt; negative where it uses up a credit. */
export interface SettlementLine {
  debtEntry: number;
  amountCents: number;
}

/**
 * Spreads a payment over debts in their order, the oldest first; credits are used up before, so that the lines add up to
 * the amount. Undefined where it is more than is owed.
 */
export function allocateOldestFirst(
  debts: readonly OpenDebt[],
  amountCents: number,
): SettlementLine[] | undefined {
  const credits = debts.filter(({ openCents }) => openCents < 0);
  let left = credits.reduce((sum, { openCents }) => sum - openCents, amountCents);
  const lines = credits.map(({ debtEntry, openCents }) => ({ debtEntry, amountCents: openCents }));
  for (const { debtEntry, openCents } of debts) {
    const paid = Math.min(openCents, left);
    if (paid <= 0) continue;
    lines.push({ debtEntry, amountCents: paid });
    left -= paid;
  }
  return left === 0 ? lines : undefined;
}

/** In order of precedence. */
export type ChoiceRefusal = "UNKNOWN_DEBT" | "MORE_THAN_OPEN" | "NOTHING_TO_SETTLE";

/** Checks lines that a person chose: each an open debt, once, in part or whole; together money that comes in. */
export function allocateChosen(
  debts: readonly OpenDebt[],
  chosen: readonly SettlementLine[],
): SettlementLine[] | ChoiceRefusal {
  const open = new Map(debts.map(({ debtEntry, openCents }) => [debtEntry, openCents]));
  for (const { debtEntry, amountCents } of chosen) {
    const openCents = open.get(debtEntry);
    if (openCents === undefined) return "UNKNOWN_DEBT";
    const fits =
      Math.sign(amountCents) === Math.sign(openCents) && Math.abs(amountCents) <= Math.abs(openCents);
    if (!fits) return "MORE_THAN_OPEN";
    // Named twice, the second finds nothing left.
    open.set(debtEntry, 0);
  }
  const total = chosen.reduce((sum, { amountCents }) => sum + amountCents, 0);
  return total > 0 ? [...chosen] : "NOTHING_TO_SETTLE";
}
