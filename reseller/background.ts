import type { Clock } from "@allotement/platform/ports.ts";
import { type FeedStore, numberFeeds } from "./feed/feed.ts";
import { emptyExpiredBaskets, type SaleNeeds } from "./point-of-sale/sales.ts";

const basketsEveryMilliseconds = 1000;
const feedEveryMilliseconds = 250;

export interface BackgroundNeeds {
  feed: FeedStore;
  clock: Clock;
  sales: SaleNeeds;
  onFailure(error: unknown): void;
}

/** Starts the network's own work; the answer ends it, and resolves once nothing of it is under way. */
export function startBackground(needs: BackgroundNeeds): () => Promise<void> {
  const stop = new AbortController();
  const loops = [
    repeat(needs, stop.signal, basketsEveryMilliseconds, () => emptyExpiredBaskets(needs.sales)),
    repeat(needs, stop.signal, feedEveryMilliseconds, () => numberFeeds(needs.feed)),
  ];
  return async () => {
    stop.abort();
    await Promise.all(loops);
  };
}

/** A failure (the database away for a moment) is told and tried again at the next turn. */
async function repeat(
  needs: BackgroundNeeds,
  stop: AbortSignal,
  everyMilliseconds: number,
  work: () => Promise<void>,
): Promise<void> {
  while (!stop.aborted) {
    try {
      await work();
    } catch (error) {
      needs.onFailure(error);
    }
    await needs.clock.sleep(everyMilliseconds, stop);
  }
}
