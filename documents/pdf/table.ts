import type { Printable } from "./printable.ts";
import { artifact, drawLine, element, greys, type LineSettings, linesOf, need, type Sheet } from "./sheet.ts";

export interface Column {
  head: string;
  /** Its part of the width, against the other columns'. */
  weight: number;
  align?: "left" | "right";
}

export interface Row {
  cells: readonly string[];
  /** A sum stands in bold. */
  sum?: boolean;
}

const size = 8.5;
const lineHeight = size * 1.25;
const padding = { x: 4, y: 2.5 };
/** A cell is cut there: a row must fit on a page. */
const tallestCell = 8;

/** Draws a table; its head stands again on each page that it runs over. */
export function table(sheet: Sheet, columns: readonly Column[], rows: readonly Row[]): void {
  const grid = gridOf(sheet, columns);
  const whole = element(sheet, "Table");
  const heads = columns.map((column) => column.head);
  const head = rowOf(sheet, grid, heads, true);
  need(sheet, head.height + 2 * lineHeight);
  drawGround(sheet, head.height);
  drawRow(sheet, grid, head, element(sheet, "TR", undefined, whole), "TH");
  for (const { cells, sum = false } of rows) {
    const row = rowOf(sheet, grid, cells, sum);
    if (need(sheet, row.height)) drawHeadAgain(sheet, grid, head);
    drawRow(sheet, grid, row, element(sheet, "TR", undefined, whole), "TD");
  }
  whole.end();
}

interface GridColumn {
  x: number;
  width: number;
  align: "left" | "right";
}
interface DrawnRow {
  cells: Printable[][];
  height: number;
  settings: LineSettings;
}

function gridOf(sheet: Sheet, columns: readonly Column[]): GridColumn[] {
  const whole = columns.reduce((sum, column) => sum + column.weight, 0);
  let x = sheet.left;
  return columns.map(({ weight, align = "left" }) => {
    const width = (sheet.width * weight) / whole;
    const column = { x: x + padding.x, width: width - 2 * padding.x, align };
    x += width;
    return column;
  });
}

function rowOf(sheet: Sheet, grid: readonly GridColumn[], texts: readonly string[], bold: boolean): DrawnRow {
  const settings: LineSettings = { size, font: bold ? "bold" : "regular" };
  const cells = grid.map(({ width }, index) =>
    atMost(tallestCell, linesOf(sheet, texts[index] ?? "", width, settings)),
  );
  const tallest = Math.max(...cells.map((lines) => lines.length));
  return { cells, height: tallest * lineHeight + 2 * padding.y, settings };
}

function atMost(count: number, lines: Printable[]): Printable[] {
  const last = lines[count - 1];
  if (lines.length <= count || !last) return lines;
  const shown = `${last.shown.slice(0, -2)}…`;
  return [...lines.slice(0, count - 1), { shown, meant: last.meant === last.shown ? shown : last.meant }];
}

function drawRow(
  sheet: Sheet,
  grid: readonly GridColumn[],
  row: DrawnRow,
  parent: PDFKit.PDFStructureElement,
  tag: "TH" | "TD",
): void {
  for (const [index, column] of grid.entries())
    element(sheet, tag, () => drawCell(sheet, column, row, index), parent);
  parent.end();
  endRow(sheet, row);
}

function drawHeadAgain(sheet: Sheet, grid: readonly GridColumn[], head: DrawnRow): void {
  drawGround(sheet, head.height);
  artifact(
    sheet,
    () => {
      for (const [index, column] of grid.entries()) drawCell(sheet, column, head, index);
    },
    "Pagination",
  );
  endRow(sheet, head);
}

function drawCell(sheet: Sheet, column: GridColumn, row: DrawnRow, index: number): void {
  for (const [number, line] of (row.cells[index] ?? []).entries()) {
    const y = sheet.y + padding.y + number * lineHeight;
    drawLine(sheet, line, column.x, y, column.width, { ...row.settings, align: column.align });
  }
}

function drawGround(sheet: Sheet, height: number): void {
  artifact(sheet, () => sheet.pdf.rect(sheet.left, sheet.y, sheet.width, height).fill(greys.ground));
}

/** The line below a row; the next one begins under it. */
function endRow(sheet: Sheet, row: DrawnRow): void {
  sheet.y += row.height;
  artifact(sheet, () => {
    sheet.pdf.moveTo(sheet.left, sheet.y).lineTo(sheet.left + sheet.width, sheet.y);
    sheet.pdf.lineWidth(0.4).strokeColor(greys.line).stroke();
  });
}
