import type { Database } from "@allotement/platform/database/database.ts";
import { problemResponses, refuse } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import { protocolBasePath } from "@allotement/protocol/client.ts";
import type { ShowStatus } from "@allotement/protocol/messages/contingent.ts";
import { showView } from "@allotement/protocol/messages/contingent.ts";
import { numberParameters, scheduleAnswer, scheduleRequest } from "@allotement/protocol/messages/schedule.ts";
import type { FastifyReply } from "fastify";
import type { Guard } from "../access/guard.ts";
import { exchangeProblems } from "../access/institution-session.routes.ts";
import { institutionParameters } from "../api/institutions.ts";
import {
  priceChange,
  priceParameters,
  showList,
  showParameters,
  showStatusChanges,
  statusChange,
} from "../api/shows.ts";
import {
  changePrice,
  changeStatus,
  networkShows,
  reschedule,
  statusOfShow,
  showView as viewOfShow,
} from "./shows.store.ts";

/** Whether a show may go from one status to the other (R2.2). */
export function statusMayChange(from: ShowStatus, to: ShowStatus): boolean {
  const allowed: readonly ShowStatus[] = showStatusChanges[from];
  return allowed.includes(to);
}

/** What the venue may ask of shows over the exchange: their status, and a new date for a performance. */
export function showExchangeRoutes(server: Server, needs: { database: Database; guard: Guard }): void {
  const { database, guard } = needs;
  server.get(
    `${protocolBasePath}/shows/:number`,
    {
      config: { access: "institution" },
      schema: {
        tags: ["exchange"],
        summary: "status and performances of a show as the reseller sees them",
        params: numberParameters,
        response: { 200: showView, ...exchangeProblems },
      },
    },
    async (request, reply) => {
      const { institutionCode } = guard.institutionOf(request);
      const show = await viewOfShow(database, institutionCode, request.params.number);
      return show ? reply.send(show) : refuseUnknown(reply, "show");
    },
  );
  server.put(
    `${protocolBasePath}/performances/:number/schedule`,
    {
      config: { access: "institution" },
      schema: {
        tags: ["exchange"],
        summary: "reschedule a performance; the highest version wins",
        params: numberParameters,
        body: scheduleRequest,
        response: { 200: scheduleAnswer, ...exchangeProblems },
      },
    },
    async (request, reply) => {
      const { institutionCode } = guard.institutionOf(request);
      const answer = await reschedule(database, institutionCode, request.params.number, request.body);
      return answer ? reply.send(answer) : refuseUnknown(reply, "performance");
    },
  );
}

/** The manager's shows: list, status, prices. */
export function showManagerRoutes(server: Server, { database }: { database: Database }): void {
  const config = { access: ["manager"] };
  server.get(
    "/api/institutions/:institutionCode/shows",
    { config, schema: { params: institutionParameters, response: { 200: showList, ...problemResponses } } },
    async (request, reply) =>
      reply.send({ shows: await networkShows(database, request.params.institutionCode) }),
  );
  server.put(
    "/api/institutions/:institutionCode/shows/:showNumber/status",
    {
      config,
      schema: {
        params: showParameters,
        body: statusChange,
        response: { 200: statusChange, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { institutionCode, showNumber } = request.params;
      const { status } = request.body;
      const from = await statusOfShow(database, institutionCode, showNumber);
      if (from === undefined) return refuseUnknown(reply, "show");
      if (from === status) return reply.send({ status });
      const changed =
        statusMayChange(from, status) &&
        (await changeStatus(database, institutionCode, showNumber, from, status));
      if (!changed)
        return refuse(reply, 409, {
          error: "STATUS_CHANGE_REFUSED",
          message: `A show that is ${from} cannot become ${status}.`,
        });
      return reply.send({ status });
    },
  );
  server.put(
    "/api/institutions/:institutionCode/shows/:showNumber/prices/:priceTypeCode/:seatCategoryCode",
    {
      config,
      schema: {
        params: priceParameters,
        body: priceChange,
        response: { 200: priceChange, ...problemResponses },
      },
    },
    async (request, reply) => {
      const changed = await changePrice(database, request.params, request.body);
      return changed ? reply.send(request.body) : refuseUnknown(reply, "price line");
    },
  );
}

function refuseUnknown(reply: FastifyReply, what: string): FastifyReply {
  return refuse(reply, 404, { error: "NOT_FOUND", message: `This institution has no such ${what}.` });
}
