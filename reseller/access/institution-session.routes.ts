import type { Database } from "@allotement/platform/database/database.ts";
import { refuse } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import { passwordFits } from "@allotement/platform/passwords.ts";
import type { Clock, Random } from "@allotement/platform/ports.ts";
import { protocolBasePath, protocolVersion } from "@allotement/protocol/client.ts";
import { callProblem } from "@allotement/protocol/fields.ts";
import { seatsPerOperation } from "@allotement/protocol/messages/operation.ts";
import { eventsPerPage } from "@allotement/protocol/messages/sales.ts";
import { sessionAnswer, sessionRequest } from "@allotement/protocol/messages/session.ts";
import type { FastifyReply } from "fastify";
import { acknowledgedUpTo, institutionByCode } from "./access.store.ts";
import { limitedCaller } from "./address.ts";
import { addressOf, type Guard, refuseTooMany } from "./guard.ts";
import { openInstitutionSession } from "./institution-session.ts";
import type { RateLimit } from "./rate-limit.ts";

/** What any call of the exchange may be refused with. */
export const exchangeProblems = { "4xx": callProblem, "5xx": callProblem } as const;

/** Opens sessions of the exchange. The address is asked first: from elsewhere no password can be tried. */
export function institutionSessionRoutes(
  server: Server,
  needs: { database: Database; clock: Clock; random: Random; guard: Guard; signInLimit: RateLimit },
): void {
  const { database, clock, guard, signInLimit } = needs;
  server.post(
    `${protocolBasePath}/session`,
    {
      config: { access: "public" },
      schema: {
        tags: ["exchange"],
        summary: "open a session",
        body: sessionRequest,
        response: { 200: sessionAnswer, ...exchangeProblems },
      },
    },
    async (request, reply) => {
      const seenAddress = addressOf(request);
      if (guard.refuseExcess(reply, signInLimit, limitedCaller(seenAddress), 1)) return reply;
      const institution = await institutionByCode(database, request.body.institutionCode, seenAddress);
      if (!institution) {
        await passwordFits(undefined, request.body.password);
        return refuseCredentials(reply);
      }
      if (guard.refuseInstitution(request, reply, institution)) return reply;
      const outcome = await openInstitutionSession(needs, request.body);
      if (outcome.kind === "wrong") return refuseCredentials(reply);
      if (outcome.kind === "locked") return refuseTooMany(reply, outcome.seconds);
      return reply.send({
        token: outcome.token,
        expiresAt: outcome.expiresAt.toISOString(),
        seenAddress,
        serverTime: clock.now().toISOString(),
        streamId: institution.streamId,
        ...(await acknowledgedUpTo(database, institution)),
        protocolVersion,
        limits: { seatsPerOperation, eventsPerPage },
      });
    },
  );
}

function refuseCredentials(reply: FastifyReply): FastifyReply {
  const message = "Institution, user name or password is wrong.";
  return refuse(reply, 401, { error: "WRONG_CREDENTIALS", message });
}
