import {
  type Closing,
  type ClosingFacts,
  type ClosingTotal,
  closingChainStart,
  hashOfClosing,
  sumsOf,
} from "./closing.ts";
import { lastPart, nextPeriod, type PeriodKind, periodOf, spanOf } from "./period.ts";

export interface Venue {
  organizerName: string;
  timeZone: string;
}

/** What closing needs of the database, for one organizer, in one transaction. */
export interface ClosingTransaction {
  /** Held until the end of the transaction: one closing at a time. */
  lockClosings(): Promise<void>;
  venue(): Promise<Venue>;
  /** Of any kind, the one with the highest number. */
  lastClosing(): Promise<Closing | undefined>;
  lastClosingOf(kind: PeriodKind): Promise<Closing | undefined>;
  closing(kind: PeriodKind, period: string): Promise<Closing | undefined>;
  firstEntryAt(): Promise<Date | undefined>;
  /** The last number after `after` before the first line that was booked at `until` or later; `after` where none is. */
  lastEntryBefore(after: number, until: Date): Promise<number>;
  /** The hash of a line's seal; undefined where it is not sealed. */
  sealOf(entryNumber: number): Promise<string | undefined>;
  /** The totals of lines in a row, in the order of `totalsOf`. */
  totals(firstEntry: number, lastEntry: number): Promise<ClosingTotal[]>;
  insertClosing(closing: Closing): Promise<void>;
}

/**
 * Why a period is not closed. `NOTHING_BOOKED`: the journal is empty. `NOT_BEGUN`: the period lies ahead. `PARTS_OPEN`:
 * a month's days, a year's months are closed before it; `part`: the first that is open. `ENTRIES_UNSEALED`: sealing has not
 * come so far.
 */
export type ClosingRefusal =
  | { error: "NOTHING_BOOKED" | "NOT_BEGUN" | "ALREADY_CLOSED" | "ENTRIES_UNSEALED" }
  | { error: "PARTS_OPEN"; part: string };

export interface ClosingAsked {
  organizerId: number;
  operatorId: number;
  kind: PeriodKind;
  /** The last period to be closed; those before it are closed first, each on its own. */
  through: string;
  now: Date;
}

/**
 * Closes the next period of a kind, if it is not after `through`; undefined where everything up to there is closed. A
 * day may be closed before it is over, after the last show: what is booked later falls into the next one, as does whatever
 * comes late.
 */
export async function closeNext(
  transaction: ClosingTransaction,
  asked: ClosingAsked,
): Promise<Closing | ClosingRefusal | undefined> {
  const { kind, through, now } = asked;
  await transaction.lockClosings();
  const venue = await transaction.venue();
  const before = await transaction.lastClosingOf(kind);
  const firstAt = await transaction.firstEntryAt();
  if (!firstAt) return { error: "NOTHING_BOOKED" };
  const period = before ? nextPeriod(kind, before.period) : periodOf(kind, firstAt, venue.timeZone);
  if (period > through) return undefined;
  const span = spanOf(kind, period, venue.timeZone);
  if (span.startsAt > now) return { error: "NOT_BEGUN" };
  const firstEntry = (before?.lastEntry ?? 0) + 1;
  const range = await rangeOf(transaction, { kind, period, firstEntry, endsAt: span.endsAt });
  if ("error" in range) return range;
  const { lastEntry } = range;
  const lastEntryHash = lastEntry === 0 ? closingChainStart : await transaction.sealOf(lastEntry);
  if (lastEntryHash === undefined) return { error: "ENTRIES_UNSEALED" };
  const totals = lastEntry < firstEntry ? [] : await transaction.totals(firstEntry, lastEntry);
  const last = await transaction.lastClosing();
  const facts: ClosingFacts = {
    organizerId: asked.organizerId,
    closingNumber: (last?.closingNumber ?? 0) + 1,
    kind,
    period,
    ...venue,
    startsAt: span.startsAt.toISOString(),
    endsAt: span.endsAt.toISOString(),
    firstEntry,
    lastEntry,
    lastEntryHash,
    totals,
    ...sumsOf(totals, before),
    closedAt: now.toISOString(),
    closedBy: asked.operatorId,
  };
  const previousHash = last?.hash ?? closingChainStart;
  const closing = { ...facts, previousHash, hash: hashOfClosing(previousHash, facts) };
  await transaction.insertClosing(closing);
  return closing;
}

/** A day ends with the last line booked in it; a month ends where its last day does, a year where its last month does. */
async function rangeOf(
  transaction: ClosingTransaction,
  {
    kind,
    period,
    firstEntry,
    endsAt,
  }: { kind: PeriodKind; period: string; firstEntry: number; endsAt: Date },
): Promise<{ lastEntry: number } | ClosingRefusal> {
  if (kind === "day") return { lastEntry: await transaction.lastEntryBefore(firstEntry - 1, endsAt) };
  const part = lastPart(kind, period);
  const partKind = kind === "month" ? "day" : "month";
  const closed = await transaction.closing(partKind, part);
  if (closed) return { lastEntry: closed.lastEntry };
  const lastOfKind = await transaction.lastClosingOf(partKind);
  return { error: "PARTS_OPEN", part: lastOfKind ? nextPeriod(partKind, lastOfKind.period) : part };
}

/** Closings answer one by one: what was closed stays closed where a later period is refused. */
export async function closePeriods(
  transaction: <Result>(work: (transaction: ClosingTransaction) => Promise<Result>) => Promise<Result>,
  asked: ClosingAsked,
): Promise<{ closings: Closing[]; refusal: ClosingRefusal | undefined }> {
  const closings: Closing[] = [];
  for (;;) {
    const next = await transaction((inside) => closeNext(inside, asked));
    if (next === undefined)
      return { closings, refusal: closings.length === 0 ? { error: "ALREADY_CLOSED" } : undefined };
    if ("error" in next) return { closings, refusal: next };
    closings.push(next);
  }
}
