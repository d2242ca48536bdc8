import { describe, expect, test } from "vitest";
import type { SeatState } from "../../house/inventory/seat-states.ts";
import { type Cause, causes, compareSeat, repairOf, type SeatHere, type SeatThere } from "./compare-seat.ts";

const here = (state: SeatState, change: Partial<SeatHere> = {}): SeatHere => {
  const seat = { state, command: 3, grant: 3, fence: 0, operation: null, ...change };
  return { lastMovement: { toState: seat.state, command: seat.command, grant: seat.grant }, ...seat };
};
const there = (state: SeatThere["state"], change: Partial<SeatThere> = {}): SeatThere => ({
  state,
  command: 3,
  grant: 3,
  fence: 0,
  ...change,
});

type Row = [here: SeatHere | undefined, there: SeatThere | undefined, cause: Cause | undefined];

const withVenue: Row[] = (["free", "held", "soldAtCounter", "blocked"] as const).flatMap((state): Row[] => [
  [here(state, { grant: null }), undefined, undefined],
  [here(state, { grant: null }), there("withdrawn"), undefined],
  [here(state, { grant: null }), there("offered"), "twoOwners"],
  [here(state, { grant: null }), there("inBasket"), "twoOwners"],
  [here(state, { grant: null, fence: 3 }), there("offered"), "fenceMissing"],
  [here(state, { grant: null, fence: 3 }), there("inBasket"), "fenceMissing"],
  [here(state, { grant: null, fence: 2 }), there("offered"), "twoOwners"],
  [here(state, { grant: null }), there("sold"), "soldOnBothSides"],
  [here(state, { grant: null, fence: 3 }), there("sold"), "soldOnBothSides"],
  [here(state, { grant: null }), there("withdrawn", { command: 4 }), "commandBehind"],
]);

const table: Row[] = [
  ...withVenue,
  [here("allotting"), undefined, "allotNotArrived"],
  [here("allotting"), there("withdrawn", { command: 2, grant: 1 }), "allotNotArrived"],
  [here("allotting"), there("offered"), "allotReplyMissing"],
  [here("allotting"), there("inBasket"), "allotReplyMissing"],
  [here("allotting"), there("sold"), "saleNotReceived"],
  [here("allotting"), there("offered", { grant: 2 }), "allotNotArrived"],
  [here("allotting"), there("sold", { grant: 2 }), "allotNotArrived"],
  [here("allotted"), undefined, "allottedHereUnknownThere"],
  [here("allotted"), there("withdrawn"), "allottedHereUnknownThere"],
  [here("allotted"), there("offered"), undefined],
  [here("allotted"), there("inBasket"), undefined],
  [here("allotted"), there("offered", { command: 4 }), "commandBehind"],
  [here("allotted"), there("offered", { command: 5, grant: 5 }), "heldUnderOtherGrant"],
  [here("allotted"), there("sold"), "saleNotReceived"],
  [here("allotted"), there("sold", { grant: 2 }), "grantDiffers"],
  [here("recalling", { command: 4 }), there("withdrawn", { command: 4 }), "recallReplyMissing"],
  [here("recalling", { command: 4 }), there("withdrawn"), "recallNotArrived"],
  [here("recalling", { command: 4 }), undefined, "recallNotArrived"],
  [here("recalling", { command: 4 }), there("offered"), "recallNotArrived"],
  [here("recalling", { command: 4 }), there("inBasket"), "recallNotArrived"],
  [here("recalling", { command: 4 }), there("sold"), "saleNotReceived"],
  [here("recalling", { command: 4 }), there("offered", { grant: 2 }), "recallNotArrived"],
  [here("recalling", { command: 4 }), there("sold", { grant: 2 }), "recallNotArrived"],
  [here("sold"), there("sold"), undefined],
  [here("sold"), there("sold", { grant: 2 }), "grantDiffers"],
  [here("sold"), undefined, "lostCancellationOrRestore"],
  [here("sold"), there("withdrawn"), "lostCancellationOrRestore"],
  [here("sold"), there("offered"), "lostCancellationOrRestore"],
  [here("sold"), there("inBasket"), "lostCancellationOrRestore"],
  [here("divergent"), there("withdrawn"), "divergentNotThere"],
  [here("divergent"), there("withdrawn", { command: 2 }), "divergentInDoubt"],
  [here("divergent"), undefined, "divergentInDoubt"],
  [here("divergent"), there("offered"), "divergentHeldThere"],
  [here("divergent"), there("inBasket", { grant: 2 }), "divergentHeldThere"],
  [here("divergent"), there("sold"), "saleNotReceived"],
  [here("divergent"), there("sold", { grant: 2 }), "grantDiffers"],
  [undefined, there("offered"), "unknownSeatHere"],
  [undefined, there("sold"), "unknownSeatHere"],
  [undefined, there("withdrawn"), undefined],
  [here("held", { lastMovement: null }), undefined, "movementsDiffer"],
  [here("free", { grant: null, lastMovement: null }), undefined, undefined],
  [
    here("allotted", { lastMovement: { toState: "allotted", command: 3, grant: 2 } }),
    there("offered"),
    "movementsDiffer",
  ],
  [
    here("held", { grant: null, lastMovement: { toState: "held", command: 4, grant: null } }),
    undefined,
    "movementsDiffer",
  ],
];

describe("a seat on both sides", () => {
  test.each(table)("%o here and %o there: %s", (one, other, cause) => {
    expect(compareSeat(one, other)).toBe(cause);
  });

  test("every cause has its row", () => {
    const named = new Set(table.map(([, , cause]) => cause));
    expect(Object.keys(causes).filter((cause) => ![...named].some((one) => one === cause))).toEqual([]);
  });

  test("no repair gives the venue a seat that the reseller may sell, or of which a late copy may be on its way", () => {
    for (const [one, other, cause] of table) {
      const repair = cause && repairOf(cause);
      if (repair !== "takeAsWithdrawn" && repair !== "settleAsHeld") continue;
      expect(other?.state).toBe("withdrawn");
      expect(other?.command).toBeGreaterThanOrEqual(one?.command ?? Number.POSITIVE_INFINITY);
    }
  });

  test("where both sides may sell, or sold, a person decides", () => {
    for (const [one, other, cause] of table) {
      const ours = one && ["free", "held", "soldAtCounter", "blocked"].includes(one.state);
      const theirs = other && other.state !== "withdrawn";
      if (ours && theirs && cause && cause !== "fenceMissing") expect(repairOf(cause)).toBeNull();
    }
  });
});
