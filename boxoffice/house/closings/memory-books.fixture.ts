import { chainStart } from "@allotement/protocol/feed-chain.ts";
import { hashOfEntry, type Seal, type SealedFacts } from "../journal/seal-journal.ts";
import { type ArchiveContent, writeArchive } from "./archive.ts";
import { type ClosingTransaction, closePeriods } from "./close-period.ts";
import { type Closing, totalsOf } from "./closing.ts";
import type { PeriodKind } from "./period.ts";
import { publicKeyOf } from "./signing-key.ts";

/** For tests: a journal, its seals and its closings in memory, closed by the product's own rule. */

export const organizerId = 669;
export const secret = Buffer.alloc(32, 7).toString("base64url");
export const key = { secret, publicKey: publicKeyOf(secret) };

export type Books = ReturnType<typeof memoryBooks>;

export function memoryBooks(timeZone = "Europe/Paris") {
  const entries: SealedFacts[] = [];
  const seals: Seal[] = [];
  const closings: Closing[] = [];
  const transaction: ClosingTransaction = {
    lockClosings: async () => undefined,
    venue: async () => ({ organizerName: "THÉÂTRE DE L’EST", timeZone }),
    lastClosing: async () => closings.at(-1),
    lastClosingOf: async (kind) => closings.findLast((one) => one.kind === kind),
    closing: async (kind, period) => closings.find((one) => one.kind === kind && one.period === period),
    firstEntryAt: async () => entries[0]?.at,
    lastEntryBefore: async (after, until) => {
      const next = entries.findIndex((entry, index) => index >= after && entry.at >= until);
      return next === -1 ? entries.length : next;
    },
    sealOf: async (entryNumber) => seals[entryNumber - 1]?.hash,
    totals: async (first, last) =>
      totalsOf(entries.slice(first - 1, last).map(asSummed)).map((total) => ({
        ...total,
        paymentMethodName: `M${total.paymentMethodId}`,
        salesChannelName: `F${total.salesChannelId}`,
      })),
    insertClosing: async (closing) => {
      closings.push(closing);
    },
  };
  return {
    entries,
    closings,
    /** Books a line; what is not said is a sale of 49.00 € in cash at 5.5 %. */
    book(at: string | Date, change: Partial<SealedFacts> = {}) {
      const facts: SealedFacts = {
        entryNumber: entries.length + 1,
        at: new Date(at),
        kind: "sale",
        operatorId: 2,
        salesChannelId: 1,
        paymentMethodId: 1,
        ticketId: entries.length + 1,
        performanceNumber: 501,
        priceTypeCode: 6690001,
        faceValueCents: 4_800,
        venueFeeCents: 100,
        organizerFeeCents: 0,
        resellerFeeCents: 0,
        vatRate: 550,
        debts: [],
        ...change,
      };
      entries.push(facts);
    },
    seal() {
      for (const entry of entries.slice(seals.length)) {
        const previousHash = seals.at(-1)?.hash ?? chainStart;
        const hash = hashOfEntry(organizerId, previousHash, entry);
        seals.push({ entryNumber: entry.entryNumber, previousHash, hash });
      }
    },
    close(kind: PeriodKind, through: string, now: string | Date = "2099-01-01T00:00:00Z") {
      const asked = { organizerId, operatorId: 1, kind, through, now: new Date(now) };
      return closePeriods((work) => work(transaction), asked);
    },
    /** The archive of a closing, as the store reads it. */
    archive(closing: Closing | undefined, signedBy = key): string {
      if (!closing) throw new Error("no such closing");
      return writeArchive(contentOf(closing), signedBy);
    },
  };

  function contentOf(closing: Closing): ArchiveContent {
    const base = closings.findLast(
      (one) => one.kind === "day" && one.endsAt <= closing.startsAt && one.lastEntry < closing.firstEntry,
    );
    return {
      organizerId,
      closings: closings.filter(
        ({ closingNumber }) =>
          closingNumber >= (base?.closingNumber ?? 1) && closingNumber <= closing.closingNumber,
      ),
      entries: entries.slice(closing.firstEntry - 1, closing.lastEntry).map((entry) => {
        const seal = seals[entry.entryNumber - 1];
        if (!seal) throw new Error("closed and not sealed");
        return { entry, previousHash: seal.previousHash, hash: seal.hash };
      }),
    };
  }
}

const asSummed = ({ kind, paymentMethodId, salesChannelId, vatRate, ...entry }: SealedFacts) => {
  const { faceValueCents, venueFeeCents, organizerFeeCents, resellerFeeCents } = entry;
  const amounts = { faceValueCents, venueFeeCents, organizerFeeCents, resellerFeeCents };
  return { kind, paymentMethodId, salesChannelId, vatRate, ...amounts };
};
