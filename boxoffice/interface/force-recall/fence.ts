import type { Ids } from "@allotement/platform/ports.ts";
import { seatsPerOperation } from "@allotement/protocol/messages/operation.ts";
import type { SeatChange } from "../../house/inventory/inventory.store.ts";
import { operationBody } from "../operations/operation-body.ts";
import type { PerformanceFacts } from "../operations/programme.store.ts";
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
