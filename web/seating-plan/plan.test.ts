import { expect, describe as suite, test } from "vitest";
import { describe, seatName } from "./describe.ts";
import { flagsOf } from "./geometry.ts";
import { hall } from "./hall.test-data.ts";
import { keyAction } from "./keys.ts";
import { lookAt, packLooks } from "./looks.ts";
import { inkOn } from "./palette.ts";
import { planOf } from "./plan.ts";
import { rowLabelsOf } from "./rows.ts";
import type { SeatingPlanStrings } from "./strings.ts";

const words: SeatingPlanStrings = {
  zoomIn: "",
  zoomOut: "",
  showAll: "",
  move: "",
  hint: "",
  keyboardHint: "",
  chooseRow: "",
  chooseZone: "",
  number: String,
  noSeats: "",
  row: (label) => `Row ${label}`,
  seat: (number) => `seat ${number}`,
  looks: {
    selectable: "free",
    dim: "other",
    sold: "sold",
    inDoubt: "in doubt",
    conflict: "conflict",
    held: "held",
    inHold: "in hold",
  },
  flags: { wheelchair: "wheelchair", companion: "companion", restrictedView: "pillar", folding: "folding" },
  chosen: "chosen",
  chosenCount: String,
  added: String,
  removed: String,
  legend: "",
  legendSelectable: "",
  filterHint: "",
  showAllSeats: "",
  tableRow: "",
  tableSeats: "",
  tableSelectable: "",
  tableChosen: "",
  wholeRow: String,
};

suite("rows of a plan", () => {
  test("seats stand from one end to the other, whatever order they came in", () => {
    const plan = planOf(hall(1, 4, { x: [60, 0, 40, 20] }));
    expect(plan.rows.map((row) => row.seats)).toEqual([[1, 3, 2, 0]]);
  });

  test("rows of the same label in two zones are two rows", () => {
    const plan = planOf(hall(1, 4, { zoneNames: ["L", "R"], zoneIndexes: [0, 0, 1, 1] }));
    expect(plan.rows.map((row) => [row.zoneIndex, row.label, row.seats])).toEqual([
      [0, "A", [0, 1]],
      [1, "A", [2, 3]],
    ]);
  });

  test("a block without rows goes by seat numbers and bears no label", () => {
    const block = hall(3, 3, {
      rowLabels: Array.from({ length: 9 }, () => " "),
      seatNumbers: ["9", "10", "1", "2", "3", "4", "5", "6", "7"],
    });
    const { rows, index } = planOf(block);
    expect(rows.map((row) => row.seats)).toEqual([[2, 3, 4, 5, 6, 7, 8, 0, 1]]);
    expect(rowLabelsOf(rows, index)).toEqual([]);
  });

  test("a label stands beyond both ends of its row and never on a seat", () => {
    const { rows, index } = planOf(hall(2, 4));
    expect(rowLabelsOf(rows, index)).toEqual([
      { x: -23, y: 0, text: "A" },
      { x: 83, y: 0, text: "A" },
      { x: -23, y: 20, text: "B" },
      { x: 83, y: 20, text: "B" },
    ]);
  });

  test("two rows of one name across an aisle share the label between them", () => {
    const zones = { zoneNames: ["L", "R"], zoneIndexes: [0, 0, 1, 1] };
    const { rows, index } = planOf(hall(1, 4, { ...zones, x: [0, 20, 68, 88] }));
    expect(rowLabelsOf(rows, index).map(({ x }) => x)).toEqual([-23, 44, 111]);
  });
});

suite("a plan", () => {
  test("is worked out once per geometry", () => {
    const geometry = hall(2, 2);
    expect(planOf(geometry)).toBe(planOf(geometry));
  });

  test("refuses columns of different lengths", () => {
    expect(() => planOf(hall(2, 2, { flags: [0] }))).toThrow("plan columns differ in length: 1 and 4");
  });

  test("shows its seats and areas, not the empty paper around them", () => {
    const stage = { shape: "rectangle", x: -40, y: -60, width: 100, height: 30 } as const;
    expect(planOf(hall(2, 2, { width: 9000, areas: [stage] })).bounds).toEqual({
      minX: -40,
      minY: -60,
      maxX: 60,
      maxY: 40,
    });
  });

  test("without seats shows its paper", () => {
    const bounds = planOf(hall(0, 0, { width: 300, height: 200 })).bounds;
    expect(bounds).toEqual({ minX: 0, minY: 0, maxX: 300, maxY: 200 });
  });
});

suite("what is said of a seat", () => {
  test("its row, number, category, state and flags", () => {
    const plan = planOf(hall(1, 2, { flags: [0, 5] }));
    const looks = packLooks(["selectable", "sold"]);
    expect(describe(plan, looks, 0, words)).toBe("Row A, seat 1, GOLD, free");
    expect(describe(plan, looks, 1, words)).toBe("Row A, seat 2, GOLD, sold, wheelchair, pillar");
  });

  test("its number alone where the row's label is blank", () => {
    expect(seatName(planOf(hall(1, 1, { rowLabels: [" "] })), 0, words)).toBe("seat 1");
  });

  test("a look that is not known here makes a seat dim", () => {
    expect(lookAt(Uint8Array.of(9), 0)).toBe("dim");
    expect(lookAt(Uint8Array.of(0), 3)).toBe("dim");
  });

  test("flags are bits", () => {
    expect(flagsOf(10)).toEqual(["companion", "folding"]);
  });
});

suite("keys and inks", () => {
  const key = (name: string, held = {}) =>
    keyAction({ key: name, ctrlKey: false, altKey: false, metaKey: false, ...held });

  test("arrows go, signs zoom, zero shows all, Enter chooses", () => {
    expect(key("ArrowUp")).toEqual({ kind: "go", direction: "up" });
    expect(key("End")).toEqual({ kind: "rowEnd", end: "last" });
    expect(key("+")).toEqual({ kind: "zoom", factor: 1.4 });
    expect(key("0")).toEqual({ kind: "showAll" });
    expect(key("Enter")).toEqual({ kind: "toggle" });
    expect(key("r")).toEqual({ kind: "group", group: "row" });
    expect(key("Z")).toEqual({ kind: "group", group: "zone" });
    expect(key("a")).toBeUndefined();
  });

  test("the browser keeps its own shortcuts", () => {
    expect(key("+", { ctrlKey: true })).toBeUndefined();
    expect(key("ArrowLeft", { altKey: true })).toBeUndefined();
  });

  test.each([
    ["#ffd43b", "#000000"],
    ["#1864ab", "#ffffff"],
    ["#1c7ed6", "#ffffff"],
    ["#2f9e44", "#000000"],
    ["not a colour", "#ffffff"],
  ])("on %s one writes in %s", (ground, ink) => {
    expect(inkOn(ground)).toBe(ink);
  });
});
