import { exchangeErrors } from "@allotement/protocol/errors.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { operation } from "../network.fixture.ts";
import {
  type ContingentSeat,
  decideCommand,
  type OperationKind,
  operationFaults,
  type SeatState,
  seatTransitions,
  stateAfterCancellation,
} from "./contingent.ts";

function seat(state: SeatState, command: number, grant: number, fence = 0): ContingentSeat {
  const basketId = state === "inBasket" ? "basket" : null;
  return { seatCode: 1, state, command, grant, fence, basketId, basketExpiresAt: null };
}

type Row = [
  kind: OperationKind,
  seat: ContingentSeat,
  command: number,
  grant: number | undefined,
  then: number[] | SeatState,
];

// kind, the seat as it is, the command and its grant, and then the errors in order of precedence or the new state
const table: Row[] = [
  ["allot", seat("none", 0, 0), 1, undefined, "offered"],
  ["allot", seat("withdrawn", 4, 2), 5, undefined, "offered"],
  ["allot", seat("none", 5, 0), 5, undefined, [44]],
  ["allot", seat("withdrawn", 5, 2), 4, undefined, [44]],
  ["allot", seat("withdrawn", 5, 2, 9), 8, undefined, [44]],
  ["allot", seat("offered", 3, 3), 4, undefined, [40]],
  ["allot", seat("inBasket", 3, 3), 4, undefined, [40]],
  ["allot", seat("sold", 3, 3), 4, undefined, [41]],
  ["allot", seat("offered", 5, 5), 5, undefined, [40, 44]],
  ["allot", seat("inBasket", 6, 5), 5, undefined, [40, 44]],
  ["allot", seat("offered", 5, 5), 4, undefined, [40, 44]],
  ["allot", seat("sold", 5, 5), 5, undefined, [41, 44]],
  ["recall", seat("offered", 3, 3), 4, 3, "withdrawn"],
  ["recall", seat("offered", 3, 3), 4, undefined, "withdrawn"],
  ["recall", seat("none", 0, 0), 4, 3, [42]],
  ["recall", seat("withdrawn", 3, 3), 4, 3, [42]],
  ["recall", seat("offered", 3, 3), 4, 2, [42]],
  ["recall", seat("inBasket", 3, 3), 4, 2, [42]],
  ["recall", seat("inBasket", 3, 3), 4, 3, [43]],
  ["recall", seat("sold", 3, 3), 4, 3, [41]],
  ["recall", seat("offered", 4, 3), 4, 3, [44]],
  ["recall", seat("sold", 4, 3), 4, 3, [41, 44]],
  ["recall", seat("withdrawn", 4, 3), 4, 3, [42, 44]],
  ["recall", seat("inBasket", 4, 3), 4, 3, [43, 44]],
  ["fence", seat("offered", 3, 3), 4, 3, "withdrawn"],
  ["fence", seat("inBasket", 3, 3), 4, 3, "withdrawn"],
  ["fence", seat("withdrawn", 3, 3), 4, 3, "withdrawn"],
  ["fence", seat("sold", 3, 3), 4, 3, "sold"],
  ["fence", seat("none", 0, 0), 4, 3, "withdrawn"],
  ["fence", seat("offered", 8, 8), 9, 3, [40]],
  ["fence", seat("sold", 8, 8), 9, 3, [41]],
  ["fence", seat("offered", 8, 8), 8, 3, [40, 44]],
  ["fence", seat("sold", 4, 3), 4, 3, [44]],
];

describe("a command for a seat", () => {
  test.each(table)("%s %o, command %i grant %s → %s", (kind, before, command, grant, then) => {
    const decision = decideCommand(kind, before, { seatCode: 1, command, grant });
    expect("move" in decision ? decision.move.to : decision.errors).toEqual(then);
  });

  test("errors are listed in the catalogue's order of precedence", () => {
    const order: number[] = exchangeErrors.map((error) => error.number);
    for (const [, , , , then] of table) {
      if (!Array.isArray(then)) continue;
      const places = then.map((error) => order.indexOf(error));
      expect(places).toEqual([...places].sort((one, other) => one - other));
    }
  });

  test("a fence is the highest grant ever revoked", () => {
    const decision = decideCommand("fence", seat("withdrawn", 8, 3, 7), {
      seatCode: 1,
      command: 9,
      grant: 5,
    });
    expect(decision).toMatchObject({ errors: [], move: { fence: 7 } });
  });

  test("a cancelled seat is offered again, but not under a fenced grant", () => {
    expect(stateAfterCancellation(seat("sold", 4, 3, 0))).toBe("offered");
    expect(stateAfterCancellation(seat("sold", 4, 3, 3))).toBe("withdrawn");
    expect(stateAfterCancellation(seat("sold", 9, 8, 3))).toBe("offered");
  });
});

const anySeat = fc
  .record({
    state: fc.constantFrom<SeatState>("none", "offered", "inBasket", "sold", "withdrawn"),
    command: fc.nat(12),
    grant: fc.nat(12),
    fence: fc.nat(12),
  })
  .filter(({ command, grant }) => grant <= command)
  .map(({ state, command, grant, fence }) => seat(state, command, grant, fence));
const anyCommand = fc.record({
  kind: fc.constantFrom<OperationKind>("allot", "recall", "fence"),
  command: fc.integer({ min: 1, max: 14 }),
  grant: fc.option(fc.integer({ min: 1, max: 14 }), { nil: undefined }),
});

describe("whatever commands arrive, in whatever order", () => {
  test("command, grant and fence never fall, and the command rises with every accepted one", () => {
    fc.assert(
      fc.property(anySeat, anyCommand, (before, { kind, command, grant }) => {
        const decision = decideCommand(kind, before, { seatCode: 1, command, grant });
        if (!("move" in decision)) return;
        expect(decision.move.command).toBeGreaterThan(before.command);
        expect(decision.move.grant).toBeGreaterThanOrEqual(before.grant);
        expect(decision.move.grant).toBeLessThanOrEqual(decision.move.command);
        expect(decision.move.fence).toBeGreaterThanOrEqual(before.fence);
      }),
      { numRuns: 2000 },
    );
  });

  test("a sold seat never becomes offered or withdrawn by a command", () => {
    const command = fc.tuple(anySeat, anyCommand);
    fc.assert(
      fc.property(command, ([before, { kind, command, grant }]) => {
        const decision = decideCommand(kind, { ...before, state: "sold" }, { seatCode: 1, command, grant });
        if ("move" in decision) expect([kind, decision.move.to]).toEqual(["fence", "sold"]);
      }),
      { numRuns: 2000 },
    );
  });

  test("a seat in a basket is never recalled", () => {
    fc.assert(
      fc.property(anySeat, anyCommand, (before, { command, grant }) => {
        const decision = decideCommand(
          "recall",
          { ...before, state: "inBasket" },
          { seatCode: 1, command, grant },
        );
        expect(decision.errors.length).toBeGreaterThan(0);
      }),
    );
  });

  test("every move is in the table of transitions", () => {
    const allowed = new Set(seatTransitions.map(({ movement, from, to }) => `${movement} ${from} ${to}`));
    fc.assert(
      fc.property(anySeat, anyCommand, (before, { kind, command, grant }) => {
        const decision = decideCommand(kind, before, { seatCode: 1, command, grant });
        if ("move" in decision)
          expect(allowed).toContain(`${kind} ${decision.move.from} ${decision.move.to}`);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("an operation as a whole", () => {
  const none = new Set<number>();
  const codes = {
    halls: none,
    holds: none,
    priceTypes: none,
    zones: none,
    floors: none,
    seatCategories: none,
  };
  const performance = { showNumber: 50, localDate: "2026-12-24", localTime: "20:00" };

  test("every fault of an allot is listed", () => {
    const request = operation("allot", [1], 1, { createShow: false, createPerformance: false });
    const absent = operationFaults(request, { codes, showExists: false, performance: undefined });
    expect(absent.map(({ error }) => error)).toEqual([10, 11, 12, 13, 19]);
    const differing = operationFaults(request, { codes, showExists: true, performance });
    expect(differing).toEqual([
      { error: 10, code: 7 },
      { error: 13, code: 6690007 },
      { error: 19, code: 6690014 },
      { error: 17 },
      { error: 18 },
    ]);
  });

  test("a recall goes through whatever codes and dates have become, a fence always", () => {
    const around = { codes, showExists: true, performance };
    expect(operationFaults(operation("recall", [1], 1), around)).toEqual([]);
    const nothing = { codes, showExists: false, performance: undefined };
    expect(operationFaults(operation("recall", [1], 1), nothing).map(({ error }) => error)).toEqual([11, 12]);
    expect(operationFaults(operation("fence", [1], 1), nothing)).toEqual([]);
  });

  test("a performance of another show is not this show's", () => {
    const around = { codes, showExists: true, performance: { ...performance, showNumber: 51 } };
    expect(operationFaults(operation("allot", [1], 1), around)).toContainEqual({ error: 12, code: 501 });
  });
});
