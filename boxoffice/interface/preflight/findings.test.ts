import { describe, expect, test } from "vitest";
import { type CheckedRequest, type CodeNames, findingsOf } from "./findings.ts";
import { ranges } from "./seat-ranges.ts";

const names: CodeNames = {
  halls: new Map([[7, "PETITE SALLE"]]),
  holds: new Map([[6690007, "TICKETNET"]]),
  priceTypes: new Map([[6690014, "TICKETNET PLEIN TARIF"]]),
  zones: new Map([[11, "PAIR"]]),
  floors: new Map([[21, "ORCHESTRE"]]),
  seatCategories: new Map([[31, "CARRE OR"]]),
};
const seat = (seatCode: number, row = "A") => ({
  ...{ seatCode, command: 1, zoneCode: 11, floorCode: 21, seatCategoryCode: 31 },
  ...{ row, number: String(seatCode) },
});

function checked(
  performanceNumber: number,
  answer: Partial<CheckedRequest["answer"]>,
  count = 812,
): CheckedRequest {
  const seats = Array.from({ length: count }, (_, index) =>
    seat(index + 1, String.fromCharCode(65 + Math.floor(index / 20))),
  );
  return {
    request: { performanceNumber, hallCode: 7, seats },
    answer: { asOf: 0, operation: [], seats: [], ...answer },
  };
}
const everySeat = (errors: (14 | 15 | 16 | 40)[], count = 812) =>
  Array.from({ length: count }, (_, index) => ({ seatCode: index + 1, errors }));

describe("what would fail", () => {
  test("nothing, where everything is known", () => {
    expect(findingsOf([checked(501, {})], names)).toEqual([]);
  });

  test("812 seats of one unknown category over two performances are one finding with one code", () => {
    const [finding, ...more] = findingsOf(
      [checked(501, { seats: everySeat([16]) }), checked(502, { seats: everySeat([16]) })],
      names,
    );
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      error: 16,
      subjects: [{ code: 31, name: "CARRE OR" }],
      performanceNumbers: [501, 502],
      seatCount: 1_624,
      morePlaces: 1,
    });
    expect(finding?.places).toHaveLength(40);
    expect(finding?.places[0]).toEqual({
      floor: "ORCHESTRE",
      zone: "PAIR",
      row: "A",
      numbers: "1–20",
      count: 20,
    });
  });

  test("an operation's codes are named once, whatever the number of operations", () => {
    const answer = {
      operation: [
        { error: 19 as const, code: 6690014 },
        { error: 10 as const, code: 7 },
      ],
    };
    expect(
      findingsOf([checked(501, answer), checked(501, answer), checked(502, answer)], names),
    ).toMatchObject([
      {
        error: 10,
        subjects: [{ code: 7, name: "PETITE SALLE" }],
        performanceNumbers: [501, 502],
        seatCount: 0,
      },
      { error: 19, subjects: [{ code: 6690014, name: "TICKETNET PLEIN TARIF" }], seatCount: 0 },
    ]);
  });

  test("findings stand in the contract's order of precedence, not in that of the answer", () => {
    const operation = [{ error: 18 as const }, { error: 17 as const }, { error: 13 as const, code: 6690007 }];
    const findings = findingsOf([checked(501, { operation, seats: everySeat([40, 16, 14]) })], names);
    expect(findings.map(({ error }) => error)).toEqual([13, 14, 16, 17, 18, 40]);
  });

  test("a date that differs is about a performance, and about no code", () => {
    expect(findingsOf([checked(501, { operation: [{ error: 17 }] })], names)).toMatchObject([
      { error: 17, subjects: [], performanceNumbers: [501], places: [] },
    ]);
  });

  test("a code that has no name here is still named by its number", () => {
    const answer = { operation: [{ error: 19 as const, code: 6690099 }] };
    expect(findingsOf([checked(501, answer)], names)).toMatchObject([
      { subjects: [{ code: 6690099, name: "6690099" }] },
    ]);
  });
});

test.each([
  [["1", "2", "3"], "1–3"],
  [["10", "2", "1", "4"], "1–2, 4, 10"],
  [["1", "3", "5"], "1, 3, 5"],
  [["2", "12 bis", "1"], "1–2, 12 bis"],
  [["7"], "7"],
  [["5", "5"], "5"],
  [[], ""],
])("the seats %j are written %j", (labels, written) => expect(ranges(labels)).toBe(written));
