import type { NetworkView, VenueView } from "../views.ts";

/** What one invariant is checked on: every row of both sides, as committed. */
export interface Rows {
  venue: VenueView;
  network: NetworkView;
  /** Seats of each performance's hall. */
  capacity: number;
  /** Whether a side was restored from a backup, or a forced recall explains what else nothing would. */
  restored: boolean;
}

export interface Invariant {
  /** Its number in section 5 of the protocol, or the rule that it stands for. */
  rule: string;
  title: string;
  /** `commit`: at any moment. `rest`: once everything has healed and nothing is on its way. */
  holds: "commit" | "rest";
  /** The rows that break it, in words. */
  check(rows: Rows): string[];
}

/** What was found: the invariant and its rows. */
export interface Broken {
  invariant: string;
  rows: string[];
}

export function firstBroken(invariants: readonly Invariant[], rows: Rows): Broken | undefined {
  for (const { rule, title, check } of invariants) {
    const found = check(rows);
    if (found.length > 0) return { invariant: `${rule}: ${title}`, rows: found.slice(0, 12) };
  }
  return undefined;
}

export const seatKey = (seat: { performanceNumber: number; seatCode: number }) =>
  seat.performanceNumber * 1000 + seat.seatCode;

export const seatName = (seat: { performanceNumber: number; seatCode: number }) =>
  `performance ${seat.performanceNumber}, seat ${seat.seatCode}`;

export function byKey<Row, Key>(rows: readonly Row[], keyOf: (row: Row) => Key): Map<Key, Row> {
  return new Map(rows.map((row) => [keyOf(row), row]));
}

export function grouped<Row, Key>(rows: readonly Row[], keyOf: (row: Row) => Key): Map<Key, Row[]> {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
