import { hashOfEvent } from "@allotement/protocol/feed-chain.ts";
import type { SaleFacts } from "@allotement/protocol/messages/sales.ts";

/** The last numbered event of an institution's feed. */
export interface FeedHead {
  sequence: number;
  hash: string;
}

export interface UnnumberedEvent {
  recorded: number;
  facts: SaleFacts;
}

/** An event's place in the feed and in its hash chain. */
export interface FeedLink {
  recorded: number;
  sequence: number;
  previousHash: string;
  hash: string;
}

/** What numbering needs of the database, for one institution, in one transaction. */
export interface SequencerTransaction {
  /** Held until the end of the transaction: one sequencer per institution. Taken after every other lock. */
  lockFeed(): Promise<void>;
  feedHead(): Promise<FeedHead>;
  /** Committed events without a number, in the order recorded. */
  unnumberedEvents(): Promise<UnnumberedEvent[]>;
  /** @throws where an event has its number already. */
  giveNumbers(links: readonly FeedLink[]): Promise<void>;
}

/**
 * Numbers every committed event that has no number yet, in the order recorded, and answers the feed's head (rule 6). An
 * event whose transaction is still open gets its number later: numbers are given after commit, so no reader can ever
 * pass over one. Two events of one seat were recorded in their order, as the seat was locked.
 */
export async function numberFeed(transaction: SequencerTransaction): Promise<FeedHead> {
  await transaction.lockFeed();
  return numberEvents(transaction, await transaction.unnumberedEvents());
}

/** Numbers these events after the head; the feed's lock is held. */
export async function numberEvents(
  transaction: SequencerTransaction,
  events: readonly UnnumberedEvent[],
): Promise<FeedHead> {
  const before = await transaction.feedHead();
  if (events.length === 0) return before;
  const links = chained(before, events);
  await transaction.giveNumbers(links);
  return links.at(-1) ?? before;
}

/** Gives events their places in the hash chain after `before`. */
export function chained(before: FeedHead, events: readonly UnnumberedEvent[]): FeedLink[] {
  let { sequence, hash } = before;
  return events.map(({ recorded, facts }) => {
    const previousHash = hash;
    sequence += 1;
    hash = hashOfEvent({ ...facts, sequence, previousHash });
    return { recorded, sequence, previousHash, hash };
  });
}
