import type { Clock } from "@allotement/platform/ports.ts";
import type { FastifyReply, FastifyRequest } from "fastify";

const silenceMilliseconds = 60_000;

/**
 * A refused address may get no answer at all, as from a firewall (R3.1): the connection stays open and mute until the
 * client gives up, and is cut after a minute or when the server stops.
 */
export function silence(clock: Clock, stop: AbortSignal) {
  return (request: FastifyRequest, reply: FastifyReply): void => {
    reply.hijack();
    void clock.sleep(silenceMilliseconds, stop).then(() => request.raw.socket.destroy());
  };
}
