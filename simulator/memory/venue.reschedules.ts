import { longestWaitMilliseconds } from "@allotement/boxoffice/interface/operations/retry.ts";
import type {
  NewReschedule,
  RescheduleState,
  ReschedulesStore,
} from "@allotement/boxoffice/interface/reschedule/reschedule.store.ts";
import { assert } from "./constraints.ts";
import type { VenueTables } from "./venue.tables.ts";

export interface VenueReschedule extends NewReschedule {
  state: RescheduleState;
  acknowledgedAt: Date | null;
  settledAt: Date | null;
  attempts: number;
  nextAttemptAt: Date;
  lastProblem: string | null;
}

const isUnderWay = ({ state }: Pick<VenueReschedule, "state">) =>
  state === "asked" || state === "acknowledged";

/** Every date that a performance had before, or was to have, the earliest version first. */
export function otherSchedules({ reschedules }: VenueTables, performanceNumber: number) {
  const order = (one: { localDate: string; localTime: string }) => `${one.localDate} ${one.localTime}`;
  return [...reschedules.rows()]
    .filter((one) => one.performanceNumber === performanceNumber)
    .sort((one, other) => one.version - other.version)
    .flatMap(({ from, localDate, localTime }) =>
      [from, { localDate, localTime }].sort((one, other) => (order(one) < order(other) ? -1 : 1)),
    );
}

/** Whether a reschedule of the performance is under way. */
export function isRescheduling({ reschedules }: VenueTables, performanceNumber: number): boolean {
  return [...reschedules.rows()].some(
    (one) => one.performanceNumber === performanceNumber && isUnderWay(one),
  );
}

export function memoryReschedules(tables: VenueTables): ReschedulesStore {
  const { reschedules, performances, knownPerformances, unfinishedOperations } = tables;
  const allotUnfinished = (performanceNumber: number) =>
    [...unfinishedOperations.rows()].some(
      (operation) => operation.kind === "allot" && operation.performanceNumber === performanceNumber,
    );
  /** Changes one that stands in the given state; false where it does not. */
  const change = (rescheduleId: string, from: RescheduleState, to: Partial<VenueReschedule>): boolean => {
    const row = reschedules.get(rescheduleId);
    if (row?.state !== from) return false;
    reschedules.put(rescheduleId, { ...row, ...to });
    return true;
  };
  return {
    async lockPerformance(performanceNumber) {
      const performance = performances.get(performanceNumber);
      if (!performance) return undefined;
      const { showNumber, localDate, localTime, timeZone, scheduleVersion, cancelledAt } = performance;
      const asked = [...reschedules.rows()].filter((one) => one.performanceNumber === performanceNumber);
      return {
        ...{ performanceNumber, showNumber, localDate, localTime, timeZone, cancelled: cancelledAt !== null },
        version: Math.max(scheduleVersion, ...asked.map((one) => one.version)),
        atReseller:
          knownPerformances.get(performanceNumber) !== undefined || allotUnfinished(performanceNumber),
      };
    },
    async isTaken(showNumber, performanceNumber, { localDate, localTime }) {
      const others = [...performances.rows()].filter(
        (one) =>
          one.showNumber === showNumber &&
          one.performanceNumber !== performanceNumber &&
          one.cancelledAt === null,
      );
      const numbers = new Set(others.map((one) => one.performanceNumber));
      const asked = [...reschedules.rows()].filter(
        (one) => numbers.has(one.performanceNumber) && isUnderWay(one),
      );
      return [...others, ...asked].some((one) => one.localDate === localDate && one.localTime === localTime);
    },
    async insertReschedule(reschedule) {
      const { rescheduleId, performanceNumber, at } = reschedule;
      assert(reschedules.get(rescheduleId) === undefined, "a reschedule's id is its own");
      assert(reschedule.version >= 2, "the first version is that of the performance's creation");
      for (const one of reschedules.list())
        if (one.performanceNumber === performanceNumber && isUnderWay(one))
          reschedules.put(one.rescheduleId, { ...one, state: "replaced", settledAt: at });
      const fresh = { acknowledgedAt: null, settledAt: null, attempts: 0, lastProblem: null };
      reschedules.put(rescheduleId, { ...reschedule, ...fresh, state: "asked", nextAttemptAt: at });
    },
    async dueReschedules(now) {
      if (reschedules.size === 0) return [];
      const latest = now.getTime() + longestWaitMilliseconds;
      return reschedules
        .list()
        .filter((one) => {
          const next = one.nextAttemptAt.getTime();
          const isDue = next <= now.getTime() || next > latest;
          return one.atReseller && isUnderWay(one) && isDue && !allotUnfinished(one.performanceNumber);
        })
        .sort(
          (one, other) =>
            one.at.getTime() - other.at.getTime() || (one.rescheduleId < other.rescheduleId ? -1 : 1),
        )
        .slice(0, 16)
        .map(({ rescheduleId, performanceNumber, version, localDate, localTime, state, attempts }) => ({
          ...{ rescheduleId, performanceNumber, version, localDate, localTime, state, attempts },
          knownPerformance: knownPerformances.get(performanceNumber) !== undefined,
        }));
    },
    acknowledgeReschedule: async (rescheduleId, at) =>
      change(rescheduleId, "asked", { state: "acknowledged", acknowledgedAt: at, lastProblem: null }),
    async outbidReschedule(rescheduleId, version) {
      const row = reschedules.get(rescheduleId);
      return row !== undefined && row.version < version && change(rescheduleId, "asked", { version });
    },
    async postponeReschedule(rescheduleId, nextAttemptAt, lastProblem) {
      const attempts = (reschedules.get(rescheduleId)?.attempts ?? 0) + 1;
      change(rescheduleId, "asked", { attempts, nextAttemptAt, lastProblem });
    },
    async movePerformance(performanceNumber, rescheduleId, at) {
      if (!change(rescheduleId, "acknowledged", { state: "moved", settledAt: at })) return false;
      const moved = reschedules.get(rescheduleId);
      const performance = performances.get(performanceNumber);
      assert(moved !== undefined && performance !== undefined, "a reschedule is of a performance");
      if (moved && performance) {
        const { localDate, localTime, startsAt, version: scheduleVersion } = moved;
        performances.put(performanceNumber, {
          ...performance,
          localDate,
          localTime,
          startsAt,
          scheduleVersion,
        });
      }
      return true;
    },
  };
}
