import type { InterfaceTransaction } from "@allotement/boxoffice/interface/store.ts";
import { describe, expect, test } from "vitest";
import {
  allotted,
  at,
  exchange,
  feedEvent,
  id,
  operation,
  otherPerformanceNumber,
  otherShowNumber,
  performanceNumber,
  received,
  showNumber,
  streamId,
} from "./store-suite.rows.ts";
import type { Stage } from "./store-suite.ts";

/** Integration of received sales, what two people settle, and comparing. */
export function integrationSuite(stage: () => Stage): void {
  const ask = <Result>(work: (transaction: InterfaceTransaction) => Promise<Result>) =>
    exchange(stage().venue, work);
  const eventIdOf = (sequence: number) => feedEvent(sequence).eventId;

  describe("integration", () => {
    test("chooses waiting sales by show, by the performance's civil time and by the time of the sale", async () => {
      await received(stage().venue, [
        feedEvent(1),
        feedEvent(2, { performanceNumber: otherPerformanceNumber, seatCode: 2 }),
        feedEvent(3, { showNumber: otherShowNumber, performanceNumber: 511, seatCode: 3 }),
        feedEvent(4, { seatCode: 4 }),
      ]);
      // Under a number that the venue has no performance for, nothing can be chosen.
      await ask((transaction) =>
        transaction.insertInbox(
          [{ event: feedEvent(5, { performanceNumber: 999 }), ticketId: null, blockReason: { kind: "x" } }],
          streamId,
          at(2),
        ),
      );
      const chosen = async (lines: { showNumber: number; from?: string; to?: string }[], until?: string) =>
        (await ask((transaction) => transaction.waitingSales(lines, until))).map((sale) => sale.sequence);
      expect(await chosen([{ showNumber }])).toEqual([1, 2, 4]);
      expect(await chosen([{ showNumber: otherShowNumber }, { showNumber }])).toEqual([1, 2, 3, 4]);
      expect(await chosen([{ showNumber }, { showNumber, to: "2026-12-23T19:00" }])).toEqual([1, 2, 4]);
      expect(await chosen([{ showNumber, from: "2026-12-23T19:01" }])).toEqual([2]);
      expect(await chosen([{ showNumber, from: "2026-12-23T19:00", to: "2026-12-23T19:00" }])).toEqual([
        1, 4,
      ]);
      expect(await chosen([{ showNumber, to: "2026-12-23T18:59" }])).toEqual([]);
      expect(await chosen([{ showNumber }], at(2).toISOString())).toEqual([1, 2]);
      expect(await chosen([])).toEqual([]);
      await ask((transaction) => transaction.markIntegrated(eventIdOf(1), null, at(9)));
      await ask((transaction) => transaction.markBlocked(eventIdOf(2), { kind: "saleNotIntegrated" }));
      expect(await ask((transaction) => transaction.waitingSales([{ showNumber }], undefined))).toEqual([
        { eventId: eventIdOf(2), sequence: 2, showNumber },
        { eventId: eventIdOf(4), sequence: 4, showNumber },
      ]);
    });

    test("compares with the schedule here and the grid in force when the sale was made", async () => {
      const { venueSide } = stage();
      const context = (change: Parameters<typeof feedEvent>[1]) =>
        ask((transaction) => transaction.saleContext(feedEvent(1, change)));
      const amounts = { faceValueCents: 4800, venueFeeCents: 120, organizerFeeCents: 180 };
      expect(await context({})).toEqual({
        schedule: { localDate: "2026-12-23", localTime: "19:00" },
        otherSchedules: [],
        priceTypeKnown: true,
        grid: amounts,
      });
      const line = { priceTypeCode: 6690014, seatCategoryCode: 31, ...amounts, resellerFeeCents: 480 };
      await venueSide.addGrid(showNumber, { validFrom: at(5), lines: [{ ...line, faceValueCents: 5000 }] });
      await venueSide.changeSchedule(performanceNumber, "2026-12-24", "20:30");
      expect(await context({ soldAt: at(4).toISOString() })).toMatchObject({
        schedule: { localDate: "2026-12-24", localTime: "20:30" },
        grid: amounts,
      });
      expect(await context({ soldAt: at(5).toISOString() })).toMatchObject({
        grid: { faceValueCents: 5000 },
      });
      expect((await context({ soldAt: "2025-01-01T00:00:00.000Z" })).grid).toBeUndefined();
      expect((await context({ seatCategoryCode: 32 })).grid).toBeUndefined();
      expect((await context({ priceTypeCode: 6690001 })).priceTypeKnown).toBe(false);
      expect((await context({ showNumber: otherShowNumber })).schedule).toBeUndefined();
    });

    test("books a sale and its reverse once, with the debt, and gives the ticket its channel", async () => {
      await received(stage().venue, [feedEvent(1)]);
      const booking = await ask((transaction) => transaction.booking());
      expect(booking).toEqual({ operatorId: 2, salesChannelId: 2, paymentMethodId: 2, customerAccountId: 1 });
      if (!booking) throw new Error("no booking");
      const amounts = {
        faceValueCents: 4800,
        venueFeeCents: 120,
        organizerFeeCents: 180,
        resellerFeeCents: 480,
      };
      const book = (kind: "sale" | "cancellation", sign: 1 | -1) =>
        ask((transaction) =>
          transaction.book(
            feedEvent(1, { kind }),
            1,
            booking,
            [
              {
                kind,
                faceValueCents: sign * amounts.faceValueCents,
                venueFeeCents: sign * amounts.venueFeeCents,
                organizerFeeCents: sign * amounts.organizerFeeCents,
                resellerFeeCents: sign * amounts.resellerFeeCents,
              },
            ],
            at(3),
          ),
        );
      await book("sale", 1);
      await expect(book("sale", 1)).rejects.toThrow();
      await book("cancellation", -1);
      const { journal, receivables, tickets } = await stage().venueSide.view();
      expect(
        journal.map(({ entryNumber, kind, ticketId, at: when }) => [entryNumber, kind, ticketId, when]),
      ).toEqual([
        [1, "sale", 1, at(3)],
        [2, "cancellation", 1, at(3)],
      ]);
      expect(receivables).toEqual([
        { customerAccountId: 1, entryNumber: 1, amountCents: 5100 },
        { customerAccountId: 1, entryNumber: 2, amountCents: -5100 },
      ]);
      expect(tickets[0]).toMatchObject({ operatorId: 2, salesChannelId: 2 });
    });

    test("marks by the event's identity, whatever stream it came by, and counts what a run has done", async () => {
      await received(stage().venue, [
        feedEvent(1),
        feedEvent(2, { showNumber: otherShowNumber, performanceNumber: 511 }),
        feedEvent(3, { seatCode: 3 }),
      ]);
      const cancellation = feedEvent(4, { kind: "cancellation", refersTo: eventIdOf(3), seatCode: 3 });
      await ask((transaction) =>
        transaction.insertInbox([{ event: cancellation, ticketId: 3, blockReason: null }], id(2), at(2)),
      );
      const run = { runId: id(50), request: { kind: "import" as const, lines: [] }, operatorId: 1 };
      await ask((transaction) => transaction.insertRun(run, [], at(2)));
      await ask((transaction) =>
        transaction.markBlocked(eventIdOf(1), { kind: "barcodeTaken", barcode: "x" }),
      );
      expect(await ask((transaction) => transaction.lockInboxRow(eventIdOf(1)))).toMatchObject({
        status: "blocked",
        blockReason: { kind: "barcodeTaken", barcode: "x" },
      });
      for (const eventId of [eventIdOf(2), cancellation.eventId, eventIdOf(3), eventIdOf(1)])
        await ask((transaction) => transaction.markIntegrated(eventId, id(50), at(3)));
      await expect(
        ask((transaction) => transaction.markBlocked(eventIdOf(1), { kind: "late" })),
      ).rejects.toThrow();
      expect(await ask((transaction) => transaction.lockInboxRow(eventIdOf(1)))).toMatchObject({
        status: "integrated",
        blockReason: null,
      });
      expect(await ask((transaction) => transaction.lockInboxRow(id(9)))).toBeUndefined();
      expect(await ask((transaction) => transaction.integratedInRun(id(50)))).toEqual([
        { showNumber, integrated: 2, cancelled: 1, amountCents: 5100 },
        { showNumber: otherShowNumber, integrated: 1, cancelled: 0, amountCents: 5100 },
      ]);
      expect(await ask((transaction) => transaction.integratedInRun(id(51)))).toEqual([]);
      expect(await ask((transaction) => transaction.undoneSale(eventIdOf(3)))).toMatchObject({
        event: { sequence: 3 },
        status: "integrated",
      });
      expect(await ask((transaction) => transaction.isUndone(eventIdOf(3)))).toBe(true);
      expect(await ask((transaction) => transaction.isUndone(eventIdOf(1)))).toBe(false);
    });

    test("an event that names a sale it cannot undo does not undo it", async () => {
      await received(stage().venue, [feedEvent(1)]);
      const stray = feedEvent(2, { kind: "cancellation", refersTo: eventIdOf(1) });
      const blockReason = { kind: "unknownSale", refersTo: eventIdOf(1) };
      await ask((transaction) =>
        transaction.insertInbox([{ event: stray, ticketId: null, blockReason }], streamId, at(2)),
      );
      expect(await ask((transaction) => transaction.isUndone(eventIdOf(1)))).toBe(false);
    });

    test("what two people settle is kept once, with both figures and their reason", async () => {
      const cancellation = feedEvent(2, { kind: "cancellation", refersTo: eventIdOf(1) });
      await received(stage().venue, [feedEvent(1)]);
      await ask((transaction) =>
        transaction.insertInbox([{ event: cancellation, ticketId: 1, blockReason: null }], streamId, at(2)),
      );
      const lock = (eventId: string) => ask((transaction) => transaction.lockSaleAndCancellation(eventId));
      const both = await lock(eventIdOf(1));
      expect(both.map((row) => row.sequence)).toEqual([1, 2]);
      expect(await lock(cancellation.eventId)).toEqual(both);
      expect(await lock(id(9))).toEqual([]);
      const [sale] = both;
      if (!sale) throw new Error("no sale");
      const decision = { operatorId: 1, secondOperatorId: 3, reason: "agreed by telephone", at: at(4) };
      const base = { faceValueCents: 5000, venueFeeCents: 120, organizerFeeCents: 180 };
      const keep = (change: Partial<typeof decision>) =>
        ask((transaction) => transaction.keepOverride(sale, base, { ...decision, ...change }));
      await expect(keep({ secondOperatorId: 1 })).rejects.toThrow();
      await expect(keep({ reason: " " })).rejects.toThrow();
      await expect(keep({ operatorId: 9 })).rejects.toThrow();
      expect(await ask((transaction) => transaction.overriddenBase(eventIdOf(1)))).toBeUndefined();
      await keep({});
      await expect(keep({})).rejects.toThrow();
      expect(await ask((transaction) => transaction.overriddenBase(eventIdOf(1)))).toEqual(base);
      const reason = { kind: "priceMismatch" };
      const close = () => ask((transaction) => transaction.closeEvent(sale, reason, decision));
      await close();
      await expect(close()).rejects.toThrow();
      const { overrides, closedSales, inbox } = await stage().venueSide.view();
      const amounts = { faceValueCents: 4800, venueFeeCents: 120, organizerFeeCents: 180 };
      expect(overrides).toEqual([{ ...decision, eventId: eventIdOf(1), amounts, base }]);
      expect(closedSales).toEqual([{ ...decision, eventId: eventIdOf(1) }]);
      expect(inbox[0]).toMatchObject({ status: "closed", blockReason: reason, integratedAt: null });
      expect(await ask((transaction) => transaction.waitingSales([{ showNumber }], undefined))).toHaveLength(
        1,
      );
    });
  });

  describe("comparing", () => {
    test("reads each seat with its last movement and its operation", async () => {
      const { venue } = stage();
      await allotted(venue, [2]);
      const seats = await ask((transaction) => transaction.seatsToCompare(performanceNumber));
      expect(seats).toHaveLength(6);
      expect(seats.slice(0, 2)).toEqual([
        {
          seatCode: 1,
          state: "free",
          command: 0,
          grant: null,
          fence: 0,
          movementSerial: null,
          operation: null,
          lastMovement: null,
        },
        {
          seatCode: 2,
          state: "allotted",
          command: 1,
          grant: 1,
          fence: 0,
          movementSerial: 3,
          operation: null,
          lastMovement: { toState: "allotted", command: 1, grant: 1 },
        },
      ]);
    });

    test("is due after a run, and once a night while the performance is to come", async () => {
      const next = (now: Date) => ask((transaction) => transaction.nextToCompare(now));
      const noon = new Date("2026-10-01T10:00:00.000Z");
      expect(await next(noon)).toBeUndefined();
      await ask((transaction) => transaction.rememberCreated(showNumber, performanceNumber, at(0)));
      await ask((transaction) =>
        transaction.insertOperation({ ...operation(1), performanceNumber: otherPerformanceNumber }),
      );
      expect(await next(noon)).toEqual({ performanceNumber, occasion: "night" });
      const keep = (performance: number, when: Date) =>
        ask((transaction) =>
          transaction.keepComparison(
            { performanceNumber: performance, at: when, asOf: 0, seats: 6, moving: 0, differences: [] },
            "night",
          ),
        );
      await keep(performanceNumber, noon);
      expect(await next(noon)).toEqual({ performanceNumber: otherPerformanceNumber, occasion: "night" });
      await keep(otherPerformanceNumber, noon);
      expect(await next(noon)).toBeUndefined();
      // At three o'clock in the morning, at the venue.
      expect(await next(new Date("2026-10-02T00:59:00.000Z"))).toBeUndefined();
      expect(await next(new Date("2026-10-02T01:00:00.000Z"))).toMatchObject({ performanceNumber });
      const run = { runId: id(50), request: { kind: "allot" as const }, operatorId: 1 };
      await ask((transaction) => transaction.insertRun(run, [otherPerformanceNumber], at(30)));
      expect(await next(noon)).toBeUndefined();
      await ask((transaction) => transaction.finishRun(id(50), at(31)));
      expect(await next(noon)).toEqual({ performanceNumber: otherPerformanceNumber, occasion: "run" });
      expect(await next(new Date("2027-02-01T10:00:00.000Z"))).toMatchObject({ occasion: "run" });
      await keep(otherPerformanceNumber, at(31));
      expect(await next(new Date("2027-02-01T10:00:00.000Z"))).toBeUndefined();
      expect((await stage().venueSide.view()).comparisons).toHaveLength(3);
    });
  });
}
