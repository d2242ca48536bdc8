import type { Ids } from "@allotement/platform/ports.ts";
import type { SeatState } from "../../house/inventory/seat-states.ts";
import type { Comparison, Difference } from "./compare.store.ts";
import { type CompareNeeds, type ComparisonOutcome, comparePerformance } from "./compare-performance.ts";
import { type Cause, type Repair, repairOf } from "./compare-seat.ts";
import { fenceSeat } from "./decide-seat.ts";
import { fenceChanges } from "./fence-changes.ts";
import { isMoving, type MovingRepair, repairSeat } from "./repair-seat.ts";

export interface RepairNeeds extends CompareNeeds {
  ids: Ids;
  /** The interface's hold: where a seat stands that the books did not know to have left. */
  holdCode: number;
  /** Sends what is due, receives and applies, once. */
  exchangeNow(): Promise<void>;
}

/** A difference that a person saw and wants mended. */
export type AskedRepair = Pick<Difference, "seatCode" | "cause" | "movementSerial">;

/**
 * What a repair came to. `stale`: the seat is no longer as the proposal saw it, and was left alone. `nothing`: no repair
 * of this cause, or the other side gave nothing for it.
 */
export interface RepairResult {
  seatCode: number;
  cause: Cause;
  repair: Repair | null;
  result: "would" | "done" | "stale" | "nothing";
  from: SeatState | null;
  to: SeatState | null;
}

export type RepairOutcome =
  | { outcome: "compared"; results: RepairResult[]; after: Comparison }
  | Exclude<ComparisonOutcome, { outcome: "compared" }>;

/**
 * Mends differences of one performance: compares anew, leaves alone whatever is not as the proposal saw it, repairs each
 * seat in a transaction of its own, and proves the result by comparing once more. `dryRun`: says what would change.
 */
export async function repairPerformance(
  needs: RepairNeeds,
  performanceNumber: number,
  asked: readonly AskedRepair[],
  { operatorId, dryRun }: { operatorId: number; dryRun: boolean },
): Promise<RepairOutcome> {
  const compared = await comparePerformance(needs, performanceNumber, "person");
  if (compared.outcome !== "compared") return compared;
  const found = new Map(compared.comparison.differences.map((one) => [one.seatCode, one]));
  const results: RepairResult[] = [];
  const toSend: Difference[] = [];
  const toFence: Difference[] = [];
  for (const seen of asked) {
    const now = found.get(seen.seatCode);
    const told = toldOf(seen.seatCode, seen.cause, now?.here?.state ?? null);
    const repair = told.repair;
    if (!now || now.cause !== seen.cause || now.movementSerial !== seen.movementSerial)
      results.push({ ...told, result: "stale" });
    else if (repair === "sendAgain") toSend.push(now);
    else if (repair === "sendFence") toFence.push(now);
    // A sale is received before comparing: what is still missing is not in the feed.
    else if (repair === null || !isMoving(repair)) results.push({ ...told, result: "nothing" });
    else results.push(await moveOne(needs, performanceNumber, now, repair, { operatorId, dryRun }));
  }
  if (toSend.length > 0) results.push(...(await sendAgain(needs, performanceNumber, toSend, dryRun)));
  if (toFence.length > 0)
    results.push(...(await sendFences(needs, performanceNumber, toFence, { operatorId, dryRun })));
  if (dryRun) return { outcome: "compared", results, after: compared.comparison };
  await needs.exchangeNow();
  const again = await comparePerformance(needs, performanceNumber, "person");
  return again.outcome === "compared" ? { outcome: "compared", results, after: again.comparison } : again;
}

export function toldOf(seatCode: number, cause: Cause, from: SeatState | null) {
  return { seatCode, cause, repair: repairOf(cause), from, to: null };
}

async function moveOne(
  { store, clock }: RepairNeeds,
  performanceNumber: number,
  { seatCode, cause, movementSerial, there }: Difference,
  repair: MovingRepair,
  { operatorId, dryRun }: { operatorId: number; dryRun: boolean },
): Promise<RepairResult> {
  return store.transaction(async (transaction) => {
    const [seat] = await transaction.lockSeats(performanceNumber, [seatCode]);
    const told = toldOf(seatCode, cause, seat?.state ?? null);
    if (!seat || seat.movementSerial !== movementSerial) return { ...told, result: "stale" };
    const change = repairSeat(repair, seat, there, store.scope.resellerId);
    if (!change) return { ...told, result: "nothing" };
    if (dryRun) return { ...told, to: change.to, result: "would" };
    const at = clock.now();
    await transaction.moveSeats({ performanceNumber, at, operatorId }, [change]);
    const subject = { performanceNumber, seatCode, cause, repair, from: seat.state, to: change.to };
    await transaction.appendAudit(at, { action: "repairSeat", operatorId, secondOperatorId: null, subject });
    return { ...told, to: change.to, result: "done" };
  });
}

/** The operations that these seats wait for are sent again at once; nothing else changes, so nothing is audited. */
function sendAgain(
  { store, clock }: RepairNeeds,
  performanceNumber: number,
  differences: readonly Difference[],
  dryRun: boolean,
): Promise<RepairResult[]> {
  return store.transaction(async (transaction) => {
    const codes = differences.map(({ seatCode }) => seatCode);
    const seats = await transaction.lockSeats(performanceNumber, codes);
    const seatOf = new Map(seats.map((seat) => [seat.seatCode, seat]));
    const hurried = new Map<string, boolean>();
    const results: RepairResult[] = [];
    for (const { seatCode, cause, movementSerial } of differences) {
      const seat = seatOf.get(seatCode);
      const told = toldOf(seatCode, cause, seat?.state ?? null);
      const operationId = seat?.operationId ?? null;
      if (!seat || seat.movementSerial !== movementSerial) results.push({ ...told, result: "stale" });
      else if (operationId === null) results.push({ ...told, result: "nothing" });
      else if (dryRun) results.push({ ...told, result: "would" });
      else {
        const open = hurried.get(operationId) ?? (await transaction.hurryOperation(operationId, clock.now()));
        hurried.set(operationId, open);
        results.push({ ...told, result: open ? "done" : "nothing" });
      }
    }
    return results;
  });
}

/** The fences of these seats once more, as operations of their own with a new command: the reseller forgot the last. */
function sendFences(
  { store, clock, ids, holdCode }: RepairNeeds,
  performanceNumber: number,
  differences: readonly Difference[],
  { operatorId, dryRun }: { operatorId: number; dryRun: boolean },
): Promise<RepairResult[]> {
  return store.transaction(async (transaction) => {
    const codes = differences.map(({ seatCode }) => seatCode);
    const seats = await transaction.lockSeats(performanceNumber, codes);
    const seen = new Map(differences.map((one) => [one.seatCode, one]));
    const changes = seats.flatMap((seat) => {
      const one = seen.get(seat.seatCode);
      return one?.movementSerial === seat.movementSerial ? (fenceSeat(seat, one.there) ?? []) : [];
    });
    if (!dryRun && changes.length > 0) {
      const at = clock.now();
      await fenceChanges(transaction, performanceNumber, changes, { holdCode, operatorId, at, ids });
      await transaction.moveSeats({ performanceNumber, at, operatorId }, changes);
      const subject = {
        performanceNumber,
        repair: "sendFence",
        seatCodes: changes.map(({ seat }) => seat.seatCode),
      };
      const entry = { action: "repairSeat" as const, operatorId, secondOperatorId: null, subject };
      await transaction.appendAudit(at, entry);
    }
    const going = new Set(changes.map(({ seat }) => seat.seatCode));
    return differences.map(({ seatCode, cause, here }) => {
      const state = here?.state ?? null;
      const told = toldOf(seatCode, cause, state);
      if (!going.has(seatCode)) return { ...told, result: "stale" };
      return { ...told, to: state, result: dryRun ? "would" : "done" };
    });
  });
}
