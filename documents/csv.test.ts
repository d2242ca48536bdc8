import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { csvCell, csvFile } from "./csv.ts";

describe("a cell", () => {
  test.each([
    ["CARRE OR", '"CARRE OR"'],
    ["OR", "OR"],
    ['dit "le Grand"', '"dit ""le Grand"""'],
    ["a;b", '"a;b"'],
    ["a\nb", '"a\nb"'],
    ["", ""],
    ["=cmd|' /C calc'!A0", `"'=cmd|' /C calc'!A0"`],
    ["+33 1", `"'+33 1"`],
    ["-1", `"'-1"`],
    ["@SUM(A1)", `"'@SUM(A1)"`],
    ["  =1+1", `"'  =1+1"`],
    ["\0=1", `"'=1"`],
    ["＝1", `"'＝1"`],
    [-1250, "-1250"],
    [12.5, "12,5"],
  ])("%j is written as %j", (value, cell) => expect(csvCell(value)).toBe(cell));

  test("whatever the text, no spreadsheet takes it for a formula, and the row keeps its number of cells", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string(), (text, other) => {
        const cell = csvCell(text);
        const read = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
        expect(read).not.toMatch(/^[\s\0]*[=+\-@＝＋－＠]/u);
        expect(cellsOf(`${csvCell(other)};${cell};x`)).toHaveLength(3);
      }),
    );
  });
});

test("a file begins with the mark of UTF-8 and ends each row with CRLF", () => {
  const text = Buffer.from(csvFile(["Catégorie", "Montant"], [["CARRE OR", 48]])).toString("utf8");
  expect(text).toBe('\ufeffCatégorie;Montant\r\n"CARRE OR";48\r\n');
});

/** Counts cells as a reader of RFC 4180 does: a quoted one holds anything. */
function cellsOf(row: string): string[] {
  return [...`${row};`.matchAll(/("(?:[^"]|"")*"|[^;"]*);/g)].map(([, cell = ""]) => cell);
}
