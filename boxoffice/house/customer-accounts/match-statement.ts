import type { StatementLine } from "./statement-file.ts";

/** A debt of an account by its ticket's barcode, open or settled. */
export interface DebtOfTicket {
  debtEntry: number;
  barcode: string | null;
  openCents: number;
}

/** The reseller's statement beside the account's debts (R3.6): what may be settled, and every gap. */
export interface StatementMatch<Debt extends DebtOfTicket> {
  /** The same amount on both sides. */
  matched: Debt[];
  differing: { debt: Debt; statementCents: number }[];
  /** On the statement, and settled before; or cancelled here. */
  settledBefore: { debt: Debt; statementCents: number }[];
  /** On the statement, and no debt here. */
  unknownHere: StatementLine[];
  /** Open here, and not on the statement. */
  missingThere: Debt[];
}

/** Lines of one barcode count together: a sale and its cancellation may both stand there. */
export function matchStatement<Debt extends DebtOfTicket>(
  lines: readonly StatementLine[],
  debts: readonly Debt[],
): StatementMatch<Debt> {
  const stated = new Map<string, number>();
  for (const { barcode, amountCents } of lines) stated.set(barcode, (stated.get(barcode) ?? 0) + amountCents);
  const match: StatementMatch<Debt> = {
    matched: [],
    differing: [],
    settledBefore: [],
    unknownHere: [],
    missingThere: [],
  };
  for (const debt of debts) {
    const statementCents = debt.barcode === null ? undefined : stated.get(debt.barcode);
    if (debt.barcode !== null) stated.delete(debt.barcode);
    if (statementCents === undefined) {
      if (debt.openCents !== 0) match.missingThere.push(debt);
    } else if (statementCents === debt.openCents) {
      if (debt.openCents !== 0) match.matched.push(debt);
    } else if (debt.openCents === 0) match.settledBefore.push({ debt, statementCents });
    else match.differing.push({ debt, statementCents });
  }
  match.unknownHere = [...stated].map(([barcode, amountCents]) => ({ barcode, amountCents }));
  return match;
}
