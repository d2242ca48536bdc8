import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { ConformanceConfig } from "../config.ts";
import { jsonOf } from "../line.ts";

/** A call as it reaches the proxy. */
export interface Asked {
  method: string;
  /** With its query; hooks stand below `/hooks`. */
  path: string;
  headers: Record<string, string>;
  text: string;
  json: unknown;
}

export interface Answered {
  status: number;
  headers: Record<string, string>;
  text: string;
}

/** Hands the call on, changed or not, to the server behind. */
export type Pass = (
  change?: Partial<Pick<Asked, "method" | "path" | "headers" | "text">>,
) => Promise<Answered>;
export type Handler = (asked: Asked, pass: Pass) => Promise<Answered>;

/** One way of breaking one rule. */
export interface Fault {
  rule: string;
  /** What the server does wrong, as a sentence without a subject. */
  wrong: string;
  /** Called for each server at fault: what it remembers is its own. */
  begin(config: ConformanceConfig): Handler;
}

export const honest: Handler = (_asked, pass) => pass();

export interface RunningProxy {
  url: string;
  close(): Promise<void>;
}

const kept = ["authorization", "content-type", "accept"];

/** A reseller's server that is ours but for one fault: an HTTP proxy before the network and the tester's hooks. */
export async function startProxy(
  behind: { server: string; hooks: string },
  handler: Handler,
): Promise<RunningProxy> {
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const text = Buffer.concat(chunks).toString("utf8");
    const headers = Object.fromEntries(
      kept.flatMap((name) => {
        const value = request.headers[name];
        return typeof value === "string" ? [[name, value]] : [];
      }),
    );
    const { method = "GET", url: path = "/" } = request;
    const asked: Asked = { method, path, headers, text, json: jsonOf(text) };
    const given = await handler(asked, (change = {}) => forward(behind, { ...asked, ...change }));
    response.writeHead(given.status, given.headers).end(given.text);
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      // A mistake of this proxy must not look like the fault that it stands for.
      response.writeHead(599, { "content-type": "text/plain" }).end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("the proxy has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function forward(behind: { server: string; hooks: string }, asked: Asked): Promise<Answered> {
  const hook = asked.path.startsWith("/hooks/");
  const url = hook ? behind.hooks + asked.path.slice("/hooks".length) : behind.server + asked.path;
  const response = await fetch(url, {
    method: asked.method,
    headers: asked.headers,
    ...(asked.text === "" ? {} : { body: asked.text }),
  });
  const { "content-type": type, "retry-after": retryAfter } = Object.fromEntries(response.headers);
  return {
    status: response.status,
    headers: {
      ...(type === undefined ? {} : { "content-type": type }),
      ...(retryAfter === undefined ? {} : { "retry-after": retryAfter }),
    },
    text: await response.text(),
  };
}
