import type { FeeColumnList, PriceGridList } from "@allotement/boxoffice/api/prices.ts";
import { formatCents, parseCents } from "@allotement/protocol/money.ts";

export type GridLine = PriceGridList["priceGrids"][number]["lines"][number];
export type FeeColumn = FeeColumnList["feeColumns"][number];

/** A column of the grid: the four that every grid has, and the house's further ones beside the fee that they are part of. */
export type ColumnKey = "faceValue" | "venueFee" | "organizerFee" | "resellerFee" | `fee-${number}`;
export interface Column {
  readonly key: ColumnKey;
  /** A further column: its number, and the fee in whose sum it stands (R3.3). */
  readonly part?: { readonly feeColumnId: number; readonly of: FeeColumn["belongsTo"] };
  readonly name?: string;
}

export function columnsOf(feeColumns: readonly FeeColumn[], lines: readonly GridLine[]): Column[] {
  const used = new Set(lines.flatMap(({ fees }) => fees.map(({ feeColumnId }) => feeColumnId)));
  const parts = (of: FeeColumn["belongsTo"]) =>
    feeColumns
      .filter(
        ({ belongsTo, retired, feeColumnId }) => belongsTo === of && (!retired || used.has(feeColumnId)),
      )
      .map(
        ({ feeColumnId, name }): Column => ({ key: `fee-${feeColumnId}`, name, part: { feeColumnId, of } }),
      );
  return [
    { key: "faceValue" },
    { key: "venueFee" },
    ...parts("venueFee"),
    { key: "organizerFee" },
    ...parts("organizerFee"),
    { key: "resellerFee" },
  ];
}

/** One price as it is typed: texts, read when they are sent. */
export interface TypedRow {
  readonly priceTypeCode: number;
  readonly seatCategoryCode: number;
  readonly texts: Readonly<Partial<Record<ColumnKey, string>>>;
}

/** «48,00»: an amount as it is typed, without the sign. */
export function plainAmount(amountCents: number): string {
  return formatCents(amountCents).replace(/\s*€$/u, "");
}

/** In the first column of a fee stands what the further ones leave of it. */
export function typedRow(line: GridLine, columns: readonly Column[]): TypedRow {
  const parts = { venueFee: 0, organizerFee: 0 };
  const texts: Partial<Record<ColumnKey, string>> = {};
  for (const { key, part } of columns) {
    const amountCents = line.fees.find(({ feeColumnId }) => feeColumnId === part?.feeColumnId)?.amountCents;
    if (part === undefined || amountCents === undefined) continue;
    parts[part.of] += amountCents;
    texts[key] = plainAmount(amountCents);
  }
  texts.faceValue = plainAmount(line.faceValueCents);
  texts.venueFee = plainAmount(line.venueFeeCents - parts.venueFee);
  texts.organizerFee = plainAmount(line.organizerFeeCents - parts.organizerFee);
  if (line.resellerFeeCents !== null) texts.resellerFee = plainAmount(line.resellerFeeCents);
  return { priceTypeCode: line.priceTypeCode, seatCategoryCode: line.seatCategoryCode, texts };
}

export const textOf = (row: TypedRow, key: ColumnKey) => row.texts[key] ?? "";

/** A row without an amount is no price; its fees alone mean nothing. */
export function isEmptyRow({ texts }: TypedRow): boolean {
  return Object.values(texts).every((text = "") => text.trim() === "");
}

/** What is typed and cannot be read, and a missing amount beside fees. */
export function isWrong(row: TypedRow, key: ColumnKey): boolean {
  const text = textOf(row, key).trim();
  if (text === "") return key === "faceValue" && !isEmptyRow(row);
  return parseCents(text) === undefined;
}

/** The price that a row says; undefined where it says none, or something that cannot be read. */
export function readRow(row: TypedRow, columns: readonly Column[]): GridLine | undefined {
  if (isEmptyRow(row) || columns.some(({ key }) => isWrong(row, key))) return undefined;
  const cents = (key: ColumnKey) => parseCents(textOf(row, key)) ?? 0;
  const fees = columns.flatMap(({ key, part }) =>
    part && cents(key) > 0 ? [{ feeColumnId: part.feeColumnId, amountCents: cents(key) }] : [],
  );
  const sum = (of: FeeColumn["belongsTo"]) =>
    columns.reduce((total, { key, part }) => (part?.of === of ? total + cents(key) : total), cents(of));
  return {
    ...{ priceTypeCode: row.priceTypeCode, seatCategoryCode: row.seatCategoryCode },
    faceValueCents: cents("faceValue"),
    venueFeeCents: sum("venueFee"),
    organizerFeeCents: sum("organizerFee"),
    resellerFeeCents: textOf(row, "resellerFee").trim() === "" ? null : cents("resellerFee"),
    fees,
  };
}

export interface Pasted {
  readonly rows: TypedRow[];
  readonly pasted: number;
  /** Values that are no amounts, or fall outside of the grid: left out, never guessed. */
  readonly left: number;
}

/** Puts a block of a spreadsheet into the grid, its first value at this cell. */
export function pasteBlock(
  rows: readonly TypedRow[],
  columns: readonly Column[],
  at: { row: number; column: number },
  block: string,
  mayType: (row: TypedRow, key: ColumnKey) => boolean,
): Pasted {
  const next = [...rows];
  let pasted = 0;
  let left = 0;
  const lines = block.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n");
  for (const [down, line] of lines.entries()) {
    for (const [right, value] of line.split("\t").entries()) {
      const row = next[at.row + down];
      const key = columns[at.column + right]?.key;
      const cents = parseCents(value);
      if (value.trim() === "") continue;
      if (row === undefined || key === undefined || cents === undefined || !mayType(row, key)) {
        left += 1;
        continue;
      }
      next[at.row + down] = { ...row, texts: { ...row.texts, [key]: plainAmount(cents) } };
      pasted += 1;
    }
  }
  return { rows: next, pasted, left };
}

export interface GridChange {
  readonly priceTypeCode: number;
  readonly seatCategoryCode: number;
  /** What a buyer pays, fees of the reseller left out; null: no price. */
  readonly beforeCents: number | null;
  readonly afterCents: number | null;
}

/** What differs between two grids, price by price: sums alone, since the split of fees is the house's own affair. */
export function gridChanges(before: readonly GridLine[], after: readonly GridLine[]): GridChange[] {
  const keyOf = (line: GridLine) => `${line.priceTypeCode}/${line.seatCategoryCode}`;
  const sums = (line: GridLine | undefined) =>
    line === undefined ? null : line.faceValueCents + line.venueFeeCents + line.organizerFeeCents;
  const olds = new Map(before.map((line) => [keyOf(line), line]));
  const news = new Map(after.map((line) => [keyOf(line), line]));
  return [...new Map([...olds, ...news])].flatMap(([key, { priceTypeCode, seatCategoryCode }]) => {
    const [old, next] = [olds.get(key), news.get(key)];
    const isSame =
      old?.faceValueCents === next?.faceValueCents &&
      old?.venueFeeCents === next?.venueFeeCents &&
      old?.organizerFeeCents === next?.organizerFeeCents;
    return isSame
      ? []
      : [{ priceTypeCode, seatCategoryCode, beforeCents: sums(old), afterCents: sums(next) }];
  });
}
