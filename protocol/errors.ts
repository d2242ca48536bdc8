/**
 * Everything the exchange may refuse, in the order of precedence: where several apply, the first of the list is given
 * (glossary; R12). `scope` says what is refused: the whole operation, one seat of it, or a sale on import.
 * `docs/protocol.md` holds the same list; a test keeps both equal.
 */
export const exchangeErrors = [
  {
    number: 10,
    name: "UNKNOWN_HALL",
    scope: "operation",
    meaning: "the hall's code is not mapped at the reseller",
  },
  {
    number: 11,
    name: "UNKNOWN_SHOW",
    scope: "operation",
    meaning: "the show does not exist at the reseller",
  },
  {
    number: 12,
    name: "UNKNOWN_PERFORMANCE",
    scope: "operation",
    meaning: "the performance does not exist at the reseller",
  },
  {
    number: 13,
    name: "UNKNOWN_CONTINGENT",
    scope: "operation",
    meaning: "the hold's code is not mapped at the reseller",
  },
  {
    number: 14,
    name: "UNKNOWN_ZONE",
    scope: "seat",
    meaning: "the seat's zone is not mapped at the reseller",
  },
  {
    number: 15,
    name: "UNKNOWN_FLOOR",
    scope: "seat",
    meaning: "the seat's floor is not mapped at the reseller",
  },
  {
    number: 16,
    name: "UNKNOWN_SEAT_CATEGORY",
    scope: "seat",
    meaning: "the seat's category is not mapped at the reseller",
  },
  {
    number: 19,
    name: "UNKNOWN_PRICE_TYPE",
    scope: "operation",
    meaning: "a price type is not mapped at the reseller",
  },
  {
    number: 17,
    name: "DATE_MISMATCH",
    scope: "operation",
    meaning: "the date differs from the performance's at the reseller",
  },
  {
    number: 18,
    name: "TIME_MISMATCH",
    scope: "operation",
    meaning: "the time differs from the performance's at the reseller",
  },
  {
    number: 40,
    name: "SEAT_ALREADY_ALLOTTED",
    scope: "seat",
    meaning: "the reseller holds the seat already, under this grant or another",
  },
  { number: 41, name: "SEAT_ALREADY_SOLD", scope: "seat", meaning: "the reseller has sold the seat" },
  { number: 42, name: "SEAT_NOT_ALLOTTED", scope: "seat", meaning: "the reseller does not hold the seat" },
  {
    number: 43,
    name: "SEAT_IN_BASKET",
    scope: "seat",
    meaning: "a recall met a customer's basket; ask again later",
  },
  {
    number: 44,
    name: "STALE_COMMAND",
    scope: "seat",
    meaning: "a newer command for the seat was received before",
  },
] as const;

export type ExchangeError = (typeof exchangeErrors)[number];
export type ExchangeErrorNumber = ExchangeError["number"];
export const exchangeErrorNumbers = exchangeErrors.map((error) => error.number);

const byNumber = new Map<number, ExchangeError>(exchangeErrors.map((error) => [error.number, error]));

/** The catalogue's entry of an error number, or undefined for a number that is not in the contract. */
export function exchangeError(number: number): ExchangeError | undefined {
  return byNumber.get(number);
}

/** Of several refusals, the one that is answered: the first in order of precedence; undefined where there is none. */
export function firstByPrecedence(numbers: Iterable<ExchangeErrorNumber>): ExchangeErrorNumber | undefined {
  const given = new Set(numbers);
  return exchangeErrors.find((error) => given.has(error.number))?.number;
}

/** What a call as a whole may be answered with, beside its own answer: HTTP status and the code in the body. */
export const callErrors = [
  {
    code: "INVALID_REQUEST",
    status: 422,
    meaning: "the request does not follow the contract; `problems` names each place",
  },
  { code: "DUPLICATE_SEAT", status: 422, meaning: "the same seat stands twice in one operation" },
  { code: "OPERATION_BODY_DIFFERS", status: 422, meaning: "this operation id was used with another body" },
  {
    code: "OPERATION_IN_PROGRESS",
    status: 409,
    meaning: "the same operation is being carried out; ask again",
  },
  {
    code: "STREAM_DIFFERS",
    status: 409,
    meaning: "the acknowledged stream is not the reseller's current one",
  },
  { code: "CHAIN_DIFFERS", status: 409, meaning: "the acknowledged hash is not the feed's at that sequence" },
  { code: "WRONG_CREDENTIALS", status: 401, meaning: "institution, user name or password is wrong" },
  {
    code: "SESSION_REQUIRED",
    status: 401,
    meaning: "the token is missing, unknown or expired; open a session",
  },
  {
    code: "ADDRESS_REFUSED",
    status: 403,
    meaning: "the calling address is not in the institution's list; `seenAddress` names it",
  },
  { code: "NOT_FOUND", status: 404, meaning: "no such thing for this institution" },
  {
    code: "TOO_MANY_REQUESTS",
    status: 429,
    meaning: "too many calls, seats or wrong passwords; wait `Retry-After` seconds",
  },
  { code: "INTERNAL_ERROR", status: 500, meaning: "the server failed; nothing was stored; ask again" },
  { code: "MAINTENANCE", status: 503, meaning: "the server is in maintenance; wait `Retry-After` seconds" },
] as const;

export type CallError = (typeof callErrors)[number];
export type CallErrorCode = CallError["code"];

/** The HTTP status of a call error. */
export function statusOf(code: CallErrorCode): number {
  return callErrors.find((error) => error.code === code)?.status ?? 500;
}
