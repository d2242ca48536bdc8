import PDFDocument from "pdfkit";
import { type FontName, fontBytes } from "./fonts.ts";
import { type Printable, printable } from "./printable.ts";
import { wrap } from "./wrap.ts";

/** When a document was made: the instant for its metadata, and what the venue's clock showed. */
export interface Moment {
  instant: Date;
  /** Civil date and time at the venue: 2020-04-23T17:18:30. */
  local: string;
}

export interface SheetSettings {
  title: string;
  moment: Moment;
  /** What stands at the foot of every page, beside «Page 1 / 3». */
  foot: string;
  landscape?: boolean;
}

/** Paper of any size to draw on. Lengths are in points. */
export interface Paper {
  pdf: PDFKit.PDFDocument;
  /** The whole of the document's structure, under which its elements hang. */
  root: PDFKit.PDFStructureElement;
  canDraw: (codePoint: number) => boolean;
}

/** A document being written, from the top of its first page to the foot of its last. */
export interface Sheet extends Paper {
  foot: string;
  left: number;
  width: number;
  /** Nothing but the foot stands below. */
  bottom: number;
  /** Where the next thing stands. */
  y: number;
}

export interface LineSettings {
  font?: FontName;
  size?: number;
  align?: "left" | "right" | "center";
  color?: string;
}

export const greys = { line: "#8c8c8c", ground: "#e4e4e4", text: "#404040" } as const;
/** Width and height of an upright sheet. */
export const a4 = [595.28, 841.89] as const;
const margin = 42;
const footHeight = 24;

export function openSheet({ title, moment, foot, landscape = false }: SheetSettings): Sheet {
  const [short, long] = a4;
  const paper = openPaper(title, moment, landscape ? [long, short] : [short, long]);
  return {
    ...paper,
    foot,
    left: margin,
    width: paper.pdf.page.width - 2 * margin,
    bottom: paper.pdf.page.height - margin - footHeight,
    y: margin,
  };
}

/** A document with one empty page of this width and height. */
export function openPaper(title: string, moment: Moment, size: readonly [number, number]): Paper {
  const pdf = new PDFDocument({
    pdfVersion: "1.7",
    size: [...size],
    margin: 0,
    bufferPages: true,
    tagged: true,
    lang: "fr-FR",
    displayTitle: true,
    info: { Title: title, Creator: "Allotement", Producer: "pdfkit", CreationDate: moment.instant },
  });
  for (const name of ["regular", "bold"] as const) pdf.registerFont(name, fontBytes(name));
  const root = pdf.struct("Document", {});
  pdf.addStructure(root);
  return { pdf, root, canDraw: glyphsOf(pdf) };
}

/** What both weights can draw, so that a text looks the same in each. */
function glyphsOf(pdf: PDFKit.PDFDocument): (codePoint: number) => boolean {
  const fonts = (["bold", "regular"] as const).map((name) => pdf.font(name)._font.font);
  return (codePoint) => fonts.every((font) => font.hasGlyphForCodePoint(codePoint));
}

/** An element of the document's structure, and what is drawn in it; without a drawing it holds other elements. */
export function element(paper: Paper, tag: string, draw?: () => void, parent = paper.root) {
  const made = draw ? paper.pdf.struct(tag, {}, [draw]) : paper.pdf.struct(tag, {});
  parent.add(made);
  return made;
}

/** Draws what is no part of the text: lines, grounds, repeated heads, page numbers. */
export function artifact({ pdf }: Paper, draw: () => void, type: "Layout" | "Pagination" = "Layout"): void {
  pdf.markContent("Artifact", { type });
  draw();
  pdf.endMarkedContent();
}

/** The lines of a text within a width. */
export function linesOf(
  { pdf, canDraw }: Paper,
  text: string,
  width: number,
  { font = "regular", size = 9.5 }: LineSettings = {},
): Printable[] {
  pdf.font(font).fontSize(size);
  const { shown, meant } = printable(text, canDraw);
  const broken = wrap(shown, width, (part) => pdf.widthOfString(part));
  if (shown === meant) return broken.map((line) => ({ shown: line, meant: line }));
  // What a text with missing letters means stands with its first line, whole.
  return broken.map((line, index) => ({ shown: line, meant: index === 0 ? meant : " " }));
}

/** Draws one line with its top left corner there; right and centre count from `width`. */
export function drawLine(
  { pdf }: Paper,
  { shown, meant }: Printable,
  x: number,
  y: number,
  width: number,
  { font = "regular", size = 9.5, align = "left", color = "black" }: LineSettings = {},
): void {
  pdf.font(font).fontSize(size).fillColor(color);
  const room = align === "left" ? 0 : width - pdf.widthOfString(shown);
  if (shown !== meant) pdf.markContent("Span", { actual: meant });
  pdf.text(shown, x + (align === "right" ? room : room / 2), y, { lineBreak: false });
  if (shown !== meant) pdf.endMarkedContent();
}

/** Makes room for what must stand together; begins a page where it would not fit, and answers whether it did. */
export function need(sheet: Sheet, height: number): boolean {
  if (sheet.y + height <= sheet.bottom || sheet.y === margin) return false;
  newPage(sheet);
  return true;
}

export function newPage(sheet: Sheet): void {
  sheet.pdf.addPage();
  sheet.y = margin;
}

/** Writes the foot of each page and closes the document: nothing can be written afterwards. */
export function bytesOf(sheet: Sheet): Buffer {
  const { pdf } = sheet;
  const { start, count } = pdf.bufferedPageRange();
  for (let page = start; page < start + count; page++) {
    pdf.switchToPage(page);
    artifact(sheet, () => drawFoot(sheet, `Page ${page + 1} / ${count}`), "Pagination");
  }
  return closePaper(sheet);
}

/** Closes the document as it stands. */
export function closePaper({ pdf, root }: Paper): Buffer {
  root.end();
  pdf.end();
  const chunks: Buffer[] = [];
  for (let chunk = pdf.read(); chunk !== null; chunk = pdf.read()) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function drawFoot(sheet: Sheet, number: string): void {
  const { pdf, left, width, bottom } = sheet;
  const y = bottom + footHeight - 10;
  pdf.moveTo(left, y - 5).lineTo(left + width, y - 5);
  pdf.lineWidth(0.5).strokeColor(greys.line).stroke();
  const small = { size: 7.5, color: greys.text };
  const [foot] = linesOf(sheet, sheet.foot, width * 0.8, small);
  if (foot) drawLine(sheet, foot, left, y, width, small);
  drawLine(sheet, { shown: number, meant: number }, left, y, width, { ...small, align: "right" });
}
