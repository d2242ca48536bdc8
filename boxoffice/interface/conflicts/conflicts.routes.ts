import { problemResponses, refuse } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import { z } from "zod";
import { numberParameter } from "../../api/fields.ts";
import { closeConflictOrder, conflictClosed, conflictList } from "../../api/interface-conflicts.ts";
import { callerOf } from "../../house/people/access.ts";
import { rolesFrom } from "../../house/people/roles.ts";
import type { InterfaceNeeds } from "../interface.routes.ts";
import { configured } from "../runs/start-run.ts";
import { sqlInterfaceStore } from "../store.ts";
import { type ClosingRefusal, closeConflict } from "./close-conflict.ts";
import { listConflicts } from "./conflicts.views.ts";

const listedAtMost = 200;

const refusals: Record<ClosingRefusal, { status: number; error: string; message: string }> = {
  unknownConflict: { status: 404, error: "NOT_FOUND", message: "There is no such conflict." },
  conflictClosed: { status: 409, error: "CONFLICT_CLOSED", message: "This conflict is closed already." },
  ticketCannotStay: {
    ...{ status: 409, error: "TICKET_CANNOT_STAY" },
    message: "This ticket cannot be the one that stays.",
  },
  noPaymentMethod: {
    ...{ status: 409, error: "UNKNOWN_PAYMENT_METHOD" },
    message: "The ticket sold here has no payment method to be refunded by.",
  },
};

/** Conflicts: seen by all, closed by a manager or support (rule 9). */
export function conflictsRoutes(server: Server, needs: InterfaceNeeds): void {
  const { database, clock } = needs;

  server.get(
    "/api/interface/conflicts",
    { config: { access: rolesFrom.clerk }, schema: { response: { 200: conflictList, ...problemResponses } } },
    async (request, reply) => {
      const connection = await configured(needs, request, reply);
      return connection ? { conflicts: await listConflicts(database, connection, listedAtMost) } : reply;
    },
  );

  server.post(
    "/api/interface/conflicts/:conflictId/close",
    {
      config: { access: rolesFrom.manager },
      schema: {
        params: z.strictObject({ conflictId: numberParameter }),
        body: closeConflictOrder,
        response: { 200: conflictClosed, ...problemResponses },
      },
    },
    async (request, reply) => {
      const connection = await configured(needs, request, reply);
      if (!connection) return reply;
      const { operatorId } = callerOf(request);
      const store = sqlInterfaceStore(database, connection);
      const { conflictId } = request.params;
      const closed = await closeConflict(store, conflictId, { ...request.body, operatorId }, clock);
      if (!("refused" in closed)) return closed;
      const { status, ...problem } = refusals[closed.refused];
      return refuse(reply, status, problem);
    },
  );
}
