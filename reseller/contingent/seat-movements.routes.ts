import type { Database } from "@allotement/platform/database/database.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import { protocolBasePath } from "@allotement/protocol/client.ts";
import { seatMovements, seatParameters } from "@allotement/protocol/messages/seat-movements.ts";
import type { Guard } from "../access/guard.ts";
import { exchangeProblems } from "../access/institution-session.routes.ts";
import { seatMovementsOf } from "./seat-movements.store.ts";

/** The life of one seat here, for the venue's own picture of it (R8.3). */
export function seatMovementRoutes(
  server: Server,
  { database, guard }: { database: Database; guard: Guard },
): void {
  server.get(
    `${protocolBasePath}/performances/:number/seats/:seatCode/movements`,
    {
      config: { access: "institution" },
      schema: {
        tags: ["exchange"],
        summary: "every movement of one seat, for display",
        params: seatParameters,
        response: { 200: seatMovements, ...exchangeProblems },
      },
    },
    async (request, reply) => {
      const { institutionCode } = guard.institutionOf(request);
      const { number, seatCode } = request.params;
      return reply.send(await seatMovementsOf(database, institutionCode, number, seatCode));
    },
  );
}
