import type { Database } from "@allotement/platform/database/database.ts";
import { problemResponses, refuse } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import { hashPassword, passwordFits } from "@allotement/platform/passwords.ts";
import type { Clock, Random } from "@allotement/platform/ports.ts";
import { drawToken, hashToken } from "@allotement/platform/secrets.ts";
import { z } from "zod";
import { newStaff, type StaffMember, type StaffSignIn, staffMember, staffSignIn } from "../api/access.ts";
import { limitedCaller } from "./address.ts";
import { addressOf, type Guard, refuseTooMany, staffCookie } from "./guard.ts";
import { afterWrongPassword, noAttempts, secondsLocked } from "./lock-out.ts";
import type { RateLimit } from "./rate-limit.ts";
import {
  deleteStaffSession,
  insertStaff,
  insertStaffSession,
  keepStaffAttempts,
  lockStaff,
} from "./staff.store.ts";

const sessionHours = 12;
export const everyRole = ["manager", "seller"] as const;

interface StaffNeeds {
  database: Database;
  clock: Clock;
  random: Random;
  guard: Guard;
  signInLimit: RateLimit;
}

/** Sign-in of the network's own people, by a cookie that scripts cannot read. */
export function staffRoutes(server: Server, needs: StaffNeeds): void {
  const { database, clock, random, guard, signInLimit } = needs;
  server.post(
    "/api/session",
    {
      config: { access: "public" },
      schema: { body: staffSignIn, response: { 200: staffMember, ...problemResponses } },
    },
    async (request, reply) => {
      if (guard.refuseExcess(reply, signInLimit, limitedCaller(addressOf(request)), 1)) return reply;
      const outcome = await identify(needs, request.body);
      if (outcome.kind === "locked") return refuseTooMany(reply, outcome.seconds);
      if (outcome.kind === "wrong")
        return refuse(reply, 401, {
          error: "WRONG_CREDENTIALS",
          message: "User name or password is wrong.",
        });
      const { token, tokenHash } = drawToken(random);
      const openedAt = clock.now();
      const expiresAt = new Date(openedAt.getTime() + sessionHours * 3_600_000);
      await insertStaffSession(database, {
        tokenHash,
        userName: outcome.member.userName,
        openedAt,
        expiresAt,
      });
      reply.setCookie(staffCookie, token, {
        path: "/",
        httpOnly: true,
        sameSite: "strict",
        secure: request.protocol === "https",
        maxAge: sessionHours * 3600,
      });
      return reply.send(outcome.member);
    },
  );
  server.get(
    "/api/session",
    { config: { access: everyRole }, schema: { response: { 200: staffMember, ...problemResponses } } },
    async (request, reply) => reply.send(guard.staffOf(request)),
  );
  server.delete(
    "/api/session",
    { config: { access: everyRole }, schema: { response: { 204: z.null(), ...problemResponses } } },
    async (request, reply) => {
      await deleteStaffSession(database, hashToken(request.cookies[staffCookie] ?? ""));
      return reply.clearCookie(staffCookie, { path: "/" }).code(204).send(null);
    },
  );
  server.post(
    "/api/staff",
    {
      config: { access: "setup" },
      schema: { body: newStaff, response: { 201: staffMember, ...problemResponses } },
    },
    async (request, reply) => {
      const { userName, role, pointOfSale, password } = request.body;
      const created = await insertStaff(database, request.body, await hashPassword(password));
      if (!created)
        return refuse(reply, 409, { error: "ALREADY_EXISTS", message: "The user name is taken." });
      return reply.code(201).send({ userName, role, pointOfSale });
    },
  );
}

type Identified =
  | { kind: "known"; member: StaffMember }
  | { kind: "wrong" }
  | { kind: "locked"; seconds: number };

function identify({ database, clock }: StaffNeeds, { userName, password }: StaffSignIn): Promise<Identified> {
  return database.transaction(async (transaction) => {
    const found = await lockStaff(transaction, userName);
    const now = clock.now();
    const seconds = found ? secondsLocked(found.attempts, now) : 0;
    if (seconds > 0) return { kind: "locked", seconds };
    const fits = await passwordFits(found?.passwordHash, password);
    if (!found) return { kind: "wrong" };
    const attempts = fits ? noAttempts : afterWrongPassword(found.attempts, now);
    if (attempts.failures !== found.attempts.failures)
      await keepStaffAttempts(transaction, userName, attempts);
    return fits ? { kind: "known", member: found.member } : { kind: "wrong" };
  });
}
