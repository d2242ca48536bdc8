import { afterAll, beforeAll, expect, test } from "vitest";
import type { Basket, OrderList } from "../api/point-of-sale.ts";
import {
  addInstitution,
  cancel,
  institutionCode,
  type Network,
  openSession,
  operation,
  performanceNumber,
  price,
  putOnSale,
  sell,
  sellBasketOf,
  send,
  signIn,
  startNetwork,
} from "../network.fixture.ts";

let network: Network;

beforeAll(async () => {
  network = await startNetwork();
  await send(network, operation("allot", [1, 2, 3, 4, 5, 6], 1));
  await putOnSale(network);
});
afterAll(() => network.close());

test("a seller sees the prices that a performance's seats may be sold at", async () => {
  const at = `/api/institutions/${institutionCode}/performances`;
  expect((await network.seller("GET", `${at}/${performanceNumber}/prices`)).body).toEqual({
    prices: [expect.objectContaining({ ...price, priceTypeLabel: "TICKETNET PLEIN TARIF" })],
  });
  expect(await network.seller("GET", `${at}/999/prices`)).toMatchObject({ status: 404 });
});

test("an order names its performance, and each line its seat and price type in words", async () => {
  expect(await sell(network, [1])).toMatchObject({
    title: "La Lyre",
    localDate: "2026-12-23",
    localTime: "19:00",
    lines: [
      {
        zone: "PAIR",
        floor: "ORCHESTRE",
        seatCategory: "CARRE OR",
        priceTypeLabel: "TICKETNET PLEIN TARIF",
        row: "A",
        number: "1",
      },
    ],
  });
});

test("a point of sale lists its own orders, the latest first, with what was cancelled", async () => {
  const order = await sell(network, [2, 3]);
  await cancel(network, order, [1]);
  const { orders } = (await network.seller<OrderList>("GET", "/api/orders")).body;
  expect(orders[0]).toMatchObject({ orderId: order.orderId, seats: 2, cancelled: 1, title: "La Lyre" });
  await network.setup("POST", "/api/staff", {
    userName: "elsewhere",
    role: "seller",
    pointOfSale: "Lyon",
    password: "correct horse battery",
  });
  const elsewhere = await signIn(network.url, "elsewhere");
  expect((await elsewhere("GET", "/api/orders")).body).toEqual({ orders: [] });
});

test("a point of sale that sells for several institutions lists their orders together", async () => {
  const other = 9998;
  await addInstitution(network.manager, other);
  const token = await openSession(network.url, other);
  await send({ ...network, token }, operation("allot", [1], 1));
  for (const status of ["announced", "onSale"])
    await network.manager("PUT", `/api/institutions/${other}/shows/50/status`, { status });
  const seats = { institutionCode: other, performanceNumber, seatCodes: [1] };
  const { basketId } = (await network.seller<Basket>("POST", "/api/baskets", seats)).body;
  const theirs = (await sellBasketOf(network, basketId, [1])).body;
  const ours = await sell(network, [6]);
  const { orders } = (await network.seller<OrderList>("GET", "/api/orders")).body;
  expect(orders.slice(0, 2)).toMatchObject([
    { institutionCode, orderId: ours.orderId },
    { institutionCode: other, orderId: theirs.orderId },
  ]);
});

test("an order is found by a barcode of its lines, from any point of sale", async () => {
  const order = await sell(network, [4, 5]);
  const found = await network.seller<OrderList>("GET", `/api/orders?barcode=${order.lines[1]?.barcode}`);
  expect(found.body.orders.map(({ orderId }) => orderId)).toEqual([order.orderId]);
  expect((await network.seller("GET", "/api/orders?barcode=02000000000000")).body).toEqual({ orders: [] });
});
