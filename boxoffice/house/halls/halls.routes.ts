import { type Database, sql } from "@allotement/platform/database/database.ts";
import { problemAnswer, problemResponses } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import type { Clock } from "@allotement/platform/ports.ts";
import { z } from "zod";
import { numberParameter } from "../../api/fields.ts";
import { hallCodes, hallCreated, hallList, invalidPlan, newHall } from "../../api/halls.ts";
import { notFound } from "../not-found.ts";
import { callerOf } from "../people/access.ts";
import { rolesFrom } from "../people/roles.ts";
import { listHalls, planVersion, readCodes, readPlan } from "./halls.store.ts";
import { importHall } from "./import-hall.store.ts";
import { planBodyLimit, planRoutes, refusePlan } from "./plans.routes.ts";
import { readPlanText } from "./seating-plan.file.ts";

const hallParameter = z.strictObject({ hallCode: numberParameter });

const planOrInput = z.union([invalidPlan, problemAnswer]);

/** Halls and their plans. */
export function hallRoutes(server: Server, needs: { database: Database; clock: Clock }): void {
  const { database } = needs;
  planRoutes(server, needs);
  server.post(
    "/api/halls",
    {
      config: { access: rolesFrom.manager },
      bodyLimit: planBodyLimit,
      schema: { body: newHall, response: { 201: hallCreated, 422: planOrInput, ...problemResponses } },
    },
    async (request, reply) => {
      const { organizerId } = callerOf(request);
      const parsed = readPlanText(request.body.plan, request.body.format);
      if (!parsed.ok) return refusePlan(reply, parsed.problems);
      const { plan } = parsed;
      const hallCode = await database.transaction((transaction) =>
        importHall(transaction, organizerId, plan, request.body.name),
      );
      // A hall may be many times larger than all before: the planner must know at once.
      await database.run(sql`analyze seats`);
      return reply.code(201).send({ hallCode, capacity: plan.seats.length, warnings: plan.warnings });
    },
  );

  server.get(
    "/api/halls",
    { config: { access: rolesFrom.clerk }, schema: { response: { 200: hallList, ...problemResponses } } },
    async (request) => ({ halls: await listHalls(database, callerOf(request).organizerId) }),
  );

  // Without a response schema: checking 20,000 seats takes longer than reading them.
  server.get(
    "/api/halls/:hallCode/plan",
    { config: { access: rolesFrom.clerk }, schema: { params: hallParameter } },
    async (request, reply) => {
      const { organizerId } = callerOf(request);
      const { hallCode } = request.params;
      const version = await planVersion(database, organizerId, hallCode);
      if (version === undefined) return notFound(reply, "hall");
      const etag = `"plan-${organizerId}-${hallCode}-${version}"`;
      reply.header("etag", etag).header("cache-control", "private, no-cache");
      if (request.headers["if-none-match"]?.split(/\s*,\s*/).includes(etag)) return reply.code(304).send();
      return (await readPlan(database, organizerId, hallCode)) ?? notFound(reply, "hall");
    },
  );

  server.get(
    "/api/halls/:hallCode/codes",
    {
      config: { access: rolesFrom.clerk },
      schema: { params: hallParameter, response: { 200: hallCodes, ...problemResponses } },
    },
    async (request, reply) => {
      const { organizerId } = callerOf(request);
      const { hallCode } = request.params;
      if ((await planVersion(database, organizerId, hallCode)) === undefined) return notFound(reply, "hall");
      return { codes: await readCodes(database, organizerId, hallCode) };
    },
  );
}
