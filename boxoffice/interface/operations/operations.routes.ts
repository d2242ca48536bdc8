import { problemResponses, refuse } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import { operationParameters } from "@allotement/protocol/messages/operation.ts";
import { openOperations, voidAsked } from "../../api/interface-operations.ts";
import { emptyBody } from "../../api/people.ts";
import { callerOf } from "../../house/people/access.ts";
import { rolesFrom } from "../../house/people/roles.ts";
import type { InterfaceNeeds } from "../interface.routes.ts";
import { configured } from "../runs/start-run.ts";
import { sqlInterfaceStore } from "../store.ts";
import { listOpenOperations } from "./open-operations.views.ts";

/** Operations in doubt: seen by all, given up by support alone. */
export function operationsRoutes(server: Server, needs: InterfaceNeeds): void {
  const { database, clock, workers } = needs;

  server.get(
    "/api/interface/operations",
    {
      config: { access: rolesFrom.clerk },
      schema: { response: { 200: openOperations, ...problemResponses } },
    },
    async (request, reply) => {
      const connection = await configured(needs, request, reply);
      return connection ? { operations: await listOpenOperations(database, connection) } : reply;
    },
  );

  server.post(
    "/api/interface/operations/:operationId/void",
    {
      config: { access: rolesFrom.support },
      schema: {
        params: operationParameters,
        body: emptyBody,
        response: { 200: voidAsked, ...problemResponses },
      },
    },
    async (request, reply) => {
      const connection = await configured(needs, request, reply);
      if (!connection) return reply;
      const { operationId } = request.params;
      const asked = await sqlInterfaceStore(database, connection).transaction<boolean | "fence">(
        async (transaction) => {
          const at = clock.now();
          if ((await transaction.lockOperation(operationId))?.kind === "fence") return "fence";
          if (!(await transaction.startVoiding(operationId, at))) return false;
          const { operatorId } = callerOf(request);
          const entry = { operatorId, secondOperatorId: null, subject: { operationId } };
          await transaction.appendAudit(at, { action: "voidOperation", ...entry });
          return true;
        },
      );
      if (asked === "fence")
        return refuse(reply, 409, {
          error: "FENCE_NEVER_VOIDED",
          message: "A fence is sent until the reseller acknowledges it: its seats are free here already.",
        });
      if (!asked)
        return refuse(reply, 409, {
          error: "OPERATION_ANSWERED",
          message: "There is no such operation without an answer.",
        });
      workers.of(connection.organizerId)?.wake();
      return { voiding: true as const };
    },
  );
}
