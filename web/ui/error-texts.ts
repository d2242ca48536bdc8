import type { LineProblemView } from "@allotement/boxoffice/api/interface-connection.ts";
import type { ExchangeErrorNumber } from "@allotement/protocol/errors.ts";
import type { ChainFault } from "@allotement/protocol/feed-chain.ts";

/** One error as the screen tells it (R12): what it is, why, and what to do. */
export interface ErrorText {
  readonly title: string;
  readonly cause: string;
  readonly remedy: string;
}

/** Refusals of our own servers that have words of their own; any other is told by its message. */
export type KnownCall =
  | "NO_ANSWER"
  | "WRONG_CREDENTIALS"
  | "TOO_MANY_ATTEMPTS"
  | "SIGN_IN_REQUIRED"
  | "ROLE_REFUSED"
  | "NOT_FOUND"
  | "INVALID_REQUEST"
  | "INTERNAL_ERROR"
  | "NOT_CONFIGURED"
  | "NOTHING_TO_ALLOT"
  | "NEW_SHOW_REQUIRED"
  | "GRID_CHANGED"
  | "SERVER_ADDRESS_REFUSED"
  | "SEATS_NOT_FREE"
  | "NO_PRICE"
  | "OPERATION_ANSWERED"
  | "FENCE_NEVER_VOIDED"
  | "CONFIRMATION_REQUIRED"
  | "NOTHING_TO_RECALL"
  | "CONFLICT_CLOSED"
  | "TICKET_CANNOT_STAY"
  | "NOT_BLOCKED"
  | "NOT_A_PRICE_GAP"
  | "CHANGED_SINCE"
  | "SETTLED_SINCE"
  | "NOT_TO_BE_CLOSED"
  | "SECOND_PERSON_REQUIRED"
  | "SAME_PERSON"
  | "SECOND_PERSON_WRONG"
  | "SECOND_PERSON_ROLE"
  | "SECOND_PERSON_LOCKED_OUT";

/** The words of every error, by number, kind or code: a new one without words does not compile. */
export interface ErrorTexts {
  readonly exchange: Readonly<Record<ExchangeErrorNumber, ErrorText>>;
  readonly seatChanged: ErrorText;
  readonly line: Readonly<Record<LineProblemView["kind"], ErrorText>>;
  readonly feedFaults: Readonly<Record<ChainFault["fault"], string>>;
  readonly feedFault: ErrorText;
  readonly calls: Readonly<Record<KnownCall, ErrorText>>;
  readonly unknownCall: ErrorText;
}
