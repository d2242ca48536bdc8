import type { DrawnArea } from "../../api/halls.ts";
import { type PlanArea, rounded } from "./seating-plan.areas.ts";

/** A plan's areas as the screen draws them: turned shapes as polygons, captions as areas of their own. */
export function drawnAreas(areas: readonly PlanArea[]): DrawnArea[] {
  return areas.flatMap((area) => {
    const { text } = area;
    const caption: DrawnArea[] = text
      ? [
          {
            shape: "text",
            x: text.x,
            y: text.y,
            height: text.size,
            text: text.text,
            ...colourOf(text.colour),
          },
        ]
      : [];
    return area.shape === "text" ? caption : [shapeOf(area), ...caption];
  });
}

function shapeOf(area: Exclude<PlanArea, { shape: "text" }>): DrawnArea {
  const at = { x: area.x, y: area.y, ...colourOf(area.fill ?? area.border) };
  switch (area.shape) {
    case "circle":
      return { shape: "circle", ...at, radius: area.radius };
    case "ellipse":
      return { shape: "ellipse", ...at, width: 2 * area.radiusX, height: 2 * area.radiusY };
    case "polygon":
      return { shape: "polygon", ...at, points: area.points.map((point) => turned(point, area.rotation)) };
    case "rectangle": {
      const { width, height, rotation } = area;
      if (rotation === 0) return { shape: "rectangle", ...at, width, height };
      const corners = [
        { x: 0, y: 0 },
        { x: width, y: 0 },
        { x: width, y: height },
        { x: 0, y: height },
      ];
      return { shape: "polygon", ...at, points: corners.map((corner) => turned(corner, rotation)) };
    }
  }
}

/** About the area's own place; degrees, clockwise (y points downwards). */
function turned({ x, y }: { x: number; y: number }, degrees: number): { x: number; y: number } {
  const [sine, cosine] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
  return { x: rounded(x * cosine - y * sine), y: rounded(x * sine + y * cosine) };
}

function colourOf(colour: string | null): { colour?: string } {
  return colour === null ? {} : { colour };
}
