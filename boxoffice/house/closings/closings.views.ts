import { type ClosingReceiptData, closingReceipt } from "@allotement/documents/closing/closing-receipt.ts";
import { safeFileName } from "@allotement/documents/file-name.ts";
import { type Queries, sql } from "@allotement/platform/database/database.ts";
import type { ClosingList, ClosingRow, OpenPeriod } from "../../api/closings.ts";
import { splitVat } from "../prices/vat.ts";
import { localMoment, type PrintedDocument } from "../print/print.ts";
import type { Closing, ClosingTotal } from "./closing.ts";
import { isTurnover } from "./closing.ts";
import { listClosings } from "./closings.store.ts";
import { lastPart, nextPeriod, type PeriodKind, periodOf, spanOf } from "./period.ts";

/** The next period of each kind, and whether it can be closed now; null where nothing was ever booked. */
export async function openPeriods(
  queries: Queries,
  organizerId: number,
  now: Date,
): Promise<Pick<ClosingList, "open" | "today">> {
  const row = await queries.first<{ timeZone: string; firstAt: Date | null }>(sql`
    select time_zone as "timeZone", (select at from cash_journal entry
      where entry.organizer_id = organizers.organizer_id order by entry_number limit 1) as "firstAt"
    from organizers where organizer_id = ${organizerId}`);
  if (!row) throw new Error(`there is no organizer ${organizerId}`);
  const { timeZone, firstAt } = row;
  const today = periodOf("day", now, timeZone);
  if (!firstAt) return { open: null, today };
  const last = async (kind: PeriodKind) =>
    (await listClosings(queries, organizerId, { kind, limit: 1 }))[0]?.period;
  const [day, month, year] = [await last("day"), await last("month"), await last("year")];
  const next = (kind: PeriodKind, closed: string | undefined) =>
    closed === undefined ? periodOf(kind, firstAt, timeZone) : nextPeriod(kind, closed);
  const whole = (
    kind: "month" | "year",
    closed: string | undefined,
    part: string | undefined,
  ): OpenPeriod => {
    const period = next(kind, closed);
    const ready = part !== undefined && part >= lastPart(kind, period);
    return { period, state: ready ? "ready" : "partsOpen" };
  };
  const openDay = next("day", day);
  const ahead = spanOf("day", openDay, timeZone).startsAt > now;
  return {
    open: {
      day: { period: openDay, state: ahead ? "ahead" : "ready" },
      month: whole("month", month, day),
      year: whole("year", year, month),
    },
    today,
  };
}

export function closingRowOf(closing: Closing): ClosingRow {
  const { organizerId: _, totals: __, organizerName: ___, previousHash: ____, ...row } = closing;
  return row;
}

/** The receipt of a closing: from what the closing itself says, so that it reads the same for ever. */
export async function closingDocument(
  queries: Queries,
  organizerId: number,
  closing: Closing,
  fingerprint: string,
): Promise<PrintedDocument> {
  const operator = await queries.first<{ name: string }>(sql`
    select name from operators where organizer_id = ${organizerId} and operator_id = ${closing.closedBy}`);
  const local = (at: string) => localMoment(new Date(at), closing.timeZone);
  const data: ClosingReceiptData = {
    ...closing,
    startsAt: local(closing.startsAt),
    endsAt: local(closing.endsAt),
    closedAt: local(closing.closedAt),
    closedByName: operator?.name ?? "",
    totals: closing.totals.map((total) => ({
      ...total,
      feesCents: total.venueFeeCents + total.organizerFeeCents,
    })),
    vat: vatOf(closing.totals),
    fingerprint,
  };
  const content = closingReceipt(data);
  return {
    fileName: `${safeFileName(`${content.title} ${closing.period}`, "Clôture")}.pdf`,
    content,
    printedAt: { instant: new Date(closing.closedAt), local: data.closedAt },
  };
}

/** The turnover by rate, split on each rate's sum. */
export function vatOf(totals: readonly ClosingTotal[]): ClosingReceiptData["vat"] {
  const sums = new Map<number | null, number>();
  for (const { kind, vatRate, amountCents } of totals)
    if (isTurnover(kind)) sums.set(vatRate, (sums.get(vatRate) ?? 0) + amountCents);
  return [...sums]
    .sort(([one], [other]) => (one ?? -1) - (other ?? -1))
    .map(([vatRate, amountCents]) => ({ vatRate, amountCents, ...splitVat(amountCents, vatRate ?? 0) }));
}
