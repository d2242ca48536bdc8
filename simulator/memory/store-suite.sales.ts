import type { SaleTransaction } from "@allotement/reseller/point-of-sale/sales.ts";
import { describe, expect, test } from "vitest";
import { institutionCode, moveOf, offered, price } from "./store-suite.contingent.ts";
import { at, id, performanceNumber, saleFacts, showNumber } from "./store-suite.rows.ts";
import type { Stage } from "./store-suite.ts";

const seller = { userName: "seller", role: "seller" as const, pointOfSale: "Paris" };

/** Baskets, orders and what a sale writes at the reseller. */
export function salesSuite(stage: () => Stage): void {
  const ask = <Result>(work: (transaction: SaleTransaction) => Promise<Result>) =>
    stage().network.sales.transaction(institutionCode, work);
  const open = (number: number, minute: number, seatCodes: readonly number[] = []) =>
    ask(async (transaction) => {
      const basketId = id(number);
      await transaction.insertBasket({ basketId, performanceNumber, expiresAt: at(minute) }, seller, at(0));
      const moves = seatCodes.map((seatCode) => moveOf(seatCode, "offered", "inBasket", { basketId }));
      await transaction.moveSeats(performanceNumber, { movement: "reserve", at: at(0) }, moves);
    });
  const order = (number: number, basket: number) => ({
    orderId: id(number),
    basketId: id(basket),
    bodyHash: "abc",
    performanceNumber,
    pointOfSale: "Paris",
    userName: "seller",
    holder: null,
    soldAt: at(3),
  });
  const line = (lineId: number, seatCode: number) => ({
    ...price,
    lineId,
    seatCode,
    grant: 1,
    saleEventId: id(900 + lineId),
    cancelledAt: null,
  });

  describe("baskets", () => {
    test("hold their seats until they are closed", async () => {
      const { network, networkSide } = stage();
      await offered(network, 3);
      await open(20, 10, [3, 1]);
      await expect(open(20, 10)).rejects.toThrow();
      const codes = await ask((transaction) => transaction.seatsInBasket(id(20)));
      expect(codes.sort()).toEqual([1, 3]);
      const locked = await ask((transaction) => transaction.lockSeats(performanceNumber, [1]));
      expect(locked.get(1)).toMatchObject({ state: "inBasket", basketId: id(20), basketExpiresAt: at(10) });
      const basket = { basketId: id(20), performanceNumber, expiresAt: at(10), state: "open" };
      expect(await ask((transaction) => transaction.lockBasket(id(20)))).toEqual(basket);
      expect(await ask((transaction) => transaction.lockBasket(id(29)))).toBeUndefined();
      const back = [1, 3].map((seatCode) => moveOf(seatCode, "inBasket", "offered", { basketId: id(20) }));
      await ask((transaction) =>
        transaction.moveSeats(performanceNumber, { movement: "expire", at: at(10) }, back),
      );
      await ask((transaction) => transaction.closeBasket(id(20), "expired"));
      expect(await ask((transaction) => transaction.seatsInBasket(id(20)))).toEqual([]);
      const { baskets, movements } = await networkSide.view();
      expect(baskets).toEqual([
        { ...basket, state: "expired", pointOfSale: "Paris", userName: "seller", createdAt: at(0) },
      ]);
      expect(movements.filter((movement) => movement.movement === "expire")).toMatchObject([
        { seatCode: 1, basketId: id(20) },
        { seatCode: 3, basketId: id(20) },
      ]);
    });

    test("whose time is over are found, the oldest first, while they are open", async () => {
      const { network } = stage();
      await offered(network, 1);
      await open(21, 12);
      await open(22, 11);
      await open(23, 13);
      const expired = async (minute: number) =>
        (await network.sales.expiredBaskets(at(minute))).map((one) => [one.institutionCode, one.basketId]);
      expect(await expired(10)).toEqual([]);
      expect(await expired(12)).toEqual([
        [institutionCode, id(22)],
        [institutionCode, id(21)],
      ]);
      await ask((transaction) => transaction.closeBasket(id(22), "sold"));
      expect(await expired(12)).toEqual([[institutionCode, id(21)]]);
    });
  });

  describe("sales", () => {
    test("know what is sold: performance, prices, categories", async () => {
      const { network } = stage();
      await offered(network, 2);
      expect(await ask((transaction) => transaction.performance(performanceNumber))).toEqual({
        performanceNumber,
        showNumber,
        status: "confirmed",
        localDate: "2026-12-23",
        localTime: "19:00",
        timeZone: "Europe/Paris",
        basketMinutes: 10,
        restoring: false,
      });
      expect(await ask((transaction) => transaction.performance(9))).toBeUndefined();
      expect(await ask((transaction) => transaction.prices(showNumber))).toEqual([
        { ...price, showNumber, priceTypeLabel: "TICKETNET PLEIN TARIF" },
      ]);
      expect(await ask((transaction) => transaction.prices(9))).toEqual([]);
      const categories = await ask((transaction) =>
        transaction.seatCategories(performanceNumber, [1, 2, 99]),
      );
      expect(categories).toEqual(
        new Map([
          [1, 31],
          [2, 31],
        ]),
      );
    });

    test("are kept once for a basket and read back as they were kept", async () => {
      const { network } = stage();
      await offered(network, 3);
      await open(20, 10);
      const insert = (number: number, ...lines: ReturnType<typeof line>[]) =>
        ask((transaction) => transaction.insertOrder(order(number, 20), lines));
      const sold = await insert(30, line(2, 1), line(1, 2));
      expect(sold.map((one) => one.lineId)).toEqual([1, 2]);
      expect(sold[0]?.barcode).toMatch(/^02\d{12}$/);
      const kept = { ...order(30, 20), lines: sold };
      expect(await ask((transaction) => transaction.orderOfBasket(id(20)))).toEqual(kept);
      expect(await ask((transaction) => transaction.lockOrder(id(30)))).toEqual(kept);
      expect(await ask((transaction) => transaction.lockOrder(id(39)))).toBeUndefined();
      expect(await ask((transaction) => transaction.orderOfBasket(id(29)))).toBeUndefined();
      await expect(insert(31, line(1, 3))).rejects.toThrow();
      await open(21, 10);
      const twice = (
        change: Partial<Parameters<SaleTransaction["insertOrder"]>[0]>,
        ...lines: ReturnType<typeof line>[]
      ) => ask((transaction) => transaction.insertOrder({ ...order(32, 21), ...change }, lines));
      await expect(twice({}, line(1, 1))).rejects.toThrow();
      await expect(twice({}, line(1, 99))).rejects.toThrow();
      await expect(twice({ orderId: id(30) }, line(1, 3))).rejects.toThrow();
      await expect(twice({ basketId: id(29) }, line(1, 3))).rejects.toThrow();
      const holder = { surname: "MARTIN", firstName: "" };
      await twice({ holder }, line(1, 3));
      expect(await ask((transaction) => transaction.lockOrder(id(32)))).toMatchObject({ holder });
    });

    test("draw another barcode where one is taken", async () => {
      const { network, networkSide, random } = stage();
      await offered(network, 2);
      await open(20, 10);
      await open(21, 10);
      const first = await ask((transaction) => transaction.insertOrder(order(30, 20), [line(1, 1)]));
      random.repeat(1);
      const second = await ask((transaction) => transaction.insertOrder(order(31, 21), [line(1, 2)]));
      expect(second[0]?.barcode).toMatch(/^02\d{12}$/);
      expect(second[0]?.barcode).not.toBe(first[0]?.barcode);
      const { lines, orders } = await networkSide.view();
      expect(lines.map((one) => [one.orderId, one.seatCode])).toEqual([
        [id(30), 1],
        [id(31), 2],
      ]);
      expect(orders).toHaveLength(2);
    });

    test("are cancelled line by line, once, and then the seat may be sold again", async () => {
      const { network, networkSide } = stage();
      await offered(network, 2);
      await open(20, 10);
      await open(21, 10);
      await ask((transaction) => transaction.insertOrder(order(30, 20), [line(1, 1), line(2, 2)]));
      const cancel = (...lineIds: number[]) =>
        ask((transaction) => transaction.cancelLines(id(30), lineIds, at(5)));
      await cancel(1);
      await expect(cancel(1)).rejects.toThrow();
      await expect(cancel(2, 3)).rejects.toThrow();
      await ask((transaction) => transaction.insertOrder(order(31, 21), [line(1, 1)]));
      const { lines } = await networkSide.view();
      expect(lines.map((one) => [one.orderId, one.seatCode, one.cancelledAt])).toEqual([
        [id(30), 1, at(5)],
        [id(30), 2, null],
        [id(31), 1, null],
      ]);
    });

    test("are told to the feed once", async () => {
      const record = (...events: ReturnType<typeof saleFacts>[]) =>
        ask((transaction) => transaction.recordEvents(events));
      await record(saleFacts(2), saleFacts(1));
      await expect(record(saleFacts(3), saleFacts(1))).rejects.toThrow();
      await record();
      const { events } = await stage().networkSide.view();
      expect(events.map((event) => [event.facts.eventId, event.sequence, event.hash])).toEqual([
        [saleFacts(2).eventId, null, null],
        [saleFacts(1).eventId, null, null],
      ]);
    });
  });
}
