import type { ForceRecallStore } from "@allotement/boxoffice/interface/force-recall/force-recall.store.ts";
import { assert, seatKey } from "./constraints.ts";
import type { VenueTables } from "./venue.tables.ts";

export function memoryForceRecall(tables: VenueTables): ForceRecallStore {
  return {
    async insertForcedRecall(recall) {
      const { forcedRecallId, performanceNumber, reason, operatorId, secondOperatorId, seats } = recall;
      assert(tables.forcedRecalls.get(forcedRecallId) === undefined, "one forced recall for one id");
      assert(reason.length >= 1 && reason.length <= 500, "a forced recall has its reason");
      assert(operatorId !== secondOperatorId, "a forced recall has two people");
      const codes = new Set(seats.map(({ seatCode }) => seatCode));
      assert(codes.size === seats.length, "one row for one seat of a forced recall");
      for (const { seatCode, grantCommand, operationId } of seats) {
        assert(tables.seats.get(seatKey(performanceNumber, seatCode)) !== undefined, "the seat exists");
        assert(tables.operations.get(operationId) !== undefined, "the fence operation exists");
        const twice = [...tables.forcedRecalls.rows()].some(
          (other) =>
            other.performanceNumber === performanceNumber &&
            other.seats.some((seat) => seat.seatCode === seatCode && seat.grantCommand === grantCommand),
        );
        assert(!twice, "a grant is revoked once");
      }
      tables.forcedRecalls.put(forcedRecallId, {
        ...recall,
        seats: [...seats],
        skipped: [...recall.skipped],
      });
    },
    async acknowledgeFences(performanceNumber, fences) {
      for (const { seatCode, fence } of fences) {
        const key = seatKey(performanceNumber, seatCode);
        const seat = tables.seats.get(key);
        if (!seat) continue;
        const fenceAcknowledged = Math.max(seat.fenceAcknowledged, Math.min(seat.fence, fence));
        tables.seats.put(key, { ...seat, fenceAcknowledged });
      }
    },
  };
}
