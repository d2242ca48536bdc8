import { describe, expect, it } from "vitest";
import { moveInList, rangeBetween } from "./listbox-keys.ts";

describe("the keys of a list", () => {
  it.each([
    ["ArrowDown", 3, 4],
    ["ArrowDown", 9, 9],
    ["ArrowUp", 0, 0],
    ["PageDown", 5, 9],
    ["Home", 7, 0],
    ["End", 2, 9],
    ["a", 2, undefined],
  ])("%s from %i leads to %s", (key, at, target) => {
    expect(moveInList(key, at, 10)).toBe(target);
  });

  it("lead nowhere in an empty list", () => {
    expect(moveInList("ArrowDown", 0, 0)).toBeUndefined();
  });

  it("take a range in either direction, both ends included", () => {
    const items = ["a", "b", "c", "d"];
    expect(rangeBetween(items, 1, 3)).toEqual(["b", "c", "d"]);
    expect(rangeBetween(items, 3, 1)).toEqual(["b", "c", "d"]);
  });
});
