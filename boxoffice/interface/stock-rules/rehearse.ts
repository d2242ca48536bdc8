import type { Movement, SeatState } from "../../house/inventory/seat-states.ts";
import { type RefillRule, type ReturnRule, returnAt } from "./stock-rules.ts";

/** A seat's movement as it stands in the books. */
export interface PastMovement {
  at: Date;
  seatCode: number;
  movement: Movement;
  to: SeatState;
  holdCode: number | null;
}

/** A performance whose sales are replayed: its seats, and their movements in the order in which they were made. */
export interface PastPerformance {
  startsAt: Date;
  seatCodes: readonly number[];
  movements: readonly PastMovement[];
}

/** What a rule would have done: an estimate, since nobody knows who would have come. */
export interface Rehearsed {
  /** Returned, or sent beyond what was. */
  seats: number;
  /** When it would have acted first; null: never. */
  firstAt: Date | null;
  /** Sales that were made and would not have been. */
  salesLost: number;
  /** Sales that might have been made, at the pace of the days before the seats had run out. */
  salesGained: number;
}

const nothing: Rehearsed = { seats: 0, firstAt: null, salesLost: 0, salesGained: 0 };
/** The pace of sales is that of so many hours before. */
const paceHours = 72;
const hourMilliseconds = 3_600_000;

/** The seats as they stood, moved on movement by movement. */
function replay(performance: PastPerformance) {
  const seats = new Map<number, { state: SeatState; holdCode: number | null }>(
    performance.seatCodes.map((code) => [code, { state: "free", holdCode: null }]),
  );
  const counts = new Map<SeatState, number>([["free", seats.size]]);
  const add = (state: SeatState, by: number) => counts.set(state, (counts.get(state) ?? 0) + by);
  return {
    seats,
    count: (...states: SeatState[]) => states.reduce((sum, state) => sum + (counts.get(state) ?? 0), 0),
    move({ seatCode, to, holdCode }: PastMovement) {
      const seat = seats.get(seatCode);
      if (!seat) return;
      add(seat.state, -1);
      add(to, 1);
      seats.set(seatCode, { state: to, holdCode });
    },
  };
}

/** How many of `seats` would have gone until `until`, at the pace of the sales before `from`. */
function goneAtPace(sales: readonly number[], from: number, until: number, seats: number): number {
  const recent = sales.filter((at) => at > from - paceHours * hourMilliseconds && at <= from).length;
  const gone = Math.round((recent * Math.max(0, until - from)) / (paceHours * hourMilliseconds));
  return Math.min(seats, gone);
}

/**
 * Replays a performance as if what was unsold had come home at the rule's hour. Lost: the sales that the reseller made
 * of these seats afterwards. Gained: what the counter might have sold of them once it had no free seat left.
 */
export function rehearseReturn(rule: ReturnRule, performance: PastPerformance, now: Date): Rehearsed {
  const due = returnAt(rule, performance.startsAt);
  if (due > now) return nothing;
  const { seats, count, move } = replay(performance);
  const counterSales: number[] = [];
  let returned: Set<number> | undefined;
  let total = 0;
  let salesLost = 0;
  let soldOutAt: number | undefined;
  const comeHome = () => {
    if (returned) return;
    returned = new Set([...seats].filter(([, { state }]) => state === "allotted").map(([code]) => code));
    total = returned.size;
    if (count("free") === 0) soldOutAt = due.getTime();
  };
  for (const movement of performance.movements) {
    if (movement.at >= due) comeHome();
    move(movement);
    if (movement.movement === "sellAtCounter") counterSales.push(movement.at.getTime());
    if (!returned) continue;
    if (movement.movement === "receiveSale" && returned.delete(movement.seatCode)) salesLost += 1;
    if (count("free") === 0) soldOutAt ??= movement.at.getTime();
  }
  comeHome();
  if (total === 0) return nothing;
  const until = performance.startsAt.getTime();
  const salesGained =
    rule.toCounter && soldOutAt !== undefined
      ? goneAtPace(counterSales, soldOutAt, until, total - salesLost)
      : 0;
  return { seats: total, firstAt: due, salesLost, salesGained };
}

/**
 * Replays a performance as if more seats had left whenever too few were for sale. Lost: sales that the counter made of
 * these very seats. Gained: what the reseller might have sold of them while it had none.
 */
export function rehearseRefill(
  rule: RefillRule,
  performance: PastPerformance,
  returning: Pick<ReturnRule, "hoursBefore"> | undefined,
  now: Date,
): Rehearsed {
  const end = returning ? returnAt(returning, performance.startsAt) : performance.startsAt;
  const until = Math.min(end.getTime(), now.getTime());
  const { seats, count, move } = replay(performance);
  const sent = new Set<number>();
  const networkSales: number[] = [];
  const result: Rehearsed = { ...nothing };
  let lastByHand: "allot" | "recall" | null = null;
  let soldOutAt: number | undefined;
  const sellAtPace = (to: number) => {
    if (soldOutAt === undefined) return;
    const gone = goneAtPace(networkSales, soldOutAt, to, sent.size);
    for (const code of [...sent].slice(0, gone)) sent.delete(code);
    result.salesGained += gone;
    soldOutAt = undefined;
  };
  const refill = (at: Date) => {
    const busy = count("allotting", "recalling") > 0;
    if (busy || lastByHand !== "allot" || count("allotted") + sent.size >= rule.threshold) return;
    const room = rule.cap - count("allotted", "divergent", "sold") - sent.size - result.salesGained;
    const chosen = [...seats]
      .filter(([code, seat]) => !sent.has(code) && isOfSource(seat, rule.sourceHoldCode))
      .map(([code]) => code)
      .sort((one, other) => one - other)
      .slice(0, Math.max(0, Math.min(rule.seats, room)));
    if (chosen.length === 0) return;
    for (const code of chosen) sent.add(code);
    result.seats += chosen.length;
    result.firstAt ??= at;
  };
  for (const [index, movement] of performance.movements.entries()) {
    if (movement.at.getTime() >= until) break;
    move(movement);
    const { movement: kind, seatCode, at } = movement;
    if (kind === "sellAtCounter" && sent.delete(seatCode)) result.salesLost += 1;
    if (kind === "receiveSale") networkSales.push(at.getTime());
    if (kind === "allot" || kind === "recall") {
      lastByHand = kind;
      sent.delete(seatCode);
    }
    // Seats of one transaction move at one instant: nothing is decided between them.
    if (performance.movements[index + 1]?.at.getTime() === at.getTime()) continue;
    if (count("allotted", "allotting", "recalling") > 0) sellAtPace(at.getTime());
    else if (networkSales.length > 0) soldOutAt ??= at.getTime();
    refill(at);
  }
  sellAtPace(until);
  return result;
}

/** Whether a seat may be sent from a source: a hold, or with null the free seats. */
export function isOfSource(
  seat: { state: SeatState; holdCode: number | null },
  sourceHoldCode: number | null,
): boolean {
  if (sourceHoldCode === null) return seat.state === "free";
  return seat.state === "held" && seat.holdCode === sourceHoldCode;
}
