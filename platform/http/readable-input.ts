import { refuse } from "./problems.ts";
import type { Server } from "./server.ts";

/** Nothing that anybody sends us is nested deeper; what is would exhaust whoever walks through it. */
const depthMax = 32;

/**
 * Refuses what no route could keep, before any schema looks at it: PostgreSQL keeps neither NUL nor half a character, and
 * both are the caller's fault, not ours.
 */
export function refuseUnreadableInput(server: Server): void {
  server.addHook("preValidation", async (request, reply) => {
    if (![request.body, request.query, request.params].some((part) => isUnreadable(part, 0)))
      return undefined;
    return refuse(reply, 422, {
      error: "INVALID_REQUEST",
      message: "A text holds a NUL or half a surrogate pair, or the body is nested too deep.",
    });
  });
}

function isUnreadable(value: unknown, depth: number): boolean {
  if (typeof value === "string") return /[\0\p{Surrogate}]/u.test(value);
  if (typeof value !== "object" || value === null) return false;
  return depth >= depthMax || Object.values(value).some((part) => isUnreadable(part, depth + 1));
}
