import { contingentSnapshot } from "@allotement/protocol/messages/contingent.ts";
import type { OperationRequest } from "@allotement/protocol/messages/operation.ts";
import {
  afterOperation,
  answerOf,
  beforeOperation,
  contingents,
  isCall,
  json,
  onAnswer,
  operationOf,
  overlooks,
  pretended,
  refused,
  unknownCode,
  withBody,
} from "./changes.ts";
import type { Answered, Fault } from "./proxy.ts";

/** Faults of fences, and of commands that come late. */

/** Changes the contingent's snapshot, seat by seat. */
const fencesShown = (change: (fence: number) => number) =>
  onAnswer("GET", contingents, contingentSnapshot, ({ fences, ...snapshot }) => ({
    ...snapshot,
    fences: fences.map(change),
  }));

const notOffered = (answered: Answered, to: string): Answered => ({
  ...answered,
  text: answered.text.replaceAll('"withdrawn"', `"${to}"`),
});

export const fenceFaults: Fault[] = [
  {
    rule: "F1",
    wrong: "takes note of a fence, and does nothing",
    begin: () => async (asked, pass) => {
      const body = operationOf(asked);
      return body?.kind === "fence" ? pretended(body) : pass();
    },
  },
  { rule: "F1", wrong: "withdraws the seat without writing the fence down", begin: fencesShown(() => 0) },
  {
    rule: "F2",
    wrong: "refuses a fence for its hall's code",
    begin: afterOperation((answer, body) =>
      body.kind === "fence" && body.hallCode === unknownCode ? refused(answer, 10) : answer,
    ),
  },
  {
    rule: "F2",
    wrong: "refuses a fence of a show that it does not know",
    begin: () => {
      const known = new Set<number>();
      return async (asked, pass) => {
        const body = operationOf(asked);
        if (body?.kind === "allot") known.add(body.showNumber);
        if (body?.kind !== "fence" || known.has(body.showNumber)) return pass();
        return json({ outcome: "refused", asOf: 0, error: 11 });
      };
    },
  },
  {
    rule: "F3",
    wrong: "forgets a fence that comes before its allot",
    begin: () => async (asked, pass) => {
      const body = operationOf(asked);
      return body?.kind === "fence" && body.seats.every(({ seatCode }) => seatCode === 1)
        ? pretended(body)
        : pass();
    },
  },
  {
    rule: "F4",
    wrong: "believes no fence above the command that brings it",
    begin: beforeOperation((body) => ({
      ...body,
      seats: body.seats.map((seat) =>
        seat.grant === undefined ? seat : { ...seat, grant: Math.min(seat.grant, seat.command - 1) },
      ),
    })),
  },
  {
    rule: "F5",
    wrong: "sells a basket that has lost its seat to a fence",
    begin: () => async (asked, pass) => {
      const answered = await pass();
      return asked.path === "/hooks/sell" && answered.status === 409 ? json({ orderId: "sold" }) : answered;
    },
  },
  {
    rule: "F6",
    wrong: "offers a cancelled seat again under a revoked grant",
    begin: () => {
      let cancelled = false;
      return async (asked, pass) => {
        const answered = await pass();
        if (asked.path === "/hooks/cancel") cancelled = true;
        return cancelled && isCall(asked, "GET", contingents) ? notOffered(answered, "offered") : answered;
      };
    },
  },
  {
    rule: "F6",
    wrong: "cancels a sale for a fence",
    begin: () => async (asked, pass) => {
      const answered = await pass();
      const shown = isCall(asked, "GET", contingents);
      return shown ? { ...answered, text: answered.text.replaceAll('"sold"', '"withdrawn"') } : answered;
    },
  },
  {
    rule: "F7",
    wrong: "revokes whatever is held, whichever grant the fence names",
    begin: beforeOperation((body) =>
      body.kind === "fence"
        ? { ...body, seats: body.seats.map((seat) => ({ ...seat, grant: seat.command - 1 })) }
        : body,
    ),
  },
  {
    rule: "F8",
    wrong: "lowers the fence with the last one that comes",
    begin: fencesShown((fence) => Math.min(fence, 4)),
  },
];

export const staleFaults: Fault[] = [
  { rule: "T1", wrong: "carries out a late copy of an allot", begin: overlooks("allot", 44) },
  { rule: "T2", wrong: "carries out a late copy of a recall", begin: overlooks("recall", 44) },
  { rule: "T3", wrong: "carries out a late copy of a fence", begin: overlooks("fence", 44) },
  {
    rule: "T4",
    wrong: "forgets a command that it has refused",
    begin: () => {
      const heard = new Set<string>();
      return async (asked, pass) => {
        const answered = await pass();
        const body = operationOf(asked);
        const answer = answerOf(answered);
        if (body?.kind !== "allot" || !answer) return answered;
        const name = (seat: OperationRequest["seats"][number]) =>
          `${body.performanceNumber} ${seat.seatCode} ${seat.command}`;
        if (answer.outcome === "refused") for (const seat of body.seats) heard.add(name(seat));
        if (answer.outcome !== "done") return answered;
        const results = answer.results.map((result, place) => {
          const seat = body.seats[place];
          if (!seat || result.error === undefined) return result;
          const before = heard.has(name(seat));
          heard.add(name(seat));
          return result.error === 44 && before ? { seatCode: result.seatCode, grant: seat.command } : result;
        });
        return withBody(answered, { ...answer, results });
      };
    },
  },
  {
    rule: "T5",
    wrong: "refuses all seats of an operation for one that is stale",
    begin: afterOperation((answer) => {
      if (answer.outcome === "refused") return answer;
      const error = answer.results.find((one) => one.error !== undefined)?.error;
      if (error === undefined) return answer;
      return { ...answer, results: answer.results.map(({ seatCode }) => ({ seatCode, error })) };
    }),
  },
];
