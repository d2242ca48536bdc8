import { type Queries, sql } from "@allotement/platform/database/database.ts";
import type { BrokenRow, Invariant } from "@allotement/platform/database/invariant.ts";
import { canonicalJson } from "@allotement/protocol/feed-chain.ts";
import { type Closing, closingChainStart, hashOfClosing, sumsOf } from "../house/closings/closing.ts";
import { readClosings, readClosingTotals } from "../house/closings/closings.store.ts";
import { nextPeriod } from "../house/closings/period.ts";

const closingsAtOnce = 500;

/** Every closing anew: its hash and its place in the chain, its period and its lines, and what they sum up to. */
const closingsHold: Invariant = {
  number: 12,
  title: "The chain of closings holds, and each says what its lines of the journal say",
  async check(queries) {
    const organizers = await queries.rows<{ id: number }>(sql`
      select distinct organizer_id as id from journal_closings order by 1`);
    const broken: BrokenRow[] = [];
    for (const { id } of organizers) broken.push(...(await brokenClosings(queries, id)));
    return broken;
  },
};

async function brokenClosings(queries: Queries, organizerId: number): Promise<BrokenRow[]> {
  const broken: BrokenRow[] = [];
  const lastOf = new Map<string, Closing>();
  let last: Closing | undefined;
  for (;;) {
    const after = last?.closingNumber ?? 0;
    const closings = await readClosings(queries, organizerId, after + 1, after + closingsAtOnce);
    for (const closing of closings) {
      const detail =
        faultOfChain(closing, last) ?? (await faultOfContent(queries, closing, lastOf.get(closing.kind)));
      const where = `organizer ${organizerId}, closing ${closing.closingNumber} of ${closing.period}`;
      if (detail) broken.push({ where, detail });
      lastOf.set(closing.kind, closing);
      last = closing;
    }
    if (closings.length === 0) return broken;
  }
}

function faultOfChain(closing: Closing, last: Closing | undefined): string | undefined {
  const { previousHash, hash, ...facts } = closing;
  const before = last?.closingNumber ?? 0;
  if (closing.closingNumber !== before + 1) return `follows ${before}: what stood between is gone`;
  if (previousHash !== (last?.hash ?? closingChainStart))
    return "does not follow the hash of the one before it";
  return hashOfClosing(previousHash, facts) === hash
    ? undefined
    : "its content is not what was hashed: it was altered since";
}

async function faultOfContent(
  queries: Queries,
  closing: Closing,
  before: Closing | undefined,
): Promise<string | undefined> {
  const { organizerId, firstEntry, lastEntry } = closing;
  if (before && closing.period !== nextPeriod(closing.kind, before.period))
    return `follows that of ${before.period}`;
  if (firstEntry !== (before?.lastEntry ?? 0) + 1)
    return `begins with entry ${firstEntry}, after ${before?.lastEntry ?? 0}`;
  const seal = await queries.first<{ hash: string }>(sql`
    select hash from journal_seals where organizer_id = ${organizerId} and entry_number = ${lastEntry}`);
  if (lastEntry > 0 && seal?.hash !== closing.lastEntryHash) return `entry ${lastEntry} bears another seal`;
  const rows = await readClosingTotals(queries, organizerId, firstEntry, lastEntry);
  // A payment method may have been renamed since.
  const unnamed = (totals: Closing["totals"]) =>
    canonicalJson(totals.map((total) => ({ ...total, paymentMethodName: "", salesChannelName: "" })));
  if (unnamed(rows) !== unnamed(closing.totals)) return "its totals are not those of its entries";
  const { periodTotalCents, settledCents, grandTotalCents, perpetualTotalCents } = closing;
  const said = { periodTotalCents, settledCents, grandTotalCents, perpetualTotalCents };
  return canonicalJson(said) === canonicalJson(sumsOf(rows, before)) ? undefined : "its sums do not add up";
}

export const closingInvariants = [closingsHold];
