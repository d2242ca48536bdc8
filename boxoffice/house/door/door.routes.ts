import type { Database } from "@allotement/platform/database/database.ts";
import { problemResponses, refuse } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import type { Clock } from "@allotement/platform/ports.ts";
import { doorAnswer, doorScan } from "../../api/door.ts";
import { notFound } from "../not-found.ts";
import { callerOf } from "../people/access.ts";
import { rolesFrom } from "../people/roles.ts";
import { findPerformance } from "../programme/programme.store.ts";
import { sqlDoorStore } from "./door.store.ts";
import { scanTicket } from "./scan-ticket.ts";

/** Access control: what the scanners at the gates ask. A refused ticket is an answer (200), not a refused call. */
export function doorRoutes(server: Server, { database, clock }: { database: Database; clock: Clock }): void {
  server.post(
    "/api/door/scans",
    {
      config: { access: rolesFrom.clerk },
      schema: { body: doorScan, response: { 200: doorAnswer, ...problemResponses } },
    },
    async (request, reply) => {
      const { organizerId, operatorId } = callerOf(request);
      if (!(await findPerformance(database, organizerId, request.body.performanceNumber)))
        return notFound(reply, "performance");
      const store = sqlDoorStore(database, organizerId);
      const answer = await scanTicket(store, request.body, operatorId, clock.now());
      if (answer === "SCAN_ID_TAKEN")
        return refuse(reply, 409, { error: answer, message: "Another scan was kept under this id." });
      return answer;
    },
  );
}
