import { createHash } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";

/**
 * Answers JSON under the hash of its text, so that a browser which has it already is told so in a few bytes: asked again
 * and again, 20,000 seats weigh nothing while none of them moves.
 */
export function sendTagged(request: FastifyRequest, reply: FastifyReply, answer: object): FastifyReply {
  const text = JSON.stringify(answer);
  const etag = `"${createHash("sha1").update(text).digest("base64url")}"`;
  reply.header("etag", etag).header("cache-control", "private, no-cache");
  if (request.headers["if-none-match"]?.split(/\s*,\s*/).includes(etag)) return reply.code(304).send();
  return reply.header("content-type", "application/json; charset=utf-8").serializer(String).send(text);
}
