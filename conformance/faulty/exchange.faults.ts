import { checkAnswer, operationRequest } from "@allotement/protocol/messages/operation.ts";
import { sessionAnswer, sessionRequest } from "@allotement/protocol/messages/session.ts";
import { z } from "zod";
import { jsonOf } from "../line.ts";
import {
  check,
  errorOf,
  isCall,
  json,
  onAnswer,
  onCall,
  onRefusal,
  operations,
  sales,
  session,
  shows,
  underNewId,
  withBody,
} from "./changes.ts";
import type { Answered, Asked, Fault, Handler } from "./proxy.ts";

/** Faults of sessions, checks, messages and limits. */

const unknownPlace = json({ error: "NOT_FOUND", message: "There is no such institution." }, 404);

export const sessionFaults: Fault[] = [
  {
    rule: "S1",
    wrong: "leaves the server's time out of a session",
    begin: onAnswer("POST", session, sessionAnswer, ({ serverTime: _, ...answer }) => answer),
  },
  {
    rule: "S2",
    wrong: "draws tokens that live for a day",
    begin: onAnswer("POST", session, sessionAnswer, (answer) => ({
      ...answer,
      expiresAt: new Date(Date.parse(answer.serverTime) + 86_400_000).toISOString(),
    })),
  },
  {
    rule: "S3",
    wrong: "says which institutions it does not know",
    begin: (config) =>
      onCall("POST", session, (asked, pass) => {
        const body = sessionRequest.safeParse(asked.json);
        const unknown = body.data?.institutionCode === config.codes.unknownCode;
        return unknown ? Promise.resolve(unknownPlace) : pass();
      })(config),
  },
  {
    rule: "S4",
    wrong: "shows the feed to anybody",
    begin: onRefusal("GET", sales, "SESSION_REQUIRED", () =>
      json({ streamId: crypto.randomUUID(), head: 0, events: [] }),
    ),
  },
  {
    rule: "S5",
    wrong: "names a limit of 1000 seats",
    begin: onAnswer("POST", session, sessionAnswer, (answer) => ({
      ...answer,
      limits: { ...answer.limits, seatsPerOperation: 1000 },
    })),
  },
  {
    rule: "S6",
    wrong: "names another stream in every session",
    begin: onAnswer("POST", session, sessionAnswer, (answer) => ({
      ...answer,
      streamId: crypto.randomUUID(),
    })),
  },
  {
    rule: "S7",
    wrong: "lets passwords be guessed for ever",
    begin: onRefusal("POST", session, "TOO_MANY_REQUESTS", () =>
      json({ error: "WRONG_CREDENTIALS", message: "Wrong." }, 401),
    ),
  },
  {
    rule: "S8",
    wrong: "names an address that it did not see",
    begin: onRefusal("POST", session, "ADDRESS_REFUSED", (_asked, answered) =>
      withBody(answered, { error: "ADDRESS_REFUSED", message: "No.", seenAddress: "192.0.2.1" }),
    ),
  },
  {
    rule: "S9",
    wrong: "does not say how long maintenance lasts",
    begin: onRefusal("GET", shows, "MAINTENANCE", (_asked, { headers, ...answered }) => ({
      ...answered,
      headers: { "content-type": headers["content-type"] ?? "" },
    })),
  },
];

/** The operation of a check, sent as an operation or made a void of. */
const ofCheck = (asked: Asked) => operationRequest.safeParse(asked.json).data;

export const checkFaults: Fault[] = [
  {
    rule: "C1",
    wrong: "carries out what it was only to check",
    begin: onCall("POST", check, async (asked, pass) => {
      const answered = await pass();
      const path = underNewId({ ...asked, path: asked.path.replace("/check", "/operations/0") });
      await pass({ method: "PUT", path });
      return answered;
    }),
  },
  {
    rule: "C2",
    wrong: "raises the counters of seats that it checks",
    begin: onCall("POST", check, async (asked, pass) => {
      const answered = await pass();
      const body = ofCheck(asked);
      if (body) {
        const seats = body.seats.map(({ seatCode, command }) => ({ seatCode, command }));
        const path = underNewId({ ...asked, path: asked.path.replace("/check", "/operations/0/void") });
        await pass({ path, text: JSON.stringify({ performanceNumber: body.performanceNumber, seats }) });
      }
      return answered;
    }),
  },
  {
    rule: "C3",
    wrong: "checks until the first fault",
    begin: onAnswer("POST", check, checkAnswer, (answer) => ({
      ...answer,
      operation: answer.operation.slice(0, 1),
    })),
  },
  {
    rule: "C4",
    wrong: "names one error for each seat",
    begin: onAnswer("POST", check, checkAnswer, (answer) => ({
      ...answer,
      seats: answer.seats.map((seat) => ({ ...seat, errors: seat.errors.slice(0, 1) })),
    })),
  },
];

/** Takes a field out of an object, however deep. */
function without(value: unknown, field: string): unknown {
  if (Array.isArray(value)) return value.map((one) => without(one, field));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== field)
      .map(([name, inner]) => [name, without(inner, field)]),
  );
}

const openApi = z.looseObject({ openapi: z.string(), paths: z.record(z.string(), z.unknown()) });

/** Changes the OpenAPI document. */
function document(change: (document: z.infer<typeof openApi>) => unknown): () => Handler {
  return () => async (asked, pass) => {
    const answered = await pass();
    if (asked.path !== "/openapi.json") return answered;
    return withBody(answered, change(openApi.parse(jsonOf(answered.text))));
  };
}

const html = (answered: Answered): Answered => ({ ...answered, headers: { "content-type": "text/html" } });

export const messageFaults: Fault[] = [
  {
    rule: "M1",
    wrong: "leaves out what it does not understand",
    begin: () => (asked, pass) =>
      asked.json === undefined ? pass() : pass({ text: JSON.stringify(without(asked.json, "surprise")) }),
  },
  {
    rule: "M2",
    wrong: "takes a negative amount for nothing",
    begin: () => (asked, pass) =>
      pass({ text: asked.text.replace('"faceValueCents":-1', '"faceValueCents":0') }),
  },
  {
    rule: "M2",
    wrong: "takes half past twenty-four for a time",
    begin: () => (asked, pass) => pass({ text: asked.text.replace('"24:30"', '"00:30"') }),
  },
  {
    rule: "M3",
    wrong: "fails on a body that is no JSON",
    begin: () => async (asked, pass) => {
      if (!isCall(asked, "PUT", operations) || asked.json !== undefined) return pass();
      return json({ error: "INTERNAL_ERROR", message: "Unexpected end of input." }, 500);
    },
  },
  {
    rule: "M4",
    wrong: "answers with a web page where there is nothing",
    begin: () => async (_asked, pass) => {
      const answered = await pass();
      return errorOf(answered) === "NOT_FOUND" ? html(answered) : answered;
    },
  },
  {
    rule: "M5",
    wrong: "describes itself as OpenAPI 3.0",
    begin: document((described) => ({ ...described, openapi: "3.0.3" })),
  },
  {
    rule: "M5",
    wrong: "keeps the void to itself",
    begin: document(({ paths, ...described }) => ({
      ...described,
      paths: Object.fromEntries(Object.entries(paths).filter(([path]) => !path.endsWith("/void"))),
    })),
  },
  {
    rule: "L1",
    wrong: "answers as many calls as anybody makes",
    begin: onRefusal("GET", shows, "TOO_MANY_REQUESTS", () =>
      json({ error: "NOT_FOUND", message: "No." }, 404),
    ),
  },
];
