import { problemResponses, refuse } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import type { SeatMovements } from "@allotement/protocol/messages/seat-movements.ts";
import {
  type Biography,
  biography as biographyAnswer,
  biographyParameters,
  biographyQuery,
  seatBiographyParameters,
  seatsFound,
  seatsFoundQuery,
} from "../../api/interface-biography.ts";
import { callerOf } from "../../house/people/access.ts";
import { rolesFrom } from "../../house/people/roles.ts";
import type { InterfaceNeeds } from "../interface.routes.ts";
import { holderAt, inOrderOfTime } from "./biography.ts";
import { actsUpon, findSeats, movementsHere, seatOfPlan } from "./biography.views.ts";

/** The biography of a seat, from both sides, and who held it at a moment. */
export function biographyRoutes(server: Server, needs: InterfaceNeeds): void {
  const { database } = needs;
  const access = rolesFrom.clerk;

  server.get(
    "/api/interface/biography/:performanceNumber/seats",
    {
      config: { access },
      schema: {
        params: biographyParameters,
        querystring: seatsFoundQuery,
        response: { 200: seatsFound, ...problemResponses },
      },
    },
    async (request) => {
      const { organizerId } = callerOf(request);
      const { performanceNumber } = request.params;
      return { seats: await findSeats(database, organizerId, performanceNumber, request.query) };
    },
  );

  server.get(
    "/api/interface/biography/:performanceNumber/seats/:seatCode",
    {
      config: { access },
      schema: {
        params: seatBiographyParameters,
        querystring: biographyQuery,
        response: { 200: biographyAnswer, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { organizerId } = callerOf(request);
      const { performanceNumber, seatCode } = request.params;
      const seat = await seatOfPlan(database, organizerId, performanceNumber, seatCode);
      if (!seat)
        return refuse(reply, 404, { error: "NOT_FOUND", message: "The performance has no such seat." });
      const { there, movements } = await movementsThere(needs, organizerId, performanceNumber, seatCode);
      const events = inOrderOfTime([
        ...(await movementsHere(database, organizerId, performanceNumber, seatCode)),
        ...(await actsUpon(database, organizerId, performanceNumber, seatCode)),
        ...movements.map((movement) => ({ side: "there" as const, ...movement })),
      ]);
      const { at } = request.query;
      return { ...seat, there, events, holder: at === undefined ? null : holderAt(events, new Date(at)) };
    },
  );
}

/** The reseller's own movements; where its line is down or its server is older, ours stand alone and it is said. */
async function movementsThere(
  needs: InterfaceNeeds,
  organizerId: number,
  performanceNumber: number,
  seatCode: number,
): Promise<{ there: Biography["there"]; movements: SeatMovements["movements"] }> {
  const worker = needs.workers.of(organizerId);
  if (!worker) return { there: "notConfigured", movements: [] };
  const answer = await worker.line.call((client, token) =>
    client.seatMovements(token, performanceNumber, seatCode),
  );
  if (answer.kind === "answer") return { there: "read", movements: answer.answer.movements };
  const older = answer.kind === "refused" && answer.error === "NOT_FOUND";
  return { there: older ? "notOffered" : "lineDown", movements: [] };
}
