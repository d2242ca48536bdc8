import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/**
 * What becomes of one call: carried through; held until the test says otherwise; lost on its way there; lost on its way
 * back; or answered with another body.
 */
export type Meddling = "pass" | "hold" | "loseCall" | "loseAnswer" | ((body: string) => string);

/** A wire between two servers that a test may cut in either direction, or lie on. */
export interface MeddlingProxy {
  url: string;
  /** Asked for every call, «PUT /allotment/v1/operations/…». */
  meddle: (call: string) => Meddling;
  close(): Promise<void>;
}

export async function meddlingProxy(target: string): Promise<MeddlingProxy> {
  const proxy: MeddlingProxy = { url: "", meddle: () => "pass", close: async () => undefined };
  const server = createServer((request, response) => {
    carry(request, response, target, proxy).catch(() => request.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the proxy has no port");
  proxy.url = `http://127.0.0.1:${address.port}`;
  proxy.close = () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return proxy;
}

async function carry(
  request: IncomingMessage,
  response: ServerResponse,
  target: string,
  proxy: MeddlingProxy,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const method = request.method ?? "GET";
  const meddling = await released(() => proxy.meddle(`${method} ${request.url}`), request);
  if (meddling === "loseCall") return void request.socket.destroy();
  const headers = new Headers();
  for (const name of ["content-type", "authorization", "cookie", "accept"]) {
    const value = request.headers[name];
    if (typeof value === "string") headers.set(name, value);
  }
  const body = chunks.length > 0 ? { body: Buffer.concat(chunks) } : {};
  const answer = await fetch(target + request.url, { method, headers, ...body });
  const text = await answer.text();
  if (meddling === "loseAnswer") return void request.socket.destroy();
  response.statusCode = answer.status;
  for (const name of ["content-type", "retry-after"]) {
    const value = answer.headers.get(name);
    if (value !== null) response.setHeader(name, value);
  }
  const cookies = answer.headers.getSetCookie();
  if (cookies.length > 0) response.setHeader("set-cookie", cookies);
  response.end(typeof meddling === "function" ? meddling(text) : text);
}

/** What becomes of a call once it is no longer held; asked again until then, or until the caller hangs up. */
async function released(meddle: () => Meddling, { socket }: IncomingMessage): Promise<Meddling> {
  while (meddle() === "hold") {
    if (socket.destroyed) return "loseCall";
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return meddle();
}
