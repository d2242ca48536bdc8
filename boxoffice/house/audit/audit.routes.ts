import type { Database } from "@allotement/platform/database/database.ts";
import { problemResponses } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import { auditPage, auditQuery } from "../../api/people.ts";
import { callerOf } from "../people/access.ts";
import { rolesFrom } from "../people/roles.ts";
import { readAudit } from "./audit.views.ts";

/** Who did what, to be read: the latest first, cut by action, person and time. */
export function auditRoutes(server: Server, { database }: { database: Database }): void {
  server.get(
    "/api/audit",
    {
      config: { access: rolesFrom.manager },
      schema: { querystring: auditQuery, response: { 200: auditPage, ...problemResponses } },
    },
    async (request) => readAudit(database, callerOf(request).organizerId, request.query),
  );
}
