import { problemResponses } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import type { FastifyReply, FastifyRequest } from "fastify";
import {
  giveBackAnswer,
  type RestoreOrder,
  restoreOrder,
  takeCountersAnswer,
} from "../../api/interface-restore.ts";
import { callerOf } from "../../house/people/access.ts";
import { rolesFrom } from "../../house/people/roles.ts";
import { checkSecondPerson, refuseSecondPerson } from "../../house/people/second-person.ts";
import type { InterfaceNeeds } from "../interface.routes.ts";
import { problemOf } from "../line/line.ts";
import { configured } from "../runs/start-run.ts";
import { sqlInterfaceStore } from "../store.ts";
import { type GiveBackOutcome, giveBack } from "./give-back.ts";
import { takeCounters } from "./take-counters.ts";

/** After a restore (rule 10): support looks, and gives back or takes counters with a second person. */
export function restoreRoutes(server: Server, needs: InterfaceNeeds): void {
  const { clock, workers } = needs;
  const config = { access: rolesFrom.support };

  server.get(
    "/api/interface/restore/reseller",
    { config, schema: { response: { 200: giveBackAnswer, ...problemResponses } } },
    async (request, reply) => {
      const at = await connected(needs, request, reply);
      return at ? shown(await giveBack(at, true)) : reply;
    },
  );

  server.post(
    "/api/interface/restore/reseller",
    { config, schema: { body: restoreOrder, response: { 200: giveBackAnswer, ...problemResponses } } },
    async (request, reply) => {
      const at = await connected(needs, request, reply);
      const people = at && (await twoPeople(needs, request, reply));
      if (!at || !people) return reply;
      const { reason } = request.body;
      // Written first: what is given back cannot be taken back.
      await at.store.transaction((transaction) =>
        transaction.appendAudit(clock.now(), { action: "giveBack", ...people, subject: { reason } }),
      );
      const outcome = await giveBack(at, false);
      if (outcome.outcome === "givenBack") await workers.restart(at.connection.organizerId);
      return shown(outcome);
    },
  );

  server.post(
    "/api/interface/restore/boxoffice",
    { config, schema: { body: restoreOrder, response: { 200: takeCountersAnswer, ...problemResponses } } },
    async (request, reply) => {
      const at = await connected(needs, request, reply);
      const people = at && (await twoPeople(needs, request, reply));
      if (!at || !people) return reply;
      const { reason } = request.body;
      const order = { holdCode: at.connection.holdCode, reason, ...people };
      const outcome = await takeCounters({ ...at, clock }, order);
      if (outcome.outcome === "lineDown")
        return { outcome: outcome.outcome, problem: problemOf(outcome.call) };
      // Whoever did this has looked: receiving is tried once more, from the cursor on.
      const { organizerId } = at.connection;
      await workers.restart(organizerId);
      const fetched = await workers.of(organizerId)?.fetchNow();
      return { ...outcome, fetched: fetched?.outcome ?? ("lineDown" as const) };
    },
  );
}

async function connected(needs: InterfaceNeeds, request: FastifyRequest, reply: FastifyReply) {
  const connection = await configured(needs, request, reply);
  if (!connection) return undefined;
  // A session of its own: the worker's may be of before the restore.
  return {
    connection,
    store: sqlInterfaceStore(needs.database, connection),
    line: needs.workers.newLine(connection),
  };
}

/** The caller and another person; where there is none the refusal is sent. */
async function twoPeople(
  needs: InterfaceNeeds,
  request: FastifyRequest<{ Body: RestoreOrder }>,
  reply: FastifyReply,
): Promise<{ operatorId: number; secondOperatorId: number } | undefined> {
  const caller = callerOf(request);
  const second = await checkSecondPerson(needs, caller, request.body.secondPerson);
  if ("refusal" in second) {
    refuseSecondPerson(reply, second.refusal);
    return undefined;
  }
  return { operatorId: caller.operatorId, secondOperatorId: second.operatorId };
}

function shown(outcome: GiveBackOutcome) {
  return outcome.outcome === "lineDown"
    ? { outcome: outcome.outcome, problem: problemOf(outcome.call) }
    : outcome;
}
