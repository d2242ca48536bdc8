import { canonicalJson, sha256 } from "@allotement/protocol/feed-chain.ts";

/** A line of the journal with the debts that it moved: all that its seal covers. */
export interface SealedFacts {
  entryNumber: number;
  at: Date;
  kind: string;
  operatorId: number;
  salesChannelId: number;
  paymentMethodId: number;
  ticketId: number | null;
  performanceNumber: number | null;
  priceTypeCode: number | null;
  faceValueCents: number;
  venueFeeCents: number;
  organizerFeeCents: number;
  resellerFeeCents: number;
  vatRate: number | null;
  /** In the order of the accounts. */
  debts: { customerAccountId: number; amountCents: number }[];
}

/** The last line that is sealed; number 0 and the chain's start where none is. */
export interface SealedHead {
  entryNumber: number;
  hash: string;
}

export interface Seal extends SealedHead {
  previousHash: string;
}

/** What sealing needs of the database, for one organizer, in one transaction. */
export interface SealTransaction {
  /** Held until the end of the transaction: one sealer per organizer. */
  lockSeals(): Promise<void>;
  sealedHead(): Promise<SealedHead>;
  /** Committed lines after a number, in their order. */
  entriesAfter(entryNumber: number, limit: number): Promise<SealedFacts[]>;
  insertSeals(seals: readonly Seal[]): Promise<void>;
}

export interface SealStore {
  organizerId: number;
  /** READ COMMITTED; all or nothing. */
  transaction<Result>(work: (transaction: SealTransaction) => Promise<Result>): Promise<Result>;
}

/**
 * The hash of a line: SHA-256(previousHash ‖ canonical JSON of the line). Old seals must fit for ever: a column that is
 * added to the journal later enters here only where it is not null.
 */
export function hashOfEntry(organizerId: number, previousHash: string, entry: SealedFacts): string {
  return hashOfWords(previousHash, sealedWords(organizerId, entry));
}

export function hashOfWords(previousHash: string, words: Readonly<Record<string, unknown>>): string {
  return sha256(previousHash + canonicalJson(words));
}

/** A line as its seal says it, and as an archive keeps it. */
export function sealedWords(
  organizerId: number,
  { vatRate, ...entry }: SealedFacts,
): Record<string, unknown> {
  const rate = vatRate === null ? {} : { vatRate };
  return { organizerId, ...entry, ...rate, at: entry.at.toISOString() };
}

const entriesAtOnce = 1000;

/**
 * Seals every committed line that has no seal yet, in their order, and answers the last sealed one. Sealing comes after
 * the commit, so that no booking waits for a hash; numbers are dense and committed in order, so no line is passed over.
 */
export async function sealJournal(store: SealStore): Promise<SealedHead> {
  for (;;) {
    const { head, count } = await store.transaction(async (transaction) => {
      await transaction.lockSeals();
      const before = await transaction.sealedHead();
      const entries = await transaction.entriesAfter(before.entryNumber, entriesAtOnce);
      const seals = sealsOf(store.organizerId, before, entries);
      if (seals.length > 0) await transaction.insertSeals(seals);
      return { head: seals.at(-1) ?? before, count: seals.length };
    });
    if (count < entriesAtOnce) return { entryNumber: head.entryNumber, hash: head.hash };
  }
}

function sealsOf(organizerId: number, before: SealedHead, entries: readonly SealedFacts[]): Seal[] {
  let { entryNumber, hash } = before;
  return entries.map((entry) => {
    if (entry.entryNumber !== entryNumber + 1)
      throw new Error(`the journal of organizer ${organizerId} has no entry ${entryNumber + 1}`);
    const previousHash = hash;
    hash = hashOfEntry(organizerId, previousHash, entry);
    entryNumber = entry.entryNumber;
    return { entryNumber, previousHash, hash };
  });
}
