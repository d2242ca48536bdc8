import type { CodeLists } from "./code-lists.ts";
import { fillOutlines, type Outline } from "./shape.ts";
import { halfCover, ink, inkColours, type Surface, setPixel } from "./surface.ts";

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

/** A mark as the pixels that it sets about a place: a hall has thousands of seats, and a handful of marks. */
export type Stamp = readonly { x: number; y: number; index: number }[];

/** `size` pixels wide, with a dark edge so that pale colours are seen too. */
export function stampOf(mark: CategoryMark, size: number): Stamp {
  const shape = shapes[mark.shape] ?? shapes[0];
  if (!shape) return [];
  const at = (radius: number) => shape(radius).map(({ x, y }) => ({ x: x + 0.5, y: y + 0.5 }));
  const pixels: { x: number; y: number; index: number }[] = [];
  const add = (radius: number, index: number) =>
    fillOutlines([at(radius)], (x, y, cover) => {
      if (cover >= halfCover) pixels.push({ x, y, index });
    });
  add(size / 2, ink.dark);
  add(Math.max(size / 2 - 1.1, 1), mark.colourIndex);
  return pixels;
}

export function stamp(surface: Surface, pixels: Stamp, x: number, y: number): void {
  const [centreX, centreY] = [Math.round(x), Math.round(y)];
  for (const pixel of pixels) setPixel(surface, centreX + pixel.x, centreY + pixel.y, pixel.index);
}
