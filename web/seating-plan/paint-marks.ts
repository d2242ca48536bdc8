import { flagDrawings } from "./flag-drawings.ts";
import type { SeatFlag } from "./geometry.ts";
import type { SeatLook } from "./looks.ts";
import { labelFont } from "./paint-areas.ts";
import { inkOn, type Palette } from "./palette.ts";

/** A seat to be drawn: its centre and radius in CSS pixels. */
export interface SeatSpot {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** Below this radius a seat is a dot: no mark inside would be seen. */
export const markRadiusMin = 2.6;
const fullTurn = 2 * Math.PI;

/**
 * One seat with the mark that tells its state by shape: a filled disc, a thin ring (grey, or of its category), a cross
 * on dark, hatches, a triangle, a thick ring. The caller sets no style.
 */
export function paintSeat(
  ctx: CanvasRenderingContext2D,
  spot: SeatSpot,
  look: SeatLook,
  categoryColour: string,
  palette: Palette,
): void {
  if (look === "selectable") paintDisc(ctx, spot, categoryColour);
  else if (look === "dim") paintRing(ctx, spot, palette.dim, 1);
  else if (look === "sold") paintSold(ctx, spot, palette);
  else if (look === "inDoubt") paintDoubt(ctx, spot, palette);
  else if (look === "held") paintHeld(ctx, spot, categoryColour, palette);
  else if (look === "inHold") paintRing(ctx, spot, categoryColour, 1.6);
  else paintConflict(ctx, spot, palette);
}

function paintDisc(ctx: CanvasRenderingContext2D, { x, y, radius }: SeatSpot, colour: string): void {
  ctx.fillStyle = colour;
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, fullTurn);
  ctx.fill();
}

function paintRing(
  ctx: CanvasRenderingContext2D,
  { x, y, radius }: SeatSpot,
  colour: string,
  weight: number,
): void {
  ctx.strokeStyle = colour;
  ctx.lineWidth = weight * Math.min(Math.max(radius * 0.14, 0.8), 1.5);
  ctx.beginPath();
  ctx.arc(x, y, radius * 0.82, 0, fullTurn);
  ctx.stroke();
}

function paintHeld(
  ctx: CanvasRenderingContext2D,
  { x, y, radius }: SeatSpot,
  colour: string,
  palette: Palette,
): void {
  paintDisc(ctx, { x, y, radius }, colour);
  paintDisc(ctx, { x, y, radius: radius * (radius < 6 ? 0.5 : 0.68) }, palette.ground);
}

function paintSold(ctx: CanvasRenderingContext2D, { x, y, radius }: SeatSpot, palette: Palette): void {
  ctx.fillStyle = palette.sold;
  ctx.beginPath();
  ctx.arc(x, y, radius * 0.9, 0, fullTurn);
  ctx.fill();
  const arm = radius * 0.4;
  ctx.strokeStyle = palette.soldMark;
  ctx.lineWidth = Math.max(radius * 0.2, 0.9);
  ctx.beginPath();
  ctx.moveTo(x - arm, y - arm);
  ctx.lineTo(x + arm, y + arm);
  ctx.moveTo(x + arm, y - arm);
  ctx.lineTo(x - arm, y + arm);
  ctx.stroke();
}

function paintDoubt(ctx: CanvasRenderingContext2D, { x, y, radius }: SeatSpot, palette: Palette): void {
  const body = radius * 0.88;
  ctx.fillStyle = palette.doubtGround;
  ctx.strokeStyle = palette.doubt;
  ctx.lineWidth = Math.max(radius * 0.14, 0.8);
  ctx.beginPath();
  ctx.arc(x, y, body, 0, fullTurn);
  ctx.fill();
  // Three slanted strokes, each ending on the circle: hatching without the cost of a clip.
  for (const shift of radius < 4 ? [0] : [-0.5, 0, 0.5]) {
    const half = Math.sqrt(1 - shift * shift) * body * Math.SQRT1_2;
    const middle = shift * body * Math.SQRT1_2;
    ctx.moveTo(x + middle - half, y + middle + half);
    ctx.lineTo(x + middle + half, y + middle - half);
  }
  ctx.moveTo(x + body, y);
  ctx.arc(x, y, body, 0, fullTurn);
  ctx.stroke();
}

/** A triangle with, where it is large enough, its sign. The caller centres text. */
export function paintConflict(
  ctx: CanvasRenderingContext2D,
  { x, y, radius }: SeatSpot,
  palette: Palette,
): void {
  ctx.fillStyle = palette.conflict;
  ctx.beginPath();
  ctx.moveTo(x, y - radius * 1.15);
  ctx.lineTo(x + radius * 1.1, y + radius * 0.8);
  ctx.lineTo(x - radius * 1.1, y + radius * 0.8);
  ctx.closePath();
  ctx.fill();
  if (radius < 5) return;
  ctx.fillStyle = palette.conflictMark;
  ctx.font = labelFont(radius * 1.15, 800);
  ctx.fillText("!", x, y + radius * 0.16);
}

/** From this radius on a chosen seat shows its number, and its tick moves to a badge. */
const chosenNumberRadiusMin = 12;

/** A chosen seat keeps its colour, gains a strong ring parted from it by a gap, and a tick. */
export function paintChosen(
  ctx: CanvasRenderingContext2D,
  spot: SeatSpot,
  colour: string,
  palette: Palette,
  seatNumber: string,
): void {
  const { x, y, radius } = spot;
  ctx.fillStyle = palette.chosen;
  ctx.beginPath();
  ctx.arc(x, y, radius * 1.14, 0, fullTurn);
  ctx.fill();
  ctx.fillStyle = palette.ground;
  ctx.beginPath();
  ctx.arc(x, y, radius * 0.95, 0, fullTurn);
  ctx.fill();
  paintDisc(ctx, { x, y, radius: radius * 0.82 }, colour);
  if (radius < chosenNumberRadiusMin) {
    paintTick(ctx, spot, inkOn(colour));
    return;
  }
  ctx.fillStyle = inkOn(colour);
  ctx.font = labelFont(Math.min(radius * 0.84, 17), 600);
  ctx.fillText(seatNumber, x, y + radius * 0.06, radius * 1.45);
  const badge = { x: x + radius * 0.72, y: y + radius * 0.78, radius: radius * 0.48 };
  paintDisc(ctx, badge, palette.ground);
  paintDisc(ctx, { ...badge, radius: radius * 0.42 }, palette.chosen);
  paintTick(ctx, { ...badge, radius: radius * 0.5 }, palette.ground);
}

function paintTick(ctx: CanvasRenderingContext2D, { x, y, radius }: SeatSpot, ink: string): void {
  ctx.strokeStyle = ink;
  ctx.lineWidth = Math.max(radius * 0.22, 1);
  ctx.lineCap = "round";
  ctx.lineJoin = "round";
  ctx.beginPath();
  ctx.moveTo(x - radius * 0.38, y + radius * 0.04);
  ctx.lineTo(x - radius * 0.09, y + radius * 0.32);
  ctx.lineTo(x + radius * 0.4, y - radius * 0.3);
  ctx.stroke();
}

/**
 * A dot for a seat too small for a mark: the look is then told by its size and tone, the zoom tells the rest.
 * `ratio` is the screen's own pixels per CSS pixel: a dot that fills whole ones is crisp. `inset` leaves that many
 * CSS pixels free inside the same dot, for a border painted before.
 */
export function paintDot(
  ctx: CanvasRenderingContext2D,
  x: number,
  y: number,
  half: number,
  ratio: number,
  inset = 0,
): void {
  const side = Math.max(Math.round(2 * half * ratio), 1);
  const free = Math.min(Math.round(inset * ratio), Math.floor((side - 1) / 2));
  const left = Math.round((x - half) * ratio) + free;
  const top = Math.round((y - half) * ratio) + free;
  const width = (side - 2 * free) / ratio;
  ctx.fillRect(left / ratio, top / ratio, width, width);
}

/** The ring alone, around a chosen seat that can no longer be chosen: its own mark stays in sight. */
export function paintRingAround(
  ctx: CanvasRenderingContext2D,
  { x, y, radius }: SeatSpot,
  palette: Palette,
): void {
  ctx.strokeStyle = palette.chosen;
  ctx.lineWidth = Math.max(radius * 0.22, 1.2);
  ctx.beginPath();
  ctx.arc(x, y, radius * 1.15, 0, fullTurn);
  ctx.stroke();
}

const flagShapes = new Map<string, Path2D>();

/** Small badges in the corners of a large seat for what a buyer must know of it. */
export function paintFlags(
  ctx: CanvasRenderingContext2D,
  { x, y, radius }: SeatSpot,
  flags: readonly SeatFlag[],
  palette: Palette,
): void {
  flags.slice(0, 2).forEach((flag, corner) => {
    const drawing = flagDrawings[flag];
    const shape = flagShapes.get(drawing) ?? new Path2D(drawing);
    flagShapes.set(drawing, shape);
    const badge = radius * 0.46;
    ctx.save();
    ctx.translate(x + radius * 0.78 * (corner === 0 ? 1 : -1), y - radius * 0.78);
    ctx.fillStyle = palette.ground;
    ctx.strokeStyle = palette.label;
    ctx.lineWidth = Math.max(badge * 0.14, 0.8);
    ctx.beginPath();
    ctx.arc(0, 0, badge, 0, fullTurn);
    ctx.fill();
    ctx.stroke();
    ctx.scale(badge / 17, badge / 17);
    ctx.translate(-12, -12);
    ctx.lineWidth = 2.6;
    ctx.stroke(shape);
    ctx.restore();
  });
}
