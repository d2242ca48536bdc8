export type EntryKind =
  | "sale"
  | "cancellation"
  | "refund"
  | "settlement"
  | "settlementReversal"
  | "priceOverride"
  | "priceOverrideReversal";

/** Money that comes in for a debt, or goes back, moves the debt the other way than a sale does; it is no turnover. */
export const settlementKinds: readonly string[] = [
  "settlement",
  "settlementReversal",
] satisfies readonly EntryKind[];
