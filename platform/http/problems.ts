import type { FastifyError, FastifyReply } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Server } from "./server.ts";

/** The shape of every refused answer, on both servers' own interfaces as on the exchange. */
export const problemAnswer = z
  .object({
    error: z.string(),
    message: z.string(),
    problems: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    seenAddress: z.string().optional(),
  })
  .meta({ id: "Problem" });
export type ProblemAnswer = z.infer<typeof problemAnswer>;

/** Response schemas of the refusals that any route may give. */
export const problemResponses = { "4xx": problemAnswer, "5xx": problemAnswer } as const;

/** Sends a refusal. `message` is a sentence for a developer; the screen has its own words for each `error`. */
export function refuse(reply: FastifyReply, status: number, problem: ProblemAnswer): FastifyReply {
  return reply
    .code(status)
    .serializer(JSON.stringify)
    .header("content-type", "application/json; charset=utf-8")
    .send(problem);
}

/** A path that the router itself refuses: percent signs that say nothing, a part that is too long. */
export function refusePath(error: FastifyError, _request: unknown, reply: FastifyReply): void {
  const status = error.statusCode ?? 400;
  refuse(reply, status, { error: "INVALID_REQUEST", message: "The address is not well formed." });
}

/** Turns wrong input, unknown paths and failures into problems; a failure never shows its inside. */
export function answerProblems(server: Server): void {
  server.setNotFoundHandler((_request, reply) => {
    refuse(reply, 404, { error: "NOT_FOUND", message: "There is nothing at this address." });
  });
  server.setErrorHandler((error: FastifyError, request, reply) => {
    if (hasZodFastifySchemaValidationErrors(error)) {
      const problems = error.validation.map((issue) => ({
        path: `${error.validationContext ?? "body"}${issue.instancePath}`,
        message: issue.message ?? "wrong",
      }));
      return refuse(reply, 422, {
        error: "INVALID_REQUEST",
        message: "The request is not well formed.",
        problems,
      });
    }
    const status = error.statusCode ?? 500;
    if (status < 500) {
      const code = status === 429 ? "TOO_MANY_REQUESTS" : "INVALID_REQUEST";
      return refuse(reply, status === 400 ? 422 : status, { error: code, message: error.message });
    }
    request.log.error(error);
    return refuse(reply, 500, { error: "INTERNAL_ERROR", message: "The server failed; nothing was stored." });
  });
}
