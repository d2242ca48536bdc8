import type { Control } from "./planting.ts";

/** Rule 10: what a restore from a backup asks of both sides; and the prices and seals that no other control is for. */
export const restoreControls: Control[] = [
  {
    name: "a restored venue takes no counters",
    row: "restore",
    floor: "memory",
    budget: 900,
    plantings: [
      {
        file: "boxoffice/interface/restore/take-counters.ts",
        find: "if (there.command <= seat.command) return undefined;",
        replace: "return undefined;",
      },
    ],
  },
  {
    name: "a sale is given back without its event",
    row: "restore",
    floor: "memory",
    budget: 50,
    plantings: [
      {
        file: "reseller/restore/known-sales.ts",
        find: "      await transaction.appendEvent(event);\n",
        replace: "",
      },
    ],
  },
  {
    name: "any price is integrated",
    row: "import",
    floor: "memory",
    budget: 100,
    plantings: [
      {
        file: "boxoffice/interface/import-sales/compare-price.ts",
        find: "if (grid && sameAmounts(event, grid)) return undefined;",
        replace: "if (grid) return undefined;",
      },
    ],
  },
  {
    name: "a seal is chained to no other",
    row: "journal",
    floor: "memory",
    budget: 50,
    plantings: [
      {
        file: "boxoffice/house/journal/seal-journal.ts",
        find: "const previousHash = hash;",
        replace: "const previousHash = before.hash;",
      },
    ],
  },
];
