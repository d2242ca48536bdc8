import { sealJournal } from "@allotement/boxoffice/house/journal/seal-journal.ts";
import type { InterfaceTransaction } from "@allotement/boxoffice/interface/store.ts";
import { chainStart, hashOfEvent } from "@allotement/protocol/feed-chain.ts";
import type { FeedEvent } from "@allotement/protocol/messages/sales.ts";
import { numberFeed } from "@allotement/reseller/feed/sequencer.ts";
import type { KnownSalesTransaction } from "@allotement/reseller/restore/known-sales.ts";
import { describe, expect, test } from "vitest";
import { institutionCode, moveOf, offered } from "./store-suite.contingent.ts";
import {
  at,
  exchange,
  feedEvent,
  hold,
  id,
  operation,
  performanceNumber,
  received,
  saleFacts,
  streamId,
} from "./store-suite.rows.ts";
import type { Stage } from "./store-suite.ts";

/** What both sides do after a restore, and how conflicts are closed. */
export function restoreSuite(stage: () => Stage): void {
  const ask = <Result>(work: (transaction: InterfaceTransaction) => Promise<Result>) =>
    exchange(stage().venue, work);

  describe("a restored venue", () => {
    test("reads what it received of a stream in pages, and goes on under the stream's new name", async () => {
      await received(stage().venue, [
        feedEvent(1),
        feedEvent(2, { seatCode: 2 }),
        feedEvent(3, { seatCode: 3 }),
      ]);
      const page = async (stream: string, after: number, limit: number) =>
        (await ask((transaction) => transaction.eventsReceived(stream, after, limit))).map(
          ({ sequence }) => sequence,
        );
      expect(await page(streamId, 0, 2)).toEqual([1, 2]);
      expect(await page(streamId, 2, 9)).toEqual([3]);
      expect(await page(streamId, 0, 0)).toEqual([]);
      expect(await page(id(2), 0, 9)).toEqual([]);
      await ask((transaction) =>
        transaction.stopReceiving({ fault: "otherStream", expected: streamId, received: id(2) }),
      );
      await ask((transaction) => transaction.adoptStream(id(9), id(2)));
      expect(await page(streamId, 0, 9)).toEqual([1, 2, 3]);
      await ask((transaction) => transaction.adoptStream(streamId, id(2)));
      expect(await page(id(2), 0, 9)).toEqual([1, 2, 3]);
      expect(await ask((transaction) => transaction.lockCursor())).toMatchObject({
        streamId: id(2),
        sequence: 3,
        fault: null,
      });
      const { inbox } = await stage().venueSide.view();
      expect(inbox.map((row) => row.streamId)).toEqual([id(2), id(2), id(2)]);
    });

    test("reads its answered operations from a number of the feed on, in the order of their answers", async () => {
      await ask(async (transaction) => {
        for (const number of [1, 2, 3, 4, 5]) await transaction.insertOperation(operation(number));
        const answer = (asOf: number) => ({ outcome: "refused" as const, asOf, error: 17 as const });
        await transaction.keepAnswer(id(1), answer(7));
        await transaction.keepAnswer(id(2), answer(3));
        await transaction.keepAnswer(id(3), answer(7));
        await transaction.keepAnswer(id(4), { outcome: "voided", asOf: 5 });
        await transaction.finishOperation(id(1), "applied", at(9));
        await transaction.finishOperation(id(4), "voided", at(9));
      });
      const since = async (asOf: number) =>
        (await ask((transaction) => transaction.operationsAnsweredSince(asOf))).map((one) => one.operationId);
      expect(await since(0)).toEqual([id(2), id(4), id(1), id(3)]);
      expect(await since(5)).toEqual([id(4), id(1), id(3)]);
      expect(await since(8)).toEqual([]);
      expect(await ask((transaction) => transaction.performanceNumbers())).toEqual([501, 502, 511, 512]);
      // Given anew: what was applied stays as it was.
      await ask(async (transaction) => {
        for (const number of [1, 3])
          await transaction.replaceAnswer(id(number), { outcome: "refused", asOf: 1, error: 18 });
      });
      expect(await since(0)).toEqual([id(3), id(2), id(4), id(1)]);
      const waiting = await ask((transaction) => transaction.answeredOperations());
      expect(waiting.map(({ answer }) => answer)).toContainEqual({ outcome: "refused", asOf: 1, error: 18 });
    });

    test("finds the sales that came under a grant which it did not know", async () => {
      const conflict = (ticketId: number | null, cause: string, seatCode: number) =>
        ask((transaction) =>
          transaction.openConflict({ performanceNumber, seatCode, cause, ticketId, at: at(2) }),
        );
      await received(
        stage().venue,
        [1, 2, 3, 4].map((number) => feedEvent(number, { seatCode: number, grant: number + 1 })),
      );
      await conflict(2, "soldUnderUnknownGrant", 2);
      await conflict(1, "soldUnderUnknownGrant", 1);
      await conflict(3, "soldHereMeanwhile", 3);
      await conflict(4, "soldUnderUnknownGrant", 4);
      await conflict(null, "soldUnderUnknownGrant", 5);
      await ask((transaction) => transaction.cancelTickets([{ ticketId: 4, at: at(5).toISOString() }]));
      const found = () => ask((transaction) => transaction.salesUnderUnknownGrant(performanceNumber));
      expect(await found()).toEqual([
        { conflictId: 1, seatCode: 2, ticketId: 2, grant: 3 },
        { conflictId: 2, seatCode: 1, ticketId: 1, grant: 2 },
      ]);
      const closing = {
        operatorId: 3,
        outcome: "other" as const,
        note: "agreed",
        stayingTicketId: 2,
        at: at(6),
      };
      await ask((transaction) => transaction.keepClosing(1, closing));
      expect(await found()).toHaveLength(1);
      expect(await ask((transaction) => transaction.salesUnderUnknownGrant(502))).toEqual([]);
    });
  });

  conflictsSuite(stage);
  knownSalesSuite(stage);
  sharedSuite(stage);
}

function conflictsSuite(stage: () => Stage): void {
  const ask = <Result>(work: (transaction: InterfaceTransaction) => Promise<Result>) =>
    exchange(stage().venue, work);

  describe("a conflict", () => {
    test("names the late ticket with its grant and the one that stands here, and is closed once", async () => {
      await received(stage().venue, [feedEvent(1)]);
      await ask(async (transaction) => {
        const event = feedEvent(2, { grant: 4 });
        const late = { ticketId: 9, performanceNumber, seatCode: 1, event, inConflict: true };
        await transaction.insertReceivedTickets([late]);
        await transaction.insertInbox([{ event, ticketId: 9, blockReason: null }], streamId, at(2));
        const open = { performanceNumber, seatCode: 1, cause: "notFreeMeanwhile", at: at(2) };
        await transaction.openConflict({ ...open, ticketId: 9 });
        await transaction.openConflict({ ...open, ticketId: null });
      });
      const row = (conflictId: number) => ask((transaction) => transaction.conflict(conflictId));
      const here = { ticketId: 1, soldThrough: "reseller" };
      const conflict = { performanceNumber, seatCode: 1, cause: "notFreeMeanwhile", here };
      expect(await row(1)).toEqual({
        ...conflict,
        conflictId: 1,
        late: { ticketId: 9, live: true, grant: 4 },
      });
      expect(await row(2)).toEqual({ ...conflict, conflictId: 2, late: null });
      expect(await row(3)).toBeUndefined();
      await expect(ask((transaction) => transaction.settleTicket(9))).rejects.toThrow();
      await ask((transaction) => transaction.cancelTicket(1, at(3)));
      await ask((transaction) => transaction.settleTicket(9));
      expect(await row(1)).toMatchObject({ late: { live: true }, here: null });
      const closing = { operatorId: 3, outcome: "other" as const, note: "agreed", at: at(4) };
      expect(await ask((transaction) => transaction.lockOpenConflict(1))).toBe(true);
      await ask((transaction) => transaction.keepClosing(1, { ...closing, stayingTicketId: 9 }));
      expect(await ask((transaction) => transaction.lockOpenConflict(1))).toBe(false);
      expect(await ask((transaction) => transaction.lockOpenConflict(3))).toBe(false);
      await ask((transaction) =>
        transaction.keepClosing(1, { ...closing, note: "x", stayingTicketId: null }),
      );
      const { conflicts, tickets } = await stage().venueSide.view();
      expect(conflicts[0]).toMatchObject({
        closedAt: at(4),
        closedBy: 3,
        note: "agreed",
        stayingTicketId: 9,
      });
      expect(tickets.find(({ ticketId }) => ticketId === 9)?.inConflict).toBe(false);
    });

    test("refunds a ticket sold here through the same books as the counter", async () => {
      await received(stage().venue, [feedEvent(1)]);
      expect(await ask((transaction) => transaction.paymentMethod(2))).toMatchObject({
        customerAccountId: 1,
      });
      expect(await ask((transaction) => transaction.ticket(1))).toMatchObject({ ticketId: 1, seatCode: 1 });
      const entry = {
        kind: "refund" as const,
        operatorId: 3,
        salesChannelId: 1,
        paymentMethodId: 1,
        ticketId: 1,
        performanceNumber,
        priceTypeCode: 6690014,
        faceValueCents: -4800,
        venueFeeCents: -120,
        organizerFeeCents: -180,
        resellerFeeCents: 0,
        customerAccountId: null,
      };
      expect(await ask((transaction) => transaction.appendEntries(at(5), [entry]))).toEqual([1]);
      expect((await stage().venueSide.view()).journal).toMatchObject([{ entryNumber: 1, kind: "refund" }]);
    });
  });
}

function knownSalesSuite(stage: () => Stage): void {
  const ask = <Result>(work: (transaction: KnownSalesTransaction) => Promise<Result>) =>
    stage().network.known.transaction(institutionCode, work);
  const known = (sequence: number, change: Partial<FeedEvent> = {}): FeedEvent => {
    const { hash: _, ...event } = feedEvent(sequence, { orderId: id(70), ...change });
    return { ...event, hash: hashOfEvent(event) };
  };

  describe("a restored reseller", () => {
    test("goes by a new stream and sells nothing until all was given back", async () => {
      const { network, networkSide } = stage();
      await offered(network, 1);
      expect(await ask((transaction) => transaction.lockInstitution())).toEqual({
        streamId,
        restoring: false,
      });
      await networkSide.markRestored(id(2), at(1));
      expect(await networkSide.session()).toEqual({ streamId: id(2) });
      expect((await networkSide.view()).restoring).toBe(true);
      expect(await ask((transaction) => transaction.lockInstitution())).toEqual({
        streamId: id(2),
        restoring: true,
      });
      const restoring = () =>
        network.sales.transaction(
          institutionCode,
          async (transaction) => (await transaction.performance(performanceNumber))?.restoring,
        );
      expect(await restoring()).toBe(true);
      await ask((transaction) => transaction.endRestoring());
      expect(await restoring()).toBe(false);
    });

    test("keeps the sales of an order beside each other, and the events with their numbers", async () => {
      const { network, networkSide } = stage();
      await offered(network, 2);
      expect(await ask((transaction) => transaction.performanceExists(performanceNumber))).toBe(true);
      expect(await ask((transaction) => transaction.performanceExists(9))).toBe(false);
      const first = known(1, { lineId: "2" });
      const second = known(2, { lineId: "1", seatCode: 2, holder: null });
      const cause = { movement: "giveBack" as const, at: at(5), orderId: id(70) };
      await ask(async (transaction) => {
        expect(await transaction.lineOfSale(first.eventId)).toBeUndefined();
        expect(await transaction.barcodeTaken(first.barcode)).toBe(false);
        const seats = await transaction.lockSeats(performanceNumber, [1, 2]);
        const moves = [...seats.values()].map(({ seatCode, state }) => moveOf(seatCode, state, "sold"));
        await transaction.moveSeats(performanceNumber, cause, moves);
        await transaction.insertKnownSale(first, id(71));
        await transaction.appendEvent(first);
        await transaction.insertKnownSale(second, id(72));
        await transaction.appendEvent({ ...second, previousHash: first.hash });
      });
      expect(await ask((transaction) => transaction.barcodeTaken(first.barcode))).toBe(true);
      const line = { performanceNumber, seatCode: 1, grant: 1, cancelled: false };
      expect(await ask((transaction) => transaction.lineOfSale(first.eventId))).toEqual(line);
      await expect(
        ask((transaction) => transaction.insertKnownSale({ ...first, orderId: id(73) }, id(74))),
      ).rejects.toThrow();
      await expect(ask((transaction) => transaction.appendEvent(first))).rejects.toThrow();
      expect(await ask((transaction) => transaction.hashAt(1))).toBe(first.hash);
      expect(await ask((transaction) => transaction.hashAt(3))).toBeUndefined();
      await ask((transaction) => transaction.cancelKnownSale(first.eventId, at(6).toISOString()));
      await expect(
        ask((transaction) => transaction.cancelKnownSale(first.eventId, at(7).toISOString())),
      ).rejects.toThrow("is not there");
      expect(await ask((transaction) => transaction.lineOfSale(first.eventId))).toMatchObject({
        cancelled: true,
      });
      const { orders, lines, baskets, events } = await networkSide.view();
      expect(orders).toMatchObject([{ orderId: id(70), basketId: id(71), userName: "", bodyHash: "" }]);
      expect(baskets).toMatchObject([{ basketId: id(71), state: "sold" }]);
      expect(lines.map((one) => [one.lineId, one.barcode, one.cancelledAt])).toEqual([
        [1, second.barcode, null],
        [2, first.barcode, at(6)],
      ]);
      expect(events.map(({ sequence, hash }) => [sequence, hash])).toEqual([
        [1, first.hash],
        [2, second.hash],
      ]);
    });

    test("numbers what it has sold since behind what was given back", async () => {
      await offered(stage().network, 2);
      const first = known(1);
      await ask((transaction) => transaction.appendEvent(first));
      await stage().network.sales.transaction(institutionCode, (transaction) =>
        transaction.recordEvents([saleFacts(2)]),
      );
      expect(await ask((transaction) => transaction.unnumberedEvents())).toHaveLength(1);
      expect(await ask(numberFeed)).toMatchObject({ sequence: 2 });
      expect(await ask((transaction) => transaction.feedHead())).toMatchObject({ sequence: 2 });
    });
  });
}

/** Calls that several kinds of transactions have: each must lead to the same rows. */
function sharedSuite(stage: () => Stage): void {
  describe("one call of several transactions", () => {
    test("an operation's transaction numbers the feed, too", async () => {
      const { network } = stage();
      await network.sales.transaction(institutionCode, (transaction) =>
        transaction.recordEvents([saleFacts(1)]),
      );
      const numbered = await network.operations.transaction(institutionCode, async (transaction) => {
        expect(await transaction.feedHead()).toEqual({ sequence: 0, hash: chainStart });
        return numberFeed(transaction);
      });
      expect(numbered.sequence).toBe(1);
      expect((await network.feed.numberedEvents(institutionCode, 0, 9)).head).toBe(1);
    });

    test("the counter's transaction moves the seats that the exchange sees", async () => {
      const { venue } = stage();
      await venue.house.transaction(async (transaction) => {
        const seats = await transaction.lockSeats(performanceNumber, [2]);
        await transaction.moveSeats({ performanceNumber, at: at(1), operatorId: 1 }, seats.map(hold));
      });
      const [seat] = await exchange(venue, (transaction) => transaction.lockSeats(performanceNumber, [2]));
      expect(seat?.state).toBe("held");
    });

    test("sealing an empty journal seals nothing", async () => {
      expect(await sealJournal(stage().venue.seals)).toEqual({ entryNumber: 0, hash: chainStart });
    });
  });
}
