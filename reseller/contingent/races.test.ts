import { raw } from "@allotement/platform/database/database.ts";
import { type Tampering, tampered } from "@allotement/platform/database/tampered-database.fixture.ts";
import { noCrash, systemIds, systemRandom } from "@allotement/platform/ports.system.ts";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  institutionCode,
  movableClock,
  type Network,
  operation,
  performanceNumber,
  price,
  putOnSale,
  send,
  startNetwork,
} from "../network.fixture.ts";
import { saleStore } from "../point-of-sale/sales.store.ts";
import { cancelLines, emptyBasket, openBasket, sellBasket } from "../point-of-sale/sales.ts";
import { resellerInvariants } from "../verify/invariants.ts";
import { contingentStore } from "./contingent.store.ts";
import { carryOutOperation, type OperationOutcome } from "./operations.ts";

/** A race is a matter of chance: a control that has not shown it yet fights again, on books of its own. */
const fightsAgain = 3;

/** 32 callers fight for four seats, with a pause before every write. */
const callers = Array.from({ length: 32 }, (_, index) => index);
const seller = { userName: "seller", role: "seller", pointOfSale: "Paris" } as const;

let network: Network;

beforeEach(async () => {
  network = await startNetwork({ poolSize: callers.length });
  await send(network, operation("allot", [1, 2, 3, 4], 1));
  await putOnSale(network);
});
afterEach(() => network.close());

/** The network's own rules for four seats, over a database that was tampered with. */
function fight(tampering: Partial<Tampering> = {}, seats = [1, 2, 3, 4]) {
  const database = tampered(network.database, { pauseMilliseconds: 15, ...tampering });
  const clock = movableClock();
  const sales = { store: saleStore(database, systemRandom), clock, ids: systemIds };
  const operations = { store: contingentStore(database), clock, crash: noCrash };
  // Another machine, whose clock is far ahead: to it every basket is over.
  const ahead = movableClock();
  ahead.advance(11 * 60_000);
  const basket = (seatCodes = seats) =>
    openBasket(sales, { institutionCode, performanceNumber, seatCodes }, seller);
  const lines = seats.map((seatCode) => ({ seatCode, priceTypeCode: price.priceTypeCode }));
  const sell = (basketId: string) =>
    sellBasket(sales, institutionCode, basketId, { holder: null, lines }, seller);
  return {
    stoppedBy: database.stoppedBy,
    basket,
    sell,
    putBack: (basketId: string) => emptyBasket(sales, institutionCode, basketId, "abandoned"),
    expire: (basketId: string) =>
      emptyBasket({ ...sales, clock: ahead }, institutionCode, basketId, "expired"),
    cancel: (orderId: string) => cancelLines(sales, orderId, { institutionCode, lineIds: [1, 2, 3, 4] }),
    carryOut(kind: "allot" | "recall" | "fence", command: number, operationId = systemIds.uuid()) {
      const request = operation(kind, seats, command, {}, kind === "allot" ? undefined : 1);
      return carryOutOperation(operations, institutionCode, operationId, request);
    },
  };
}

async function basketOfAll(seats?: number[]): Promise<string> {
  const basket = await fight({ pauseMilliseconds: 0 }, seats).basket();
  if (!("basketId" in basket)) throw new Error(`no basket: ${basket.refused}`);
  return basket.basketId;
}

async function count(what: string): Promise<number> {
  const row = await network.database.first<{ count: number }>(
    raw(`select count(*)::int as count from ${what}`),
  );
  return row?.count ?? 0;
}

/** How often a seat was sold beyond once. */
const doubled = () =>
  count(
    "order_lines l where cancelled_at is null and exists (select from order_lines o where o.seat_code = l.seat_code and o.cancelled_at is null and o.sale_event_id < l.sale_event_id)",
  );

async function brokenRows() {
  const rows = [];
  for (const { number, check } of resellerInvariants.filter((invariant) => !invariant.atRestOnly))
    for (const row of await check(network.database, { now: network.clock.now() }))
      rows.push({ number, ...row });
  return rows;
}

function withdrawnBy(outcome: OperationOutcome): number[] {
  if (outcome.kind !== "answer" || outcome.answer.outcome !== "done") return [];
  return outcome.answer.results.flatMap(({ seatCode, grant }) => (grant === undefined ? [] : [seatCode]));
}

test("32 baskets of 4 seats take each of them once, and tell the others that it is gone", async () => {
  const { basket, stoppedBy } = fight();
  const pairs = [
    [1, 2],
    [2, 1],
    [3, 2],
    [4, 1],
    [3, 4],
    [4, 3],
  ];
  const answers = await Promise.all(callers.map((index) => basket(pairs[index % pairs.length])));
  const taken = answers.flatMap((answer) => ("basketId" in answer ? answer.seatCodes : []));
  const refused = answers.flatMap((answer) => ("refused" in answer ? [answer.refused] : []));
  expect(new Set(taken).size).toBe(taken.length);
  expect(taken.length).toBeGreaterThanOrEqual(2);
  expect(new Set(refused)).toEqual(new Set(["SEATS_NOT_FREE"]));
  expect(await count("contingent_seats where state = 'inBasket'")).toBe(taken.length);
  expect(stoppedBy).toEqual([]);
  expect(await brokenRows()).toEqual([]);
});

test("sell, expire, put back, recall and fence of one basket at once: each seat goes one way only", async () => {
  for (let round = 1; round <= 8; round += 1) {
    const seats = [1, 2, 3, 4].map((seat) => seat + 10 * round);
    await send(network, operation("allot", seats, 1));
    const basketId = await basketOfAll(seats);
    const { sell, expire, putBack, carryOut, basket, stoppedBy } = fight({ pauseMilliseconds: 8 }, seats);
    const withdrawn: number[] = [];
    const sold: number[] = [];
    const deeds = [
      async () => {
        const order = await sell(basketId);
        if ("lines" in order) sold.push(...order.lines.map((line) => line.seatCode));
        else expect(["SEATS_NOT_FREE", "BASKET_CLOSED", "BASKET_EXPIRED"]).toContain(order.refused);
      },
      () => expire(basketId),
      () => putBack(basketId),
      async (index: number) => withdrawn.push(...withdrawnBy(await carryOut("recall", 2 + index))),
      async () => {
        const again = await basket();
        if ("basketId" in again) await putBack(again.basketId);
      },
    ];
    await Promise.all([
      ...callers.slice(1).map((index) => deeds[(index + round) % deeds.length]?.(index)),
      ...(round % 2 === 0 ? [carryOut("fence", 100)] : []),
    ]);
    expect(stoppedBy).toEqual([]);
    expect(withdrawn.filter((seatCode) => sold.includes(seatCode))).toEqual([]);
    expect(await doubled()).toBe(0);
    expect(await brokenRows()).toEqual([]);
  }
});

/** A guard: what takes it away, and in what words it stops a second writer. */
interface Wall {
  without?: Tampering["without"];
  schema?: string[];
  stops: RegExp;
}

/** The fight with these guards taken away. */
async function fightWithout(...walls: Wall[]) {
  for (const statement of walls.flatMap((wall) => wall.schema ?? []))
    await network.database.run(raw(statement));
  return fight({ without: walls.flatMap((wall) => wall.without ?? []) });
}

const basketLock: Wall = { without: [{ find: "for no key update", replace: "" }], stops: /^$/ };
const seatLock: Wall = { without: [{ find: "order by seat_code for update", replace: "" }], stops: /^$/ };
const orderLock: Wall = { without: [{ find: /^ for update$/, replace: "" }], stops: /^$/ };
const idLock: Wall = {
  without: [{ find: "pg_try_advisory_xact_lock", replace: "null is distinct from " }],
  stops: /^$/,
};
const movementKey: Wall = {
  schema: [
    "alter table contingent_seats drop constraint contingent_seats_follow_movements",
    "alter table contingent_movements drop constraint contingent_movements_pkey",
    "alter table contingent_movements drop constraint contingent_movements_institution_code_performance_number_se_key",
  ],
  stops: /^contingent_movements_(pkey|institution_code)|they were not locked$/,
};
const orderOfBasket: Wall = {
  schema: ["alter table orders drop constraint orders_institution_code_basket_id_key"],
  stops: /^orders_institution_code_basket_id_key$|they were not locked$/,
};
const oneLivePerSeat: Wall = {
  schema: ["drop index order_lines_one_live_per_seat"],
  stops: /^order_lines_one_live_per_seat$|they were not locked$/,
};
const movementTable: Wall = {
  stops: /^contingent_movements_movement_from_state_to_state_fkey$|they were not locked$/,
};
const log: Wall = {
  schema: ["alter table operation_log drop constraint operation_log_pkey"],
  stops: /^operation_log_pkey$/,
};

test("a basket sold 32 times at once is one order, and everybody is given it", async () => {
  const basketId = await basketOfAll();
  const { sell, stoppedBy } = fight();
  const orders = await Promise.all(callers.map(() => sell(basketId)));
  const barcodes = orders.map((order) => "lines" in order && order.lines.map((line) => line.barcode));
  for (const four of barcodes) expect(four).toEqual(barcodes[0]);
  expect(barcodes[0]).toHaveLength(4);
  expect(await count("feed_events")).toBe(4);
  expect(stoppedBy).toEqual([]);
  expect(await brokenRows()).toEqual([]);
});

test("without the basket's lock a buyer is told that the seats are gone which he has bought; the seats' lock stops more", {
  retry: fightsAgain,
}, async () => {
  const basketId = await basketOfAll();
  const { sell, stoppedBy } = await fightWithout(basketLock);
  const orders = await Promise.all(callers.map(() => sell(basketId)));
  expect(orders.filter((order) => "refused" in order && order.refused === "SEATS_NOT_FREE")).not.toEqual([]);
  expect(stoppedBy).toEqual([]);
  expect(await doubled()).toBe(0);
});

test.each([
  {
    name: "basket and seats unlocked: the movements' key",
    missing: [basketLock, seatLock],
    stops: movementKey,
  },
  {
    name: "and without that key: one order a basket",
    missing: [basketLock, seatLock, movementKey],
    stops: orderOfBasket,
  },
  {
    name: "and without one order a basket: one live line a seat",
    missing: [basketLock, seatLock, movementKey, orderOfBasket],
    stops: oneLivePerSeat,
  },
])(
  "the race of selling a basket is there, and a wall stops it: $name",
  { retry: fightsAgain },
  async ({ missing, stops }) => {
    const basketId = await basketOfAll();
    const { sell, stoppedBy } = await fightWithout(...missing);
    await Promise.allSettled(callers.map(() => sell(basketId)));
    expect(await doubled()).toBe(0);
    expect(stoppedBy).not.toEqual([]);
    for (const wall of stoppedBy) expect(wall).toMatch(stops.stops);
  },
);

test("without any of its guards a basket is sold twice", { retry: fightsAgain }, async () => {
  const basketId = await basketOfAll();
  const { sell } = await fightWithout(basketLock, seatLock, movementKey, orderOfBasket, oneLivePerSeat);
  await Promise.allSettled(callers.map(() => sell(basketId)));
  expect(await doubled()).toBeGreaterThan(0);
});

test("an order cancelled 32 times at once is cancelled once", async () => {
  const order = await fight().sell(await basketOfAll());
  if (!("orderId" in order)) throw new Error(`not sold: ${order.refused}`);
  const { cancel, stoppedBy } = fight();
  const answers = await Promise.all(callers.map(() => cancel(order.orderId)));
  for (const answer of answers)
    expect("lines" in answer && answer.lines.every((line) => line.cancelledAt !== null)).toBe(true);
  expect(await count("feed_events where facts->>'kind' = 'cancellation'")).toBe(4);
  expect(stoppedBy).toEqual([]);
  expect(await brokenRows()).toEqual([]);
});

test("without the order's lock the race of cancelling is there, and the table of movements stops it", {
  retry: fightsAgain,
}, async () => {
  const order = await fight().sell(await basketOfAll());
  if (!("orderId" in order)) throw new Error(`not sold: ${order.refused}`);
  const { cancel, stoppedBy } = await fightWithout(orderLock);
  await Promise.allSettled(callers.map(() => cancel(order.orderId)));
  expect(stoppedBy).not.toEqual([]);
  for (const wall of stoppedBy) expect(wall).toMatch(movementTable.stops);
  expect(await count("feed_events where facts->>'kind' = 'cancellation'")).toBe(4);
});

test("32 copies of one operation at once are carried out once and answered alike", async () => {
  const { carryOut, stoppedBy } = fight();
  const operationId = systemIds.uuid();
  const outcomes = await Promise.all(callers.map(() => carryOut("recall", 2, operationId)));
  for (const outcome of outcomes) expect(outcome).toEqual(outcomes[0]);
  expect(withdrawnBy(outcomes[0] ?? { kind: "inProgress" })).toEqual([1, 2, 3, 4]);
  expect(await count("contingent_movements where movement = 'recall'")).toBe(4);
  expect(stoppedBy).toEqual([]);
  expect(await brokenRows()).toEqual([]);
});

test("without the lock on its id copies of an operation race, and the log's key stops them", {
  retry: fightsAgain,
}, async () => {
  const { carryOut, stoppedBy } = await fightWithout(idLock);
  const operationId = systemIds.uuid();
  await Promise.allSettled(callers.map(() => carryOut("recall", 2, operationId)));
  expect(stoppedBy).not.toEqual([]);
  for (const wall of stoppedBy) expect(wall).toMatch(log.stops);
  expect(await count("contingent_movements where movement = 'recall'")).toBe(4);
});

test("without the log's key either, copies of an operation are answered one this, one that", {
  retry: fightsAgain,
}, async () => {
  const { carryOut } = await fightWithout(idLock, log);
  const operationId = systemIds.uuid();
  const outcomes = await Promise.all(callers.map(() => carryOut("recall", 2, operationId)));
  expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBeGreaterThan(1);
});
