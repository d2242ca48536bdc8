import type { Control } from "./planting.ts";

const send = "boxoffice/interface/operations/send.ts";
const answered = `  ports.crash.point("send.answered");`;

/** The venue's part of section 4: what it may not conclude, and in which order it writes. */
export const exchangeControls: Control[] = [
  {
    name: "a time-out frees the seat (allot)",
    row: "section 4",
    floor: "memory",
    budget: 50,
    plantings: [
      {
        file: send,
        find: answered,
        replace: `${answered}
  if (outcome.kind === "unknown" && operation.kind === "allot") {
    await store.transaction((transaction) =>
      transaction.keepAnswer(operationId, { outcome: "refused", error: 10, asOf: 0 }),
    );
    return "answer";
  }`,
      },
    ],
  },
  {
    name: "a time-out frees the seat (recall)",
    row: "section 4",
    floor: "memory",
    budget: 50,
    plantings: [
      {
        file: send,
        find: answered,
        replace: `${answered}
  if (outcome.kind === "unknown" && operation.kind === "recall") {
    const results = parseBody(body).seats.map(({ seatCode, grant }) => ({ seatCode, grant }));
    await store.transaction((transaction) =>
      transaction.keepAnswer(operationId, { outcome: "done", asOf: 0, results }),
    );
    return "answer";
  }`,
      },
    ],
  },
  {
    name: "an unknown operation taken as refused",
    row: "section 4",
    floor: "memory",
    budget: 100,
    plantings: [
      {
        file: send,
        find: answered,
        replace: `${answered}
  if (outcome.kind === "unknown") {
    const looked = await line.call((client, token) => client.storedAnswer(token, operationId));
    if (looked.kind === "refused" && looked.error === "NOT_FOUND") {
      await store.transaction((transaction) =>
        transaction.keepAnswer(operationId, { outcome: "voided", asOf: 0 }),
      );
      return "answer";
    }
  }`,
      },
    ],
  },
  {
    name: "a message sent before the state is committed",
    row: "section 4",
    floor: "memory",
    budget: 250,
    plantings: [
      {
        file: "boxoffice/interface/worker.ts",
        find: "while (!stopping.aborted && (await planNextStep(store, run, settings, ports.clock, ports.ids))) {",
        replace: `const early: InterfaceStore = {
    scope: store.scope,
    transaction: (work) =>
      store.transaction(async (transaction) => {
        const written: { operationId: string; body: string }[] = [];
        const result = await work({
          ...transaction,
          insertOperation: async (operation) => {
            written.push(operation);
            await transaction.insertOperation(operation);
          },
        });
        for (const { operationId, body } of written)
          await line.call((client, token) => client.sendOperation(token, operationId, body));
        return result;
      }),
  };
  while (!stopping.aborted && (await planNextStep(early, run, settings, ports.clock, ports.ids))) {`,
      },
      {
        file: "boxoffice/interface/worker.ts",
        find: "        : exchangeSeats(store, run, settings, ports, exchangeOnce, stopping.signal),",
        replace: "        : exchangeSeats(store, line, run, settings, ports, exchangeOnce, stopping.signal),",
      },
      {
        file: "boxoffice/interface/worker.ts",
        find: "async function exchangeSeats(\n  store: InterfaceStore,",
        replace: "async function exchangeSeats(\n  store: InterfaceStore,\n  line: Line,",
      },
    ],
  },
  {
    name: "answers applied without waiting for asOf",
    row: "section 4",
    floor: "memory",
    budget: 150,
    plantings: [
      {
        file: send,
        find: "if (!cursor || cursor.fault || cursor.sequence < answer.asOf) return false;",
        replace: "if (!cursor || cursor.fault) return false;",
      },
    ],
  },
  {
    name: "a cancellation during an open recall forgets the recall",
    row: "section 4",
    floor: "memory",
    budget: 500,
    plantings: [
      {
        file: "boxoffice/interface/import-sales/receipt.ts",
        find: "if (operationOpen && seat.command > cancellation.grant)",
        replace: "if (operationOpen && seat.command < cancellation.grant)",
      },
    ],
  },
  {
    name: "the cursor is moved before the inbox is written",
    row: "section 4",
    floor: "memory",
    budget: 100,
    plantings: [
      {
        file: "boxoffice/interface/import-sales/receive.ts",
        find: `  return store.transaction(async (transaction) => {
    const cursor = await transaction.lockCursor();`,
        replace: `  const stood = await store.transaction(async (transaction) => {
    const kept = await transaction.lockCursor();
    const end = page.events.at(-1);
    if (kept && end && !kept.fault && page.events[0]?.sequence === kept.sequence + 1)
      await transaction.moveCursor(end.sequence, end.hash, clock.now());
    return kept;
  });
  return store.transaction(async (transaction) => {
    const cursor = stood;`,
      },
    ],
  },
  {
    name: "an inbox that is not idempotent",
    row: "section 4",
    floor: "memory",
    budget: 100,
    plantings: [
      {
        file: "boxoffice/interface/import-sales/receive.ts",
        find: "  await transaction.moveCursor(last.sequence, last.hash, at);\n",
        replace: "",
      },
      {
        file: "boxoffice/interface/import-sales/receive.ts",
        find: "    return receiveFresh(transaction, store.scope, cursor, fresh, clock.now());\n  });",
        replace: `    return receiveFresh(transaction, store.scope, cursor, fresh, clock.now());
  }).then(async (receipt) => {
    if (receipt.outcome === "received" && receipt.count > 0)
      await store.transaction((transaction) =>
        transaction.moveCursor(receipt.sequence, receipt.hash, clock.now()),
      );
    return receipt;
  });`,
      },
      {
        file: "boxoffice/interface/import-sales/receive.ts",
        find: "const sequence = await transaction.firstRepetition(events);",
        replace: "const sequence = undefined;",
      },
    ],
  },
  {
    name: "the seat moves at integration instead of at receipt",
    row: "section 4",
    floor: "memory",
    budget: 100,
    plantings: [
      {
        file: "boxoffice/interface/import-sales/receive-wave.ts",
        find: "  await moveReceived(transaction, receipts, at);\n  await transaction.insertInbox",
        replace:
          '  await moveReceived(transaction, receipts.filter(({ event }) => event.kind !== "sale"), at);\n  await transaction.insertInbox',
      },
    ],
  },
  {
    name: "a blocked sale is lost",
    row: "section 4",
    floor: "memory",
    budget: 200,
    plantings: [
      {
        file: "boxoffice/interface/import-sales/integrate-sale.ts",
        find: "    await transaction.markBlocked(eventId, reason);",
        replace: "    await transaction.markIntegrated(eventId, runId, clock.now());",
      },
    ],
  },
];
