/** Tables for spreadsheets, as French ones open them by a double click: semicolons, UTF-8 with its mark, CRLF. */

/** A cell that begins so is a formula to some spreadsheet: `=cmd|' /C calc'!A0` starts a program. */
const formula = /^[\s\0]*[=+\-@＝＋－＠\t\r\n]/u;

/**
 * One cell. A text that a spreadsheet could take for a formula gets an apostrophe before it, which spreadsheets read as
 * «this is text»; numbers, which are ours, stay numbers. NUL, which no text holds, is left out.
 */
export function csvCell(value: string | number): string {
  if (typeof value === "number") return String(value).replace(".", ",");
  const bare = value.replaceAll("\0", "").replace(/\p{Cs}/gu, "\ufffd");
  const safe = looksLikeFormula(bare) ? `'${bare}` : bare;
  return /[;,"\s']/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The text as it was before `csvCell` made it safe. */
export function readCsvCell(cell: string): string {
  return cell.startsWith("'") && looksLikeFormula(cell) ? cell.slice(1) : cell;
}

// A text that begins with apostrophes of its own gets one more, or reading it back would take one of them away.
function looksLikeFormula(text: string): boolean {
  return formula.test(text.replace(/^'+/, ""));
}

/** A whole file: its head, its rows. */
export function csvFile(
  head: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): Uint8Array {
  const lines = [head, ...rows].map((cells) => `${cells.map(csvCell).join(";")}\r\n`);
  return new TextEncoder().encode(`\ufeff${lines.join("")}`);
}
