import { noFault, samePrefix } from "./feed.ts";
import { fenceFirst } from "./forced.ts";
import { type Invariant, type Rows, seatName } from "./invariant.ts";
import { commandsOfTheVenue, seatBySeat } from "./seats.ts";

/** Nothing is on its way and nobody has anything left to do. */
export const atRest: Invariant = {
  rule: "18",
  title:
    "at rest with the line up nothing is allotting, recalling, unfinished, unreceived or in an expired basket",
  holds: "rest",
  check({ venue, network }) {
    const head = network.events.filter((event) => event.sequence !== null).length;
    return [
      ...venue.seats
        .filter((seat) => seat.state === "allotting" || seat.state === "recalling")
        .map((seat) => `${seatName(seat)}: ${seat.state}`),
      ...venue.operations
        .filter(({ state }) => state !== "applied" && state !== "voided")
        .map(
          (one) =>
            `${one.kind} ${one.operationId}: ${one.state}, ${one.attempts} attempts, ${one.lastProblem}`,
        ),
      ...venue.runs.filter((run) => run.finishedAt === null).map((run) => `run ${run.runId} is not finished`),
      ...venue.waitingLines.map(
        ({ line, reason }) => `${line.kind} ${line.barcode} of a file waits: ${reason}`,
      ),
      ...(head === network.events.length
        ? []
        : [`${network.events.length - head} events wait for their number`]),
      ...((venue.cursor?.sequence ?? 0) === head
        ? []
        : [`received up to ${venue.cursor?.sequence} of ${head}`]),
    ];
  },
};

/** Baskets whose time is over, in true time. */
export function expiredBaskets(network: Parameters<Invariant["check"]>[0]["network"], now: number): string[] {
  return network.baskets
    .filter((basket) => basket.state === "open" && basket.expiresAt.getTime() <= now)
    .map((basket) => `basket ${basket.basketId} has expired and is open`);
}

/** What people have still to settle after a restore: both feeds are one again, and every seat is with one side. */
export function unsettledRows(rows: Rows): string[] {
  const settled = { ...rows, unsettled: false, setBack: new Set<number>() };
  return [
    ...(rows.network.restoring ? ["the reseller waits for what it lost"] : []),
    ...[samePrefix, noFault, seatBySeat, commandsOfTheVenue, fenceFirst].flatMap(({ check }) =>
      check(settled),
    ),
  ];
}
