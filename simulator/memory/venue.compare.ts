import type {
  CompareStore,
  Occasion,
  SeatToCompare,
} from "@allotement/boxoffice/interface/compare/compare.store.ts";
import { DateTime } from "luxon";
import { asJson, seatKey } from "./constraints.ts";
import { changeOpenOperation } from "./venue.operations.ts";
import type { VenueTables } from "./venue.tables.ts";

export function memoryCompare(tables: VenueTables): CompareStore {
  return {
    seatsToCompare: async (performanceNumber) => seatsToCompare(tables, performanceNumber),
    async keepComparison(comparison, occasion) {
      tables.comparisons.append({ ...comparison, differences: asJson(comparison.differences), occasion });
    },
    nextToCompare: async (now) => nextToCompare(tables, now),
    hurryOperation: async (operationId, nextAttemptAt) =>
      changeOpenOperation(tables, operationId, { nextAttemptAt }),
  };
}

function seatsToCompare(tables: VenueTables, performanceNumber: number): SeatToCompare[] {
  const last = new Map(
    tables.movements.rows
      .filter((movement) => movement.performanceNumber === performanceNumber)
      .map((movement) => [movement.seatCode, movement]),
  );
  return (tables.seatCodes.get(performanceNumber) ?? []).flatMap((seatCode) => {
    const seat = tables.seats.get(seatKey(performanceNumber, seatCode));
    if (!seat) return [];
    const { state, command, grantCommand: grant, fence, movementSerial, operationId } = seat;
    const movement = last.get(seatCode);
    const lastMovement = movement
      ? { toState: movement.to, command: movement.command, grant: movement.grantCommand }
      : null;
    const operation = operationId === null ? null : (tables.operations.get(operationId)?.state ?? null);
    return [{ seatCode, state, command, grant, fence, movementSerial, operation, lastMovement }];
  });
}

function nextToCompare(
  { season, knownPerformances, performances, comparisons, steps, runs }: VenueTables,
  now: Date,
): { performanceNumber: number; occasion: Occasion } | undefined {
  const begins = nightOf(now, season.timeZone);
  let night: number | undefined;
  for (const performanceNumber of [...knownPerformances.rows()].sort((one, other) => one - other)) {
    const startsAt = performances.get(performanceNumber)?.startsAt.getTime();
    if (startsAt === undefined) continue;
    let last = Number.NEGATIVE_INFINITY;
    for (const comparison of comparisons.rows)
      if (comparison.performanceNumber === performanceNumber) last = Math.max(last, comparison.at.getTime());
    for (const [first] of [...steps.rows()].map((ofRun) =>
      ofRun.filter((step) => step.performanceNumber === performanceNumber),
    )) {
      const finished = first && runs.get(first.runId)?.finishedAt?.getTime();
      if (finished !== undefined && finished !== null && finished > last)
        return { performanceNumber, occasion: "run" };
    }
    if (last < begins && startsAt > begins) night ??= performanceNumber;
  }
  return night === undefined ? undefined : { performanceNumber: night, occasion: "night" };
}

/** When the night of an instant began: at three o'clock there, the last time that clocks showed it. */
function nightOf(now: Date, zone: string): number {
  return DateTime.fromJSDate(now, { zone })
    .setZone("utc", { keepLocalTime: true })
    .minus({ hours: 3 })
    .startOf("day")
    .plus({ hours: 3 })
    .setZone(zone, { keepLocalTime: true })
    .toMillis();
}
