import type { NetworkView, VenueView } from "../views.ts";

/** What one invariant is checked on: every row of both sides, as committed. */
export interface Rows {
  venue: VenueView;
  network: NetworkView;
  /** Seats of each performance's hall. */
  capacity: number;
  /** What stood in the venue's books when it was first, or the reseller last, brought back to a backup. */
  restored: { venue?: VenueView; reseller?: VenueView };
  /** A side was, and people have not yet settled all that came of it: what each says of the other may be of two pasts. */
  unsettled: boolean;
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
 * Asks an invariant again only once something changed that it looked at when it held: what it answers depends on
 * nothing else. A side hands out the same list until one of its rows changes.
 */
export function watch(): Watch {
  const held = new Map<Invariant, Looked>();
  return (invariants, rows) => {
    for (const invariant of invariants) {
      const before = held.get(invariant);
      if (before && isSame(before, rows)) continue;
      const { capacity, restored, unsettled } = rows;
      const looked: Looked = { capacity, restored, unsettled, ofVenue: new Map(), ofNetwork: new Map() };
      const venue = noting(rows.venue, looked.ofVenue);
      const network = noting(rows.network, looked.ofNetwork);
      const { rule, title, check } = invariant;
      const found = check({ ...rows, venue, network });
      if (found.length > 0) return { invariant: `${rule}: ${title}`, rows: found.slice(0, 12) };
      held.set(invariant, looked);
    }
    return undefined;
  };
}

/** What an invariant looked at: the tables of both sides by name, and what else is known of the world. */
interface Looked extends Pick<Rows, "capacity" | "restored" | "unsettled"> {
  ofVenue: Map<PropertyKey, unknown>;
  ofNetwork: Map<PropertyKey, unknown>;
}

function isSame({ ofVenue, ofNetwork, capacity, restored, unsettled }: Looked, rows: Rows): boolean {
  if (capacity !== rows.capacity || restored !== rows.restored || unsettled !== rows.unsettled) return false;
  for (const [name, table] of ofVenue) if (Reflect.get(rows.venue, name) !== table) return false;
  for (const [name, table] of ofNetwork) if (Reflect.get(rows.network, name) !== table) return false;
  return true;
}

function noting<View extends object>(view: View, looked: Map<PropertyKey, unknown>): View {
  return new Proxy(view, {
    get(target, name) {
      const table: unknown = Reflect.get(target, name);
      looked.set(name, table);
      return table;
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
