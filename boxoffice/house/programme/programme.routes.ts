import type { Database } from "@allotement/platform/database/database.ts";
import { problemResponses, refuse } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";

import {
  newShow,
  newShowGroup,
  showCreated,
  showGroupCreated,
  showGroupList,
  showList,
} from "../../api/programme.ts";
import { callerOf } from "../people/access.ts";
import { rolesFrom } from "../people/roles.ts";
import { performanceRoutes } from "./performances.routes.ts";
import { createShow, createShowGroup, listShowGroups, listShows } from "./programme.store.ts";

/** Show groups, shows and, in a file of their own, performances. */
export function programmeRoutes(server: Server, { database }: { database: Database }): void {
  server.post(
    "/api/show-groups",
    {
      config: { access: rolesFrom.manager },
      schema: { body: newShowGroup, response: { 201: showGroupCreated, ...problemResponses } },
    },
    async (request, reply) => {
      const { organizerId } = callerOf(request);
      const showGroupId = await database.transaction((transaction) =>
        createShowGroup(transaction, organizerId, request.body.name),
      );
      if (showGroupId === undefined)
        return refuse(reply, 409, { error: "NAME_TAKEN", message: "A show group has this name." });
      return reply.code(201).send({ showGroupId });
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

  server.post(
    "/api/shows",
    {
      config: { access: rolesFrom.manager },
      schema: { body: newShow, response: { 201: showCreated, ...problemResponses } },
    },
    async (request, reply) => {
      const { organizerId } = callerOf(request);
      const showNumber = await database.transaction((transaction) =>
        createShow(transaction, organizerId, request.body),
      );
      if (showNumber === undefined)
        return refuse(reply, 422, { error: "UNKNOWN_CODE", message: "The show group or hall is unknown." });
      return reply.code(201).send({ showNumber });
    },
  );

  server.get(
    "/api/shows",
    { config: { access: rolesFrom.clerk }, schema: { response: { 200: showList, ...problemResponses } } },
    async (request) => ({ shows: await listShows(database, callerOf(request).organizerId) }),
  );
  performanceRoutes(server, database);
}
