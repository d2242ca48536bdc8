import type { InterfaceStore } from "../store.ts";
import type { FileLine } from "./judge-line.ts";
import { type LineOutcome, takeLines } from "./take-lines.ts";

/** Lines received in one transaction. */
export const linesAtOnce = 200;

/** What became of each line, in their order; undefined where nothing was ever exchanged with the reseller. */
export type LinesReceipt = LineOutcome[] | undefined;

/**
 * Receives lines of a sales file, in one transaction (rule 5): a second reading changes nothing. `dryRun`: says what
 * would become of them, and leaves the books as they are.
 */
export async function receiveLines(
  store: InterfaceStore,
  lines: readonly FileLine[],
  at: Date,
  dryRun: boolean,
): Promise<LinesReceipt> {
  const outcomes: { found?: LinesReceipt } = {};
  try {
    await store.transaction(async (transaction) => {
      const cursor = await transaction.lockCursor();
      outcomes.found = cursor && (await takeLines(transaction, store.scope, cursor, lines, at));
      if (dryRun) throw new UndoAll();
    });
  } catch (error) {
    if (!(error instanceof UndoAll)) throw error;
  }
  return outcomes.found;
}

/** Undoes what a dry run has written. */
export class UndoAll extends Error {}
