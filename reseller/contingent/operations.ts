import type { Clock, Crash } from "@allotement/platform/ports.ts";
import { type ExchangeErrorNumber, firstByPrecedence } from "@allotement/protocol/errors.ts";
import { canonicalJson, sha256 } from "@allotement/protocol/feed-chain.ts";
import type {
  CheckAnswer,
  OperationAnswer,
  OperationRequest,
  SeatResult,
  VoidAnswer,
  VoidRequest,
} from "@allotement/protocol/messages/operation.ts";
import { numberFeed, type SequencerTransaction } from "../feed/sequencer.ts";
import {
  type ContingentSeat,
  decideCommand,
  firstFault,
  isExpired,
  type KnownCodes,
  type KnownPerformance,
  type MovementName,
  moveTo,
  operationFaults,
  putBack,
  requestFault,
  type SeatMove,
  type Surroundings,
  seatCodeErrors,
} from "./contingent.ts";
import type { PerformanceMoment } from "./snapshot.ts";

export type StoredOperation =
  | { state: "answered"; bodyHash: string; answer: OperationAnswer }
  | { state: "voided"; asOf: number };

/** Why seats move; each movement is written down with it. */
export interface MovementCause {
  movement: MovementName;
  at: Date;
  operationId?: string;
  orderId?: string;
}

/** What a newly allotted seat is sold by. */
export type SeatFacts = Pick<
  OperationRequest["seats"][number],
  "zoneCode" | "floorCode" | "seatCategoryCode" | "row" | "number"
>;

/** The seats of one institution inside one transaction. Seats are locked before they are decided, in seat order. */
export interface SeatTransaction {
  /** Locks the seats that exist, in seat order; the answer has no entry for the others. */
  lockSeats(performanceNumber: number, seatCodes: readonly number[]): Promise<Map<number, ContingentSeat>>;
  /** Moves locked seats and writes their movements; `facts` by seat where a grant is given. */
  moveSeats(
    performanceNumber: number,
    cause: MovementCause,
    moves: readonly SeatMove[],
    facts?: ReadonlyMap<number, SeatFacts>,
  ): Promise<void>;
}

/** What an operation needs of the database, for one institution, in one transaction. The feed is numbered last. */
export interface ContingentTransaction extends SeatTransaction, SequencerTransaction {
  /** Takes the operation's id until the end of the transaction; false when another transaction holds it. */
  lockOperation(operationId: string): Promise<boolean>;
  storedOperation(operationId: string): Promise<StoredOperation | undefined>;
  storeOperation(
    operation: { operationId: string; kind: OperationRequest["kind"] | "void"; performanceNumber: number },
    stored: StoredOperation,
    receivedAt: Date,
  ): Promise<void>;
  knownCodes(hallCode: number): Promise<KnownCodes>;
  showExists(showNumber: number): Promise<boolean>;
  performance(performanceNumber: number): Promise<KnownPerformance | undefined>;
  /** Creates the show, or gives it these texts and this whole list of prices. */
  saveShow(showNumber: number, show: NonNullable<OperationRequest["show"]>, createdAt: Date): Promise<void>;
  /** Creates the performance; one that is already there is left as it is. */
  createPerformance(request: OperationRequest, createdAt: Date): Promise<void>;
  /** Makes the seats that were never heard of known, in state `none`. */
  addSeats(performanceNumber: number, seatCodes: readonly number[]): Promise<void>;
  seats(performanceNumber: number, seatCodes: readonly number[]): Promise<Map<number, ContingentSeat>>;
  /** Raises the counters of locked seats; a counter that is higher already stays. */
  raiseCommands(
    performanceNumber: number,
    commands: readonly { seatCode: number; command: number }[],
  ): Promise<void>;
  performanceMoment(performanceNumber: number): Promise<PerformanceMoment | undefined>;
}

export interface ContingentStore {
  transaction<Result>(
    institutionCode: number,
    work: (transaction: ContingentTransaction) => Promise<Result>,
  ): Promise<Result>;
}

export interface OperationNeeds {
  store: ContingentStore;
  clock: Clock;
  crash: Crash;
}

export type OperationOutcome =
  | { kind: "answer"; answer: OperationAnswer }
  | { kind: "inProgress" }
  | {
      kind: "refused";
      error: "DUPLICATE_SEAT" | "INVALID_REQUEST" | "OPERATION_BODY_DIFFERS";
      message: string;
    };

/** How long a copy waits for the message that is being carried out (rule 3): 30 × 100 ms. */
const waits = 30;
const waitMilliseconds = 100;

/** Runs `work` in a transaction that holds the operation's id; undefined when another one kept it for 3 s. */
async function whileHolding<Result>(
  needs: OperationNeeds,
  institutionCode: number,
  operationId: string,
  work: (transaction: ContingentTransaction) => Promise<Result>,
): Promise<Result | undefined> {
  for (let wait = 0; ; wait += 1) {
    const done = await needs.store.transaction(institutionCode, async (transaction) =>
      (await transaction.lockOperation(operationId)) ? { result: await work(transaction) } : undefined,
    );
    if (done) return done.result;
    if (wait === waits) return undefined;
    await needs.clock.sleep(waitMilliseconds);
  }
}

/**
 * Carries out one operation, once: log, seats, movements and counters in one transaction (rule 3). The same id with the
 * same body is given the stored answer again, a refusal too. A voided id answers 44 for every seat, for ever: that is the
 * answer after which the venue holds its seats.
 */
export async function carryOutOperation(
  needs: OperationNeeds,
  institutionCode: number,
  operationId: string,
  request: OperationRequest,
): Promise<OperationOutcome> {
  const fault = requestFault(request);
  if (fault) return { kind: "refused", ...fault };
  const bodyHash = sha256(canonicalJson(request));
  const outcome = await whileHolding<OperationOutcome>(
    needs,
    institutionCode,
    operationId,
    async (transaction) => {
      const stored = await transaction.storedOperation(operationId);
      if (stored?.state === "voided") return { kind: "answer", answer: answerOfVoided(request, stored.asOf) };
      if (stored && stored.bodyHash !== bodyHash)
        return {
          kind: "refused",
          error: "OPERATION_BODY_DIFFERS",
          message: "This operation id was used with another body.",
        };
      if (stored) return { kind: "answer", answer: stored.answer };
      const now = needs.clock.now();
      const answer = await carryOut(transaction, operationId, request, now);
      const { kind, performanceNumber } = request;
      await transaction.storeOperation(
        { operationId, kind, performanceNumber },
        { state: "answered", bodyHash, answer },
        now,
      );
      needs.crash.point("reseller.operation.beforeCommit");
      return { kind: "answer", answer };
    },
  );
  needs.crash.point("reseller.operation.committed");
  return outcome ?? { kind: "inProgress" };
}

function answerOfVoided(request: OperationRequest, asOf: number): OperationAnswer {
  return {
    outcome: "done",
    asOf,
    results: request.seats.map(({ seatCode }) => ({ seatCode, error: 44 })),
  };
}

async function carryOut(
  transaction: ContingentTransaction,
  operationId: string,
  request: OperationRequest,
  now: Date,
): Promise<OperationAnswer> {
  const { performanceNumber } = request;
  const around = await surroundingsOf(transaction, request);
  let refusal = firstFault(operationFaults(request, around));
  const seats = await lockedSeats(transaction, performanceNumber, request.seats, now);
  const { results, moves } = decideSeats(request, around, seats);
  if (refusal === undefined && request.kind === "allot" && moves.length > 0)
    refusal = await createForFirstSeat(transaction, request, around, now);
  if (refusal === undefined) {
    const facts = new Map(request.seats.map((seat) => [seat.seatCode, seat]));
    await transaction.moveSeats(
      performanceNumber,
      { movement: request.kind, at: now, operationId },
      moves,
      facts,
    );
  }
  // A refused command counts as heard: a late copy of it must find its counter raised even without the log.
  await transaction.raiseCommands(performanceNumber, request.seats);
  const { sequence: asOf } = await numberFeed(transaction);
  return refusal === undefined
    ? { outcome: "done", asOf, results }
    : { outcome: "refused", asOf, error: refusal };
}

/** Decides each seat that is named, in the order of the request; the seats are locked. */
function decideSeats(
  request: OperationRequest,
  { codes }: Surroundings,
  seats: ReadonlyMap<number, ContingentSeat>,
): { results: SeatResult[]; moves: SeatMove[] } {
  const results: SeatResult[] = [];
  const moves: SeatMove[] = [];
  for (const named of request.seats) {
    const { seatCode } = named;
    const decision = decideCommand(request.kind, seatIn(seats, seatCode), named);
    const error = firstByPrecedence([...seatCodeErrors(request.kind, named, codes), ...decision.errors]);
    const move = "move" in decision ? decision.move : undefined;
    if (error === undefined && move) moves.push(move);
    results.push(
      error === undefined && move
        ? { seatCode, grant: move.grant }
        : { seatCode, ...(error === undefined ? {} : { error }) },
    );
  }
  return { results, moves };
}

/**
 * The first seat allotted creates show and performance (R2.1); where every seat is refused, nothing is created. Answers
 * the refusal where another operation has created the performance meanwhile, with another date.
 */
async function createForFirstSeat(
  transaction: ContingentTransaction,
  request: OperationRequest,
  around: Surroundings,
  now: Date,
): Promise<ExchangeErrorNumber | undefined> {
  if (request.show) await transaction.saveShow(request.showNumber, request.show, now);
  if (around.performance !== undefined) return undefined;
  await transaction.createPerformance(request, now);
  return firstFault(operationFaults(request, await surroundingsOf(transaction, request)));
}

async function surroundingsOf(
  transaction: ContingentTransaction,
  request: OperationRequest,
): Promise<Surroundings> {
  return {
    codes: await transaction.knownCodes(request.hallCode),
    showExists: await transaction.showExists(request.showNumber),
    performance: await transaction.performance(request.performanceNumber),
  };
}

/** Locks the seats, makes the unknown ones known, and empties baskets whose time is over. */
async function lockedSeats(
  transaction: ContingentTransaction,
  performanceNumber: number,
  named: readonly { seatCode: number }[],
  now: Date,
): Promise<Map<number, ContingentSeat>> {
  const seatCodes = named.map((seat) => seat.seatCode);
  await transaction.addSeats(performanceNumber, seatCodes);
  return lockSeatsPutBack(transaction, performanceNumber, seatCodes, now);
}

/** Locks seats in seat order and puts those back whose basket has expired. */
export async function lockSeatsPutBack(
  transaction: SeatTransaction,
  performanceNumber: number,
  seatCodes: readonly number[],
  now: Date,
): Promise<Map<number, ContingentSeat>> {
  const seats = await transaction.lockSeats(performanceNumber, seatCodes);
  const expired = [...seats.values()].filter((seat) => isExpired(seat, now));
  if (expired.length === 0) return seats;
  const moves = expired.map((seat) => moveTo(seat, "offered"));
  await transaction.moveSeats(performanceNumber, { movement: "expire", at: now }, moves);
  for (const seat of expired) seats.set(seat.seatCode, putBack(seat));
  return seats;
}

function seatIn(seats: ReadonlyMap<number, ContingentSeat>, seatCode: number): ContingentSeat {
  const seat = seats.get(seatCode);
  if (!seat) throw new Error(`seat ${seatCode} was not locked`);
  return seat;
}

/**
 * Gives an operation up: answers what it did, or kills its id for ever and raises the counters of its seats, so that a
 * late copy changes nothing even where the log no longer knows the id.
 */
export function voidOperation(
  needs: OperationNeeds,
  institutionCode: number,
  operationId: string,
  request: VoidRequest,
): Promise<VoidAnswer | undefined> {
  return whileHolding<VoidAnswer>(needs, institutionCode, operationId, async (transaction) => {
    const stored = await transaction.storedOperation(operationId);
    if (stored?.state === "answered") return { state: "applied", answer: stored.answer };
    if (stored) return { state: "voided", asOf: stored.asOf };
    const now = needs.clock.now();
    const { performanceNumber } = request;
    await lockedSeats(transaction, performanceNumber, request.seats, now);
    await transaction.raiseCommands(performanceNumber, request.seats);
    const { sequence: asOf } = await numberFeed(transaction);
    await transaction.storeOperation(
      { operationId, kind: "void", performanceNumber },
      { state: "voided", asOf },
      now,
    );
    return { state: "voided", asOf };
  });
}

/** Says everything that would stand against an operation now (R5.5), and changes nothing. */
export function checkOperation(
  needs: OperationNeeds,
  institutionCode: number,
  request: OperationRequest,
): Promise<CheckAnswer> {
  return needs.store.transaction(institutionCode, async (transaction) => {
    const around = await surroundingsOf(transaction, request);
    const known = await transaction.seats(
      request.performanceNumber,
      request.seats.map((seat) => seat.seatCode),
    );
    const now = needs.clock.now();
    const seats = request.seats.flatMap((named) => {
      const found = known.get(named.seatCode) ?? unheardOf(named.seatCode);
      const seat = isExpired(found, now) ? putBack(found) : found;
      const errors = [
        ...seatCodeErrors(request.kind, named, around.codes),
        ...decideCommand(request.kind, seat, named).errors,
      ];
      return errors.length > 0 ? [{ seatCode: named.seatCode, errors }] : [];
    });
    const { sequence: asOf } = await numberFeed(transaction);
    return { asOf, operation: operationFaults(request, around), seats };
  });
}

function unheardOf(seatCode: number): ContingentSeat {
  return { seatCode, state: "none", command: 0, grant: 0, fence: 0, basketId: null, basketExpiresAt: null };
}
