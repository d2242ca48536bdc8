import type { Clock } from "@allotement/platform/ports.ts";
import type { CallOutcome } from "@allotement/protocol/client.ts";
import type { ContingentSnapshot } from "@allotement/protocol/messages/contingent.ts";
import type { FetchResult } from "../import-sales/fetch.ts";
import type { Line } from "../line/line.ts";
import type { InterfaceStore } from "../store.ts";
import type { Comparison, Difference, Occasion, SeatToCompare } from "./compare.store.ts";
import { compareSeat, type SeatThere } from "./compare-seat.ts";

export interface CompareNeeds {
  store: InterfaceStore;
  line: Line;
  clock: Clock;
  /** Receives the feed to its head. */
  fetchNow(): Promise<FetchResult>;
}

export type ComparisonOutcome =
  | { outcome: "compared"; comparison: Comparison; snapshot: ReadonlyMap<number, SeatThere> }
  | { outcome: "lineDown"; call: Exclude<CallOutcome<unknown>, { kind: "answer" }> }
  | { outcome: "feedStopped"; fault: string };

/**
 * Compares one performance, seat by seat, between the plan, the movements and the reseller's snapshot (R8.3): the feed
 * is received up to the snapshot's `asOf` first, and a seat that moved meanwhile is left to the next time. Changes
 * nothing but what receiving sales changes; the result is kept.
 */
export async function comparePerformance(
  needs: CompareNeeds,
  performanceNumber: number,
  occasion: Occasion,
): Promise<ComparisonOutcome> {
  const { store, line, clock } = needs;
  const read = () =>
    store.transaction(async (transaction) => ({
      cursor: await transaction.lockCursor(),
      seats: await transaction.seatsToCompare(performanceNumber),
    }));
  let before = await read();
  // A person waits for what is true now; by itself it is enough to receive what the snapshot presupposes.
  if (occasion === "person" || !before.cursor || before.cursor.fault) {
    const stopped = notReceived(await needs.fetchNow());
    if (stopped) return stopped;
    before = await read();
  }
  const streamId = before.cursor?.streamId;
  const asked = await line.call<ContingentSnapshot>(async (client, token, session) =>
    session.streamId === streamId
      ? client.contingent(token, performanceNumber)
      : { kind: "unreachable", reason: "this server's feed is not the one received so far" },
  );
  // A performance that the reseller does not know: it holds nothing of it.
  const unknown = asked.kind === "refused" && asked.error === "NOT_FOUND";
  if (asked.kind !== "answer" && !unknown) return { outcome: "lineDown", call: asked };
  const answer = asked.kind === "answer" ? asked.answer : undefined;
  const snapshot = answer ? seatsOf(answer) : new Map<number, SeatThere>();
  if (!snapshot) return notUnderstood("the snapshot's columns are not one table");
  let after = await read();
  const asOf = answer?.asOf ?? after.cursor?.sequence ?? 0;
  if ((after.cursor?.sequence ?? 0) < asOf) {
    const stopped = notReceived(await needs.fetchNow());
    if (stopped) return stopped;
    after = await read();
    if ((after.cursor?.sequence ?? 0) < asOf)
      return notUnderstood("the feed does not come so far as the snapshot");
  }
  const compared = compareSeats(before.seats, after.seats, snapshot);
  const comparison = { performanceNumber, at: clock.now(), asOf, seats: after.seats.length, ...compared };
  await store.transaction((transaction) => transaction.keepComparison(comparison, occasion));
  return { outcome: "compared", comparison, snapshot };
}

function notUnderstood(reason: string): ComparisonOutcome {
  return { outcome: "lineDown", call: { kind: "unknown", reason, timedOut: false } };
}

function notReceived(fetched: FetchResult): Exclude<ComparisonOutcome, { outcome: "compared" }> | undefined {
  if (fetched.outcome === "stopped") return { outcome: "feedStopped", fault: fetched.fault.fault };
  return fetched.outcome === "lineDown" ? { outcome: "lineDown", call: fetched.call } : undefined;
}

/** The snapshot's columns as seats; undefined where they are not one table. */
export function seatsOf(snapshot: ContingentSnapshot): Map<number, SeatThere> | undefined {
  const seats = new Map<number, SeatThere>();
  for (const [index, seatCode] of snapshot.seatCodes.entries()) {
    const [state, grant] = [snapshot.states[index], snapshot.grants[index]];
    const [command, fence] = [snapshot.commands[index], snapshot.fences[index]];
    if (state === undefined || grant === undefined || command === undefined || fence === undefined)
      return undefined;
    seats.set(seatCode, { state, grant, command, fence });
  }
  return seats.size === snapshot.seatCodes.length ? seats : undefined;
}

/** Joins two readings of the plan with the snapshot between them. */
export function compareSeats(
  before: readonly SeatToCompare[],
  after: readonly SeatToCompare[],
  snapshot: ReadonlyMap<number, SeatThere>,
): Pick<Comparison, "moving" | "differences"> {
  const serials = new Map(before.map((seat) => [seat.seatCode, seat.movementSerial]));
  const strangers = new Map(snapshot);
  const differences: Difference[] = [];
  let moving = 0;
  for (const seat of after) {
    const { seatCode, movementSerial, state, command, grant, fence } = seat;
    strangers.delete(seatCode);
    const there = snapshot.get(seatCode);
    if (serials.get(seatCode) !== movementSerial) {
      moving += 1;
      continue;
    }
    const cause = compareSeat(seat, there);
    const here = { state, command, grant, fence };
    if (cause) differences.push({ seatCode, cause, movementSerial, here, there: there ?? null });
  }
  for (const [seatCode, there] of strangers) {
    const cause = compareSeat(undefined, there);
    if (cause) differences.push({ seatCode, cause, movementSerial: null, here: null, there });
  }
  return { moving, differences };
}
