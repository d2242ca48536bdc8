import { createServer, type RequestListener } from "node:http";
import { expect, test } from "vitest";
import { systemClock, systemIds, systemNetwork, systemRandom } from "./ports.system.ts";
import type { NetworkOutcome } from "./ports.ts";

async function ask(listener: RequestListener, timeoutMilliseconds = 5_000): Promise<NetworkOutcome> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  try {
    const url = `http://127.0.0.1:${port}/`;
    return await systemNetwork.request({ method: "POST", url, headers: {}, body: "{}", timeoutMilliseconds });
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

function get(url: string): Promise<NetworkOutcome> {
  return systemNetwork.request({ method: "GET", url, headers: {}, timeoutMilliseconds: 5_000 });
}

test("an answer comes with its status, headers and text, whatever the status", async () => {
  const outcome = await ask((_request, response) => {
    response.writeHead(409, { "X-Seat": "7" }).end("déjà vendue");
  });
  expect(outcome).toMatchObject({ kind: "answer", status: 409, body: "déjà vendue" });
  expect(outcome.kind === "answer" && outcome.headers["x-seat"]).toBe("7");
});

test("a redirect is an answer, not a journey", async () => {
  const outcome = await ask((_request, response) => response.writeHead(302, { location: "/away" }).end());
  expect(outcome).toMatchObject({ kind: "answer", status: 302, headers: { location: "/away" } });
});

test("no answer in time is a time-out, before or within the answer", async () => {
  expect(await ask(() => undefined, 50)).toEqual({ kind: "timeout" });
  expect(await ask((_request, response) => response.write("a beginning"), 200)).toEqual({ kind: "timeout" });
});

test("a connection cut off is broken: the request may have been carried out", async () => {
  expect(await ask((request) => request.socket.destroy())).toMatchObject({ kind: "broken" });
  const outcome = await ask((_request, response) => {
    response.writeHead(200, { "content-length": "100" });
    response.write("part", () => response.destroy());
  });
  expect(outcome).toMatchObject({ kind: "broken" });
});

test("an answer without end is cut off", async () => {
  const outcome = await ask((_request, response) => {
    const more = () => {
      while (!response.destroyed && response.write(Buffer.alloc(1_000_000)));
    };
    response.on("drain", more);
    more();
  });
  expect(outcome).toMatchObject({ kind: "broken", reason: expect.stringContaining("longer than") });
});

test("where nobody listens, or no such name exists, the request surely did not arrive", async () => {
  expect(await get("http://127.0.0.1:2/")).toEqual({ kind: "unreachable", reason: "ECONNREFUSED" });
  expect(await get("http://nowhere.invalid/")).toMatchObject({ kind: "unreachable" });
});

test("an address that is none throws nothing", async () => {
  expect(await get("http://user:s3cret@:/")).toMatchObject({ kind: "broken" });
});

test("a sleep ends at once, without error, when it is called off", async () => {
  const controller = new AbortController();
  const asleep = systemClock.sleep(60_000, controller.signal);
  controller.abort();
  await asleep;
  await systemClock.sleep(60_000, controller.signal);
});

test("identities sort by the order they were made in, and chance does not repeat", () => {
  const made = Array.from({ length: 1_000 }, () => systemIds.uuid());
  expect(made.toSorted()).toEqual(made);
  expect(new Set(made).size).toBe(1_000);
  expect(Buffer.from(systemRandom.bytes(16))).not.toEqual(Buffer.from(systemRandom.bytes(16)));
});
