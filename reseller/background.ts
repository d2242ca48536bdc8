import type { Database } from "@allotement/platform/database/database.ts";
import type { Clock } from "@allotement/platform/ports.ts";
import { feedsToNumber, numberFeed } from "./feed/sequencer.ts";
import { expiredBaskets } from "./point-of-sale/sales.store.ts";
import { emptyBasket, type SaleNeeds } from "./point-of-sale/sales.ts";

const basketsEveryMilliseconds = 1000;
const feedEveryMilliseconds = 250;

export interface BackgroundNeeds {
  database: Database;
  clock: Clock;
  sales: SaleNeeds;
  onFailure(error: unknown): void;
}

/** Puts the seats of expired baskets back on sale. */
export async function emptyExpiredBaskets({ database, clock, sales }: BackgroundNeeds): Promise<void> {
  for (const { institutionCode, basketId } of await expiredBaskets(database, clock.now()))
    await emptyBasket(sales, institutionCode, basketId, "expired");
}

/** Gives every committed event its number, so that readers of the feed seldom have to. */
export async function numberFeeds({ database }: BackgroundNeeds): Promise<void> {
  for (const institutionCode of await feedsToNumber(database))
    await database.transaction((transaction) => numberFeed(transaction, institutionCode));
}

/** Starts the network's own work; the answer ends it, and resolves once nothing of it is under way. */
export function startBackground(needs: BackgroundNeeds): () => Promise<void> {
  const stop = new AbortController();
  const loops = [
    repeat(needs, stop.signal, basketsEveryMilliseconds, emptyExpiredBaskets),
    repeat(needs, stop.signal, feedEveryMilliseconds, numberFeeds),
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
  work: (needs: BackgroundNeeds) => Promise<void>,
): Promise<void> {
  while (!stop.aborted) {
    try {
      await work(needs);
    } catch (error) {
      needs.onFailure(error);
    }
    await needs.clock.sleep(everyMilliseconds, stop);
  }
}
