/** What a document says, apart from how it looks: the PDF and the page on the screen are drawn from the same. */
export interface Content {
  title: string;
  /** What stands at the foot of every page. */
  foot: string;
  blocks: Block[];
}

export type Block =
  | { kind: "heading"; text: string }
  | { kind: "text"; text: string; strong?: boolean }
  | { kind: "table"; columns: ContentColumn[]; rows: ContentRow[] };

export interface ContentColumn {
  head: string;
  /** Its part of the width, against the other columns'. */
  weight: number;
  align?: "left" | "right";
}
export interface ContentRow {
  cells: string[];
  /** A sum stands out. */
  sum?: boolean;
}

export const heading = (text: string): Block => ({ kind: "heading", text });
export const text = (line: string): Block => ({ kind: "text", text: line });
export const strong = (line: string): Block => ({ kind: "text", text: line, strong: true });
