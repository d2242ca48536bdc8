import { contingentSnapshot, showView } from "@allotement/protocol/messages/contingent.ts";
import type { OperationAnswer, OperationRequest } from "@allotement/protocol/messages/operation.ts";
import {
  afterOperation,
  answerOf,
  beforeOperation,
  contingents,
  eachResult,
  isCall,
  json,
  onAnswer,
  operationOf,
  overlooks,
  pretended,
  shows,
  withBody,
} from "./changes.ts";
import type { Answered, Fault } from "./proxy.ts";

/** Faults of allots, recalls and fences. */

const { unknownCode } = { unknownCode: 2_147_483_000 };
const refused = (
  answer: OperationAnswer,
  error: 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19,
): OperationAnswer => ({
  outcome: "refused",
  asOf: answer.asOf,
  error,
});
const isDone = (answer: OperationAnswer) => answer.outcome === "done";

/** Takes the unknown code for a known one. */
const instead = (code: number, known: number) => (code === unknownCode ? known : code);

/** The operation as if everything had been asked for under the show's own data. */
const renamed = (body: OperationRequest, title: string): OperationRequest =>
  body.show ? { ...body, show: { ...body.show, title } } : body;

export const allotFaults: Fault[] = [
  {
    rule: "A1",
    wrong: "answers seats in the order of their codes",
    begin: afterOperation((answer) =>
      answer.outcome === "done"
        ? { ...answer, results: [...answer.results].sort((one, other) => one.seatCode - other.seatCode) }
        : answer,
    ),
  },
  {
    rule: "A1",
    wrong: "grants all seats under the first one's command",
    begin: afterOperation((answer, body) =>
      answer.outcome === "done"
        ? { ...answer, results: answer.results.map((one) => ({ ...one, grant: body.seats[0]?.command })) }
        : answer,
    ),
  },
  {
    rule: "A2",
    wrong: "gives the show a title of its own",
    begin: beforeOperation((body) => renamed(body, "SHOW")),
  },
  {
    rule: "A2",
    wrong: "announces a show that is only confirmed",
    begin: onAnswer("GET", shows, showView, (show) => ({ ...show, status: "announced" })),
  },
  {
    rule: "A3",
    wrong: "creates shows without being asked",
    begin: beforeOperation((body) => ({ ...body, createShow: true, createPerformance: true })),
  },
  {
    rule: "A4",
    wrong: "creates the show of which it takes no seat",
    begin: () => {
      const created = new Map<string, OperationRequest>();
      return async (asked, pass) => {
        const body = operationOf(asked);
        if (body) created.set(`/shows/${body.showNumber}`, body);
        const answered = await pass();
        const show = [...created].find(
          ([path]) => isCall(asked, "GET", shows) && asked.path.endsWith(path),
        )?.[1];
        if (!show || answered.status !== 404) return answered;
        return json({ showNumber: show.showNumber, title: "", status: "confirmed", performances: [] });
      };
    },
  },
  {
    rule: "A5",
    wrong: "takes any hall",
    begin: beforeOperation((body) => ({ ...body, hallCode: instead(body.hallCode, 7) })),
  },
  {
    rule: "A6",
    wrong: "takes any hold",
    begin: beforeOperation((body) => ({ ...body, holdCode: instead(body.holdCode, 6) })),
  },
  {
    rule: "A7",
    wrong: "takes any price type",
    begin: beforeOperation((body) => {
      const { show } = body;
      if (!show) return body;
      const prices = show.prices.map((price) => ({
        ...price,
        priceTypeCode: instead(price.priceTypeCode, 5),
      }));
      return { ...body, show: { ...show, prices } };
    }),
  },
  {
    rule: "A8",
    wrong: "compares the date alone",
    begin: beforeOperation((body) => ({ ...body, localTime: "19:00" })),
  },
  {
    rule: "A8",
    wrong: "compares instants instead of civil time",
    begin: afterOperation((answer, body) => (body.timeZone === "UTC" ? refused(answer, 18) : answer)),
  },
  {
    rule: "A9",
    wrong: "names the price type before the hold",
    begin: afterOperation((answer, body) => {
      const unknownPrice = body.show?.prices.some((price) => price.priceTypeCode === unknownCode);
      return answer.outcome === "refused" && answer.error === 13 && unknownPrice
        ? refused(answer, 19)
        : answer;
    }),
  },
  {
    rule: "A9",
    wrong: "names the time before the date",
    begin: afterOperation((answer, body) =>
      answer.outcome === "refused" && answer.error === 17 && body.localTime === "11:11"
        ? refused(answer, 18)
        : answer,
    ),
  },
  {
    rule: "A10",
    wrong: "refuses all seats for the code of one",
    begin: afterOperation((answer) => {
      const error = answer.outcome === "done" ? answer.results.find((one) => one.error)?.error : undefined;
      return error === 14 || error === 15 || error === 16 ? refused(answer, error) : answer;
    }),
  },
  {
    rule: "A11",
    wrong: "names the floor before the zone",
    begin: eachResult((result, seat) =>
      result.error === 14 && seat.floorCode === unknownCode ? { ...result, error: 15 } : result,
    ),
  },
  {
    rule: "A11",
    wrong: "calls a seat stale that it holds",
    begin: eachResult((result) => (result.error === 40 ? { ...result, error: 44 } : result)),
  },
  { rule: "A12", wrong: "grants a seat twice", begin: overlooks("allot", 40) },
  {
    rule: "A13",
    wrong: "calls a repetition of the grant in force stale",
    begin: () => {
      const grants = new Map<string, number>();
      return async (asked, pass) => {
        const answered = await pass();
        const body = operationOf(asked);
        const answer = answerOf(answered);
        if (body?.kind !== "allot" || answer?.outcome !== "done") return answered;
        const results = answer.results.map((result, place) => {
          const seat = `${body.performanceNumber} ${result.seatCode}`;
          if (result.grant !== undefined) grants.set(seat, result.grant);
          const same = grants.get(seat) === body.seats[place]?.command;
          return result.error === 40 && same ? { ...result, error: 44 } : result;
        });
        return withBody(answered, { ...answer, results });
      };
    },
  },
  {
    rule: "A14",
    wrong: "does not tell a sold seat from one on offer",
    begin: eachResult((result) => (result.error === 41 ? { ...result, error: 40 } : result)),
  },
  {
    rule: "A15",
    wrong: "never takes a seat that it has given back",
    begin: () => {
      let recalled = false;
      return async (asked, pass) => {
        const body = operationOf(asked);
        if (body?.kind === "recall") recalled = true;
        if (body?.kind !== "allot" || !recalled) return pass();
        return json({
          outcome: "done",
          asOf: 0,
          results: body.seats.map(({ seatCode }) => ({ seatCode, error: 44 })),
        });
      };
    },
  },
  {
    rule: "A16",
    wrong: "takes a performance for any show's",
    begin: () => async (asked, pass) => {
      const answered = await pass();
      const body = operationOf(asked);
      const answer = answerOf(answered);
      return body && answer?.outcome === "refused" && answer.error === 12 ? pretended(body) : answered;
    },
  },
];

export const recallFaults: Fault[] = [
  {
    rule: "R1",
    wrong: "names the recall's command for the grant that it ends",
    begin: eachResult((result, seat, body) =>
      body.kind === "recall" && result.grant !== undefined ? { ...result, grant: seat.command } : result,
    ),
  },
  {
    rule: "R1",
    wrong: "goes on offering what it has given back",
    begin: () => async (asked, pass) => {
      const body = operationOf(asked);
      return body?.kind === "recall" ? pretended(body) : pass();
    },
  },
  { rule: "R2", wrong: "gives back what it does not hold", begin: overlooks("recall", 42) },
  {
    rule: "R3",
    wrong: "does not ask for which grant a recall is meant",
    begin: beforeOperation((body) =>
      body.kind === "recall" ? { ...body, seats: body.seats.map(({ grant: _, ...seat }) => seat) } : body,
    ),
  },
  { rule: "R4", wrong: "gives a sold seat back", begin: overlooks("recall", 41) },
  { rule: "R5", wrong: "takes a seat out of a customer's basket", begin: overlooks("recall", 43) },
  {
    rule: "R6",
    wrong: "keeps baskets for ever",
    begin: () => async (asked, pass) => (asked.path === "/hooks/expire" ? json({}) : pass()),
  },
  {
    rule: "R7",
    wrong: "refuses a recall for its hall's code",
    begin: afterOperation((answer, body) =>
      body.kind === "recall" && body.hallCode === unknownCode ? refused(answer, 10) : answer,
    ),
  },
  {
    rule: "R8",
    wrong: "gives back seats of a show that it does not know",
    begin: () => async (asked, pass) => {
      const answered = await pass();
      const body = operationOf(asked);
      const answer = answerOf(answered);
      return body?.kind === "recall" && answer?.outcome === "refused" ? pretended(body) : answered;
    },
  },
];

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
        if (!isDone(answer)) for (const seat of body.seats) heard.add(name(seat));
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
