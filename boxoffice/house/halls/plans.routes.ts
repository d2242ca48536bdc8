import { safeFileName } from "@allotement/documents/file-name.ts";
import type { Database } from "@allotement/platform/database/database.ts";
import { sql } from "@allotement/platform/database/database.ts";
import { problemAnswer, problemResponses, refuse } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import type { Clock } from "@allotement/platform/ports.ts";
import type { FastifyReply } from "fastify";
import { z } from "zod";
import { numberParameter } from "../../api/fields.ts";
import { invalidPlan } from "../../api/halls.ts";
import {
  exportQuery,
  type PlanFormat,
  type PlanOfHall,
  type PlanRead,
  planApplied,
  planInUse,
  planToApply,
  planToRead,
  planVersions,
} from "../../api/plans.ts";
import { notFound } from "../not-found.ts";
import { callerOf } from "../people/access.ts";
import { rolesFrom } from "../people/roles.ts";
import { sendFile } from "../print/print.ts";
import { applyPlan, comparePlan } from "./apply-plan.ts";
import { drawnAreas } from "./drawn-areas.ts";
import { listPlanVersions } from "./halls.store.ts";
import { planDifference } from "./plan-difference.ts";
import { readReplacedPlan, readSeatingPlan } from "./read-seating-plan.store.ts";
import { readPlanText, writePlanText } from "./seating-plan.file.ts";
import type { PlanProblem, SeatingPlan } from "./seating-plan.ts";

/** A plan of 50,000 seats as SVG inside JSON. */
export const planBodyLimit = 32 * 1024 * 1024;

const hallParameter = z.strictObject({ hallCode: numberParameter });
const versionsParameter = z.strictObject({
  hallCode: numberParameter,
  from: numberParameter,
  to: numberParameter,
});

const mediaTypes: Readonly<Record<PlanFormat, string>> = {
  json: "application/json; charset=utf-8",
  csv: "text/csv; charset=utf-8",
  svg: "image/svg+xml; charset=utf-8",
};

/** Answers why a plan's file was refused. */
export function refusePlan(reply: FastifyReply, problems: PlanProblem[]): FastifyReply {
  return reply
    .code(422)
    .serializer(JSON.stringify)
    .header("content-type", "application/json; charset=utf-8")
    .send({
      error: "INVALID_PLAN",
      message: "The plan cannot be read; each problem names its place.",
      problems,
    });
}

interface Needs {
  database: Database;
  clock: Clock;
}

/** Plans as files: read before anything is stored, written, compared; and the versions of a hall's plan. */
export function planRoutes(server: Server, needs: Needs): void {
  server.post(
    "/api/plans/read",
    { config: { access: rolesFrom.manager }, bodyLimit: planBodyLimit, schema: { body: planToRead } },
    async (request, reply) => {
      const read = readPlanText(request.body.plan, request.body.format);
      if (!read.ok) return refusePlan(reply, read.problems);
      const { warnings, ...plan } = read.plan;
      return { plan, drawn: drawnAreas(plan.areas), warnings } satisfies PlanRead;
    },
  );
  versionRoutes(server, needs);
  changeRoutes(server, needs);
}

function versionRoutes(server: Server, { database, clock }: Needs): void {
  const access = rolesFrom.clerk;
  const findPlan = async (organizerId: number, hallCode: number, version: number | undefined) => {
    const inForce = await readSeatingPlan(database, organizerId, hallCode);
    if (!inForce) return undefined;
    const currentVersion = inForce.planVersion;
    if (version === undefined || version === currentVersion)
      return { plan: inForce.plan, planVersion: currentVersion, currentVersion };
    const plan = await readReplacedPlan(database, organizerId, hallCode, version);
    return plan && { plan, planVersion: version, currentVersion };
  };

  server.get(
    "/api/halls/:hallCode/export",
    { config: { access }, schema: { params: hallParameter, querystring: exportQuery } },
    async (request, reply) => {
      const { hallCode } = request.params;
      const { format, version } = request.query;
      const found = await findPlan(callerOf(request).organizerId, hallCode, version);
      if (!found) return notFound(reply, "plan");
      const name = safeFileName(found.plan.name, "Plan");
      const fileName = `${name} (${hallCode}) v${found.planVersion}.${format}`;
      return sendFile(
        reply,
        mediaTypes[format],
        fileName,
        new TextEncoder().encode(writePlanText(found.plan, format)),
      );
    },
  );

  server.get(
    "/api/halls/:hallCode/drawing",
    {
      config: { access },
      schema: { params: hallParameter, querystring: exportQuery.pick({ version: true }) },
    },
    async (request, reply) => {
      const { hallCode } = request.params;
      const found = await findPlan(callerOf(request).organizerId, hallCode, request.query.version);
      if (!found) return notFound(reply, "plan");
      const { warnings: _warnings, ...plan } = found.plan;
      return { ...found, plan, hallCode, drawn: drawnAreas(plan.areas) } satisfies PlanOfHall;
    },
  );

  server.get(
    "/api/halls/:hallCode/versions",
    {
      config: { access },
      schema: { params: hallParameter, response: { 200: planVersions, ...problemResponses } },
    },
    async (request, reply) => {
      const { organizerId } = callerOf(request);
      return (
        (await listPlanVersions(database, organizerId, request.params.hallCode, clock.now())) ??
        notFound(reply, "hall")
      );
    },
  );

  server.get(
    "/api/halls/:hallCode/versions/:from/difference/:to",
    { config: { access }, schema: { params: versionsParameter } },
    async (request, reply) => {
      const { organizerId } = callerOf(request);
      const { hallCode, from, to } = request.params;
      const before = await findPlan(organizerId, hallCode, from);
      const after = await findPlan(organizerId, hallCode, to);
      return before && after ? planDifference(before.plan, after.plan) : notFound(reply, "plan");
    },
  );
}

function changeRoutes(server: Server, { database, clock }: Needs): void {
  const access = rolesFrom.manager;
  const read = (body: { plan: string; format: PlanFormat }) => readPlanText(body.plan, body.format);

  server.post(
    "/api/halls/:hallCode/plan-difference",
    { config: { access }, bodyLimit: planBodyLimit, schema: { params: hallParameter, body: planToRead } },
    async (request, reply) => {
      const { organizerId, operatorId } = callerOf(request);
      const context = { organizerId, operatorId, hallCode: request.params.hallCode, at: clock.now() };
      const plan = read(request.body);
      if (!plan.ok) return refusePlan(reply, plan.problems);
      const comparison = await database.transaction((transaction) =>
        comparePlan(transaction, context, plan.plan),
      );
      return comparison ?? notFound(reply, "hall");
    },
  );

  server.put(
    "/api/halls/:hallCode/plan",
    {
      config: { access },
      bodyLimit: planBodyLimit,
      schema: {
        params: hallParameter,
        body: planToApply,
        response: {
          200: planApplied,
          409: z.union([planInUse, problemAnswer]),
          422: z.union([invalidPlan, problemAnswer]),
          ...problemResponses,
        },
      },
    },
    async (request, reply) => {
      const { organizerId, operatorId } = callerOf(request);
      const context = { organizerId, operatorId, hallCode: request.params.hallCode, at: clock.now() };
      const plan: ReturnType<typeof read> = read(request.body);
      if (!plan.ok) return refusePlan(reply, plan.problems);
      const outcome = await database.transaction((transaction) =>
        applyPlan(transaction, context, plan.plan, request.body.planVersion),
      );
      if (outcome.kind === "notFound") return notFound(reply, "hall");
      if (outcome.kind === "otherVersion") {
        const message = `Version ${outcome.planVersion} is in force meanwhile.`;
        return refuse(reply, 409, { error: "PLAN_CHANGED", message });
      }
      if (outcome.kind === "inUse") {
        const { obstacles, obstacleCount } = outcome;
        const message = `The plan would lose or rename ${obstacleCount} seats that somebody has.`;
        return reply.code(409).send({ error: "PLAN_IN_USE", message, obstacles, obstacleCount });
      }
      await database.run(sql`analyze seats, performance_seats`);
      return { ...outcome, ...result(plan.plan) };
    },
  );
}

function result({ seats, warnings }: SeatingPlan) {
  return { capacity: seats.length, warnings };
}
