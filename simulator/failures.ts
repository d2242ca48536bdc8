import { PowerCut } from "./process.ts";

/** How a side says that a commit failed as the seed drew it. */
const drawn =
  /^(the database refused the commit|the connection was lost during the commit|The transaction is over)$/;

/** What a reported error says of the product; undefined where it is the fault that the seed drew. */
export function failureOf(error: unknown): string | undefined {
  if (error instanceof PowerCut) return undefined;
  if (error instanceof AggregateError) {
    const inner = error.errors.map(failureOf).filter((failure) => failure !== undefined);
    return inner.length > 0 ? inner.join("; ") : undefined;
  }
  if (!(error instanceof Error)) return String(error);
  return drawn.test(error.message) ? undefined : (error.stack ?? error.message);
}
