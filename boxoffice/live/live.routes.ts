import type { ServerResponse } from "node:http";
import { refuse } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import { hashToken } from "@allotement/platform/secrets.ts";
import { callerOf, sessionCookie } from "../house/people/access.ts";
import { rolesFrom } from "../house/people/roles.ts";
import type { LiveHub, LiveStream } from "./hub.ts";

/** A page that has not read this many bytes has gone, or will ask again. */
const unreadBytesMax = 1_000_000;

/** What others change, told to the pages that stand open (decision 14). */
export function liveRoutes(server: Server, hub: LiveHub): void {
  // Not in the OpenAPI document: its answer never ends, and has no schema.
  server.get(
    "/api/live",
    { config: { access: rolesFrom.clerk }, schema: { hide: true } },
    async (request, reply) => {
      const { organizerId } = callerOf(request);
      const tokenHash = hashToken(request.cookies[sessionCookie] ?? "");
      const stream = streamTo(reply.raw, organizerId, tokenHash);
      const joined = hub.join(stream);
      if (joined === "NOT_LIVE")
        return refuse(reply, 503, {
          error: joined,
          message: "The server hears no changes: ask by yourself.",
        });
      if (joined === "TOO_MANY_STREAMS")
        return refuse(reply, 429, { error: joined, message: "This session has too many pages open." });
      reply.hijack();
      reply.raw.on("close", joined);
      // A proxy that collects answers would hold every event back.
      reply.headers({
        "content-type": "text/event-stream; charset=utf-8",
        "cache-control": "no-cache, no-transform",
        "x-accel-buffering": "no",
      });
      for (const [name, value] of Object.entries(reply.getHeaders()))
        if (value !== undefined) reply.raw.setHeader(name, value);
      stream.send("hello", "");
      return reply;
    },
  );
}

function streamTo(response: ServerResponse, organizerId: number, tokenHash: string): LiveStream {
  return {
    organizerId,
    tokenHash,
    send(event, data) {
      if (response.writableLength > unreadBytesMax) return false;
      response.write(`event: ${event}\ndata: ${data}\n\n`);
      return true;
    },
    end: () => response.end(),
  };
}
