import { refuse } from "@allotement/platform/http/problems.ts";
import type { FastifyReply } from "fastify";

/** Refuses a number of the path that this organizer has not, in the same words whether another organizer has it. */
export function notFound(reply: FastifyReply, what: string): FastifyReply {
  return refuse(reply, 404, { error: "NOT_FOUND", message: `There is no such ${what}.` });
}
