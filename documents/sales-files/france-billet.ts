import { decodeLine, encodeText, writableText } from "./charset.ts";
import { readMoment, readPrice, withoutZeros, writeMoment, writePrice } from "./fields.ts";
import type { FileTicket, LineRead, SalesFileLayout } from "./file-ticket.ts";

/** The columns that are read, from 0 (docs/documents.md). */
const columns = {
  kind: 1,
  moment: 2,
  priceType: 5,
  clientCategory: 6,
  zone: 8,
  surname: 10,
  firstName: 11,
  postcode: 12,
  country: 13,
  ticketId: 15,
  row: 17,
  seat: 18,
  price: 23,
} as const;
type Column = keyof typeof columns;
const columnsLeast = 24;

/** The dictionaries at the head: a title, a label, a code; lines that continue one begin with an empty cell. */
const dictionaries: readonly string[] = ["Type de tarif", "Categorie Client", "Genre de Zone"];

/** France Billet («fb»): semicolons, three dictionaries, then a line for each ticket. */
export const fnacLayout: SalesFileLayout = {
  reader() {
    let atHead = true;
    return (bytes) => {
      if (bytes.length === 0) return { nothing: "empty" };
      const text = decodeLine(bytes);
      if (text === undefined) return { fault: "wrongCharacters" };
      const cells = cellsOf(text);
      if (!cells) return { fault: "quoteOpen" };
      const [first = ""] = cells;
      if (dictionaries.includes(first) || (atHead && continuesDictionary(cells)))
        return { nothing: "dictionary" };
      atHead = false;
      return readCells(cells);
    };
  },
  write(tickets) {
    const codes = (column: (ticket: FileTicket) => string) => [...new Set(tickets.map(column))].sort();
    const head = [
      ...dictionary(
        "Type de tarif",
        codes(({ priceTypeCode }) => priceTypeCode),
      ),
      ...dictionary(
        "Categorie Client",
        codes(({ clientCategory }) => clientCategory),
      ),
      ...dictionary(
        "Genre de Zone",
        codes(({ zoneCode }) => zoneCode),
      ),
    ];
    const lines = [...head, ...tickets.map(cellsOfTicket)];
    return encodeText(lines.map((cells) => `${cells.map(writeCell).join(";")}\r\n`).join(""));
  },
};

/** A label and its code after an empty cell; a ticket that was cut short is none, and is named. */
function continuesDictionary([first, , code = "", ...rest]: readonly string[]): boolean {
  return first === "" && !/^\d\d\//.test(code) && rest.every((cell) => cell === "");
}

function readCells(cells: readonly string[]): LineRead {
  if (cells.length < columnsLeast) return { fault: "wrongColumns", field: String(cells.length) };
  const cell = (column: Column) => (cells[columns[column]] ?? "").trim();
  const moment = readMoment(cell("moment"));
  if (!moment) return { fault: "wrongDate", field: cell("moment") };
  if (cell("kind") === "") return { fault: "wrongKind", field: "" };
  const priceCents = readPrice(cell("price"));
  if (priceCents === undefined) return { fault: "wrongPrice", field: cell("price") };
  for (const column of ["ticketId", "priceType", "zone", "row", "seat"] as const)
    if (cell(column) === "") return { fault: "fieldEmpty", field: column };
  const [surname, firstName, postcode, country] = [
    cell("surname"),
    cell("firstName"),
    cell("postcode"),
    cell("country"),
  ];
  const ticket: FileTicket = {
    kind: cell("kind") === "V" ? "sale" : "cancellation",
    ...moment,
    ticketId: cell("ticketId"),
    priceTypeCode: cell("priceType"),
    categoryCode: "",
    clientCategory: cell("clientCategory"),
    zoneCode: cell("zone"),
    row: withoutZeros(cell("row")),
    seat: withoutZeros(cell("seat")),
    priceCents,
    holder: surname === "" && firstName === "" ? null : { surname, firstName, postcode, country },
  };
  return { ticket };
}

function dictionary(title: string, codes: readonly string[]): string[][] {
  return codes.map((code, index) => [index === 0 ? title : "", code, code]);
}

function cellsOfTicket(ticket: FileTicket): string[] {
  const cells = Array.from({ length: columnsLeast }, () => "");
  const put = (column: Column, value: string) => {
    cells[columns[column]] = writableText(value);
  };
  put("kind", ticket.kind === "sale" ? "V" : "A");
  put("moment", writeMoment(ticket));
  put("priceType", ticket.priceTypeCode);
  put("clientCategory", ticket.clientCategory);
  put("zone", ticket.zoneCode);
  put("surname", ticket.holder?.surname ?? "");
  put("firstName", ticket.holder?.firstName ?? "");
  put("postcode", ticket.holder?.postcode ?? "");
  put("country", ticket.holder?.country ?? "");
  put("ticketId", ticket.ticketId);
  put("row", ticket.row.padStart(4, "0"));
  put("seat", ticket.seat.padStart(4, "0"));
  put("price", writePrice(ticket.priceCents));
  return cells;
}

const writeCell = (cell: string) => (/[;"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** The cells of a line; undefined where a quote is not closed, or something follows the closing one. */
function cellsOf(line: string): string[] | undefined {
  const cells: string[] = [];
  let rest = line;
  for (;;) {
    const match = /^(?:"((?:[^"]|"")*)"|([^;"][^;]*)?)(;|$)/.exec(rest);
    if (!match) return undefined;
    cells.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? "");
    if (match[3] === "") return cells;
    rest = rest.slice(match[0].length);
  }
}
