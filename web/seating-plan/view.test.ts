import { describe, expect, test } from "vitest";
import {
  fitView,
  keepInSight,
  panBy,
  recentre,
  reveal,
  toPlan,
  toScreen,
  visibleBounds,
  zoomAt,
} from "./view.ts";

const size = { width: 800, height: 400 };
const bounds = { minX: 100, minY: 50, maxX: 300, maxY: 250 };

describe("the view of a plan", () => {
  test("shows the whole plan, centred, with its margin", () => {
    const view = fitView(bounds, size, 20);
    expect(view.scale).toBeCloseTo(1.8);
    expect(toScreen(view, { x: 200, y: 150 })).toEqual({ x: 400, y: 200 });
    expect(toScreen(view, { x: 100, y: 50 }).y).toBeCloseTo(20);
  });

  test("fits a plan of a single point without dividing by nothing", () => {
    const view = fitView({ minX: 5, minY: 5, maxX: 5, maxY: 5 }, size, 20);
    expect(Number.isFinite(view.offsetX)).toBe(true);
  });

  test("takes a point to the screen and back", () => {
    const view = { scale: 2.5, offsetX: -70, offsetY: 33 };
    const there = toScreen(view, { x: 12, y: 34 });
    expect(toPlan(view, there)).toEqual({ x: 12, y: 34 });
  });

  test.each([2, 0.5, 1000])("keeps the point under the pointer in place when zoomed by %d", (factor) => {
    const view = fitView(bounds, size, 0);
    const at = { x: 123, y: 321 };
    const before = toPlan(view, at);
    const after = toPlan(zoomAt(view, factor, at, { min: 0.5, max: 8 }), at);
    expect(after.x).toBeCloseTo(before.x);
    expect(after.y).toBeCloseTo(before.y);
  });

  test("never zooms past its limits", () => {
    const view = { scale: 1, offsetX: 0, offsetY: 0 };
    expect(zoomAt(view, 100, { x: 0, y: 0 }, { min: 0.5, max: 8 }).scale).toBe(8);
    expect(zoomAt(view, 0.01, { x: 0, y: 0 }, { min: 0.5, max: 8 }).scale).toBe(0.5);
  });

  test("cannot be dragged away from the plan", () => {
    const lost = panBy(fitView(bounds, size, 20), 99_999, -99_999);
    const kept = keepInSight(lost, bounds, size);
    expect(toPlan(kept, { x: 400, y: 200 })).toEqual({ x: 100, y: 250 });
  });

  test("is left alone where the plan is in sight", () => {
    const view = fitView(bounds, size, 20);
    expect(keepInSight(view, bounds, size)).toBe(view);
  });

  test("moves just enough to show a seat that stands outside", () => {
    const view = { scale: 1, offsetX: 0, offsetY: 0 };
    expect(toScreen(reveal(view, { x: 900, y: -10 }, size, 40), { x: 900, y: -10 })).toEqual({
      x: 760,
      y: 40,
    });
    expect(reveal(view, { x: 400, y: 200 }, size, 40)).toBe(view);
  });

  test("keeps its middle when the window changes size", () => {
    const view = fitView(bounds, size, 20);
    const next = { width: 500, height: 900 };
    expect(toPlan(recentre(view, size, next), { x: 250, y: 450 })).toEqual(toPlan(view, { x: 400, y: 200 }));
  });

  test("knows which part of the plan is seen", () => {
    expect(visibleBounds({ scale: 2, offsetX: 100, offsetY: 0 }, size, 10)).toEqual({
      minX: -55,
      minY: -5,
      maxX: 355,
      maxY: 205,
    });
  });
});
