import { sql } from "@allotement/platform/database/database.ts";
import { systemIds, systemRandom } from "@allotement/platform/ports.system.ts";
import type { Random } from "@allotement/platform/ports.ts";
import { isBarcode } from "@allotement/protocol/barcode.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Basket, SeatColumns } from "../api/point-of-sale.ts";
import type { PerformancesOnSale } from "../api/shows.ts";
import { moveTo } from "../contingent/contingent.ts";
import {
  basketOf,
  cancel,
  institutionCode,
  movableClock,
  type Network,
  openSession,
  operation,
  performanceNumber,
  putOnSale,
  sell,
  sellBasketOf,
  send,
  startNetwork,
} from "../network.fixture.ts";
import { emptyExpiredBaskets } from "./sales.ts";

const clock = movableClock();
/** What the next bytes are drawn by: a test makes barcodes collide. */
let draw = systemRandom.bytes;
const random: Random = { bytes: (length) => draw(length) };
let network: Network;
let base = 0;

beforeAll(async () => {
  network = await startNetwork({ clock, random, poolSize: 32 });
  await send(
    network,
    operation(
      "allot",
      Array.from({ length: 500 }, (_, index) => index + 1),
      1,
    ),
  );
});
afterAll(() => network.close());
beforeEach(() => {
  base += 10;
});

async function stateOf(seatCode: number): Promise<string | undefined> {
  const row = await network.database.first<{ state: string }>(sql`
    select state from contingent_seats
    where performance_number = ${performanceNumber} and seat_code = ${seatCode}`);
  return row?.state;
}

test("before a show is on sale nothing of it can be bought", async () => {
  expect(await basketOf(network, [1])).toMatchObject({ status: 409, body: { error: "NOT_ON_SALE" } });
  expect((await network.seller("GET", "/api/performances")).body).toEqual({ performances: [] });
  await putOnSale(network);
  expect((await network.seller("GET", "/api/performances")).body).toMatchObject({
    performances: [{ performanceNumber, title: "La Lyre", localTime: "19:00", offered: 500 }],
  });
});

describe("a basket", () => {
  test("takes all of its seats or none, and names those that are gone", async () => {
    await basketOf(network, [base + 1]);
    expect(await basketOf(network, [base + 1, base + 2, 9999])).toMatchObject({
      status: 409,
      body: { error: "SEATS_NOT_FREE", seatCodes: [base + 1, 9999] },
    });
    expect(await stateOf(base + 2)).toBe("offered");
    expect(await stateOf(9999)).toBeUndefined();
    expect(await basketOf(network, [base + 2, base + 2])).toMatchObject({
      body: { error: "DUPLICATE_SEAT" },
    });
  });

  test("waits for whoever is deciding about its seats, and then sees what became of them", async () => {
    const basketId = systemIds.uuid();
    const seller = { userName: "seller", role: "seller", pointOfSale: "Paris" } as const;
    const waiting = await network.sales.store.transaction(institutionCode, async (transaction) => {
      const seats = await transaction.lockSeats(performanceNumber, [base + 1]);
      const now = clock.now();
      const expiresAt = new Date(now.getTime() + 60_000);
      await transaction.insertBasket({ basketId, performanceNumber, expiresAt }, seller, now);
      const moves = [...seats.values()].map((seat) => moveTo(seat, "inBasket", basketId));
      await transaction.moveSeats(performanceNumber, { movement: "reserve", at: now }, moves);
      const late = basketOf(network, [base + 2, base + 1]);
      await clock.sleep(200);
      return { late };
    });
    expect(await waiting.late).toMatchObject({
      status: 409,
      body: { error: "SEATS_NOT_FREE", seatCodes: [base + 1] },
    });
  });

  test("given up, frees its seats; given up again, changes nothing", async () => {
    const { body } = await basketOf(network, [base + 1]);
    expect((await network.seller("DELETE", `/api/baskets/${body.basketId}`)).status).toBe(204);
    expect(await stateOf(base + 1)).toBe("offered");
    await basketOf(network, [base + 1]);
    expect((await network.seller("DELETE", `/api/baskets/${body.basketId}`)).status).toBe(204);
    expect(await stateOf(base + 1)).toBe("inBasket");
  });

  test("expires: by the loop in the background, and before that for the next buyer and its own seller", async () => {
    const { body } = await basketOf(network, [base + 1, base + 2]);
    clock.advance(10 * 60_000 + 1000);
    expect((await sellBasketOf(network, body.basketId, [base + 1, base + 2])).body).toMatchObject({
      error: "BASKET_EXPIRED",
    });
    expect((await basketOf(network, [base + 1])).status).toBe(201);
    await emptyExpiredBaskets(network.sales);
    expect(await stateOf(base + 1)).toBe("inBasket");
    expect(await stateOf(base + 2)).toBe("offered");
    expect((await sellBasketOf(network, body.basketId, [base + 1, base + 2])).body).toMatchObject({
      error: "BASKET_EXPIRED",
    });
  });
});

describe("a sale", () => {
  test("draws a barcode a line; the same request again is answered with the same order", async () => {
    const { body } = await basketOf(network, [base + 1, base + 2]);
    const holder = { surname: "Ségolène d'Été", firstName: "Zoë" };
    const first = await sellBasketOf(network, body.basketId, [base + 2, base + 1], holder);
    expect(first).toMatchObject({ status: 200, body: { holder, pointOfSale: "Paris", userName: "seller" } });
    expect(first.body.lines.map((line) => line.seatCode)).toEqual([base + 2, base + 1]);
    for (const line of first.body.lines) expect(isBarcode(line.barcode)).toBe(true);
    expect((await sellBasketOf(network, body.basketId, [base + 2, base + 1], holder)).body).toEqual(
      first.body,
    );
    expect(await sellBasketOf(network, body.basketId, [base + 1], holder)).toMatchObject({
      status: 409,
      body: { error: "BASKET_CLOSED" },
    });
    expect((await network.seller("DELETE", `/api/baskets/${body.basketId}`)).status).toBe(409);
    const at = `/api/orders/${first.body.orderId}?institutionCode=${institutionCode}`;
    expect((await network.seller("GET", at)).body).toEqual(first.body);
  });

  test("sent twice at the same moment, sells once", async () => {
    const { body } = await basketOf(network, [base + 1]);
    const twice = [1, 2, 3, 4].map(() => sellBasketOf(network, body.basketId, [base + 1]));
    const orders = (await Promise.all(twice)).map((answer) => answer.body);
    for (const order of orders) expect(order).toEqual(orders[0]);
  });

  test("must name every seat of the basket, at a price that the show has", async () => {
    const { body } = await basketOf(network, [base + 1, base + 2]);
    expect((await sellBasketOf(network, body.basketId, [base + 1])).body).toMatchObject({
      error: "LINES_DIFFER",
    });
    expect((await sellBasketOf(network, body.basketId, [base + 1, base + 2, base + 3])).body).toMatchObject({
      error: "SEATS_NOT_FREE",
      seatCodes: [base + 3],
    });
    const lines = [base + 1, base + 2].map((seatCode) => ({ seatCode, priceTypeCode: 1 }));
    const sale = await network.seller("POST", `/api/baskets/${body.basketId}/sale`, { lines });
    expect(sale).toMatchObject({ status: 422, body: { error: "NO_PRICE", seatCodes: [base + 1, base + 2] } });
    expect(await stateOf(base + 1)).toBe("inBasket");
  });

  test("of a show that was stopped meanwhile is refused", async () => {
    const { body } = await basketOf(network, [base + 1]);
    const at = `/api/institutions/${institutionCode}/shows/50/status`;
    await network.manager("PUT", at, { status: "stopped" });
    expect((await sellBasketOf(network, body.basketId, [base + 1])).body).toMatchObject({
      error: "NOT_ON_SALE",
    });
    await network.manager("PUT", at, { status: "onSale" });
    expect((await sellBasketOf(network, body.basketId, [base + 1])).status).toBe(200);
  });

  test("takes the price of its moment", async () => {
    const at = `/api/institutions/${institutionCode}/shows/50/prices/6690014/31`;
    const gap = { faceValueCents: 5000, venueFeeCents: 100, organizerFeeCents: 200, resellerFeeCents: 500 };
    expect((await network.manager("PUT", at, gap)).status).toBe(200);
    expect((await sell(network, [base + 1])).lines).toMatchObject([gap]);
  });

  test("16 buyers of the same 4 seats: each seat is sold once, each barcode is its own", async () => {
    const seatCodes = [base + 1, base + 2, base + 3, base + 4];
    const buyers = Array.from({ length: 16 }, async (_, buyer) => {
      const mine = seatCodes[buyer % 4] ?? base + 1;
      const basket = await basketOf(network, buyer < 8 ? [mine] : [...seatCodes].reverse());
      expect([201, 409]).toContain(basket.status);
      if (basket.status !== 201) return [];
      return (await sellBasketOf(network, basket.body.basketId, basket.body.seatCodes)).body.lines;
    });
    await Promise.all(buyers);
    // Whoever came too late for one of four seats got none of them: the rest is bought one by one.
    for (const seatCode of seatCodes)
      if ((await stateOf(seatCode)) === "offered") await sell(network, [seatCode]);
    const sold = await network.database.rows<{ seat_code: number; barcode: string }>(sql`
      select seat_code, barcode from order_lines where seat_code between ${base} and ${base + 4} order by seat_code`);
    expect(sold.map((row) => row.seat_code)).toEqual(seatCodes);
    expect(new Set(sold.map((row) => row.barcode)).size).toBe(4);
  });

  test("draws again where a barcode is already taken", async () => {
    const digits = Uint8Array.from({ length: 16 }, (_, index) => index);
    const { body } = await basketOf(network, [base + 1]);
    draw = () => digits;
    const [first] = (await sellBasketOf(network, body.basketId, [base + 1])).body.lines;
    expect(first?.barcode).toBe("02012345678901");
    const other = await basketOf(network, [base + 2, base + 3]);
    let draws = 0;
    draw = (length) => {
      draws += 1;
      return draws <= 2 ? digits : systemRandom.bytes(length);
    };
    const { lines } = (await sellBasketOf(network, other.body.basketId, [base + 2, base + 3])).body;
    draw = systemRandom.bytes;
    expect(draws).toBeGreaterThan(2);
    expect(new Set([first, ...lines].map((line) => line?.barcode)).size).toBe(3);
  });
});

test("a performance that has begun is neither listed nor sold; what was sold before stays so", async () => {
  const late = { performanceNumber: 503, localDate: "2026-10-01", localTime: "19:00" };
  const token = await openSession(network.url, institutionCode);
  await send({ ...network, token }, operation("allot", [1, 2, 3], 1, late));
  const { performanceNumber } = late;
  const basket = (seatCodes: number[]) =>
    network.seller<Basket>("POST", "/api/baskets", { institutionCode, performanceNumber, seatCodes });
  const listed = async () => {
    const { performances } = (await network.seller<PerformancesOnSale>("GET", "/api/performances")).body;
    return performances.map((one) => one.performanceNumber);
  };
  clock.advance(Date.parse("2026-10-01T16:59:00Z") - clock.now().getTime());
  expect(await listed()).toEqual([503, 501]);
  const [bought, kept] = [(await basket([1])).body, (await basket([2])).body];
  const sold = await sellBasketOf(network, bought.basketId, [1]);
  expect(sold.status).toBe(200);

  clock.advance(60_000);
  const refusal = { status: 409, body: { error: "PERFORMANCE_PAST" } };
  expect(await listed()).toEqual([501]);
  expect(await basket([3])).toMatchObject(refusal);
  expect(await sellBasketOf(network, kept.basketId, [2])).toMatchObject(refusal);
  expect((await sellBasketOf(network, bought.basketId, [1])).body).toEqual(sold.body);
  expect((await cancel(network, sold.body)).status).toBe(200);
});

describe("a cancellation", () => {
  test("offers the seat again, once, however often it is asked for", async () => {
    const order = await sell(network, [base + 1, base + 2]);
    const cancelled = await cancel(network, order, [1]);
    expect(cancelled.body.lines[0]?.cancelledAt).not.toBeNull();
    expect(cancelled.body.lines[1]?.cancelledAt).toBeNull();
    expect(await stateOf(base + 1)).toBe("offered");
    expect(await stateOf(base + 2)).toBe("sold");
    await sell(network, [base + 1]);
    expect((await cancel(network, order, [1])).body).toEqual(cancelled.body);
    expect(await stateOf(base + 1)).toBe("sold");
    expect((await cancel(network, order, [7])).body).toMatchObject({ error: "LINES_DIFFER" });
  });

  test("asked for at the same moment by several, cancels once", async () => {
    const order = await sell(network, [base + 1]);
    const answers = await Promise.all([1, 2, 3, 4].map(() => cancel(network, order)));
    for (const answer of answers) expect(answer.body).toEqual(answers[0]?.body);
    const events = await network.database.rows(sql`
      select 1 from feed_events where facts->>'orderId' = ${order.orderId} and facts->>'kind' = 'cancellation'`);
    expect(events).toHaveLength(1);
  });
});

test("the seats of a performance come in columns, named by the network's own codes", async () => {
  const at = `/api/institutions/${institutionCode}/performances/${performanceNumber}/seats`;
  const { body } = await network.seller<SeatColumns>("GET", at);
  expect(body.seatCodes).toHaveLength(500);
  for (const column of Object.values(body)) expect(column).toHaveLength(500);
  expect([body.zones[0], body.floors[0], body.seatCategories[0]]).toEqual(["PAIR", "ORCHESTRE", "CARRE OR"]);
  expect((await network.seller("GET", at.replace("501", "502"))).status).toBe(404);
});
