import type { Sheet } from "../pdf/sheet.ts";
import type { PlanData, SeatState } from "./plan-data.ts";
import type { Mosaic } from "./plan-sheets.ts";
import { markContent } from "./seat-marks.ts";

/** Radius of a seat, in pitches. */
export const seatRadius = 0.43;

/** The marks of a document by name: each is stored once, however many seats bear it. */
export type Marks = (
  category: number,
  state: SeatState | undefined,
) => { name: string; form: PDFKit.PDFKitReference };

export function marksOf({ pdf }: Sheet, { geometry }: PlanData): Marks {
  const made = new Map<string, { name: string; form: PDFKit.PDFKitReference }>();
  return (category, state) => {
    const name = `M${category}${state ?? "blank"}`;
    let mark = made.get(name);
    if (!mark) {
      const form = pdf.ref({ Type: "XObject", Subtype: "Form", BBox: [-1.4, -1.4, 1.4, 1.4] });
      form.end(markContent(category, state, geometry.categoryColours[category] ?? "#808080"));
      mark = { name, form };
      made.set(name, mark);
    }
    return mark;
  };
}

/** Draws one mark with its middle there. */
export function drawMark(
  pdf: PDFKit.PDFDocument,
  { name, form }: ReturnType<Marks>,
  x: number,
  y: number,
  radius: number,
): string {
  pdf.page.xobjects[name] = form;
  const r = radius.toFixed(3);
  return `q ${r} 0 0 ${r} ${x.toFixed(2)} ${y.toFixed(2)} cm /${name} Do Q`;
}

/** The seats of one sheet, written straight into its content: through the library's calls it takes ten times as long. */
export function drawSeats(
  { pdf }: Sheet,
  { geometry, states }: PlanData,
  marks: Marks,
  place: Mosaic["place"],
  pitch: number,
  frame: { left: number; top: number; width: number; height: number },
): void {
  const radius = pitch * seatRadius;
  const lines: string[] = [];
  for (const seat of geometry.x.keys()) {
    const { x, y } = place(geometry.x[seat] ?? 0, geometry.y[seat] ?? 0);
    if (x < frame.left - pitch || x > frame.left + frame.width + pitch) continue;
    if (y < frame.top - pitch || y > frame.top + frame.height + pitch) continue;
    const mark = marks(geometry.categoryIndexes[seat] ?? 0, states?.[seat]);
    lines.push(drawMark(pdf, mark, x, y, radius));
  }
  pdf.addContent(lines.join("\n"));
}
