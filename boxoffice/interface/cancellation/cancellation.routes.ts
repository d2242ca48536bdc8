import { problemResponses, refuse } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import { z } from "zod";
import { numberParameter } from "../../api/fields.ts";
import { emptyBody } from "../../api/people.ts";
import {
  cancellationConfirmation,
  cancellationOrder,
  performanceCancelled,
  refundsMade,
} from "../../api/performance-changes.ts";
import { notFound } from "../../house/not-found.ts";
import { callerOf } from "../../house/people/access.ts";
import { rolesFrom } from "../../house/people/roles.ts";
import { findPerformance } from "../../house/programme/programme.store.ts";
import { connectionOf } from "../configure/connection.store.ts";
import type { InterfaceNeeds } from "../interface.routes.ts";
import { cancelPerformance } from "./cancel-performance.ts";
import { refundCancelled } from "./refund-cancelled.ts";

const params = z.strictObject({ performanceNumber: numberParameter });

/** A performance that does not take place: cancelled once, then refunded where it was bought. */
export function cancellationRoutes(server: Server, needs: InterfaceNeeds): void {
  const { database, workers } = needs;

  server.post(
    "/api/performances/:performanceNumber/cancellation",
    {
      config: { access: rolesFrom.manager },
      schema: {
        params,
        body: cancellationOrder,
        response: { 200: performanceCancelled, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { organizerId, operatorId } = callerOf(request);
      const { performanceNumber } = request.params;
      const { reason, confirmation } = request.body;
      if (!(await findPerformance(database, organizerId, performanceNumber)))
        return notFound(reply, "performance");
      if (confirmation !== cancellationConfirmation)
        return refuse(reply, 422, {
          error: "CONFIRMATION_REQUIRED",
          message: `Type ${cancellationConfirmation}.`,
        });
      const resellerId = (await connectionOf(database, organizerId))?.resellerId;
      const asked = { organizerId, resellerId, performanceNumber, reason, operatorId };
      const cancelled = await database.transaction((transaction) =>
        cancelPerformance(transaction, needs, asked),
      );
      if (cancelled === "NOT_FOUND") return notFound(reply, "performance");
      if (cancelled === "ALREADY_CANCELLED")
        return refuse(reply, 409, { error: cancelled, message: "The performance was cancelled before." });
      workers.of(organizerId)?.wake();
      return cancelled;
    },
  );

  server.post(
    "/api/performances/:performanceNumber/refunds",
    {
      config: { access: rolesFrom.manager },
      schema: { params, body: emptyBody, response: { 200: refundsMade, ...problemResponses } },
    },
    async (request, reply) => {
      const { organizerId, operatorId } = callerOf(request);
      const { performanceNumber } = request.params;
      const performance = await findPerformance(database, organizerId, performanceNumber);
      if (!performance) return notFound(reply, "performance");
      if (performance.cancelledAt === null)
        return refuse(reply, 409, {
          error: "PERFORMANCE_NOT_CANCELLED",
          message: "Only a cancelled performance is refunded together.",
        });
      return refundCancelled(needs, organizerId, operatorId, performanceNumber);
    },
  );
}
