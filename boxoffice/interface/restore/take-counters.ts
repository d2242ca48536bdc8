import type { Clock } from "@allotement/platform/ports.ts";
import type { CallOutcome } from "@allotement/protocol/client.ts";
import type { SeatChange, SeatRow } from "../../house/inventory/inventory.store.ts";
import { seatsOf } from "../compare/compare-performance.ts";
import type { SeatThere } from "../compare/compare-seat.ts";
import type { Line } from "../line/line.ts";
import type { InterfaceStore } from "../store.ts";
import { giveSeatsToSales } from "./give-seats-to-sales.ts";

export interface TakeCountersNeeds {
  store: InterfaceStore;
  line: Line;
  clock: Clock;
}

export type TakeCountersOutcome =
  | { outcome: "taken"; performances: number; counters: number; seats: number }
  | { outcome: "lineDown"; call: Exclude<CallOutcome<unknown>, { kind: "answer" }> };

/** Who decided, and the hold that a seat stands in which the books do not know to have left. */
export interface TakeCountersOrder {
  holdCode: number;
  operatorId: number;
  secondOperatorId: number;
  reason: string;
}

/**
 * After the venue was restored from a backup (rule 10): takes the reseller's counters from the snapshot of every
 * performance, and as allotted the seats that it holds and these books believe to be the venue's. The feed is received
 * afterwards, from the cursor on. What both sides sold is left to people. A second time finds nothing to take.
 */
export async function takeCounters(
  { store, line, clock }: TakeCountersNeeds,
  order: TakeCountersOrder,
): Promise<TakeCountersOutcome> {
  const numbers = await store.transaction((transaction) => transaction.performanceNumbers());
  const taken = { performances: 0, counters: 0, seats: 0 };
  for (const performanceNumber of numbers) {
    const asked = await line.call((client, token) => client.contingent(token, performanceNumber));
    if (asked.kind === "refused" && asked.error === "NOT_FOUND") continue;
    const there = asked.kind === "answer" ? seatsOf(asked.answer) : undefined;
    if (asked.kind !== "answer") return { outcome: "lineDown", call: asked };
    if (!there)
      return {
        outcome: "lineDown",
        call: { kind: "unknown", reason: "the snapshot's columns are not one table", timedOut: false },
      };
    const created = asked.answer.localDate !== null;
    const changes = await takePerformance(
      store,
      { performanceNumber, created, seats: there },
      order,
      clock.now(),
    );
    if (changes.length === 0) continue;
    taken.performances += 1;
    taken.counters += changes.length;
    taken.seats += changes.filter(({ movement }) => movement === "takeAsAllotted").length;
  }
  return { outcome: "taken", ...taken };
}

interface PerformanceThere {
  performanceNumber: number;
  /** Whether the reseller has the performance itself, and not only commands that named its seats. */
  created: boolean;
  seats: ReadonlyMap<number, SeatThere>;
}

function takePerformance(
  store: InterfaceStore,
  { performanceNumber, created, seats: there }: PerformanceThere,
  order: TakeCountersOrder,
  at: Date,
): Promise<SeatChange[]> {
  const { holdCode, operatorId, secondOperatorId, reason } = order;
  return store.transaction(async (transaction) => {
    const seats = await transaction.lockSeats(performanceNumber, [...there.keys()]);
    const changes = seats.flatMap((seat) => {
      const known = there.get(seat.seatCode);
      return (known && takeSeat(seat, known, holdCode, store.scope.resellerId)) ?? [];
    });
    await transaction.moveSeats({ performanceNumber, at, operatorId }, changes);
    const { resellerId } = store.scope;
    await giveSeatsToSales(transaction, { ...order, performanceNumber, resellerId, at }, there);
    if (changes.length === 0) return changes;
    // Where the reseller only heard of seats, the next allot must still create the performance (error 12 otherwise).
    const facts = created ? await transaction.performanceFacts(performanceNumber) : undefined;
    if (facts) await transaction.rememberCreated(facts.showNumber, performanceNumber, at);
    const seatCodes = changes.map(({ seat }) => seat.seatCode);
    const subject = { performanceNumber, reason, seatCodes };
    await transaction.appendAudit(at, { action: "takeCounters", operatorId, secondOperatorId, subject });
    return changes;
  });
}

/**
 * What a seat takes from the snapshot, where the reseller has heard a command that these books do not know; undefined
 * where it has not. A seat that the reseller holds or has sold is its own: the sale follows by the feed.
 */
export function takeSeat(
  seat: SeatRow,
  there: SeatThere,
  holdCode: number,
  resellerId: number,
): SeatChange | undefined {
  if (there.command <= seat.command) return undefined;
  const { command, grant } = there;
  const holds = there.state !== "withdrawn" && grant > seat.fence && grant !== seat.grantCommand;
  const ours = ["free", "held", "allotting", "allotted", "recalling"].includes(seat.state);
  if (!holds || !ours || seat.fenceAcknowledged < seat.fence)
    return { seat, movement: "takeCounters", to: seat.state, set: { command } };
  const set = {
    command,
    grantCommand: grant,
    resellerId,
    operationId: null,
    holdCode: seat.holdCode ?? holdCode,
  };
  return { seat, movement: "takeAsAllotted", to: "allotted", set };
}
