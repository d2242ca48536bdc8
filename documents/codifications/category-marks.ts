import type { CodeLists } from "./code-lists.ts";
import type { Outline } from "./shape.ts";
import { fill, ink, inkColours, type Surface } from "./surface.ts";

/**
 * How the seats of a category are drawn: in its colour, and in one of four shapes, so that they are told apart in black and
 * white as well. Beyond ten categories colours come again, in another shape.
 */
export interface CategoryMark {
  colourIndex: number;
  shape: number;
}

const coloursMax = 16 - inkColours.length;

export function paletteOf(categories: CodeLists["categories"]): string[] {
  return [...inkColours, ...categories.slice(0, coloursMax).map(({ colour }) => colour)];
}

export function marksOf(categories: CodeLists["categories"]): Map<number, CategoryMark> {
  return new Map(
    categories.map(({ code }, index) => [
      code,
      {
        colourIndex: inkColours.length + (index % coloursMax),
        shape: (index + Math.floor(index / coloursMax)) % shapes.length,
      },
    ]),
  );
}

const corners = (count: number, turned: number, radius: number): Outline =>
  Array.from({ length: count }, (_, corner) => {
    const angle = ((corner + turned) / count) * 2 * Math.PI;
    return { x: radius * Math.cos(angle), y: radius * Math.sin(angle) };
  });

/** Of about the same area, about the origin. */
const shapes: readonly ((radius: number) => Outline)[] = [
  (radius) => corners(24, 0, radius),
  (radius) => corners(4, 0.5, radius * 1.25),
  (radius) => corners(4, 0, radius * 1.3),
  (radius) => corners(3, 0.25, radius * 1.45).map(({ x, y }) => ({ x, y: -y + radius * 0.3 })),
];

/** Draws the mark about a place, `size` pixels wide, with a dark edge so that pale colours are seen too. */
export function drawMark(surface: Surface, mark: CategoryMark, x: number, y: number, size: number): void {
  const shape = shapes[mark.shape] ?? shapes[0];
  if (!shape) return;
  const centre = { x: Math.round(x) + 0.5, y: Math.round(y) + 0.5 };
  const at = (radius: number) =>
    shape(radius).map((corner) => ({ x: corner.x + centre.x, y: corner.y + centre.y }));
  fill(surface, at(size / 2), ink.dark);
  fill(surface, at(Math.max(size / 2 - 1.1, 1)), mark.colourIndex);
}
