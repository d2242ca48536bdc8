import type { OperationRequest } from "@allotement/protocol/messages/operation.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { SeatRow } from "../../house/inventory/inventory.store.ts";
import { mayMove, type SeatState, seatStates } from "../../house/inventory/seat-states.ts";
import { allottable, awaitingFence } from "../allot/allot.ts";
import type { SeatVerdict } from "../operations/settle.ts";
import { acknowledgedFences, settleSeat } from "../operations/settle.ts";
import { forceRecallable, forceRecallSeat } from "./force-recall.ts";

const operationId = "01900000-0000-7000-8000-00000000000a";
const holdCode = 6690007;
const seatIn = (state: SeatState, change: Partial<SeatRow> = {}): SeatRow => ({
  seatCode: 12,
  state,
  holdCode,
  command: 6,
  grantCommand: 5,
  fence: 0,
  fenceAcknowledged: 0,
  resellerId: 1,
  operationId,
  movementSerial: 3,
  ...change,
});

describe("a forced recall", () => {
  test.each(seatStates)("of a seat that is %s", (state) => {
    const may = ["allotting", "allotted", "recalling"].includes(state);
    expect(forceRecallable([seatIn(state)], 1)).toHaveLength(may ? 1 : 0);
  });

  test("takes no seat from another reseller", () => {
    expect(forceRecallable([seatIn("allotted", { resellerId: 2 })], 1)).toEqual([]);
  });

  test("revokes the very grant, raises the command by one, and leaves nothing of the reseller", () => {
    expect(forceRecallSeat(seatIn("recalling", { fence: 3, fenceAcknowledged: 3 }))).toMatchObject({
      movement: "forceRecall",
      to: "held",
      set: { command: 7, fence: 5, grantCommand: null, resellerId: null, operationId: null },
    });
  });

  test("makes moves of the table only, and lets no later answer move the seat", () => {
    const verdicts: (SeatVerdict | undefined)[] = [
      undefined,
      "voided",
      "operationRefused",
      { seatCode: 12, grant: 5 },
      { seatCode: 12, error: 44 },
    ];
    for (const state of ["allotting", "allotted", "recalling"] as const) {
      const { movement, to, set } = forceRecallSeat(seatIn(state));
      expect(mayMove(movement, state, to)).toBe(true);
      const freed = { ...seatIn(to), ...set };
      for (const verdict of verdicts)
        for (const kind of ["allot", "recall", "fence"] as const)
          expect(settleSeat(kind, operationId, freed, verdict)).toBeUndefined();
    }
  });
});

describe("a seat whose fence is not acknowledged", () => {
  const freed = seatIn("held", { fence: 5, fenceAcknowledged: 0, grantCommand: null, operationId: null });
  test("is not allotted again, and told apart", () => {
    expect(allottable([freed], holdCode)).toEqual([]);
    expect(awaitingFence([freed], holdCode)).toEqual([freed]);
    const other = { ...freed, holdCode: 6690008 };
    expect(awaitingFence([other, seatIn("free", { fence: 5 })], holdCode)).toEqual([]);
  });
  test("may leave once it is", () => {
    const acknowledged = { ...freed, fenceAcknowledged: 5 };
    expect(allottable([acknowledged], holdCode)).toEqual([acknowledged]);
    expect(awaitingFence([acknowledged], holdCode)).toEqual([]);
  });
});

describe("a fence's answer", () => {
  const seat: OperationRequest["seats"][number] = {
    ...{ seatCode: 12, command: 7, grant: 5, row: "A", number: "12" },
    ...{ zoneCode: 1, floorCode: 1, seatCategoryCode: 1 },
  };
  const cases: [string, SeatVerdict | undefined, boolean][] = [
    ["written down under the grant revoked", { seatCode: 12, grant: 5 }, true],
    ["written down, and the reseller had never heard of the seat", { seatCode: 12, grant: 0 }, true],
    ["40 held under a newer grant", { seatCode: 12, error: 40 }, false],
    ["41 sold under a newer grant", { seatCode: 12, error: 41 }, false],
    ["44 a newer command was heard", { seatCode: 12, error: 44 }, false],
    ["no result", undefined, false],
    ["a result without grant and error", { seatCode: 12 }, false],
    ["the whole operation refused", "operationRefused", false],
    ["void", "voided", false],
  ];
  test.each(cases)("%s", (_name, verdict, acknowledged) => {
    expect(acknowledgedFences([seat], new Map([[12, verdict]]))).toEqual(
      acknowledged ? [{ seatCode: 12, fence: 5 }] : [],
    );
  });

  test("never acknowledges a seat that it does not name", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 20 })), (codes) => {
        const verdictOf = new Map(codes.map((code) => [code, { seatCode: code, grant: 5 }]));
        const told = acknowledgedFences([seat], verdictOf).map(({ seatCode }) => seatCode);
        expect(told).toEqual(codes.includes(12) ? [12] : []);
      }),
    );
  });
});
