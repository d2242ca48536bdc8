import type { Queries } from "./database.ts";

/** One row that breaks a rule: where it stands (organizer or institution, performance, seat, sale…) and what is wrong with it. */
export interface BrokenRow {
  where: string;
  detail: string;
}

/** What a check may know of the moment it is made at. */
export interface Moment {
  now: Date;
}

/** A rule of the protocol's section 5 over one server's own database. */
export interface Invariant {
  number: number;
  /** The rule as a sentence. */
  title: string;
  /** Whether it only holds when nothing is on its way and the line is up. */
  atRestOnly?: boolean;
  /** The rows that break the rule; none where it holds. Run it inside one snapshot. */
  check(queries: Queries, moment: Moment): Promise<BrokenRow[]>;
}
