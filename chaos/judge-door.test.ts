import { describe, expect, test } from "vitest";
import {
  type Closing,
  type History,
  newHistory,
  type Sale,
  type Scan,
  type SeenConflict,
} from "./history.ts";
import { judgeDoor, type KeptScan } from "./judge-door.ts";

const ticket = { name: "R1C1T1", performanceNumber: 501, seatCode: 7, barcode: "B7" };
const scan = (change: Partial<Scan> = {}): Scan => ({
  ...{ scanId: "s1", ticket, direction: "entry", askedAt: 10, toldAt: 11, told: "ok", answers: [null] },
  ...change,
});
const kept = (change: Partial<KeptScan> = {}): KeptScan => ({
  ...{ scanId: "s1", barcode: "B7", direction: "entry", refusal: null },
  ...change,
});
const history = (change: Partial<History>): History => ({ ...newHistory(), ...change });
const sale = (change: Partial<Sale>): Sale => ({
  ...{
    at: "counter",
    round: 1,
    name: "R1C1T1",
    performanceNumber: 501,
    seatCodes: [7],
    told: "ok",
    undone: [],
  },
  ...change,
});
const conflict: SeenConflict = {
  ...{ conflictId: 1, performanceNumber: 501, seatCode: 7, seenAt: 5 },
  ...{ late: { name: "R1C1T1", barcode: "B7" }, here: { name: "R1C2T1", barcode: "C7" } },
};
const closing = (change: Partial<Closing>): Closing => ({
  ...{ conflict, staying: "here", askedAt: 6, told: "ok", toldAt: 7 },
  ...change,
});

test("an answered scan is kept as it was answered, also where it was sent twice", () => {
  expect(judgeDoor(history({ scans: [scan({ answers: [null, null] })] }), [kept()])).toEqual([]);
  const other = judgeDoor(history({ scans: [scan({ answers: [null, "alreadyInside"] })] }), [kept()]);
  expect(other.join()).toContain("was answered alreadyInside, and is kept as pass");
  expect(judgeDoor(history({ scans: [scan()] }), []).join()).toContain("was answered, and is not kept");
});

test("a scan of unknown outcome is kept or not; one that failed is not, and nobody's is never", () => {
  const unknown = history({ scans: [scan({ told: "unknown", answers: [] })] });
  expect(judgeDoor(unknown, [])).toEqual([]);
  expect(judgeDoor(unknown, [kept()])).toEqual([]);
  const failed = history({ scans: [scan({ told: "failed", answers: [] })] });
  expect(judgeDoor(failed, [kept()]).join()).toContain("was told that it failed, and is kept");
  expect(judgeDoor(history({}), [kept()]).join()).toContain("was made by nobody");
});

test("nobody enters twice, or leaves without having entered", () => {
  const scans = [scan(), scan({ scanId: "s2" })];
  expect(judgeDoor(history({ scans }), [kept(), kept({ scanId: "s2" })]).join()).toContain("entered twice");
  const left = history({ scans: [scan({ direction: "exit" })] });
  expect(judgeDoor(left, [kept({ direction: "exit" })]).join()).toContain("left without entering");
});

describe("a dead ticket", () => {
  const refunded = (toldAt: number) => [sale({ undone: [{ seatCodes: [7], told: "ok", toldAt }] })];

  test("lets nobody in once its refund was told, and may have let somebody in before", () => {
    expect(judgeDoor(history({ scans: [scan()], sales: refunded(9) }), [kept()]).join()).toContain(
      "was let in, though the ticket was told to be dead",
    );
    expect(judgeDoor(history({ scans: [scan()], sales: refunded(11) }), [kept()])).toEqual([]);
  });

  test("lets nobody in once a conflict was closed against it", () => {
    const scans = [scan()];
    expect(judgeDoor(history({ scans, closings: [closing({})] }), [kept()]).join()).toContain(
      "told to be dead",
    );
    expect(judgeDoor(history({ scans, closings: [closing({ staying: "late" })] }), [kept()])).toEqual([]);
    expect(judgeDoor(history({ scans, closings: [closing({ told: "unknown" })] }), [kept()])).toEqual([]);
  });
});

test("the late ticket of a conflict that was seen open lets nobody in before somebody asks to close it", () => {
  const open = { scans: [scan()], conflicts: [conflict] };
  expect(judgeDoor(history(open), [kept()]).join()).toContain("during an open conflict");
  const late = closing({ staying: "late" });
  expect(judgeDoor(history({ ...open, closings: [late] }), [kept()])).toEqual([]);
  const refused = scan({ answers: ["seatInConflict"] });
  expect(judgeDoor(history({ ...open, scans: [refused] }), [kept({ refusal: "seatInConflict" })])).toEqual(
    [],
  );
});
