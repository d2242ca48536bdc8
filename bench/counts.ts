import { type Database, type Sql, sql } from "@allotement/platform/database/database.ts";
import type { Side } from "./side.ts";
import type { Stage } from "./stage.ts";

/** What one side's tables hold, by name of table (and of state, where rows only change theirs). */
export type Counts = Map<string, number>;

/** Both sides did not do the same: the figures would say nothing. */
export class NotTheSame extends Error {
  override name = "NotTheSame";
}

const changed = (name: string, states: Sql) => ({ name, rows: false, states });
const added = (name: string, table: Sql) => ({ name, rows: true, states: table });

const boxofficeCounts = [
  added("seat_movements", sql`seat_movements where`),
  added("operations", sql`operations where`),
  added("tickets", sql`tickets where`),
  added("feed_inbox", sql`feed_inbox where`),
  added("cash_journal", sql`cash_journal where`),
  added("receivables", sql`receivables where`),
  added("reseller_performances", sql`reseller_performances where`),
  changed("seats allotted", sql`performance_seats where state = 'allotted' and`),
  changed("seats sold", sql`performance_seats where state = 'sold' and`),
  changed("operations applied", sql`operations where state = 'applied' and`),
  changed("tickets with a channel", sql`tickets where sales_channel_id is not null and`),
  changed("inbox integrated", sql`feed_inbox where status = 'integrated' and`),
];
const resellerCounts = [
  added("performances", sql`performances where`),
  added("contingent_seats", sql`contingent_seats where`),
  added("contingent_movements", sql`contingent_movements where`),
  added("operation_log", sql`operation_log where`),
  added("baskets", sql`baskets where`),
  added("orders", sql`orders where`),
  added("order_lines", sql`order_lines where`),
  added("feed_events", sql`feed_events where`),
  changed("seats offered", sql`contingent_seats where state = 'offered' and`),
  changed("contingent seats sold", sql`contingent_seats where state = 'sold' and`),
  changed("baskets sold", sql`baskets where state = 'sold' and`),
];

/** Every count of one side, on both databases. */
export async function countsOf(stage: Stage, side: Side): Promise<Counts> {
  const count = async (database: Database, list: typeof boxofficeCounts, owner: Sql) => {
    const columns = list.map(({ states }) => sql`(select count(*)::int from ${states} ${owner})`);
    const parts = columns.map((column, index) => sql`select ${index}::int as place, ${column} as count`);
    const found = await Promise.all(
      parts.map((part) => database.first<{ place: number; count: number }>(part)),
    );
    return list.map(({ name }, index) => [name, found[index]?.count ?? 0] as const);
  };
  return new Map([
    ...(await count(stage.boxoffice, boxofficeCounts, sql`organizer_id = ${side.organizerId}`)),
    ...(await count(stage.reseller, resellerCounts, sql`institution_code = ${side.institutionCode}`)),
  ]);
}

/** What was added between two counts; what did not change is left out. */
export function difference(before: Counts, after: Counts): Counts {
  const changes = [...after].map(([name, count]) => [name, count - (before.get(name) ?? 0)] as const);
  return new Map(changes.filter(([, count]) => count !== 0));
}

const addedNames = new Set(
  [...boxofficeCounts, ...resellerCounts].flatMap(({ rows, name }) => (rows ? name : [])),
);

/** How many rows were added, of all tables together. */
export function rowsAdded(changes: Counts): number {
  return [...changes].reduce((sum, [name, count]) => sum + (addedNames.has(name) ? count : 0), 0);
}

/** @throws NotTheSame naming the first count that differs. */
export function assertSame(measure: string, product: Counts, raw: Counts): void {
  for (const name of new Set([...product.keys(), ...raw.keys()])) {
    const [ours, theirs] = [product.get(name) ?? 0, raw.get(name) ?? 0];
    if (ours !== theirs)
      throw new NotTheSame(
        `${measure}: the product changed ${name} by ${ours}, the raw statements by ${theirs}. They must do the same.`,
      );
  }
}
