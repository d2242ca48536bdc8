import { operationRequest } from "@allotement/protocol/messages/operation.ts";
import { seatKey } from "./invariants/invariant.ts";
import type { NetworkView, SeatKey, VenueView } from "./views.ts";

/**
 * The seats that a side was set back in by a restore: it knew something of them that it does not know any more. What the
 * two sides say of any other seat is of one past, so nothing of it is excused while people settle the restore.
 */
export function seatsSetBackAtVenue(before: VenueView, after: VenueView): number[] {
  const known = new Set(after.operations.map(({ operationId }) => operationId));
  const forgotten = before.operations.filter(({ operationId }) => !known.has(operationId));
  return [
    ...seatsThatDiffer(before.seats, after.seats),
    ...forgotten.flatMap(({ performanceNumber, body }) =>
      operationRequest.parse(JSON.parse(body)).seats.map((seat) => seatKey({ performanceNumber, ...seat })),
    ),
  ];
}

/** Refused seats of a forgotten operation too: sent once more, it may be answered otherwise than then (decision 9). */
export function seatsSetBackAtReseller(before: NetworkView, after: NetworkView): number[] {
  const known = new Set(after.operations.map(({ operationId }) => operationId));
  const forgotten = before.operations.filter(({ operationId }) => !known.has(operationId));
  return [
    ...seatsThatDiffer(before.seats, after.seats),
    ...forgotten.flatMap(({ performanceNumber, stored }) =>
      stored.state === "answered" && stored.answer.outcome === "done"
        ? stored.answer.results.map((seat) => seatKey({ performanceNumber, ...seat }))
        : [],
    ),
  ];
}

function seatsThatDiffer(
  before: readonly Readonly<SeatKey>[],
  after: readonly Readonly<SeatKey>[],
): number[] {
  const words = (seats: readonly Readonly<SeatKey>[]) =>
    new Map(seats.map((seat) => [seatKey(seat), JSON.stringify(seat)]));
  const [then, now] = [words(before), words(after)];
  return [...new Set([...then.keys(), ...now.keys()])].filter((key) => then.get(key) !== now.get(key));
}
