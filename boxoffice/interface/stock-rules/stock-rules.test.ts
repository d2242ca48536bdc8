import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type PastMovement, type PastPerformance, rehearseRefill, rehearseReturn } from "./rehearse.ts";
import {
  isReturnDue,
  type RefillRule,
  type ReturnRule,
  returnAt,
  returnAttempts,
  returnPauseMilliseconds,
  type Stock,
  seatsToRefill,
} from "./stock-rules.ts";

const startsAt = new Date("2026-12-23T18:00:00Z");
const hours = (count: number) => count * 3_600_000;
const before = (count: number) => new Date(startsAt.getTime() - hours(count));

const stock: Stock = {
  ...{ performanceNumber: 1, startsAt, cancelled: false, known: true, forced: false, runs: [] },
  ...{ forSale: 3, atReseller: 3, soldThere: 4, available: 100, onTheWay: false, lastByHand: "allot" },
};
const back: ReturnRule = { hoursBefore: 4, toCounter: true };
const more: RefillRule = { threshold: 5, seats: 10, cap: 50, sourceHoldCode: null };
const run = (at: Date, accepted = 1) => ({ at, finished: true, accepted });

describe("a return", () => {
  test("is due from its hour on until the performance begins", () => {
    expect(isReturnDue(back, stock, new Date(before(4).getTime() - 1))).toBe(false);
    expect(isReturnDue(back, stock, before(4))).toBe(true);
    expect(isReturnDue(back, stock, new Date(startsAt.getTime() - 1))).toBe(true);
    expect(isReturnDue(back, stock, startsAt)).toBe(false);
  });

  test.each([
    ["cancelled", { cancelled: true }],
    ["sold to the last seat", { forSale: 0 }],
    ["with something on its way", { onTheWay: true }],
  ])("is not due for a performance that is %s", (_what, change) => {
    expect(isReturnDue(back, { ...stock, ...change }, before(1))).toBe(false);
  });

  test("whose seats stood in baskets is tried again, after a pause, and not for ever", () => {
    const first = run(before(4));
    const soon = new Date(before(4).getTime() + returnPauseMilliseconds - 1);
    expect(isReturnDue(back, { ...stock, runs: [first] }, soon)).toBe(false);
    expect(isReturnDue(back, { ...stock, runs: [first] }, new Date(soon.getTime() + 1))).toBe(true);
    const all = Array.from({ length: returnAttempts }, (_, index) => run(before(4 - index)));
    expect(isReturnDue(back, { ...stock, runs: all }, before(0.1))).toBe(false);
  });
});

describe("a refill", () => {
  const count = (change: Partial<Stock>, rule = more, now = before(100)) =>
    seatsToRefill(rule, { ...stock, ...change }, undefined, now);

  test("sends its seats where fewer are for sale than the threshold", () => {
    expect([count({ forSale: 5 }), count({ forSale: 4 })]).toEqual([0, 10]);
  });

  test.each([
    ["that is cancelled", { cancelled: true }],
    ["that the reseller has not", { known: false }],
    ["with something on its way", { onTheWay: true }],
    ["that a person has taken back", { lastByHand: "recall" as const }],
    ["with seats freed by force", { forced: true }],
    ["of which the reseller took none the last time", { runs: [run(before(110), 0)] }],
    ["without seats in the source", { available: 0 }],
  ])("leaves a performance alone %s", (_what, change) => {
    expect(count(change)).toBe(0);
  });

  test("never works against the return", () => {
    const at = returnAt(back, startsAt);
    expect(seatsToRefill(more, stock, back, new Date(at.getTime() - 1))).toBe(10);
    expect(seatsToRefill(more, stock, back, at)).toBe(0);
  });

  test("never goes above its cap, its number or what there is, whatever stands in the books", () => {
    const amount = fc.nat({ max: 200 });
    const positive = fc.integer({ min: 1, max: 200 });
    fc.assert(
      fc.property(
        fc.record({ forSale: amount, soldThere: amount, available: amount, recalling: amount }),
        fc.record({ threshold: positive, seats: positive, cap: positive }),
        ({ recalling, ...some }, values) => {
          const atReseller = some.forSale + recalling;
          const sent = count({ ...some, atReseller }, { ...values, sourceHoldCode: null });
          expect(sent).toBeGreaterThanOrEqual(0);
          expect(sent).toBeLessThanOrEqual(Math.min(values.seats, some.available));
          if (sent > 0) {
            expect(sent + atReseller + some.soldThere).toBeLessThanOrEqual(values.cap);
            expect(some.forSale).toBeLessThan(values.threshold);
          }
        },
      ),
    );
  });
});

const hold = 7;
const move = (
  hoursBefore: number,
  seatCode: number,
  movement: PastMovement["movement"],
  to: PastMovement["to"],
): PastMovement => ({ at: before(hoursBefore), seatCode, movement, to, holdCode: hold });
/** Seats 1 to `count` at the reseller since 1000 hours before. */
const allotted = (count: number) =>
  Array.from({ length: count }, (_, index) => index + 1).flatMap((code) => [
    move(1002, code, "hold", "held"),
    move(1001, code, "allot", "allotting"),
    move(1000, code, "allotAccepted", "allotted"),
  ]);
const performance = (count: number, movements: PastMovement[]): PastPerformance => ({
  startsAt,
  // As the books give them: in order of time.
  movements: movements.sort((one, other) => one.at.getTime() - other.at.getTime()),
  seatCodes: Array.from({ length: count }, (_, index) => index + 1),
});
const later = new Date("2027-01-01T00:00:00Z");

describe("a rehearsed return", () => {
  test("counts what was unsold at its hour, and the sales that the reseller made of it afterwards", () => {
    const movements = [
      ...allotted(4),
      move(50, 1, "receiveSale", "sold"),
      move(3, 2, "receiveSale", "sold"),
      move(2, 3, "receiveSale", "sold"),
    ];
    expect(rehearseReturn(back, performance(10, movements), later)).toEqual({
      ...{ seats: 3, firstAt: before(4), salesLost: 2, salesGained: 0 },
    });
  });

  test("gains what a counter without seats might have sold, at its own pace", () => {
    // Seats 5 to 10 go at the counter within the 72 hours before the hour: none is free from then on.
    const counter = [5, 6, 7, 8, 9, 10].map((code, index) =>
      move(30 - index, code, "sellAtCounter", "soldAtCounter"),
    );
    const past = performance(10, [...allotted(4), ...counter]);
    const half = { hoursBefore: 24, toCounter: true };
    expect(rehearseReturn(half, past, later)).toMatchObject({ seats: 4, salesLost: 0, salesGained: 2 });
    expect(rehearseReturn({ ...half, toCounter: false }, past, later).salesGained).toBe(0);
  });

  test("has nothing to say of an hour that has not come", () => {
    expect(rehearseReturn(back, performance(4, allotted(4)), before(10)).firstAt).toBeNull();
  });
});

describe("a rehearsed refill", () => {
  test("sends the first free seats when too few are left, and counts what the counter would have missed", () => {
    const rule = { ...more, threshold: 2, seats: 2, cap: 10 };
    const movements = [
      ...allotted(3),
      move(90, 1, "receiveSale", "sold"),
      move(80, 2, "receiveSale", "sold"),
      move(70, 4, "sellAtCounter", "soldAtCounter"),
      move(60, 9, "sellAtCounter", "soldAtCounter"),
    ];
    // At 80 hours before one is left: 4 and 5 leave. The counter would have missed 4, sold 9 as it did.
    expect(rehearseRefill(rule, performance(10, movements), undefined, later)).toMatchObject({
      ...{ seats: 2, firstAt: before(80), salesLost: 1 },
    });
  });

  test("gains what might have gone at the reseller while it had none, at its own pace", () => {
    const rule = { ...more, threshold: 1, seats: 4, cap: 10 };
    const sales = [1, 2, 3].map((code, index) => move(76 - 2 * index, code, "receiveSale", "sold"));
    // Three sales in the 72 hours before, 72 hours left: three more.
    expect(rehearseRefill(rule, performance(10, [...allotted(3), ...sales]), undefined, later)).toMatchObject(
      {
        ...{ seats: 4, firstAt: before(72), salesLost: 0, salesGained: 3 },
      },
    );
  });

  test("sends nothing again that a person took back, nor after the return's hour", () => {
    const rule = { ...more, threshold: 5, seats: 4, cap: 10 };
    const back = [
      ...allotted(3),
      ...[1, 2, 3].flatMap((code) => [
        move(500, code, "recall" as const, "recalling" as const),
        move(499, code, "recallWithdrawn" as const, "held" as const),
      ]),
    ];
    const only = { ...rule, threshold: 1 };
    expect(rehearseRefill(only, performance(10, back), undefined, later).seats).toBe(0);
    const sold = [...allotted(3), move(3, 1, "receiveSale", "sold")];
    expect(
      rehearseRefill({ ...rule, threshold: 3 }, performance(10, sold), { hoursBefore: 4 }, later).seats,
    ).toBe(0);
  });

  test("stays within its cap, and never loses more than it sent, whatever was sold", () => {
    const seat = fc.integer({ min: 1, max: 12 });
    const positive = fc.integer({ min: 1, max: 15 });
    const sale = fc.record({ seat, counter: fc.boolean() });
    fc.assert(
      fc.property(
        fc.array(sale, { maxLength: 12 }),
        fc.record({ threshold: positive, seats: positive, cap: positive }),
        (sales, values) => {
          const gone = new Set<number>();
          const movements = allotted(4);
          sales.forEach(({ seat, counter }, index) => {
            if (gone.has(seat) || counter === seat <= 4) return;
            gone.add(seat);
            movements.push(
              counter
                ? move(90 - index, seat, "sellAtCounter", "soldAtCounter")
                : move(90 - index, seat, "receiveSale", "sold"),
            );
          });
          const done = rehearseRefill(
            { ...values, sourceHoldCode: null },
            performance(12, movements),
            undefined,
            later,
          );
          expect(done.salesLost + done.salesGained).toBeLessThanOrEqual(done.seats);
          // What the counter would have missed has left room again.
          expect(done.seats - done.salesLost).toBeLessThanOrEqual(Math.max(0, values.cap));
        },
      ),
    );
  });
});
