import type { Transaction } from "@allotement/platform/database/database.ts";
import type { PlanComparison, PlanObstacle, SeatDifference } from "../../api/plans.ts";
import { appendAudit } from "../audit/audit.store.ts";
import { lockSeats, moveSeats, type SeatChange } from "../inventory/inventory.store.ts";
import { addSeatsTo, lockHall, performancesToCome, seatsComingBack, writePlan } from "./apply-plan.store.ts";
import { isSame, planDifference } from "./plan-difference.ts";
import { concernsPerformances, forbiddenChange } from "./plan-in-use.ts";
import { readSeatingPlan } from "./read-seating-plan.store.ts";
import type { SeatingPlan } from "./seating-plan.ts";
import { writeSeatingPlan } from "./seating-plan.write.ts";

const obstacleCountMax = 200;
/** A performance is over a day after its beginning: until then its tickets are scanned, sold late and refunded. */
const dayMilliseconds = 24 * 60 * 60 * 1000;

export interface PlanContext {
  organizerId: number;
  hallCode: number;
  operatorId: number;
  at: Date;
}

export type PlanOutcome =
  | { kind: "notFound" }
  | { kind: "otherVersion"; planVersion: number }
  | { kind: "inUse"; obstacles: PlanObstacle[]; obstacleCount: number }
  | { kind: "applied"; planVersion: number; performances: number };

/**
 * Puts another plan into force, in one transaction: no performance to come loses a seat that somebody has, and no seat
 * changes its place or category in a customer's or the reseller's hands (`forbiddenChange`). New seats stand in every
 * performance to come, free; those that have left the plan stay in the books, blocked.
 */
export async function applyPlan(
  transaction: Transaction,
  context: PlanContext,
  plan: SeatingPlan,
  planVersion: number,
): Promise<PlanOutcome> {
  const looked = await lookAtPlan(transaction, context, plan);
  if (!looked) return { kind: "notFound" };
  const { inForce, comparison, performances, moves } = looked;
  if (inForce.planVersion !== planVersion) return { kind: "otherVersion", planVersion: inForce.planVersion };
  const { obstacles, obstacleCount } = comparison;
  if (obstacleCount > 0) return { kind: "inUse", obstacles, obstacleCount };
  if (isSame(comparison)) return { kind: "applied", planVersion, performances: 0 };
  await writePlan(transaction, context, plan, {
    planVersion,
    text: writeSeatingPlan(inForce.plan),
    capacity: inForce.plan.seats.length,
    at: context.at,
    operatorId: context.operatorId,
  });
  const { organizerId, hallCode, operatorId, at } = context;
  for (const { performanceNumber, changes } of moves)
    await moveSeats(transaction, { organizerId, performanceNumber, at, operatorId }, changes);
  const numbers = performances.map(({ performanceNumber }) => performanceNumber);
  await addSeatsTo(transaction, context, numbers);
  const count = (change: string) =>
    comparison.seats.filter(({ changes }) => changes.some((one) => one === change)).length;
  await appendAudit(transaction, organizerId, at, {
    action: "changePlan",
    operatorId,
    secondOperatorId: null,
    subject: {
      hallCode,
      planVersion: planVersion + 1,
      added: count("added"),
      gone: count("gone"),
      relabelled: count("relabelled"),
      category: count("category"),
    },
  });
  return { kind: "applied", planVersion: planVersion + 1, performances: numbers.length };
}

/** What the plan would change, and what stands against it; locks what it looks at until the transaction ends. */
export async function comparePlan(
  transaction: Transaction,
  context: PlanContext,
  plan: SeatingPlan,
): Promise<PlanComparison | undefined> {
  return (await lookAtPlan(transaction, context, plan))?.comparison;
}

async function lookAtPlan(transaction: Transaction, context: PlanContext, plan: SeatingPlan) {
  if ((await lockHall(transaction, context)) === undefined) return undefined;
  const { organizerId, hallCode, at } = context;
  const inForce = await readSeatingPlan(transaction, organizerId, hallCode);
  if (!inForce) return undefined;
  const difference = planDifference(inForce.plan, plan);
  const touched = new Map<number, SeatDifference>();
  for (const seat of difference.seats) {
    const code = inForce.seatCodes.get(seat.guid);
    if (code !== undefined && concernsPerformances(seat)) touched.set(code, seat);
  }
  const added = difference.seats.filter(({ before }) => before === null).map(({ guid }) => guid);
  const comingBack = await seatsComingBack(transaction, context, added);
  const performances = await performancesToCome(
    transaction,
    context,
    new Date(at.getTime() - dayMilliseconds),
  );
  const obstacles: PlanObstacle[] = [];
  const moves: { performanceNumber: number; changes: SeatChange[] }[] = [];
  for (const performance of performances) {
    const { performanceNumber } = performance;
    const back = comingBack.get(performanceNumber) ?? new Set<number>();
    const codes = [...touched.keys(), ...back];
    if (codes.length === 0) continue;
    const changes: SeatChange[] = [];
    for (const row of await lockSeats(transaction, organizerId, performanceNumber, codes)) {
      if (back.has(row.seatCode) && row.state === "blocked")
        changes.push({ seat: row, movement: "unblock", to: "free" });
      const seat = touched.get(row.seatCode);
      if (!seat) continue;
      const change = forbiddenChange(seat, row);
      if (change !== undefined) obstacles.push(obstacleOf(performance, seat, row.state, change));
      else if (seat.after === null && row.state === "free")
        changes.push({ seat: row, movement: "block", to: "blocked" });
    }
    moves.push({ performanceNumber, changes });
  }
  const comparison: PlanComparison = {
    ...difference,
    obstacles: obstacles.slice(0, obstacleCountMax),
    obstacleCount: obstacles.length,
  };
  return { inForce, performances, moves, comparison };
}

function obstacleOf(
  performance: Pick<PlanObstacle, "performanceNumber" | "title" | "localDate" | "localTime">,
  { before }: SeatDifference,
  state: string,
  change: PlanObstacle["change"],
): PlanObstacle {
  const { zone = "", row = "", number = "" } = before ?? {};
  return { ...performance, zone, row, number, state, change };
}
