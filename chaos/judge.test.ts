import { describe, expect, test } from "vitest";
import { type History, newHistory, type Sale, type Told } from "./history.ts";
import { type Books, type Found, judge } from "./judge.ts";

const sale = (change: Partial<Sale> = {}): Sale => ({
  at: "network",
  round: 1,
  name: "R1C1T1",
  performanceNumber: 501,
  seatCodes: [2, 1],
  told: "ok",
  undone: [],
  ...change,
});
const history = (...sales: Sale[]): History => ({ ...newHistory(), sales });
const seat = (seatCode: number, change: Partial<Found> = {}): Found => ({
  name: "R1C1T1",
  performanceNumber: 501,
  seatCode,
  cancelled: false,
  booked: 0,
  reversed: 0,
  ...change,
});
const undone = (...told: Told[]) => told.map((one) => ({ seatCodes: [1, 2], told: one }));
const both = (...rows: Found[]): Books => ({ there: rows, here: { network: rows, counter: [] } });
const atCounter = (...rows: Found[]): Books => ({ there: [], here: { network: [], counter: rows } });
const nothing = both();

describe("a sale that was told ok", () => {
  test("stands on both sides exactly once", () => {
    expect(judge(history(sale()), both(seat(1), seat(2))).violations).toEqual([]);
  });

  test.each<{ broken: string; books: Books; says: string }>([
    { broken: "is nowhere", books: nothing, says: "was told ok, and the venue has seats []" },
    {
      broken: "has not come home",
      books: { ...nothing, there: [seat(1), seat(2)] },
      says: "the venue has seats [], the network [1,2]",
    },
    {
      broken: "stands twice",
      books: both(seat(1), seat(2), seat(1), seat(2)),
      says: "was told ok, and the venue has seats [1,1,2,2]",
    },
    { broken: "stands in part", books: both(seat(1)), says: "is there in part: [1]" },
    {
      broken: "stands elsewhere",
      books: both(seat(1), seat(2, { performanceNumber: 502 })),
      says: "stands under another performance",
    },
    {
      broken: "is cancelled by nobody",
      books: both(seat(1, { cancelled: true }), seat(2, { cancelled: true })),
      says: "is cancelled, and nobody was told so",
    },
  ])("is named where it $broken", ({ books, says }) => {
    expect(judge(history(sale()), books).violations.join("\n")).toContain(says);
  });
});

test("a sale that was told to have failed stands nowhere", () => {
  const failed = history(sale({ told: "failed" }));
  expect(judge(failed, nothing).violations).toEqual([]);
  expect(judge(failed, both(seat(1), seat(2))).violations.join()).toContain(
    "was told that it failed, and stands",
  );
});

test("a sale of unknown outcome is wholly in or wholly out", () => {
  const unknown = history(sale({ told: "unknown" }));
  expect(judge(unknown, nothing)).toEqual({ violations: [], unknown: { in: 0, out: 1 } });
  expect(judge(unknown, both(seat(1), seat(2)))).toEqual({ violations: [], unknown: { in: 1, out: 0 } });
  expect(judge(unknown, both(seat(2))).violations.join()).toContain("is there in part: [2]");
});

describe("a sale that was undone", () => {
  const cancelled = both(seat(1, { cancelled: true }), seat(2, { cancelled: true }));

  test("is so on both sides where its undoer was told ok, and either way where he was told nothing", () => {
    expect(judge(history(sale({ undone: undone("ok") })), cancelled).violations).toEqual([]);
    expect(judge(history(sale({ undone: undone("unknown") })), cancelled).violations).toEqual([]);
    expect(judge(history(sale({ undone: undone("unknown") })), both(seat(1), seat(2))).violations).toEqual(
      [],
    );
  });

  test("is named where it stands all the same, or is undone on one side alone", () => {
    const cancelledByAll = history(sale({ undone: undone("ok") }));
    expect(judge(cancelledByAll, both(seat(1), seat(2))).violations.join()).toContain(
      "told to be cancelled, and stands",
    );
    const inPart = both(seat(1, { cancelled: true }), seat(2));
    expect(judge(history(sale({ undone: undone("unknown") })), inPart).violations.join()).toContain(
      "in part",
    );
    const oneSide = { ...cancelled, there: [seat(1), seat(2)] };
    expect(judge(cancelledByAll, oneSide).violations.join()).toContain("cancelled on one side alone");
  });
});

describe("a sale that lost its seat when a conflict was closed", () => {
  const conflict = {
    ...{ conflictId: 1, performanceNumber: 501, seatCode: 1, seenAt: 1 },
    ...{ late: { name: "R1C1T1", barcode: "B1" }, here: { name: "R1C4T1", barcode: "C1" } },
  };
  const closed = (told: Told): History => ({
    ...history(sale({ seatCodes: [1] })),
    closings: [{ conflict, staying: "here", askedAt: 2, told, toldAt: 3 }],
  });
  const dead = { ...both(seat(1, { cancelled: true })), there: [seat(1)] };

  test("is dead at the venue alone where somebody was told so, or nothing", () => {
    expect(judge(closed("ok"), dead).violations).toEqual([]);
    expect(judge(closed("unknown"), dead).violations).toEqual([]);
    expect(judge(closed("unknown"), both(seat(1))).violations).toEqual([]);
  });

  test("is named where it died though nobody closed the conflict, or stands though somebody did", () => {
    expect(judge(closed("failed"), dead).violations.join()).toContain("cancelled on one side alone");
    expect(judge(closed("ok"), both(seat(1))).violations.join()).toContain(
      "told to be cancelled, and stands",
    );
  });

  test("at the counter it is refunded through the journal", () => {
    const here = {
      ...conflict,
      late: { name: "LATE", barcode: "L1" },
      here: { name: "R1C1T1", barcode: "C1" },
    };
    const given = {
      ...history(sale({ at: "counter", seatCodes: [1] })),
      closings: [{ conflict: here, staying: "late" as const, askedAt: 2, told: "ok" as const, toldAt: 3 }],
    };
    const back = atCounter(seat(1, { cancelled: true, booked: 1, reversed: 1 }));
    expect(judge(given, back).violations).toEqual([]);
    expect(judge(given, atCounter(seat(1, { booked: 1 }))).violations.join()).toContain("and stands");
  });
});

test("a counter sale is booked once, and reversed once where it was refunded", () => {
  const counter = history(sale({ at: "counter", seatCodes: [1] }));
  const refunded = history(sale({ at: "counter", seatCodes: [1], undone: [{ seatCodes: [1], told: "ok" }] }));
  expect(judge(counter, atCounter(seat(1, { booked: 1 }))).violations).toEqual([]);
  expect(judge(counter, atCounter(seat(1))).violations.join()).toContain("booked 0 times");
  const twice = atCounter(seat(1, { cancelled: true, booked: 1, reversed: 2 }));
  expect(judge(refunded, twice).violations.join()).toContain("reversed 2 times");
});

test("nobody has a ticket whom no client served", () => {
  const stranger = seat(7, { name: "STRANGER" });
  expect(judge(history(), both(stranger)).violations).toContain(
    "seat 7 was sold to STRANGER, whom nobody served",
  );
});
