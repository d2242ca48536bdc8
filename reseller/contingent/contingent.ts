import { type ExchangeErrorNumber, firstByPrecedence } from "@allotement/protocol/errors.ts";
import type { ContingentState } from "@allotement/protocol/messages/contingent.ts";
import type { OperationRequest } from "@allotement/protocol/messages/operation.ts";

/** A seat as the reseller knows it; `none`: never granted, known only because a command named it. */
export type SeatState = ContingentState | "none";
export type OperationKind = OperationRequest["kind"];

/** Every movement of a seat that may happen here (protocol, section 1). The database holds the same table. */
export const seatTransitions = [
  { movement: "allot", from: "none", to: "offered" },
  { movement: "allot", from: "withdrawn", to: "offered" },
  { movement: "recall", from: "offered", to: "withdrawn" },
  { movement: "fence", from: "none", to: "withdrawn" },
  { movement: "fence", from: "offered", to: "withdrawn" },
  { movement: "fence", from: "inBasket", to: "withdrawn" },
  { movement: "fence", from: "withdrawn", to: "withdrawn" },
  { movement: "fence", from: "sold", to: "sold" },
  { movement: "reserve", from: "offered", to: "inBasket" },
  { movement: "expire", from: "inBasket", to: "offered" },
  { movement: "putBack", from: "inBasket", to: "offered" },
  { movement: "sell", from: "inBasket", to: "sold" },
  { movement: "cancel", from: "sold", to: "offered" },
  { movement: "cancel", from: "sold", to: "withdrawn" },
  { movement: "giveBack", from: "offered", to: "sold" },
  { movement: "giveBack", from: "inBasket", to: "sold" },
  { movement: "giveBack", from: "withdrawn", to: "sold" },
] as const satisfies readonly { movement: string; from: SeatState; to: SeatState }[];
export type MovementName = (typeof seatTransitions)[number]["movement"];

export interface ContingentSeat {
  seatCode: number;
  state: SeatState;
  /** The highest command received for the seat; a command not above it is stale. */
  command: number;
  /** The command of the last accepted allot; 0 before the first. */
  grant: number;
  /** The highest grant revoked by force; 0 when there is none. */
  fence: number;
  basketId: string | null;
  basketExpiresAt: Date | null;
}

/** A command for one seat, as an operation names it. */
export interface SeatCommand {
  seatCode: number;
  command: number;
  grant?: number | undefined;
}

/** What becomes of a seat. `basketId`: the basket that it enters or leaves. */
export interface SeatMove {
  seatCode: number;
  from: SeatState;
  to: SeatState;
  command: number;
  grant: number;
  fence: number;
  basketId: string | null;
}

export type SeatDecision =
  | { errors: [ExchangeErrorNumber, ...ExchangeErrorNumber[]] }
  | { errors: []; move: SeatMove };

const held = (seat: ContingentSeat) => seat.state === "offered" || seat.state === "inBasket";

/** What stands against a command for a seat, in order of precedence: 40, 41, 42, 43, 44. */
function errorsOfCommand(
  kind: OperationKind,
  seat: ContingentSeat,
  named: SeatCommand,
): ExchangeErrorNumber[] {
  const errors: ExchangeErrorNumber[] = [];
  const otherGrant = named.grant !== undefined && named.grant !== seat.grant;
  const newerGrant = named.grant !== undefined && seat.grant > named.grant;
  if (kind === "allot") {
    // Also under this very grant, where the log no longer knows the operation: on 44 the venue would take the seat back.
    if (held(seat)) errors.push(40);
    if (seat.state === "sold") errors.push(41);
  } else if (kind === "recall") {
    if (seat.state === "sold") errors.push(41);
    else if (!held(seat) || otherGrant) errors.push(42);
    else if (seat.state === "inBasket") errors.push(43);
  } else if (newerGrant && held(seat)) {
    errors.push(40);
  } else if (newerGrant && seat.state === "sold") {
    errors.push(41);
  }
  const known = kind === "allot" ? Math.max(seat.command, seat.fence) : seat.command;
  if (named.command <= known) errors.push(44);
  return errors;
}

/**
 * Decides one seat's command: refused with every error that stands against it, the one to answer first, or accepted with
 * its move. An expired basket must have been emptied before. A fence revokes every grant up to the one it names; a sold
 * seat stays sold under it, and only its later cancellation withdraws it.
 */
export function decideCommand(kind: OperationKind, seat: ContingentSeat, named: SeatCommand): SeatDecision {
  const [first, ...more] = errorsOfCommand(kind, seat, named);
  if (first !== undefined) return { errors: [first, ...more] };
  const { seatCode, state: from, basketId } = seat;
  const move = { seatCode, from, command: named.command, grant: seat.grant, fence: seat.fence, basketId };
  if (kind === "allot") return { errors: [], move: { ...move, to: "offered", grant: named.command } };
  if (kind === "recall") return { errors: [], move: { ...move, to: "withdrawn" } };
  const fence = Math.max(seat.fence, named.grant ?? seat.grant);
  return { errors: [], move: { ...move, to: from === "sold" ? "sold" : "withdrawn", fence } };
}

/** Whether the seat lies in a basket whose time is over: then it is put back before anything else is decided. */
export function isExpired(seat: ContingentSeat, now: Date): boolean {
  return seat.state === "inBasket" && seat.basketExpiresAt !== null && seat.basketExpiresAt <= now;
}

/** The seat after its basket is gone. */
export function putBack(seat: ContingentSeat): ContingentSeat {
  return { ...seat, state: "offered", basketId: null, basketExpiresAt: null };
}

/** A move that leaves command, grant and fence as they are: baskets, sales, cancellations. */
export function moveTo(seat: ContingentSeat, to: SeatState, basketId = seat.basketId): SeatMove {
  const { seatCode, state: from, command, grant, fence } = seat;
  return { seatCode, from, to, command, grant, fence, basketId };
}

/** Where a cancelled seat goes: on sale again, unless its grant was revoked by force. */
export function stateAfterCancellation(seat: ContingentSeat): "offered" | "withdrawn" {
  return seat.grant > seat.fence ? "offered" : "withdrawn";
}

/** The codes of the venue that this network knows (for one hall). */
export interface KnownCodes {
  halls: ReadonlySet<number>;
  holds: ReadonlySet<number>;
  priceTypes: ReadonlySet<number>;
  zones: ReadonlySet<number>;
  floors: ReadonlySet<number>;
  seatCategories: ReadonlySet<number>;
}

export interface KnownPerformance {
  showNumber: number;
  localDate: string;
  localTime: string;
}

/** What an operation is checked against, beside its seats. */
export interface Surroundings {
  codes: KnownCodes;
  showExists: boolean;
  performance: KnownPerformance | undefined;
}

export interface OperationFault {
  error: ExchangeErrorNumber;
  /** The code or number that is not known here. */
  code?: number;
}

/**
 * Everything that stands against an operation as a whole. A recall is only refused where its show or performance does not
 * exist: seats can always be taken back, whatever codes or dates have become. A fence is never refused as a whole.
 */
export function operationFaults(request: OperationRequest, around: Surroundings): OperationFault[] {
  const faults: OperationFault[] = [];
  const { codes, performance } = around;
  const allot = request.kind === "allot";
  const there = performance?.showNumber === request.showNumber;
  if (request.kind === "fence") return faults;
  if (allot && !codes.halls.has(request.hallCode)) faults.push({ error: 10, code: request.hallCode });
  if (!around.showExists && !(allot && request.createShow))
    faults.push({ error: 11, code: request.showNumber });
  // A number that belongs to another show is not this show's performance.
  if (!there && !(allot && request.createPerformance && performance === undefined))
    faults.push({ error: 12, code: request.performanceNumber });
  if (!allot) return faults;
  if (!codes.holds.has(request.holdCode)) faults.push({ error: 13, code: request.holdCode });
  for (const code of new Set(request.show?.prices.map((price) => price.priceTypeCode)))
    if (!codes.priceTypes.has(code)) faults.push({ error: 19, code });
  // Civil date and time are compared, never instants (rule 12).
  if (performance && there && performance.localDate !== request.localDate) faults.push({ error: 17 });
  if (performance && there && performance.localTime !== request.localTime) faults.push({ error: 18 });
  return faults;
}

/** The seat's codes that are not known here: 14, 15, 16. They matter only when the seat is to be sold. */
export function seatCodeErrors(
  kind: OperationKind,
  seat: OperationRequest["seats"][number],
  codes: KnownCodes,
): ExchangeErrorNumber[] {
  if (kind !== "allot") return [];
  const errors: ExchangeErrorNumber[] = [];
  if (!codes.zones.has(seat.zoneCode)) errors.push(14);
  if (!codes.floors.has(seat.floorCode)) errors.push(15);
  if (!codes.seatCategories.has(seat.seatCategoryCode)) errors.push(16);
  return errors;
}

/** The error that answers a whole operation, or undefined when it goes on to its seats. */
export function firstFault(faults: readonly OperationFault[]): ExchangeErrorNumber | undefined {
  return firstByPrecedence(faults.map((fault) => fault.error));
}

/** What makes a request senseless before any state is asked: a seat twice, a price line twice, a show without its data. */
export function requestFault(
  request: OperationRequest,
): { error: "DUPLICATE_SEAT" | "INVALID_REQUEST"; message: string } | undefined {
  const twice = firstTwice(request.seats.map((seat) => seat.seatCode));
  if (twice !== undefined) return { error: "DUPLICATE_SEAT", message: `Seat ${twice} stands twice.` };
  if (request.createShow && !request.show)
    return { error: "INVALID_REQUEST", message: "createShow needs show." };
  const lines = request.show?.prices.map((price) => `${price.priceTypeCode}/${price.seatCategoryCode}`) ?? [];
  const line = firstTwice(lines);
  if (line !== undefined) return { error: "INVALID_REQUEST", message: `Price line ${line} stands twice.` };
  return undefined;
}

/** The first value that stands twice in a list. */
export function firstTwice<Value>(values: readonly Value[]): Value | undefined {
  const seen = new Set<Value>();
  for (const value of values) {
    if (seen.has(value)) return value;
    seen.add(value);
  }
  return undefined;
}
