import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { allocateChosen, allocateOldestFirst } from "./allocate.ts";
import { matchStatement } from "./match-statement.ts";
import { readStatement } from "./statement-file.ts";

const debts = (...cents: number[]) => cents.map((openCents, index) => ({ debtEntry: index + 1, openCents }));
const open = fc
  .array(fc.integer({ min: -5_000, max: 9_000 }), { maxLength: 30 })
  .map((cents) => debts(...cents.map((one) => one || 1)));

describe("a part payment", () => {
  test("pays the oldest debts first, the last of them in part", () => {
    expect(allocateOldestFirst(debts(4_900, 4_900, 4_900), 6_000)).toEqual([
      { debtEntry: 1, amountCents: 4_900 },
      { debtEntry: 2, amountCents: 1_100 },
    ]);
  });

  test("uses up credits, so that it reaches further", () => {
    expect(allocateOldestFirst(debts(4_900, -1_000, 4_900), 4_900)).toEqual([
      { debtEntry: 2, amountCents: -1_000 },
      { debtEntry: 1, amountCents: 4_900 },
      { debtEntry: 3, amountCents: 1_000 },
    ]);
  });

  test("adds up, leaves no debt on its other side, and is refused exactly where it is more than is owed", () => {
    fc.assert(
      fc.property(open, fc.integer({ min: 1, max: 60_000 }), (list, amountCents) => {
        const owed = list.reduce((sum, { openCents }) => sum + openCents, 0);
        const lines = allocateOldestFirst(list, amountCents);
        expect(lines !== undefined).toBe(amountCents <= owed);
        if (!lines) return;
        expect(lines.reduce((sum, line) => sum + line.amountCents, 0)).toBe(amountCents);
        expect(allocateChosen(list, lines)).toEqual(lines);
        expect(new Set(lines.map(({ debtEntry }) => debtEntry)).size).toBe(lines.length);
      }),
    );
  });
});

describe("chosen lines", () => {
  test.each([
    ["a debt that is not open", [{ debtEntry: 9, amountCents: 1 }], "UNKNOWN_DEBT"],
    ["more than is open", [{ debtEntry: 1, amountCents: 4_901 }], "MORE_THAN_OPEN"],
    ["the other sign", [{ debtEntry: 1, amountCents: -1 }], "MORE_THAN_OPEN"],
    ["a debt twice", [1, 1].map((debtEntry) => ({ debtEntry, amountCents: 4_900 })), "MORE_THAN_OPEN"],
    ["credits alone", [{ debtEntry: 2, amountCents: -1_000 }], "NOTHING_TO_SETTLE"],
  ])("are refused with %s", (_what, lines, refusal) => {
    expect(allocateChosen(debts(4_900, -1_000), lines)).toBe(refusal);
  });
});

describe("a reseller's statement", () => {
  test.each([
    ["semicolons and French amounts", "Date;Code-barres;Montant\r\n25/11/2026;02000000000001;49,00 €\r\n"],
    ["tabs, pasted from a spreadsheet", "Code barre\tMontant dû\n02000000000001\t49,00\n"],
    [
      "commas, quotes and a point",
      '\ufeff"barcode","title","amount"\n"02000000000001","Les ""Bonnes"", Paris","49.00"',
    ],
  ])("is read with %s", (_what, text) => {
    expect(readStatement(text)).toEqual({
      readable: true,
      lines: [{ barcode: "02000000000001", amountCents: 4_900 }],
      badLines: [],
    });
  });

  test("keeps its good lines beside bad ones, which are named", () => {
    const text =
      "code-barres;montant\n02000000000001;-49,00\n;1,00\n02000000000002;beaucoup\n\n02000000000003;0";
    expect(readStatement(text)).toEqual({
      readable: true,
      lines: [
        { barcode: "02000000000001", amountCents: -4_900 },
        { barcode: "02000000000003", amountCents: 0 },
      ],
      badLines: [
        { line: 3, reason: "noBarcode" },
        { line: 4, reason: "noAmount" },
      ],
    });
  });

  test("is not read where its head does not name the columns, whatever it holds", () => {
    expect(readStatement("a;montant\n1;2")).toEqual({ readable: false, missing: ["barcode"] });
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        readStatement(text);
        readStatement(`code-barres;montant\n${text}`);
      }),
    );
  });

  test("is laid beside the debts: each of them and each of its barcodes stands in one place", () => {
    const barcode = fc.integer({ min: 1, max: 12 }).map(String);
    const cents = fc.constantFrom(-4_900, 0, 4_900, 5_000);
    const lines = fc.array(fc.record({ barcode, amountCents: cents }), { maxLength: 20 });
    const ours = fc.uniqueArray(fc.record({ barcode, openCents: cents }), { selector: (one) => one.barcode });
    fc.assert(
      fc.property(lines, ours, (stated, list) => {
        const known = list.map((one, index) => ({ ...one, debtEntry: index + 1 }));
        const match = matchStatement(stated, known);
        const sum = (amounts: number[]) => amounts.reduce((total, one) => total + one, 0);
        expect(
          sum([
            ...match.matched.map(({ openCents }) => openCents),
            ...match.differing.map(({ statementCents }) => statementCents),
            ...match.settledBefore.map(({ statementCents }) => statementCents),
            ...match.unknownHere.map(({ amountCents }) => amountCents),
          ]),
        ).toBe(sum(stated.map(({ amountCents }) => amountCents)));
        expect(
          sum([
            ...match.matched.map(({ openCents }) => openCents),
            ...match.differing.map(({ debt }) => debt.openCents),
            ...match.missingThere.map(({ openCents }) => openCents),
          ]),
        ).toBe(sum(known.map(({ openCents }) => openCents)));
      }),
    );
  });
});
