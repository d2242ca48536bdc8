import type { Control } from "./planting.ts";

/** Faults of our own in the SQL of the stores, played on a real PostgreSQL. */
export const sqlControls: Control[] = [
  {
    name: "SQL: known seats are added again (on conflict do nothing removed)",
    row: "sql",
    floor: "sql",
    budget: 15,
    plantings: [
      {
        file: "reseller/contingent/contingent.store.ts",
        find: "as w(seat_code) order by seat_code\n        on conflict do nothing`);",
        replace: "as w(seat_code) order by seat_code`);",
      },
    ],
  },
  {
    name: "SQL: a given-up operation is never asked for again (status left out)",
    row: "sql",
    floor: "sql",
    budget: 30,
    plantings: [
      {
        file: "boxoffice/interface/operations/operations.store.ts",
        find: "and state in ('open', 'voiding')\n          and (next_attempt_at",
        replace: "and state in ('open')\n          and (next_attempt_at",
      },
    ],
  },
  {
    name: "SQL: the cursor stays one event behind (wrong number)",
    row: "sql",
    floor: "sql",
    budget: 30,
    plantings: [
      {
        file: "boxoffice/interface/import-sales/feed.store.ts",
        find: "update feed_cursors set sequence = $",
        replace: "update feed_cursors set sequence = -1 + $",
      },
    ],
  },
  {
    name: "SQL: events are numbered backwards (ordering turned round)",
    row: "sql",
    floor: "sql",
    budget: 30,
    plantings: [
      {
        file: "reseller/feed/feed.store.ts",
        find: "        order by recorded`),",
        replace: "        order by recorded desc`),",
      },
    ],
  },
  {
    name: "SQL: the feed's last number is read as its first (ordering turned round)",
    row: "sql",
    floor: "sql",
    budget: 50,
    plantings: [
      {
        file: "reseller/feed/feed.store.ts",
        find: "order by sequence desc limit 1`);",
        replace: "order by sequence limit 1`);",
      },
    ],
  },
  {
    name: "SQL: baskets run out early and never late (comparison turned round)",
    row: "sql",
    floor: "sql",
    budget: 40,
    plantings: [
      {
        file: "reseller/point-of-sale/sales.store.ts",
        find: "and expires_at <= $",
        replace: "and expires_at > $",
      },
    ],
  },
];
