import { shortened } from "../pdf/printable.ts";
import { drawLine, linesOf, type Sheet } from "../pdf/sheet.ts";
import type { PrintedArea } from "./plan-data.ts";
import type { Mosaic } from "./plan-sheets.ts";
import { mixed } from "./seat-marks.ts";

/** Stage, aisles, walls: pale under the seats, with a thin edge, so that they stay apart in black and white. */
export function drawAreas(
  sheet: Sheet,
  areas: readonly PrintedArea[],
  place: Mosaic["place"],
  scale: number,
  pitch: number,
): void {
  const { pdf } = sheet;
  for (const area of areas) {
    if (area.shape === "text") {
      drawText(sheet, area, place, (area.height ?? pitch * 1.3) * scale);
      continue;
    }
    trace(pdf, area, place, scale);
    const ground = mixed(area.colour ?? "#ced4da", 0.35).map((channel) => Math.round(channel * 255));
    pdf.lineWidth(0.4);
    pdf.fillAndStroke([ground[0] ?? 255, ground[1] ?? 255, ground[2] ?? 255], "#8c8c8c");
    const { x, y, width = 0, height = 0 } = area;
    const middle = area.shape === "rectangle" ? { x: x + width / 2, y: y + height / 2 } : { x, y };
    if (area.text) drawText(sheet, { ...area, ...middle }, place, pitch * 1.3 * scale);
  }
}

function drawText(
  sheet: Sheet,
  { x, y, text = "" }: PrintedArea,
  place: Mosaic["place"],
  size: number,
): void {
  const look = { font: "bold" as const, size: Math.min(Math.max(size, 3), 40), color: "#303030" };
  const [line] = linesOf(sheet, shortened(text), 2_000, look);
  const at = place(x, y);
  if (line) drawLine(sheet, line, at.x, at.y - look.size * 0.6, 0, { ...look, align: "center" });
}

function trace(pdf: PDFKit.PDFDocument, area: PrintedArea, place: Mosaic["place"], scale: number): void {
  const { width = 0, height = 0, radius } = area;
  const at = place(area.x, area.y);
  if (area.shape === "rectangle") pdf.rect(at.x, at.y, width * scale, height * scale);
  else if (area.shape === "polygon") {
    const corners = (area.points ?? []).map((point) => place(area.x + point.x, area.y + point.y));
    for (const [index, corner] of corners.entries())
      if (index === 0) pdf.moveTo(corner.x, corner.y);
      else pdf.lineTo(corner.x, corner.y);
    pdf.closePath();
  } else pdf.ellipse(at.x, at.y, (radius ?? width / 2) * scale, (radius ?? height / 2) * scale);
}
