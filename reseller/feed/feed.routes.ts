import { refuse } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import type { Clock } from "@allotement/platform/ports.ts";
import { protocolBasePath } from "@allotement/protocol/client.ts";
import {
  acknowledgement,
  acknowledgementAnswer,
  salesPage as salesPageSchema,
  salesQuery,
} from "@allotement/protocol/messages/sales.ts";
import type { Guard } from "../access/guard.ts";
import { exchangeProblems } from "../access/institution-session.routes.ts";
import { acknowledge, type FeedStore, salesPage } from "./feed.ts";

/** The feed of sales and cancellations, and how far the venue has received it. */
export function feedRoutes(
  server: Server,
  { store, clock, guard }: { store: FeedStore; clock: Clock; guard: Guard },
): void {
  server.get(
    `${protocolBasePath}/sales`,
    {
      config: { access: "institution" },
      schema: {
        tags: ["exchange"],
        summary: "one page of the feed",
        querystring: salesQuery,
        response: { 200: salesPageSchema, ...exchangeProblems },
      },
    },
    async (request, reply) => {
      const { after, limit } = request.query;
      return reply.send(await salesPage(store, guard.institutionOf(request), after, limit));
    },
  );
  server.post(
    `${protocolBasePath}/sales/acknowledgements`,
    {
      config: { access: "institution" },
      schema: {
        tags: ["exchange"],
        summary: "say how far the feed was received",
        body: acknowledgement,
        response: { 200: acknowledgementAnswer, ...exchangeProblems },
      },
    },
    async (request, reply) => {
      const institution = guard.institutionOf(request);
      const outcome = await acknowledge(store, institution, request.body, clock.now());
      if ("upTo" in outcome) return reply.send(outcome);
      const message = "The acknowledged event is not this feed's.";
      return refuse(reply, 409, { error: outcome.refused, message });
    },
  );
}
