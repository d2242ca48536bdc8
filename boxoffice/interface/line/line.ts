import type { Clock } from "@allotement/platform/ports.ts";
import type { AllotmentClient, CallOutcome } from "@allotement/protocol/client.ts";
import type { SessionAnswer, SessionRequest } from "@allotement/protocol/messages/session.ts";

/** What a person should know when the line does not carry: told apart as R12 does. */
export type LineProblem =
  | { kind: "wrongCredentials" }
  | { kind: "addressRefused"; seenAddress: string | null }
  | { kind: "maintenance"; retryAfterSeconds: number | null }
  | { kind: "tooManyRequests"; retryAfterSeconds: number | null }
  | { kind: "timeout" }
  | { kind: "unreachable"; reason: string }
  | { kind: "notUnderstood"; reason: string };

export interface LineState {
  /** Undefined before the first call. */
  up: boolean | undefined;
  problem: LineProblem | null;
  /** The venue's address as the reseller saw it. */
  seenAddress: string | null;
  checkedAt: Date | null;
}

/** The line to one reseller: keeps a session open and remembers how the last call went. */
export interface Line {
  /** Makes a call with a session; opens a new one where the token has run out. */
  call<Answer>(
    work: (client: AllotmentClient, token: string) => Promise<CallOutcome<Answer>>,
  ): Promise<CallOutcome<Answer>>;
  /** The current session, opened where needed. */
  session(): Promise<CallOutcome<SessionAnswer>>;
  state(): LineState;
}

/** How many milliseconds before its end a token is no longer used. */
const tokenMarginMilliseconds = 30_000;

export function openLine(client: AllotmentClient, credentials: SessionRequest, clock: Clock): Line {
  let opened: SessionAnswer | undefined;
  const state: LineState = { up: undefined, problem: null, seenAddress: null, checkedAt: null };

  const note = (outcome: CallOutcome<unknown>) => {
    state.checkedAt = clock.now();
    state.problem = problemOf(outcome);
    state.up = state.problem === null;
    if (outcome.kind === "refused" && outcome.seenAddress) state.seenAddress = outcome.seenAddress;
  };

  const session = async (): Promise<CallOutcome<SessionAnswer>> => {
    const usable = opened && Date.parse(opened.expiresAt) - tokenMarginMilliseconds > clock.now().getTime();
    if (opened && usable) return { kind: "answer", answer: opened };
    const outcome = await client.openSession(credentials);
    note(outcome);
    opened = outcome.kind === "answer" ? outcome.answer : undefined;
    if (opened) state.seenAddress = opened.seenAddress;
    return outcome;
  };

  return {
    session,
    state: () => ({ ...state }),
    async call(work) {
      for (let attempt = 1; ; attempt++) {
        const current = await session();
        if (current.kind !== "answer") return current;
        const outcome = await work(client, current.answer.token);
        if (outcome.kind === "refused" && outcome.error === "SESSION_REQUIRED" && attempt === 1) {
          opened = undefined;
          continue;
        }
        note(outcome);
        return outcome;
      }
    },
  };
}

/** What the outcome of a call says of the line; null where the line carries, whatever was answered. */
export function problemOf(outcome: CallOutcome<unknown>): LineProblem | null {
  if (outcome.kind === "answer") return null;
  if (outcome.kind === "unreachable") return { kind: "unreachable", reason: outcome.reason };
  if (outcome.kind === "unknown")
    return outcome.timedOut ? { kind: "timeout" } : { kind: "notUnderstood", reason: outcome.reason };
  const retryAfterSeconds = outcome.retryAfterSeconds ?? null;
  switch (outcome.error) {
    case "WRONG_CREDENTIALS":
      return { kind: "wrongCredentials" };
    case "ADDRESS_REFUSED":
      return { kind: "addressRefused", seenAddress: outcome.seenAddress ?? null };
    case "MAINTENANCE":
      return { kind: "maintenance", retryAfterSeconds };
    case "TOO_MANY_REQUESTS":
      return { kind: "tooManyRequests", retryAfterSeconds };
    default:
      return null;
  }
}
