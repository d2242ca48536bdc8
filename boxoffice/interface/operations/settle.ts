import type { OperationRequest, SeatResult } from "@allotement/protocol/messages/operation.ts";
import type { SeatChange, SeatRow } from "../../house/inventory/inventory.store.ts";
import type { StoredAnswer } from "./operations.store.ts";

/** What an answer says of one seat: its own result, the whole operation's refusal, or that the operation is dead. */
export type SeatVerdict = SeatResult | "operationRefused" | "voided";

/**
 * The verdict on each seat of an operation; `undefined` where an answer says nothing that can be relied on of a seat it
 * was asked for: no result, several, or one that is a grant and an error at once.
 */
export function verdicts(
  answer: StoredAnswer,
  seatCodes: readonly number[],
): Map<number, SeatVerdict | undefined> {
  if (answer.outcome === "voided") return new Map(seatCodes.map((seatCode) => [seatCode, "voided"]));
  if (answer.outcome === "refused") {
    // 40 to 43 are said of seats, never of an operation: they speak of a seat that the reseller may hold.
    const { error } = answer;
    return new Map(
      seatCodes.map((seatCode) => [seatCode, error < 40 ? "operationRefused" : { seatCode, error }]),
    );
  }
  const results = new Map<number, SeatResult | undefined>();
  for (const result of answer.results) {
    const contradicts =
      results.has(result.seatCode) || (result.grant !== undefined && result.error !== undefined);
    results.set(result.seatCode, contradicts ? undefined : result);
  }
  return new Map(seatCodes.map((seatCode) => [seatCode, results.get(seatCode)]));
}

const backInHold = { grantCommand: null, resellerId: null, operationId: null };

/**
 * How a seat moves when the answer of its operation is applied (protocol, section 1); undefined where it stays as it is
 * because a sale, a cancellation or a forced recall has moved it on since. The feed must have been received up to the
 * answer's `asOf` before (rule 4): then a recalling seat that the reseller had sold is `sold` here already.
 */
export function settleSeat(
  kind: OperationRequest["kind"],
  operationId: string,
  seat: SeatRow,
  verdict: SeatVerdict | undefined,
): SeatChange | undefined {
  if (seat.operationId !== operationId) return undefined;
  if (kind === "allot" && seat.state === "allotting") return settleAllot(seat, verdict);
  if (kind === "recall" && seat.state === "recalling") return settleRecall(seat, verdict);
  return undefined;
}

function settleAllot(seat: SeatRow, verdict: SeatVerdict | undefined): SeatChange {
  if (verdict === "voided") return { seat, movement: "allotVoided", to: "held", set: backInHold };
  if (verdict === "operationRefused") return { seat, movement: "allotRefused", to: "held", set: backInHold };
  const accepted = verdict?.error === undefined && verdict?.grant === seat.grantCommand;
  if (accepted) return { seat, movement: "allotAccepted", to: "allotted", set: { operationId: null } };
  const surelyNotThere = verdict?.error !== undefined && ![40, 41, 42, 43].includes(verdict.error);
  if (surelyNotThere) return { seat, movement: "allotRefused", to: "held", set: backInHold };
  // 40 or 41, another grant, or no result at all: both sides may believe to hold the seat. A person compares (R8.3).
  return { seat, movement: "allotDiverged", to: "divergent", set: { operationId: null } };
}

function settleRecall(seat: SeatRow, verdict: SeatVerdict | undefined): SeatChange {
  const stays: SeatChange = { seat, movement: "recallRefused", to: "allotted", set: { operationId: null } };
  if (verdict === "voided") return { ...stays, movement: "recallVoided" };
  // Nothing but the word «withdrawn» for this very grant frees a seat.
  if (verdict === "operationRefused" || verdict === undefined) return stays;
  if (verdict.error === 42)
    return { seat, movement: "recallDiverged", to: "divergent", set: { operationId: null } };
  if (verdict.error === undefined && verdict.grant === seat.grantCommand)
    return { seat, movement: "recallWithdrawn", to: "held", set: backInHold };
  // 43 in a basket, 44 stale; 41 after whose sale a cancellation has come: the reseller still holds the seat.
  return stays;
}

/**
 * The fences that an answer acknowledges: of each seat with a result of its own and no error. An error leaves the seat
 * waiting: 40 and 41 mean that the reseller holds it under a newer grant than the one revoked, 44 that it has heard a
 * newer command than this one; the venue was restored, and a person decides (R8.3).
 */
export function acknowledgedFences(
  seats: OperationRequest["seats"],
  verdictOf: ReadonlyMap<number, SeatVerdict | undefined>,
): { seatCode: number; fence: number }[] {
  return seats.flatMap(({ seatCode, grant }) => {
    const verdict = verdictOf.get(seatCode);
    const written = typeof verdict === "object" && verdict.error === undefined && verdict.grant !== undefined;
    return written && grant !== undefined ? [{ seatCode, fence: grant }] : [];
  });
}
