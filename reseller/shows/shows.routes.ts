import type { Database } from "@allotement/platform/database/database.ts";
import { problemResponses, refuse } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import { protocolBasePath } from "@allotement/protocol/client.ts";
import { showView } from "@allotement/protocol/messages/contingent.ts";
import { numberParameters, scheduleAnswer, scheduleRequest } from "@allotement/protocol/messages/schedule.ts";
import type { FastifyReply } from "fastify";
import type { Guard } from "../access/guard.ts";
import { exchangeProblems } from "../access/institution-session.routes.ts";
import { institutionParameters } from "../api/institutions.ts";
import { priceChange, priceParameters, showList, showParameters, statusChange } from "../api/shows.ts";
import { networkShows } from "./shows.store.ts";
import { changeShowStatus, type ShowStore } from "./shows.ts";

/** What the venue may ask of shows over the exchange: their status, and a new date for a performance. */
export function showExchangeRoutes(server: Server, needs: { shows: ShowStore; guard: Guard }): void {
  const { shows, guard } = needs;
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
      const show = await shows.showView(institutionCode, request.params.number);
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
      const answer = await shows.reschedule(institutionCode, request.params.number, request.body);
      return answer ? reply.send(answer) : refuseUnknown(reply, "performance");
    },
  );
}

/** The manager's shows: list, status, prices. */
export function showManagerRoutes(server: Server, needs: { database: Database; shows: ShowStore }): void {
  const { database, shows } = needs;
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
      const outcome = await changeShowStatus(shows, institutionCode, showNumber, status);
      if (outcome === "unknownShow") return refuseUnknown(reply, "show");
      if (outcome !== "changed")
        return refuse(reply, 409, {
          error: "STATUS_CHANGE_REFUSED",
          message: `A show that is ${outcome.stays} cannot become ${status}.`,
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
      const changed = await shows.changePrice(request.params, request.body);
      return changed ? reply.send(request.body) : refuseUnknown(reply, "price line");
    },
  );
}

function refuseUnknown(reply: FastifyReply, what: string): FastifyReply {
  return refuse(reply, 404, { error: "NOT_FOUND", message: `This institution has no such ${what}.` });
}
