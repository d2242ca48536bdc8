import { problemResponses } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import { silentShowList } from "../../api/interface-show-status.ts";
import { callerOf } from "../../house/people/access.ts";
import { rolesFrom } from "../../house/people/roles.ts";
import { connectionOf } from "../configure/connection.store.ts";
import type { InterfaceNeeds } from "../interface.routes.ts";
import { silentShows } from "./show-status.views.ts";

/** The silent-stock alarm: what was sent and is on sale to nobody (R2.2). */
export function showStatusRoutes(server: Server, { database, clock }: InterfaceNeeds): void {
  server.get(
    "/api/interface/silent-shows",
    {
      config: { access: rolesFrom.clerk },
      schema: { response: { 200: silentShowList, ...problemResponses } },
    },
    async (request) => {
      const connection = await connectionOf(database, callerOf(request).organizerId);
      return { shows: connection ? await silentShows(database, connection, clock.now()) : [] };
    },
  );
}
