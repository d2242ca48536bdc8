import { problemResponses, refuse } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import type { FastifyReply, FastifyRequest } from "fastify";
import {
  comparedParameters,
  comparisonAnswer,
  decisionOrder,
  keptComparison,
  comparedPerformances as performancesAnswer,
  repairAnswer,
  repairOrder,
} from "../../api/interface-compare.ts";
import { emptyBody } from "../../api/people.ts";
import { callerOf } from "../../house/people/access.ts";
import { rolesFrom } from "../../house/people/roles.ts";
import { checkSecondPerson, refuseSecondPerson } from "../../house/people/second-person.ts";
import type { ConnectionRow } from "../configure/connection.store.ts";
import type { InterfaceNeeds } from "../interface.routes.ts";
import { problemOf } from "../line/line.ts";
import { configured } from "../runs/start-run.ts";
import type { InterfaceWorker } from "../worker.ts";
import { comparedPerformances, comparisonView, hasPerformance, lastComparison } from "./compare.views.ts";
import { type ComparisonOutcome, comparePerformance } from "./compare-performance.ts";
import { decideSeats } from "./decide.ts";
import { type RepairOutcome, repairPerformance } from "./repair.ts";

/** «Comparer» (R8.3): both sides seat by seat, and the repairs that one person may make. */
export function compareRoutes(server: Server, needs: InterfaceNeeds): void {
  const { database } = needs;
  const params = comparedParameters;

  server.get(
    "/api/interface/compare",
    {
      config: { access: rolesFrom.clerk },
      schema: { response: { 200: performancesAnswer, ...problemResponses } },
    },
    async (request, reply) => {
      const connection = await configured(needs, request, reply);
      return connection ? { performances: await comparedPerformances(database, connection) } : reply;
    },
  );

  server.get(
    "/api/interface/compare/:performanceNumber",
    {
      config: { access: rolesFrom.clerk },
      schema: { params, response: { 200: keptComparison, ...problemResponses } },
    },
    async (request, reply) => {
      const connection = await configured(needs, request, reply);
      if (!connection) return reply;
      const kept = await lastComparison(database, connection, request.params.performanceNumber);
      return { comparison: kept ? await comparisonView(database, connection.organizerId, kept) : null };
    },
  );

  server.post(
    "/api/interface/compare/:performanceNumber",
    {
      config: { access: rolesFrom.clerk },
      schema: { params, body: emptyBody, response: { 200: comparisonAnswer, ...problemResponses } },
    },
    async (request, reply) => {
      const at = await compared(needs, request, reply, request.params.performanceNumber);
      if (!at) return reply;
      const { performanceNumber } = request.params;
      const outcome = await comparePerformance(at.worker.comparing, performanceNumber, "person");
      if (outcome.outcome !== "compared") return notCompared(outcome);
      const comparison = await comparisonView(database, at.connection.organizerId, outcome.comparison);
      return { outcome: "compared" as const, comparison };
    },
  );
  repairRoutes(server, needs);
}

function repairRoutes(server: Server, needs: InterfaceNeeds): void {
  const params = comparedParameters;

  server.post(
    "/api/interface/compare/:performanceNumber/repair",
    {
      config: { access: rolesFrom.manager },
      schema: { params, body: repairOrder, response: { 200: repairAnswer, ...problemResponses } },
    },
    async (request, reply) => {
      const { performanceNumber } = request.params;
      const at = await compared(needs, request, reply, performanceNumber);
      if (!at) return reply;
      const { dryRun, seats } = request.body;
      const { operatorId } = callerOf(request);
      const outcome = await repairPerformance(at.worker.comparing, performanceNumber, seats, {
        operatorId,
        dryRun,
      });
      return repairView(needs, at.connection, outcome);
    },
  );

  server.post(
    "/api/interface/compare/:performanceNumber/decide",
    {
      config: { access: rolesFrom.support },
      schema: { params, body: decisionOrder, response: { 200: repairAnswer, ...problemResponses } },
    },
    async (request, reply) => {
      const { performanceNumber } = request.params;
      const at = await compared(needs, request, reply, performanceNumber);
      if (!at) return reply;
      const { decision, reason, seats } = request.body;
      const caller = callerOf(request);
      const second = await checkSecondPerson(needs, caller, request.body.secondPerson);
      if ("refusal" in second) return refuseSecondPerson(reply, second.refusal);
      const { operatorId } = caller;
      const made = { decision, reason, operatorId, secondOperatorId: second.operatorId };
      const outcome = await decideSeats(at.worker.comparing, performanceNumber, seats, made);
      return repairView(needs, at.connection, outcome);
    },
  );
}

/** What comparing a performance stands on; where something is missing the refusal is sent. */
export async function compared(
  needs: InterfaceNeeds,
  request: FastifyRequest,
  reply: FastifyReply,
  performanceNumber: number,
): Promise<{ connection: ConnectionRow; worker: InterfaceWorker } | undefined> {
  const connection = await configured(needs, request, reply);
  if (!connection) return undefined;
  const worker = needs.workers.of(connection.organizerId);
  const known = await hasPerformance(needs.database, connection.organizerId, performanceNumber);
  if (known && worker) return { connection, worker };
  const message = "There is no such performance.";
  refuse(reply, 404, { error: "NOT_FOUND", message });
  return undefined;
}

/** A comparison that did not come about, as the page tells it. */
export function notCompared(outcome: Exclude<ComparisonOutcome, { outcome: "compared" }>) {
  if (outcome.outcome === "feedStopped") return { outcome: outcome.outcome, fault: outcome.fault };
  return { outcome: outcome.outcome, problem: problemOf(outcome.call) };
}

export async function repairView(
  { database }: Pick<InterfaceNeeds, "database">,
  { organizerId }: Pick<ConnectionRow, "organizerId">,
  outcome: RepairOutcome,
) {
  if (outcome.outcome !== "compared") return notCompared(outcome);
  const after = await comparisonView(database, organizerId, outcome.after);
  return { outcome: outcome.outcome, results: outcome.results, after };
}
