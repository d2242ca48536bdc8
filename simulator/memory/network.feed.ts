import { chainStart } from "@allotement/protocol/feed-chain.ts";
import type { FeedEvent, SaleFacts } from "@allotement/protocol/messages/sales.ts";
import type { FeedTransaction } from "@allotement/reseller/feed/feed.ts";
import type { FeedLink, SequencerTransaction } from "@allotement/reseller/feed/sequencer.ts";
import { asJson, assert } from "./constraints.ts";
import type { NetworkTables } from "./network.tables.ts";

export function memorySequencer(tables: NetworkTables): SequencerTransaction {
  const { numbered } = tables;
  return {
    lockFeed: async () => undefined,
    async feedHead() {
      const last = numbered.rows.at(-1);
      return { sequence: last?.sequence ?? 0, hash: last?.hash ?? chainStart };
    },
    unnumberedEvents: async () => unnumberedEvents(tables),
    async giveNumbers(links) {
      for (const link of links) giveNumber(tables, link);
    },
  };
}

function giveNumber(
  { unnumbered, numbered }: NetworkTables,
  { recorded, sequence, previousHash, hash }: FeedLink,
): void {
  const event = unnumbered.get(recorded);
  if (!event) throw new Error("an event was numbered by somebody without the feed's lock");
  assert(sequence > (numbered.rows.at(-1)?.sequence ?? 0), "numbers of the feed rise");
  unnumbered.remove(recorded);
  numbered.append({ ...event, sequence, previousHash, hash });
}

/** In the order recorded. */
export function unnumberedEvents({ unnumbered }: NetworkTables) {
  return [...unnumbered.rows()]
    .map(({ recorded, facts }) => ({ recorded, facts }))
    .sort((one, other) => one.recorded - other.recorded);
}

export function memoryFeedTransaction(tables: NetworkTables): FeedTransaction {
  const { numbered, acknowledgement } = tables;
  return {
    ...memorySequencer(tables),
    hashAt: async (sequence) => numbered.rows.find((event) => event.sequence === sequence)?.hash ?? undefined,
    async keepAcknowledgement(wanted, receivedAt) {
      const kept = acknowledgement.get();
      if (kept && kept.streamId === wanted.streamId && kept.upTo > wanted.upTo) return kept.upTo;
      const { streamId, upTo, hash } = wanted;
      acknowledgement.set({ streamId, upTo, hash, receivedAt });
      return upTo;
    },
  };
}

export function numberedEvents(
  { numbered }: NetworkTables,
  after: number,
  limit: number,
): { head: number; events: FeedEvent[] } {
  const events: FeedEvent[] = [];
  for (const { facts, sequence, previousHash, hash } of numbered.rows) {
    if (sequence === null || previousHash === null || hash === null) continue;
    if (sequence <= after || events.length >= limit) continue;
    events.push({ ...facts, sequence, previousHash, hash });
  }
  return { head: numbered.rows.at(-1)?.sequence ?? 0, events };
}

export function recordEvents(tables: NetworkTables, events: readonly SaleFacts[]): void {
  for (const facts of events) {
    const eventId = facts.eventId.toLowerCase();
    const recorded = tables.drawRecorded();
    assert(tables.eventIds.get(eventId) === undefined, "one event for one id");
    tables.eventIds.put(eventId, recorded);
    const unnumbered = { recorded, facts: asJson(facts), sequence: null, previousHash: null, hash: null };
    tables.unnumbered.put(recorded, unnumbered);
  }
}
