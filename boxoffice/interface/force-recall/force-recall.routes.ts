import { problemResponses, refuse } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import { z } from "zod";
import { numberParameter } from "../../api/fields.ts";
import {
  fencesSentAgain,
  forcedRecallList,
  forceRecallDone,
  forceRecallOrder,
  forceRecallPreview as previewAnswer,
  forcedRecallReport as reportAnswer,
} from "../../api/interface-force-recall.ts";
import { emptyBody } from "../../api/people.ts";
import { callerOf } from "../../house/people/access.ts";
import { rolesFrom } from "../../house/people/roles.ts";
import { checkSecondPerson, refuseSecondPerson } from "../../house/people/second-person.ts";
import type { InterfaceNeeds } from "../interface.routes.ts";
import { configured } from "../runs/start-run.ts";
import { sqlInterfaceStore } from "../store.ts";
import { forceRecall, forceRecallConfirmation } from "./force-recall.ts";
import { forcedRecallReport, forceRecallPreview, listForcedRecalls } from "./force-recall.views.ts";
import { sendFencesAgain } from "./send-again.ts";

const listedAtMost = 100;

/** «FORCER LE DECONTINGEMENT» (R8.5): ordered by support with a second person; what came of it is seen by all. */
export function forceRecallRoutes(server: Server, needs: InterfaceNeeds): void {
  const { database, clock, ids, workers } = needs;
  const noPerformance = { error: "NOT_FOUND", message: "There is no such performance." };

  server.get(
    "/api/interface/force-recall/performances/:performanceNumber",
    {
      config: { access: rolesFrom.support },
      schema: {
        params: z.strictObject({ performanceNumber: numberParameter }),
        response: { 200: previewAnswer, ...problemResponses },
      },
    },
    async (request, reply) => {
      const connection = await configured(needs, request, reply);
      if (!connection) return reply;
      const { performanceNumber } = request.params;
      const line = workers.of(connection.organizerId)?.line.state();
      const preview = await forceRecallPreview(database, connection, performanceNumber, line);
      return preview ?? refuse(reply, 404, noPerformance);
    },
  );

  server.post(
    "/api/interface/force-recall",
    {
      config: { access: rolesFrom.support },
      schema: { body: forceRecallOrder, response: { 200: forceRecallDone, ...problemResponses } },
    },
    async (request, reply) => {
      const connection = await configured(needs, request, reply);
      if (!connection) return reply;
      const { confirmation, secondPerson, ...order } = request.body;
      if (confirmation !== forceRecallConfirmation)
        return refuse(reply, 422, {
          error: "CONFIRMATION_REQUIRED",
          message: `Type ${forceRecallConfirmation}.`,
        });
      const caller = callerOf(request);
      const second = await checkSecondPerson({ database, clock }, caller, secondPerson);
      if ("refusal" in second) return refuseSecondPerson(reply, second.refusal);
      const people = { operatorId: caller.operatorId, secondOperatorId: second.operatorId };
      const store = sqlInterfaceStore(database, connection);
      const done = await forceRecall(store, connection, { ...order, ...people }, { clock, ids });
      if ("refused" in done)
        return done.refused === "unknownPerformance"
          ? refuse(reply, 404, noPerformance)
          : refuse(reply, 409, {
              error: "NOTHING_TO_RECALL",
              message: "None of these seats is with the reseller.",
            });
      workers.of(connection.organizerId)?.wake();
      return done;
    },
  );

  server.post(
    "/api/interface/forced-recalls/:forcedRecallId/send-again",
    {
      config: { access: rolesFrom.support },
      schema: {
        params: z.strictObject({ forcedRecallId: z.uuid() }),
        body: emptyBody,
        response: { 200: fencesSentAgain, ...problemResponses },
      },
    },
    async (request, reply) => {
      const connection = await configured(needs, request, reply);
      if (!connection) return reply;
      const report = await forcedRecallReport(database, connection, request.params.forcedRecallId);
      if (!report)
        return refuse(reply, 404, { error: "NOT_FOUND", message: "There is no such forced recall." });
      const order = {
        performanceNumber: report.forcedRecall.performanceNumber,
        seatCodes: report.seats.filter(({ fence }) => fence === "refused").map(({ seatCode }) => seatCode),
        operatorId: callerOf(request).operatorId,
      };
      const seats = await sendFencesAgain(sqlInterfaceStore(database, connection), connection, order, needs);
      workers.of(connection.organizerId)?.wake();
      return { seats };
    },
  );

  server.get(
    "/api/interface/forced-recalls",
    {
      config: { access: rolesFrom.clerk },
      schema: { response: { 200: forcedRecallList, ...problemResponses } },
    },
    async (request, reply) => {
      const connection = await configured(needs, request, reply);
      return connection
        ? { forcedRecalls: await listForcedRecalls(database, connection, listedAtMost) }
        : reply;
    },
  );

  server.get(
    "/api/interface/forced-recalls/:forcedRecallId",
    {
      config: { access: rolesFrom.clerk },
      schema: {
        params: z.strictObject({ forcedRecallId: z.uuid() }),
        response: { 200: reportAnswer, ...problemResponses },
      },
    },
    async (request, reply) => {
      const connection = await configured(needs, request, reply);
      if (!connection) return reply;
      const report = await forcedRecallReport(database, connection, request.params.forcedRecallId);
      return report ?? refuse(reply, 404, { error: "NOT_FOUND", message: "There is no such forced recall." });
    },
  );
}
