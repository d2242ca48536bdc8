import { showView } from "@allotement/protocol/messages/contingent.ts";
import type { OperationRequest } from "@allotement/protocol/messages/operation.ts";
import {
  afterOperation,
  answerOf,
  beforeOperation,
  eachResult,
  isCall,
  json,
  onAnswer,
  operationOf,
  overlooks,
  pretended,
  refused,
  shows,
  unknownCode,
  withBody,
} from "./changes.ts";
import type { Fault } from "./proxy.ts";

/** Faults of allots, recalls and fences. */

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
