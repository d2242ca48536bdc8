import { boxofficeInvariants } from "@allotement/boxoffice/verify/invariants.ts";
import { type Database, type Queries, sql } from "@allotement/platform/database/database.ts";
import type { Clock } from "@allotement/platform/ports.ts";
import { resellerInvariants } from "@allotement/reseller/verify/invariants.ts";
import { feedAcross } from "./feed.across.ts";
import { operationsAcross } from "./operations.across.ts";
import { seatsAcross } from "./seats.across.ts";
import { type BrokenRow, type InvariantAcross, readSides } from "./sides.ts";

export interface CheckedInvariant {
  number: InvariantAcross["number"];
  title: string;
  /** Whose database was asked; «both»: they were compared. */
  side: "boxoffice" | "reseller" | "both";
  holds: boolean;
  rows: BrokenRow[];
}

export interface VerifyReport {
  atRest: boolean;
  /** Whether every invariant that was checked holds. */
  holds: boolean;
  invariants: CheckedInvariant[];
  /** Accounts of which the two databases are not each other's counterpart. */
  notCompared: string[];
  notChecked: { number: InvariantAcross["number"]; title: string; reason: string }[];
}

const across: readonly InvariantAcross[] = [...seatsAcross, ...feedAcross, ...operationsAcross].sort(
  (a, b) => rank(a.number) - rank(b.number),
);

/** Rules that nothing in the databases can answer yet. */
export const notYetChecked: VerifyReport["notChecked"] = [
  {
    number: 16,
    title: "Each forced recall has two people, a reason and a fence operation",
    reason: "forced recalls do not record their people and reason yet",
  },
  {
    number: 19,
    title: "Nothing is readable with another institution's credential",
    reason: "only calls to a running reseller can show it, no row of a database can",
  },
];

export interface VerifyTargets {
  boxoffice?: Database;
  reseller?: Database;
  /** Whether nothing should be on its way: then whatever still is counts as broken (rule 18). */
  atRest: boolean;
  clock: Clock;
}

/**
 * Checks the invariants of the protocol's section 5 on one or both databases, each in one read-only snapshot. Changes
 * nothing and takes no lock that a server would wait for. Needs two connections of the box office's pool at once.
 */
export async function runVerify({
  boxoffice,
  reseller,
  atRest,
  clock,
}: VerifyTargets): Promise<VerifyReport> {
  const options = { atRest, now: clock.now() };
  if (!boxoffice || !reseller) {
    const [database, side] = boxoffice ? [boxoffice, "boxoffice" as const] : [reseller, "reseller" as const];
    if (!database) throw new Error("verify needs at least one database");
    return snapshot(database, (queries) => verifySnapshots({ [side]: queries }, options));
  }
  return snapshot(boxoffice, (before) =>
    snapshot(reseller, (network) =>
      snapshot(boxoffice, (after) =>
        verifySnapshots({ boxoffice: before, reseller: network, boxofficeAfter: after }, options),
      ),
    ),
  );
}

/** Runs `work` on one state of the database, that of this very moment. */
function snapshot<Result>(database: Database, work: (queries: Queries) => Promise<Result>): Promise<Result> {
  return database.transaction(async (transaction) => {
    await transaction.run(sql`set transaction isolation level repeatable read, read only`);
    // Every check reads whole tables. Where PostgreSQL has not counted their rows yet it would expect few of them and
    // compare each row with each: minutes instead of milliseconds.
    await transaction.run(sql`set local enable_nestloop = off`);
    await transaction.run(sql`set local jit = off`);
    // The snapshot is taken by the first statement that reads.
    await transaction.run(sql`select 1`);
    return work(transaction);
  });
}

interface Snapshots {
  boxoffice?: Queries;
  reseller?: Queries;
  /** The box office read again after the reseller; left out: the same snapshot. */
  boxofficeAfter?: Queries;
}

/** Checks every invariant that the given snapshots can answer. */
export async function verifySnapshots(
  { boxoffice, reseller, boxofficeAfter }: Snapshots,
  { atRest, now }: { atRest: boolean; now: Date },
): Promise<VerifyReport> {
  const invariants: CheckedInvariant[] = [];
  const keep =
    (invariant: { number: InvariantAcross["number"]; title: string }, side: CheckedInvariant["side"]) =>
    (rows: BrokenRow[]) => {
      const { number, title } = invariant;
      invariants.push({ number, title, side, holds: rows.length === 0, rows });
    };
  for (const [queries, side, list] of [
    [boxoffice, "boxoffice", boxofficeInvariants],
    [reseller, "reseller", resellerInvariants],
  ] as const) {
    if (!queries) continue;
    for (const invariant of list.filter((one) => atRest || !one.atRestOnly))
      await invariant.check(queries, { now }).then(keep(invariant, side));
  }
  const notCompared: string[] = [];
  if (boxoffice && reseller) {
    const after = boxofficeAfter ?? boxoffice;
    const sides = await readSides({ before: boxoffice, reseller, after, atRest });
    notCompared.push(...sides.notCompared);
    for (const invariant of across) await invariant.check(sides).then(keep(invariant, "both"));
  }
  invariants.sort((a, b) => rank(a.number) - rank(b.number));
  const holds = invariants.every((invariant) => invariant.holds);
  return { atRest, holds, invariants, notCompared, notChecked: notYetChecked };
}

/** The comparison seat by seat comes last. */
function rank(number: InvariantAcross["number"]): number {
  return number === "R8.3" ? Number.POSITIVE_INFINITY : number;
}
