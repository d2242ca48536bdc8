import fc from "fast-check";
import { expect, test } from "vitest";
import {
  columnsOf,
  type FeeColumn,
  type GridLine,
  gridChanges,
  isWrong,
  pasteBlock,
  readRow,
  type TypedRow,
  textOf,
  typedRow,
} from "./grid-cells.ts";

const feeColumns: FeeColumn[] = [
  { feeColumnId: 1, name: "VESTIAIRE", belongsTo: "venueFee", retired: false },
  { feeColumnId: 2, name: "PRODUCTEUR", belongsTo: "organizerFee", retired: false },
  { feeColumnId: 3, name: "ANCIENNE", belongsTo: "venueFee", retired: true },
];
const columns = columnsOf(feeColumns, []);
const cents = fc.integer({ min: 0, max: 1_000_000 });
const line: fc.Arbitrary<GridLine> = fc
  .record({ face: cents, venue: cents, organizer: cents, fee: fc.option(cents), one: cents, other: cents })
  .map(({ face, venue, organizer, fee, one, other }) => ({
    ...{ priceTypeCode: 1, seatCategoryCode: 2, faceValueCents: face, resellerFeeCents: fee },
    ...{ venueFeeCents: venue + one, organizerFeeCents: organizer + other },
    fees: [
      { feeColumnId: 1, amountCents: one },
      { feeColumnId: 2, amountCents: other },
    ].filter(({ amountCents }) => amountCents > 0),
  }));
const anywhere = () => true;
const empty = (priceTypeCode: number) => ({ priceTypeCode, seatCategoryCode: 2, texts: {} });

test("a price is shown in its columns and read back as it was, further fees and all", () => {
  fc.assert(
    fc.property(line, (one) => {
      expect(readRow(typedRow(one, columns), columns)).toEqual(one);
    }),
  );
});

test("a retired column stands in the grid only where it has an amount", () => {
  expect(columns.map(({ key }) => key)).toEqual([
    ...["faceValue", "venueFee", "fee-1", "organizerFee", "fee-2", "resellerFee"],
  ]);
  const old = { ...fc.sample(line, 1)[0], fees: [{ feeColumnId: 3, amountCents: 1 }] } as GridLine;
  expect(columnsOf(feeColumns, [old]).map(({ key }) => key)).toContain("fee-3");
});

test("what cannot be read is no amount, and a row that says no amount beside its fees is not whole", () => {
  const row = (texts: TypedRow["texts"]) => ({ ...empty(1), texts });
  expect(isWrong(row({ faceValue: "12,345" }), "faceValue")).toBe(true);
  expect(isWrong(row({ venueFee: "1,00" }), "faceValue")).toBe(true);
  expect(readRow(row({ venueFee: "1,00" }), columns)).toBeUndefined();
  expect(readRow(row({}), columns)).toBeUndefined();
  expect(readRow(row({ faceValue: "48" }), columns)).toMatchObject({
    ...{ faceValueCents: 4_800, venueFeeCents: 0, resellerFeeCents: null },
  });
});

test("a block of a spreadsheet lands cell by cell, whole amounts alone, and nothing beyond the grid", () => {
  const rows = [empty(1), empty(2)];
  const block = "48,00 €\t1,00\r\n1 234,50\tgratuit\n7\t7\n";
  const { rows: next, pasted, left } = pasteBlock(rows, columns, { row: 0, column: 0 }, block, anywhere);
  expect([pasted, left]).toEqual([3, 3]);
  expect(next.map((row) => [textOf(row, "faceValue"), textOf(row, "venueFee")])).toEqual([
    ["48,00", "1,00"],
    ["1\u202f234,50", ""],
  ]);
  expect(rows).toEqual([empty(1), empty(2)]);
});

test("what changes is what a buyer pays; another split of the fees changes nothing for the network", () => {
  const before = { ...fc.sample(line, 1)[0], venueFeeCents: 300, organizerFeeCents: 0, fees: [] } as GridLine;
  const gone = { ...before, priceTypeCode: 9 };
  const after = { ...before, faceValueCents: before.faceValueCents + 100 };
  expect(gridChanges([before], [before])).toEqual([]);
  expect(gridChanges([before], [{ ...before, fees: [{ feeColumnId: 1, amountCents: 100 }] }])).toEqual([]);
  const sum = before.faceValueCents + 300;
  expect(gridChanges([before, gone], [after])).toMatchObject([
    { priceTypeCode: 1, beforeCents: sum, afterCents: sum + 100 },
    { priceTypeCode: 9, beforeCents: sum, afterCents: null },
  ]);
});
