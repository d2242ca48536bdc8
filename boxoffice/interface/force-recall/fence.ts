import type { Ids } from "@allotement/platform/ports.ts";
import { type OperationRequest, seatsPerOperation } from "@allotement/protocol/messages/operation.ts";
import type { SeatChange } from "../../house/inventory/inventory.store.ts";
import { operationBody } from "../operations/operation-body.ts";
import type { PerformanceFacts } from "../operations/programme.store.ts";
import type { SeatVerdict } from "../operations/settle.ts";
import type { InterfaceTransaction } from "../store.ts";

/**
 * Puts the fence operations of seats that are about to change into the outbox, at most 500 seats each, and answers the
 * operation of each seat. Every change must raise the seat's command and set its fence: the grant revoked by force.
 * The seats are moved by the caller, in the same transaction.
 */
export async function planFences(
  transaction: InterfaceTransaction,
  performance: PerformanceFacts,
  changes: readonly SeatChange[],
  by: { holdCode: number; operatorId: number; at: Date; ids: Ids },
): Promise<Map<number, string>> {
  const { performanceNumber, showNumber, hallCode } = performance;
  const operationOf = new Map<number, string>();
  for (let first = 0; first < changes.length; first += seatsPerOperation) {
    const part = changes.slice(first, first + seatsPerOperation);
    const seatCodes = part.map(({ seat }) => seat.seatCode);
    const operationId = by.ids.uuid();
    const places = await transaction.seatPlaces(hallCode, seatCodes);
    await transaction.insertOperation({
      operationId,
      runId: null,
      kind: "fence",
      showNumber,
      performanceNumber,
      body: operationBody("fence", performance, by.holdCode, part, places, undefined),
      seatCount: part.length,
      at: by.at,
      operatorId: by.operatorId,
    });
    for (const seatCode of seatCodes) operationOf.set(seatCode, operationId);
  }
  return operationOf;
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
