import type { Database } from "@allotement/platform/database/database.ts";
import { problemResponses, refuse } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import { hashPassword } from "@allotement/platform/passwords.ts";
import type { Clock } from "@allotement/platform/ports.ts";
import { IANAZone } from "luxon";
import {
  newOperator,
  newOrganizer,
  operatorCreated,
  operatorList,
  organizerCreated,
  organizerList,
} from "../../api/people.ts";
import { appendAudit } from "../audit/audit.store.ts";
import { callerOf } from "./access.ts";
import { createOperator, createOrganizer, listOperators, listOrganizers } from "./operators.store.ts";
import { mayGrant, rolesFrom } from "./roles.ts";

/** Organizers (made by whoever holds the set-up token) and their operators (made by a manager). */
export function peopleRoutes(
  server: Server,
  { database, clock }: { database: Database; clock: Clock },
): void {
  server.post(
    "/api/organizers",
    {
      config: { access: "setup" },
      schema: { body: newOrganizer, response: { 201: organizerCreated, ...problemResponses } },
    },
    async (request, reply) => {
      const { operator, ...organizer } = request.body;
      if (!IANAZone.isValidZone(organizer.timeZone))
        return refuse(reply, 422, { error: "UNKNOWN_TIME_ZONE", message: `No zone ${organizer.timeZone}.` });
      const { password, ...person } = operator;
      const passwordHash = await hashPassword(password);
      const operatorId = await database.transaction(async (transaction) =>
        (await createOrganizer(transaction, organizer))
          ? createOperator(transaction, organizer.organizerId, { ...person, role: "support", passwordHash })
          : undefined,
      );
      if (operatorId === undefined)
        return refuse(reply, 409, { error: "ORGANIZER_EXISTS", message: "This number is taken." });
      return reply.code(201).send({ organizerId: organizer.organizerId, operatorId });
    },
  );

  server.get(
    "/api/organizers",
    { config: { access: "public" }, schema: { response: { 200: organizerList, ...problemResponses } } },
    async () => ({ organizers: await listOrganizers(database) }),
  );

  server.post(
    "/api/operators",
    {
      config: { access: rolesFrom.manager },
      schema: { body: newOperator, response: { 201: operatorCreated, ...problemResponses } },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const { body } = request;
      if (body.role !== "system" && !mayGrant(caller.role, body.role))
        return refuse(reply, 403, { error: "ROLE_REFUSED", message: "Nobody gives a role above his own." });
      const passwordHash = body.role === "system" ? null : await hashPassword(body.password);
      const { initials, name, role } = body;
      const { organizerId } = caller;
      const operatorId = await database.transaction(async (transaction) => {
        const created = await createOperator(transaction, organizerId, {
          initials,
          name,
          role,
          passwordHash,
        });
        if (created === undefined) return undefined;
        const entry = {
          action: "createOperator",
          operatorId: caller.operatorId,
          secondOperatorId: null,
        } as const;
        const subject = { operatorId: created, initials, name, role };
        await appendAudit(transaction, organizerId, clock.now(), { ...entry, subject });
        return created;
      });
      if (operatorId === undefined)
        return refuse(reply, 409, { error: "INITIALS_TAKEN", message: "These initials are in use." });
      return reply.code(201).send({ operatorId });
    },
  );

  server.get(
    "/api/operators",
    {
      config: { access: rolesFrom.clerk },
      schema: { response: { 200: operatorList, ...problemResponses } },
    },
    async (request) => ({ operators: await listOperators(database, callerOf(request).organizerId) }),
  );
}
