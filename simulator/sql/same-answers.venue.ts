import { refundTicket } from "@allotement/boxoffice/house/counter/refund-ticket.ts";
import { sellAtCounter } from "@allotement/boxoffice/house/counter/sell-at-counter.ts";
import { scanTicket } from "@allotement/boxoffice/house/door/scan-ticket.ts";
import { blockSeats, holdSeats } from "@allotement/boxoffice/house/holds/move-chosen-seats.ts";
import { movements, seatStates } from "@allotement/boxoffice/house/inventory/seat-states.ts";
import { sealJournal } from "@allotement/boxoffice/house/journal/seal-journal.ts";
import { closeEvent } from "@allotement/boxoffice/interface/blocked-sales/close.ts";
import { overridePrice } from "@allotement/boxoffice/interface/blocked-sales/override.ts";
import { forceRecall } from "@allotement/boxoffice/interface/force-recall/force-recall.ts";
import { integrateSales } from "@allotement/boxoffice/interface/import-sales/integrate.ts";
import { receivePage } from "@allotement/boxoffice/interface/import-sales/receive.ts";
import { planNextStep } from "@allotement/boxoffice/interface/operations/plan.ts";
import { applyAnswers } from "@allotement/boxoffice/interface/operations/send.ts";
import { startRun } from "@allotement/boxoffice/interface/runs/start-run.ts";
import { chainStart } from "@allotement/protocol/feed-chain.ts";
import fc from "fast-check";
import { holdCode, id, performanceNumber, showNumber, streamId } from "../memory/store-suite.rows.ts";
import { counterPriceTypeCode } from "../season.ts";
import { type Player, type ToldEvent, tell } from "./same-answers.player.ts";

/** What may happen at the venue, in whatever order, sensible or not: the product's rules and bare calls of its stores. */

const settings = { resellerId: 1, holdCode, onPriceMismatch: "isolate" as const };
const people = { operatorId: 1, secondOperatorId: 3, reason: "agreed" };
const seatCodes = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 4 });
const small = fc.integer({ min: 0, max: 5 });

const told: fc.Arbitrary<ToldEvent> = fc.record({
  seatCode: fc.integer({ min: 1, max: 7 }),
  grant: fc.integer({ min: 1, max: 3 }),
  undoes: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 3 })),
  barcode: fc.integer({ min: 1, max: 12 }),
  faceValueCents: fc.constantFrom(4800, 4800, 5000),
});

export const venueStep = fc.oneof(
  fc.record({ step: fc.constant("hold" as const), seatCodes, out: fc.boolean() }),
  fc.record({ step: fc.constant("block" as const), seatCodes, blocked: fc.boolean() }),
  fc.record({ step: fc.constant("sellAtCounter" as const), seatCodes, invoice: fc.boolean() }),
  fc.record({ step: fc.constant("refund" as const), ticketId: fc.integer({ min: 1, max: 8 }) }),
  fc.record({ step: fc.constant("allot" as const), sure: fc.boolean() }),
  fc.record({ step: fc.constant("recall" as const), seatCodes }),
  fc.record({ step: fc.constant("plan" as const) }),
  fc.record({
    step: fc.constant("answer" as const),
    which: small,
    said: fc.constantFrom("done" as const, "refused" as const, "voided" as const, "late" as const),
    errors: fc.array(
      fc.constantFrom(undefined, undefined, 16 as const, 41 as const, 43 as const, 44 as const),
    ),
  }),
  fc.record({ step: fc.constant("apply" as const) }),
  fc.record({ step: fc.constant("postpone" as const), which: small, void: fc.boolean() }),
  fc.record({ step: fc.constant("receive" as const), told: fc.array(told, { maxLength: 5 }) }),
  fc.record({ step: fc.constant("integrate" as const), until: fc.option(small) }),
  fc.record({ step: fc.constant("settle" as const), which: small, close: fc.boolean() }),
  fc.record({ step: fc.constant("forceRecall" as const), seatCodes }),
  fc.record({ step: fc.constant("scan" as const), which: small, scan: small, exit: fc.boolean() }),
  fc.record({ step: fc.constant("seal" as const) }),
  fc.record({ step: fc.constant("look" as const) }),
  fc.record({
    step: fc.constant("move" as const),
    seatCodes,
    movement: fc.constantFrom(...Object.keys(movements).filter(isMovement)),
    to: fc.constantFrom(...seatStates),
    command: small,
    fails: fc.boolean(),
  }),
);
export type VenueStep = typeof venueStep extends fc.Arbitrary<infer Step> ? Step : never;

function isMovement(name: string): name is keyof typeof movements {
  return name in movements;
}

export async function takeVenueStep(player: Player, step: VenueStep): Promise<unknown> {
  const { venue, clock, ids, crash, random } = player;
  const { store, house } = venue;
  const context = { performanceNumber, at: clock.now(), operatorId: 1 };
  switch (step.step) {
    case "hold":
      return holdSeats(house, context, { seatCodes: step.seatCodes }, step.out ? null : holdCode);
    case "block":
      return blockSeats(house, context, step.seatCodes, step.blocked);
    case "sellAtCounter": {
      const paymentMethodId = step.invoice ? 2 : 1;
      const sale = { seatCodes: step.seatCodes, priceTypeCode: counterPriceTypeCode, paymentMethodId };
      return sellAtCounter({ store: house, clock, random }, 1, performanceNumber, sale);
    }
    case "refund":
      return refundTicket({ store: house, clock }, 1, step.ticketId);
    case "allot":
    case "recall": {
      const request =
        step.step === "allot"
          ? { kind: "allot" as const }
          : { kind: "recall" as const, seatCodes: step.seatCodes };
      return store.transaction((transaction) =>
        startRun(transaction, { clock, ids }, request, [performanceNumber], 1),
      );
    }
    case "plan": {
      const [run] = await store.transaction((transaction) => transaction.unfinishedRuns());
      return run && planNextStep(store, run, settings, clock, ids);
    }
    case "seal":
      return sealJournal(venue.seals);
    case "look":
      return look(player);
    case "forceRecall": {
      const order = { ...people, performanceNumber, seatCodes: step.seatCodes };
      return forceRecall(store, settings, order, { clock, ids });
    }
    case "move":
      return moveBare(player, step);
    default:
      return exchangeStep(player, step, crash);
  }
}

async function exchangeStep(
  player: Player,
  step: Extract<
    VenueStep,
    { step: "answer" | "apply" | "postpone" | "receive" | "integrate" | "settle" | "scan" }
  >,
  crash: Player["crash"],
): Promise<unknown> {
  const { venue, clock, ids } = player;
  const { store } = venue;
  switch (step.step) {
    case "apply":
      return applyAnswers(store, { clock, crash });
    case "answer":
      return answerOperation(player, step);
    case "postpone":
      return store.transaction(async (transaction) => {
        const operation = (await transaction.dueOperations(clock.now(), 10))[step.which];
        if (!operation) return undefined;
        if (step.void) return transaction.startVoiding(operation.operationId, clock.now());
        return transaction.postponeOperation(operation.operationId, clock.now(), "timeout");
      });
    case "receive": {
      await store.transaction((transaction) => transaction.startCursor(streamId, chainStart));
      const events = tell(player, step.told);
      return receivePage(store, { streamId, head: player.feed.length, events }, clock);
    }
    case "integrate": {
      const until = step.until === null ? undefined : player.feed[step.until]?.soldAt;
      const request = { kind: "import" as const, lines: [{ showNumber }], ...(until ? { until } : {}) };
      const runId = await store.transaction((transaction) =>
        startRun(transaction, { clock, ids }, request, [], 1),
      );
      const result = await integrateSales(store, { runId, request }, "isolate", { clock, crash });
      await store.transaction((transaction) => transaction.finishRun(runId, clock.now()));
      return result;
    }
    case "settle": {
      const eventId = player.feed[step.which]?.eventId ?? id(999);
      if (step.close) return closeEvent(store, eventId, people, clock);
      const grid = { faceValueCents: 4800, venueFeeCents: 120, organizerFeeCents: 180 };
      return overridePrice(store, eventId, grid, people, clock);
    }
    case "scan": {
      const barcode = player.feed[step.which]?.barcode ?? "nobody's";
      const scanId = `01900000-0000-7000-8000-00000000070${step.scan}`;
      const direction = step.exit ? ("exit" as const) : ("entry" as const);
      return scanTicket(
        venue.door,
        { scanId, performanceNumber, gate: "A", direction, barcode },
        1,
        clock.now(),
      );
    }
  }
}

function answerOperation(player: Player, { which, said, errors }: Extract<VenueStep, { step: "answer" }>) {
  const { venue, clock } = player;
  return venue.store.transaction(async (transaction) => {
    await transaction.startCursor(streamId, chainStart);
    const operation = (await transaction.dueOperations(clock.now(), 10))[which];
    if (!operation) return undefined;
    const { operationId, body } = operation;
    const { seats }: { seats: { seatCode: number; command: number; grant?: number }[] } = JSON.parse(body);
    const asOf = said === "late" ? player.feed.length + 1 : player.feed.length;
    const results = seats.map(({ seatCode, command, grant }, index) => {
      const error = errors[index];
      return error === undefined ? { seatCode, grant: grant ?? command } : { seatCode, error };
    });
    const answers = {
      done: { outcome: "done" as const, asOf, results },
      late: { outcome: "done" as const, asOf, results },
      refused: { outcome: "refused" as const, asOf, error: 17 as const },
      voided: { outcome: "voided" as const, asOf },
    };
    return transaction.keepAnswer(operationId, answers[said]);
  });
}

/** Everything that is read without changing anything. */
function look({ venue, clock }: Player): Promise<unknown> {
  const now = clock.now();
  return venue.store.transaction(async (transaction) => ({
    runs: await transaction.unfinishedRuns(),
    due: await transaction.dueOperations(now, 3),
    answered: await transaction.answeredOperations(),
    seats: await transaction.lockSeats(performanceNumber, "all"),
    cursor: await transaction.lockCursor(),
    waiting: await transaction.waitingSales([{ showNumber }], undefined),
    facts: await transaction.performanceFacts(performanceNumber),
    compare: await transaction.seatsToCompare(performanceNumber),
    next: await transaction.nextToCompare(now),
  }));
}

/** A movement that nobody planned; where it `fails`, after it was made. */
function moveBare(player: Player, step: Extract<VenueStep, { step: "move" }>): Promise<unknown> {
  const { movement, to, command, fails } = step;
  return player.venue.store.transaction(async (transaction) => {
    const seats = await transaction.lockSeats(performanceNumber, step.seatCodes);
    const set = { command, holdCode, grantCommand: command, resellerId: 1 };
    const changes = seats.map((seat) => ({ seat, movement, to, set }));
    await transaction.moveSeats({ performanceNumber, at: player.clock.now(), operatorId: null }, changes);
    if (fails) throw new Error("the disk is full");
    return transaction.drawTicketIds(1);
  });
}
