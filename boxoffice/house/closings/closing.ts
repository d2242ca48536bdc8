import { canonicalJson, chainStart, sha256 } from "@allotement/protocol/feed-chain.ts";
import { settlementKinds } from "../journal/entry-kinds.ts";
import type { PeriodKind } from "./period.ts";

/** The lines of a period that are alike in kind, payment method, sales channel and VAT rate; signed cents. */
export interface ClosingTotal {
  kind: string;
  paymentMethodId: number;
  paymentMethodName: string;
  salesChannelId: number;
  salesChannelName: string;
  /** Hundredths of a percent; null where the lines belong to no performance. */
  vatRate: number | null;
  entryCount: number;
  faceValueCents: number;
  venueFeeCents: number;
  organizerFeeCents: number;
  /** Recorded, not the venue's. */
  resellerFeeCents: number;
  /** Face value and both of the venue's fees. */
  amountCents: number;
  /** The same, each line as if it were positive. */
  absoluteCents: number;
}

/** All that a closing says, and its hash covers. */
export interface ClosingFacts extends ClosingSums {
  organizerId: number;
  closingNumber: number;
  kind: PeriodKind;
  /** Civil, in `timeZone`: 2026-11-23, 2026-11, 2026. */
  period: string;
  organizerName: string;
  timeZone: string;
  startsAt: string;
  endsAt: string;
  firstEntry: number;
  /** One less than the first where the period has no line. */
  lastEntry: number;
  /** The seal's hash of the last line up to here; the chain's start where there is none. */
  lastEntryHash: string;
  totals: ClosingTotal[];
  closedAt: string;
  closedBy: number;
}

export interface ClosingSums {
  /** What was sold, less what was cancelled or given back. Settlements of debts are no turnover. */
  periodTotalCents: number;
  /** What came in for debts, less what was reversed. */
  settledCents: number;
  /** Turnover since the first line ever. */
  grandTotalCents: number;
  /** The same with each line as if it were positive: it never goes back, whatever is refunded. */
  perpetualTotalCents: number;
}

export interface Closing extends ClosingFacts {
  previousHash: string;
  hash: string;
}

/** The hash of a closing: SHA-256(previousHash ‖ canonical JSON of all that it says). */
export function hashOfClosing(previousHash: string, facts: ClosingFacts): string {
  return sha256(previousHash + canonicalJson(facts));
}

/** Whether lines of a kind are turnover: settlements of debts are not, the sale that made the debt was. */
export const isTurnover = (kind: string) => !settlementKinds.includes(kind);

/** The sums of a period, after those of the period of its kind before it. */
export function sumsOf(
  totals: readonly ClosingTotal[],
  before: Pick<ClosingSums, "grandTotalCents" | "perpetualTotalCents"> | undefined,
): ClosingSums {
  const sum = (rows: readonly ClosingTotal[], field: "amountCents" | "absoluteCents") =>
    rows.reduce((total, row) => total + row[field], 0);
  const turnover = totals.filter(({ kind }) => isTurnover(kind));
  const periodTotalCents = sum(turnover, "amountCents");
  return {
    periodTotalCents,
    settledCents: sum(
      totals.filter(({ kind }) => !isTurnover(kind)),
      "amountCents",
    ),
    grandTotalCents: (before?.grandTotalCents ?? 0) + periodTotalCents,
    perpetualTotalCents: (before?.perpetualTotalCents ?? 0) + sum(turnover, "absoluteCents"),
  };
}

/** The amounts of a line of the journal, for summing. */
export type SummedEntry = Omit<
  ClosingTotal,
  "paymentMethodName" | "salesChannelName" | "entryCount" | "amountCents" | "absoluteCents"
>;

export type UnnamedTotal = Omit<ClosingTotal, "paymentMethodName" | "salesChannelName">;

/** The totals of lines, in the order in which a closing keeps them. */
export function totalsOf(entries: Iterable<SummedEntry>): UnnamedTotal[] {
  const totals = new Map<string, UnnamedTotal>();
  for (const entry of entries) {
    const { kind, paymentMethodId, salesChannelId, vatRate } = entry;
    const key = `${kind} ${paymentMethodId} ${salesChannelId} ${vatRate}`;
    const amountCents = entry.faceValueCents + entry.venueFeeCents + entry.organizerFeeCents;
    const total = totals.get(key);
    totals.set(key, {
      kind,
      paymentMethodId,
      salesChannelId,
      vatRate,
      entryCount: (total?.entryCount ?? 0) + 1,
      faceValueCents: (total?.faceValueCents ?? 0) + entry.faceValueCents,
      venueFeeCents: (total?.venueFeeCents ?? 0) + entry.venueFeeCents,
      organizerFeeCents: (total?.organizerFeeCents ?? 0) + entry.organizerFeeCents,
      resellerFeeCents: (total?.resellerFeeCents ?? 0) + entry.resellerFeeCents,
      amountCents: (total?.amountCents ?? 0) + amountCents,
      absoluteCents: (total?.absoluteCents ?? 0) + Math.abs(amountCents),
    });
  }
  return [...totals.values()].sort(byOrder);
}

function byOrder(one: UnnamedTotal, other: UnnamedTotal): number {
  if (one.kind !== other.kind) return one.kind < other.kind ? -1 : 1;
  return (
    one.paymentMethodId - other.paymentMethodId ||
    one.salesChannelId - other.salesChannelId ||
    (one.vatRate ?? -1) - (other.vatRate ?? -1)
  );
}

/** Before the first closing of an organizer. */
export const closingChainStart = chainStart;
