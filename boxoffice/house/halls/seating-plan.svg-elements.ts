import type { PlanPoint } from "./seating-plan.areas.ts";
import { apply, scaleOf, type Transform } from "./svg-transform.ts";

/** An element as it stands in the file. */
export interface SvgElement {
  name: string;
  attributes: Record<string, string>;
  line: number;
}

/** An area of the open JSON, as far as a drawing says it. */
export interface SvgArea {
  shape: string;
  position: PlanPoint;
  [field: string]: unknown;
}

/** How a fault names an element: "circle#A-12", or "circle" where it has no id. */
export function placeWords({ name, attributes }: SvgElement): string {
  return attributes.id ? `${name}#${attributes.id.slice(0, 60)}` : name;
}

/** The middle of a seat on the plan; undefined where its shape says none. */
export function seatPoint(element: SvgElement, transform: Transform): PlanPoint | undefined {
  const local = localMiddle(element);
  if (local === undefined) return undefined;
  const { x, y } = apply(transform, local);
  return Number.isFinite(x) && Number.isFinite(y) ? { x, y } : undefined;
}

function localMiddle({ name, attributes: at }: SvgElement): PlanPoint | undefined {
  if (name === "circle" || name === "ellipse") return pointOf(at.cx ?? "0", at.cy ?? "0");
  if (name === "use") return pointOf(at.x ?? "0", at.y ?? "0");
  if (name === "rect") {
    const corner = pointOf(at.x ?? "0", at.y ?? "0");
    const size = pointOf(at.width, at.height);
    return corner && size && { x: corner.x + size.x / 2, y: corner.y + size.y / 2 };
  }
  if (name !== "polygon") return undefined;
  const points = pointsOf(at.points);
  if (points === undefined) return undefined;
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  return { x: (Math.min(...xs) + Math.max(...xs)) / 2, y: (Math.min(...ys) + Math.max(...ys)) / 2 };
}

/** An area of the open JSON; undefined where the element is no shape that it knows. */
export function areaOf(
  element: SvgElement,
  transform: Transform,
  inherited: string | undefined,
): SvgArea | undefined {
  const { name, attributes: at } = element;
  const scale = scaleOf(transform);
  const paint = {
    color: colourIn(element, "fill") ?? inherited ?? null,
    // What style sheets alone paint would else not be seen at all.
    border_color: colourIn(element, "stroke") ?? (paintIn(element, "fill") === undefined ? "#7f7f7f" : null),
    rotation: transform.turn,
  };
  if (name === "rect") {
    const corner = pointOf(at.x ?? "0", at.y ?? "0");
    const size = pointOf(at.width, at.height);
    if (corner === undefined || size === undefined) return undefined;
    const rectangle = { width: size.x * scale, height: size.y * scale };
    return { shape: "rectangle", ...paint, position: apply(transform, corner), rectangle };
  }
  if (name === "circle") {
    const [centre, radius] = [pointOf(at.cx ?? "0", at.cy ?? "0"), numberIn(at.r)];
    if (centre === undefined || radius === undefined) return undefined;
    return {
      shape: "circle",
      ...paint,
      position: apply(transform, centre),
      circle: { radius: radius * scale },
    };
  }
  if (name === "ellipse") {
    const [centre, radii] = [pointOf(at.cx ?? "0", at.cy ?? "0"), pointOf(at.rx, at.ry)];
    if (centre === undefined || radii === undefined) return undefined;
    const ellipse = { radius: { x: radii.x * scale, y: radii.y * scale } };
    return { shape: "ellipse", ...paint, position: apply(transform, centre), ellipse };
  }
  const points = name === "polygon" ? pointsOf(at.points) : undefined;
  if (points === undefined) return undefined;
  const polygon = { points: points.map(({ x, y }) => ({ x: x * scale, y: y * scale })) };
  return { shape: "polygon", ...paint, position: apply(transform, { x: 0, y: 0 }), polygon };
}

/** A text: `text` for the shape before it, `alone` as an area of its own; `at` is its middle on the plan. */
export function captionOf(element: SvgElement, transform: Transform, text: string) {
  const { attributes: at } = element;
  const local = pointOf(at.x ?? "0", at.y ?? "0");
  if (local === undefined || text.trim() === "") return undefined;
  const size = (numberIn(at["font-size"] ?? styleOf(element, "font-size")) ?? 16) * scaleOf(transform);
  const shown = text.replace(/\s+/g, " ").trim().slice(0, 200);
  const middle = apply(transform, {
    // A text begins at its left and stands on its line, unless it says otherwise.
    x: local.x + (at["text-anchor"] === "middle" ? 0 : shown.length * size * 0.3),
    y: local.y - (at["dominant-baseline"] === "central" ? 0 : size * 0.35),
  });
  const written = { text: shown, size, color: colourIn(element, "fill") ?? null };
  const own = pointOf(at["data-x"], at["data-y"]) ?? middle;
  return {
    at: middle,
    text: written,
    alone: {
      shape: "text",
      position: own,
      rotation: numberIn(at["data-rotation"]) ?? 0,
      color: at["data-fill"] ?? null,
      border_color: at["data-stroke"] ?? null,
      text: { ...written, position: { x: middle.x - own.x, y: middle.y - own.y } },
    },
  };
}

function pointOf(x: string | undefined, y: string | undefined): PlanPoint | undefined {
  const [left, top] = [numberIn(x), numberIn(y)];
  return left === undefined || top === undefined ? undefined : { x: left, y: top };
}

function pointsOf(text: string | undefined): PlanPoint[] | undefined {
  const numbers = (text ?? "")
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  if (numbers.length < 6 || numbers.length > 4000 || !numbers.every(Number.isFinite)) return undefined;
  const points: PlanPoint[] = [];
  for (let index = 0; index + 1 < numbers.length; index += 2) {
    points.push({ x: numbers[index] ?? 0, y: numbers[index + 1] ?? 0 });
  }
  return points;
}

/** A length in the drawing's own unit: "12.5", "12.5px". */
export function numberIn(text: string | undefined): number | undefined {
  const found = /^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)(?:px)?\s*$/i.exec(text ?? "");
  return found ? Number(found[1]) : undefined;
}

/** #rrggbb of a paint, from its attribute or from `style`; undefined where it is none or another kind of word. */
export function colourIn(element: SvgElement, kind: "fill" | "stroke"): string | undefined {
  const paint = paintIn(element, kind)?.trim() ?? "";
  if (/^#[0-9a-f]{6}$/i.test(paint)) return paint;
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(paint);
  if (short)
    return `#${short
      .slice(1)
      .map((digit) => digit + digit)
      .join("")}`;
  const parts = /^rgb\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})\s*\)$/.exec(paint);
  const hex = parts?.slice(1).map((part) => Math.min(Number(part), 255).toString(16).padStart(2, "0"));
  return hex ? `#${hex.join("")}` : undefined;
}

function paintIn(element: SvgElement, kind: "fill" | "stroke"): string | undefined {
  return styleOf(element, kind) ?? element.attributes[kind];
}

function styleOf({ attributes: { style = "" } }: SvgElement, property: string): string | undefined {
  const parts = style.split(";").map((part) => part.split(":"));
  return parts.find(([name]) => name?.trim() === property)?.[1]?.trim();
}
