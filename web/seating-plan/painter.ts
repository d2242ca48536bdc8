import type { Size } from "./geometry.ts";
import { createOverview } from "./overview.ts";
import { type Overlay, paintOverlay, paintPlan } from "./paint.ts";
import type { Scene } from "./scene.ts";
import type { View } from "./view.ts";

/** What the canvases are to show at the moment of painting. */
export interface Picture {
  readonly scene: Scene | undefined;
  readonly overlay: Overlay;
  readonly view: View;
  readonly size: Size;
}

export interface Painter {
  /** Asks for a repaint on the next frame: of the upper canvas alone, or of the plan below too, at rest or moving. */
  request(what: "overlay" | "plan" | "movedPlan"): void;
  stop(): void;
}

/** A plan that has not moved for so long is painted sharply. */
const restMilliseconds = 120;

/** Paints at most once a frame, and only what was asked for since. */
export function createPainter(
  planCanvas: HTMLCanvasElement,
  overlayCanvas: HTMLCanvasElement,
  look: () => Picture,
): Painter {
  const overview = createOverview();
  let stale: "overlay" | "plan" | "movedPlan" = "overlay";
  let frame: number | undefined;
  let rest: ReturnType<typeof setTimeout> | undefined;
  const paint = () => {
    frame = undefined;
    const { scene, overlay, view, size } = look();
    if (scene === undefined || size.width === 0 || size.height === 0) return;
    if (stale !== "overlay") {
      const ctx = prepare(planCanvas, size);
      const isMoving = stale === "movedPlan" && ctx !== null && overview.paint(ctx, scene, view, size);
      if (isMoving) {
        clearTimeout(rest);
        rest = setTimeout(() => request("plan"), restMilliseconds);
      } else if (ctx !== null) paintPlan(ctx, scene, view, size);
      stale = "overlay";
    }
    const ctx = prepare(overlayCanvas, size);
    if (ctx !== null) paintOverlay(ctx, scene, overlay, view, size);
  };
  const request: Painter["request"] = (what) => {
    if (what !== "overlay") stale = what;
    frame ??= requestAnimationFrame(paint);
  };
  return {
    request,
    stop: () => {
      clearTimeout(rest);
      if (frame !== undefined) cancelAnimationFrame(frame);
      frame = undefined;
    },
  };
}

/** The context ready to draw in CSS pixels, the bitmap having the size of the screen's own pixels. */
function prepare(canvas: HTMLCanvasElement, size: Size): CanvasRenderingContext2D | null {
  const ratio = window.devicePixelRatio || 1;
  const width = Math.round(size.width * ratio);
  const height = Math.round(size.height * ratio);
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const ctx = canvas.getContext("2d");
  ctx?.setTransform(ratio, 0, 0, ratio, 0, 0);
  return ctx;
}
