import type { Clock, Ids } from "@allotement/platform/ports.ts";
import { seatsPerOperation } from "@allotement/protocol/messages/operation.ts";
import type { SeatRow } from "../../house/inventory/inventory.store.ts";
import { allotSeat, allottable, awaitingFence } from "../allot/allot.ts";
import { recallable, recallSeat } from "../recall/recall.ts";
import type { RunRequest, RunRow } from "../runs/runs.store.ts";
import type { InterfaceStore, InterfaceTransaction } from "../store.ts";
import { operationBody } from "./operation-body.ts";
import type { NewShow, PerformanceFacts } from "./programme.store.ts";

/** The connection's facts that planning needs. */
export interface PlanSettings {
  resellerId: number;
  holdCode: number;
}

/**
 * Plans the next performance of a run: in one transaction its seats take their new state, its operations stand in the
 * outbox and the step is marked (rule 2). Nothing is sent here. Answers false where no step was left.
 */
export async function planNextStep(
  store: InterfaceStore,
  run: RunRow,
  settings: PlanSettings,
  clock: Clock,
  ids: Ids,
): Promise<boolean> {
  return store.transaction(async (transaction) => {
    const performanceNumber = await transaction.nextStep(run.runId);
    if (performanceNumber === undefined) return false;
    const performance = await transaction.performanceFacts(performanceNumber);
    if (!performance)
      throw new Error(`run ${run.runId} names performance ${performanceNumber}, which does not exist`);
    const request = run.request;
    const asked = seatsAskedFor(request);
    const locked = await transaction.lockSeats(performanceNumber, asked);
    const seats =
      request.kind === "recall"
        ? recallable(locked, settings.resellerId)
        : performance.closedToAllot
          ? []
          : allottable(locked, settings.holdCode);
    for (let first = 0; first < seats.length; first += seatsPerOperation) {
      const part = seats.slice(first, first + seatsPerOperation);
      const newShow = request.kind === "allot" ? request.newShow : undefined;
      await planOperation(transaction, run, performance, part, settings, newShow, clock, ids);
    }
    const going = new Set(seats.map((seat) => seat.seatCode));
    // «All» means what is there; a seat chosen one by one that has moved on since is told in the report.
    const skipped = asked === "all" ? [] : asked.filter((seatCode) => !going.has(seatCode));
    const awaiting = request.kind === "allot" ? awaitingFence(locked, settings.holdCode).length : 0;
    await transaction.markStepPlanned(run.runId, performanceNumber, clock.now(), skipped, awaiting);
    return true;
  });
}

async function planOperation(
  transaction: InterfaceTransaction,
  run: RunRow,
  performance: PerformanceFacts,
  seats: readonly SeatRow[],
  settings: PlanSettings,
  newShow: NewShow | undefined,
  clock: Clock,
  ids: Ids,
): Promise<void> {
  const kind = run.kind === "recall" ? "recall" : "allot";
  const operationId = ids.uuid();
  const changes = seats.map((seat) =>
    kind === "allot" ? allotSeat(seat, settings.resellerId, operationId) : recallSeat(seat, operationId),
  );
  const places = await transaction.seatPlaces(
    performance.hallCode,
    seats.map((seat) => seat.seatCode),
  );
  const { performanceNumber, showNumber } = performance;
  const at = clock.now();
  await transaction.insertOperation({
    operationId,
    runId: run.runId,
    kind,
    showNumber,
    performanceNumber,
    body: operationBody(kind, performance, settings.holdCode, changes, places, newShow),
    seatCount: seats.length,
    at,
    operatorId: run.operatorId,
  });
  await transaction.moveSeats({ performanceNumber, at, operatorId: run.operatorId }, changes);
}

/** An allotment that names no seats sends the whole hold; a recall always says which seats, or that it means all. */
function seatsAskedFor(request: RunRequest): readonly number[] | "all" {
  if (request.kind === "recall") return request.seatCodes;
  return request.kind === "allot" && request.seatCodes ? request.seatCodes : "all";
}
