import type { PlanGround } from "@allotement/documents/codifications/plan-picture.ts";
import type { DrawnArea } from "../../api/halls.ts";

type Point = { x: number; y: number };

/** What is drawn under the seats, as the picture takes it: closed lines, and captions. */
export function planGround(areas: readonly DrawnArea[]): PlanGround {
  return {
    outlines: areas.flatMap((area) => {
      const outline = outlineOf(area);
      return outline.length > 2 ? [outline] : [];
    }),
    captions: areas.flatMap(({ shape, text, height, x, y }) =>
      shape === "text" && text !== undefined ? [{ x, y, text, height: height ?? 16 }] : [],
    ),
  };
}

function outlineOf({ shape, x, y, width = 0, height = 0, radius = 0, points = [] }: DrawnArea): Point[] {
  switch (shape) {
    case "text":
      return [];
    case "polygon":
      return points.map((point) => ({ x: x + point.x, y: y + point.y }));
    case "circle":
      return ellipse({ x, y }, radius, radius);
    case "ellipse":
      return ellipse({ x, y }, width / 2, height / 2);
    case "rectangle":
      return [
        { x, y },
        { x: x + width, y },
        { x: x + width, y: y + height },
        { x, y: y + height },
      ];
  }
}

const corners = 48;

function ellipse(centre: Point, radiusX: number, radiusY: number): Point[] {
  return Array.from({ length: corners }, (_, corner) => {
    const angle = (corner / corners) * 2 * Math.PI;
    return { x: centre.x + radiusX * Math.cos(angle), y: centre.y + radiusY * Math.sin(angle) };
  });
}
