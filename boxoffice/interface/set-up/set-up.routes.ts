import { problemResponses } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import { setUpState } from "../../api/interface-set-up.ts";
import { callerOf } from "../../house/people/access.ts";
import { rolesFrom } from "../../house/people/roles.ts";
import type { InterfaceNeeds } from "../interface.routes.ts";
import { setUpStateOf } from "./set-up.views.ts";

/** The list that leads a new venue to its first allotment. */
export function setUpRoutes(server: Server, { database, clock }: InterfaceNeeds): void {
  server.get(
    "/api/set-up",
    {
      config: { access: rolesFrom.clerk },
      schema: { response: { 200: setUpState, ...problemResponses } },
    },
    (request) => setUpStateOf(database, callerOf(request).organizerId, clock.now()),
  );
}
