import { canonicalJson } from "@allotement/protocol/feed-chain.ts";
import { type OperationRequest, operationRequest } from "@allotement/protocol/messages/operation.ts";
import type { SeatChange } from "../../house/inventory/inventory.store.ts";
import type { NewShow, PerformanceFacts, SeatPlace } from "./programme.store.ts";

/**
 * The canonical body of an operation over seats that are about to move. Show and performance are created at the
 * reseller by the first allotment only (R2.1); until an answer has shown that they exist, every allot asks for it.
 * A recall names the grant that it asks back, a fence the one that it revokes.
 * @throws where a seat has no place in the hall: the books are broken.
 */
export function operationBody(
  kind: OperationRequest["kind"],
  performance: PerformanceFacts,
  holdCode: number,
  changes: readonly SeatChange[],
  places: readonly SeatPlace[],
  newShow: NewShow | undefined,
): string {
  const placeOf = new Map(places.map((place) => [place.seatCode, place]));
  const seats = changes.map(({ seat, set }) => {
    const place = placeOf.get(seat.seatCode);
    if (!place) throw new Error(`seat ${seat.seatCode} has no place in hall ${performance.hallCode}`);
    const named = kind === "fence" ? set?.fence : kind === "recall" ? seat.grantCommand : null;
    const grant = named === null || named === undefined ? {} : { grant: named };
    return { ...place, ...grant, command: set?.command ?? seat.command };
  });
  const creating = kind === "allot";
  const body: OperationRequest = {
    kind,
    showNumber: performance.showNumber,
    performanceNumber: performance.performanceNumber,
    localDate: performance.localDate,
    localTime: performance.localTime,
    timeZone: performance.timeZone,
    hallCode: performance.hallCode,
    holdCode,
    ...(creating && !performance.knownShow ? { createShow: true } : {}),
    ...(creating && !performance.knownPerformance ? { createPerformance: true } : {}),
    ...(creating && !performance.knownShow && newShow
      ? {
          show: {
            title: performance.title,
            comment: newShow.comment,
            printAtHome: performance.printAtHome,
            prices: newShow.prices,
          },
        }
      : {}),
    seats,
  };
  return canonicalJson(body);
}

/** Reads a stored body back. @throws where it is not one: the row was not written by this program. */
export function parseBody(body: string): OperationRequest {
  return operationRequest.parse(JSON.parse(body));
}
