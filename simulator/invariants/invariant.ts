import type { NetworkView, VenueView } from "../views.ts";

/** What one invariant is checked on: every row of both sides, as committed. */
export interface Rows {
  venue: VenueView;
  network: NetworkView;
  /** Seats of each performance's hall. */
  capacity: number;
  /** What stood in the venue's books when it was first, or the reseller last, brought back to a backup. */
  restored: { venue?: VenueView; reseller?: VenueView };
  /** A side was, and people have not yet settled all that came of it. */
  unsettled: boolean;
  /** Until then what each side says of these seats may be of two pasts; nothing is excused for any other. */
  setBack: ReadonlySet<number>;
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

/** Looks for the first invariant that is broken. */
export type Watch = (invariants: readonly Invariant[], rows: Rows) => Broken | undefined;

/**
 * Asks an invariant again only once something changed that it ever looked at: what it answers depends on nothing else. A
 * side hands out the same list until one of its rows changes.
 */
export function watch(): Watch {
  const held = new Set<Invariant>();
  const lookedAt = { venue: new Map<string, Set<Invariant>>(), network: new Map<string, Set<Invariant>>() };
  let before: Rows | undefined;
  /** What looked at a table that is another now has to be asked again. */
  const forget = (side: "venue" | "network", rows: Rows) => {
    const [old, now] = [before?.[side], rows[side]];
    if (old === now) return;
    for (const [name, asked] of lookedAt[side])
      if (!old || Reflect.get(old, name) !== Reflect.get(now, name))
        for (const invariant of asked) held.delete(invariant);
  };
  return (invariants, rows) => {
    if (before && !isSameWorld(before, rows)) held.clear();
    forget("venue", rows);
    forget("network", rows);
    before = rows;
    for (const invariant of invariants) {
      if (held.has(invariant)) continue;
      const venue = noting(rows.venue, invariant, lookedAt.venue);
      const network = noting(rows.network, invariant, lookedAt.network);
      const { rule, title, check } = invariant;
      const found = check({ ...rows, venue, network });
      if (found.length > 0) return { invariant: `${rule}: ${title}`, rows: found.slice(0, 12) };
      held.add(invariant);
    }
    return undefined;
  };
}

function isSameWorld(one: Rows, other: Rows): boolean {
  return (
    one.capacity === other.capacity &&
    one.restored === other.restored &&
    one.unsettled === other.unsettled &&
    one.setBack === other.setBack
  );
}

/** The view, so that it is noted which of its tables this invariant looks at. */
function noting<View extends object>(
  view: View,
  invariant: Invariant,
  lookedAt: Map<string, Set<Invariant>>,
): View {
  return new Proxy(view, {
    get(target, name) {
      if (typeof name === "string") {
        const asked = lookedAt.get(name);
        if (asked) asked.add(invariant);
        else lookedAt.set(name, new Set([invariant]));
      }
      return Reflect.get(target, name);
    },
  });
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
