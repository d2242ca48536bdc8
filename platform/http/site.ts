import { existsSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import { refuse } from "./problems.ts";
import type { Server } from "./server.ts";

/**
 * Serves a built web application: its files, and its first page for every path that is neither a file nor an `/api`
 * or `/allotment` call (the application routes by itself). Without a build, the pages say how to make it.
 */
export async function serveSite(server: Server, directory: string): Promise<void> {
  const built = existsSync(join(directory, "index.html"));
  if (built) {
    await server.register(async (scope) => {
      scope.addHook("onRoute", (route) => {
        route.config = { ...route.config, access: "public" };
      });
      await scope.register(fastifyStatic, { root: directory, wildcard: false, maxAge: "1h", index: false });
    });
  }
  server.setNotFoundHandler((request, reply) => {
    const page = request.method === "GET" && !/^\/(api|allotment)\//.test(request.url);
    if (page && built) return reply.header("cache-control", "no-cache").sendFile("index.html", directory);
    const message = page
      ? "The pages are not built: run npm run build."
      : "There is nothing at this address.";
    return refuse(reply, 404, { error: "NOT_FOUND", message });
  });
}
