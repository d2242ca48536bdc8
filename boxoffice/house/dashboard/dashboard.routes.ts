import type { Database } from "@allotement/platform/database/database.ts";
import { problemResponses } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import { z } from "zod";
import { showDashboard as dashboardAnswer } from "../../api/dashboard.ts";
import { numberParameter } from "../../api/fields.ts";
import { notFound } from "../not-found.ts";
import { callerOf } from "../people/access.ts";
import { rolesFrom } from "../people/roles.ts";
import { showDashboard } from "./dashboard.views.ts";

const params = z.strictObject({ showNumber: numberParameter });

/** «Tableau de bord», for managers. */
export function dashboardRoutes(server: Server, { database }: { database: Database }): void {
  server.get(
    "/api/shows/:showNumber/dashboard",
    {
      config: { access: rolesFrom.manager },
      schema: { params, response: { 200: dashboardAnswer, ...problemResponses } },
    },
    async (request, reply) => {
      const { organizerId } = callerOf(request);
      return (
        (await showDashboard(database, organizerId, request.params.showNumber)) ?? notFound(reply, "show")
      );
    },
  );
}
