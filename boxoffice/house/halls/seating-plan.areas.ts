import { z } from "zod";
import type { DrawnPlanArea, DrawnShape } from "../../api/plans.ts";

/** What is drawn besides seats: stage, walls, doors, captions. Lengths in plan units, angles in degrees, clockwise. */

export type PlanPoint = { x: number; y: number };

/**
 * x and y are absolute: a rectangle's upper left corner, a circle's or an ellipse's centre, the origin of a polygon's
 * points, the turning point of `rotation` in every case. A colour is #rrggbb, or null: not filled, no border.
 */
export type PlanArea = DrawnPlanArea;
export type PlanShape = DrawnShape;
/** A caption; x and y are absolute and stand for its middle. */
type PlanText = NonNullable<PlanArea["text"]>;

const number = z.number().min(-1_000_000).max(1_000_000);
const length = z.number().min(0).max(1_000_000);
const point = z.object({ x: number, y: number });
// Whatever else stands in a colour field (a CSS word, an attempt at markup) means: no colour.
const colour = z
  .string()
  .regex(/^#[0-9a-fA-F]{6}$/)
  .nullable()
  .catch(null);
const text = z.object({
  text: z.string().max(200),
  position: point.default({ x: 0, y: 0 }),
  size: z.number().min(1).max(1000).catch(16),
  color: colour,
});

const areaFile = z.object({
  position: point,
  rotation: z.number().catch(0),
  color: colour,
  border_color: colour,
  shape: z.string().default("rectangle"),
  rectangle: z.object({ width: length, height: length }).optional(),
  circle: z.object({ radius: length }).optional(),
  ellipse: z.object({ radius: point }).optional(),
  polygon: z.object({ points: z.array(point).min(3).max(2000) }).optional(),
  // The first edition of the format: every area is a rectangle, its size beside its position, its caption a bare text.
  width: length.optional(),
  height: length.optional(),
  text: z.union([text, z.string().max(200)]).optional(),
});

type AreaFile = z.infer<typeof areaFile>;

/** Reads one area of a zone standing at `zonePosition`; null where it has no shape that we can draw. */
export function readArea(json: unknown, zoneIndex: number, zonePosition: PlanPoint): PlanArea | null {
  const read = areaFile.safeParse(json);
  if (!read.success) return null;
  const shape = readShape(read.data);
  const x = rounded(zonePosition.x + read.data.position.x);
  const y = rounded(zonePosition.y + read.data.position.y);
  const caption = readText(read.data, x, y);
  if (shape === null || (shape.shape === "text" && caption === null)) return null;
  const { rotation, color: fill, border_color: border } = read.data;
  return { ...shape, zoneIndex, x, y, rotation: rounded(rotation % 360), fill, border, text: caption };
}

function readShape(area: AreaFile): PlanShape | null {
  const { shape, circle, ellipse, polygon } = area;
  if (shape === "text") return { shape };
  if (shape === "circle" && circle) return { shape, radius: circle.radius };
  if (shape === "ellipse" && ellipse) {
    return { shape, radiusX: Math.abs(ellipse.radius.x), radiusY: Math.abs(ellipse.radius.y) };
  }
  if (shape === "polygon" && polygon) return { shape, points: polygon.points };
  const width = area.rectangle?.width ?? area.width;
  const height = area.rectangle?.height ?? area.height;
  if (shape !== "rectangle" || width === undefined || height === undefined) return null;
  return { shape, width, height };
}

function readText(area: AreaFile, x: number, y: number): PlanText | null {
  const found: z.infer<typeof text> | undefined =
    typeof area.text === "string"
      ? {
          text: area.text,
          position: { x: (area.width ?? 0) / 2, y: (area.height ?? 0) / 2 },
          size: 16,
          color: null,
        }
      : area.text;
  const shown = found?.text.replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]+/gu, " ").trim();
  if (!found || !shown) return null;
  return {
    text: shown,
    x: rounded(x + found.position.x),
    y: rounded(y + found.position.y),
    size: found.size,
    colour: found.color,
  };
}

/** Plan units to two decimals, and no negative zero: the same place always reads the same. */
export function rounded(value: number): number {
  return Math.round(value * 100) / 100 + 0;
}
