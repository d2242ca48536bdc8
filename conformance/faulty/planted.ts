import type { Planting } from "../../simulator/plant/planting.ts";

/** A fault in our reseller's own source, and the rule that must find it over HTTP. */
export interface Planted {
  rule: string;
  wrong: string;
  plantings: readonly Planting[];
}

const contingent = "reseller/contingent/contingent.ts";
const operations = "reseller/contingent/operations.ts";
const store = "reseller/contingent/contingent.store.ts";
const one = (rule: string, wrong: string, file: string, find: string, replace: string): Planted => ({
  rule,
  wrong,
  plantings: [{ file, find, replace }],
});

/**
 * Faults that the database does not stop and that do not depend on who is faster. Unlike those of the proxy they are
 * really in the server: what it stores, locks and answers is wrong together.
 */
export const planted: readonly Planted[] = [
  one(
    "S2",
    "draws tokens that live for a day",
    "reseller/access/institution-session.ts",
    "sessionMinutes = 10;",
    "sessionMinutes = 1440;",
  ),
  one(
    "S7",
    "locks a credential after 500 wrong passwords",
    "reseller/access/lock-out.ts",
    "wrongPasswordsMax = 5;",
    "wrongPasswordsMax = 500;",
  ),
  one(
    "S8",
    "has a list of addresses, and asks nobody",
    "reseller/access/guard.ts",
    "if (!institution.addressAllowed) {",
    "if (institution.institutionCode < 0) {",
  ),
  one(
    "A4",
    "creates the show of which it takes no seat",
    operations,
    'request.kind === "allot" && moves.length > 0',
    'request.kind === "allot"',
  ),
  one(
    "A11",
    "answers the last error by precedence",
    "protocol/errors.ts",
    "return exchangeErrors.find((error) => given.has(error.number))?.number;",
    "return exchangeErrors.findLast((error) => given.has(error.number))?.number;",
  ),
  one(
    "A13",
    "calls a repetition of the grant in force stale",
    contingent,
    "if (held(seat)) errors.push(40);",
    "if (held(seat) && seat.grant !== named.command) errors.push(40);",
  ),
  one(
    "R3",
    "does not ask for which grant a recall is meant",
    contingent,
    "!held(seat) || otherGrant",
    "!held(seat)",
  ),
  one(
    "R5",
    "takes a seat out of a customer's basket",
    contingent,
    'else if (seat.state === "inBasket") errors.push(43);',
    "",
  ),
  one(
    "F4",
    "allots below the fence",
    contingent,
    'kind === "allot" ? Math.max(seat.command, seat.fence) : seat.command',
    "seat.command",
  ),
  one(
    "F6",
    "offers a cancelled seat again under a revoked grant",
    contingent,
    'return seat.grant > seat.fence ? "offered" : "withdrawn";',
    'return "offered";',
  ),
  one(
    "O1",
    "keeps no log of operations",
    operations,
    'if (stored) return { kind: "answer", answer: stored.answer };',
    "",
  ),
  one(
    "O3",
    "takes another body for a copy",
    operations,
    "if (stored && stored.bodyHash !== bodyHash)",
    "if (stored && bodyHash === undefined)",
  ),
  one(
    "O4",
    "lets copies run side by side",
    store,
    "return row?.locked === true;",
    "return row !== undefined;",
  ),
  one(
    "T1",
    "has no command counter on allots",
    contingent,
    "if (named.command <= known) errors.push(44);",
    'if (named.command <= known && kind !== "allot") errors.push(44);',
  ),
  one(
    "T2",
    "has no command counter on recalls",
    contingent,
    "if (named.command <= known) errors.push(44);",
    'if (named.command <= known && kind !== "recall") errors.push(44);',
  ),
  one(
    "T4",
    "forgets a command that it has refused",
    operations,
    "  await transaction.raiseCommands(performanceNumber, request.seats);\n  const {",
    "  const {",
  ),
  one(
    "V5",
    "raises no counter for a void",
    operations,
    "    await transaction.raiseCommands(performanceNumber, request.seats);\n    const {",
    "    const {",
  ),
  one(
    "D3",
    "follows the last message, whichever its version",
    "reseller/shows/shows.store.ts",
    "and schedule_version < ",
    "and schedule_version >= 0 and 0 < ",
  ),
  one(
    "E2",
    "chains every event to the beginning",
    "reseller/feed/sequencer.ts",
    "const previousHash = hash;",
    'const previousHash = "0".repeat(64);',
  ),
  one(
    "E9",
    "refers to no sale that anybody knows",
    "reseller/point-of-sale/sales.ts",
    "refersTo: line.saleEventId,",
    "refersTo: ids.uuid(),",
  ),
  one(
    "K1",
    "goes back with an acknowledgement that comes late",
    "reseller/feed/feed.store.ts",
    "or acknowledgements.up_to <= excluded.up_to",
    "or acknowledgements.up_to >= 0",
  ),
  one(
    "K3",
    "takes an acknowledgement with any hash",
    "reseller/feed/feed.ts",
    "if (known !== hash) return",
    "if (upTo < 0) return",
  ),
  one(
    "I1",
    "shows a stored answer to every institution",
    store,
    "from operation_log\n    where institution_code = ",
    "from operation_log\n    where 0 < ",
  ),
  one(
    "M1",
    "leaves out what it does not understand",
    "protocol/messages/operation.ts",
    "export const operationSeat = z\n  .strictObject({",
    "export const operationSeat = z\n  .object({",
  ),
];
