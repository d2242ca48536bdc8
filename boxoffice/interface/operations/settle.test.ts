import { exchangeErrorNumbers } from "@allotement/protocol/errors.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { SeatRow } from "../../house/inventory/inventory.store.ts";
import { mayMove, type SeatState, seatStates } from "../../house/inventory/seat-states.ts";
import { type SeatVerdict, settleSeat, verdicts } from "./settle.ts";

const operationId = "01900000-0000-7000-8000-00000000000a";
const seatIn = (state: SeatState, change: Partial<SeatRow> = {}): SeatRow => ({
  seatCode: 12,
  state,
  holdCode: 6690007,
  command: 5,
  grantCommand: 5,
  fence: 0,
  fenceAcknowledged: 0,
  resellerId: 1,
  operationId,
  movementSerial: 3,
  ...change,
});
const accepted = { seatCode: 12, grant: 5 };
const error = (number: (typeof exchangeErrorNumbers)[number]) => ({ seatCode: 12, error: number });

describe("an allot's answer", () => {
  const cases: [string, SeatVerdict | undefined, SeatState][] = [
    ["accepted under its own grant", accepted, "allotted"],
    ["accepted under another grant", { seatCode: 12, grant: 4 }, "divergent"],
    ["no result for the seat", undefined, "divergent"],
    ["14 unknown zone", error(14), "held"],
    ["15 unknown floor", error(15), "held"],
    ["16 unknown category", error(16), "held"],
    ["44 stale command", error(44), "held"],
    ["40 allotted under another grant", error(40), "divergent"],
    ["41 sold there", error(41), "divergent"],
    ["42 makes no sense for an allot", error(42), "divergent"],
    ["43 makes no sense for an allot", error(43), "divergent"],
    ["the whole operation refused", "operationRefused", "held"],
    ["the operation is void", "voided", "held"],
  ];
  test.each(cases)("%s: the seat becomes %3$s", (_name, verdict, to) => {
    expect(settleSeat("allot", operationId, seatIn("allotting"), verdict)?.to).toBe(to);
  });
  test("a seat back in its hold keeps no trace of the reseller", () => {
    const { set } = settleSeat("allot", operationId, seatIn("allotting"), error(16)) ?? {};
    expect(set).toEqual({ grantCommand: null, resellerId: null, operationId: null });
  });
});

describe("a recall's answer", () => {
  const cases: [string, SeatVerdict | undefined, SeatState][] = [
    ["withdrawn under its grant", accepted, "held"],
    ["withdrawn under another grant", { seatCode: 12, grant: 4 }, "allotted"],
    ["no result for the seat", undefined, "allotted"],
    ["41 sold, and cancelled since", error(41), "allotted"],
    ["42 not allotted there", error(42), "divergent"],
    ["43 in a basket", error(43), "allotted"],
    ["44 stale command", error(44), "allotted"],
    ["the whole operation refused", "operationRefused", "allotted"],
    ["the operation is void", "voided", "allotted"],
  ];
  test.each(cases)("%s: the seat becomes %3$s", (_name, verdict, to) => {
    expect(settleSeat("recall", operationId, seatIn("recalling"), verdict)?.to).toBe(to);
  });
});

describe("whatever an answer says", () => {
  const anyVerdict = fc.oneof(
    fc.constant<SeatVerdict | undefined>(undefined),
    fc.constant<SeatVerdict>("operationRefused"),
    fc.constant<SeatVerdict>("voided"),
    fc.integer({ min: 1, max: 9 }).map((grant): SeatVerdict => ({ seatCode: 12, grant })),
    fc.constantFrom(...exchangeErrorNumbers).map((number): SeatVerdict => error(number)),
  );
  const kind = fc.constantFrom("allot" as const, "recall" as const, "fence" as const);

  test("a sold seat is never recalled, and a settled one never moved", () => {
    const still = seatStates.filter((state) => state !== "allotting" && state !== "recalling");
    fc.assert(
      fc.property(kind, fc.constantFrom(...still), anyVerdict, (which, state, verdict) => {
        expect(settleSeat(which, operationId, seatIn(state), verdict)).toBeUndefined();
      }),
    );
  });

  test("a seat under another operation stays as it is", () => {
    fc.assert(
      fc.property(
        kind,
        fc.constantFrom("allotting" as const, "recalling" as const),
        anyVerdict,
        (which, state, verdict) => {
          expect(
            settleSeat(which, "01900000-0000-7000-8000-00000000000b", seatIn(state), verdict),
          ).toBeUndefined();
        },
      ),
    );
  });

  test("a recalling seat is freed by nothing but the word withdrawn for its very grant", () => {
    fc.assert(
      fc.property(anyVerdict, (verdict) => {
        const change = settleSeat("recall", operationId, seatIn("recalling"), verdict);
        const withdrawn = typeof verdict === "object" && verdict.error === undefined && verdict.grant === 5;
        expect(change?.to === "held").toBe(withdrawn);
      }),
    );
  });

  test("every change is in the table of movements, and the command counter never falls", () => {
    fc.assert(
      fc.property(kind, fc.constantFrom(...seatStates), anyVerdict, (which, state, verdict) => {
        const change = settleSeat(which, operationId, seatIn(state), verdict);
        if (!change) return;
        expect(mayMove(change.movement, state, change.to)).toBe(true);
        expect(change.set?.command ?? 5).toBe(5);
      }),
    );
  });
});

test("a refused operation speaks for each of its seats, a done one for those it names", () => {
  expect(verdicts({ outcome: "refused", asOf: 0, error: 17 }, [1, 2])).toEqual(
    new Map([
      [1, "operationRefused"],
      [2, "operationRefused"],
    ]),
  );
  const result = { seatCode: 1, grant: 3 };
  expect(verdicts({ outcome: "done", asOf: 0, results: [result] }, [1, 2])).toEqual(
    new Map([
      [1, result],
      [2, undefined],
    ]),
  );
});

test("an answer that contradicts itself frees no seat", () => {
  const error = { seatCode: 1, error: 16 } as const;
  const both = { seatCode: 2, grant: 5, error: 16 } as const;
  const results = [{ seatCode: 1, grant: 5 }, error, both];
  expect(verdicts({ outcome: "done", asOf: 0, results }, [1, 2])).toEqual(
    new Map([
      [1, undefined],
      [2, undefined],
    ]),
  );
  // «Already sold», said of a whole operation, may be true of each of its seats.
  const sold = verdicts({ outcome: "refused", asOf: 0, error: 41 }, [12]).get(12);
  expect(settleSeat("allot", operationId, seatIn("allotting"), sold)?.to).toBe("divergent");
});
