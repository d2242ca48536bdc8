import { chainStart } from "@allotement/protocol/feed-chain.ts";
import type { Acknowledgement, FeedEvent, SalesPage } from "@allotement/protocol/messages/sales.ts";
import { numberFeed, type SequencerTransaction } from "./sequencer.ts";

/** Whose feed: an institution, under the stream that it goes by now. */
export interface FeedOwner {
  institutionCode: number;
  streamId: string;
}

export interface FeedTransaction extends SequencerTransaction {
  hashAt(sequence: number): Promise<string | undefined>;
  /** Keeps an acknowledgement, unless a later one of the same stream is kept; answers how far the kept one goes. */
  keepAcknowledgement(acknowledgement: Acknowledgement, receivedAt: Date): Promise<number>;
}

export interface FeedStore {
  transaction<Result>(
    institutionCode: number,
    work: (transaction: FeedTransaction) => Promise<Result>,
  ): Promise<Result>;
  /** Institutions with committed events that wait for a number. */
  feedsToNumber(): Promise<number[]>;
  feedWaits(institutionCode: number): Promise<boolean>;
  /** Numbered events after a sequence, and the head: both of the same moment. */
  numberedEvents(
    institutionCode: number,
    after: number,
    limit: number,
  ): Promise<{ head: number; events: FeedEvent[] }>;
}

/** Gives every committed event its number, so that readers of the feed seldom have to. */
export async function numberFeeds(store: FeedStore): Promise<void> {
  for (const institutionCode of await store.feedsToNumber())
    await store.transaction(institutionCode, numberFeed);
}

/** One page of the feed after a sequence. What was committed before this call is numbered first, so nothing is held back. */
export async function salesPage(
  store: FeedStore,
  { institutionCode, streamId }: FeedOwner,
  after: number,
  limit: number,
): Promise<SalesPage> {
  if (await store.feedWaits(institutionCode)) await store.transaction(institutionCode, numberFeed);
  return { streamId, ...(await store.numberedEvents(institutionCode, after, limit)) };
}

export type AcknowledgementOutcome = { upTo: number } | { refused: "STREAM_DIFFERS" | "CHAIN_DIFFERS" };

/**
 * Keeps how far the venue says it has received. Cumulative: an older acknowledgement that comes late changes nothing. One
 * that names another stream or another hash means that one side was restored, and is refused.
 */
export async function acknowledge(
  store: FeedStore,
  { institutionCode, streamId }: FeedOwner,
  acknowledgement: Acknowledgement,
  receivedAt: Date,
): Promise<AcknowledgementOutcome> {
  const { upTo, hash } = acknowledgement;
  if (acknowledgement.streamId.toLowerCase() !== streamId) return { refused: "STREAM_DIFFERS" };
  return store.transaction<AcknowledgementOutcome>(institutionCode, async (transaction) => {
    const known = upTo === 0 ? chainStart : await transaction.hashAt(upTo);
    if (known !== hash) return { refused: "CHAIN_DIFFERS" };
    const kept = { ...acknowledgement, streamId };
    return { upTo: await transaction.keepAcknowledgement(kept, receivedAt) };
  });
}
