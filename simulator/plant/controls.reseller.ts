import type { Control, Planting } from "./planting.ts";

const operations = "reseller/contingent/operations.ts";
const contingent = "reseller/contingent/contingent.ts";

/**
 * The log may be pruned once the venue surely has its answer (rule 3): no operation is on its way for 80 minutes, and none
 * is given up twice. With this alone nothing breaks, for the command counters refuse late copies in the log's place.
 */
export const prunedLog: Planting[] = [
  {
    file: operations,
    find: `      const stored = await transaction.storedOperation(operationId);
      if (stored?.state === "voided") return { kind: "answer", answer: answerOfVoided`,
    replace: `      const kept = await transaction.storedOperation(operationId);
      const heard = firstHeard.get(operationId) ?? needs.clock.now().getTime();
      firstHeard.set(operationId, heard);
      const minutes = (needs.clock.now().getTime() - heard) / 60_000;
      const stored = kept?.state === "voided" || (minutes > 80 && minutes < 360) ? undefined : kept;
      if (stored?.state === "voided") return { kind: "answer", answer: answerOfVoided`,
  },
  {
    file: operations,
    find: `      await transaction.storeOperation(
        { operationId, kind, performanceNumber },
        { state: "answered", bodyHash, answer },`,
    replace: `      if (!kept) await transaction.storeOperation(
        { operationId, kind, performanceNumber },
        { state: "answered", bodyHash, answer },`,
  },
  {
    file: operations,
    find: "export async function carryOutOperation(",
    replace: `const firstHeard = new Map<string, number>();
export async function carryOutOperation(`,
  },
];

/** The reseller's part of section 4: its log, its counters, its baskets. */
export const resellerControls: Control[] = [
  {
    name: "no operation log at the reseller",
    row: "section 4",
    floor: "memory",
    budget: 50,
    plantings: [
      {
        file: operations,
        find: `      await transaction.storeOperation(
        { operationId, kind, performanceNumber },
        { state: "answered", bodyHash, answer },
        now,
      );`,
        replace: "",
      },
    ],
  },
  {
    name: "no command counter on allots (log pruned)",
    row: "section 4",
    floor: "memory",
    budget: 1000,
    plantings: [
      ...prunedLog,
      {
        file: contingent,
        find: "if (named.command <= known) errors.push(44);",
        replace: 'if (named.command <= known && kind !== "allot") errors.push(44);',
      },
    ],
  },
  {
    name: "no command counter on recalls (log pruned)",
    row: "section 4",
    floor: "memory",
    budget: 5000,
    plantings: [
      ...prunedLog,
      {
        file: contingent,
        find: "if (named.command <= known) errors.push(44);",
        replace: 'if (named.command <= known && kind !== "recall") errors.push(44);',
      },
    ],
  },
  {
    name: "a void that does not raise the counter (log pruned)",
    row: "section 4",
    floor: "memory",
    budget: 3000,
    plantings: [
      ...prunedLog,
      {
        file: operations,
        find: `    await lockedSeats(transaction, performanceNumber, request.seats, now);
    await transaction.raiseCommands(performanceNumber, request.seats);`,
        replace: "    await lockedSeats(transaction, performanceNumber, request.seats, now);",
      },
    ],
  },
  {
    name: "a seat in a basket can be recalled",
    row: "section 4",
    floor: "memory",
    budget: 50,
    plantings: [
      {
        file: contingent,
        find: 'else if (seat.state === "inBasket") errors.push(43);',
        replace: "",
      },
      {
        file: contingent,
        find: '{ movement: "recall", from: "offered", to: "withdrawn" },',
        replace:
          '{ movement: "recall", from: "offered", to: "withdrawn" },\n  { movement: "recall", from: "inBasket", to: "withdrawn" },',
      },
    ],
  },
  {
    name: "feed numbers taken before the commit",
    row: "section 4",
    floor: "memory",
    budget: 250,
    plantings: [
      {
        file: "reseller/feed/sequencer.ts",
        find: "    sequence += 1;",
        replace: "    sequence = recorded;",
      },
    ],
  },
];
