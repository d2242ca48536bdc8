import type { ExchangeErrorNumber } from "../errors.ts";

/** One error as a person is told it (R12): what it is, why, and what to do. */
export interface ErrorText {
  readonly title: string;
  readonly cause: string;
  readonly remedy: string;
}

/** Why the line to the reseller does not work. */
export type LineProblemKind =
  | "wrongCredentials"
  | "addressRefused"
  | "maintenance"
  | "tooManyRequests"
  | "timeout"
  | "unreachable"
  | "notUnderstood";

/** What an error's remedy may be begun with, at a press; null where one waits or calls. */
export type RemedyAction =
  | "sendHallCodes"
  | "sendPriceTypes"
  | "writeToContact"
  | "compare"
  | "configure"
  | "openHolds";

/**
 * The errors of the exchange in one language. Screens, reports and `docs/errors.md` take their words from here and from
 * nowhere else; a new error without words does not compile.
 */
export interface ErrorCatalogue {
  readonly exchange: Readonly<Record<ExchangeErrorNumber, ErrorText>>;
  readonly line: Readonly<Record<LineProblemKind, ErrorText>>;
  /** A seat had changed before it was sent. */
  readonly seatChanged: ErrorText;
  /** A sale's price differs from the grid (R7.2). */
  readonly priceMismatch: ErrorText;
  /** A performance is missing from the list of those to allot. */
  readonly notListed: ErrorText;
  /** What each remedy's button says. */
  readonly actions: Readonly<Record<RemedyAction, string>>;
}

const exchangeActions: Readonly<Record<ExchangeErrorNumber, RemedyAction | null>> = {
  10: "sendHallCodes",
  11: null,
  12: null,
  13: "sendHallCodes",
  14: "sendHallCodes",
  15: "sendHallCodes",
  16: "sendHallCodes",
  17: "writeToContact",
  18: "writeToContact",
  19: "sendPriceTypes",
  40: "compare",
  41: "compare",
  42: "compare",
  43: null,
  44: null,
};

const lineActions: Readonly<Record<LineProblemKind, RemedyAction | null>> = {
  wrongCredentials: "configure",
  addressRefused: "writeToContact",
  maintenance: null,
  tooManyRequests: null,
  timeout: "writeToContact",
  unreachable: "configure",
  notUnderstood: null,
};

/** What to do about each error of the catalogue, the same in every language. */
export const remedyActions = {
  exchange: exchangeActions,
  line: lineActions,
  seatChanged: null,
  priceMismatch: "writeToContact",
  notListed: "openHolds",
} as const satisfies Record<
  Exclude<keyof ErrorCatalogue, "actions">,
  RemedyAction | null | Readonly<Record<string | number, RemedyAction | null>>
>;
