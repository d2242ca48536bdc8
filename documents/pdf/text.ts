import { drawLine, element, type LineSettings, linesOf, need, newPage, type Sheet } from "./sheet.ts";

const lineHeight = 1.3;

export interface ParagraphSettings extends LineSettings {
  /** Element of the document's structure: a paragraph unless it is a heading. */
  tag?: "P" | "H1" | "H2";
  indent?: number;
  /** What must fit below on the same page: a heading never stands alone at the foot. */
  keepWithNext?: number;
}

/** Writes a text over as many lines and pages as it needs; line breaks in it are kept. */
export function paragraph(sheet: Sheet, text: string, settings: ParagraphSettings = {}): void {
  const { tag = "P", indent = 0, keepWithNext = 0, size = 9.5 } = settings;
  const width = sheet.width - indent;
  const height = size * lineHeight;
  for (const part of text.split(/\r\n|\r|\n/)) {
    const lines = linesOf(sheet, part, width, settings);
    need(sheet, Math.min(lines.length, 2) * height + keepWithNext);
    while (lines.length > 0) {
      const room = Math.max(1, Math.floor((sheet.bottom - sheet.y) / height));
      const here = lines.splice(0, room);
      element(sheet, tag, () => {
        for (const [index, line] of here.entries())
          drawLine(sheet, line, sheet.left + indent, sheet.y + index * height, width, settings);
      });
      sheet.y += here.length * height;
      if (lines.length > 0) newPage(sheet);
    }
  }
}

/** A heading of the document: 1 is its name, 2 a part of it. */
export function heading(sheet: Sheet, text: string, level: 1 | 2): void {
  if (level === 2) sheet.y += 12;
  const size = level === 1 ? 14 : 10.5;
  paragraph(sheet, text, { tag: level === 1 ? "H1" : "H2", font: "bold", size, keepWithNext: 40 });
  sheet.y += 4;
}
