import { parseCents } from "@allotement/protocol/money.ts";

/** A line of the reseller's statement: a ticket, and what the reseller pays for it; negative for one that it takes back. */
export interface StatementLine {
  barcode: string;
  amountCents: number;
}

/** A line that says no such thing, and why; lines count from 1, the head among them. */
export interface BadLine {
  line: number;
  reason: "noBarcode" | "noAmount";
}

export type StatementFile =
  | { readable: true; lines: StatementLine[]; badLines: BadLine[] }
  /** Which of the columns the head does not name. */
  | { readable: false; missing: ("barcode" | "amount")[] };

/** How resellers head the two columns that matter, without accents, signs and case. */
const heads = {
  barcode: ["codebarres", "codebarre", "barcode", "codebillet", "numerobillet", "nobillet", "ticketid"],
  amount: [
    "montant",
    "montantdu",
    "montantttc",
    "montantareverser",
    "areverser",
    "amount",
    "amountdue",
    "total",
    "net",
  ],
};

/**
 * Reads a statement as spreadsheets write and paste it: a head that names its columns, then a ticket a line; parted by
 * semicolons, tabs or commas. Bad lines are named and lose none of the good ones.
 */
export function readStatement(text: string): StatementFile {
  const rows = text.replace(/^\ufeff/u, "").split(/\r\n|\n|\r/u);
  const headIndex = rows.findIndex((row) => row.trim() !== "");
  const head = rows[headIndex] ?? "";
  const separator = [";", "\t", ","].find((sign) => head.includes(sign)) ?? ";";
  const names = cellsOf(head, separator).map(bare);
  const barcodeAt = columnOf(names, heads.barcode);
  const amountAt = columnOf(names, heads.amount);
  if (barcodeAt === -1 || amountAt === -1) {
    const missing: ("barcode" | "amount")[] = [];
    if (barcodeAt === -1) missing.push("barcode");
    if (amountAt === -1) missing.push("amount");
    return { readable: false, missing };
  }
  const lines: StatementLine[] = [];
  const badLines: BadLine[] = [];
  for (const [index, row] of rows.entries()) {
    if (index <= headIndex || row.trim() === "") continue;
    const cells = cellsOf(row, separator);
    const barcode = cells[barcodeAt]?.replace(/^'/, "").replace(/\s/gu, "") ?? "";
    const amountCents = signedCents(cells[amountAt] ?? "");
    if (barcode === "") badLines.push({ line: index + 1, reason: "noBarcode" });
    else if (amountCents === undefined) badLines.push({ line: index + 1, reason: "noAmount" });
    else lines.push({ barcode, amountCents });
  }
  return { readable: true, lines, badLines };
}

/** The first of the known heads that the table has, in the order in which they are known. */
function columnOf(names: readonly string[], known: readonly string[]): number {
  for (const name of known) {
    const index = names.indexOf(name);
    if (index !== -1) return index;
  }
  return -1;
}

const bare = (name: string) =>
  name
    .normalize("NFD")
    .replace(/[^A-Za-z]/g, "")
    .toLowerCase();

/** «-49,00 €», with any of the minus signs that spreadsheets write. */
function signedCents(text: string): number | undefined {
  const [, minus, amount = ""] = /^\s*'?\s*([-−–])?\s*(.*)$/u.exec(text) ?? [];
  const cents = parseCents(amount);
  return cents === undefined || minus === undefined || cents === 0 ? cents : -cents;
}

/** The cells of a line; a quoted one may hold the separator, and doubled quotes. */
function cellsOf(row: string, separator: string): string[] {
  const cells: string[] = [];
  let cell = "";
  let quoted = false;
  for (let index = 0; index < row.length; index++) {
    const sign = row.charAt(index);
    if (sign === '"') {
      if (quoted && row.charAt(index + 1) === '"') {
        cell += '"';
        index++;
      } else quoted = !quoted;
    } else if (sign === separator && !quoted) {
      cells.push(cell.trim());
      cell = "";
    } else cell += sign;
  }
  cells.push(cell.trim());
  return cells;
}
