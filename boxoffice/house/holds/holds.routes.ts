import type { Database } from "@allotement/platform/database/database.ts";
import { problemResponses, refuse } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import type { Clock } from "@allotement/platform/ports.ts";
import type { FastifyReply } from "fastify";
import { z } from "zod";
import { numberParameter } from "../../api/fields.ts";
import {
  holdCreated,
  holdList,
  holdSeries,
  holdSeriesResult,
  newHold,
  seatsMoved,
  seatsToBlock,
  seatsToHold,
} from "../../api/holds.ts";
import { sqlHouseStore } from "../house.store.ts";
import { notFound } from "../not-found.ts";
import { callerOf } from "../people/access.ts";
import { rolesFrom } from "../people/roles.ts";
import { findShow } from "../programme/programme.store.ts";
import { type HoldSeriesRefusal, holdSeatsOfSeries, previewHoldSeries } from "./hold-series.ts";
import { createHold, listHolds } from "./holds.store.ts";
import { blockSeats, type HoldRefusal, holdSeats } from "./move-chosen-seats.ts";

export interface HoldNeeds {
  database: Database;
  clock: Clock;
}

const performanceParameter = z.strictObject({ performanceNumber: numberParameter });
const sentences: Record<Exclude<HoldRefusal, "NOT_FOUND">, string> = {
  UNKNOWN_HOLD: "There is no hold of this code.",
  UNKNOWN_SEAT: "A seat code is not one of this performance.",
};

/** Holds, and which seats of a performance are in them. */
export function holdRoutes(server: Server, { database, clock }: HoldNeeds): void {
  server.post(
    "/api/holds",
    {
      config: { access: rolesFrom.manager },
      schema: { body: newHold, response: { 201: holdCreated, ...problemResponses } },
    },
    async (request, reply) => {
      const { organizerId } = callerOf(request);
      const holdCode = await database.transaction((transaction) =>
        createHold(transaction, organizerId, request.body),
      );
      if (typeof holdCode === "string")
        return refuse(reply, 409, { error: holdCode, message: "A hold or price type has it already." });
      return reply.code(201).send({ holdCode });
    },
  );

  server.get(
    "/api/holds",
    { config: { access: rolesFrom.clerk }, schema: { response: { 200: holdList, ...problemResponses } } },
    async (request) => ({ holds: await listHolds(database, callerOf(request).organizerId) }),
  );
  seatRoutes(server, { database, clock });
  seriesRoutes(server, { database, clock });
}

/** Several performances of a show at once: looked at, then moved. */
function seriesRoutes(server: Server, { database, clock }: HoldNeeds): void {
  const schema = {
    params: z.strictObject({ showNumber: numberParameter }),
    body: holdSeries,
    response: { 200: holdSeriesResult, ...problemResponses },
  };
  const config = { access: rolesFrom.clerk };
  server.post("/api/shows/:showNumber/holds/preview", { config, schema }, async (request, reply) => {
    const { organizerId } = callerOf(request);
    const { showNumber } = request.params;
    if (!(await findShow(database, organizerId, showNumber))) return notFound(reply, "show");
    const result = await previewHoldSeries(database, organizerId, showNumber, request.body);
    return typeof result === "string" ? refuseSeries(reply, result) : result;
  });

  server.post("/api/shows/:showNumber/holds", { config, schema }, async (request, reply) => {
    const { organizerId, operatorId } = callerOf(request);
    const { showNumber } = request.params;
    if (!(await findShow(database, organizerId, showNumber))) return notFound(reply, "show");
    const context = { at: clock.now(), operatorId };
    const result = await holdSeatsOfSeries(database, organizerId, showNumber, request.body, context);
    return typeof result === "string" ? refuseSeries(reply, result) : result;
  });
}

function refuseSeries(reply: FastifyReply, error: HoldSeriesRefusal): FastifyReply {
  const message =
    error === "UNKNOWN_HOLD" ? sentences.UNKNOWN_HOLD : "A performance is not one of this show.";
  return refuse(reply, 422, { error, message });
}

function seatRoutes(server: Server, { database, clock }: HoldNeeds): void {
  server.post(
    "/api/performances/:performanceNumber/holds",
    {
      config: { access: rolesFrom.clerk },
      schema: {
        params: performanceParameter,
        body: seatsToHold,
        response: { 200: seatsMoved, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { organizerId, operatorId } = callerOf(request);
      const { performanceNumber } = request.params;
      const context = { performanceNumber, at: clock.now(), operatorId };
      const store = sqlHouseStore(database, organizerId);
      const moved = await holdSeats(store, context, request.body, request.body.holdCode);
      return typeof moved === "string" ? refuseMove(reply, moved) : moved;
    },
  );

  server.post(
    "/api/performances/:performanceNumber/blocks",
    {
      config: { access: rolesFrom.clerk },
      schema: {
        params: performanceParameter,
        body: seatsToBlock,
        response: { 200: seatsMoved, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { organizerId, operatorId } = callerOf(request);
      const { blocked, seatCodes } = request.body;
      const { performanceNumber } = request.params;
      const context = { performanceNumber, at: clock.now(), operatorId };
      const store = sqlHouseStore(database, organizerId);
      const moved = await blockSeats(store, context, seatCodes, blocked);
      return typeof moved === "string" ? refuseMove(reply, moved) : moved;
    },
  );
}

function refuseMove(reply: FastifyReply, refusal: HoldRefusal): FastifyReply {
  if (refusal === "NOT_FOUND") return notFound(reply, "performance");
  return refuse(reply, 422, { error: refusal, message: sentences[refusal] });
}
