import type { InterfaceTransaction } from "@allotement/boxoffice/interface/store.ts";
import { chainStart } from "@allotement/protocol/feed-chain.ts";
import { describe, expect, test } from "vitest";
import {
  at,
  exchange,
  feedEvent,
  id,
  performanceNumber,
  received,
  showNumber,
  streamId,
} from "./store-suite.rows.ts";
import type { Stage } from "./store-suite.ts";

/** The venue's feed cursor, tickets and inbox. */
export function inboxSuite(stage: () => Stage): void {
  const ask = <Result>(work: (transaction: InterfaceTransaction) => Promise<Result>) =>
    exchange(stage().venue, work);
  const eventIdOf = (sequence: number) => feedEvent(sequence).eventId;

  describe("the cursor", () => {
    const cursor = () => ask((transaction) => transaction.lockCursor());
    const start = (stream: string) => ask((transaction) => transaction.startCursor(stream, chainStart));

    test("begins a stream once, and another one only where nothing was ever exchanged", async () => {
      expect(await cursor()).toBeUndefined();
      await start(streamId);
      await ask((transaction) => transaction.stopReceiving({ fault: "brokenChain", sequence: 1 }));
      await start(streamId);
      expect(await cursor()).toEqual({
        streamId,
        sequence: 0,
        hash: chainStart,
        acknowledged: 0,
        fault: { fault: "brokenChain", sequence: 1 },
        fileSequence: 0,
        fileHash: null,
      });
      await start(id(2));
      expect(await cursor()).toMatchObject({ streamId: id(2), fault: null });
      await ask((transaction) => transaction.moveCursor(1, "a".repeat(64), at(2)));
      await start(streamId);
      expect(await cursor()).toMatchObject({ streamId: id(2), sequence: 1, hash: "a".repeat(64) });
    });

    test("stays with its stream once an operation was planned", async () => {
      await start(streamId);
      await ask((transaction) =>
        transaction.insertOperation({
          operationId: id(1),
          runId: null,
          kind: "allot",
          showNumber,
          performanceNumber,
          body: "{}",
          seatCount: 1,
          at: at(0),
          operatorId: null,
        }),
      );
      await start(id(2));
      expect(await cursor()).toMatchObject({ streamId });
    });

    test("keeps the highest acknowledgement", async () => {
      await start(streamId);
      for (const sequence of [3, 2]) await ask((transaction) => transaction.keepAcknowledged(sequence));
      expect(await cursor()).toMatchObject({ acknowledged: 3 });
    });
  });

  describe("received tickets", () => {
    const ticket = (ticketId: number, event: ReturnType<typeof feedEvent>, inConflict = false) => ({
      ticketId,
      performanceNumber: event.performanceNumber,
      seatCode: event.seatCode,
      event,
      inConflict,
    });
    const insert = (...tickets: ReturnType<typeof ticket>[]) =>
      ask((transaction) => transaction.insertReceivedTickets(tickets));

    test("whose barcode is another's are not written, and are named", async () => {
      const ids = await ask((transaction) => transaction.drawTicketIds(4));
      expect(ids).toEqual([1, 2, 3, 4]);
      const { barcode } = feedEvent(1);
      expect(
        await insert(
          ticket(1, feedEvent(1)),
          ticket(2, feedEvent(2, { seatCode: 2, barcode })),
          ticket(3, feedEvent(3, { seatCode: 3, priceTypeCode: 6690001, holder: null })),
        ),
      ).toEqual([2]);
      expect(await insert(ticket(4, feedEvent(4, { seatCode: 4, barcode })))).toEqual([4]);
      const { tickets } = await stage().venueSide.view();
      expect(tickets).toMatchObject([
        { ticketId: 1, priceTypeCode: 6690014, priceTypeChannel: "reseller", holderSurname: "MARTIN" },
        { ticketId: 3, priceTypeCode: null, priceTypeChannel: null, holderSurname: null },
      ]);
      expect(tickets[0]).toMatchObject({ soldAt: at(1), cancelledAt: null, resellerId: 1, lastScan: 0 });
    });

    test("are one for a seat while they live, save in a conflict", async () => {
      await insert(ticket(1, feedEvent(1)));
      await expect(insert(ticket(2, feedEvent(2)))).rejects.toThrow();
      await expect(insert(ticket(1, feedEvent(9, { seatCode: 5 })))).rejects.toThrow();
      await expect(insert(ticket(9, feedEvent(9, { seatCode: 99 })))).rejects.toThrow();
      await insert(ticket(3, feedEvent(3), true));
      const cancel = (minute: number) =>
        ask((transaction) => transaction.cancelTickets([{ ticketId: 1, at: at(minute).toISOString() }]));
      await cancel(5);
      await cancel(6);
      await insert(ticket(4, feedEvent(4)));
      const { tickets } = await stage().venueSide.view();
      expect(tickets.map((one) => [one.ticketId, one.cancelledAt, one.cancelledAfterScan])).toEqual([
        [1, at(5), 0],
        [3, null, null],
        [4, null, null],
      ]);
    });

    test("leave a conflict to a person", async () => {
      await insert(ticket(1, feedEvent(1)));
      const open = { performanceNumber, seatCode: 1, cause: "soldHereMeanwhile", at: at(2) };
      await insert(ticket(2, feedEvent(2), true));
      await ask((transaction) => transaction.openConflict({ ...open, ticketId: 2 }));
      await ask((transaction) => transaction.openConflict({ ...open, ticketId: 1 }));
      await expect(
        ask((transaction) => transaction.openConflict({ ...open, seatCode: 99, ticketId: null })),
      ).rejects.toThrow();
      await expect(
        ask((transaction) => transaction.openConflict({ ...open, ticketId: 9 })),
      ).rejects.toThrow();
      const { conflicts } = await stage().venueSide.view();
      expect(conflicts).toMatchObject([
        { conflictId: 1, ticketId: 2, liveTicketId: 1, openedAt: at(2), closedAt: null, resellerId: 1 },
        { conflictId: 2, ticketId: 1, liveTicketId: null, note: null, stayingTicketId: null },
      ]);
    });
  });

  describe("the inbox", () => {
    const undoing = (sequence: number, of: number) =>
      feedEvent(sequence, { kind: "cancellation", refersTo: eventIdOf(of) });

    test("holds each event once, each number of a stream once, and one cancellation of a sale", async () => {
      await received(stage().venue, [feedEvent(1)]);
      const insert = (event: ReturnType<typeof feedEvent>, stream = streamId) =>
        ask((transaction) =>
          transaction.insertInbox([{ event, ticketId: null, blockReason: null }], stream, at(2)),
        );
      await expect(insert(feedEvent(1, { eventId: id(7) }))).rejects.toThrow();
      await expect(insert(feedEvent(2, { eventId: eventIdOf(1) }))).rejects.toThrow();
      await insert(undoing(2, 1));
      await expect(insert(undoing(3, 1))).rejects.toThrow();
      await insert(feedEvent(1, { eventId: id(7) }), id(2));
      await expect(
        ask((transaction) =>
          transaction.insertInbox([{ event: feedEvent(5), ticketId: 9, blockReason: null }], streamId, at(2)),
        ),
      ).rejects.toThrow();
    });

    test("gives back what was received: the event, its ticket, why it is blocked", async () => {
      const event = feedEvent(1);
      await received(stage().venue, [event]);
      const blockReason = { kind: "unknownSale", refersTo: undefined };
      await ask((transaction) =>
        transaction.insertInbox([{ event: undoing(2, 9), ticketId: null, blockReason }], streamId, at(3)),
      );
      const found = await ask((transaction) => transaction.inboxEvent(event.eventId.toUpperCase()));
      const byFeed = { source: "feed", sameAs: null, overtakenBy: null };
      expect(found).toEqual({
        sequence: 1,
        event,
        ticketId: 1,
        status: "pending",
        blockReason: null,
        ...byFeed,
      });
      expect(await ask((transaction) => transaction.inboxEvent(undoing(2, 9).eventId))).toMatchObject({
        status: "blocked",
        blockReason: { kind: "unknownSale" },
      });
      expect(await ask((transaction) => transaction.inboxEvent(id(9)))).toBeUndefined();
      const { inbox } = await stage().venueSide.view();
      expect(inbox[0]).toMatchObject({ streamId, receivedAt: at(1), integratedAt: null, runId: null });
    });

    test("names the first event that repeats another, in the page or before it", async () => {
      await received(stage().venue, [feedEvent(1)]);
      const repeated = (...events: ReturnType<typeof feedEvent>[]) =>
        ask((transaction) => transaction.firstRepetition(events));
      expect(await repeated(feedEvent(2), feedEvent(3))).toBeUndefined();
      expect(await repeated()).toBeUndefined();
      expect(await repeated(feedEvent(2), feedEvent(3, { eventId: eventIdOf(2) }))).toBe(3);
      expect(await repeated(feedEvent(4), feedEvent(2, { eventId: eventIdOf(1) }))).toBe(2);
      expect(await repeated(undoing(2, 1), undoing(3, 1))).toBe(3);
      await ask((transaction) =>
        transaction.insertInbox(
          [{ event: undoing(2, 1), ticketId: null, blockReason: null }],
          streamId,
          at(2),
        ),
      );
      expect(await repeated(feedEvent(3), undoing(4, 1))).toBe(4);
    });
  });
}
