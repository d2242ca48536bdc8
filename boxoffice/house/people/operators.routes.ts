import type { Database, Transaction } from "@allotement/platform/database/database.ts";
import { problemResponses, refuse } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import { hashPassword } from "@allotement/platform/passwords.ts";
import type { Clock } from "@allotement/platform/ports.ts";
import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { numberParameter } from "../../api/fields.ts";
import { emptyBody, operatorChange, organizerSettings, passwordReset } from "../../api/people.ts";
import { appendAudit } from "../audit/audit.store.ts";
import { notFound } from "../not-found.ts";
import { callerOf } from "./access.ts";
import { changeOperator, changePassword, lockOperator } from "./operators.store.ts";
import { type OperatorRefusal, refusalOf } from "./operators.ts";
import { changeOrganizerSettings, readOrganizerSettings } from "./organizer-settings.store.ts";
import { rolesFrom } from "./roles.ts";
import { removeSecondFactor } from "./second-factor.store.ts";
import { endSessions } from "./sessions.store.ts";

const params = z.strictObject({ operatorId: numberParameter });
const noContent = { 204: z.null(), ...problemResponses };

/** What a manager changes of other operators, and of the house's own safety. */
export function operatorRoutes(
  server: Server,
  { database, clock }: { database: Database; clock: Clock },
): void {
  const access = rolesFrom.manager;

  server.put(
    "/api/operators/:operatorId",
    { config: { access }, schema: { params, body: operatorChange, response: noContent } },
    async (request, reply) => {
      const caller = callerOf(request);
      const { organizerId } = caller;
      const { operatorId } = request.params;
      const change = request.body;
      const refused = await database.transaction(async (transaction) => {
        const operator = await lockOperator(transaction, organizerId, operatorId);
        const refusal = refusalOf(caller, operator, change.role);
        if (refusal || !operator) return refusal;
        await changeOperator(transaction, organizerId, operatorId, change);
        // What he may do is another thing now: he signs in again.
        if (change.role !== operator.role || !change.active)
          await endSessions(transaction, organizerId, operatorId);
        const before = { name: operator.name, role: operator.role, active: operator.active };
        const subject = { operatorId, before, after: change };
        const entry = {
          action: "changeOperator",
          operatorId: caller.operatorId,
          secondOperatorId: null,
        } as const;
        await appendAudit(transaction, organizerId, clock.now(), { ...entry, subject });
        return undefined;
      });
      return refused ? refuseOperator(reply, refused) : reply.code(204).send(null);
    },
  );

  /** Changes how an operator signs in; whatever he had open ends with it. */
  const changeAccess = async (
    request: FastifyRequest<{ Params: { operatorId: number } }>,
    reply: FastifyReply,
    action: "resetPassword" | "removeSecondFactor",
    change: (transaction: Transaction, organizerId: number, operatorId: number) => Promise<unknown>,
  ) => {
    const caller = callerOf(request);
    const { organizerId } = caller;
    const { operatorId } = request.params;
    const refused = await database.transaction(async (transaction) => {
      const operator = await lockOperator(transaction, organizerId, operatorId);
      const refusal = refusalOf(caller, operator);
      if (refusal) return refusal;
      await change(transaction, organizerId, operatorId);
      await endSessions(transaction, organizerId, operatorId);
      const entry = {
        action,
        operatorId: caller.operatorId,
        secondOperatorId: null,
        subject: { operatorId },
      };
      await appendAudit(transaction, organizerId, clock.now(), entry);
      return undefined;
    });
    return refused ? refuseOperator(reply, refused) : reply.code(204).send(null);
  };

  server.post(
    "/api/operators/:operatorId/password",
    { config: { access }, schema: { params, body: passwordReset, response: noContent } },
    async (request, reply) => {
      const passwordHash = await hashPassword(request.body.password);
      return changeAccess(request, reply, "resetPassword", (transaction, organizerId, operatorId) =>
        changePassword(transaction, organizerId, operatorId, passwordHash),
      );
    },
  );

  server.post(
    "/api/operators/:operatorId/second-factor/remove",
    { config: { access }, schema: { params, body: emptyBody, response: noContent } },
    async (request, reply) => changeAccess(request, reply, "removeSecondFactor", removeSecondFactor),
  );
  organizerSettingsRoutes(server, { database, clock });
}

function organizerSettingsRoutes(
  server: Server,
  { database, clock }: { database: Database; clock: Clock },
): void {
  const schema = { response: { 200: organizerSettings, ...problemResponses } };
  server.get("/api/organizer/settings", { config: { access: rolesFrom.clerk }, schema }, async (request) =>
    readOrganizerSettings(database, callerOf(request).organizerId),
  );
  server.put(
    "/api/organizer/settings",
    { config: { access: rolesFrom.manager }, schema: { ...schema, body: organizerSettings } },
    async (request) => {
      const { organizerId, operatorId } = callerOf(request);
      const after = request.body;
      await database.transaction(async (transaction) => {
        const before = await readOrganizerSettings(transaction, organizerId);
        await changeOrganizerSettings(transaction, organizerId, operatorId, after);
        const entry = { action: "changeOrganizerSettings", operatorId, secondOperatorId: null } as const;
        await appendAudit(transaction, organizerId, clock.now(), { ...entry, subject: { before, after } });
      });
      return after;
    },
  );
}

const refusals: Record<Exclude<OperatorRefusal, "NOT_FOUND">, { status: number; message: string }> = {
  OWN_OPERATOR: { status: 409, message: "Nobody changes his own role or access: another manager does." },
  ROLE_REFUSED: {
    status: 403,
    message: "Nobody changes an operator above himself, nor gives a role above his own.",
  },
  CONNECTOR_OPERATOR: { status: 409, message: "An operator of a connector never signs in, and stays one." },
};

function refuseOperator(reply: FastifyReply, refusal: OperatorRefusal): FastifyReply {
  if (refusal === "NOT_FOUND") return notFound(reply, "operator");
  const { status, message } = refusals[refusal];
  return refuse(reply, status, { error: refusal, message });
}
