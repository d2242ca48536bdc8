import type { Database } from "@allotement/platform/database/database.ts";
import { problemResponses, refuse } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import type { Clock, Random } from "@allotement/platform/ports.ts";
import { drawToken, hashToken } from "@allotement/platform/secrets.ts";
import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { emptyBody, me, signInRequest } from "../../api/people.ts";
import { callerOf, sessionCookie } from "./access.ts";
import { checkPassword } from "./check-password.ts";
import { checkSecondFactor } from "./check-second-factor.ts";
import { rolesFrom } from "./roles.ts";
import { closeSession, findSession, openSession } from "./sessions.store.ts";

/** A working day and its evening: nobody signs in again between the counter's opening and the last show. */
const sessionHours = 14;

const refusals = {
  wrong: ["WRONG_CREDENTIALS", "Wrong initials or password."],
  codeRequired: ["CODE_REQUIRED", "Send the code of your device too."],
  codeWrong: ["CODE_WRONG", "This code is wrong, or was used before."],
} as const;

export interface SignInNeeds {
  database: Database;
  clock: Clock;
  random: Random;
  /** What second factors are kept under. */
  encryptionKey: Uint8Array;
}

/** Sign-in with «Structure», «Initiales», «Mot de passe» (R4.1), by a cookie that no script can read. */
export function signInRoutes(server: Server, needs: SignInNeeds): void {
  const { database } = needs;
  server.post(
    "/api/sign-in",
    {
      config: { access: "public" },
      schema: { body: signInRequest, response: { 200: me, ...problemResponses } },
    },
    async (request, reply) => {
      const { organizerId } = request.body;
      const { code } = request.body;
      const check = await checkPassword(needs, organizerId, request.body, (operatorId) =>
        checkSecondFactor(needs, organizerId, operatorId, code),
      );
      if (check.outcome === "lockedOut") {
        reply.header("retry-after", String(check.waitSeconds));
        return refuse(reply, 429, {
          error: "TOO_MANY_ATTEMPTS",
          message: `Too many wrong passwords: wait ${check.waitSeconds} seconds.`,
        });
      }
      if (check.outcome !== "fits") {
        const [error, message] = refusals[check.outcome];
        return refuse(reply, 401, { error, message });
      }
      const { operatorId } = check;
      return reply.send(await signIn(needs, { request, reply }, { organizerId, operatorId }));
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

/** Opens a session and sets its cookie. */
export async function signIn(
  { database, clock, random }: Pick<SignInNeeds, "database" | "clock" | "random">,
  { request, reply }: { request: Pick<FastifyRequest, "protocol" | "headers">; reply: FastifyReply },
  who: { organizerId: number; operatorId: number },
) {
  const now = clock.now();
  const { token, tokenHash } = drawToken(random);
  const expiresAt = new Date(now.getTime() + sessionHours * 3_600_000);
  const client = (request.headers["user-agent"] ?? "").replace(/\p{Cc}/gu, "").slice(0, 200);
  await openSession(database, { ...who, tokenHash, openedAt: now, expiresAt, client });
  const signedIn = await findSession(database, tokenHash, now);
  if (!signedIn) throw new Error("a session just opened is unknown");
  reply.setCookie(sessionCookie, token, cookieOptions(request, expiresAt));
  return signedIn;
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
