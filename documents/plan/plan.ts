import { shortened } from "../pdf/printable.ts";
import { artifact, bytesOf, drawLine, linesOf, newPage, openSheet, type Sheet } from "../pdf/sheet.ts";
import { drawCutMarks } from "./cut-marks.ts";
import { drawAreas } from "./plan-areas.ts";
import type { PlanData, PlanLayout } from "./plan-data.ts";
import { drawLabels, labelsOf } from "./plan-labels.ts";
import { drawLegend, legendOf } from "./plan-legend.ts";
import { drawSeats, marksOf } from "./plan-seats.ts";
import { type Mosaic, mosaicOf, type PlanSheet } from "./plan-sheets.ts";
import { rowEnds, seatPitch } from "./seat-pitch.ts";

const headHeight = 34;

/** The graphic plan on N×M sheets with cut marks (R9.5): vector, its labels searchable, readable in black and white. */
export function planPdf(data: PlanData, layout: PlanLayout): Buffer {
  const title = data.states ? "Plan de la séance" : "Plan vierge";
  const { printedAt: moment, geometry } = data;
  const foot = `${shortened(data.organizerName)} – ${title} – ${shortened(data.hallName)}`;
  const sheet = openSheet({ title: `${title} – ${shortened(data.hallName)}`, moment, foot, ...layout });
  const marks = marksOf(sheet, data);
  const legend = legendOf(sheet, data, marks);
  const top = sheet.y + headHeight;
  const frame = {
    left: sheet.left,
    top,
    width: sheet.width,
    height: sheet.bottom - legend.height - 10 - top,
  };
  const pitch = seatPitch(geometry);
  const mosaic = mosaicOf(geometry, layout, frame, pitch);
  const labels = labelsOf(sheet, data, mosaic, layout.rowOnSeats, pitch, rowEnds(geometry, pitch));
  for (const [index, part] of mosaic.sheets.entries()) {
    if (index > 0) newPage(sheet);
    drawHead(sheet, data, title, part, layout);
    const alt = `${title}, ${geometry.x.length} places. Feuille ${index + 1} sur ${mosaic.sheets.length}.`;
    const figure = sheet.pdf.struct("Figure", { alt }, [
      () => {
        sheet.pdf.save().rect(frame.left, frame.top, frame.width, frame.height).clip();
        const shifted = shiftedBy(mosaic, part, frame);
        drawAreas(sheet, geometry.areas, shifted, mosaic.scale, pitch);
        drawSeats(sheet, data, marks, shifted, mosaic.scale * pitch, frame);
        drawLabels(sheet, labels, part, frame);
        sheet.pdf.restore();
      },
    ]);
    sheet.root.add(figure);
    if (mosaic.sheets.length > 1) artifact(sheet, () => drawCutMarks(sheet.pdf, frame, part, layout));
    artifact(sheet, () => drawLegend(sheet, legend, sheet.bottom - legend.height));
  }
  return bytesOf(sheet);
}

/** Where a point of the plan stands on this sheet. */
function shiftedBy(mosaic: Mosaic, part: PlanSheet, frame: { left: number; top: number }): Mosaic["place"] {
  return (x, y) => {
    const at = mosaic.place(x, y);
    return { x: at.x - part.left + frame.left, y: at.y - part.top + frame.top };
  };
}

function drawHead(sheet: Sheet, data: PlanData, title: string, part: PlanSheet, layout: PlanLayout): void {
  const { columns, rows } = layout;
  const place =
    columns * rows === 1
      ? ""
      : ` – feuille ${part.row * columns + part.column + 1} sur ${rows * columns} (rangée ${part.row + 1}, colonne ${part.column + 1})`;
  const lines = [
    { text: `${title} – ${shortened(data.hallName)}${place}`, font: "bold" as const, size: 11 },
    {
      text: [shortened(data.occasion), `imprimé le ${civil(data.printedAt.local)}`]
        .filter(Boolean)
        .join(" – "),
      font: "regular" as const,
      size: 8.5,
    },
  ];
  let { y } = sheet;
  for (const { text, ...look } of lines) {
    const [line] = linesOf(sheet, text, sheet.width, look);
    const top = y;
    const tag = look.font === "bold" ? "H1" : "P";
    if (line)
      sheet.root.add(
        sheet.pdf.struct(tag, {}, [() => drawLine(sheet, line, sheet.left, top, sheet.width, look)]),
      );
    y += look.size * 1.35;
  }
}

const civil = (local: string) =>
  `${local.slice(0, 10).split("-").reverse().join("/")} ${local.slice(11, 16)}`;
