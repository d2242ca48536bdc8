import { existsSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import { z } from "zod";
import { refuse } from "./problems.ts";
import type { Server } from "./server.ts";

const parameters = z.object({ "*": z.string() });

/**
 * Serves a built web application: its files, and its first page for every other path outside `/api` and `/allotment`
 * (the application routes by itself). Without a build, the pages say how to make it.
 */
export async function serveSite(server: Server, directory: string): Promise<void> {
  const built = existsSync(join(directory, "index.html"));
  if (built) await server.register(fastifyStatic, { root: directory, serve: false });
  server.get(
    "/*",
    { config: { access: "public" }, schema: { hide: true, params: parameters } },
    async (request, reply) => {
      const path = request.params["*"];
      if (/^(api|allotment)(\/|$)/.test(path))
        return refuse(reply, 404, { error: "NOT_FOUND", message: "There is nothing at this address." });
      if (!built)
        return refuse(reply, 404, {
          error: "NOT_FOUND",
          message: "The pages are not built: run npm run build.",
        });
      // Built files bear their content's hash in their names; the first page must always be fresh.
      if (path.startsWith("assets/")) return reply.sendFile(path, { maxAge: "30d", immutable: true });
      const isFile = /\.[a-z0-9]+$/.test(path) && path !== "index.html";
      return reply.sendFile(isFile ? path : "index.html", { maxAge: 0 });
    },
  );
}
