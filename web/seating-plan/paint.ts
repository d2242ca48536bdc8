import type { PlanEditing } from "./editing.ts";
import { type Bounds, flagsOf, type Size } from "./geometry.ts";
import { lookAt, lookCodes, mayBeChosen } from "./looks.ts";
import { labelFont, paintAreas, paintRowLabels } from "./paint-areas.ts";
import { paintFar } from "./paint-far.ts";
import { markRadiusMin, paintChosen, paintFlags, paintRingAround, paintSeat } from "./paint-marks.ts";
import { inkOn, type Palette } from "./palette.ts";
import { colourOf, type Scene, spotOf } from "./scene.ts";
import { seatsWithin } from "./seat-index.ts";
import { toScreen, type View, visibleBounds } from "./view.ts";

/** What moves over the plan without changing it. */
export interface Overlay {
  readonly focus: number | undefined;
  readonly hover: number | undefined;
  /** Rectangle being drawn, screen pixels. */
  readonly rectangle: Bounds | undefined;
  readonly removing: boolean;
  /** What is being drawn, where the plan is edited. */
  readonly editing: PlanEditing | undefined;
}

const numberRadiusMin = 8;
const flagRadiusMin = 11;
/** How much of a seat shows that the legend's filter leaves out. */
const fadedShare = 0.16;

/** Paints the whole plan: repainting parts over an old picture leaves ghosts at the discs' soft edges. */
export function paintPlan(ctx: CanvasRenderingContext2D, scene: Scene, view: View, size: Size): void {
  const { plan, palette } = scene;
  const radius = plan.seatRadius * view.scale;
  ctx.fillStyle = palette.ground;
  ctx.fillRect(0, 0, size.width, size.height);
  paintAreas(ctx, plan.geometry.areas, view, palette, plan.index.pitch);
  const inSight = seatsWithin(plan.index, visibleBounds(view, size, radius * 2));
  const isFaded = (seat: number) => scene.faded?.[seat] === 1 && scene.chosen[seat] !== 1;
  const paint = radius < markRadiusMin ? paintFar : paintNear;
  const faint = scene.faded === undefined ? [] : inSight.filter(isFaded);
  if (faint.length > 0) {
    ctx.globalAlpha = fadedShare;
    paint(ctx, scene, view, radius, byColour(scene, faint));
    ctx.globalAlpha = 1;
  }
  const bright = faint.length > 0 ? inSight.filter((seat) => !isFaded(seat)) : inSight;
  paint(ctx, scene, view, radius, byColour(scene, bright));
  paintRowLabels(ctx, scene.rowLabels, view, palette, radius);
}

/** One colour after the other, chosen seats last: changing the fill costs more than filling. */
function byColour(scene: Scene, seats: readonly number[]): number[][] {
  const { categoryNames, categoryIndexes } = scene.plan.geometry;
  const others = Object.keys(lookCodes).length;
  const groups: number[][] = Array.from({ length: others + categoryNames.length + 1 }, () => []);
  for (const seat of seats) {
    const look = scene.looks[seat] ?? lookCodes.dim;
    const group =
      scene.chosen[seat] === 1
        ? groups.length - 1
        : look === lookCodes.selectable
          ? others + (categoryIndexes[seat] ?? 0)
          : look;
    groups[group]?.push(seat);
  }
  return groups;
}

function paintNear(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  view: View,
  radius: number,
  groups: readonly number[][],
): void {
  const { plan, looks, palette } = scene;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  groups.forEach((seats, group) => {
    for (const seat of seats) {
      const spot = spotOf(plan, view, seat, radius);
      const look = lookAt(looks, seat);
      const isChosen = group === groups.length - 1;
      if (isChosen && mayBeChosen(look)) {
        paintChosen(ctx, spot, colourOf(scene, seat), palette, plan.geometry.seatNumbers[seat] ?? "");
      } else paintSeat(ctx, spot, look, colourOf(scene, seat), palette);
      if (isChosen && !mayBeChosen(look)) paintRingAround(ctx, spot, palette);
    }
  });
  if (radius >= numberRadiusMin) paintNumbers(ctx, scene, view, radius, groups.slice(0, -1));
  if (radius >= flagRadiusMin) {
    for (const seat of groups.flat()) {
      const bits = plan.geometry.flags[seat] ?? 0;
      if (bits !== 0) paintFlags(ctx, spotOf(plan, view, seat, radius), flagsOf(bits), palette);
    }
  }
}

/** Seat numbers, on free, held and dimmed seats: on the others the mark that tells their state has the place. */
function paintNumbers(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  view: View,
  radius: number,
  groups: readonly number[][],
): void {
  const { plan, looks, palette } = scene;
  ctx.font = labelFont(Math.min(radius * 0.92, 18), 600);
  for (const seat of groups.flat()) {
    const look = lookAt(looks, seat);
    if (!mayBeChosen(look) && look !== "dim") continue;
    ctx.fillStyle =
      look === "dim" ? palette.dimText : look === "held" ? palette.label : inkOn(colourOf(scene, seat));
    const spot = spotOf(plan, view, seat, radius);
    ctx.fillText(
      plan.geometry.seatNumbers[seat] ?? "",
      spot.x,
      spot.y + radius * 0.06,
      radius * (look === "selectable" ? 1.75 : 1.3),
    );
  }
}

/** Paints the ring of the seat that the keys are on, the seat under the pointer, and the rectangle being drawn. */
export function paintOverlay(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  overlay: Overlay,
  view: View,
  size: Size,
): void {
  const { plan, palette } = scene;
  ctx.clearRect(0, 0, size.width, size.height);
  const radius = Math.max(plan.seatRadius * view.scale, 2.5);
  if (overlay.hover !== undefined) {
    const spot = spotOf(plan, view, overlay.hover, radius);
    strokeCircle(ctx, spot.x, spot.y, radius * 1.2, palette.chosen, 1.5);
  }
  if (overlay.focus !== undefined) {
    const spot = spotOf(plan, view, overlay.focus, radius);
    const reach = Math.max(radius * 1.3 + 2, 7);
    strokeCircle(ctx, spot.x, spot.y, reach, palette.ground, 6);
    strokeCircle(ctx, spot.x, spot.y, reach, palette.focus, 3);
  }
  if (overlay.editing !== undefined) paintEditing(ctx, overlay.editing, view, palette);
  if (overlay.rectangle === undefined) return;
  const { minX, minY, maxX, maxY } = overlay.rectangle;
  const colour = overlay.removing ? palette.removing : palette.focus;
  ctx.fillStyle = `${colour}26`;
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1.5;
  ctx.setLineDash(overlay.removing ? [5, 4] : []);
  ctx.fillRect(minX, minY, maxX - minX, maxY - minY);
  ctx.strokeRect(minX, minY, maxX - minX, maxY - minY);
  ctx.setLineDash([]);
}

/** Seats to be, as rings; handles as squares, which no seat is. */
function paintEditing(
  ctx: CanvasRenderingContext2D,
  { preview, radius, handles }: PlanEditing,
  view: View,
  palette: Palette,
): void {
  const reach = Math.max(radius * view.scale, 2.5);
  for (const point of preview) {
    const { x, y } = toScreen(view, point);
    strokeCircle(ctx, x, y, reach, palette.ground, 4);
    strokeCircle(ctx, x, y, reach, palette.focus, 2);
  }
  const half = 6;
  ctx.lineWidth = 2;
  for (const point of handles) {
    const { x, y } = toScreen(view, point);
    ctx.fillStyle = palette.ground;
    ctx.strokeStyle = palette.focus;
    ctx.fillRect(x - half, y - half, 2 * half, 2 * half);
    ctx.strokeRect(x - half, y - half, 2 * half, 2 * half);
  }
}

function strokeCircle(
  ctx: CanvasRenderingContext2D,
  x: number,
  y: number,
  radius: number,
  colour: string,
  width: number,
): void {
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.stroke();
}
