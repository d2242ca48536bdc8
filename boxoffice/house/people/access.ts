import type { Database } from "@allotement/platform/database/database.ts";
import { refuse } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import type { Clock } from "@allotement/platform/ports.ts";
import { hashToken, sameSecret } from "@allotement/platform/secrets.ts";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Me } from "../../api/people.ts";
import { findSession, noteActivity } from "./sessions.store.ts";

/** Other servers on the same host share its cookies whatever their port: the name tells them apart. */
export const sessionCookie = "boxoffice_session";

/** Who calls: the operator whose session came with the request. Every statement begins with this organizerId. */
export type Caller = Me;

// Keyed by the raw request, which is one object for all of a request's typed views.
const callers = new WeakMap<FastifyRequest["raw"], Caller>();

/** The caller of a route whose `config.access` names roles. @throws on any other route: that is a fault of the route. */
export function callerOf(request: Pick<FastifyRequest, "raw">): Caller {
  const caller = callers.get(request.raw);
  if (!caller) throw new Error("this route is open to callers that have not signed in");
  return caller;
}

export interface AccessNeeds {
  database: Database;
  clock: Clock;
  /** Without it nobody may call the routes of set-up. */
  setupToken: string | undefined;
}

/** Holds every route to its `config.access`, before the body is read; and state-changing calls to our own pages. */
export function enforceAccess(server: Server, needs: AccessNeeds): void {
  server.addHook("onRequest", async (request, reply) => {
    if (request.is404) return;
    if (!cameFromOurPages(request, reply)) return reply;
    const access = request.routeOptions.config.access;
    if (access === "public") return;
    if (access === "setup") {
      const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1];
      if (given !== undefined && needs.setupToken !== undefined && sameSecret(given, needs.setupToken))
        return;
      return refuse(reply, 401, {
        error: "SETUP_TOKEN_REQUIRED",
        message: "Send the set-up token as bearer.",
      });
    }
    const token = request.cookies[sessionCookie];
    const now = needs.clock.now();
    const tokenHash = token === undefined ? undefined : hashToken(token);
    const caller = tokenHash === undefined ? undefined : await findSession(needs.database, tokenHash, now);
    if (!caller || tokenHash === undefined)
      return refuse(reply, 401, { error: "SIGN_IN_REQUIRED", message: "Sign in first." });
    // Once a minute is enough to know, and spares every other change a statement.
    if (request.method !== "GET" && caller.quiet) await noteActivity(needs.database, tokenHash, now);
    if (caller.mustEnrol && !request.routeOptions.url?.startsWith("/api/me"))
      return refuse(reply, 403, { error: "ENROL_FIRST", message: "Set up your second factor first." });
    if (access === undefined || access === "institution" || !access.includes(caller.role))
      return refuse(reply, 403, { error: "ROLE_REFUSED", message: `Not for the role ${caller.role}.` });
    callers.set(request.raw, caller);
  });
}

/**
 * Refuses a state-changing call that another site's page could have sent: a form cannot send JSON, and browsers name
 * the page's origin. Beside it stands the cookie's SameSite=Strict. Answers whether the call may go on.
 */
function cameFromOurPages(request: FastifyRequest, reply: FastifyReply): boolean {
  if (request.method === "GET" || request.method === "HEAD" || request.method === "OPTIONS") return true;
  if (!/^application\/json\s*(;|$)/i.test(request.headers["content-type"] ?? "")) {
    refuse(reply, 415, { error: "JSON_REQUIRED", message: "Send content-type application/json." });
    return false;
  }
  const site = request.headers["sec-fetch-site"];
  const sameSite = site === undefined || site === "same-origin" || site === "none";
  const { origin } = request.headers;
  const sameOrigin = origin === undefined || sameHost(origin, request.host);
  if (sameSite && sameOrigin) return true;
  refuse(reply, 403, { error: "CROSS_ORIGIN", message: "Only pages of this server may change anything." });
  return false;
}

/** Compared with the origin's own scheme, so that a port which goes without saying counts as said. */
function sameHost(origin: string, host: string): boolean {
  if (!URL.canParse(origin)) return false;
  const { protocol, host: originHost } = new URL(origin);
  return URL.canParse(`${protocol}//${host}`) && new URL(`${protocol}//${host}`).host === originHost;
}
