import { assertSame, type Counts, countsOf, difference, rowsAdded } from "./counts.ts";
import type { Stage } from "./stage.ts";

/** The same work twice: through the product, and by plain statements. Each answers how many milliseconds it took. */
export interface Pair {
  name: string;
  product(): Promise<number>;
  raw(): Promise<number>;
}

/** One pair, once. */
export interface Sample {
  productMilliseconds: number;
  rawMilliseconds: number;
  /** Rows that each side added; for readings, the readings made. */
  rows: number;
}

/**
 * Runs both halves of a pair, the raw one first at every second repetition, and checks that both changed the same rows.
 * @throws NotTheSame
 */
export async function runPair(stage: Stage, pair: Pair, repetition: number): Promise<Sample> {
  const half = async (name: "product" | "raw"): Promise<{ milliseconds: number; changes: Counts }> => {
    const before = await countsOf(stage, stage[name]);
    const milliseconds = await pair[name]();
    return { milliseconds, changes: difference(before, await countsOf(stage, stage[name])) };
  };
  const rawFirst = repetition % 2 === 1;
  const early = rawFirst ? await half("raw") : undefined;
  const product = await half("product");
  const raw = early ?? (await half("raw"));
  assertSame(pair.name, product.changes, raw.changes);
  return {
    productMilliseconds: product.milliseconds,
    rawMilliseconds: raw.milliseconds,
    rows: rowsAdded(product.changes),
  };
}
