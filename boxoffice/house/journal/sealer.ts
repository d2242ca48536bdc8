import type { Database } from "@allotement/platform/database/database.ts";
import type { Clock } from "@allotement/platform/ports.ts";
import { sealJournal } from "./seal-journal.ts";
import { organizersToSeal, sqlSealStore } from "./seals.store.ts";

const sealEveryMilliseconds = 500;

export interface SealerNeeds {
  database: Database;
  clock: Clock;
  onFailure(error: unknown): void;
}

/** Seals whatever every organizer's journal has booked since. One organizer's fault keeps no other's lines unsealed. */
export async function sealJournals({ database, onFailure }: Omit<SealerNeeds, "clock">): Promise<void> {
  for (const organizerId of await organizersToSeal(database)) {
    try {
      await sealJournal(sqlSealStore(database, organizerId));
    } catch (error) {
      onFailure(error);
    }
  }
}

/** Seals at the start and then again and again; the answer ends it, and resolves once nothing of it is under way. */
export function startSealer(needs: SealerNeeds): () => Promise<void> {
  const stop = new AbortController();
  const work = (async () => {
    while (!stop.signal.aborted) {
      // A failure (the database away for a moment) is told and tried again at the next turn.
      await sealJournals(needs).catch(needs.onFailure);
      await needs.clock.sleep(sealEveryMilliseconds, stop.signal);
    }
  })();
  return async () => {
    stop.abort();
    await work;
  };
}
