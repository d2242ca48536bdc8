import type { SeatChange } from "../../house/inventory/inventory.store.ts";
import { type ForceRecallOrder, forceRecall } from "../force-recall/force-recall.ts";
import type { InterfaceTransaction } from "../store.ts";
import type { Difference } from "./compare.store.ts";
import { comparePerformance } from "./compare-performance.ts";
import { type Decision, decisionsOf } from "./compare-seat.ts";
import { fenceSeat, leaveSeat } from "./decide-seat.ts";
import { fenceChanges } from "./fence-changes.ts";
import {
  type AskedRepair,
  type RepairNeeds,
  type RepairOutcome,
  type RepairResult,
  toldOf,
} from "./repair.ts";

export interface DecisionToMake extends Pick<ForceRecallOrder, "reason" | "operatorId" | "secondOperatorId"> {
  decision: Decision;
}

/**
 * Two people settle alarms of one performance (R8.3): the reseller keeps the seat under its grant, or the venue does,
 * behind a fence that revokes whatever grant the reseller holds or may still accept. Compares anew first, leaves alone
 * what is no longer as they saw it, and compares once more after.
 */
export async function decideSeats(
  needs: RepairNeeds,
  performanceNumber: number,
  asked: readonly AskedRepair[],
  made: DecisionToMake,
): Promise<RepairOutcome> {
  const compared = await comparePerformance(needs, performanceNumber, "person");
  if (compared.outcome !== "compared") return compared;
  const found = new Map(compared.comparison.differences.map((one) => [one.seatCode, one]));
  const results: RepairResult[] = [];
  const decided: Difference[] = [];
  for (const seen of asked) {
    const now = found.get(seen.seatCode);
    const told = toldOf(seen.seatCode, seen.cause, now?.here?.state ?? null);
    if (!now || now.cause !== seen.cause || now.movementSerial !== seen.movementSerial)
      results.push({ ...told, result: "stale" });
    else if (!decisionsOf(seen.cause).includes(made.decision)) results.push({ ...told, result: "nothing" });
    else decided.push(now);
  }
  const freed = decided.filter(({ cause }) => cause === "allottedHereUnknownThere");
  if (freed.length > 0) results.push(...(await freeByForce(needs, performanceNumber, freed, made)));
  const others = decided.filter(({ cause }) => cause !== "allottedHereUnknownThere");
  if (others.length > 0) results.push(...(await settle(needs, performanceNumber, others, made)));
  await needs.exchangeNow();
  const again = await comparePerformance(needs, performanceNumber, "person");
  return again.outcome === "compared" ? { outcome: "compared", results, after: again.comparison } : again;
}

/** Seats that the books have given away and the reseller does not hold: a forced recall, with all that belongs to it. */
async function freeByForce(
  needs: RepairNeeds,
  performanceNumber: number,
  differences: readonly Difference[],
  { reason, operatorId, secondOperatorId }: DecisionToMake,
): Promise<RepairResult[]> {
  const seatCodes = differences.map(({ seatCode }) => seatCode);
  const order = { performanceNumber, seatCodes, reason, operatorId, secondOperatorId };
  const freed = await forceRecall(needs.store, needs, order, needs);
  return differences.map(({ seatCode, cause, here }) => ({
    ...toldOf(seatCode, cause, here?.state ?? null),
    ...("refused" in freed ? { result: "stale" as const } : { to: "held" as const, result: "done" as const }),
  }));
}

function settle(
  { store, clock, ids, holdCode }: RepairNeeds,
  performanceNumber: number,
  differences: readonly Difference[],
  { decision, reason, operatorId, secondOperatorId }: DecisionToMake,
): Promise<RepairResult[]> {
  return store.transaction(async (transaction) => {
    const at = clock.now();
    const seatCodes = differences.map(({ seatCode }) => seatCode);
    const context = { performanceNumber, at, operatorId };
    const before = new Map(
      (await transaction.lockSeats(performanceNumber, seatCodes)).map((seat) => [seat.seatCode, seat]),
    );
    const fresh = differences.filter(
      ({ seatCode, movementSerial }) => before.get(seatCode)?.movementSerial === movementSerial,
    );
    if (decision === "takeBack") await backToHold(transaction, context, fresh);
    const seats = await transaction.lockSeats(
      performanceNumber,
      fresh.map(({ seatCode }) => seatCode),
    );
    const thereOf = new Map(fresh.map(({ seatCode, there }) => [seatCode, there]));
    const changes = seats.flatMap((seat) => {
      const there = thereOf.get(seat.seatCode) ?? null;
      const change =
        decision === "takeBack"
          ? fenceSeat(seat, there)
          : leaveSeat(seat, there, store.scope.resellerId, holdCode);
      return change ?? [];
    });
    if (decision === "takeBack")
      await fenceChanges(transaction, performanceNumber, changes, { holdCode, operatorId, at, ids });
    await transaction.moveSeats(context, changes);
    const moved = new Map(changes.map(({ seat, to }) => [seat.seatCode, to]));
    if (moved.size > 0) {
      const subject = { performanceNumber, decision, reason, seatCodes: [...moved.keys()] };
      await transaction.appendAudit(at, { action: "decideSeats", operatorId, secondOperatorId, subject });
    }
    return differences.map(({ seatCode, cause, here, movementSerial }) => {
      const told = toldOf(seatCode, cause, here?.state ?? null);
      const to = moved.get(seatCode);
      if (to !== undefined) return { ...told, to, result: "done" as const };
      const still = before.get(seatCode)?.movementSerial === movementSerial;
      return { ...told, result: still ? ("nothing" as const) : ("stale" as const) };
    });
  });
}

/** A divergent seat goes back to its hold first; its grant stays with it until the fence has been set. */
async function backToHold(
  transaction: InterfaceTransaction,
  context: { performanceNumber: number; at: Date; operatorId: number },
  differences: readonly Difference[],
): Promise<void> {
  const codes = differences.flatMap(({ seatCode, cause }) =>
    cause === "divergentInDoubt" ? [seatCode] : [],
  );
  const seats = await transaction.lockSeats(context.performanceNumber, codes);
  const set = { resellerId: null, operationId: null };
  await transaction.moveSeats(
    context,
    seats.map((seat): SeatChange => ({ seat, movement: "settleDivergence", to: "held", set })),
  );
}
