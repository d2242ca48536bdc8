import type { Database } from "@allotement/platform/database/database.ts";
import { problemResponses, refuse } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import type { Clock, Ids } from "@allotement/platform/ports.ts";
import { protocolBasePath } from "@allotement/protocol/client.ts";
import { statusOf } from "@allotement/protocol/errors.ts";
import { knownSales, knownSalesAnswer } from "@allotement/protocol/messages/known-sales.ts";
import type { Guard } from "../access/guard.ts";
import { exchangeProblems } from "../access/institution-session.routes.ts";
import { institutionParameters, restoredAnswer, restoredOrder } from "../api/institutions.ts";
import { markRestored } from "./known-sales.store.ts";
import { type KnownSalesNeeds, takeKnownSales } from "./known-sales.ts";

interface RestoreNeeds {
  database: Database;
  clock: Clock;
  ids: Ids;
  guard: Guard;
  known: KnownSalesNeeds;
}

/** After a restore from a backup (rule 10): the manager says so, and each venue gives back what was lost. */
export function restoreRoutes(server: Server, { database, clock, ids, guard, known }: RestoreNeeds): void {
  server.post(
    "/api/institutions/:institutionCode/restored",
    {
      config: { access: ["manager"] },
      schema: {
        params: institutionParameters,
        body: restoredOrder,
        response: { 200: restoredAnswer, ...problemResponses },
      },
    },
    async (request, reply) => {
      const streamId = ids.uuid();
      const { institutionCode } = request.params;
      if (await markRestored(database, institutionCode, streamId, clock.now()))
        return reply.send({ streamId });
      return refuse(reply, 404, { error: "NOT_FOUND", message: "There is no such institution." });
    },
  );
  server.post(
    `${protocolBasePath}/sales/known`,
    {
      config: { access: "institution" },
      schema: {
        tags: ["exchange"],
        summary: "take back sales that were lost with a backup",
        body: knownSales,
        response: { 200: knownSalesAnswer, ...exchangeProblems },
      },
    },
    async (request, reply) => {
      const { institutionCode } = guard.institutionOf(request);
      const outcome = await takeKnownSales(known, institutionCode, request.body);
      if (!("error" in outcome)) return reply.send(outcome);
      const message = "What was given back does not follow on this feed.";
      return refuse(reply, statusOf(outcome.error), { error: outcome.error, message });
    },
  );
}
