import { qrCode } from "@allotement/documents/qr-code.ts";
import { problemResponses, refuse } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import { hashPassword } from "@allotement/platform/passwords.ts";
import { decryptSecret, encryptSecret, hashToken } from "@allotement/platform/secrets.ts";
import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { numberParameter } from "../../api/fields.ts";
import {
  emptyBody,
  me,
  offeredSecondFactor,
  passwordChange,
  recoveryCodes,
  secondFactor,
  secondFactorConfirmation,
  secondFactorOffer,
  secondFactorRemoval,
  sessionList,
} from "../../api/people.ts";
import { appendAudit } from "../audit/audit.store.ts";
import { notFound } from "../not-found.ts";
import { type Caller, callerOf, sessionCookie } from "./access.ts";
import { checkPassword } from "./check-password.ts";
import { checkSecondFactor } from "./check-second-factor.ts";
import { changePassword } from "./operators.store.ts";
import { readOrganizerSettings } from "./organizer-settings.store.ts";
import { rolesFrom } from "./roles.ts";
import {
  confirmSecondFactor,
  findSecondFactor,
  offerSecondFactor,
  recoveryCodesLeft,
  removeSecondFactor,
  takeStep,
} from "./second-factor.store.ts";
import { drawRecoveryCodes, drawSecret, enrolmentUri, hashOfRecoveryCode, stepOf } from "./second-factor.ts";
import { endSession, endSessions, listSessions } from "./sessions.store.ts";
import { type SignInNeeds, signIn } from "./sign-in.routes.ts";

const access = rolesFrom.clerk;
const noContent = { 204: z.null(), ...problemResponses };

/** What everybody may do about his own access: password, sessions, second factor. */
export function ownAccessRoutes(server: Server, needs: SignInNeeds): void {
  const { database, clock } = needs;

  server.put(
    "/api/me/password",
    { config: { access }, schema: { body: passwordChange, response: { 200: me, ...problemResponses } } },
    async (request, reply) => {
      const caller = callerOf(request);
      const refused = await refuseWrongPassword(needs, reply, caller, request.body.password);
      if (refused) return refused;
      const { organizerId, operatorId } = caller;
      const passwordHash = await hashPassword(request.body.newPassword);
      await database.transaction(async (transaction) => {
        await changePassword(transaction, organizerId, operatorId, passwordHash);
        await endSessions(transaction, organizerId, operatorId);
        const entry = { action: "changePassword", operatorId, secondOperatorId: null, subject: {} } as const;
        await appendAudit(transaction, organizerId, clock.now(), entry);
      });
      // Every session is over, wherever it was opened; whoever changed the password goes on in a fresh one.
      return reply.send(await signIn(needs, { request, reply }, caller));
    },
  );

  server.get(
    "/api/me/sessions",
    { config: { access }, schema: { response: { 200: sessionList, ...problemResponses } } },
    async (request) => ({
      sessions: await listSessions(database, callerOf(request), ownToken(request), clock.now()),
    }),
  );

  server.post(
    "/api/me/sessions/:sessionId/close",
    {
      config: { access },
      schema: {
        params: z.strictObject({ sessionId: numberParameter }),
        body: emptyBody,
        response: noContent,
      },
    },
    async (request, reply) =>
      (await endSession(database, callerOf(request), request.params.sessionId))
        ? reply.code(204).send(null)
        : notFound(reply, "session"),
  );

  /** Whoever acts on a page is there, though nothing is changed: pages tell it once a minute at most. */
  server.post(
    "/api/me/activity",
    { config: { access }, schema: { body: emptyBody, response: noContent } },
    async (_request, reply) => reply.code(204).send(null),
  );
  secondFactorRoutes(server, needs);
}

const ownToken = (request: FastifyRequest) => hashToken(request.cookies[sessionCookie] ?? "");

function secondFactorRoutes(server: Server, needs: SignInNeeds): void {
  const { database, clock, random, encryptionKey } = needs;

  server.get(
    "/api/me/second-factor",
    { config: { access }, schema: { response: { 200: secondFactor, ...problemResponses } } },
    async (request) => {
      const { organizerId, operatorId, role } = callerOf(request);
      const factor = await findSecondFactor(database, organizerId, operatorId);
      const { secondFactorRequired } = await readOrganizerSettings(database, organizerId);
      return {
        enrolled: factor?.confirmedAt != null,
        recoveryCodesLeft: await recoveryCodesLeft(database, organizerId, operatorId),
        required: secondFactorRequired && role !== "clerk",
      };
    },
  );

  server.post(
    "/api/me/second-factor",
    {
      config: { access },
      schema: { body: secondFactorOffer, response: { 200: offeredSecondFactor, ...problemResponses } },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const refused = await refuseWrongPassword(needs, reply, caller, request.body.password);
      if (refused) return refused;
      const secret = drawSecret(random);
      const encrypted = encryptSecret(encryptionKey, secret, random);
      if (!(await offerSecondFactor(database, caller.organizerId, caller.operatorId, encrypted)))
        return refuse(reply, 409, { error: "ALREADY_ENROLLED", message: "Remove your second factor first." });
      const uri = enrolmentUri(secret, caller.initials, caller.organizerName);
      return { secret, uri, qrCode: qrCode(uri) };
    },
  );

  server.post(
    "/api/me/second-factor/confirm",
    {
      config: { access },
      schema: { body: secondFactorConfirmation, response: { 200: recoveryCodes, ...problemResponses } },
    },
    async (request, reply) => {
      const { organizerId, operatorId } = callerOf(request);
      const now = clock.now();
      const factor = await findSecondFactor(database, organizerId, operatorId);
      if (!factor || factor.confirmedAt)
        return refuse(reply, 409, { error: "NOTHING_TO_CONFIRM", message: "Ask for a secret first." });
      const step = stepOf(decryptSecret(encryptionKey, factor.secretEncrypted), request.body.code, now);
      if (step === undefined || !(await takeStep(database, organizerId, operatorId, step)))
        return refuse(reply, 422, { error: "CODE_WRONG", message: "This code is wrong: mind the clock." });
      const codes = drawRecoveryCodes(random);
      await database.transaction(async (transaction) => {
        const confirmed = { at: now, codeHashes: codes.map(hashOfRecoveryCode) };
        await confirmSecondFactor(transaction, organizerId, operatorId, confirmed);
        const entry = {
          action: "enrolSecondFactor",
          operatorId,
          secondOperatorId: null,
          subject: {},
        } as const;
        await appendAudit(transaction, organizerId, now, entry);
      });
      return { recoveryCodes: codes };
    },
  );

  server.post(
    "/api/me/second-factor/remove",
    { config: { access }, schema: { body: secondFactorRemoval, response: noContent } },
    async (request, reply) => {
      const { organizerId, operatorId, initials } = callerOf(request);
      const { password, code } = request.body;
      const check = await checkPassword(needs, organizerId, { initials, password }, () =>
        checkSecondFactor(needs, organizerId, operatorId, code),
      );
      if (check.outcome === "lockedOut") return refuseLockedOut(reply, check.waitSeconds);
      if (check.outcome !== "fits")
        return refuse(reply, 403, { error: "PASSWORD_OR_CODE_WRONG", message: "Wrong password or code." });
      await database.transaction(async (transaction) => {
        if (!(await removeSecondFactor(transaction, organizerId, operatorId))) return;
        const entry = { operatorId, secondOperatorId: null, subject: { operatorId } };
        await appendAudit(transaction, organizerId, clock.now(), { action: "removeSecondFactor", ...entry });
      });
      return reply.code(204).send(null);
    },
  );
}

async function refuseWrongPassword(
  needs: SignInNeeds,
  reply: FastifyReply,
  { organizerId, initials }: Caller,
  password: string,
): Promise<FastifyReply | undefined> {
  const check = await checkPassword(needs, organizerId, { initials, password });
  if (check.outcome === "fits") return undefined;
  if (check.outcome === "lockedOut") return refuseLockedOut(reply, check.waitSeconds);
  // Not 401: the session stands.
  return refuse(reply, 403, { error: "PASSWORD_WRONG", message: "This is not your password." });
}

function refuseLockedOut(reply: FastifyReply, waitSeconds: number): FastifyReply {
  reply.header("retry-after", String(waitSeconds));
  const message = `Too many wrong passwords: wait ${waitSeconds} seconds.`;
  return refuse(reply, 429, { error: "TOO_MANY_ATTEMPTS", message });
}
