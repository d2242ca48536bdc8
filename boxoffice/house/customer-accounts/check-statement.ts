import type { Queries } from "@allotement/platform/database/database.ts";
import type { StatementCheck } from "../../api/customer-accounts.ts";
import { type DebtRow, knownBarcodes, readDebts } from "./debts.store.ts";
import { matchStatement } from "./match-statement.ts";
import { readStatement } from "./statement-file.ts";

/** Reads the reseller's statement and lays it beside the account's debts; nothing is booked. */
export async function checkStatement(
  queries: Queries,
  organizerId: number,
  customerAccountId: number,
  text: string,
): Promise<StatementCheck | { missing: ("barcode" | "amount")[] }> {
  const file = readStatement(text);
  if (!file.readable) return { missing: file.missing };
  const debts = await readDebts(queries, organizerId, customerAccountId, { state: "all", limit: null });
  const match = matchStatement(file.lines, debts);
  const known = await knownBarcodes(
    queries,
    organizerId,
    match.unknownHere.map(({ barcode }) => barcode),
  );
  const shown = (debt: DebtRow) => ({ ...debt, at: debt.at.toISOString() });
  const stated = (rows: typeof match.differing) =>
    rows.map(({ debt, statementCents }) => ({ debt: shown(debt), statementCents }));
  return {
    lineCount: file.lines.length,
    statementCents: file.lines.reduce((sum, { amountCents }) => sum + amountCents, 0),
    badLines: file.badLines,
    matched: match.matched.map(shown),
    differing: stated(match.differing),
    settledBefore: stated(match.settledBefore),
    unknownHere: match.unknownHere.map((line) => ({ ...line, knownTicket: known.has(line.barcode) })),
    missingThere: match.missingThere.map(shown),
  };
}
