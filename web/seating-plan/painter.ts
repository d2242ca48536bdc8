import type { Size } from "./geometry.ts";
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
  /** Asks for a repaint on the next frame: of the upper canvas, and of the plan below where `planToo`. */
  request(planToo: boolean): void;
  stop(): void;
}

/** Paints at most once a frame, and only what was asked for since. */
export function createPainter(
  planCanvas: HTMLCanvasElement,
  overlayCanvas: HTMLCanvasElement,
  look: () => Picture,
): Painter {
  let isPlanStale = false;
  let frame: number | undefined;
  const paint = () => {
    frame = undefined;
    const { scene, overlay, view, size } = look();
    if (scene === undefined || size.width === 0 || size.height === 0) return;
    if (isPlanStale) {
      const ctx = prepare(planCanvas, size);
      if (ctx !== null) paintPlan(ctx, scene, view, size);
      isPlanStale = false;
    }
    const ctx = prepare(overlayCanvas, size);
    if (ctx !== null) paintOverlay(ctx, scene, overlay, view, size);
  };
  return {
    request: (planToo) => {
      isPlanStale ||= planToo;
      frame ??= requestAnimationFrame(paint);
    },
    stop: () => {
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
