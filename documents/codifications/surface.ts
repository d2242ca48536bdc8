import type { Bitmap } from "./bmp.ts";
import type { Lettering } from "./lettering.ts";
import { fillOutlines, type Outline } from "./shape.ts";

/** Where the picture is drawn: one byte a pixel, an index into the palette. What falls outside is left out. */
export type Surface = Omit<Bitmap, "palette">;

/** The first places of the palette; the categories' colours follow. */
export const ink = { white: 0, black: 1, light: 2, middle: 3, dark: 4, area: 5 } as const;
export const inkColours = ["#ffffff", "#000000", "#c8c8c8", "#8a8a8a", "#484848", "#ececec"] as const;

export function newSurface(width: number, height: number): Surface {
  return { width, height, pixels: new Uint8Array(width * height) };
}

export function setPixel(surface: Surface, x: number, y: number, index: number): void {
  if (x >= 0 && y >= 0 && x < surface.width && y < surface.height)
    surface.pixels[y * surface.width + x] = index;
}

/** Of the sixteen samples of a pixel. */
export const halfCover = 8;

/** Fills what is at least half inside. */
export function fill(surface: Surface, outline: Outline, index: number): void {
  fillOutlines([outline], (x, y, cover) => {
    if (cover >= halfCover) setPixel(surface, x, y, index);
  });
}

const shades = [ink.light, ink.middle, ink.dark, ink.black] as const;

/** Writes letters in black with softened edges; x is their left end, y their base line. */
export function write(surface: Surface, { pixels }: Lettering, left: number, baseLine: number): void {
  const [x0, y0] = [Math.round(left), Math.round(baseLine)];
  for (const { x, y, cover } of pixels) {
    const shade = shades[Math.floor((cover - 1) / 4)];
    if (shade !== undefined && cover > 2) setPixel(surface, x0 + x, y0 + y, shade);
  }
}

/** Whether nothing but white and the areas under the seats stands where these letters would. */
export function isFree(surface: Surface, { pixels }: Lettering, left: number, baseLine: number): boolean {
  const [x0, y0] = [Math.round(left), Math.round(baseLine)];
  return pixels.every(({ x, y }) => {
    const [atX, atY] = [x0 + x, y0 + y];
    if (atX < 1 || atY < 1 || atX >= surface.width - 1 || atY >= surface.height - 1) return false;
    const index = surface.pixels[atY * surface.width + atX];
    return index === ink.white || index === ink.area;
  });
}
