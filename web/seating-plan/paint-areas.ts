import type { PlanArea } from "./geometry.ts";
import type { Palette } from "./palette.ts";
import { inkOn } from "./palette.ts";
import type { RowLabel } from "./rows.ts";
import { toScreen, type View } from "./view.ts";

export const labelFont = (px: number, weight = 500) => `${weight} ${px}px system-ui, sans-serif`;

/** Stage, aisles, walls: what lies under the seats. `pitch` is the distance between seats, for texts without a size. */
export function paintAreas(
  ctx: CanvasRenderingContext2D,
  areas: readonly PlanArea[],
  view: View,
  palette: Palette,
  pitch: number,
): void {
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  for (const area of areas) {
    if (area.shape === "text") {
      const px = (area.height ?? pitch * 1.3) * view.scale;
      if (px < 6) continue;
      ctx.fillStyle = palette.areaShare < 1 ? palette.areaText : (area.colour ?? palette.areaText);
      ctx.font = labelFont(px, 600);
      const at = toScreen(view, area);
      ctx.fillText(area.text ?? "", at.x, at.y);
      continue;
    }
    ctx.fillStyle = area.colour ?? palette.area;
    ctx.beginPath();
    trace(ctx, area, view);
    ctx.globalAlpha = area.colour === undefined ? 1 : palette.areaShare;
    ctx.fill();
    ctx.globalAlpha = 1;
    paintAreaText(ctx, area, view, palette, pitch);
  }
}

function paintAreaText(
  ctx: CanvasRenderingContext2D,
  area: PlanArea,
  view: View,
  palette: Palette,
  pitch: number,
): void {
  if (area.text === undefined || area.text === "") return;
  const px = Math.min(Math.max(pitch * 1.3 * view.scale, 11), 28);
  ctx.font = labelFont(px, 600);
  const middle = toScreen(view, middleOf(area));
  const room = area.width === undefined ? Number.POSITIVE_INFINITY : area.width * view.scale;
  if (ctx.measureText(area.text).width > room) return;
  ctx.fillStyle = area.colour === undefined || palette.areaShare < 1 ? palette.areaText : inkOn(area.colour);
  ctx.fillText(area.text, middle.x, middle.y);
}

function middleOf(area: PlanArea): { x: number; y: number } {
  if (area.shape === "rectangle") {
    return { x: area.x + (area.width ?? 0) / 2, y: area.y + (area.height ?? 0) / 2 };
  }
  const points = area.points ?? [];
  if (area.shape !== "polygon" || points.length === 0) return area;
  const sum = points.reduce((a, b) => ({ x: a.x + b.x, y: a.y + b.y }));
  return { x: area.x + sum.x / points.length, y: area.y + sum.y / points.length };
}

function trace(ctx: CanvasRenderingContext2D, area: PlanArea, view: View): void {
  const { x, y } = toScreen(view, area);
  const width = (area.width ?? 0) * view.scale;
  const height = (area.height ?? 0) * view.scale;
  if (area.shape === "rectangle") ctx.roundRect(x, y, width, height, Math.min(6, width / 4, height / 4));
  else if (area.shape === "polygon") {
    for (const point of area.points ?? []) {
      const corner = toScreen(view, { x: area.x + point.x, y: area.y + point.y });
      ctx.lineTo(corner.x, corner.y);
    }
    ctx.closePath();
  } else {
    const radius = area.radius === undefined ? undefined : area.radius * view.scale;
    ctx.ellipse(x, y, radius ?? width / 2, radius ?? height / 2, 0, 0, 2 * Math.PI);
  }
}

/** The rows' labels, where seats are large enough for them to be told apart. */
export function paintRowLabels(
  ctx: CanvasRenderingContext2D,
  labels: readonly RowLabel[],
  view: View,
  palette: Palette,
  radius: number,
): void {
  if (radius < 4.5) return;
  const line = Math.min(Math.max(radius * 1.35, 9), 20);
  ctx.font = labelFont(line, 600);
  ctx.fillStyle = palette.label;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  // Names of boxes are longer than the boxes: of two that would lie upon each other the second waits for more room.
  const names: { x: number; y: number; half: number }[] = [];
  for (const label of labels) {
    const at = toScreen(view, label);
    if (label.text.length > 2) {
      const half = ctx.measureText(label.text).width / 2;
      const meets = (one: (typeof names)[number]) =>
        Math.abs(one.x - at.x) < one.half + half + 2 && Math.abs(one.y - at.y) < line;
      if (names.some(meets)) continue;
      names.push({ ...at, half });
    }
    ctx.fillText(label.text, at.x, at.y + radius * 0.08);
  }
}
