import { lookAt, type SeatLook } from "./looks.ts";
import { paintConflict, paintDot } from "./paint-marks.ts";
import { colourOf, type Scene, spotOf } from "./scene.ts";
import type { View } from "./view.ts";

/** A seat in conflict is never smaller than this, however far away: there are few, and each wants a person. */
const conflictRadiusMin = 4.5;

/**
 * Seats too small for their marks, told by size and outline as well as by colour: free ones full squares, sold ones bars,
 * those in doubt hollow squares, the others points; conflicts stand out as triangles. `groups`: the chosen ones last.
 */
export function paintFar(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  view: View,
  radius: number,
  groups: readonly number[][],
): void {
  const { plan, palette, looks } = scene;
  const ratio = ctx.getTransform().a;
  const half = Math.max(radius, 0.75);
  const conflicts: number[] = [];
  for (const seat of groups.slice(0, -1).flat()) {
    const look = lookAt(looks, seat);
    const { x, y } = spotOf(plan, view, seat, half);
    if (look === "conflict") conflicts.push(seat);
    else if (look === "sold") {
      ctx.fillStyle = palette.sold;
      paintBar(ctx, x, y, half, ratio);
    } else {
      ctx.fillStyle =
        look === "dim" ? palette.dim : look === "inDoubt" ? palette.doubt : colourOf(scene, seat);
      paintDot(ctx, x, y, half * shares[look], ratio);
      if (look !== "inDoubt") continue;
      ctx.fillStyle = palette.doubtGround;
      paintDot(ctx, x, y, half, ratio, 1);
    }
  }
  paintFarChosen(ctx, scene, view, half, groups.at(-1) ?? []);
  for (const seat of conflicts)
    paintConflict(ctx, spotOf(plan, view, seat, Math.max(radius, conflictRadiusMin)), palette);
}

const shares: Readonly<Record<Exclude<SeatLook, "sold" | "conflict">, number>> = {
  selectable: 1,
  inDoubt: 1,
  held: 0.6,
  inHold: 0.6,
  dim: 0.5,
};

/** Half as high as wide, on whole pixels of the screen. */
function paintBar(ctx: CanvasRenderingContext2D, x: number, y: number, half: number, ratio: number): void {
  const width = Math.max(Math.round(2 * half * ratio), 2);
  const height = Math.max(Math.round(width * 0.4), 1);
  const left = Math.round((x - half) * ratio);
  const top = Math.round(y * ratio - height / 2);
  ctx.fillRect(left / ratio, top / ratio, width / ratio, height / ratio);
}

/** A chosen seat fills its whole place, its colour inside a dark border. */
function paintFarChosen(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  view: View,
  half: number,
  chosen: readonly number[],
): void {
  const { plan, palette } = scene;
  const ratio = ctx.getTransform().a;
  const whole = Math.max((plan.index.pitch * view.scale) / 2, half + 0.5);
  ctx.fillStyle = palette.chosen;
  for (const seat of chosen) {
    const { x, y } = spotOf(plan, view, seat, half);
    paintDot(ctx, x, y, whole, ratio);
  }
  for (const seat of chosen) {
    const { x, y } = spotOf(plan, view, seat, half);
    ctx.fillStyle = colourOf(scene, seat);
    paintDot(ctx, x, y, whole, ratio, 1);
  }
}
