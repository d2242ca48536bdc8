import { canonicalJson, sha256 } from "@allotement/protocol/feed-chain.ts";
import { operationRequest } from "@allotement/protocol/messages/operation.ts";
import { byKey, grouped, type Invariant, seatName } from "./invariant.ts";

const sameAnswers: Invariant = {
  rule: "8",
  title: "for each finished operation the venue's stored answer is the reseller's, for the same body",
  holds: "rest",
  check({ venue, network, restored }) {
    const before = byKey(restored.reseller?.operations ?? [], (operation) => operation.operationId);
    const log = byKey(network.operations, (operation) => operation.operationId);
    return venue.operations.flatMap((operation) => {
      if (!operation.answer) return [];
      // Sent once more after a restore, an operation may be answered otherwise than then (decision 9).
      if (before.has(operation.operationId)) return [];
      const stored = log.get(operation.operationId)?.stored;
      const where = `${operation.kind} ${operation.operationId}`;
      if (!stored) return [`${where}: the reseller has no such operation`];
      const here = canonicalJson(operation.answer);
      if (stored.state === "answered") {
        if (stored.bodyHash !== sha256(operation.body)) return [`${where}: another body was carried out`];
        return here === canonicalJson(stored.answer)
          ? []
          : [`${where}: ${here}, ${canonicalJson(stored.answer)}`];
      }
      const seats = operationRequest.parse(JSON.parse(operation.body)).seats;
      const results = seats.map(({ seatCode }) => ({ seatCode, error: 44 }));
      const possible = [
        { outcome: "voided", asOf: stored.asOf },
        // The message itself came after its void.
        { outcome: "done", asOf: stored.asOf, results },
      ].map(canonicalJson);
      return possible.includes(here) ? [] : [`${where}: ${here}, but the reseller voided it`];
    });
  },
};

/** At the reseller: an operation moved exactly the seats that its answer grants, at once. */
const movementsAtReseller: Invariant = {
  rule: "9, at the reseller",
  title: "each operation has exactly the movements that its answer lists",
  holds: "rest",
  check({ network }) {
    const moved = grouped(
      network.movements.filter((movement) => movement.operationId !== null),
      (movement) => movement.operationId,
    );
    return network.operations.flatMap(({ operationId, kind, stored }) => {
      const seats = (moved.get(operationId) ?? []).filter((one) => one.movement === kind);
      const granted =
        stored.state === "answered" && stored.answer.outcome === "done"
          ? stored.answer.results.filter((result) => result.error === undefined)
          : [];
      const named = granted.map((one) => one.seatCode).sort((a, b) => a - b);
      const moves = seats.map((one) => one.seatCode).sort((a, b) => a - b);
      return named.join() === moves.join()
        ? []
        : [`${kind} ${operationId}: answered ${named}, moved ${moves}`];
    });
  },
};

/** At the venue: planned once each, and settled at most once; never settled while it is on its way. */
const movementsAtVenue: Invariant = {
  rule: "9, at the venue",
  title:
    "each operation moves each of its seats once when planned, and once at most when its answer is applied",
  holds: "rest",
  check({ venue }) {
    const moved = grouped(
      venue.movements.filter((movement) => movement.operationId !== null),
      (movement) => movement.operationId,
    );
    return venue.operations.flatMap(({ operationId, kind, body, state }) => {
      if (kind === "fence") return [];
      const bySeat = grouped(moved.get(operationId) ?? [], (movement) => movement.seatCode);
      const { seats } = operationRequest.parse(JSON.parse(body));
      return seats.flatMap((seat) => {
        const steps = (bySeat.get(seat.seatCode) ?? []).map((one) => one.movement);
        const planned = steps.filter((step) => step === kind).length;
        const settled = steps.filter((step) => step.startsWith(kind) && step !== kind).length;
        const over = state === "applied" || state === "voided";
        if (planned === 1 && settled <= (over ? 1 : 0)) return [];
        return [
          `${kind} ${operationId} (${state}), ${seatName({ ...seat, performanceNumber: 0 })}: ${steps}`,
        ];
      });
    });
  },
};

export const operationInvariants = [sameAnswers, movementsAtReseller, movementsAtVenue];
