import type { Clock, Crash, Random } from "@allotement/platform/ports.ts";
import type { CallOutcome } from "@allotement/protocol/client.ts";
import type { OperationAnswer, VoidAnswer } from "@allotement/protocol/messages/operation.ts";
import { startedCursor } from "../import-sales/fetch.ts";
import { type Line, problemOf } from "../line/line.ts";
import type { RescheduleRow } from "../reschedule/reschedule.store.ts";
import type { InterfaceStore } from "../store.ts";
import { parseBody } from "./operation-body.ts";
import type { OperationRow, StoredAnswer } from "./operations.store.ts";
import { longestWaitMilliseconds, retryDelayMilliseconds } from "./retry.ts";
import { acknowledgedFences, settleSeat, verdicts } from "./settle.ts";

export interface SendPorts {
  clock: Clock;
  random: Random;
  crash: Crash;
}

/** How many operations are on the wire at once. */
const sentAtOnce = 4;

/** What is not at its end by now: to be sent, or answered and to be applied. */
export function operationsOnTheirWay(
  store: InterfaceStore,
  clock: Clock,
): Promise<{ due: OperationRow[]; answered: OperationRow[]; reschedules: RescheduleRow[] }> {
  return store.transaction(async (transaction) => ({
    due: await transaction.dueOperations(clock.now(), 64),
    answered: await transaction.answeredOperations(),
    reschedules: await transaction.dueReschedules(clock.now()),
  }));
}

/**
 * Sends what stands in the outbox and keeps each answer. It only reads that table, so that after a crash at any line
 * the same copy goes again (rule 2). Whatever is not an answer keeps the operation open: a time-out never frees a seat
 * (rule 1). Answers how many answers came. `found`: the due ones, where the caller has just looked.
 */
export async function sendDueOperations(
  store: InterfaceStore,
  line: Line,
  ports: SendPorts,
  found?: readonly OperationRow[],
): Promise<number> {
  const due = found ?? (await operationsOnTheirWay(store, ports.clock)).due;
  if (due.length === 0) return 0;
  const streamId = await streamToSendTo(store, line);
  let answers = 0;
  for (let first = 0; first < due.length; first += sentAtOnce) {
    const part = due.slice(first, first + sentAtOnce);
    const outcomes = await Promise.all(
      part.map((operation) => sendOperation(store, line, streamId, operation, ports)),
    );
    answers += outcomes.filter((outcome) => outcome === "answer").length;
    // Where the line does not carry, the rest waits for the next look, and stopping for one time-out at most.
    if (outcomes.every((outcome) => outcome === "unknown")) break;
  }
  return answers;
}

/** The feed of the one server that may be sent to; undefined where there is none now. */
export async function streamToSendTo(store: InterfaceStore, line: Line): Promise<string | undefined> {
  const session = await line.session();
  const cursor = session.kind === "answer" ? await startedCursor(store, session.answer.streamId) : undefined;
  // After a restore no command leaves before the reseller's counters were taken (rule 10).
  return cursor?.fault?.fault === "venueBehind" ? undefined : cursor?.streamId;
}

/** What a call comes to at any server but the one whose feed is received: nothing was sent. */
export const otherServer = {
  kind: "unreachable",
  reason: "this server's feed is not the one received so far",
} as const;

/**
 * Sends one copy. Only to the server whose feed the venue receives, `streamId`: another one's answer would stand under
 * another feed (rule 4), and another server would sell the same seats once more.
 */
async function sendOperation(
  store: InterfaceStore,
  line: Line,
  streamId: string | undefined,
  operation: OperationRow,
  ports: SendPorts,
): Promise<CallOutcome<unknown>["kind"]> {
  const { operationId, body } = operation;
  ports.crash.point("send.before");
  const outcome = await line.call<OperationAnswer | VoidAnswer>(async (client, token, session) => {
    if (session.streamId !== streamId) return otherServer;
    return operation.state === "voiding"
      ? client.voidOperation(token, operationId, voidRequestOf(operation))
      : client.sendOperation(token, operationId, body);
  });
  ports.crash.point("send.answered");
  if (outcome.kind === "answer") {
    await store.transaction((transaction) =>
      transaction.keepAnswer(operationId, storedAnswerOf(outcome.answer)),
    );
    ports.crash.point("send.answerKept");
    return outcome.kind;
  }
  const next = nextAttemptAt(outcome, operation.attempts, ports);
  await store.transaction((transaction) =>
    transaction.postponeOperation(operationId, next, problemText(outcome)),
  );
  return outcome.kind;
}

type Unanswered = Exclude<CallOutcome<unknown>, { kind: "answer" }>;

/** When the next copy goes: later each time (rule 2), not before the reseller wants it, and within the hour. */
export function nextAttemptAt(
  outcome: Unanswered,
  attempts: number,
  { clock, random }: Pick<SendPorts, "clock" | "random">,
): Date {
  const told = outcome.kind === "refused" ? (outcome.retryAfterSeconds ?? 0) * 1000 : 0;
  const delay = Math.max(told, retryDelayMilliseconds(attempts, random));
  return new Date(clock.now().getTime() + Math.min(delay, longestWaitMilliseconds));
}

export function voidRequestOf(operation: OperationRow) {
  const { performanceNumber, seats } = parseBody(operation.body);
  return { performanceNumber, seats: seats.map(({ seatCode, command }) => ({ seatCode, command })) };
}

export function storedAnswerOf(answer: OperationAnswer | VoidAnswer): StoredAnswer {
  if ("outcome" in answer) return answer;
  return answer.state === "applied" ? answer.answer : { outcome: "voided", asOf: answer.asOf };
}

export function problemText(outcome: Unanswered): string {
  const problem = problemOf(outcome);
  if (problem?.kind === "unreachable") return `${problem.kind}: ${problem.reason}`;
  if (problem) return problem.kind;
  return outcome.kind === "refused" ? `${outcome.error}: ${outcome.message}` : outcome.reason;
}

/**
 * Applies the kept answers whose `asOf` the feed has reached (rule 4): seats move, and what the reseller created is
 * remembered. Answers how many operations came to their end; the others wait for the feed. `found`: the answered ones,
 * where the caller has just looked.
 * @throws after the others are done, where one could not be applied.
 */
export async function applyAnswers(
  store: InterfaceStore,
  ports: Pick<SendPorts, "clock" | "crash">,
  found?: readonly OperationRow[],
): Promise<number> {
  const answered = found ?? (await operationsOnTheirWay(store, ports.clock)).answered;
  let applied = 0;
  const failures: unknown[] = [];
  for (const { operationId } of answered) {
    try {
      if (await applyAnswer(store, operationId, ports.clock)) applied += 1;
    } catch (error) {
      failures.push(error);
    }
    ports.crash.point("apply.done");
  }
  if (failures.length > 0) throw new AggregateError(failures, "answers could not be applied");
  return applied;
}

async function applyAnswer(store: InterfaceStore, operationId: string, clock: Clock): Promise<boolean> {
  return store.transaction(async (transaction) => {
    // The cursor before the operation: receiving and applying take their locks in the same order.
    const cursor = await transaction.lockCursor();
    const operation = await transaction.lockOperation(operationId);
    if (operation?.state !== "answered" || !operation.answer) return false;
    const { answer, kind, performanceNumber, showNumber } = operation;
    // Of a feed at fault nobody knows how far it was received (rule 4).
    if (!cursor || cursor.fault || cursor.sequence < answer.asOf) return false;
    const named = parseBody(operation.body).seats;
    const seatCodes = named.map((seat) => seat.seatCode);
    const verdictOf = verdicts(answer, seatCodes);
    const seats = await transaction.lockSeats(performanceNumber, seatCodes);
    const changes = seats.flatMap(
      (seat) => settleSeat(kind, operationId, seat, verdictOf.get(seat.seatCode)) ?? [],
    );
    const at = clock.now();
    await transaction.moveSeats({ performanceNumber, at, operatorId: null }, changes);
    if (kind === "fence")
      await transaction.acknowledgeFences(performanceNumber, acknowledgedFences(named, verdictOf));
    // The first seat that arrives creates show and performance there (R2.1); refused ones create nothing.
    const arrived = seatCodes.some((seatCode) => {
      const verdict = verdictOf.get(seatCode);
      return typeof verdict === "object" && verdict.grant !== undefined;
    });
    if (kind === "allot" && arrived) await transaction.rememberCreated(showNumber, performanceNumber, at);
    await transaction.finishOperation(operationId, answer.outcome === "voided" ? "voided" : "applied", at);
    return true;
  });
}
