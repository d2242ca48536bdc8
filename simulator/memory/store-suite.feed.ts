import { chainStart } from "@allotement/protocol/feed-chain.ts";
import type { FeedTransaction } from "@allotement/reseller/feed/feed.ts";
import { numberFeed } from "@allotement/reseller/feed/sequencer.ts";
import { describe, expect, test } from "vitest";
import { institutionCode } from "./store-suite.contingent.ts";
import { at, id, saleFacts, streamId } from "./store-suite.rows.ts";
import type { Stage } from "./store-suite.ts";

/** Numbering, pages and acknowledgements of the reseller's feed. */
export function feedSuite(stage: () => Stage): void {
  const ask = <Result>(work: (transaction: FeedTransaction) => Promise<Result>) =>
    stage().network.feed.transaction(institutionCode, work);
  const record = (...numbers: number[]) =>
    stage().network.sales.transaction(institutionCode, (transaction) =>
      transaction.recordEvents(numbers.map((number) => saleFacts(number))),
    );
  const page = (after: number, limit: number) =>
    stage().network.feed.numberedEvents(institutionCode, after, limit);

  describe("the feed", () => {
    test("is numbered from 1 in the order recorded, and chained", async () => {
      const { feed } = stage().network;
      expect(await feed.feedsToNumber()).toEqual([]);
      expect(await feed.feedWaits(institutionCode)).toBe(false);
      expect(await ask((transaction) => transaction.feedHead())).toEqual({ sequence: 0, hash: chainStart });
      expect(await page(0, 10)).toEqual({ head: 0, events: [] });
      await record(3, 1);
      expect(await feed.feedsToNumber()).toEqual([institutionCode]);
      expect(await feed.feedWaits(institutionCode)).toBe(true);
      const waiting = await ask((transaction) => transaction.unnumberedEvents());
      expect(waiting).toEqual([
        { recorded: 1, facts: saleFacts(3) },
        { recorded: 2, facts: saleFacts(1) },
      ]);
      const head = await ask(numberFeed);
      await record(2);
      const next = await ask(numberFeed);
      expect([head.sequence, next.sequence]).toEqual([2, 3]);
      expect(await feed.feedWaits(institutionCode)).toBe(false);
      const { events, ...rest } = await page(0, 10);
      expect(rest).toEqual({ head: 3 });
      expect(events.map((event) => [event.sequence, event.eventId, event.previousHash])).toEqual([
        [1, saleFacts(3).eventId, chainStart],
        [2, saleFacts(1).eventId, events[0]?.hash],
        [3, saleFacts(2).eventId, head.hash],
      ]);
      expect(events[2]).toEqual({ ...saleFacts(2), sequence: 3, previousHash: head.hash, hash: next.hash });
      expect((await page(1, 1)).events).toEqual([events[1]]);
      expect(await page(3, 10)).toEqual({ head: 3, events: [] });
      expect(await ask((transaction) => transaction.hashAt(2))).toBe(head.hash);
      expect(await ask((transaction) => transaction.hashAt(4))).toBeUndefined();
    });

    test("gives no event two numbers, and no number twice", async () => {
      await record(1, 2);
      const link = { recorded: 1, sequence: 1, previousHash: chainStart, hash: "a".repeat(64) };
      const give = (change: Partial<typeof link>) =>
        ask((transaction) => transaction.giveNumbers([{ ...link, ...change }]));
      await give({});
      await expect(give({ sequence: 2 })).rejects.toThrow();
      await expect(give({ recorded: 2 })).rejects.toThrow();
      await expect(give({ recorded: 9, sequence: 2 })).rejects.toThrow();
      const { events } = await stage().networkSide.view();
      expect(events.map((event) => event.sequence)).toEqual([1, null]);
    });

    test("keeps the last acknowledgement of a stream, and the first of another one", async () => {
      const keep = (upTo: number, stream = streamId) =>
        ask((transaction) =>
          transaction.keepAcknowledgement({ streamId: stream, upTo, hash: "a".repeat(64) }, at(upTo)),
        );
      expect(await keep(5)).toBe(5);
      expect(await keep(3)).toBe(5);
      expect(await keep(5)).toBe(5);
      expect(await keep(2, id(2))).toBe(2);
      expect((await stage().networkSide.view()).acknowledgement).toEqual({
        streamId: id(2),
        upTo: 2,
        hash: "a".repeat(64),
        receivedAt: at(2),
      });
    });
  });
}
