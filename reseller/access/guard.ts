import type { Database } from "@allotement/platform/database/database.ts";
import { refuse } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import type { Clock } from "@allotement/platform/ports.ts";
import { hashToken, sameSecret } from "@allotement/platform/secrets.ts";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { StaffMember } from "../api/access.ts";
import { type Institution, institutionByToken } from "./access.store.ts";
import { clientAddress } from "./address.ts";
import type { RateLimit } from "./rate-limit.ts";
import { staffBySession } from "./staff.store.ts";

/** Cookies are shared by all ports of a host: the box office next door must not overwrite ours. */
export const staffCookie = "allotement-reseller";
const maintenanceSeconds = 120;

/** Who is behind a request that passed the guard. */
export interface Guard {
  /** On a route with access `institution`. */
  institutionOf(request: FastifyRequest): Institution;
  /** On a route with a list of roles. */
  staffOf(request: FastifyRequest): StaffMember;
  /** Refuses an address that is not allowed, or in maintenance; answers whether it refused. */
  refuseInstitution(request: FastifyRequest, reply: FastifyReply, institution: Institution): boolean;
  /** Refuses (429) when `limit` has no `amount` left for this caller; answers whether it refused. */
  refuseExcess(reply: FastifyReply, limit: RateLimit, caller: string, amount: number): boolean;
}

export interface GuardNeeds {
  database: Database;
  clock: Clock;
  setupToken: string | undefined;
  callLimit: RateLimit;
  /** Keeps a refused caller waiting without any answer. */
  silence(request: FastifyRequest, reply: FastifyReply): void;
}

/** Asks of every request what its route's `access` demands, before its body is read. */
export function guard(server: Server, needs: GuardNeeds): Guard {
  const institutions = new WeakMap<FastifyRequest, Institution>();
  const staff = new WeakMap<FastifyRequest, StaffMember>();

  const admitInstitution = async (request: FastifyRequest, reply: FastifyReply) => {
    const token = bearerOf(request);
    const institution =
      token &&
      (await institutionByToken(needs.database, hashToken(token), addressOf(request), needs.clock.now()));
    if (!institution)
      return refuse(reply, 401, { error: "SESSION_REQUIRED", message: "Open a session first." });
    if (refuseInstitution(request, reply, institution)) return reply;
    if (refuseExcess(reply, needs.callLimit, String(institution.institutionCode), 1)) return reply;
    institutions.set(request, institution);
    return undefined;
  };

  const admitStaff = async (request: FastifyRequest, reply: FastifyReply, roles: readonly string[]) => {
    const token = request.cookies[staffCookie];
    const member =
      token === undefined
        ? undefined
        : await staffBySession(needs.database, hashToken(token), needs.clock.now());
    if (!member) return refuse(reply, 401, { error: "SESSION_REQUIRED", message: "Sign in first." });
    if (!roles.includes(member.role))
      return refuse(reply, 403, {
        error: "ROLE_REQUIRED",
        message: `This needs one of: ${roles.join(", ")}.`,
      });
    staff.set(request, member);
    return undefined;
  };

  const refuseInstitution = (request: FastifyRequest, reply: FastifyReply, institution: Institution) => {
    if (!institution.addressAllowed) {
      if (institution.refuseSilently) needs.silence(request, reply);
      else
        refuse(reply, 403, {
          error: "ADDRESS_REFUSED",
          message: "This address is not in the institution's list.",
          seenAddress: addressOf(request),
        });
      return true;
    }
    if (!institution.maintenance) return false;
    reply.header("retry-after", maintenanceSeconds);
    refuse(reply, 503, { error: "MAINTENANCE", message: "The server is in maintenance." });
    return true;
  };

  const refuseExcess = (reply: FastifyReply, limit: RateLimit, caller: string, amount: number) => {
    const seconds = limit.take(caller, amount);
    if (seconds > 0) refuseTooMany(reply, seconds);
    return seconds > 0;
  };

  server.addHook("onRequest", async (request, reply) => {
    const access = request.routeOptions.config.access;
    if (access === undefined || access === "public") return undefined;
    if (access === "institution") return admitInstitution(request, reply);
    if (access !== "setup") return admitStaff(request, reply, access);
    const token = bearerOf(request);
    if (token !== undefined && needs.setupToken !== undefined && sameSecret(token, needs.setupToken))
      return undefined;
    return admitStaff(request, reply, ["manager"]);
  });

  return {
    institutionOf: (request) => known(institutions.get(request)),
    staffOf: (request) => known(staff.get(request)),
    refuseInstitution,
    refuseExcess,
  };
}

/** The client's address: the socket's, or what a trusted proxy says of it. */
export function addressOf(request: FastifyRequest): string {
  return clientAddress(request.ip, request.socket.remoteAddress);
}

/** 429 with the seconds after which it is worth trying again. */
export function refuseTooMany(reply: FastifyReply, seconds: number): FastifyReply {
  reply.header("retry-after", seconds);
  return refuse(reply, 429, { error: "TOO_MANY_REQUESTS", message: `Wait ${seconds} s.` });
}

function bearerOf(request: FastifyRequest): string | undefined {
  return /^Bearer (.+)$/i.exec(request.headers.authorization ?? "")?.[1];
}

function known<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error("the route's access does not provide this");
  return value;
}
