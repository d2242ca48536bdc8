import { printable } from "../pdf/printable.ts";
import type { Sheet } from "../pdf/sheet.ts";
import type { PlanData } from "./plan-data.ts";
import { seatRadius } from "./plan-seats.ts";
import type { Mosaic, PlanSheet } from "./plan-sheets.ts";
import { isDark } from "./seat-marks.ts";
import type { RowEnd } from "./seat-pitch.ts";

/** A label as the content stream takes it; its middle in the whole drawing, in points. */
interface Label {
  x: number;
  y: number;
  glyphs: string;
  width: number;
  size: number;
  white: boolean;
}

/** Longest label that a seat or a row's end bears. */
const lengthMax = 12;

export function labelsOf(
  sheet: Sheet,
  { geometry, states }: PlanData,
  mosaic: Mosaic,
  rowOnSeats: boolean,
  pitch: number,
  ends: readonly RowEnd[],
): Label[] {
  sheet.pdf.font("regular");
  const encode = encoder(sheet);
  const radius = pitch * seatRadius * mosaic.scale;
  const label = (
    x: number,
    y: number,
    text: string,
    room: number,
    tallest: number,
    white: boolean,
  ): Label => {
    const { glyphs, width } = encode(text);
    const size = Math.min(tallest, room / Math.max(width, 0.01));
    return { ...mosaic.place(x, y), glyphs, width: width * size, size, white };
  };
  const seats = geometry.seatNumbers.map((number, seat) => {
    const text = rowOnSeats ? `${geometry.rowLabels[seat] ?? ""}${number}` : number;
    const [x, y] = [geometry.x[seat] ?? 0, geometry.y[seat] ?? 0];
    return label(x, y, text, radius * 1.55, radius * 1.05, isDark(states?.[seat]));
  });
  const tallest = pitch * 0.62 * mosaic.scale;
  return [...seats, ...ends.map(({ x, y, text }) => label(x, y, text, tallest * 2.6, tallest, false))];
}

/** Glyphs and width at size 1 of a text, letter by letter: whole labels are many, their letters few. */
function encoder(sheet: Sheet): (text: string) => { glyphs: string; width: number } {
  const font = sheet.pdf._font;
  const known = new Map<string, { glyphs: string; width: number }>();
  const ofLetter = (letter: string) => {
    let encoded = known.get(letter);
    if (!encoded) {
      const [glyphs] = font.encode(letter);
      encoded = { glyphs: glyphs.join(""), width: font.widthOfString(letter, 1) };
      known.set(letter, encoded);
    }
    return encoded;
  };
  return (text) => {
    const letters = [...shortLabel(text, sheet.canDraw)].map(ofLetter);
    return {
      glyphs: letters.map(({ glyphs }) => glyphs).join(""),
      width: letters.reduce((sum, { width }) => sum + width, 0),
    };
  };
}

function shortLabel(text: string, canDraw: Sheet["canDraw"]): string {
  // Most labels are a few plain letters and figures, as they stand.
  if (/^[\w -]{0,12}$/.test(text)) return text;
  const characters = [...text];
  const cut = characters.length > lengthMax ? `${characters.slice(0, lengthMax - 1).join("")}…` : text;
  return printable(cut, canDraw).shown;
}

/** Writes the labels of one sheet straight into its content stream, where they are searched and copied. */
export function drawLabels(
  { pdf }: Sheet,
  labels: readonly Label[],
  part: PlanSheet,
  frame: { left: number; top: number; width: number; height: number },
): void {
  const font = pdf.font("regular")._font;
  pdf.page.fonts[font.id] = font.ref();
  const black: string[] = [];
  const white: string[] = [];
  for (const label of labels) {
    const x = label.x - part.left;
    const y = label.y - part.top;
    if (x < 0 || y < 0 || x > frame.width || y > frame.height || label.glyphs === "") continue;
    const left = (frame.left + x - label.width / 2).toFixed(2);
    const base = (frame.top + y + label.size * 0.36).toFixed(2);
    const line = `/${font.id} ${label.size.toFixed(2)} Tf 1 0 0 -1 ${left} ${base} Tm <${label.glyphs}> Tj`;
    (label.white ? white : black).push(line);
  }
  pdf.addContent(["q BT 0 g", ...black, "1 g", ...white, "ET Q"].join("\n"));
}
