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
  const nightOf = nights(tables.season.timeZone);
  return {
    seatsToCompare: async (performanceNumber) => seatsToCompare(tables, performanceNumber),
    async keepComparison(comparison, occasion) {
      tables.comparisons.append({ ...comparison, differences: asJson(comparison.differences), occasion });
    },
    nextToCompare: async (now) => nextToCompare(tables, nightOf(now)),
    hurryOperation: async (operationId, nextAttemptAt) =>
      changeOpenOperation(tables, operationId, { nextAttemptAt }),
  };
}

function seatsToCompare(tables: VenueTables, performanceNumber: number): SeatToCompare[] {
  return (tables.seatCodes.get(performanceNumber) ?? []).flatMap((seatCode) => {
    const seat = tables.seats.get(seatKey(performanceNumber, seatCode));
    if (!seat) return [];
    const { state, command, grantCommand: grant, fence, movementSerial, operationId } = seat;
    const movement = tables.lastMovements.get(seatKey(performanceNumber, seatCode));
    const lastMovement = movement
      ? { toState: movement.to, command: movement.command, grant: movement.grantCommand }
      : null;
    const operation = operationId === null ? null : (tables.operations.get(operationId)?.state ?? null);
    return [{ seatCode, state, command, grant, fence, movementSerial, operation, lastMovement }];
  });
}

function nextToCompare(
  { sentPerformances, performances, comparisons, steps, runs }: VenueTables,
  begins: number,
): { performanceNumber: number; occasion: Occasion } | undefined {
  let night: number | undefined;
  for (const performanceNumber of [...sentPerformances.rows()].sort((one, other) => one - other)) {
    const startsAt = performances.get(performanceNumber)?.startsAt.getTime();
    if (startsAt === undefined) continue;
    let last = Number.NEGATIVE_INFINITY;
    for (const comparison of comparisons.rows)
      if (comparison.performanceNumber === performanceNumber) last = Math.max(last, comparison.at.getTime());
    for (const ofRun of steps.rows()) {
      const step = ofRun.find((one) => one.performanceNumber === performanceNumber);
      const finished = step && runs.get(step.runId)?.finishedAt;
      if (finished && finished.getTime() > last) return { performanceNumber, occasion: "run" };
    }
    if (last < begins && startsAt > begins) night ??= performanceNumber;
  }
  return night === undefined ? undefined : { performanceNumber: night, occasion: "night" };
}

interface Night {
  begins: number;
  ends: number;
}

/** Of all seeds: the calendar is slow, and the night is asked for at every look. */
const nightsOfZones = new Map<string, Night[]>();

/** When the night of an instant began: at three o'clock there, the last time that clocks showed it. */
function nights(zone: string): (now: Date) => number {
  const known = nightsOfZones.get(zone) ?? [];
  nightsOfZones.set(zone, known);
  return (now) => {
    const time = now.getTime();
    const before = known.find(({ begins, ends }) => begins <= time && time < ends);
    if (before) return before.begins;
    const three = DateTime.fromJSDate(now, { zone })
      .setZone("utc", { keepLocalTime: true })
      .minus({ hours: 3 })
      .startOf("day")
      .plus({ hours: 3 });
    const there = (civil: DateTime) => civil.setZone(zone, { keepLocalTime: true }).toMillis();
    const night = { begins: there(three), ends: there(three.plus({ days: 1 })) };
    known.push(night);
    return night.begins;
  };
}
