import type { Network, NetworkOutcome } from "@allotement/platform/ports.ts";
import { z } from "zod";
import { callProblem } from "./fields.ts";
import {
  type ContingentSnapshot,
  contingentSnapshot,
  type ShowView,
  showView,
} from "./messages/contingent.ts";
import { type KnownSales, type KnownSalesAnswer, knownSalesAnswer } from "./messages/known-sales.ts";
import {
  type CheckAnswer,
  checkAnswer,
  type OperationAnswer,
  type OperationRequest,
  operationAnswer,
  type VoidAnswer,
  type VoidRequest,
  voidAnswer,
} from "./messages/operation.ts";
import { type LatestProof, latestProof, type Proof, proof, type VerdictRequest } from "./messages/proof.ts";
import { type Acknowledgement, acknowledgementAnswer, type SalesPage, salesPage } from "./messages/sales.ts";
import { type ScheduleAnswer, type ScheduleRequest, scheduleAnswer } from "./messages/schedule.ts";
import { type SeatMovements, seatMovements } from "./messages/seat-movements.ts";
import { type SessionAnswer, type SessionRequest, sessionAnswer } from "./messages/session.ts";

/** The version this client speaks; the path carries its first number. */
export const protocolVersion = "1.0";
export const protocolBasePath = "/allotment/v1";

/**
 * What one call came to. `answer`: the message was carried out, or refused for good, as it says. `refused`: the call got a
 * problem in place of an answer; ask again, for OPERATION_IN_PROGRESS may yet be carried out. `unknown`: nobody knows
 * (rule 1: a time-out is not a refusal). `unreachable`: the message surely did not arrive.
 */
export type CallOutcome<Answer> =
  | { kind: "answer"; answer: Answer }
  | {
      kind: "refused";
      status: number;
      error: string;
      message: string;
      seenAddress?: string;
      retryAfterSeconds?: number;
    }
  | { kind: "unknown"; reason: string; timedOut: boolean }
  | { kind: "unreachable"; reason: string };

export interface AllotmentClient {
  openSession(request: SessionRequest): Promise<CallOutcome<SessionAnswer>>;
  check(token: string, request: OperationRequest): Promise<CallOutcome<CheckAnswer>>;
  /** `canonicalBody` is the text stored with the operation, so that every copy sent is the same to the byte. */
  sendOperation(
    token: string,
    operationId: string,
    canonicalBody: string,
  ): Promise<CallOutcome<OperationAnswer>>;
  voidOperation(token: string, operationId: string, request: VoidRequest): Promise<CallOutcome<VoidAnswer>>;
  storedAnswer(token: string, operationId: string): Promise<CallOutcome<OperationAnswer>>;
  schedule(
    token: string,
    performanceNumber: number,
    request: ScheduleRequest,
  ): Promise<CallOutcome<ScheduleAnswer>>;
  sales(token: string, after: number, limit: number): Promise<CallOutcome<SalesPage>>;
  acknowledge(token: string, request: Acknowledgement): Promise<CallOutcome<{ upTo: number }>>;
  giveBack(token: string, request: KnownSales): Promise<CallOutcome<KnownSalesAnswer>>;
  contingent(token: string, performanceNumber: number): Promise<CallOutcome<ContingentSnapshot>>;
  show(token: string, showNumber: number): Promise<CallOutcome<ShowView>>;
  /** The latest proof of a show. Refused with NOT_FOUND by a server of before it had this call. */
  latestProof(token: string, showNumber: number): Promise<CallOutcome<LatestProof>>;
  decideProof(token: string, proofId: string, request: VerdictRequest): Promise<CallOutcome<Proof>>;
  /** Refused with NOT_FOUND by a server of before it had this call. */
  seatMovements(
    token: string,
    performanceNumber: number,
    seatCode: number,
  ): Promise<CallOutcome<SeatMovements>>;
}

/** A typed client of one reseller server. `serverUrl` has no path; every answer is parsed before it is believed. */
export function allotmentClient(
  network: Network,
  serverUrl: string,
  timeoutMilliseconds: number,
): AllotmentClient {
  const base = new URL(protocolBasePath, serverUrl).href;
  const call = async <Answer>(
    method: "GET" | "POST" | "PUT",
    path: string,
    schema: z.ZodType<Answer>,
    token?: string,
    body?: string,
  ): Promise<CallOutcome<Answer>> => {
    const headers: Record<string, string> = { accept: "application/json" };
    if (token !== undefined) headers.authorization = `Bearer ${token}`;
    if (body !== undefined) headers["content-type"] = "application/json";
    const request = { method, url: base + path, headers, timeoutMilliseconds };
    return understood(await network.request(body === undefined ? request : { ...request, body }), schema);
  };
  const write = JSON.stringify;
  return {
    openSession: (request) => call("POST", "/session", sessionAnswer, undefined, write(request)),
    check: (token, request) => call("POST", "/check", checkAnswer, token, write(request)),
    sendOperation: (token, id, body) => call("PUT", `/operations/${id}`, operationAnswer, token, body),
    voidOperation: (token, id, request) =>
      call("POST", `/operations/${id}/void`, voidAnswer, token, write(request)),
    storedAnswer: (token, id) => call("GET", `/operations/${id}`, operationAnswer, token),
    schedule: (token, number, request) =>
      call("PUT", `/performances/${number}/schedule`, scheduleAnswer, token, write(request)),
    sales: (token, after, limit) => call("GET", `/sales?after=${after}&limit=${limit}`, salesPage, token),
    acknowledge: (token, request) =>
      call("POST", "/sales/acknowledgements", acknowledgementAnswer, token, write(request)),
    giveBack: (token, request) => call("POST", "/sales/known", knownSalesAnswer, token, write(request)),
    contingent: (token, number) =>
      call("GET", `/performances/${number}/contingent`, contingentSnapshot, token),
    show: (token, number) => call("GET", `/shows/${number}`, showView, token),
    latestProof: (token, number) => call("GET", `/shows/${number}/proof`, latestProof, token),
    decideProof: (token, proofId, request) =>
      call("PUT", `/proofs/${proofId}/verdict`, proof, token, write(request)),
    seatMovements: (token, number, seatCode) =>
      call("GET", `/performances/${number}/seats/${seatCode}/movements`, seatMovements, token),
  };
}

/** Reads an outcome of the network as the contract means it. An answer that cannot be understood proves nothing. */
function understood<Answer>(outcome: NetworkOutcome, schema: z.ZodType<Answer>): CallOutcome<Answer> {
  if (outcome.kind === "timeout") return { kind: "unknown", reason: "no answer in time", timedOut: true };
  if (outcome.kind === "broken") return { kind: "unknown", reason: outcome.reason, timedOut: false };
  if (outcome.kind === "unreachable") return outcome;
  const body = parsedJson(outcome.body);
  if (outcome.status === 200) {
    const answer = schema.safeParse(body);
    if (answer.success) return { kind: "answer", answer: answer.data };
    return {
      kind: "unknown",
      reason: `answer not understood: ${z.prettifyError(answer.error)}`,
      timedOut: false,
    };
  }
  const problem = callProblem.safeParse(body);
  // A gateway's 502 or 504, or a server's 5xx, may come after the message was carried out.
  if (!problem.success || (outcome.status >= 500 && problem.data.error !== "MAINTENANCE"))
    return { kind: "unknown", reason: `status ${outcome.status}`, timedOut: outcome.status === 504 };
  const retryAfter = Number(outcome.headers["retry-after"]);
  return {
    kind: "refused",
    status: outcome.status,
    error: problem.data.error,
    message: problem.data.message,
    ...(problem.data.seenAddress === undefined ? {} : { seenAddress: problem.data.seenAddress }),
    ...(Number.isFinite(retryAfter) && retryAfter >= 0 ? { retryAfterSeconds: retryAfter } : {}),
  };
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
