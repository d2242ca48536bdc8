import { describe, expect, test } from "vitest";
import { hall } from "./hall.test-data.ts";
import { packLooks, type SeatLook } from "./looks.ts";
import { planOf } from "./plan.ts";
import { countByCategory, select, selectedBytes, toggle } from "./selection.ts";

const plan = planOf(hall(2, 3));
const looks = packLooks(["selectable", "sold", "selectable", "selectable", "dim", "inDoubt"]);

describe("choosing seats", () => {
  test("a rectangle adds the selectable seats and no other", () => {
    expect([...select(plan, looks, new Set([1003]), [0, 1, 2, 4, 5], "add")]).toEqual([1003, 1000, 1002]);
  });

  test("a rectangle with Alt removes and adds nothing", () => {
    expect([...select(plan, looks, new Set([1000, 1003]), [0, 1, 2], "remove")]).toEqual([1003]);
  });

  test("the selection given is never changed", () => {
    const before = new Set([1000]);
    select(plan, looks, before, [2, 3], "add");
    toggle(plan, looks, before, 0);
    expect([...before]).toEqual([1000]);
  });

  test("what changes nothing gives the same set back, so that nobody repaints", () => {
    const before = new Set([1000]);
    expect(select(plan, looks, before, [0, 1], "add")).toBe(before);
    expect(select(plan, looks, before, [2], "remove")).toBe(before);
  });

  test("a click turns a seat over, twice is nothing", () => {
    const once = toggle(plan, looks, new Set(), 3);
    expect([...once]).toEqual([1003]);
    expect([...toggle(plan, looks, once, 3)]).toEqual([]);
  });

  test.each<[SeatLook, number]>([
    ["sold", 1],
    ["dim", 4],
    ["inDoubt", 5],
  ])("a %s seat cannot be chosen", (_, seat) => {
    expect(toggle(plan, looks, new Set(), seat).size).toBe(0);
  });

  test("a chosen seat sold meanwhile can leave the selection", () => {
    expect(toggle(plan, looks, new Set([1001]), 1).size).toBe(0);
  });

  test("a seat unknown to the plan is passed over", () => {
    expect(select(plan, looks, new Set(), [99], "add").size).toBe(0);
    expect([...selectedBytes(plan, new Set([7, 1002]))]).toEqual([0, 0, 1, 0, 0, 0]);
  });

  test("seats, free seats and chosen seats are counted per category", () => {
    expect(countByCategory(plan, looks, new Set([1000]))).toEqual([
      { categoryIndex: 0, seatCount: 3, selectableCount: 2, selectedCount: 1 },
      { categoryIndex: 1, seatCount: 3, selectableCount: 1, selectedCount: 0 },
    ]);
  });
});
