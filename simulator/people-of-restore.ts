import type { Difference } from "@allotement/boxoffice/interface/compare/compare.store.ts";
import { comparePerformance } from "@allotement/boxoffice/interface/compare/compare-performance.ts";
import { decisionsOf, repairOf } from "@allotement/boxoffice/interface/compare/compare-seat.ts";
import { decideSeats } from "@allotement/boxoffice/interface/compare/decide.ts";
import { repairPerformance } from "@allotement/boxoffice/interface/compare/repair.ts";
import { giveBack } from "@allotement/boxoffice/interface/restore/give-back.ts";
import { takeCounters } from "@allotement/boxoffice/interface/restore/take-counters.ts";
import { holdCodes } from "./house.ts";
import type { Action } from "./scenario.ts";
import type { VenueServer } from "./venue.ts";

const people = { operatorId: 3, secondOperatorId: 1, reason: "a disk was replaced" };

/** What support does once a server was restored from a backup (decision 9): step by step, as far as the line carries. */
export async function mendRestored(
  server: VenueServer,
  { side, decision }: Extract<Action, { do: "mendRestored" }>,
): Promise<string> {
  const { clock } = server.process;
  const at = { store: server.interface, line: server.newLine() };
  if (side === "reseller") {
    const { reason, ...operators } = people;
    await at.store.transaction((transaction) =>
      transaction.appendAudit(clock.now(), { action: "giveBack", ...operators, subject: { reason } }),
    );
    const { outcome } = await giveBack(at, false);
    if (outcome === "givenBack") await server.restart();
    else if (outcome !== "nothingLost") return outcome;
  } else {
    const taken = await takeCounters({ ...at, clock }, { holdCode: holdCodes.interface, ...people });
    if (taken.outcome !== "taken") return taken.outcome;
    await server.restart();
    await server.worker().fetchNow();
  }
  const told: string[] = [];
  for (const performance of await at.store.transaction((transaction) => transaction.performanceNumbers()))
    told.push(await settleDifferences(server, performance, decision));
  return told.join("; ");
}

/** Compares one performance, repairs what one person may repair, and decides with a second one what is left. */
async function settleDifferences(
  server: VenueServer,
  performance: number,
  decision: "takeBack" | "leaveToReseller",
): Promise<string> {
  const { comparing } = server.worker();
  const compared = await comparePerformance(comparing, performance, "person");
  if (compared.outcome !== "compared") return `${performance} ${compared.outcome}`;
  const { differences } = compared.comparison;
  const repairable = differences.filter(({ cause }) => repairOf(cause) !== null);
  const { operatorId } = people;
  if (repairable.length > 0)
    await repairPerformance(comparing, performance, repairable, { operatorId, dryRun: false });
  for (const made of ["takeBack", "leaveToReseller"] as const) {
    const theirs = differences.filter(({ cause }) => decisionFor(cause, decision) === made);
    if (theirs.length > 0) await decideSeats(comparing, performance, theirs, { decision: made, ...people });
  }
  return `${performance} ${differences.map(({ seatCode, cause }) => `${seatCode} ${cause}`).join(", ")}`;
}

/** The decision that two people take: the one they would rather, where it may be taken. */
function decisionFor(cause: Difference["cause"], rather: "takeBack" | "leaveToReseller") {
  const possible = decisionsOf(cause);
  return possible.find((one) => one === rather) ?? possible[0];
}
