import type { ErrorCatalogue, ErrorText } from "@allotement/protocol/catalogue/catalogue.ts";
import type { ChainFault } from "@allotement/protocol/feed-chain.ts";

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
  | "PLAN_CHANGED"
  | "SETTLED_SINCE"
  | "NOT_TO_BE_CLOSED"
  | "MAIL_ALREADY_WRITTEN"
  | "MAIL_ALREADY_SENT"
  | "ATTACHMENTS_TOO_LARGE"
  | "NO_MAIL_SERVER"
  | "DESK_OPEN"
  | "DESK_CLOSED"
  | "REASON_REQUIRED"
  | "ALREADY_CLOSED"
  | "PARTS_OPEN"
  | "ENTRIES_UNSEALED"
  | "SIGNING_KEY_LOCKED"
  | "MORE_THAN_OWED"
  | "UNKNOWN_DEBT"
  | "MORE_THAN_OPEN"
  | "NOTHING_TO_SETTLE"
  | "STATEMENT_COLUMNS"
  | "ALREADY_REVERSED"
  | "PERFORMANCE_CANCELLED"
  | "PERFORMANCE_EXISTS"
  | "LOCAL_TIME_SKIPPED"
  | "PERFORMANCE_BEGUN"
  | "SAME_SCHEDULE"
  | "HALL_IN_USE"
  | "TO_BEFORE_FROM"
  | "TOO_MANY_PERFORMANCES"
  | "SECOND_PERSON_REQUIRED"
  | "SAME_PERSON"
  | "SECOND_PERSON_WRONG"
  | "SECOND_PERSON_ROLE"
  | "SECOND_PERSON_LOCKED_OUT";

/** The words of every error, by number, kind or code: a new one without words does not compile. */
export interface ErrorTexts {
  /** The exchange's own, which reports and documents tell in the same words (R12). */
  readonly catalogue: ErrorCatalogue;
  readonly feedFaults: Readonly<Record<ChainFault["fault"], string>>;
  readonly feedFault: ErrorText;
  readonly calls: Readonly<Record<KnownCall, ErrorText>>;
  readonly unknownCall: ErrorText;
}
