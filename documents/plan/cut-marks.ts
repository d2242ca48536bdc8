import type { PlanLayout } from "./plan-data.ts";
import { overlap, type PlanSheet } from "./plan-sheets.ts";

const gap = 3;
const length = 14;

/** Marks at the frame's corners for the scissors, and the strips that a neighbouring sheet is glued upon. */
export function drawCutMarks(
  pdf: PDFKit.PDFDocument,
  { left, top, width, height }: { left: number; top: number; width: number; height: number },
  part: PlanSheet,
  { columns, rows }: Pick<PlanLayout, "columns" | "rows">,
): void {
  const [right, bottom] = [left + width, top + height];
  pdf.save().lineWidth(0.6).strokeColor("black").undash();
  for (const [x, outwards] of [
    [left, -1],
    [right, 1],
  ] as const)
    for (const [y, away] of [
      [top, -1],
      [bottom, 1],
    ] as const) {
      pdf.moveTo(x + outwards * gap, y).lineTo(x + outwards * (gap + length), y);
      pdf.moveTo(x, y + away * gap).lineTo(x, y + away * (gap + Math.min(length, 8)));
    }
  pdf.stroke();
  pdf.lineWidth(0.4).strokeColor("#8c8c8c").dash(3, { space: 3 });
  if (part.column < columns - 1) pdf.moveTo(right - overlap, top).lineTo(right - overlap, bottom);
  if (part.row < rows - 1) pdf.moveTo(left, bottom - overlap).lineTo(right, bottom - overlap);
  pdf.stroke().undash().restore();
}
