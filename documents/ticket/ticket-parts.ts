import { artifact, type Paper } from "../pdf/sheet.ts";
import { type BarcodePlace, drawBarcode } from "./code-128.ts";
import { type Column, fitText } from "./fit-text.ts";
import type { TicketData } from "./ticket-data.ts";
import { markWords } from "./ticket-words.ts";

/** Parts that both formats of a ticket have. */

/** The barcode with its figures below or beside it; on a mock-up a struck-out frame, which no scanner takes for one. */
export function barcodePart(paper: Paper, ticket: TicketData, place: BarcodePlace) {
  const { pdf } = paper;
  const { x, y, length, thickness, direction } = place;
  const upright = direction === "vertical";
  const [width, height] = upright ? [thickness, length] : [length, thickness];
  const figures = ticket.mark === "mockUp" ? markWords.mockUp : ticket.barcode;
  if (ticket.mark === "mockUp")
    artifact(paper, () => {
      pdf.lineWidth(0.75).strokeColor("black").rect(x, y, width, height).stroke();
      pdf.moveTo(x, y).lineTo(x + width, y + height);
      pdf
        .moveTo(x + width, y)
        .lineTo(x, y + height)
        .stroke();
    });
  else {
    const alt = `Code-barre ${ticket.barcode}`;
    paper.root.add(pdf.struct("Figure", { alt }, [() => drawBarcode(paper, ticket.barcode, place)]));
  }
  const line = { font: "regular", size: 7, align: "center" } as const;
  if (!upright) {
    fitText(paper, figures, { x, y: y + thickness + 2, width: length }, line);
    return;
  }
  // Read from below upwards, beside the bars.
  pdf.save().rotate(-90, { origin: [x + thickness + 2, y + length] });
  fitText(paper, figures, { x: x + thickness + 2, y: y + length, width: length }, line);
  pdf.restore();
}

/** «CATÉGORIE», «RANG», «PLACE»: a frame with its name above what it holds. */
export function seatBox(paper: Paper, name: string, value: string, { x, y, width }: Column, height: number) {
  artifact(paper, () => paper.pdf.lineWidth(0.75).strokeColor("black").rect(x, y, width, height).stroke());
  const inner = { x: x + 3, width: width - 6 };
  fitText(paper, name, { ...inner, y: y + 2.5 }, { size: height * 0.19, align: "center" });
  fitText(
    paper,
    value,
    { ...inner, y: y + height * 0.36 },
    { font: "bold", size: height * 0.42, align: "center" },
  );
}

/** Category, row and seat side by side. */
export function seatBoxes(paper: Paper, ticket: TicketData, { x, y, width }: Column, height: number) {
  const gap = 4;
  const narrow = width * 0.2;
  const wide = width - 2 * (narrow + gap);
  seatBox(paper, "CATÉGORIE", ticket.category, { x, y, width: wide }, height);
  seatBox(paper, "RANG", ticket.row, { x: x + wide + gap, y, width: narrow }, height);
  seatBox(paper, "PLACE", ticket.seat, { x: x + wide + narrow + 2 * gap, y, width: narrow }, height);
}

/** «DUPLICATA» or «MAQUETTE – SANS VALEUR», white on black: it survives every printer and every copy. */
export function markBanner(paper: Paper, { mark }: TicketData, { x, y, width }: Column, size: number): void {
  if (mark === "none") return;
  artifact(paper, () => paper.pdf.rect(x, y, width, size * 1.5).fill("black"));
  const look = { font: "bold", size, align: "center", color: "white" } as const;
  fitText(paper, markWords[mark], { x, y: y + size * 0.2, width }, look);
}

/** The mock-up's words across a whole area, under everything else. */
export function watermark(
  paper: Paper,
  { mark }: TicketData,
  area: Column & { height: number },
  size: number,
) {
  if (mark !== "mockUp") return;
  const { x, y, width, height } = area;
  const { pdf } = paper;
  artifact(paper, () => {
    pdf.save().rotate(-14, { origin: [x + width / 2, y + height / 2] });
    pdf.font("bold").fontSize(size).fillColor("#d8d8d8");
    const room = width - pdf.widthOfString(markWords.mockUp);
    pdf.text(markWords.mockUp, x + room / 2, y + height / 2 - size * 0.6, { lineBreak: false });
    pdf.restore();
  });
}

export const rule = (
  paper: Paper,
  from: readonly [number, number],
  to: readonly [number, number],
  dash = 0,
) =>
  artifact(paper, () => {
    const { pdf } = paper;
    pdf.save().lineWidth(0.5).strokeColor("black");
    if (dash > 0) pdf.dash(dash, { space: dash });
    pdf
      .moveTo(...from)
      .lineTo(...to)
      .stroke();
    pdf.restore();
  });
