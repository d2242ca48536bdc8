import { createServer, type RequestListener } from "node:http";
import { createServer as createTcpServer, type Socket } from "node:net";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { httpNetwork, type Resolve } from "./http-exchange.ts";
import type { NetworkOutcome } from "./ports.ts";
import { isPublicAddress } from "./public-address.ts";

/** For tests: a server of this machine and a network for which its name means what the test says. */
async function withServer<Result>(
  listener: RequestListener,
  work: (port: number, seen: () => number) => Promise<Result>,
): Promise<Result> {
  let calls = 0;
  const server = createServer((request, response) => {
    calls += 1;
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  try {
    return await work(typeof address === "object" && address ? address.port : 0, () => calls);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

/** A socket that says what the test wants, whatever it is asked. */
async function rawAnswer(
  say: (socket: Socket) => void,
  timeoutMilliseconds = 3_000,
): Promise<NetworkOutcome> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.once("data", () => say(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  try {
    const url = `http://127.0.0.1:${port}/`;
    return await httpNetwork().request({ method: "GET", url, headers: {}, timeoutMilliseconds });
  } finally {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
}

const meaning =
  (...answers: string[][]): Resolve =>
  (_name, answer) => {
    const addresses = answers.length > 1 ? answers.shift() : answers[0];
    answer(
      null,
      (addresses ?? []).map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    );
  };

const ask = (resolve: Resolve, port: number, publicOnly: boolean) =>
  httpNetwork(resolve).request({
    method: "GET",
    url: `http://reseller.example:${port}/`,
    headers: {},
    timeoutMilliseconds: 3_000,
    publicOnly,
  });
const refused = { kind: "unreachable", reason: "PRIVATE_ADDRESS" };

describe("a server that must be public (section 6)", () => {
  test("a name that means this machine is not connected to, unless the operator of the server allows it", () =>
    withServer(
      (_request, response) => response.end("inside"),
      async (port, seen) => {
        expect(await ask(meaning(["127.0.0.1"]), port, false)).toMatchObject({ body: "inside" });
        expect(await ask(meaning(["127.0.0.1"]), port, true)).toEqual(refused);
        expect(seen()).toBe(1);
      },
    ));

  test("a name that meant a public address a moment ago is judged by what it means when connecting", () =>
    withServer(
      (_request, response) => response.end("inside"),
      async (port, seen) => {
        const rebound = meaning(["203.0.114.9"], ["127.0.0.1"]);
        rebound("reseller.example", (_error, addresses) =>
          expect(isPublicAddress(addresses[0]?.address ?? "")).toBe(true),
        );
        expect(await ask(rebound, port, true)).toEqual(refused);
        expect(seen()).toBe(0);
      },
    ));

  test.each([
    [["203.0.114.9", "127.0.0.1"]],
    [["::ffff:127.0.0.1"]],
    [["::1"]],
    [["::7f00:1"]],
    [["169.254.169.254"]],
    [["fd00:ec2::254"]],
    [["10.0.0.7"]],
  ])("a name that means %j is refused", async (addresses) => {
    expect(await ask(meaning(addresses), 1, true)).toEqual(refused);
  });

  test.each([
    "http://127.0.0.1:1/",
    "http://2130706433:1/",
    "http://0x7f000001:1/",
    "http://0177.0.0.1:1/",
    "http://127.1:1/",
    "http://[::1]:1/",
    "http://[::ffff:7f00:1]:1/",
    "http://[::127.0.0.1]:1/",
    "http://[64:ff9b::7f00:1]:1/",
    "http://①②⑦.⓪.⓪.①:1/",
    "http://169.254.169.254:1/",
    "http://0.0.0.0:1/",
  ])("the address %s in figures is refused, however it is spelt", async (url) => {
    const request = {
      method: "GET" as const,
      url,
      headers: {},
      timeoutMilliseconds: 3_000,
      publicOnly: true,
    };
    expect(await httpNetwork().request(request)).toEqual(refused);
  });

  test("a connection kept open for one that may go anywhere is not used for one that may not", () =>
    withServer(
      (_request, response) => response.end("inside"),
      async (port, seen) => {
        const network = httpNetwork(meaning(["127.0.0.1"]));
        const url = `http://reseller.example:${port}/`;
        const request = { method: "GET" as const, url, headers: {}, timeoutMilliseconds: 3_000 };
        expect(await network.request(request)).toMatchObject({ kind: "answer" });
        expect(await network.request({ ...request, publicOnly: true })).toEqual(refused);
        expect(seen()).toBe(1);
      },
    ));

  test("a redirect to this machine is not followed", () =>
    withServer(
      (request, response) =>
        request.url === "/"
          ? response.writeHead(307, { location: "/secret" }).end()
          : response.end("the secret"),
      async (port, seen) => {
        expect(await ask(meaning(["127.0.0.1"]), port, false)).toMatchObject({ status: 307, body: "" });
        expect(seen()).toBe(1);
      },
    ));
});

describe("an answer's time and size have an end", () => {
  test("an answer that drips on for ever is a time-out", async () => {
    const started = Date.now();
    const outcome = await rawAnswer((socket) => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      const timer = setInterval(() => socket.write("."), 20);
      socket.once("close", () => clearInterval(timer));
    }, 300);
    expect(outcome).toEqual({ kind: "timeout" });
    expect(Date.now() - started).toBeLessThan(2_000);
  });

  test("headers that drip on for ever are a time-out too", async () => {
    const outcome = await rawAnswer((socket) => {
      socket.write("HTTP/1.1 200 OK\r\n");
      const timer = setInterval(() => socket.write("a: b\r\n"), 20);
      socket.once("close", () => clearInterval(timer));
    }, 300);
    expect(outcome).toEqual({ kind: "timeout" });
  });

  test("huge headers break the answer off", async () => {
    const outcome = await rawAnswer((socket) =>
      socket.write(`HTTP/1.1 200 OK\r\nx: ${"a".repeat(100_000)}\r\n\r\n`),
    );
    expect(outcome).toEqual({ kind: "broken", reason: "HPE_HEADER_OVERFLOW" });
  });

  test("a small compressed answer that would swell is not unpacked", () =>
    withServer(
      (_request, response) =>
        response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(Buffer.alloc(50_000_000))),
      async (port) => {
        const outcome = await ask(meaning(["127.0.0.1"]), port, false);
        expect(outcome).toMatchObject({ kind: "broken", reason: expect.stringContaining("compressed") });
      },
    ));

  test.each([
    ["not HTTP at all", "SSH-2.0-OpenSSH_9\r\n"],
    [
      "switching protocols",
      "HTTP/1.1 101 Switching Protocols\r\nupgrade: h2c\r\nconnection: upgrade\r\n\r\n",
    ],
    ["an end before its beginning", ""],
  ])("%s is a broken answer, not a wait", async (_what, text) => {
    expect(await rawAnswer((socket) => socket.end(text))).toMatchObject({ kind: "broken" });
  });
});

test.each([
  ["93.184.215.14", true],
  ["2606:2800:21f:cb07:6820:80da:af6b:8b2c", true],
  ["192.168.1.1", false],
  ["172.16.0.1", false],
  ["100.64.0.1", false],
  ["198.18.0.1", false],
  ["224.0.0.1", false],
  ["255.255.255.255", false],
  ["0.0.0.0", false],
  ["::", false],
  ["fe80::1%eth0", false],
  ["fec0::1", false],
  ["2002:7f00:1::", false],
  ["::ffff:10.0.0.1", false],
  ["::10.0.0.1", false],
  ["4000::1", false],
  ["nonsense", false],
])("%s is public: %s", (address, isPublic) => expect(isPublicAddress(address)).toBe(isPublic));
