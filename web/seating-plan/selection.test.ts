import { describe, expect, test } from "vitest";
import { fadedBytes, noFilter, turned } from "./filter.ts";
import { seatsAround } from "./groups.ts";
import { hall } from "./hall.test-data.ts";
import { packLooks, type SeatLook } from "./looks.ts";
import { planOf } from "./plan.ts";
import { countByCategory, groupMode, select, selectedBytes, toggle } from "./selection.ts";

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

describe("choosing a row or a zone", () => {
  const zones = planOf(hall(2, 3, { zoneNames: ["L", "R"], zoneIndexes: [0, 0, 1, 0, 0, 1] }));

  test("a row is the row of its own zone, a zone all rows of it", () => {
    expect(seatsAround(zones, 4, "row")).toEqual([3, 4]);
    expect([...seatsAround(zones, 4, "zone")].sort()).toEqual([0, 1, 3, 4]);
  });

  test("the seats that may be chosen are added; where all of them are chosen already they leave", () => {
    expect(groupMode(plan, looks, new Set([1000]), [0, 1, 2])).toBe("add");
    expect(groupMode(plan, looks, new Set([1000, 1002]), [0, 1, 2])).toBe("remove");
    expect(groupMode(plan, looks, new Set(), [1, 4])).toBe("add");
  });
});

describe("the legend's filter", () => {
  const faded = (categories: number[], looksShown: SeatLook[]) =>
    [...fadedBytes(plan, looks, { categories: new Set(categories), looks: new Set(looksShown) })].join("");

  test("keeps the categories and the looks that are pressed in, all where none is", () => {
    expect(faded([], [])).toBe("000000");
    expect(faded([0], [])).toBe("000111");
    expect(faded([], ["sold", "inDoubt"])).toBe("101110");
    expect(faded([0], ["selectable"])).toBe("010111");
  });

  test("turns a value over and leaves the filter before as it was", () => {
    expect([...turned(turned(noFilter.categories, 1), 2)]).toEqual([1, 2]);
    expect([...turned(new Set([1, 2]), 1)]).toEqual([2]);
    expect(noFilter.categories.size).toBe(0);
  });
});
