import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type SeatState, seatStates } from "../../house/inventory/seat-states.ts";
import { planClosing } from "./close-conflict.ts";
import type { ConflictRow } from "./conflicts.store.ts";

const late = { ticketId: 2, live: true, grant: 5 };
const here = { ticketId: 1, soldThrough: "counter" as const };
const seat = (state: SeatState, fence = 5) => ({ state, fence });

describe("a conflict is closed", () => {
  test("the customer here keeps the seat: the late ticket dies", () => {
    expect(planClosing({ late, here }, seat("soldAtCounter"), "here")).toEqual({
      ...{ stayingTicketId: 1, refundHere: false, giveSeatToGrant: null, cancelLate: true },
    });
  });

  test("the reseller's customer keeps the seat: the ticket here is refunded first", () => {
    expect(planClosing({ late, here }, seat("soldAtCounter"), "late")).toEqual({
      ...{ stayingTicketId: 2, refundHere: true, giveSeatToGrant: 5, cancelLate: false },
    });
  });

  test.each(["free", "held"] as const)(
    "nobody bought the seat here, and it is %s: it may be given",
    (state) => {
      expect(planClosing({ late, here: null }, seat(state), "late")).toMatchObject({ giveSeatToGrant: 5 });
    },
  );

  const refused: [
    string,
    Pick<ConflictRow, "late" | "here">,
    ReturnType<typeof seat>,
    "late" | "here" | "none",
  ][] = [
    [
      "a late ticket that was cancelled since",
      { late: { ...late, live: false }, here },
      seat("soldAtCounter"),
      "late",
    ],
    ["a late ticket under a grant that is not fenced", { late, here: null }, seat("held", 4), "late"],
    [
      "a late ticket that no sale bears",
      { late: { ...late, grant: null }, here: null },
      seat("held"),
      "late",
    ],
    ["a late ticket for a blocked seat", { late, here: null }, seat("blocked"), "late"],
    [
      "a late ticket where the reseller has sold the seat again",
      { late, here: { ticketId: 1, soldThrough: "reseller" } },
      ...([seat("sold"), "late"] as const),
    ],
    ["a ticket here that is not there", { late, here: null }, seat("held"), "here"],
    ["none, while the customer here has a live ticket", { late, here }, seat("soldAtCounter"), "none"],
  ];
  test.each(refused)("never by keeping %s", (_what, conflict, row, staying) => {
    expect(planClosing(conflict, row, staying)).toBeUndefined();
  });

  test("whatever is closed, one live ticket at most is left, and there is always a way", () => {
    const anyLate = fc.option(
      fc.record({
        ticketId: fc.constant(2),
        live: fc.boolean(),
        grant: fc.option(fc.integer({ min: 1, max: 6 }), { nil: null }),
      }),
      { nil: null },
    );
    const anyHere = fc.option(
      fc.record({
        ticketId: fc.constant(1),
        soldThrough: fc.constantFrom("counter" as const, "reseller" as const),
      }),
      { nil: null },
    );
    fc.assert(
      fc.property(anyLate, anyHere, fc.constantFrom(...seatStates), (one, other, state) => {
        const conflict = { late: one, here: other };
        const ways = (["late", "here", "none"] as const).flatMap(
          (staying) => planClosing(conflict, seat(state), staying) ?? [],
        );
        expect(ways.length).toBeGreaterThan(0);
        for (const way of ways) {
          const lateLives = one?.live === true && !way.cancelLate;
          const hereLives = other !== null && !way.refundHere;
          expect(lateLives && hereLives).toBe(false);
        }
      }),
    );
  });
});
