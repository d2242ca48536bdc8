import { drawLine, element, type LineSettings, linesOf, type Paper } from "../pdf/sheet.ts";

export interface FitSettings extends LineSettings {
  size: number;
  /** No smaller than this; what still has no room ends with «…». */
  smallest?: number;
  lines?: number;
  tag?: "P" | "H1" | "Caption";
}

export interface Column {
  x: number;
  y: number;
  width: number;
}

const lineHeight = 1.2;

/** Writes a text into so many lines of a column, smaller where it must be, and answers how high it came out. */
export function fitText(paper: Paper, text: string, { x, y, width }: Column, settings: FitSettings): number {
  if (text.trim() === "") return 0;
  const { lines: most = 1, smallest = settings.size * 0.6, tag = "P" } = settings;
  let { size } = settings;
  let lines = linesOf(paper, text, width, settings);
  while (lines.length > most && size > smallest) {
    size -= 0.5;
    lines = linesOf(paper, text, width, { ...settings, size });
  }
  const kept = lines.slice(0, most);
  const last = kept.at(-1);
  if (lines.length > most && last) {
    const letters = [...last.shown];
    const look = () => paper.pdf.widthOfString(`${letters.join("")}…`);
    while (letters.length > 0 && look() > width) letters.pop();
    const cut = `${letters.join("").trimEnd()}…`;
    kept[kept.length - 1] = { shown: cut, meant: last.shown === last.meant ? cut : last.meant };
  }
  element(paper, tag, () => {
    for (const [index, line] of kept.entries())
      drawLine(paper, line, x, y + index * size * lineHeight, width, { ...settings, size });
  });
  return kept.length * size * lineHeight;
}
