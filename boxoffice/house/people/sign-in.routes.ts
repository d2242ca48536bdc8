import type { Database } from "@allotement/platform/database/database.ts";
import { problemResponses, refuse } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import type { Clock, Random } from "@allotement/platform/ports.ts";
import { drawToken, hashToken } from "@allotement/platform/secrets.ts";
import { z } from "zod";
import { emptyBody, me, signInRequest } from "../../api/people.ts";
import { callerOf, sessionCookie } from "./access.ts";
import { checkPassword } from "./check-password.ts";
import { rolesFrom } from "./roles.ts";
import { closeSession, findSession, openSession } from "./sessions.store.ts";

/** A working day and its evening: nobody signs in again between the counter's opening and the last show. */
const sessionHours = 14;

export interface SignInNeeds {
  database: Database;
  clock: Clock;
  random: Random;
}

/** Sign-in with «Structure», «Initiales», «Mot de passe» (R4.1), by a cookie that no script can read. */
export function signInRoutes(server: Server, { database, clock, random }: SignInNeeds): void {
  server.post(
    "/api/sign-in",
    {
      config: { access: "public" },
      schema: { body: signInRequest, response: { 200: me, ...problemResponses } },
    },
    async (request, reply) => {
      const { organizerId } = request.body;
      const now = clock.now();
      const check = await checkPassword({ database, clock }, organizerId, request.body);
      if (check.outcome === "lockedOut") {
        reply.header("retry-after", String(check.waitSeconds));
        return refuse(reply, 429, {
          error: "TOO_MANY_ATTEMPTS",
          message: `Too many wrong passwords: wait ${check.waitSeconds} seconds.`,
        });
      }
      if (check.outcome === "wrong")
        return refuse(reply, 401, { error: "WRONG_CREDENTIALS", message: "Wrong initials or password." });
      const { token, tokenHash } = drawToken(random);
      const expiresAt = new Date(now.getTime() + sessionHours * 3_600_000);
      const { operatorId } = check;
      await openSession(database, { tokenHash, organizerId, operatorId, openedAt: now, expiresAt });
      const signedIn = await findSession(database, tokenHash, now);
      if (!signedIn) throw new Error("a session just opened is unknown");
      return reply.setCookie(sessionCookie, token, cookieOptions(request, expiresAt)).send(signedIn);
    },
  );

  server.post(
    "/api/sign-out",
    {
      config: { access: "public" },
      schema: { body: emptyBody, response: { 204: z.null(), ...problemResponses } },
    },
    async (request, reply) => {
      const token = request.cookies[sessionCookie];
      if (token !== undefined) await closeSession(database, hashToken(token));
      return reply.clearCookie(sessionCookie, cookieOptions(request)).code(204).send(null);
    },
  );

  server.get(
    "/api/me",
    { config: { access: rolesFrom.clerk }, schema: { response: { 200: me, ...problemResponses } } },
    async (request) => callerOf(request),
  );
}

function cookieOptions(request: { protocol: string }, expires?: Date) {
  const always = {
    path: "/",
    httpOnly: true,
    sameSite: "strict",
    secure: request.protocol === "https",
  } as const;
  return expires ? { ...always, expires } : always;
}
