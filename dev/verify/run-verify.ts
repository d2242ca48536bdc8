import { boxofficeInvariants } from "@allotement/boxoffice/verify/invariants.ts";
import { type Database, type Queries, sql } from "@allotement/platform/database/database.ts";
import type { Clock } from "@allotement/platform/ports.ts";
import { resellerInvariants } from "@allotement/reseller/verify/invariants.ts";
import { feedAcross } from "./feed.across.ts";
import { isolationAcross } from "./isolation.across.ts";
import { lookNext } from "./look-next.ts";
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
  /** Where the rule is broken: what that means in practice, and where to look. */
  lookNext?: string;
}

export interface VerifyReport {
  atRest: boolean;
  /** Whether every invariant that was checked holds. */
  holds: boolean;
  invariants: CheckedInvariant[];
  /** Accounts of which the two databases are not each other's counterpart. */
  notCompared: string[];
  /** What no row of a database can show, and the tests that prove it. */
  provenElsewhere: { number: InvariantAcross["number"]; title: string; tests: string[] }[];
}

const across: readonly InvariantAcross[] = [
  ...seatsAcross,
  ...feedAcross,
  ...operationsAcross,
  ...isolationAcross,
].sort((a, b) => rank(a.number) - rank(b.number));

const onTheWire: VerifyReport["provenElsewhere"] = [
  {
    number: 19,
    title: "No route reads or changes anything with another institution's or organizer's credential",
    tests: ["reseller/access/isolation.test.ts", "boxoffice/isolation.test.ts"],
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
      const next = rows.length > 0 ? lookNext[number] : undefined;
      const said = next === undefined ? {} : { lookNext: next };
      invariants.push({ number, title, side, holds: rows.length === 0, rows, ...said });
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
  return { atRest, holds, invariants, notCompared, provenElsewhere: onTheWire };
}

/** The comparison seat by seat comes last. */
function rank(number: InvariantAcross["number"]): number {
  return number === "R8.3" ? Number.POSITIVE_INFINITY : number;
}
