import { problemResponses, refuse } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import { z } from "zod";
import { numberParameter } from "../../api/fields.ts";
import {
  allotOrder,
  allotChoices as choicesAnswer,
  newShowWindow as windowAnswer,
} from "../../api/interface-allot.ts";
import { runStarted } from "../../api/interface-runs.ts";
import { callerOf } from "../../house/people/access.ts";
import { rolesFrom } from "../../house/people/roles.ts";
import { interfacePriceTypes } from "../configure/connection.store.ts";
import type { InterfaceNeeds } from "../interface.routes.ts";
import { configured, startRun } from "../runs/start-run.ts";
import { sqlInterfaceStore } from "../store.ts";
import { allotChoices, newShowWindow } from "./allot.store.ts";
import { faultOfOrder } from "./order.ts";

/** «Mettre des places en vente» (R5.2–R5.6). */
export function allotRoutes(server: Server, needs: InterfaceNeeds): void {
  const { database, clock } = needs;
  const access = rolesFrom.clerk;

  server.get(
    "/api/interface/allot/choices",
    { config: { access }, schema: { response: { 200: choicesAnswer, ...problemResponses } } },
    async (request, reply) => {
      const connection = await configured(needs, request, reply);
      if (!connection) return reply;
      return allotChoices(database, connection, clock.now());
    },
  );

  server.get(
    "/api/interface/allot/shows/:showNumber",
    {
      config: { access },
      schema: {
        params: z.strictObject({ showNumber: numberParameter }),
        response: { 200: windowAnswer, ...problemResponses },
      },
    },
    async (request, reply) => {
      const connection = await configured(needs, request, reply);
      if (!connection) return reply;
      const window = await newShowWindow(database, connection, request.params.showNumber, clock.now());
      return window ?? refuse(reply, 404, { error: "NOT_FOUND", message: "There is no such show." });
    },
  );

  server.post(
    "/api/interface/allot",
    { config: { access }, schema: { body: allotOrder, response: { 200: runStarted, ...problemResponses } } },
    async (request, reply) => {
      const connection = await configured(needs, request, reply);
      if (!connection) return reply;
      const order = request.body;
      const window = await newShowWindow(database, connection, order.showNumber, clock.now());
      const choices = await allotChoices(database, connection, clock.now());
      const priceTypes = await interfacePriceTypes(database, connection);
      const fault = faultOfOrder(order, window, choices, priceTypes);
      if (fault) return refuse(reply, fault.status, fault.problem);
      const { operatorId } = callerOf(request);
      const { newShow } = order;
      const runId = await sqlInterfaceStore(database, connection).transaction(async (transaction) => {
        if (newShow && !(await transaction.completeGrid(order.showNumber, newShow.lines, clock.now())))
          return undefined;
        const sent = newShow ? { comment: newShow.comment, prices: newShow.lines } : undefined;
        const asked = { kind: "allot" as const, ...(sent ? { newShow: sent } : {}) };
        return startRun(transaction, needs, asked, order.performanceNumbers, operatorId);
      });
      if (runId === undefined)
        return refuse(reply, 409, {
          error: "NO_PRICE",
          message: "No price grid of this show is in force: none of its sales could be integrated (R7.2).",
        });
      needs.workers.of(connection.organizerId)?.wake();
      return { runId };
    },
  );
}
