/** Rules of a show that act by themselves through ordinary runs: when they do, as functions of what stands in the books. */

export type StockRuleKind = "return" | "refill";

/** So many hours before a performance what is unsold comes home; where it is asked for, out of the hold as well. */
export interface ReturnRule {
  hoursBefore: number;
  toCounter: boolean;
}

/** Where fewer seats than `threshold` are for sale at the reseller, `seats` more leave, up to `cap` there in all. */
export interface RefillRule {
  threshold: number;
  seats: number;
  /** Seats that the reseller may hold or have sold of one performance. */
  cap: number;
  /** The hold that they are taken from; null: the free seats. */
  sourceHoldCode: number | null;
}

/** A run that the rule has started for the performance, in the rule's present version. */
export interface RuleRun {
  at: Date;
  finished: boolean;
  /** Seats that the reseller said yes to. */
  accepted: number;
}

/** A performance as the rules look at it. */
export interface Stock {
  performanceNumber: number;
  startsAt: Date;
  cancelled: boolean;
  /** The reseller has the performance: a first allotment is a person's decision (R5.3). */
  known: boolean;
  /** Seats that the reseller offers, or will once it has answered. */
  forSale: number;
  /** Seats that are the reseller's or in doubt, unsold. */
  atReseller: number;
  soldThere: number;
  /** Seats of the refill's source that may leave. */
  available: number;
  /** A run or an operation of the performance has not come to its end. */
  onTheWay: boolean;
  /** The last run that a person has started: what a person has taken back is not sent again by a rule. */
  lastByHand: "allot" | "recall" | null;
  /** Seats were freed by force: support has to do with the performance. */
  forced: boolean;
  runs: readonly RuleRun[];
}

/** A return that brought not all seats home, most of them in baskets, is tried so often, this long after the last time. */
export const returnAttempts = 3;
export const returnPauseMilliseconds = 15 * 60_000;

export function returnAt(rule: Pick<ReturnRule, "hoursBefore">, startsAt: Date): Date {
  return new Date(startsAt.getTime() - rule.hoursBefore * 3_600_000);
}

/** Whether what is unsold is to be asked back now. */
export function isReturnDue(rule: ReturnRule, stock: Stock, now: Date): boolean {
  if (stock.cancelled || stock.onTheWay || stock.forSale === 0) return false;
  if (now >= stock.startsAt || now < returnAt(rule, stock.startsAt)) return false;
  if (stock.runs.length >= returnAttempts) return false;
  const last = lastOf(stock.runs);
  if (!last) return true;
  return last.finished && now.getTime() - last.at.getTime() >= returnPauseMilliseconds;
}

/** How many seats are to leave now; 0: none. `returning`: the show's return, which a refill does not work against. */
export function seatsToRefill(
  rule: RefillRule,
  stock: Stock,
  returning: Pick<ReturnRule, "hoursBefore"> | undefined,
  now: Date,
): number {
  if (stock.cancelled || stock.onTheWay || stock.forced || !stock.known) return 0;
  if (stock.lastByHand === "recall" || stock.forSale >= rule.threshold) return 0;
  if (now >= stock.startsAt || (returning && now >= returnAt(returning, stock.startsAt))) return 0;
  const last = lastOf(stock.runs);
  // The reseller took none of them: it would take none again, until a person has looked.
  if (last && (!last.finished || last.accepted === 0)) return 0;
  const room = rule.cap - stock.atReseller - stock.soldThere;
  return Math.max(0, Math.min(rule.seats, room, stock.available));
}

function lastOf(runs: readonly RuleRun[]): RuleRun | undefined {
  return runs.reduce<RuleRun | undefined>((last, run) => (!last || run.at > last.at ? run : last), undefined);
}
