import { showView } from "@allotement/protocol/messages/contingent.ts";
import { operationAnswer, voidAnswer, voidRequest } from "@allotement/protocol/messages/operation.ts";
import { scheduleAnswer, scheduleRequest } from "@allotement/protocol/messages/schedule.ts";
import { jsonOf } from "../line.ts";
import {
  answerOf,
  beforeOperation,
  eachResult,
  isCall,
  json,
  onAnswer,
  onCall,
  onRefusal,
  operationIdOf,
  operationOf,
  operations,
  schedules,
  shows,
  underNewId,
  voids,
  withBody,
} from "./changes.ts";
import type { Answered, Fault, Handler } from "./proxy.ts";

/** Faults of what must happen once: the operation log, voids, reschedules. */

/** Remembers the first answer of each operation id. */
function remembering(handle: (first: Map<string, Answered>) => Handler): () => Handler {
  return () => {
    const first = new Map<string, Answered>();
    const handler = handle(first);
    return async (asked, pass) => {
      const answered = await handler(asked, pass);
      if (isCall(asked, "PUT", operations) && !first.has(operationIdOf(asked)))
        first.set(operationIdOf(asked), answered);
      return answered;
    };
  };
}

export const onceFaults: Fault[] = [
  {
    rule: "O1",
    wrong: "keeps no log of operations",
    begin: remembering((first) => (asked, pass) => {
      const again = operationOf(asked) && first.has(operationIdOf(asked));
      return again ? pass({ path: underNewId(asked) }) : pass();
    }),
  },
  {
    rule: "O1",
    wrong: "answers a copy by today's head of the feed",
    begin: remembering((first) => async (asked, pass) => {
      const answered = await pass();
      const answer = answerOf(answered);
      if (!operationOf(asked) || !answer || !first.has(operationIdOf(asked))) return answered;
      return withBody(answered, { ...answer, asOf: answer.asOf + 1 });
    }),
  },
  {
    rule: "O2",
    wrong: "does not store refusals",
    begin: remembering((first) => (asked, pass) => {
      const before = first.get(operationIdOf(asked));
      const refused = before && answerOf(before)?.outcome === "refused";
      return operationOf(asked) && refused ? pass({ path: underNewId(asked) }) : pass();
    }),
  },
  {
    rule: "O3",
    wrong: "takes another body for a copy",
    begin: remembering((first) => async (asked, pass) => {
      const answered = await pass();
      const before = first.get(operationIdOf(asked));
      return operationOf(asked) && before && answered.status === 422 ? before : answered;
    }),
  },
  {
    rule: "O4",
    wrong: "carries out every copy that comes while the first is under way",
    begin: () => {
      const underWay = new Set<string>();
      return async (asked, pass) => {
        const operationId = operationIdOf(asked);
        if (!operationOf(asked)) return pass();
        if (underWay.has(operationId)) return pass({ path: underNewId(asked) });
        underWay.add(operationId);
        try {
          return await pass();
        } finally {
          underWay.delete(operationId);
        }
      };
    },
  },
  {
    rule: "O5",
    wrong: "grants a seat to two operations at once",
    begin: (config) => {
      let more = 1;
      return eachResult((result, seat) => {
        if (result.error === undefined || more === 0) return result;
        more -= 1;
        return { seatCode: result.seatCode, grant: seat.command };
      })(config);
    },
  },
  {
    rule: "O6",
    wrong: "shows another answer than the one it gave",
    begin: onAnswer("GET", operations, operationAnswer, (answer) => ({ ...answer, asOf: answer.asOf + 1 })),
  },
  {
    rule: "O7",
    wrong: "leaves out a seat that stands twice",
    begin: beforeOperation((body) => ({
      ...body,
      seats: [...new Map(body.seats.map((seat) => [seat.seatCode, seat])).values()],
    })),
  },
  {
    rule: "O8",
    wrong: "takes 501 seats",
    begin: onRefusal("PUT", operations, "INVALID_REQUEST", () =>
      json({ outcome: "done", asOf: 0, results: [] }),
    ),
  },
];

const voided = json({ state: "voided", asOf: 0 });
const isApplied = (answered: Answered) =>
  voidAnswer.safeParse(jsonOf(answered.text)).data?.state === "applied";

/** Says of an operation that was carried out that it is dead. */
const forgetful: Handler = async (asked, pass) => {
  const answered = await pass();
  return isCall(asked, "POST", voids) && isApplied(answered) ? voided : answered;
};

export const voidFaults: Fault[] = [
  { rule: "V1", wrong: "calls an operation dead that it has carried out", begin: () => forgetful },
  {
    rule: "V2",
    wrong: "calls a refused operation dead",
    begin: onAnswer("POST", voids, voidAnswer, (answer) =>
      answer.state === "applied" && answer.answer.outcome === "refused"
        ? { state: "voided", asOf: 0 }
        : answer,
    ),
  },
  {
    rule: "V3",
    wrong: "says that an operation is dead, and carries it out later",
    begin: onCall("POST", voids, async () => voided),
  },
  {
    rule: "V4",
    wrong: "calls a dead operation carried out once a late copy has come",
    begin: () => {
      const late = new Map<string, unknown>();
      return async (asked, pass) => {
        const answered = await pass();
        if (operationOf(asked)) late.set(operationIdOf(asked), answerOf(answered));
        const copy = isCall(asked, "POST", voids) ? late.get(operationIdOf(asked)) : undefined;
        return copy ? json({ state: "applied", answer: copy }) : answered;
      };
    },
  },
  {
    rule: "V5",
    wrong: "raises no counter for a void",
    begin: onCall("POST", voids, (asked, pass) => {
      const body = voidRequest.parse(asked.json);
      const seats = body.seats.map(({ seatCode }) => ({ seatCode, command: 1 }));
      return pass({ text: JSON.stringify({ ...body, seats }) });
    }),
  },
  { rule: "V6", wrong: "does not wait for the operation that it voids", begin: () => forgetful },
];

export const scheduleFaults: Fault[] = [
  {
    rule: "D1",
    wrong: "goes on showing the old date",
    begin: onAnswer("GET", shows, showView, (show) => ({
      ...show,
      performances: show.performances.map((performance) => ({ ...performance, localDate: "2027-01-01" })),
    })),
  },
  {
    rule: "D1",
    wrong: "allots under the old date",
    begin: () => {
      const first = new Map<number, string>();
      return async (asked, pass) => {
        const body = operationOf(asked);
        if (body && !first.has(body.performanceNumber)) first.set(body.performanceNumber, body.localDate);
        const old = body && first.get(body.performanceNumber) === body.localDate;
        const answered = await pass();
        const answer = answerOf(answered);
        return body && old && answer?.outcome === "refused"
          ? json({
              outcome: "done",
              asOf: 0,
              results: body.seats.map(({ seatCode, command }) => ({ seatCode, grant: command })),
            })
          : answered;
      };
    },
  },
  {
    rule: "D2",
    wrong: "moves the performance with every message of the same version",
    begin: () => anyVersion((asked, last) => asked >= last),
  },
  {
    rule: "D3",
    wrong: "follows the last message, whichever its version",
    begin: () => anyVersion(() => true),
  },
  {
    rule: "D4",
    wrong: "reschedules a performance that it does not have",
    begin: onRefusal("PUT", schedules, "NOT_FOUND", (asked) => json(asked.json)),
  },
];

/** Sends a version that wins wherever `wins` says so, and answers the one that was asked. */
function anyVersion(wins: (asked: number, last: number) => boolean): Handler {
  let sent = 1000;
  let last = 0;
  return async (asked, pass) => {
    if (!isCall(asked, "PUT", schedules)) return pass();
    const request = scheduleRequest.parse(asked.json);
    if (!wins(request.version, last)) return pass();
    sent += 1;
    last = request.version;
    const answered = await pass({ text: JSON.stringify({ ...request, version: sent }) });
    const answer = scheduleAnswer.parse(jsonOf(answered.text));
    return withBody(answered, { ...answer, version: request.version });
  };
}
