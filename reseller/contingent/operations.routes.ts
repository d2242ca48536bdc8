import { refuse } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import { protocolBasePath } from "@allotement/protocol/client.ts";
import { type CallErrorCode, statusOf } from "@allotement/protocol/errors.ts";
import { contingentSnapshot as snapshotSchema } from "@allotement/protocol/messages/contingent.ts";
import {
  checkAnswer,
  operationAnswer,
  operationParameters,
  operationRequest,
  voidAnswer,
  voidRequest,
} from "@allotement/protocol/messages/operation.ts";
import { numberParameters } from "@allotement/protocol/messages/schedule.ts";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Guard } from "../access/guard.ts";
import { exchangeProblems } from "../access/institution-session.routes.ts";
import type { RateLimit } from "../access/rate-limit.ts";
import { firstTwice, requestFault } from "./contingent.ts";
import { carryOutOperation, checkOperation, type OperationNeeds, voidOperation } from "./operations.ts";
import { contingentSnapshot } from "./snapshot.ts";

interface RouteNeeds {
  guard: Guard;
  operations: OperationNeeds;
  seatLimit: RateLimit;
}

/** Operations on seats: allot, recall, fence, their check, their void and their stored answer; the contingent's snapshot. */
export function operationRoutes(server: Server, needs: RouteNeeds): void {
  const { guard, operations, seatLimit } = needs;
  const config = { access: "institution" } as const;
  const tags = ["exchange"];
  const excess = (request: FastifyRequest, reply: FastifyReply, seats: readonly unknown[]) =>
    guard.refuseExcess(reply, seatLimit, String(guard.institutionOf(request).institutionCode), seats.length);

  server.put(
    `${protocolBasePath}/operations/:operationId`,
    {
      config,
      schema: {
        tags,
        summary: "allot, recall or fence seats, once",
        params: operationParameters,
        body: operationRequest,
        response: { 200: operationAnswer, ...exchangeProblems },
      },
    },
    async (request, reply) => {
      if (excess(request, reply, request.body.seats)) return reply;
      const { institutionCode } = guard.institutionOf(request);
      const { operationId } = request.params;
      const outcome = await carryOutOperation(operations, institutionCode, operationId, request.body);
      if (outcome.kind === "answer") return reply.send(outcome.answer);
      if (outcome.kind === "inProgress") return refuseInProgress(reply);
      return refuseCall(reply, outcome.error, outcome.message);
    },
  );
  server.post(
    `${protocolBasePath}/operations/:operationId/void`,
    {
      config,
      schema: {
        tags,
        summary: "give an operation up",
        params: operationParameters,
        body: voidRequest,
        response: { 200: voidAnswer, ...exchangeProblems },
      },
    },
    async (request, reply) => {
      if (excess(request, reply, request.body.seats)) return reply;
      const twice = firstTwice(request.body.seats.map((seat) => seat.seatCode));
      if (twice !== undefined) return refuseCall(reply, "DUPLICATE_SEAT", `Seat ${twice} stands twice.`);
      const { institutionCode } = guard.institutionOf(request);
      const answer = await voidOperation(
        operations,
        institutionCode,
        request.params.operationId,
        request.body,
      );
      return answer ? reply.send(answer) : refuseInProgress(reply);
    },
  );
  server.post(
    `${protocolBasePath}/check`,
    {
      config,
      schema: {
        tags,
        summary: "every code that would fail; changes nothing",
        body: operationRequest,
        response: { 200: checkAnswer, ...exchangeProblems },
      },
    },
    async (request, reply) => {
      if (excess(request, reply, request.body.seats)) return reply;
      const fault = requestFault(request.body);
      if (fault) return refuseCall(reply, fault.error, fault.message);
      const { institutionCode } = guard.institutionOf(request);
      return reply.send(await checkOperation(operations, institutionCode, request.body));
    },
  );
  readingRoutes(server, needs);
}

function readingRoutes(server: Server, { guard, operations }: RouteNeeds): void {
  const config = { access: "institution" } as const;
  const tags = ["exchange"];
  server.get(
    `${protocolBasePath}/operations/:operationId`,
    {
      config,
      schema: {
        tags,
        summary: "the stored answer of an operation, for display",
        params: operationParameters,
        response: { 200: operationAnswer, ...exchangeProblems },
      },
    },
    async (request, reply) => {
      const { institutionCode } = guard.institutionOf(request);
      const stored = await operations.store.transaction(institutionCode, (transaction) =>
        transaction.storedOperation(request.params.operationId),
      );
      if (stored?.state === "answered") return reply.send(stored.answer);
      const message = stored ? "This operation was given up." : "No such operation was received.";
      return refuseCall(reply, "NOT_FOUND", message);
    },
  );
  server.get(
    `${protocolBasePath}/performances/:number/contingent`,
    {
      config,
      schema: {
        tags,
        summary: "every seat's state in one snapshot",
        params: numberParameters,
        response: { 200: snapshotSchema, ...exchangeProblems },
      },
    },
    async (request, reply) => {
      const { institutionCode } = guard.institutionOf(request);
      const snapshot = await contingentSnapshot(operations.store, institutionCode, request.params.number);
      return snapshot
        ? reply.send(snapshot)
        : refuseCall(reply, "NOT_FOUND", "This institution has no such performance.");
    },
  );
}

function refuseInProgress(reply: FastifyReply): FastifyReply {
  return refuseCall(reply, "OPERATION_IN_PROGRESS", "This operation is being carried out.");
}

function refuseCall(reply: FastifyReply, error: CallErrorCode, message: string): FastifyReply {
  return refuse(reply, statusOf(error), { error, message });
}
