import bwip from "bwip-js/node";
import type { Paper } from "../pdf/sheet.ts";

/** A dot of the printers that tickets are printed on: bars begin and end on whole ones, or they come out uneven. */
const dot = 72 / 203;
/** Light on both sides of the bars, in modules: without it no scanner finds them. */
const quietModules = 10;
/** A module of one dot is not read by the scanners at the door. */
const fewestDots = 2;

export interface Bars {
  /** Where each bar begins and how wide it is, in modules. */
  bars: readonly { at: number; width: number }[];
  modules: number;
}

/** The bars of a text in Code 128 (R2.4): 14 digits make 112 modules. */
export function barsOf(text: string): Bars {
  // Not by its own name: the export called `raw` is a kind of barcode.
  const [symbol] = bwip.raw({ bcid: "code128", text });
  if (!symbol || !("sbs" in symbol)) throw new Error("Code 128 is a code of bars");
  const bars: { at: number; width: number }[] = [];
  let modules = 0;
  for (const [index, width] of symbol.sbs.entries()) {
    if (index % 2 === 0) bars.push({ at: modules, width });
    modules += width;
  }
  return { bars, modules };
}

export interface BarcodePlace {
  x: number;
  y: number;
  /** Along the bars' row, quiet zones included, and across it. */
  length: number;
  thickness: number;
  direction: "horizontal" | "vertical";
  /** The widest module, in dots: three where a thermal printer prints it. */
  dots: number;
}

/** Draws a barcode in the middle of its place, as wide as it may be. @throws where it has no room to be read. */
export function drawBarcode({ pdf }: Paper, text: string, place: BarcodePlace): void {
  const { bars, modules } = barsOf(text);
  const room = Math.floor(place.length / dot / (modules + 2 * quietModules));
  const dots = Math.min(place.dots, room);
  if (dots < fewestDots) throw new Error(`${modules} modules do not fit into ${place.length} points`);
  const module = dots * dot;
  const { x, y, thickness, direction } = place;
  const along = direction === "horizontal";
  const start = onDot((along ? x : y) + (place.length - modules * module) / 2);
  for (const { at, width } of bars) {
    const [from, size] = [start + at * module, width * module];
    if (along) pdf.rect(from, y, size, thickness);
    else pdf.rect(x, from, thickness, size);
  }
  pdf.fill("black");
}

const onDot = (length: number) => Math.round(length / dot) * dot;
