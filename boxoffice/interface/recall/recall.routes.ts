import { problemAnswer, problemResponses, refuse } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import { sendTagged } from "@allotement/platform/http/tagged.ts";
import { z } from "zod";
import { numberParameter, someSeats } from "../../api/fields.ts";
import { recallChoices as choicesAnswer, recallOrder, seatsChanged } from "../../api/interface-recall.ts";
import { runStarted } from "../../api/interface-runs.ts";
import { callerOf } from "../../house/people/access.ts";
import { rolesFrom } from "../../house/people/roles.ts";
import { findPerformance } from "../../house/programme/programme.store.ts";
import type { InterfaceNeeds } from "../interface.routes.ts";
import { configured, startRun } from "../runs/start-run.ts";
import { sqlInterfaceStore } from "../store.ts";
import { notRecallable, recallChoices, recallPerformance } from "./recall.store.ts";

/** «Reprendre des places» (R6). */
export function recallRoutes(server: Server, needs: InterfaceNeeds): void {
  const { database, clock } = needs;
  const access = rolesFrom.clerk;

  server.get(
    "/api/interface/recall/choices",
    {
      config: { access },
      schema: {
        querystring: z.strictObject({ past: z.enum(["true", "false"]).default("false") }),
        response: { 200: choicesAnswer, ...problemResponses },
      },
    },
    async (request, reply) => {
      const connection = await configured(needs, request, reply);
      if (!connection) return reply;
      return recallChoices(database, connection, request.query.past === "true", clock.now());
    },
  );

  server.get(
    "/api/interface/recall/performances/:performanceNumber",
    {
      config: { access },
      schema: { params: z.strictObject({ performanceNumber: numberParameter }), querystring: someSeats },
    },
    async (request, reply) => {
      const connection = await configured(needs, request, reply);
      if (!connection) return reply;
      const { performanceNumber } = request.params;
      const performance = await recallPerformance(
        database,
        connection,
        performanceNumber,
        request.query.seats,
      );
      if (!performance)
        return refuse(reply, 404, { error: "NOT_FOUND", message: "There is no such performance." });
      return sendTagged(request, reply, performance);
    },
  );

  server.post(
    "/api/interface/recall",
    {
      config: { access },
      schema: {
        body: recallOrder,
        response: { 200: runStarted, 409: z.union([seatsChanged, problemAnswer]), ...problemResponses },
      },
    },
    async (request, reply) => {
      const connection = await configured(needs, request, reply);
      if (!connection) return reply;
      const { performanceNumber, seatCodes, exactly } = request.body;
      if (!(await findPerformance(database, connection.organizerId, performanceNumber)))
        return refuse(reply, 404, { error: "NOT_FOUND", message: "There is no such performance." });
      const asked = seatCodes === "all" ? seatCodes : [...new Set(seatCodes)];
      const seats =
        exactly && asked !== "all" ? await notRecallable(database, connection, performanceNumber, asked) : [];
      if (seats.length > 0)
        return reply.code(409).send({
          error: "SEATS_CHANGED",
          message: "Nothing was taken back: some seats have changed since.",
          seats,
        });
      const runId = await sqlInterfaceStore(database, connection).transaction((transaction) =>
        startRun(
          transaction,
          needs,
          { kind: "recall", seatCodes: asked },
          [performanceNumber],
          callerOf(request).operatorId,
        ),
      );
      needs.workers.of(connection.organizerId)?.wake();
      return { runId };
    },
  );
}
