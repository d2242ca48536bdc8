import { canonicalJson } from "@allotement/protocol/feed-chain.ts";
import {
  type ContingentSnapshot,
  type ContingentState,
  contingentSnapshot,
} from "@allotement/protocol/messages/contingent.ts";
import {
  type OperationAnswer,
  type OperationRequest,
  operationAnswer,
} from "@allotement/protocol/messages/operation.ts";
import type { Context } from "./context.ts";
import { expectSame, read } from "./expectations.ts";
import type { Exchange, Line } from "./line.ts";
import { Broken } from "./rule.ts";

/** A show with one performance that no other rule knows, so that rules may be proven side by side. */
export interface Stage {
  line: Line;
  showNumber: number;
  performanceNumber: number;
  localDate: string;
  localTime: string;
  /** An operation on seats of this performance, all under one command. */
  body(kind: OperationRequest["kind"], seats: readonly number[], of: SeatsOf): OperationRequest;
  allot(seats: readonly number[], command: number, change?: Partial<OperationRequest>): Promise<Sent>;
  recall(
    seats: readonly number[],
    command: number,
    grant: number,
    change?: Partial<OperationRequest>,
  ): Promise<Sent>;
  fence(
    seats: readonly number[],
    command: number,
    grant: number,
    change?: Partial<OperationRequest>,
  ): Promise<Sent>;
  put(body: OperationRequest, operationId?: string): Promise<Sent>;
  snapshot(): Promise<ContingentSnapshot>;
  /** Breaks the rule unless the snapshot shows these seats as said. */
  expectSeats(wanted: Record<number, Partial<SeatSeen>>): Promise<void>;
}

interface SeatsOf {
  command: number;
  grant?: number;
  change?: Partial<OperationRequest> | undefined;
}

export interface SeatSeen {
  state: ContingentState;
  grant: number;
  command: number;
  fence: number;
}

/** An operation that was answered. */
export interface Sent {
  operationId: string;
  body: OperationRequest;
  answer: OperationAnswer;
  exchange: Exchange;
  /** Breaks the rule unless the answer is just this: the operation's error, or each seat's result in request order. */
  is(expected: Refused | Outcome[]): void;
}

export type Outcome = { grant: number } | { error: number };
export type Refused = { refused: number };
export const granted = (grant: number): Outcome => ({ grant });
export const error = (number: number): Outcome => ({ error: number });

/** Far enough away that nothing has begun, and in summer and winter the same hour. */
const daysAhead = 60;

export function openStage(context: Context, line = context.line): Stage {
  const { codes, timeZone } = context.config;
  const day = new Date(context.clock.now().getTime() + daysAhead * 86_400_000);
  const stage = {
    line,
    showNumber: context.freshNumber(),
    performanceNumber: context.freshNumber(),
    localDate: day.toISOString().slice(0, 10),
    localTime: "19:00",
  };
  const { showNumber, performanceNumber, localDate, localTime } = stage;
  const body: Stage["body"] = (kind, seats, { command, grant, change }) => ({
    kind,
    showNumber,
    performanceNumber,
    localDate,
    localTime,
    timeZone,
    hallCode: codes.hallCode,
    holdCode: codes.holdCode,
    ...(kind === "allot"
      ? { createShow: true, createPerformance: true, show: showOf(context, showNumber) }
      : {}),
    seats: seats.map((seatCode) => ({
      seatCode,
      command,
      ...(grant === undefined ? {} : { grant }),
      zoneCode: codes.zoneCode,
      floorCode: codes.floorCode,
      seatCategoryCode: codes.seatCategoryCode,
      row: "A",
      number: String(seatCode),
    })),
    ...change,
  });
  const put: Stage["put"] = async (request, operationId = context.ids.uuid()) => {
    const exchange = await line.call("PUT", `/operations/${operationId}`, { body: canonicalJson(request) });
    const answer = read(exchange, operationAnswer);
    return { operationId, body: request, answer, exchange, is: (wanted) => expectAnswer(exchange, wanted) };
  };
  const snapshot = async () =>
    read(await line.call("GET", `/performances/${performanceNumber}/contingent`), contingentSnapshot);
  return {
    ...stage,
    body,
    put,
    allot: (seats, command, change) => put(body("allot", seats, { command, change })),
    recall: (seats, command, grant, change) => put(body("recall", seats, { command, grant, change })),
    fence: (seats, command, grant, change) => put(body("fence", seats, { command, grant, change })),
    snapshot,
    async expectSeats(wanted) {
      const seen = seatsOf(await snapshot());
      for (const [seatCode, seat] of Object.entries(wanted)) {
        const found = seen.get(Number(seatCode));
        const shown = Object.fromEntries(Object.entries(found ?? {}).filter(([field]) => field in seat));
        expectSame(`seat ${seatCode} in the contingent`, shown, seat, context.trace.at(-1));
      }
    },
  };
}

/** Amounts that differ from each other, so that none can stand in another's place unnoticed. */
export const amounts = {
  faceValueCents: 4800,
  venueFeeCents: 120,
  organizerFeeCents: 180,
  resellerFeeCents: 480,
};

function showOf({ config: { codes } }: Context, showNumber: number): NonNullable<OperationRequest["show"]> {
  return {
    title: `Conformance ${showNumber}`,
    comment: "",
    printAtHome: false,
    prices: [{ priceTypeCode: codes.priceTypeCode, seatCategoryCode: codes.seatCategoryCode, ...amounts }],
  };
}

export function seatsOf(snapshot: ContingentSnapshot): Map<number, SeatSeen> {
  const seen = new Map<number, SeatSeen>();
  for (const [place, seatCode] of snapshot.seatCodes.entries()) {
    const state = snapshot.states[place];
    if (state === undefined) continue;
    const [grant = 0, command = 0, fence = 0] = [
      snapshot.grants[place],
      snapshot.commands[place],
      snapshot.fences[place],
    ];
    seen.set(seatCode, { state, grant, command, fence });
  }
  return seen;
}

/** The answer is just this; seats are named and ordered as in the request. */
function expectAnswer(exchange: Exchange, wanted: Refused | Outcome[]): void {
  const answer = read(exchange, operationAnswer);
  if (!Array.isArray(wanted)) {
    const found = answer.outcome === "refused" ? { refused: answer.error } : { outcome: "done" };
    expectSame("the operation's outcome", found, wanted, exchange);
    return;
  }
  if (answer.outcome === "refused")
    throw new Broken("the operation to be done", `refused ${answer.error}`, exchange);
  const sent: OperationRequest = JSON.parse(exchange.sent ?? "{}");
  const results = answer.results.map(({ seatCode, grant, error: refusal }) => ({
    seatCode,
    ...(grant === undefined ? {} : { grant }),
    ...(refusal === undefined ? {} : { error: refusal }),
  }));
  const expected = wanted.map((outcome, place) => ({ seatCode: sent.seats[place]?.seatCode, ...outcome }));
  expectSame("each seat's result, in the request's order", results, expected, exchange);
}
