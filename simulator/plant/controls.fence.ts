import type { Control } from "./planting.ts";

/** Section 4's rows of a forced recall and its fence (rule 9). */
export const fenceControls: Control[] = [
  {
    name: "freed by force without a fence",
    row: "section 4",
    floor: "memory",
    budget: 300,
    plantings: [
      {
        file: "boxoffice/interface/force-recall/force-recall.ts",
        find: "fence: Math.max(seat.fence, grantCommand) };",
        replace: "fence: seat.fence };",
      },
    ],
  },
  {
    name: "allot again before the fence is acknowledged",
    row: "section 4",
    floor: "memory",
    budget: 300,
    plantings: [
      {
        file: "boxoffice/interface/allot/allot.ts",
        find: "inHold(seat, holdCode) && !awaitsFence(seat)",
        replace: "inHold(seat, holdCode)",
      },
    ],
  },
  {
    name: "late sale under a fence dropped",
    row: "section 4",
    floor: "memory",
    budget: 300,
    plantings: [
      {
        file: "boxoffice/interface/import-sales/receipt.ts",
        find: 'return { change: { seat, movement: "takeBackLateSale", to: "sold", set, ticketId } };',
        replace: "return {};",
      },
    ],
  },
  {
    name: "cancelled fenced seat offered again",
    row: "section 4",
    floor: "memory",
    budget: 1000,
    plantings: [
      {
        file: "reseller/contingent/contingent.ts",
        find: 'return seat.grant > seat.fence ? "offered" : "withdrawn";',
        replace: 'return "offered";',
      },
    ],
  },
];
