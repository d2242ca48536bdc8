import type { Size } from "./geometry.ts";
import { paintPlan } from "./paint.ts";
import type { Scene } from "./scene.ts";
import type { View } from "./view.ts";

/** Below this many seats every frame is painted anew: it costs less than a frame lasts. */
const seatCountMin = 3_000;
/** A picture of more pixels than these is not kept: then so few seats are in sight that painting them is cheap. */
const pixelsMax = 24_000_000;
/** A picture is stretched up to this much before it is painted anew. */
const stretchMax = 2.5;
const marginPx = 8;

/** The whole hall as it was painted last, for moving it about. */
interface Picture {
  readonly canvas: HTMLCanvasElement;
  readonly scene: Scene;
  readonly ratio: number;
  readonly view: View;
}

/**
 * Shows a big hall while it moves: one picture of all of it is laid under the window, shifted and stretched, instead of
 * 20,000 seats painted a frame. Soft for that moment; whoever rests sees the plan painted sharply.
 */
export function createOverview() {
  let kept: Picture | undefined;
  return {
    /** Answers false where the plan must be painted as ever. */
    paint(ctx: CanvasRenderingContext2D, scene: Scene, view: View, size: Size): boolean {
      if (scene.plan.geometry.seatCodes.length < seatCountMin) return false;
      const ratio = ctx.getTransform().a;
      const stretch = kept === undefined ? 0 : view.scale / kept.view.scale;
      const isFit = stretch <= stretchMax && stretch >= 1 / stretchMax;
      if (kept?.scene !== scene || kept.ratio !== ratio || !isFit)
        kept = pictureOf(scene, view.scale, ratio) ?? (isFit && kept?.scene === scene ? kept : undefined);
      if (kept === undefined) return false;
      const by = view.scale / kept.view.scale;
      ctx.fillStyle = scene.palette.ground;
      ctx.fillRect(0, 0, size.width, size.height);
      // The plan's origin stands at each view's offset.
      const left = view.offsetX - kept.view.offsetX * by;
      const top = view.offsetY - kept.view.offsetY * by;
      const { width, height } = kept.canvas;
      ctx.drawImage(kept.canvas, left, top, (width / ratio) * by, (height / ratio) * by);
      return true;
    },
  };
}

function pictureOf(scene: Scene, scale: number, ratio: number): Picture | undefined {
  const { minX, minY, maxX, maxY } = scene.plan.bounds;
  const size = {
    width: (maxX - minX) * scale + 2 * marginPx,
    height: (maxY - minY) * scale + 2 * marginPx,
  };
  if (size.width * size.height * ratio * ratio > pixelsMax) return undefined;
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(size.width * ratio);
  canvas.height = Math.ceil(size.height * ratio);
  const ctx = canvas.getContext("2d");
  if (ctx === null) return undefined;
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  const view = { scale, offsetX: marginPx - minX * scale, offsetY: marginPx - minY * scale };
  paintPlan(ctx, scene, view, size);
  return { canvas, scene, ratio, view };
}
