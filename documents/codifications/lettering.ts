import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { create, type Font } from "fontkit";
import { printable } from "../pdf/printable.ts";
import { fillOutlines, type Outline } from "./shape.ts";

/** Text as coverage of pixels, from the font of the other documents: it has the letters of every name we met. */
export interface Lettering {
  /** Advance in pixels. */
  width: number;
  pixels: readonly { x: number; y: number; cover: number }[];
}

const fontFile = createRequire(import.meta.url).resolve("dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf");
const boldFile = createRequire(import.meta.url).resolve("dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf");
const fonts = new Map<string, Font>();

function fontOf(file: string): Font {
  const known = fonts.get(file);
  if (known) return known;
  const font = create(readFileSync(file));
  if (!("layout" in font)) throw new Error(`${file} holds several fonts`);
  fonts.set(file, font);
  return font;
}

/**
 * Draws one line; y counts from the base line, downwards. What cannot be drawn stands as in the other documents, and so
 * does a name that is too long: ten thousand letters, or a tower of accents, are never laid out.
 */
export function letter(text: string, size: number, bold = false): Lettering {
  const font = fontOf(bold ? boldFile : fontFile);
  const scale = size / font.unitsPerEm;
  const { shown } = printable(cut(text), (codePoint) => font.hasGlyphForCodePoint(codePoint));
  const { glyphs, positions } = font.layout(shown);
  const pixels: { x: number; y: number; cover: number }[] = [];
  let at = 0;
  glyphs.forEach((glyph, index) => {
    const position = positions[index];
    const left = Math.round((at + (position?.xOffset ?? 0)) * scale);
    fillOutlines(outlinesOf(glyph.path.commands, scale), (x, y, cover) =>
      pixels.push({ x: x + left, y, cover }),
    );
    at += position?.xAdvance ?? 0;
  });
  return { width: Math.ceil(at * scale), pixels };
}

/** The text cut with an ellipsis so that it is not wider than this. */
export function letterWithin(text: string, size: number, widthMax: number, bold = false): Lettering {
  const whole = letter(text, size, bold);
  if (whole.width <= widthMax) return whole;
  const characters = [...cut(text)];
  let [fits, tooLong] = [0, characters.length];
  while (tooLong - fits > 1) {
    const middle = (fits + tooLong) >> 1;
    const cut = letter(`${characters.slice(0, middle).join("")}…`, size, bold);
    if (cut.width <= widthMax) fits = middle;
    else tooLong = middle;
  }
  return letter(`${characters.slice(0, fits).join("")}…`, size, bold);
}

/** A hall's name and an organizer's, and the words between them. */
const lengthMax = 600;

function cut(text: string): string {
  const characters = [...text];
  return characters.length > lengthMax ? `${characters.slice(0, lengthMax).join("")}…` : text;
}

type Command = { command: string; args: number[] };

const curveSteps = 4;

/** Curves as short straight lines; y turned downwards. */
function outlinesOf(commands: readonly Command[], scale: number): Outline[] {
  const outlines: { x: number; y: number }[][] = [];
  for (const { command, args } of commands) {
    const points = Array.from({ length: args.length / 2 }, (_, index) => ({
      x: (args[index * 2] ?? 0) * scale,
      y: -(args[index * 2 + 1] ?? 0) * scale,
    }));
    const end = points.at(-1);
    if (!end) continue;
    if (command === "moveTo") outlines.push([end]);
    const outline = outlines.at(-1);
    const from = outline?.at(-1);
    const [control] = points;
    if (!outline || !from || !control || command === "moveTo") continue;
    if (command === "lineTo") outline.push(end);
    else if (command === "quadraticCurveTo")
      for (let step = 1; step <= curveSteps; step++)
        outline.push(quadratic(from, control, end, step / curveSteps));
    else throw new Error(`the font draws with ${command}`);
  }
  return outlines;
}

type Point = { x: number; y: number };

function quadratic(from: Point, control: Point, end: Point, share: number): Point {
  const [a, b, c] = [(1 - share) ** 2, 2 * share * (1 - share), share ** 2];
  return { x: a * from.x + b * control.x + c * end.x, y: a * from.y + b * control.y + c * end.y };
}
