import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { SeatRow } from "../../house/inventory/inventory.store.ts";
import { mayMove, type SeatState, seatStates } from "../../house/inventory/seat-states.ts";
import { receiveCancellation, receiveSale } from "./receipt.ts";

const seatIn = (state: SeatState, change: Partial<SeatRow> = {}): SeatRow => ({
  seatCode: 12,
  state,
  holdCode: 6690007,
  command: 5,
  grantCommand: 5,
  fence: 0,
  fenceAcknowledged: 0,
  resellerId: 1,
  operationId: null,
  movementSerial: 3,
  ...change,
});

describe("a sale is received", () => {
  test.each(["allotting", "allotted", "recalling", "divergent"] as const)(
    "from %s under its grant: sold",
    (state) => {
      expect(receiveSale(seatIn(state), 5, 77, 1)).toMatchObject({ change: { to: "sold", ticketId: 77 } });
    },
  );

  test("late, under a grant revoked by force, of a seat that nobody bought here: taken back", () => {
    const freed = seatIn("held", { grantCommand: null, resellerId: null, fence: 5 });
    expect(receiveSale(freed, 5, 77, 1)).toMatchObject({
      change: { movement: "takeBackLateSale", to: "sold" },
    });
  });

  test("late, of a seat sold at the counter meanwhile: a conflict, the counter's customer keeps the seat", () => {
    const resold = seatIn("soldAtCounter", { grantCommand: null, resellerId: null, fence: 5 });
    expect(receiveSale(resold, 5, 77, 1)).toEqual({ conflict: "soldHereMeanwhile" });
  });

  test("under a grant that was never given: a conflict, no seat moves", () => {
    expect(receiveSale(seatIn("allotted"), 4, 77, 1)).toEqual({ conflict: "soldUnderUnknownGrant" });
    expect(receiveSale(seatIn("held", { grantCommand: null }), 5, 77, 1)).toEqual({
      conflict: "soldUnderUnknownGrant",
    });
  });
});

describe("a cancellation is received", () => {
  const sold = seatIn("sold");
  test("the seat is the reseller's again", () => {
    expect(receiveCancellation(sold, { grant: 5 }, { grant: 5 }, false)).toMatchObject({
      change: { to: "allotted" },
    });
  });
  test("while a recall is open: the recall is not forgotten", () => {
    const recalled = seatIn("sold", { command: 6, operationId: "01900000-0000-7000-8000-00000000000a" });
    expect(receiveCancellation(recalled, { grant: 5 }, { grant: 5 }, true)).toMatchObject({
      change: { to: "recalling" },
    });
  });
  test("while its own allot is still without an answer: allotted, not recalling", () => {
    const early = seatIn("sold", { operationId: "01900000-0000-7000-8000-00000000000a" });
    expect(receiveCancellation(early, { grant: 5 }, { grant: 5 }, true)).toMatchObject({
      change: { to: "allotted", set: { operationId: null } },
    });
  });
  test("under a grant revoked by force: back in the venue's hold", () => {
    const fenced = seatIn("sold", { fence: 5 });
    expect(receiveCancellation(fenced, { grant: 5 }, { grant: 5 }, false)).toMatchObject({
      change: { to: "held", set: { grantCommand: null, resellerId: null } },
    });
  });
  test("of a late sale of a seat that stood in no hold: free again", () => {
    const late = seatIn("sold", { fence: 5, holdCode: null });
    expect(receiveCancellation(late, { grant: 5 }, { grant: 5 }, false)).toMatchObject({
      change: { to: "free" },
    });
  });
  test("of a sale that is not known: a conflict, no seat moves", () => {
    expect(receiveCancellation(sold, { grant: 5 }, undefined, false)).toEqual({
      conflict: "cancellationWithoutSale",
    });
  });
});

test("whatever is received, a seat that the venue may sell becomes sold or stays, and every change is in the table", () => {
  const seat = fc
    .record({
      state: fc.constantFrom(...seatStates),
      grantCommand: fc.option(fc.integer({ min: 1, max: 6 }), { nil: null }),
      fence: fc.integer({ min: 0, max: 6 }),
      command: fc.integer({ min: 6, max: 8 }),
    })
    .map(({ state, ...rest }) => seatIn(state, rest));
  fc.assert(
    fc.property(seat, fc.integer({ min: 1, max: 6 }), fc.boolean(), (row, grant, open) => {
      for (const { change } of [
        receiveSale(row, grant, 1, 1),
        receiveCancellation(row, { grant }, { grant }, open),
      ]) {
        if (!change) continue;
        expect(mayMove(change.movement, row.state, change.to)).toBe(true);
        if (row.state === "free" || row.state === "held") expect(change.to).toBe("sold");
      }
    }),
  );
});
