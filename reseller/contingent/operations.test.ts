import { sql } from "@allotement/platform/database/database.ts";
import { systemIds } from "@allotement/platform/ports.system.ts";
import type { VoidRequest } from "@allotement/protocol/messages/operation.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  answerOf,
  basketOf,
  cancel,
  errorsOf,
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

let network: Network;
const clock = movableClock();
/** Where the next operation fails. */
let failAt: string | undefined;
/** Each test has seats of its own: 100 codes apart. */
let base = 0;
const seats = (count: number) => Array.from({ length: count }, (_, index) => base + index + 1);

beforeAll(async () => {
  network = await startNetwork({
    clock,
    crash: {
      point(name) {
        if (name === failAt) throw new Error("the disk is full");
      },
    },
  });
  await send(network, operation("allot", [1], 1));
  await putOnSale(network);
});
afterAll(() => network.close());
beforeEach(() => {
  base += 100;
});

interface SeatRow {
  state: string;
  command: number;
  grant_command: number;
  fence: number;
}

async function seatRow(seatCode: number): Promise<SeatRow | undefined> {
  return network.database.first<SeatRow>(sql`
    select state, command, grant_command, fence from contingent_seats
    where performance_number = ${performanceNumber} and seat_code = ${seatCode}`);
}

/** Eleven minutes later: every basket of before has expired, and so has the session. */
async function waitForBaskets(): Promise<void> {
  clock.advance(11 * 60_000);
  network.token = await openSession(network.url, institutionCode);
}

const put = (operationId: string, body: unknown) =>
  network.client.sendOperation(network.token, operationId, JSON.stringify(body));
const voidOf = (operationId: string, seatCodes: number[], command: number) => {
  const request: VoidRequest = {
    performanceNumber,
    seats: seatCodes.map((seatCode) => ({ seatCode, command })),
  };
  return network.client.voidOperation(network.token, operationId, request);
};

describe("an operation is carried out once", () => {
  test("the same id and body are answered alike, and move nothing a second time", async () => {
    const id = systemIds.uuid();
    const request = operation("allot", seats(3), 1);
    const first = await send(network, request, id);
    expect(first).toMatchObject({
      outcome: "done",
      results: seats(3).map((seatCode) => ({ seatCode, grant: 1 })),
    });
    expect(await send(network, request, id)).toEqual(first);
    const movements = await network.database.rows(
      sql`select 1 from contingent_movements where operation_id = ${id}`,
    );
    expect(movements).toHaveLength(3);
    expect(answerOf(await network.client.storedAnswer(network.token, id))).toEqual(first);
  });

  test("copies sent at the same time are answered alike", async () => {
    const id = systemIds.uuid();
    const request = operation("allot", seats(50), 1);
    const answers = await Promise.all(Array.from({ length: 8 }, () => send(network, request, id)));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(errorsOf(answers[0] ?? (await send(network, request, id)))).toEqual(seats(50).map(() => null));
  });

  test("the order of the body's fields does not make it another body", async () => {
    const id = systemIds.uuid();
    const request = operation("allot", seats(1), 1);
    const first = await send(network, request, id);
    const reversed = Object.fromEntries(Object.entries(request).reverse());
    expect(answerOf(await put(id, reversed))).toEqual(first);
  });

  test("the same id with another body is refused", async () => {
    const id = systemIds.uuid();
    await send(network, operation("allot", seats(1), 1), id);
    expect(await put(id, operation("allot", seats(2), 1))).toMatchObject({
      kind: "refused",
      status: 422,
      error: "OPERATION_BODY_DIFFERS",
    });
  });

  test("a refusal is stored and answered again, even when its cause is gone", async () => {
    const id = systemIds.uuid();
    const request = operation("allot", seats(1), 1, { hallCode: 8 });
    expect(errorsOf(await send(network, request, id))).toBe(10);
    const at = `/api/institutions/${institutionCode}/codes`;
    const { body } = await network.manager<{ codes: { hallCode: number }[] }>("GET", at);
    const codes = body.codes.filter((code) => code.hallCode === 0).map(({ hallCode: _, ...code }) => code);
    const withHall = [...codes, { kind: "hall", code: 8, label: "STUDIO" }];
    expect((await network.manager("PUT", `${at}/0`, { codes: withHall })).status).toBe(200);
    expect(errorsOf(await send(network, request, id))).toBe(10);
    expect(errorsOf(await send(network, { ...request, hallCode: 8 }))).not.toBe(10);
    await network.manager("PUT", `${at}/0`, { codes });
  });

  test.each([
    ["before its commit, is not stored and is carried out by the next copy", "beforeCommit", 0],
    ["after its commit, is answered from the log", "committed", 1],
  ])("a message that fails %s", async (_, point, movementsBefore) => {
    const id = systemIds.uuid();
    const request = operation("allot", seats(2), 1);
    failAt = `reseller.operation.${point}`;
    expect(await put(id, request)).toMatchObject({ kind: "unknown", reason: "status 500" });
    failAt = undefined;
    const moved = sql`select 1 from contingent_movements where operation_id = ${id} and seat_code = ${base + 1}`;
    expect(await network.database.rows(moved)).toHaveLength(movementsBefore);
    expect(errorsOf(await send(network, request, id))).toEqual([null, null]);
    expect(await network.database.rows(moved)).toHaveLength(1);
  });

  test("a copy of a message that is still being carried out gets 409, later the answer", async () => {
    const id = systemIds.uuid();
    await send(network, operation("allot", seats(1), 1));
    const recall = operation("recall", seats(1), 2, {}, 1);
    let first = Promise.resolve({});
    await network.database.transaction(async (transaction) => {
      await transaction.run(sql`select from contingent_seats where seat_code = ${base + 1} for update`);
      first = put(id, recall);
      // The first copy must hold the id before the second one asks for it.
      await clock.sleep(300);
      expect(await put(id, recall)).toMatchObject({ status: 409, error: "OPERATION_IN_PROGRESS" });
    });
    const answer = await first;
    expect(answer).toMatchObject({ kind: "answer", answer: { results: [{ grant: 1 }] } });
    expect(await put(id, recall)).toEqual(answer);
  });

  test("the same seat twice is refused, in an operation, a check and a void", async () => {
    const twice = operation("allot", [base + 1, base + 2, base + 1], 1);
    const refusal = { kind: "refused", status: 422, error: "DUPLICATE_SEAT" };
    expect(await put(systemIds.uuid(), twice)).toMatchObject(refusal);
    expect(await network.client.check(network.token, twice)).toMatchObject(refusal);
    expect(await voidOf(systemIds.uuid(), [base + 1, base + 1], 1)).toMatchObject(refusal);
    expect(await seatRow(base + 1)).toBeUndefined();
  });

  test("more than 500 seats, an unknown field, half a character: 422", async () => {
    for (const wrong of [
      operation("allot", seats(501), 1),
      { ...operation("allot", seats(1), 1), surprise: true },
      operation("allot", seats(1), 1, {
        show: { title: "\ud800", comment: "", printAtHome: false, prices: [] },
      }),
    ])
      expect(await put(systemIds.uuid(), wrong)).toMatchObject({ status: 422, error: "INVALID_REQUEST" });
  });
});

describe("what refuses a whole operation", () => {
  const changed = (change: Parameters<typeof operation>[3]) =>
    send(network, operation("allot", seats(1), 1, change)).then(errorsOf);
  const unknownPrice = {
    title: "La Lyre",
    comment: "",
    printAtHome: false,
    prices: [
      {
        priceTypeCode: 1,
        seatCategoryCode: 31,
        faceValueCents: 1,
        venueFeeCents: 0,
        organizerFeeCents: 0,
        resellerFeeCents: 0,
      },
    ],
  };

  test("10: the hall is unknown", async () => expect(await changed({ hallCode: 99 })).toBe(10));
  test("11: the show is unknown and not to be created", async () =>
    expect(await changed({ showNumber: 77, performanceNumber: 777, createShow: false })).toBe(11));
  test("12: the performance is unknown and not to be created", async () =>
    expect(await changed({ performanceNumber: 777, createPerformance: false })).toBe(12));
  test("13: the hold is unknown", async () => expect(await changed({ holdCode: 1 })).toBe(13));
  test("19: a price type is unknown", async () => expect(await changed({ show: unknownPrice })).toBe(19));
  test("17: the date differs", async () => expect(await changed({ localDate: "2026-12-24" })).toBe(17));
  test("18: the time differs", async () => expect(await changed({ localTime: "20:00" })).toBe(18));

  test("of several the first by precedence is answered", async () => {
    const all = {
      hallCode: 99,
      holdCode: 1,
      show: unknownPrice,
      localDate: "2026-12-24",
      localTime: "20:00",
    };
    const answers: unknown[] = [];
    for (const fixed of [
      {},
      { hallCode: 7 },
      { hallCode: 7, holdCode: 6690007 },
      { hallCode: 7, holdCode: 6690007, show: operation("allot", [1], 1).show },
      { hallCode: 7, holdCode: 6690007, show: operation("allot", [1], 1).show, localDate: "2026-12-23" },
    ])
      answers.push(await changed(Object.assign({ ...all }, fixed)));
    expect(answers).toEqual([10, 13, 19, 17, 18]);
  });

  test("a refused operation raises its seats' counters", async () => {
    await send(network, operation("allot", seats(1), 5, { hallCode: 99 }));
    expect(await seatRow(base + 1)).toMatchObject({ state: "none", command: 5 });
    expect(errorsOf(await send(network, operation("allot", seats(1), 5)))).toEqual([44]);
  });
});

describe("what refuses one seat, while the others go through", () => {
  test("14, 15, 16: zone, floor, category unknown, in this order", async () => {
    const request = operation("allot", seats(5), 1);
    const [a, b, c, d, e] = request.seats;
    if (!a || !b || !c || !d || !e) throw new Error("five seats");
    request.seats = [
      { ...a, zoneCode: 99 },
      { ...b, floorCode: 99 },
      { ...c, seatCategoryCode: 99 },
      { ...d, zoneCode: 99, floorCode: 99, seatCategoryCode: 99 },
      e,
    ];
    expect(errorsOf(await send(network, request))).toEqual([14, 15, 16, 14, null]);
    const check = answerOf(await network.client.check(network.token, { ...request, hallCode: 99 }));
    expect(check.operation).toEqual([{ error: 10, code: 99 }]);
    expect(check.seats.find((seat) => seat.seatCode === d.seatCode)?.errors).toEqual([14, 15, 16, 44]);
  });

  test("40, 41, 42, 43, 44, and the answers keep the request's order", async () => {
    const [offered, sold, free, late] = seats(4);
    if (!offered || !sold || !free || !late) throw new Error("four seats");
    await send(network, operation("allot", [offered, sold], 1));
    await sell(network, [sold]);
    await voidOf(systemIds.uuid(), [late], 2);
    const order = [late, sold, offered, free];
    expect(errorsOf(await send(network, operation("allot", order, 2)))).toEqual([44, 41, 40, null]);
    await basketOf(network, [free]);
    const recall = operation("recall", [free, sold, late, offered], 3);
    expect(errorsOf(await send(network, recall))).toEqual([43, 41, 42, null]);
  });

  test("a check says everything and changes nothing", async () => {
    await send(network, operation("allot", seats(1), 3));
    const check = answerOf(await network.client.check(network.token, operation("allot", seats(2), 2)));
    expect(check).toMatchObject({ operation: [], seats: [{ seatCode: base + 1, errors: [40, 44] }] });
    expect(await seatRow(base + 2)).toBeUndefined();
    expect(await seatRow(base + 1)).toMatchObject({ state: "offered", command: 3 });
  });
});

describe("giving an operation up", () => {
  test("before it arrives: it is dead for ever, and its copies are stale", async () => {
    const id = systemIds.uuid();
    const first = answerOf(await voidOf(id, seats(2), 4));
    expect(first.state).toBe("voided");
    expect(answerOf(await voidOf(id, seats(2), 4))).toEqual(first);
    expect(errorsOf(await send(network, operation("allot", seats(2), 4), id))).toEqual([44, 44]);
    expect(await seatRow(base + 1)).toMatchObject({ state: "none", command: 4 });
    // Even under another id, as after the log was pruned.
    expect(errorsOf(await send(network, operation("allot", seats(2), 4)))).toEqual([44, 44]);
    expect(errorsOf(await send(network, operation("allot", seats(2), 5)))).toEqual([null, null]);
    expect(await network.client.storedAnswer(network.token, id)).toMatchObject({ status: 404 });
  });

  test("after it arrived: its answer is given, and stands", async () => {
    const id = systemIds.uuid();
    const answer = await send(network, operation("allot", seats(2), 1), id);
    expect(answerOf(await voidOf(id, seats(2), 1))).toEqual({ state: "applied", answer });
    expect(await seatRow(base + 1)).toMatchObject({ state: "offered", command: 1 });
  });

  test("a void and its operation at the same moment agree on the outcome", async () => {
    for (let round = 0; round < 10; round += 1) {
      const id = systemIds.uuid();
      const seatCode = base + round;
      const [put, given] = await Promise.all([
        send(network, operation("allot", [seatCode], 1), id),
        voidOf(id, [seatCode], 1).then(answerOf),
      ]);
      const row = await seatRow(seatCode);
      if (given.state === "applied") expect([given.answer, row?.state]).toEqual([put, "offered"]);
      else expect([errorsOf(put), row?.state]).toEqual([[44], "none"]);
    }
  });
});

describe("recalls, baskets and sales", () => {
  test("a seat in a basket is not recalled; once the basket has expired it is", async () => {
    await send(network, operation("allot", seats(2), 1));
    await basketOf(network, seats(2));
    expect(errorsOf(await send(network, operation("recall", seats(2), 2, {}, 1)))).toEqual([43, 43]);
    await waitForBaskets();
    expect(errorsOf(await send(network, operation("recall", seats(2), 3, {}, 1)))).toEqual([null, null]);
    const movements = await network.database.rows<{ movement: string }>(sql`
      select movement from contingent_movements where seat_code = ${base + 1} order by serial`);
    expect(movements.map(({ movement }) => movement)).toEqual(["allot", "reserve", "expire", "recall"]);
  });

  test("a basket that lost its seats to a recall cannot be sold", async () => {
    await send(network, operation("allot", seats(1), 1));
    const { body } = await basketOf(network, seats(1));
    await waitForBaskets();
    await send(network, operation("recall", seats(1), 2, {}, 1));
    expect(await sellBasketOf(network, body.basketId, seats(1))).toMatchObject({
      status: 409,
      body: { error: "BASKET_EXPIRED" },
    });
    expect(await seatRow(base + 1)).toMatchObject({ state: "withdrawn" });
  });

  test("a sold seat is never recalled, and the answer's asOf covers its sale", async () => {
    await send(network, operation("allot", seats(1), 1));
    const order = await sell(network, seats(1));
    const answer = await send(network, operation("recall", seats(1), 2, {}, 1));
    expect(errorsOf(answer)).toEqual([41]);
    const row = await network.database.first<{ sequence: number }>(sql`
      select sequence from feed_events where facts->>'orderId' = ${order.orderId}`);
    expect(row?.sequence).toBeGreaterThan(0);
    expect(answer.asOf).toBeGreaterThanOrEqual(row?.sequence ?? Number.POSITIVE_INFINITY);
  });

  test("while seats are bought and recalled at once, each is sold or withdrawn, and asOf covers each sale", async () => {
    const all = seats(40);
    await send(network, operation("allot", all, 1));
    const buying = all.map((seatCode) => sell(network, [seatCode]));
    const recalling = all.map((seatCode) => send(network, operation("recall", [seatCode], 2, {}, 1)));
    const [, answers] = await Promise.all([Promise.all(buying), Promise.all(recalling)]);
    const events = await network.database.rows<{ seat: number; sequence: number | null }>(sql`
      select (facts->>'seatCode')::int as seat, sequence from feed_events
      where (facts->>'seatCode')::int between ${base} and ${base + 99}`);
    for (const [index, answer] of answers.entries()) {
      const seatCode = all[index] ?? 0;
      const row = await seatRow(seatCode);
      const event = events.find(({ seat }) => seat === seatCode);
      const errors = errorsOf(answer);
      if (event) expect(row?.state).toBe("sold");
      if (Array.isArray(errors) && errors[0] === null)
        expect([event, row?.state]).toEqual([undefined, "withdrawn"]);
      if (Array.isArray(errors) && errors[0] === 41)
        expect(answer.asOf).toBeGreaterThanOrEqual(event?.sequence ?? 1e9);
    }
  });
});

describe("a forced recall", () => {
  test("withdraws offered seats and seats in baskets; what is sold stays sold, and is not offered when cancelled", async () => {
    const [offered, inBasket, sold] = seats(3);
    if (!offered || !inBasket || !sold) throw new Error("three seats");
    await send(network, operation("allot", seats(3), 1));
    const order = await sell(network, [sold]);
    const { body: basket } = await basketOf(network, [inBasket]);
    const fence = operation("fence", seats(3), 2, {}, 1);
    expect(errorsOf(await send(network, fence))).toEqual([null, null, null]);
    expect(await Promise.all(seats(3).map(seatRow))).toMatchObject([
      { state: "withdrawn", fence: 1 },
      { state: "withdrawn", fence: 1 },
      { state: "sold", fence: 1 },
    ]);
    expect((await sellBasketOf(network, basket.basketId, [inBasket])).body).toMatchObject({
      error: "SEATS_NOT_FREE",
      seatCodes: [inBasket],
    });
    expect((await cancel(network, order)).status).toBe(200);
    expect(await seatRow(sold)).toMatchObject({ state: "withdrawn" });
  });

  test("may overtake the allot that it revokes, even where the performance is unknown", async () => {
    const late = { performanceNumber: 900 + base };
    expect(errorsOf(await send(network, operation("fence", seats(1), 2, late, 1)))).toEqual([null]);
    expect(errorsOf(await send(network, operation("allot", seats(1), 1, late)))).toEqual([44]);
    expect(errorsOf(await send(network, operation("allot", seats(1), 3, late)))).toEqual([null]);
  });
});

describe("what the venue may read", () => {
  test("the snapshot holds every seat, its counters, and exactly the sales up to asOf", async () => {
    const number = 9000 + base;
    await send(network, operation("allot", seats(3), 1, { performanceNumber: number }));
    const sale = await network.seller<{ basketId: string }>("POST", "/api/baskets", {
      institutionCode,
      performanceNumber: number,
      seatCodes: [base + 2],
    });
    await sellBasketOf(network, sale.body.basketId, [base + 2]);
    const snapshot = answerOf(await network.client.contingent(network.token, number));
    expect(snapshot).toMatchObject({
      seatCodes: seats(3),
      states: ["offered", "sold", "offered"],
      grants: [1, 1, 1],
      commands: [1, 1, 1],
      fences: [0, 0, 0],
    });
    const page = answerOf(await network.client.sales(network.token, 0, 500));
    expect(page.events.find((event) => event.performanceNumber === number)?.sequence).toBeLessThanOrEqual(
      snapshot.asOf,
    );
    expect(await network.client.contingent(network.token, 123456)).toMatchObject({ status: 404 });
  });

  test("the first seat allotted creates the show: where every seat is refused, nothing is created", async () => {
    const unknownZone = operation("allot", [7], 1, { showNumber: 60, performanceNumber: 601 });
    for (const seat of unknownZone.seats) seat.zoneCode = 99;
    expect(errorsOf(await send(network, unknownZone))).toEqual([14]);
    expect((await network.client.show(network.token, 60)).kind).toBe("refused");
    const later = { showNumber: 60, performanceNumber: 601, createShow: false, createPerformance: false };
    expect(errorsOf(await send(network, operation("allot", [7], 2, later)))).toBe(11);
  });

  test("a new show is confirmed, created once, and its prices follow the last operation that names them", async () => {
    const showNumber = 7000 + base;
    const of = (faceValueCents: number, performance: number) =>
      operation("allot", seats(1), 1, {
        showNumber,
        performanceNumber: performance,
        show: {
          title: "Le Roi",
          comment: "placement libre",
          printAtHome: true,
          prices: [
            {
              priceTypeCode: 6690014,
              seatCategoryCode: 31,
              faceValueCents,
              venueFeeCents: 0,
              organizerFeeCents: 0,
              resellerFeeCents: 0,
            },
          ],
        },
      });
    await Promise.all([send(network, of(100, showNumber + 1)), send(network, of(100, showNumber + 2))]);
    await send(network, of(200, showNumber + 3));
    const show = answerOf(await network.client.show(network.token, showNumber));
    expect(show).toMatchObject({ title: "Le Roi", status: "confirmed" });
    expect(show.performances).toHaveLength(3);
    const prices = await network.database.rows(
      sql`select face_value_cents from show_prices where show_number = ${showNumber}`,
    );
    expect(prices).toEqual([{ face_value_cents: 200 }]);
  });

  test("a performance is rescheduled by the highest version, and goes on under its new date", async () => {
    const number = 8000 + base;
    await send(network, operation("allot", seats(1), 1, { performanceNumber: number }));
    const schedule = (version: number, localDate: string) =>
      network.client.schedule(network.token, number, { version, localDate, localTime: "20:30" });
    const moved = { version: 3, localDate: "2027-01-05", localTime: "20:30" };
    expect(answerOf(await schedule(3, "2027-01-05"))).toEqual(moved);
    expect(answerOf(await schedule(2, "2027-01-01"))).toEqual(moved);
    expect(answerOf(await schedule(3, "2027-01-05"))).toEqual(moved);
    const more = operation("allot", [base + 2], 1, { performanceNumber: number });
    expect(errorsOf(await send(network, more))).toBe(17);
    const right = { ...more, localDate: "2027-01-05", localTime: "20:30" };
    right.seats = right.seats.map((seat) => ({ ...seat, command: 2 }));
    expect(errorsOf(await send(network, right))).toEqual([null]);
    expect(await network.client.schedule(network.token, 999_999, moved)).toMatchObject({ status: 404 });
  });
});
