import type { Block, Content } from "../content.ts";
import { bytesOf, type Moment, openSheet, type Sheet } from "./sheet.ts";
import { table } from "./table.ts";
import { heading, paragraph } from "./text.ts";

/** Draws a document's content on A4 sheets. */
export function pdfOf(content: Content, moment: Moment): Buffer {
  const sheet = openSheet({ title: content.title, moment, foot: content.foot });
  heading(sheet, content.title, 1);
  for (const block of content.blocks) drawBlock(sheet, block);
  return bytesOf(sheet);
}

function drawBlock(sheet: Sheet, block: Block): void {
  if (block.kind === "heading") heading(sheet, block.text, 2);
  else if (block.kind === "table") {
    sheet.y += 3;
    table(sheet, block.columns, block.rows);
  } else {
    if (block.strong) sheet.y += 3;
    paragraph(sheet, narrowed(block.text), block.strong ? { font: "bold", keepWithNext: 24 } : {});
  }
}

/** Two spaces at most: whoever reads the text out of a PDF takes a wider gap for two columns, and parts the line. */
const narrowed = (text: string) => text.replace(/ {3,}/g, "  ");
