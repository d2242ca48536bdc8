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
  /** When a call last went through, since this line was opened. */
  lastUpAt: Date | null;
}

/** The line to one reseller: keeps a session open and remembers how the last call went. */
export interface Line {
  /** Makes a call with a session; opens a new one where the token has run out. */
  call<Answer>(
    work: (client: AllotmentClient, token: string, session: SessionAnswer) => Promise<CallOutcome<Answer>>,
  ): Promise<CallOutcome<Answer>>;
  /** The current session, opened where needed. */
  session(): Promise<CallOutcome<SessionAnswer>>;
  state(): LineState;
}

/** How many milliseconds before its end a token is no longer used. */
const tokenMarginMilliseconds = 30_000;
/**
 * A refused password is not tried again by itself before this time, twice as long after each further refusal: the
 * reseller counts them, and would lock the right password out as well. A changed connection opens a line of its own.
 */
const wrongPasswordPauseMilliseconds = { first: 15 * 60_000, longest: 4 * 3_600_000 };

interface Refusal {
  outcome: CallOutcome<SessionAnswer>;
  at: number;
  pause: number;
}

export function openLine(client: AllotmentClient, credentials: SessionRequest, clock: Clock): Line {
  let opened: { answer: SessionAnswer; at: number; until: number } | undefined;
  let opening: Promise<CallOutcome<SessionAnswer>> | undefined;
  let refused: Refusal | undefined;
  const time = () => clock.now().getTime();
  const state: LineState = {
    up: undefined,
    problem: null,
    seenAddress: null,
    checkedAt: null,
    lastUpAt: null,
  };

  const note = (outcome: CallOutcome<unknown>) => {
    state.checkedAt = clock.now();
    state.problem = problemOf(outcome);
    state.up = state.problem === null;
    if (state.up) state.lastUpAt = state.checkedAt;
    if (outcome.kind === "refused" && outcome.seenAddress) state.seenAddress = outcome.seenAddress;
  };

  const open = async (): Promise<CallOutcome<SessionAnswer>> => {
    const at = time();
    const outcome = await client.openSession(credentials);
    note(outcome);
    if (outcome.kind === "answer") {
      const { answer } = outcome;
      refused = undefined;
      state.seenAddress = answer.seenAddress;
      // How long it lasts is said by the reseller's clock alone; ours only measures the time gone by.
      const lasts = Date.parse(answer.expiresAt) - Date.parse(answer.serverTime);
      opened = { answer, at, until: at + lasts - tokenMarginMilliseconds };
    } else if (outcome.kind === "refused" && outcome.error === "WRONG_CREDENTIALS") {
      const { first, longest } = wrongPasswordPauseMilliseconds;
      refused = { outcome, at, pause: Math.min(longest, refused ? 2 * refused.pause : first) };
    }
    return outcome;
  };

  const session = async (): Promise<CallOutcome<SessionAnswer>> => {
    // Before `at`: the clock was set back, and nobody knows how much time has gone by.
    if (opened && opened.at <= time() && time() < opened.until)
      return { kind: "answer", answer: opened.answer };
    if (refused && refused.at <= time() && time() < refused.at + refused.pause) return refused.outcome;
    // Calls at once share one opening: each wrong password would count at the reseller.
    opening ??= open().finally(() => {
      opening = undefined;
    });
    return opening;
  };

  return {
    session,
    state: () => ({ ...state }),
    async call(work) {
      for (let attempt = 1; ; attempt++) {
        const current = await session();
        if (current.kind !== "answer") return current;
        const outcome = await work(client, current.answer.token, current.answer);
        if (outcome.kind === "refused" && outcome.error === "SESSION_REQUIRED" && attempt === 1) {
          // Another call may have opened a new one meanwhile.
          if (opened?.answer === current.answer) opened = undefined;
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
