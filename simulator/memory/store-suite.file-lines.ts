import type { FileLine } from "@allotement/boxoffice/interface/import-sales/judge-line.ts";
import type { InterfaceTransaction } from "@allotement/boxoffice/interface/store.ts";
import { chainStart } from "@allotement/protocol/feed-chain.ts";
import { describe, expect, test } from "vitest";
import {
  allotted,
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

const fileStream = id(77);

/** Sales files beside the feed: who told first, and the lines that wait. */
export function fileLinesSuite(stage: () => Stage): void {
  const ask = <Result>(work: (transaction: InterfaceTransaction) => Promise<Result>) =>
    exchange(stage().venue, work);
  const byFile = async (event: ReturnType<typeof feedEvent>) => {
    const [ticketId = 0] = await ask((transaction) => transaction.drawTicketIds(1));
    const { performanceNumber: performance, seatCode } = event;
    await ask((transaction) =>
      transaction.insertReceivedTickets([
        { ticketId, performanceNumber: performance, seatCode, event, inConflict: false },
      ]),
    );
    await ask((transaction) =>
      transaction.insertInbox([{ event, ticketId, blockReason: null }], fileStream, at(1), "file"),
    );
    return ticketId;
  };
  const known = (event: ReturnType<typeof feedEvent>, sameAs: string, blockReason: unknown = null) =>
    ask((transaction) =>
      transaction.insertInbox([{ event, ticketId: null, blockReason, sameAs }], streamId, at(2)),
    );

  describe("what a file and the feed both tell", () => {
    test("is one sale: the file's, which the feed's only confirms", async () => {
      const event = feedEvent(1, { eventId: id(701) });
      const ticketId = await byFile(event);
      const told = () => ask((transaction) => transaction.toldOf([event.barcode, "02999999999999"]));
      expect(await told()).toMatchObject([
        { event, ticketId, source: "file", sameAs: null, confirmed: false },
      ]);
      await known(feedEvent(2, { barcode: event.barcode }), id(701));
      expect(await told()).toMatchObject([{ source: "file", confirmed: true }]);
      const row = await ask((transaction) => transaction.inboxEvent(feedEvent(2).eventId));
      expect(row).toMatchObject({ status: "known", source: "feed", sameAs: id(701), ticketId: null });
      await expect(known(feedEvent(3, { barcode: event.barcode }), id(701))).rejects.toThrow();
      await expect(known(feedEvent(4), id(799))).rejects.toThrow();
      expect(await ask((transaction) => transaction.toldOf([]))).toEqual([]);
    });

    test("is undone for both by either's cancellation", async () => {
      const sale = feedEvent(1, { eventId: id(701) });
      await byFile(sale);
      const theirs = feedEvent(2, { barcode: sale.barcode });
      await known(theirs, id(701));
      const undone = () => ask((transaction) => transaction.isUndone(id(701)));
      expect(await undone()).toBe(false);
      const undoing = feedEvent(3, { kind: "cancellation", refersTo: theirs.eventId });
      await ask((transaction) =>
        transaction.insertInbox([{ event: undoing, ticketId: null, blockReason: null }], streamId, at(2)),
      );
      expect(await undone()).toBe(true);
      for (const eventId of [id(701), undoing.eventId]) {
        const pair = await ask((transaction) => transaction.lockSaleAndCancellation(eventId));
        expect(pair.map(({ event }) => event.eventId)).toEqual([id(701), undoing.eventId]);
      }
      expect(await ask((transaction) => transaction.undoneSale(theirs.eventId))).toMatchObject({
        status: "known",
        sameAs: id(701),
      });
    });

    test("is integrated file by file and then in the feed's order, a cancellation after its sale", async () => {
      await received(stage().venue, [feedEvent(1), feedEvent(2, { seatCode: 2 })]);
      await byFile(feedEvent(9, { eventId: id(709), seatCode: 3 }));
      const { eventId } = feedEvent(1);
      const undoing = feedEvent(10, { eventId: id(710), kind: "cancellation", refersTo: eventId });
      await ask((transaction) =>
        transaction.insertInbox(
          [{ event: undoing, ticketId: 1, blockReason: null }],
          fileStream,
          at(1),
          "file",
        ),
      );
      const waiting = await ask((transaction) => transaction.waitingSales([{ showNumber }], undefined));
      expect(waiting.map(({ sequence }) => sequence)).toEqual([9, 1, 2, 10]);
    });

    test("names the sale that a seat stands sold by, and whether the feed has told it", async () => {
      await received(stage().venue, [feedEvent(1)]);
      await byFile(feedEvent(2, { eventId: id(702), seatCode: 2 }));
      const seats = [1, 2, 3].map((seatCode) => ({ performanceNumber, seatCode }));
      const standing = () => ask((transaction) => transaction.standingSales(seats));
      expect(await standing()).toEqual([
        { performanceNumber, seatCode: 1, eventId: feedEvent(1).eventId, byFileAlone: false },
        { performanceNumber, seatCode: 2, eventId: id(702), byFileAlone: true },
      ]);
      await known(feedEvent(3, { seatCode: 2, barcode: feedEvent(2).barcode }), id(702));
      expect((await standing())[1]).toMatchObject({ byFileAlone: false });
    });

    test("keeps a ticket that never lived beside the seat's own", async () => {
      await byFile(feedEvent(1, { eventId: id(701) }));
      const event = feedEvent(2);
      const [ticketId = 0] = await ask((transaction) => transaction.drawTicketIds(1));
      const ticket = { ticketId, performanceNumber, seatCode: 1, event, inConflict: false };
      await expect(ask((transaction) => transaction.insertReceivedTickets([ticket]))).rejects.toThrow();
      await ask((transaction) => transaction.insertReceivedTickets([{ ...ticket, cancelledAt: at(4) }]));
      const rows = [{ event, ticketId, blockReason: null, overtakenBy: id(701) }];
      await ask((transaction) => transaction.insertInbox(rows, streamId, at(4)));
      expect(await ask((transaction) => transaction.inboxEvent(event.eventId))).toMatchObject({
        status: "pending",
        overtakenBy: id(701),
      });
      const { tickets } = await stage().venueSide.view();
      expect(tickets.at(-1)).toMatchObject({ cancelledAt: at(4), cancelledAfterScan: 0 });
    });
  });

  test("the files' stream has a head of its own", async () => {
    await ask((transaction) => transaction.startCursor(streamId, chainStart));
    await ask((transaction) => transaction.moveFileHead(3, "b".repeat(64)));
    const cursor = await ask((transaction) => transaction.lockCursor());
    expect(cursor).toMatchObject({ streamId, sequence: 0, fileSequence: 3, fileHash: "b".repeat(64) });
  });

  test("a line that waits is kept once, found by its seat, and dropped", async () => {
    await allotted(stage().venue, [1]);
    const line: FileLine = {
      kind: "sale",
      barcode: "02000000000001",
      showNumber,
      performanceNumber,
      localDate: "2026-12-23",
      localTime: "19:00",
      timeZone: "Europe/Paris",
      seatCode: 1,
      priceTypeCode: 6690014,
      seatCategoryCode: 31,
      totalCents: 5100,
      holder: null,
      soldAt: at(0).toISOString(),
    };
    const other = { ...line, barcode: "02000000000002", seatCode: 2 };
    const seat = (seatCode: number) => [{ performanceNumber, seatCode }];
    const waiting = (seatCode: number) => ask((transaction) => transaction.waitingLines(seat(seatCode)));
    await ask((transaction) =>
      transaction.keepWaitingLines(
        [
          { line, reason: "seatSold" },
          { line: other, reason: "seatSold" },
        ],
        at(1),
      ),
    );
    await ask((transaction) => transaction.keepWaitingLines([{ line, reason: "otherPrice" }], at(2)));
    expect(await waiting(1)).toEqual([line]);
    expect(await waiting(3)).toEqual([]);
    const { waitingLines } = await stage().venueSide.view();
    expect(waitingLines.map(({ reason, since }) => [reason, since])).toEqual([
      ["otherPrice", at(1)],
      ["seatSold", at(1)],
    ]);
    await ask((transaction) => transaction.dropWaitingLines([line]));
    expect(await waiting(1)).toEqual([]);
    expect(await waiting(2)).toEqual([other]);
    const nowhere = { ...line, seatCode: 99 };
    await expect(
      ask((transaction) => transaction.keepWaitingLines([{ line: nowhere, reason: "seatSold" }], at(1))),
    ).rejects.toThrow();
  });
}
