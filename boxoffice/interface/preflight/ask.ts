import { seatsPerOperation } from "@allotement/protocol/messages/operation.ts";
import type { Preflight } from "../../api/interface-preflight.ts";
import { allotSeat, allottable } from "../allot/allot.ts";
import { type Line, problemOf } from "../line/line.ts";
import { operationBody, parseBody } from "../operations/operation-body.ts";
import type { NewShow } from "../operations/programme.store.ts";
import type { InterfaceStore } from "../store.ts";
import type { CheckedRequest } from "./findings.ts";

/** No operation has this id: what is asked here is never sent. */
const nobodysOperation = "00000000-0000-7000-8000-000000000000";

export interface Asked extends Pick<Preflight, "asked" | "total" | "problem"> {
  checked: CheckedRequest[];
}

/**
 * Asks the reseller of each performance what would fail (R5.5), with the very bodies that «Contingenter» would send;
 * nothing moves on either side. Stops at the first call that gets no answer: of the rest nothing is known.
 */
export async function askWhatWouldFail(
  store: InterfaceStore,
  line: Line,
  settings: { resellerId: number; holdCode: number },
  performanceNumbers: readonly number[],
  newShow: NewShow | undefined,
): Promise<Asked> {
  const bodies = await bodiesOf(store, settings, performanceNumbers, newShow);
  const seatsOf = (requests: readonly CheckedRequest["request"][]) =>
    requests.reduce((sum, { seats }) => sum + seats.length, 0);
  const total = { performances: performanceNumbers.length, seats: seatsOf(bodies) };
  const checked: CheckedRequest[] = [];
  let problem: Preflight["problem"] = null;
  for (const request of bodies) {
    const outcome = await line.call((client, token) => client.check(token, request));
    if (outcome.kind !== "answer") {
      problem = problemOf(outcome) ?? {
        kind: "notUnderstood",
        reason: outcome.kind === "refused" ? outcome.error : outcome.reason,
      };
      break;
    }
    checked.push({ request, answer: outcome.answer });
  }
  const done = checked.map(({ request }) => request);
  const unasked = new Set(bodies.slice(done.length).map(({ performanceNumber }) => performanceNumber));
  const performances = new Set(done.map(({ performanceNumber }) => performanceNumber));
  return {
    checked,
    asked: {
      performances: [...performances].filter((number) => !unasked.has(number)).length,
      seats: seatsOf(done),
    },
    total,
    problem,
  };
}

/** What planning would put into the outbox, without moving a seat or writing a line. */
async function bodiesOf(
  store: InterfaceStore,
  { resellerId, holdCode }: { resellerId: number; holdCode: number },
  performanceNumbers: readonly number[],
  newShow: NewShow | undefined,
) {
  const bodies = [];
  for (const performanceNumber of performanceNumbers)
    bodies.push(
      ...(await store.transaction(async (transaction) => {
        const performance = await transaction.performanceFacts(performanceNumber);
        if (!performance) return [];
        const seats = allottable(await transaction.lockSeats(performanceNumber, "all"), holdCode);
        const places = await transaction.seatPlaces(
          performance.hallCode,
          seats.map((seat) => seat.seatCode),
        );
        const changes = seats.map((seat) => allotSeat(seat, resellerId, nobodysOperation));
        return Array.from({ length: Math.ceil(changes.length / seatsPerOperation) }, (_, part) => {
          const some = changes.slice(part * seatsPerOperation, (part + 1) * seatsPerOperation);
          return parseBody(operationBody("allot", performance, holdCode, some, places, newShow));
        });
      })),
    );
  return bodies;
}
