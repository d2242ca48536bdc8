import type { HouseTransaction } from "@allotement/boxoffice/house/house.ts";
import { describe, expect, test } from "vitest";
import { counterPriceTypeCode } from "../season.ts";
import {
  counterAmounts as amounts,
  at,
  counterEntry as entry,
  exchange,
  feedEvent,
  performanceNumber,
  counterPrice as price,
} from "./store-suite.rows.ts";
import type { Stage } from "./store-suite.ts";

const sale = {
  orderNumber: 1,
  exchangedFrom: null,
  performanceNumber,
  priceTypeCode: counterPriceTypeCode,
  priceTypeChannel: "counter" as const,
  exception: null,
  holder: undefined,
  soldAt: at(5),
  operatorId: 1,
  salesChannelId: 1,
};
const order = {
  ...{ kind: "sale" as const, at: at(5), operatorId: 1, salesChannelId: 1, paymentMethodId: 1 },
  ...{ totalCents: 5_100, givenCents: null },
};

async function sell(
  transaction: HouseTransaction,
  seats: Parameters<HouseTransaction["insertCounterTickets"]>[1],
  draw: () => string,
  change: object = {},
) {
  const orderNumber = await transaction.openOrder(order);
  return transaction.insertCounterTickets({ ...sale, orderNumber, ...change }, seats, draw);
}

/** The counter of the venue: orders and tickets. */
export function counterSuite(stage: () => Stage): void {
  const ask = <Result>(work: (transaction: HouseTransaction) => Promise<Result>) =>
    stage().venue.house.transaction(work);

  describe("the counter", () => {
    test("numbers the counter's orders without a gap", async () => {
      expect(await ask((transaction) => transaction.openOrder(order))).toBe(1);
      const lost = ask(async (transaction) => {
        await transaction.openOrder(order);
        throw new Error("the order is given up");
      });
      await expect(lost).rejects.toThrow("given up");
      expect(await ask((transaction) => transaction.openOrder(order))).toBe(2);
    });

    test("writes one ticket a seat, and draws again where a barcode is in use", async () => {
      const barcodes = ["01000000000001", "01000000000001", "01000000000002"];
      const draw = () => barcodes.shift() ?? "";
      const seats = [1, 2].map((seatCode) => ({ seatCode, price }));
      const written = await ask((transaction) => sell(transaction, seats, draw));
      expect(written).toEqual([
        { ticketId: 1, seatCode: 1, barcode: "01000000000001" },
        { ticketId: 3, seatCode: 2, barcode: "01000000000002" },
      ]);
      const again = (seatCode: number, barcode: string, change: object = {}) =>
        ask((transaction) => sell(transaction, [{ seatCode, price }], () => barcode, change));
      await expect(again(1, "01000000000009")).rejects.toThrow();
      await expect(again(3, "01000000000001")).rejects.toThrow("five draws");
      await expect(
        again(4, "01000000000009", { priceTypeCode: 6690014, priceTypeChannel: "reseller" }),
      ).rejects.toThrow();
      await again(4, "01000000000009", {
        priceTypeCode: 6690014,
        priceTypeChannel: "reseller",
        exception: "regularisation",
        holder: { surname: "MARTIN", firstName: "" },
      });
      const { tickets } = await stage().venueSide.view();
      expect(tickets.map((ticket) => ticket.seatCode)).toEqual([1, 2, 4]);
      expect(tickets[2]).toMatchObject({
        exception: "regularisation",
        holderSurname: "MARTIN",
        resellerId: null,
      });
    });

    test("reads a ticket with how it was paid, and whether another stands for its seat", async () => {
      const { venue } = stage();
      await ask((transaction) => sell(transaction, [{ seatCode: 1, price }], () => "01000000000001"));
      const ticket = {
        ticketId: 1,
        performanceNumber,
        seatCode: 1,
        soldThrough: "counter",
        priceTypeCode: counterPriceTypeCode,
        ...amounts,
        cancelledAt: null,
        holderSurname: null,
        holderFirstName: null,
        salesChannelId: 1,
        paymentMethodId: null,
        disputed: false,
      };
      const read = () => ask((transaction) => transaction.ticket(1));
      expect(await read()).toEqual(ticket);
      expect(
        await ask((transaction) => transaction.appendEntries(at(5), [{ ...entry, ticketId: 1 }])),
      ).toEqual([1]);
      expect(await read()).toEqual({ ...ticket, paymentMethodId: 1 });
      await exchange(venue, async (transaction) => {
        await transaction.drawTicketIds(1);
        const event = feedEvent(2);
        await transaction.insertReceivedTickets([
          { ticketId: 2, performanceNumber, seatCode: 1, event, inConflict: true },
        ]);
      });
      expect(await read()).toMatchObject({ disputed: true });
      await ask((transaction) => transaction.cancelTicket(2, at(6)));
      await ask((transaction) => transaction.cancelTicket(1, at(6)));
      await ask((transaction) => transaction.cancelTicket(1, at(7)));
      await ask((transaction) =>
        transaction.appendEntries(at(6), [{ ...entry, kind: "refund", ticketId: 1, faceValueCents: -4800 }]),
      );
      expect(await read()).toEqual({ ...ticket, paymentMethodId: 1, cancelledAt: at(6) });
      expect(await ask((transaction) => transaction.ticket(9))).toBeUndefined();
    });
  });
}
