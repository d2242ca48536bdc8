import type { OperationRequest } from "@allotement/protocol/messages/operation.ts";
import type { SeatMove } from "@allotement/reseller/contingent/contingent.ts";
import type { ContingentTransaction, MovementCause } from "@allotement/reseller/contingent/operations.ts";
import { describe, expect, test } from "vitest";
import type { NetworkConnection } from "../sides.ts";
import { at, id, performanceNumber, saleFacts, showNumber } from "./store-suite.rows.ts";
import type { Stage } from "./store-suite.ts";

export const institutionCode = 9999;
export const price = {
  priceTypeCode: 6690014,
  seatCategoryCode: 31,
  faceValueCents: 4800,
  venueFeeCents: 120,
  organizerFeeCents: 180,
  resellerFeeCents: 480,
};
export const show = { title: "LA LYRE", comment: "", printAtHome: false, prices: [price] };
const facts = { zoneCode: 11, floorCode: 21, seatCategoryCode: 31, row: "A", number: "1" };

export const request: OperationRequest = {
  kind: "allot",
  showNumber,
  performanceNumber,
  localDate: "2026-12-23",
  localTime: "19:00",
  timeZone: "Europe/Paris",
  hallCode: 7,
  holdCode: 6690007,
  seats: [],
};

/** Seats 1 to `count` offered under grant 1, of a show that is there. */
export function offered(network: NetworkConnection, count: number): Promise<void> {
  const seatCodes = Array.from({ length: count }, (_, index) => index + 1);
  return network.operations.transaction(institutionCode, async (transaction) => {
    await transaction.saveShow(showNumber, show, at(0));
    await transaction.createPerformance(request, at(0));
    await transaction.addSeats(performanceNumber, seatCodes);
    const moves = seatCodes.map((seatCode) => moveOf(seatCode, "none", "offered", { command: 1, grant: 1 }));
    await transaction.moveSeats(
      performanceNumber,
      { movement: "allot", at: at(0), operationId: id(1) },
      moves,
      new Map(seatCodes.map((seatCode) => [seatCode, facts])),
    );
  });
}

export function moveOf(
  seatCode: number,
  from: SeatMove["from"],
  to: SeatMove["to"],
  change: Partial<SeatMove> = {},
): SeatMove {
  return { seatCode, from, to, command: 1, grant: 1, fence: 0, basketId: null, ...change };
}

/** Seats, operation log and shows of the reseller. */
export function contingentSuite(stage: () => Stage): void {
  const ask = <Result>(work: (transaction: ContingentTransaction) => Promise<Result>) =>
    stage().network.operations.transaction(institutionCode, work);
  const move = (cause: Omit<MovementCause, "at">, ...moves: SeatMove[]) =>
    ask((transaction) => transaction.moveSeats(performanceNumber, { ...cause, at: at(1) }, moves));
  const seats = (...seatCodes: number[]) =>
    ask(async (transaction) => [...(await transaction.lockSeats(performanceNumber, seatCodes)).values()]);

  describe("seats of the reseller", () => {
    test("are known once they were named, and move with their movement", async () => {
      const { network, networkSide } = stage();
      await offered(network, 2);
      await ask((transaction) => transaction.addSeats(performanceNumber, [2, 3]));
      const found = await seats(3, 1, 99);
      expect(found.sort((one, other) => one.seatCode - other.seatCode)).toEqual([
        {
          seatCode: 1,
          state: "offered",
          command: 1,
          grant: 1,
          fence: 0,
          basketId: null,
          basketExpiresAt: null,
        },
        { seatCode: 3, state: "none", command: 0, grant: 0, fence: 0, basketId: null, basketExpiresAt: null },
      ]);
      const read = await ask((transaction) => transaction.seats(performanceNumber, [1, 3, 99]));
      expect([...read.keys()].sort()).toEqual([1, 3]);
      const view = await networkSide.view();
      expect(view.seats.find((seat) => seat.seatCode === 1)).toEqual({
        performanceNumber,
        seatCode: 1,
        state: "offered",
        command: 1,
        grant: 1,
        fence: 0,
        basketId: null,
        movementSerial: 1,
        ...facts,
      });
      expect(view.seats.find((seat) => seat.seatCode === 3)).toMatchObject({
        zoneCode: null,
        seatCategoryCode: null,
        row: "",
        movementSerial: null,
      });
      expect(view.movements[0]).toEqual({
        performanceNumber,
        seatCode: 1,
        serial: 1,
        movement: "allot",
        from: "none",
        to: "offered",
        command: 1,
        grant: 1,
        operationId: id(1),
        basketId: null,
        orderId: null,
        at: at(0),
      });
    });

    test("never move as the table of transitions forbids, nor fall in their counters", async () => {
      await offered(stage().network, 2);
      await ask((transaction) => transaction.addSeats(performanceNumber, [3]));
      const refused: [MovementCause["movement"], SeatMove][] = [
        ["recall", moveOf(1, "withdrawn", "offered")],
        ["sell", moveOf(1, "offered", "sold")],
        ["recall", moveOf(1, "offered", "withdrawn", { command: 0, grant: 0 })],
        ["recall", moveOf(1, "offered", "withdrawn", { grant: 2 })],
        ["recall", moveOf(1, "offered", "withdrawn", { fence: -1 })],
        ["reserve", moveOf(1, "offered", "inBasket")],
        ["reserve", moveOf(1, "offered", "inBasket", { basketId: id(9) })],
        ["allot", moveOf(3, "none", "offered")],
        ["recall", moveOf(99, "offered", "withdrawn")],
      ];
      for (const [movement, one] of refused) await expect(move({ movement }, one)).rejects.toThrow();
      await move(
        { movement: "recall", operationId: id(2) },
        moveOf(1, "offered", "withdrawn", { command: 2 }),
      );
      expect(await seats(1)).toMatchObject([{ state: "withdrawn", command: 2, grant: 1 }]);
      await move({ movement: "fence" }, moveOf(1, "withdrawn", "withdrawn", { command: 3, fence: 1 }));
      expect(await seats(1)).toMatchObject([{ command: 3, fence: 1 }]);
    });

    test("hear of a command even where it was refused, and never of a lower one", async () => {
      await offered(stage().network, 1);
      const raise = (command: number, seatCode = 1) =>
        ask((transaction) => transaction.raiseCommands(performanceNumber, [{ seatCode, command }]));
      for (const command of [5, 3]) await raise(command);
      await raise(5, 99);
      expect(await seats(1, 99)).toMatchObject([{ seatCode: 1, command: 5, grant: 1, state: "offered" }]);
    });
  });

  describe("the operation log", () => {
    const log = (operationId: string) => ask((transaction) => transaction.storedOperation(operationId));
    const answer = { outcome: "done" as const, asOf: 0, results: [{ seatCode: 1, error: 44 as const }] };
    const store = (operationId: string, voided = false) =>
      ask((transaction) =>
        transaction.storeOperation(
          { operationId, kind: voided ? "void" : "recall", performanceNumber },
          voided ? { state: "voided", asOf: 7 } : { state: "answered", bodyHash: "abc", answer },
          at(2),
        ),
      );

    test("answers an operation once, whatever case its id is written in", async () => {
      const written = "0192F3A0-0000-7000-8000-00000000000A";
      expect(await ask((transaction) => transaction.lockOperation(written))).toBe(true);
      expect(await log(written)).toBeUndefined();
      await store(written);
      await store(id(2), true);
      expect(await log(written.toLowerCase())).toEqual({ state: "answered", bodyHash: "abc", answer });
      expect(await log(written)).toEqual({ state: "answered", bodyHash: "abc", answer });
      expect(await log(id(2))).toEqual({ state: "voided", asOf: 7 });
      await expect(store(written.toLowerCase(), true)).rejects.toThrow();
      const { operations } = await stage().networkSide.view();
      expect(operations.find((one) => one.operationId === written.toLowerCase())).toMatchObject({
        kind: "recall",
        performanceNumber,
        receivedAt: at(2),
      });
    });
  });

  describe("shows of the reseller", () => {
    test("are created once, and take new texts and this very list of prices", async () => {
      const { network, networkSide } = stage();
      const exists = () => ask((transaction) => transaction.showExists(showNumber));
      const performance = () => ask((transaction) => transaction.performance(performanceNumber));
      expect(await exists()).toBe(false);
      expect(await performance()).toBeUndefined();
      await expect(ask((transaction) => transaction.createPerformance(request, at(0)))).rejects.toThrow();
      await offered(network, 1);
      expect(await exists()).toBe(true);
      await ask((transaction) =>
        transaction.createPerformance({ ...request, localDate: "2026-12-30" }, at(1)),
      );
      expect(await performance()).toEqual({ showNumber, localDate: "2026-12-23", localTime: "19:00" });
      await network.shows.changeStatus(institutionCode, showNumber, "confirmed", "announced");
      const prices = [{ ...price, seatCategoryCode: 32 }];
      await ask((transaction) =>
        transaction.saveShow(showNumber, { ...show, title: "ORPHEE", prices }, at(2)),
      );
      const twice = { ...show, prices: [price, price] };
      await expect(ask((transaction) => transaction.saveShow(showNumber, twice, at(2)))).rejects.toThrow();
      const sold = await network.sales.transaction(institutionCode, (transaction) =>
        transaction.prices(showNumber),
      );
      expect(sold).toMatchObject(prices);
      expect(sold).toHaveLength(1);
      expect((await networkSide.view()).shows).toEqual([{ showNumber, status: "announced" }]);
      expect(await network.shows.showView(institutionCode, showNumber)).toMatchObject({
        showNumber,
        title: "ORPHEE",
        status: "announced",
        performances: [{ performanceNumber, localDate: "2026-12-23", offered: 1, inBasket: 0, sold: 0 }],
      });
      expect(await network.shows.showView(institutionCode, 9)).toBeUndefined();
    });

    test("change their status from the one that was read, their price lines, and their dates by the highest version", async () => {
      const { network, networkSide } = stage();
      const { shows } = network;
      await offered(network, 1);
      expect(await shows.statusOfShow(institutionCode, 9)).toBeUndefined();
      expect(await shows.changeStatus(institutionCode, showNumber, "announced", "onSale")).toBe(false);
      expect(await shows.changeStatus(institutionCode, showNumber, "confirmed", "onSale")).toBe(true);
      expect(await shows.statusOfShow(institutionCode, showNumber)).toBe("onSale");
      const { priceTypeCode, seatCategoryCode, ...amounts } = price;
      const line = { institutionCode, showNumber, priceTypeCode, seatCategoryCode };
      expect(await shows.changePrice(line, { ...amounts, faceValueCents: 5000 })).toBe(true);
      expect(await shows.changePrice({ ...line, seatCategoryCode: 9 }, amounts)).toBe(false);
      const [sold] = await network.sales.transaction(institutionCode, (transaction) =>
        transaction.prices(showNumber),
      );
      expect(sold).toMatchObject({ faceValueCents: 5000, resellerFeeCents: 480 });
      const schedule = (version: number, localDate: string) =>
        shows.reschedule(institutionCode, performanceNumber, { version, localDate, localTime: "20:30" });
      expect(await schedule(1, "2027-01-01")).toEqual({
        version: 1,
        localDate: "2026-12-23",
        localTime: "19:00",
      });
      expect(await schedule(3, "2027-01-03")).toEqual({
        version: 3,
        localDate: "2027-01-03",
        localTime: "20:30",
      });
      expect(await schedule(2, "2027-01-02")).toEqual({
        version: 3,
        localDate: "2027-01-03",
        localTime: "20:30",
      });
      expect(
        await shows.reschedule(institutionCode, 9, {
          version: 5,
          localDate: "2027-01-02",
          localTime: "20:30",
        }),
      ).toBeUndefined();
      expect((await networkSide.view()).performances).toEqual([
        { performanceNumber, showNumber, localDate: "2027-01-03", localTime: "20:30", scheduleVersion: 3 },
      ]);
    });

    test("are sold by the codes that the network knows, of the hall and of the whole organizer", async () => {
      const codes = await ask((transaction) => transaction.knownCodes(7));
      expect(codes).toEqual({
        halls: new Set([7]),
        holds: new Set([6690007]),
        priceTypes: new Set([6690014]),
        zones: new Set([11]),
        floors: new Set([21]),
        seatCategories: new Set([31]),
      });
      expect((await ask((transaction) => transaction.knownCodes(8))).zones).toEqual(new Set());
      await stage().networkSide.changeCodes([{ kind: "zone", hallCode: 7, code: 12, label: "IMPAIR" }]);
      expect(await ask((transaction) => transaction.knownCodes(7))).toMatchObject({
        zones: new Set([12]),
        halls: new Set(),
      });
    });
  });

  test("a snapshot is of one moment: seats, and the events that wait for their number", async () => {
    const { network } = stage();
    await offered(network, 2);
    await ask((transaction) => transaction.addSeats(performanceNumber, [9]));
    await network.sales.transaction(institutionCode, (transaction) =>
      transaction.recordEvents([saleFacts(1)]),
    );
    const moment = await ask((transaction) => transaction.performanceMoment(performanceNumber));
    expect(moment).toEqual({
      localDate: "2026-12-23",
      localTime: "19:00",
      seats: [
        { seatCode: 1, state: "offered", command: 1, grant: 1, fence: 0 },
        { seatCode: 2, state: "offered", command: 1, grant: 1, fence: 0 },
        { seatCode: 9, state: "none", command: 0, grant: 0, fence: 0 },
      ],
      unnumbered: [{ recorded: 1, facts: saleFacts(1) }],
    });
    expect(await ask((transaction) => transaction.performanceMoment(9))).toBeUndefined();
  });

  test("a snapshot knows the seats that were named of a performance that was never created", async () => {
    await ask((transaction) => transaction.addSeats(9, [2, 1]));
    await ask((transaction) => transaction.raiseCommands(9, [{ seatCode: 2, command: 3 }]));
    expect(await ask((transaction) => transaction.performanceMoment(9))).toEqual({
      localDate: null,
      localTime: null,
      seats: [
        { seatCode: 1, state: "none", command: 0, grant: 0, fence: 0 },
        { seatCode: 2, state: "none", command: 3, grant: 0, fence: 0 },
      ],
      unnumbered: [],
    });
  });
}
