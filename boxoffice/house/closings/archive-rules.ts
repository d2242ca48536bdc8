import { canonicalJson, chainStart } from "@allotement/protocol/feed-chain.ts";
import { hashOfWords } from "../journal/seal-journal.ts";
import type { ClosingRecord, EntryRecord } from "./archive-records.ts";
import { hashOfClosing, type SummedEntry, sumsOf, totalsOf } from "./closing.ts";
import { isPeriod, nextPeriod, spanOf } from "./period.ts";
import type { ArchiveRead } from "./verify-archive.ts";

/** What a line of an archive must fit, beside its digest: what whoever hashes anew has to meet as well. */

type Read = Pick<ArchiveRead, "head" | "entries" | "closings">;
type ReadClosing = ClosingRecord["closing"];

export function faultOfEntry(read: Read, { entry, previousHash, hash }: EntryRecord): string | undefined {
  if (entry.organizerId !== read.head?.organizerId) return "is of another organizer's journal";
  const before = headBefore(read);
  if (before === undefined) return "stands after the closings: the journal's lines stand before them";
  if (entry.entryNumber !== before.entryNumber + 1)
    return `is entry ${entry.entryNumber}, and entry ${before.entryNumber + 1} follows here`;
  if (previousHash !== before.hash)
    return `is entry ${entry.entryNumber}, and does not follow the seal before it`;
  if (hashOfWords(previousHash, entry) !== hash)
    return `is entry ${entry.entryNumber}, and its content is not what was sealed`;
  return undefined;
}

/** The last sealed line so far: of the entries here, else of the closing from which the archive begins. */
function headBefore({ entries, closings }: Read): { entryNumber: number; hash: string } | undefined {
  if (closings.length > 1) return undefined;
  const last = entries.at(-1);
  if (last) return { entryNumber: last.entry.entryNumber, hash: last.hash };
  const base = closings[0]?.closing;
  return base
    ? { entryNumber: base.lastEntry, hash: base.lastEntryHash }
    : { entryNumber: 0, hash: chainStart };
}

export function faultOfClosing(
  read: Read,
  { closing, previousHash, hash }: ClosingRecord,
): string | undefined {
  const named = `is the closing of ${closing.period}, and`;
  if (closing.organizerId !== read.head?.organizerId) return `${named} of another organizer`;
  if (hashOfClosing(previousHash, closing) !== hash) return `${named} its content is not what was hashed`;
  const last = read.closings.at(-1);
  const number = last ? last.closing.closingNumber + 1 : undefined;
  if (number !== undefined && closing.closingNumber !== number)
    return `${named} number ${closing.closingNumber}, where ${number} follows`;
  const expected = last ? last.hash : closing.closingNumber === 1 ? chainStart : previousHash;
  if (previousHash !== expected) return `${named} does not follow the closing before it`;
  const fault = faultOfSpan(closing) ?? faultOfRow(read, closing) ?? faultOfSums(read, closing);
  return fault && `${named} ${fault}`;
}

function faultOfSpan({ kind, period, timeZone, startsAt, endsAt }: ReadClosing): string | undefined {
  if (!isPeriod(kind, period)) return "that is no period";
  try {
    const span = spanOf(kind, period, timeZone);
    const fits =
      span.startsAt.getTime() === Date.parse(startsAt) && span.endsAt.getTime() === Date.parse(endsAt);
    return fits ? undefined : `it is not from ${startsAt} to ${endsAt}`;
  } catch {
    return `${timeZone} is no time zone`;
  }
}

const before = (read: Read, closing: ReadClosing) =>
  read.closings.findLast((one) => one.closing.kind === closing.kind)?.closing;

function faultOfRow(read: Read, closing: ReadClosing): string | undefined {
  const { head, entries } = read;
  const last = before(read, closing);
  if (last && closing.period !== nextPeriod(closing.kind, last.period))
    return `follows that of ${last.period}: periods close in order`;
  if (last && closing.firstEntry !== last.lastEntry + 1)
    return `begins with entry ${closing.firstEntry}, where the one before ended with ${last.lastEntry}`;
  if (last && closing.perpetualTotalCents < last.perpetualTotalCents) return "its perpetual total goes back";
  if (closing.closingNumber !== head?.closingNumber) return undefined;
  const first = entries[0]?.entry.entryNumber ?? closing.lastEntry + 1;
  const end = entries.at(-1)?.entry.entryNumber ?? closing.lastEntry;
  return closing.firstEntry === first && closing.lastEntry === end
    ? undefined
    : `covers entries ${closing.firstEntry} to ${closing.lastEntry}, and ${first} to ${end} stand here`;
}

/** Every sum of a closing anew, where all of its lines stand here; else only that it adds up by itself. */
function faultOfSums(read: Read, closing: ReadClosing): string | undefined {
  const last = before(read, closing);
  const sums = sumsOf(closing.totals, last);
  if (closing.periodTotalCents !== sums.periodTotalCents || closing.settledCents !== sums.settledCents)
    return "its totals do not add up";
  const begins = last !== undefined || closing.firstEntry === 1;
  if (begins && closing.grandTotalCents !== sums.grandTotalCents) return "its grand total does not add up";
  if (begins && closing.perpetualTotalCents !== sums.perpetualTotalCents)
    return "its perpetual total does not add up";
  const first = read.entries[0]?.entry.entryNumber;
  const end = read.entries.at(-1)?.entry.entryNumber;
  if (first === undefined || end === undefined || closing.firstEntry < first || closing.lastEntry > end)
    return closing.lastEntry >= closing.firstEntry || closing.totals.length === 0
      ? undefined
      : "it has totals and no entry";
  const lines = read.entries.slice(closing.firstEntry - first, closing.lastEntry - first + 1);
  const sealed = lines.at(-1)?.hash;
  if (sealed !== undefined && sealed !== closing.lastEntryHash)
    return `entry ${closing.lastEntry} bears another seal`;
  const rows = closing.totals.map(({ paymentMethodName: _, salesChannelName: __, ...row }) => row);
  return canonicalJson(totalsOf(lines.map(summed))) === canonicalJson(rows)
    ? undefined
    : "its totals are not those of its entries";
}

function summed({ entry }: EntryRecord): SummedEntry {
  const { kind, paymentMethodId, salesChannelId, vatRate = null } = entry;
  const { faceValueCents, venueFeeCents, organizerFeeCents, resellerFeeCents } = entry;
  const amounts = { faceValueCents, venueFeeCents, organizerFeeCents, resellerFeeCents };
  return { kind, paymentMethodId, salesChannelId, vatRate, ...amounts };
}
