import type { Database } from "@allotement/platform/database/database.ts";
import { problemResponses, refuse } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import type { Clock } from "@allotement/platform/ports.ts";
import { z } from "zod";
import { numberParameter } from "../../api/fields.ts";
import { emptyBody } from "../../api/people.ts";
import {
  newShow,
  newShowGroup,
  showChange,
  showCreated,
  showGroupCreated,
  showGroupList,
  showList,
} from "../../api/programme.ts";
import { appendAudit } from "../audit/audit.store.ts";
import { notFound } from "../not-found.ts";
import { callerOf } from "../people/access.ts";
import { rolesFrom } from "../people/roles.ts";
import { performanceRoutes } from "./performances.routes.ts";
import {
  changeShow,
  createShow,
  createShowGroup,
  listShowGroups,
  listShows,
  renameShowGroup,
} from "./programme.store.ts";

const nameTaken = { error: "NAME_TAKEN", message: "A show group has this name." };
const unknownCode = { error: "UNKNOWN_CODE", message: "The show group or hall is unknown." };

/** Show groups, shows and, in a file of their own, performances; managers alone change them. */
export function programmeRoutes(server: Server, needs: { database: Database; clock: Clock }): void {
  showGroupRoutes(server, needs);
  showRoutes(server, needs);
  performanceRoutes(server, needs);
}

function showGroupRoutes(server: Server, { database, clock }: { database: Database; clock: Clock }): void {
  server.post(
    "/api/show-groups",
    {
      config: { access: rolesFrom.manager },
      schema: { body: newShowGroup, response: { 201: showGroupCreated, ...problemResponses } },
    },
    async (request, reply) => {
      const { organizerId, operatorId } = callerOf(request);
      const { name } = request.body;
      const showGroupId = await database.transaction(async (transaction) => {
        const created = await createShowGroup(transaction, organizerId, name);
        if (created === undefined) return undefined;
        const subject = { showGroupId: created, name };
        const entry = { action: "createShowGroup", operatorId, secondOperatorId: null, subject } as const;
        await appendAudit(transaction, organizerId, clock.now(), entry);
        return created;
      });
      return showGroupId === undefined
        ? refuse(reply, 409, nameTaken)
        : reply.code(201).send({ showGroupId });
    },
  );

  server.put(
    "/api/show-groups/:showGroupId",
    {
      config: { access: rolesFrom.manager },
      schema: {
        params: z.strictObject({ showGroupId: numberParameter }),
        body: newShowGroup,
        response: { 200: emptyBody, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { organizerId, operatorId } = callerOf(request);
      const { showGroupId } = request.params;
      const { name } = request.body;
      const refusal = await database.transaction(async (transaction) => {
        const refused = await renameShowGroup(transaction, organizerId, showGroupId, name);
        if (refused) return refused;
        const subject = { showGroupId, name };
        const entry = { action: "renameShowGroup", operatorId, secondOperatorId: null, subject } as const;
        await appendAudit(transaction, organizerId, clock.now(), entry);
        return undefined;
      });
      if (refusal === "NOT_FOUND") return notFound(reply, "show group");
      return refusal ? refuse(reply, 409, nameTaken) : {};
    },
  );

  server.get(
    "/api/show-groups",
    {
      config: { access: rolesFrom.clerk },
      schema: { response: { 200: showGroupList, ...problemResponses } },
    },
    async (request) => ({ showGroups: await listShowGroups(database, callerOf(request).organizerId) }),
  );
}

function showRoutes(server: Server, { database, clock }: { database: Database; clock: Clock }): void {
  server.post(
    "/api/shows",
    {
      config: { access: rolesFrom.manager },
      schema: { body: newShow, response: { 201: showCreated, ...problemResponses } },
    },
    async (request, reply) => {
      const { organizerId, operatorId } = callerOf(request);
      const showNumber = await database.transaction(async (transaction) => {
        const created = await createShow(transaction, organizerId, request.body);
        if (created === undefined) return undefined;
        const subject = { showNumber: created, ...request.body };
        const entry = { action: "createShow", operatorId, secondOperatorId: null, subject } as const;
        await appendAudit(transaction, organizerId, clock.now(), entry);
        return created;
      });
      return showNumber === undefined
        ? refuse(reply, 422, unknownCode)
        : reply.code(201).send({ showNumber });
    },
  );

  server.put(
    "/api/shows/:showNumber",
    {
      config: { access: rolesFrom.manager },
      schema: {
        params: z.strictObject({ showNumber: numberParameter }),
        body: showChange,
        response: { 200: emptyBody, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { organizerId, operatorId } = callerOf(request);
      const { showNumber } = request.params;
      const refusal = await database.transaction(async (transaction) => {
        const refused = await changeShow(transaction, organizerId, showNumber, request.body);
        if (refused) return refused;
        const subject = { showNumber, ...request.body };
        const entry = { action: "changeShow", operatorId, secondOperatorId: null, subject } as const;
        await appendAudit(transaction, organizerId, clock.now(), entry);
        return undefined;
      });
      if (refusal === "NOT_FOUND") return notFound(reply, "show");
      if (refusal === "UNKNOWN_CODE") return refuse(reply, 422, unknownCode);
      if (refusal === "HALL_IN_USE")
        return refuse(reply, 409, {
          error: "HALL_IN_USE",
          message: "The show has performances in its hall: the hall stays.",
        });
      return {};
    },
  );

  server.get(
    "/api/shows",
    { config: { access: rolesFrom.clerk }, schema: { response: { 200: showList, ...problemResponses } } },
    async (request) => ({ shows: await listShows(database, callerOf(request).organizerId) }),
  );
}
