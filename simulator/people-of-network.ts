import {
  cancelLines,
  emptyBasket,
  openBasket,
  sellBasket,
} from "@allotement/reseller/point-of-sale/sales.ts";
import { changeShowStatus } from "@allotement/reseller/shows/shows.ts";
import { institutionCode, networkPrice, resellerPriceTypeCode as priceTypeCode, seller } from "./house.ts";
import type { ResellerServer } from "./reseller.ts";
import type { Action } from "./scenario.ts";

/** What a customer holds in hand: the same whatever becomes of the server. */
export interface Customer {
  basket: { basketId: string; seats: number[]; holder: boolean | undefined } | undefined;
  orders: { orderId: string; lines: number }[];
}

/** What customers at the points of sale and the network's manager do. Answers what came of it, in words. */
export async function actAtNetwork(
  server: ResellerServer,
  customers: Map<number, Customer>,
  action: Action,
): Promise<string | undefined> {
  switch (action.do) {
    case "basket":
    case "sell":
    case "putBack":
    case "cancel":
      return actAtPointOfSale(server, customerOf(customers, action.customer), action);
    case "status":
      return JSON.stringify(await changeShowStatus(server.shows, institutionCode, action.show, action.to));
    case "changeNetworkPrice": {
      const { line, price } = networkPrice(action.show, { faceValueCents: action.faceValueCents });
      return `price changed: ${await server.shows.changePrice(line, price)}`;
    }
    case "splitNetworkFees": {
      const { line, price } = networkPrice(action.show, { venueFeeCents: action.venueFeeCents });
      return `fees split: ${await server.shows.changePrice(line, price)}`;
    }
    case "rescheduleThere": {
      const { version, localTime, performance } = action;
      const request = { version, localDate: "2026-12-23", localTime };
      return JSON.stringify(
        (await server.shows.reschedule(institutionCode, performance, request)) ?? "unknown",
      );
    }
    default:
      return undefined;
  }
}

function customerOf(customers: Map<number, Customer>, number: number): Customer {
  const customer = customers.get(number) ?? { basket: undefined, orders: [] };
  customers.set(number, customer);
  return customer;
}

/** Who looks at the plan wants what is on offer there. */
async function wishedSeats(
  server: ResellerServer,
  { performance, seats, looks }: Extract<Action, { do: "basket" }>,
): Promise<number[]> {
  if (!looks) return seats;
  const offered = (await server.view()).seats
    .filter((seat) => seat.performanceNumber === performance && seat.state === "offered")
    .map((seat) => seat.seatCode)
    .sort((one, other) => one - other);
  if (offered.length === 0) return seats;
  return [...new Set(seats.map((seat) => offered[seat % offered.length] ?? seat))];
}

async function actAtPointOfSale(
  server: ResellerServer,
  customer: Customer,
  action: Extract<Action, { customer: number }>,
): Promise<string> {
  const { sales } = server;
  if (action.do === "basket") {
    const seatCodes = await wishedSeats(server, action);
    const request = { institutionCode, performanceNumber: action.performance, seatCodes };
    const basket = await openBasket(sales, request, seller);
    if ("refused" in basket) return basket.refused;
    customer.basket = { basketId: basket.basketId, seats: seatCodes, holder: undefined };
    return `basket ${basket.basketId}`;
  }
  if (action.do === "cancel") {
    const order = customer.orders[action.pick % Math.max(1, customer.orders.length)];
    if (!order) return "no order";
    const lineIds = [1 + (action.pick % order.lines)];
    const cancelled = await cancelLines(sales, order.orderId, { institutionCode, lineIds });
    return "refused" in cancelled ? cancelled.refused : `cancelled ${order.orderId}`;
  }
  const { basket } = customer;
  if (!basket) return "no basket";
  if (action.do === "putBack")
    return JSON.stringify(await emptyBasket(sales, institutionCode, basket.basketId, "abandoned"));
  // Asked again after an unknown outcome, the request is the same to the letter.
  basket.holder ??= action.holder;
  const holder = basket.holder ? { surname: "MARTIN", firstName: "Claire" } : null;
  const lines = basket.seats.map((seatCode) => ({ seatCode, priceTypeCode }));
  const order = await sellBasket(sales, institutionCode, basket.basketId, { holder, lines }, seller);
  if ("refused" in order) return order.refused;
  if (!customer.orders.some(({ orderId }) => orderId === order.orderId))
    customer.orders.push({ orderId: order.orderId, lines: order.lines.length });
  return `order ${order.orderId}`;
}
