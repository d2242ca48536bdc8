import type { Database } from "@allotement/platform/database/database.ts";
import { problemResponses, refuse } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import type { Clock } from "@allotement/platform/ports.ts";
import { z } from "zod";
import { numberParameter } from "../../api/fields.ts";
import { holdCreated, holdList, newHold, seatsMoved, seatsToBlock, seatsToHold } from "../../api/holds.ts";
import { notFound } from "../not-found.ts";
import { callerOf } from "../people/access.ts";
import { rolesFrom } from "../people/roles.ts";
import { findPerformance } from "../programme/programme.store.ts";
import { createHold, holdExists, listHolds, moveChosenSeats, seatCodesOfCategories } from "./holds.store.ts";
import { planBlock, planHold } from "./holds.ts";

export interface HoldNeeds {
  database: Database;
  clock: Clock;
}

const performanceParameter = z.strictObject({ performanceNumber: numberParameter });
const unknownSeat = { error: "UNKNOWN_SEAT", message: "A seat code is not one of this performance." };

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
      const { body } = request;
      const { holdCode } = body;
      const performance = await findPerformance(database, organizerId, request.params.performanceNumber);
      if (!performance) return notFound(reply, "performance");
      if (holdCode !== null && !(await holdExists(database, organizerId, holdCode)))
        return refuse(reply, 422, { error: "UNKNOWN_HOLD", message: "There is no hold of this code." });
      const { performanceNumber, hallCode } = performance;
      const seatCodes =
        "seatCodes" in body
          ? body.seatCodes
          : await seatCodesOfCategories(database, organizerId, hallCode, body.categoryCodes);
      const context = { organizerId, performanceNumber, at: clock.now(), operatorId };
      const moved = await moveChosenSeats(database, context, seatCodes, (seat) => planHold(seat, holdCode));
      return moved ?? refuse(reply, 422, unknownSeat);
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
      if (!(await findPerformance(database, organizerId, performanceNumber)))
        return notFound(reply, "performance");
      const context = { organizerId, performanceNumber, at: clock.now(), operatorId };
      const moved = await moveChosenSeats(database, context, seatCodes, (seat) => planBlock(seat, blocked));
      return moved ?? refuse(reply, 422, unknownSeat);
    },
  );
}
