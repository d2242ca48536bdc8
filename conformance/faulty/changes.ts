import { protocolBasePath } from "@allotement/protocol/client.ts";
import type { ExchangeErrorNumber } from "@allotement/protocol/errors.ts";
import { callProblem } from "@allotement/protocol/fields.ts";
import {
  type OperationAnswer,
  type OperationRequest,
  operationAnswer,
  operationRequest,
  type SeatResult,
} from "@allotement/protocol/messages/operation.ts";
import type { z } from "zod";
import { jsonOf } from "../line.ts";
import type { Answered, Asked, Fault, Handler, Pass } from "./proxy.ts";

/** The ways in which a call or its answer is changed by a fault. */

type Begin = Fault["begin"];

/** Whether a call is this one: its method, and its path below the protocol's, without a query. */
export function isCall(asked: Asked, method: string, path: RegExp): boolean {
  const { pathname } = new URL(asked.path, "http://proxy");
  if (asked.method !== method || !pathname.startsWith(protocolBasePath)) return false;
  return path.test(pathname.slice(protocolBasePath.length));
}

export const operations = /^\/operations\/[^/]+$/;
export const voids = /^\/operations\/[^/]+\/void$/;
export const contingents = /^\/performances\/\d+\/contingent$/;
export const schedules = /^\/performances\/\d+\/schedule$/;
export const shows = /^\/shows\/\d+$/;
export const sales = /^\/sales$/;
export const acknowledgements = /^\/sales\/acknowledgements$/;
export const session = /^\/session$/;
export const check = /^\/check$/;

export function json(body: unknown, status = 200): Answered {
  return {
    status,
    headers: { "content-type": "application/json; charset=utf-8" },
    text: JSON.stringify(body),
  };
}

export function withBody(answered: Answered, body: unknown): Answered {
  return { ...answered, text: JSON.stringify(body) };
}

/** Passes everything on but one call. */
export function onCall(method: string, path: RegExp, handle: Handler): Begin {
  return () => (asked, pass) => (isCall(asked, method, path) ? handle(asked, pass) : pass());
}

/** Changes the answer of a call that was carried out. */
export function onAnswer<Answer>(
  method: string,
  path: RegExp,
  schema: z.ZodType<Answer>,
  change: (answer: Answer, asked: Asked) => unknown,
): Begin {
  return onCall(method, path, async (asked, pass) => {
    const answered = await pass();
    const answer = schema.safeParse(jsonOf(answered.text));
    if (answered.status !== 200 || !answer.success) return answered;
    return withBody(answered, change(answer.data, asked));
  });
}

/** Answers something else where a call is refused with this code. */
export function onRefusal(
  method: string,
  path: RegExp,
  code: string,
  instead: (asked: Asked, answered: Answered, pass: Pass) => Answered | Promise<Answered>,
): Begin {
  return onCall(method, path, async (asked, pass) => {
    const answered = await pass();
    return errorOf(answered) === code ? instead(asked, answered, pass) : answered;
  });
}

export function errorOf(answered: Answered): string | undefined {
  return callProblem.safeParse(jsonOf(answered.text)).data?.error;
}

/** The operation that a call carries. */
export function operationOf(asked: Asked): OperationRequest | undefined {
  if (!isCall(asked, "PUT", operations)) return undefined;
  return operationRequest.safeParse(asked.json).data;
}

export function answerOf(answered: Answered): OperationAnswer | undefined {
  return operationAnswer.safeParse(jsonOf(answered.text)).data;
}

/** Changes an operation before it is carried out. */
export function beforeOperation(change: (body: OperationRequest) => OperationRequest): Begin {
  return () => (asked, pass) => {
    const body = operationOf(asked);
    return body ? pass({ text: JSON.stringify(change(body)) }) : pass();
  };
}

/** Changes the answer of an operation. */
export function afterOperation(
  change: (answer: OperationAnswer, body: OperationRequest) => OperationAnswer,
): Begin {
  return () => async (asked, pass) => {
    const answered = await pass();
    const body = operationOf(asked);
    const answer = answerOf(answered);
    return body && answer ? withBody(answered, change(answer, body)) : answered;
  };
}

/** Changes each seat's result of operations that are done. */
export function eachResult(
  change: (result: SeatResult, seat: OperationRequest["seats"][number], body: OperationRequest) => SeatResult,
): Begin {
  return afterOperation((answer, body) => {
    if (answer.outcome === "refused") return answer;
    const results = answer.results.map((result, place) => {
      const seat = body.seats[place];
      return seat ? change(result, seat, body) : result;
    });
    return { ...answer, results };
  });
}

/** Takes an error of a kind of operation for a success, as if nobody had looked. */
export function overlooks(kind: OperationRequest["kind"], error: number): Begin {
  return eachResult((result, seat, body) =>
    body.kind === kind && result.error === error
      ? { seatCode: result.seatCode, grant: seat.grant ?? seat.command }
      : result,
  );
}

/** What the configurations of our tests call a code that nobody knows. */
export const unknownCode = 2_147_483_000;

/** Refuses the whole operation. */
export function refused(answer: OperationAnswer, error: ExchangeErrorNumber): OperationAnswer {
  return { outcome: "refused", asOf: answer.asOf, error };
}

/** Says that everything was done, and does nothing. */
export function pretended(body: OperationRequest): Answered {
  const results = body.seats.map(({ seatCode, command, grant }) => ({ seatCode, grant: grant ?? command }));
  return json({ outcome: "done", asOf: 0, results });
}

/** The same call under an operation id of its own. */
export function underNewId({ path }: Asked): string {
  const id = `${crypto.randomUUID().slice(0, 14)}7${crypto.randomUUID().slice(15)}`;
  return path.replace(/\/operations\/[^/]+/, `/operations/${id}`);
}

export function operationIdOf({ path }: Asked): string {
  return /\/operations\/([^/?]+)/.exec(path)?.[1] ?? "";
}
