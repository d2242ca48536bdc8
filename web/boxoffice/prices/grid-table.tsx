import type { PriceTypeList, SeatCategoryList } from "@allotement/boxoffice/api/prices.ts";
import { parseCents } from "@allotement/protocol/money.ts";
import { CloseButton, Table, TextInput } from "@mantine/core";
import { type ClipboardEvent, type KeyboardEvent, useRef, useState } from "react";
import { useUi } from "../../strings/ui/use-ui.ts";
import { useFormats } from "../../ui/formats.ts";
import { useStrings } from "../strings.ts";
import { type Column, type ColumnKey, isWrong, pasteBlock, type TypedRow, textOf } from "./grid-cells.ts";
import styles from "./prices.module.css";

interface GridTableProps {
  readonly rows: readonly TypedRow[];
  readonly columns: readonly Column[];
  readonly priceTypes: PriceTypeList["priceTypes"];
  readonly categories: SeatCategoryList["seatCategories"];
  readonly mayChange: boolean;
  readonly showsErrors: boolean;
  readonly onChange: (rows: TypedRow[]) => void;
}

/** Categories by price types, typed in as in a spreadsheet: arrows move, Enter goes down, a block may be pasted. */
export function GridTable({
  rows,
  columns,
  priceTypes,
  categories,
  mayChange,
  showsErrors,
  onChange,
}: GridTableProps) {
  const { grid: words } = useStrings();
  const { money } = useFormats();
  const frame = useRef<HTMLDivElement>(null);
  const [told, setTold] = useState("");
  /** What stood in the cell when it was entered: Escape brings it back. */
  const entered = useRef("");
  const typeOf = (code: number) => priceTypes.find(({ priceTypeCode }) => priceTypeCode === code);
  const categoryOf = (code: number) => categories.find(({ seatCategoryCode }) => seatCategoryCode === code);
  const mayType = (row: TypedRow, key: ColumnKey) =>
    mayChange && (key !== "resellerFee" || typeOf(row.priceTypeCode)?.channelKind === "reseller");
  const nameOf = ({ key, name }: Column) => name ?? (isFixed(key) ? words[key] : key);
  const set = (index: number, key: ColumnKey, text: string) =>
    onChange(rows.map((row, at) => (at === index ? { ...row, texts: { ...row.texts, [key]: text } } : row)));

  const moveTo = (row: number, column: number): boolean => {
    const cell = frame.current?.querySelector<HTMLInputElement>(`[data-cell="${row}/${column}"]`);
    cell?.focus();
    return cell != null;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>, row: number, column: number) => {
    const { selectionStart, selectionEnd, value } = event.currentTarget;
    const atStart = selectionStart === 0;
    const atEnd = selectionEnd === value.length;
    const key = columns[column]?.key;
    if (event.key === "Enter") {
      // The last row's Enter leaves the form to itself.
      if (moveTo(row + 1, column)) event.preventDefault();
    } else if (event.key === "ArrowDown") moveTo(row + 1, column);
    else if (event.key === "ArrowUp") moveTo(row - 1, column);
    else if (event.key === "ArrowRight" && atEnd) moveTo(row, column + 1);
    else if (event.key === "ArrowLeft" && atStart) moveTo(row, column - 1);
    else if (event.key === "Escape" && key !== undefined) set(row, key, entered.current);
  };
  const onPaste = (event: ClipboardEvent<HTMLInputElement>, row: number, column: number) => {
    const block = event.clipboardData.getData("text");
    if (!/[\t\n]/.test(block.trim())) return;
    event.preventDefault();
    const { rows: next, pasted, left } = pasteBlock(rows, columns, { row, column }, block, mayType);
    onChange(next);
    setTold([words.pasted(pasted), ...(left > 0 ? [words.notPasted(left)] : [])].join(" · "));
  };

  return (
    <div className={styles.grid} ref={frame}>
      <Table aria-label={words.table} fz="sm" horizontalSpacing={8}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.priceType}</Table.Th>
            <Table.Th>{words.category}</Table.Th>
            {columns.map((column) => (
              <Table.Th key={column.key} ta="right">
                {nameOf(column)}
              </Table.Th>
            ))}
            <Table.Th ta="right">{words.total}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row, index) => {
            const isFirst = rows[index - 1]?.priceTypeCode !== row.priceTypeCode;
            const type = typeOf(row.priceTypeCode)?.name ?? String(row.priceTypeCode);
            const category = categoryOf(row.seatCategoryCode)?.name ?? String(row.seatCategoryCode);
            const total = totalOf(row, columns);
            return (
              <Table.Tr
                key={`${row.priceTypeCode}/${row.seatCategoryCode}`}
                className={isFirst ? styles.first : undefined}
              >
                <Table.Td>
                  {isFirst && type}
                  {isFirst && mayChange && (
                    <CloseButton
                      size="sm"
                      aria-label={words.removePriceType(type)}
                      onClick={() =>
                        onChange(rows.filter(({ priceTypeCode }) => priceTypeCode !== row.priceTypeCode))
                      }
                    />
                  )}
                </Table.Td>
                <Table.Td>{category}</Table.Td>
                {columns.map((column, at) => (
                  <Table.Td key={column.key}>
                    <Cell
                      label={`${nameOf(column)}, ${type}, ${category}`}
                      cell={`${index}/${at}`}
                      text={textOf(row, column.key)}
                      isReadOnly={!mayType(row, column.key)}
                      isWrong={isWrong(row, column.key) && (showsErrors || textOf(row, column.key) !== "")}
                      onFocus={() => {
                        entered.current = textOf(row, column.key);
                      }}
                      onText={(text) => set(index, column.key, text)}
                      onKeyDown={(event) => onKeyDown(event, index, at)}
                      onPaste={(event) => onPaste(event, index, at)}
                    />
                  </Table.Td>
                ))}
                <Table.Td ta="right" style={{ whiteSpace: "nowrap" }}>
                  {total === undefined ? "–" : money(total)}
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
      {mayChange && (
        <p className={styles.text} style={{ padding: "8px 16px 0" }}>
          {words.keys} <strong role="status">{told}</strong>
        </p>
      )}
    </div>
  );
}

function isFixed(key: ColumnKey): key is "faceValue" | "venueFee" | "organizerFee" | "resellerFee" {
  return !key.startsWith("fee-");
}

/** What a buyer pays by what is typed; undefined where something cannot be read, or nothing is typed. */
function totalOf(row: TypedRow, columns: readonly Column[]): number | undefined {
  if (parseCents(textOf(row, "faceValue")) === undefined) return undefined;
  if (columns.some(({ key }) => isWrong(row, key))) return undefined;
  return columns.reduce((sum, { key }) => sum + (parseCents(textOf(row, key)) ?? 0), 0);
}

interface CellProps {
  readonly label: string;
  readonly cell: string;
  readonly text: string;
  readonly isReadOnly: boolean;
  readonly isWrong: boolean;
  readonly onFocus: () => void;
  readonly onText: (text: string) => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
  readonly onPaste: (event: ClipboardEvent<HTMLInputElement>) => void;
}

function Cell({
  label,
  cell,
  text,
  isReadOnly,
  isWrong: wrong,
  onFocus,
  onText,
  onKeyDown,
  onPaste,
}: CellProps) {
  const ui = useUi();
  return (
    <TextInput
      size="xs"
      miw={80}
      maw={110}
      ml="auto"
      aria-label={label}
      data-cell={cell}
      value={text}
      readOnly={isReadOnly}
      variant={isReadOnly ? "unstyled" : "default"}
      inputMode="decimal"
      error={wrong ? ui.amountWrong : undefined}
      onFocus={(event) => {
        onFocus();
        event.currentTarget.select();
      }}
      onChange={(event) => onText(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      onPaste={onPaste}
    />
  );
}
