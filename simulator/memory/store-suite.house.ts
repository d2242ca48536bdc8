import type { HouseTransaction } from "@allotement/boxoffice/house/house.ts";
import { hashOfEntry } from "@allotement/boxoffice/house/journal/seal-journal.ts";
import { chainStart } from "@allotement/protocol/feed-chain.ts";
import { describe, expect, test } from "vitest";
import { counterPriceTypeCode } from "../season.ts";
import {
  allotted,
  counterAmounts as amounts,
  at,
  counterEntry as entry,
  exchange,
  feedEvent,
  hold,
  holdCode,
  id,
  moveSeats,
  otherPerformanceNumber,
  performanceNumber,
  counterPrice as price,
  received,
  showNumber,
} from "./store-suite.rows.ts";
import type { Stage } from "./store-suite.ts";

/** Holds, door, programme, audit and seals of the venue. */
export function houseSuite(stage: () => Stage): void {
  const ask = <Result>(work: (transaction: HouseTransaction) => Promise<Result>) =>
    stage().venue.house.transaction(work);

  describe("the house", () => {
    test("knows its programme, holds, prices and ways to pay", async () => {
      expect(await ask((transaction) => transaction.performance(performanceNumber))).toEqual({
        performanceNumber,
        showNumber,
        title: "SPECTACLE 1",
        hallCode: 7,
        localDate: "2026-12-23",
        localTime: "19:00",
        timeZone: "Europe/Paris",
        startsAt: new Date("2026-12-23T18:00:00.000Z"),
        scheduleVersion: 1,
        cancelledAt: null,
      });
      expect(await ask((transaction) => transaction.performance(9))).toBeUndefined();
      expect(await ask((transaction) => transaction.holdExists(holdCode))).toBe(true);
      expect(await ask((transaction) => transaction.holdExists(9))).toBe(false);
      expect(await ask((transaction) => transaction.priceType(counterPriceTypeCode))).toEqual({
        priceTypeCode: counterPriceTypeCode,
        name: "PLEIN TARIF",
        saleType: "RESERVATION/VENTE",
        channelKind: "counter",
      });
      expect(await ask((transaction) => transaction.priceType(9))).toBeUndefined();
      expect(await ask((transaction) => transaction.paymentMethod(2))).toEqual({
        paymentMethodId: 2,
        name: "FACTURE TICKETNET",
        kind: "invoice",
        customerAccountId: 1,
      });
      expect(await ask((transaction) => transaction.paymentMethod(9))).toBeUndefined();
      expect(await ask((transaction) => transaction.salesChannels())).toEqual([
        { salesChannelId: 1, name: "GUICHET", kind: "counter" },
        { salesChannelId: 2, name: "TICKETNET", kind: "reseller" },
      ]);
      expect(await ask((transaction) => transaction.seatCategories(7, [2, 1, 99]))).toEqual([
        { seatCode: 1, seatCategoryCode: 31 },
        { seatCode: 2, seatCategoryCode: 31 },
      ]);
      expect(await ask((transaction) => transaction.seatCategories(8, [1]))).toEqual([]);
      expect(await ask((transaction) => transaction.seatCodesOfCategories(7, [31]))).toEqual([
        1, 2, 3, 4, 5, 6,
      ]);
      expect(await ask((transaction) => transaction.seatCodesOfCategories(7, [32]))).toEqual([]);
      expect(await ask((transaction) => transaction.seatsGone(7))).toEqual([]);
      await stage().venueSide.addGrid(showNumber, { validFrom: new Date("2025-01-01"), lines: [] });
      await stage().venueSide.addGrid(showNumber, { validFrom: new Date("2025-06-01"), lines: [price] });
      const grids = await ask((transaction) => transaction.priceGrids(showNumber));
      expect(grids.map((grid) => [grid.priceGridId, grid.validFrom, grid.lines.length])).toEqual([
        [4, new Date("2025-06-01"), 1],
        [1, new Date("2026-01-01"), 2],
      ]);
      expect(grids[0]?.lines).toEqual([price]);
    });

    test("says why seats cannot be sold", async () => {
      const { venue } = stage();
      await allotted(venue, [2]);
      await moveSeats(venue, [3], hold);
      const described = await ask((transaction) =>
        transaction.describeSeats(performanceNumber, [3, 2, 1, 99]),
      );
      const since = at(0).toISOString();
      expect(described).toEqual([
        { seatCode: 1, state: "free", since: null, holdName: null, resellerName: null },
        { seatCode: 2, state: "allotted", since, holdName: "TICKETNET", resellerName: "TICKETNET" },
        { seatCode: 3, state: "held", since, holdName: "TICKETNET", resellerName: null },
      ]);
    });

    test("numbers the journal's lines without a gap, and books a ticket once of each kind", async () => {
      const book = (...entries: Parameters<HouseTransaction["appendEntries"]>[1]) =>
        ask((transaction) => transaction.appendEntries(at(5), entries));
      const free = { ...entry, ticketId: null, performanceNumber: null, priceTypeCode: null };
      expect(await book()).toEqual([]);
      expect(await book(free, { ...free, kind: "settlement", customerAccountId: 1 })).toEqual([1, 2]);
      await expect(book({ ...entry, ticketId: 9 })).rejects.toThrow();
      await expect(book({ ...free, priceTypeCode: 9 })).rejects.toThrow();
      await expect(book({ ...free, customerAccountId: 9 })).rejects.toThrow();
      expect(await book({ ...free, customerAccountId: 1 })).toEqual([3]);
      const { receivables } = await stage().venueSide.view();
      expect(receivables.map(({ amountCents }) => amountCents)).toEqual([-5100, 5100]);
    });

    test("seals the journal's lines once, with the debts that they moved", async () => {
      const { seals } = stage().venue;
      await ask((transaction) =>
        transaction.appendEntries(at(5), [
          { ...entry, ticketId: null },
          { ...entry, ticketId: null, customerAccountId: 1 },
        ]),
      );
      expect(await seals.transaction((transaction) => transaction.sealedHead())).toEqual({
        entryNumber: 0,
        hash: chainStart,
      });
      const entries = await seals.transaction((transaction) => transaction.entriesAfter(0, 10));
      const { customerAccountId: _, ...said } = { ...entry, ticketId: null, at: at(5), vatRate: 550 };
      expect(entries).toEqual([
        { ...said, entryNumber: 1, debts: [] },
        { ...said, entryNumber: 2, debts: [{ customerAccountId: 1, amountCents: 5100 }] },
      ]);
      expect(await seals.transaction((transaction) => transaction.entriesAfter(1, 1))).toHaveLength(1);
      expect(await seals.transaction((transaction) => transaction.entriesAfter(0, 1))).toHaveLength(1);
      const [first] = entries;
      if (!first) throw new Error("no entry");
      const seal = { entryNumber: 1, previousHash: chainStart, hash: hashOfEntry(669, chainStart, first) };
      const keep = (...fresh: (typeof seal)[]) =>
        seals.transaction((transaction) => transaction.insertSeals(fresh));
      await keep(seal);
      await expect(keep(seal)).rejects.toThrow();
      await expect(keep({ ...seal, entryNumber: 3 })).rejects.toThrow();
      expect(await seals.transaction((transaction) => transaction.sealedHead())).toEqual({
        entryNumber: 1,
        hash: seal.hash,
      });
      expect((await stage().venueSide.view()).seals).toEqual([seal]);
    });
  });

  describe("the programme", () => {
    test("says what an operation names, and remembers what the reseller has created", async () => {
      const { venue } = stage();
      const facts = (performance: number) =>
        exchange(venue, (transaction) => transaction.performanceFacts(performance));
      expect(await facts(performanceNumber)).toEqual({
        performanceNumber,
        showNumber,
        title: "SPECTACLE 1",
        comment: "",
        printAtHome: false,
        hallCode: 7,
        localDate: "2026-12-23",
        localTime: "19:00",
        timeZone: "Europe/Paris",
        knownShow: false,
        knownPerformance: false,
        closedToAllot: false,
      });
      expect(await facts(9)).toBeUndefined();
      const remember = (performance: number) =>
        exchange(venue, (transaction) => transaction.rememberCreated(showNumber, performance, at(1)));
      for (const performance of [performanceNumber, performanceNumber]) await remember(performance);
      await expect(remember(9)).rejects.toThrow();
      expect(await facts(performanceNumber)).toMatchObject({ knownShow: true, knownPerformance: true });
      expect(await facts(otherPerformanceNumber)).toMatchObject({ knownShow: true, knownPerformance: false });
      const places = await exchange(venue, (transaction) => transaction.seatPlaces(7, [2, 1, 99]));
      expect(places).toEqual([
        { seatCode: 1, zoneCode: 11, floorCode: 21, seatCategoryCode: 31, row: "A", number: "1" },
        { seatCode: 2, zoneCode: 11, floorCode: 21, seatCategoryCode: 31, row: "A", number: "2" },
      ]);
      expect(await exchange(venue, (transaction) => transaction.seatPlaces(8, [1]))).toEqual([]);
    });

    test("completes the grid in force, and changes no amount that is there", async () => {
      const { venue } = stage();
      const line = { ...amounts, priceTypeCode: 6690014, seatCategoryCode: 31, resellerFeeCents: 500 };
      const complete = (now: Date) =>
        exchange(venue, (transaction) =>
          transaction.completeGrid(showNumber, [{ ...line, faceValueCents: 1 }], now),
        );
      expect(await complete(new Date("2025-01-01"))).toBe(false);
      expect(await complete(at(0))).toBe(true);
      const [grid] = await ask((transaction) => transaction.priceGrids(showNumber));
      expect(grid?.lines[1]).toEqual(line);
    });
  });

  test("the audit is numbered and chained, and a second person is another one", async () => {
    const { venue, venueSide } = stage();
    const append = (secondOperatorId: number | null, operatorId = 1) =>
      exchange(venue, (transaction) =>
        transaction.appendAudit(at(1), {
          action: "voidOperation",
          operatorId,
          secondOperatorId,
          subject: { operationId: id(1), none: undefined },
        }),
      );
    expect(await append(null)).toBe(1);
    await expect(append(1)).rejects.toThrow();
    await expect(append(null, 9)).rejects.toThrow();
    expect(await append(3)).toBe(2);
    const { audit } = await venueSide.view();
    expect(audit).toMatchObject([
      { entryNumber: 1, previousHash: chainStart, subject: { operationId: id(1) } },
      { entryNumber: 2, previousHash: audit[0]?.hash, secondOperatorId: 3 },
    ]);
    expect(audit[0]?.subject).not.toHaveProperty("none");
  });

  test("the door keeps each scan once, and knows who is inside", async () => {
    const { venue, venueSide } = stage();
    await received(venue, [feedEvent(1), feedEvent(2, { seatCode: 2 })]);
    const { door } = venue;
    const { barcode } = feedEvent(1);
    const look = (code: string) => door.transaction((transaction) => transaction.lockTicket(code));
    expect(await look("nobody's")).toBeUndefined();
    const ticket = { ticketId: 1, performanceNumber, seatCode: 1 };
    expect(await look(barcode)).toEqual({
      ...ticket,
      performanceCancelled: false,
      cancelled: false,
      inConflict: false,
      inside: false,
      lastScan: 0,
    });
    const scan = {
      scanId: id(70),
      performanceNumber,
      gate: "A",
      direction: "entry" as const,
      barcode,
      refusal: null,
      ticketId: 1,
      scanNumber: 1,
      operatorId: 1,
      at: at(3),
    };
    const keep = (
      change: Partial<Parameters<Parameters<Parameters<typeof door.transaction>[0]>[0]["keepScan"]>[0]>,
    ) => door.transaction((transaction) => transaction.keepScan({ ...scan, ...change }));
    expect(await keep({})).toBe(true);
    expect(await keep({ gate: "B" })).toBe(false);
    expect(await look(barcode)).toMatchObject({ inside: true, lastScan: 1 });
    await expect(keep({ scanId: id(71) })).rejects.toThrow();
    await expect(keep({ scanId: id(71), ticketId: null })).rejects.toThrow();
    await expect(keep({ scanId: id(71), ticketId: null, scanNumber: null })).rejects.toThrow();
    await expect(keep({ scanId: id(71), scanNumber: 2, performanceNumber: 9 })).rejects.toThrow();
    await keep({ scanId: id(72), scanNumber: 2, refusal: "alreadyInside" });
    await keep({ scanId: id(73), ticketId: null, scanNumber: null, refusal: "unknownBarcode" });
    expect(await look(barcode)).toMatchObject({ inside: true, lastScan: 2 });
    await exchange(venue, (transaction) =>
      transaction.cancelTickets([{ ticketId: 1, at: at(4).toISOString() }]),
    );
    await exchange(venue, (transaction) =>
      transaction.openConflict({ performanceNumber, seatCode: 2, cause: "x", ticketId: 2, at: at(4) }),
    );
    expect(await look(barcode)).toMatchObject({ cancelled: true, inConflict: false });
    expect(await look(feedEvent(2).barcode)).toMatchObject({ inConflict: true, inside: false });
    const kept = (scanId: string) => door.transaction((transaction) => transaction.keptScan(scanId));
    expect(await kept(id(70))).toEqual({
      scanId: id(70),
      performanceNumber,
      gate: "A",
      direction: "entry",
      barcode,
      refusal: null,
      seatCode: 1,
      at: at(3),
    });
    expect(await kept(id(73))).toMatchObject({ refusal: "unknownBarcode", seatCode: null });
    expect(await kept(id(79))).toBeUndefined();
    const { tickets, scans } = await venueSide.view();
    expect(tickets[0]).toMatchObject({ lastScan: 2, cancelledAfterScan: 2 });
    expect(scans).toHaveLength(3);
  });
}
