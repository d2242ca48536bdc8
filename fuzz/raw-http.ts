import { connect } from "node:net";
import { type Chance, chanceOf } from "./chance.ts";
import { type FuzzReport, watched } from "./run.ts";
import type { Target } from "./stage.ts";

const hangMilliseconds = 5_000;
const atOnce = 16;

/** Malformed HTTP, written to a socket as it stands: whoever reads it answers a refusal or hangs up. */
export function fuzzSockets(target: Target, count: number, seed: number): Promise<FuzzReport> {
  const chance = chanceOf(seed);
  const { hostname, port } = new URL(target.url);
  return watched(target, async (report) => {
    const worker = async () => {
      while (report.requests < count) {
        report.requests += 1;
        const [fault, bytes] = message(chance, target);
        const status = await exchange(hostname, Number(port), bytes);
        const statuses = report.faults.get(fault) ?? new Map<number, number>();
        statuses.set(status ?? 0, (statuses.get(status ?? 0) ?? 0) + 1);
        report.faults.set(fault, statuses);
        if (status === undefined) report.findings.push(`no answer and no end: ${fault}`);
        else if (status >= 500) report.findings.push(`a failure of the server: ${fault} → ${status}`);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
    const alive = await fetch(`${target.url}/healthz`);
    if (!alive.ok) report.findings.push(`the server is not well afterwards: ${alive.status}`);
  });
}

/** The highest status answered, 0 where the server hung up without one; undefined where neither came in time. */
function exchange(host: string, port: number, bytes: Buffer): Promise<number | undefined> {
  return new Promise((resolve) => {
    let said = "";
    const socket = connect({ host, port });
    socket.setTimeout(hangMilliseconds, () => {
      resolve(statusOf(said) || undefined);
      socket.destroy();
    });
    socket.on("data", (data: Buffer) => {
      said = (said + data.toString("latin1")).slice(0, 200_000);
    });
    socket.on("error", () => resolve(statusOf(said)));
    socket.on("close", () => resolve(statusOf(said)));
    // Whoever sends nonsense ends his side at once: what is still read then must come to an end by itself.
    socket.end(bytes);
  });
}

function statusOf(said: string): number {
  const statuses = [...said.matchAll(/HTTP\/1\.[01] (\d{3})/g)].map(([, status]) => Number(status));
  return Math.max(0, ...statuses);
}

function message(chance: Chance, target: Target): [string, Buffer] {
  const route = chance.some(target.routes);
  const path = (route?.path ?? "/").replace(/\{[^}]+\}/g, "1");
  const method = route?.method ?? "GET";
  const head = (...lines: string[]) =>
    `${[`${method} ${path} HTTP/1.1`, "Host: x", ...lines].join("\r\n")}\r\n\r\n`;
  const json = "Content-Type: application/json";
  const [fault, text] = chance.pick<[string, string]>([
    ["nonsense line", `${"\x01\x02\x7f".repeat(1 + chance.below(30))}\r\n\r\n`],
    ["TLS to a plain port", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"],
    ["HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"],
    ["unknown version", `GET / HTTP/${chance.below(10)}.${2 + chance.below(8)}\r\nHost: x\r\n\r\n`],
    ["no version", "GET /\r\n\r\n"],
    ["unknown method", "SELL /seats HTTP/1.1\r\nHost: x\r\n\r\n"],
    ["tunnel", "CONNECT 127.0.0.1:22 HTTP/1.1\r\nHost: x\r\n\r\n"],
    ["no host", `GET ${path} HTTP/1.1\r\n\r\n`],
    ["two hosts", `GET ${path} HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n`],
    ["absolute form", `GET http://169.254.169.254${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`],
    ["path without slash", "GET nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"],
    ["NUL in a path", "GET /api/\0 HTTP/1.1\r\nHost: x\r\n\r\n"],
    ["spaces in a path", "GET /api/a b c HTTP/1.1\r\nHost: x\r\n\r\n"],
    ["bytes in a path", "GET /api/\xff\xfe HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"],
    ["long path", `GET /${"a".repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`],
    ["huge header", head(`X: ${"a".repeat(100_000)}`)],
    [
      "many headers",
      head(...Array.from({ length: 3_000 }, (_, index) => `X${index}: 1`), "Connection: close"),
    ],
    ["NUL in a header", head("X: a\0b")],
    ["header without colon", head("nonsense")],
    ["space before the colon", head("Content-Length : 3")],
    ["folded header", head("X: a", " b")],
    ["bare line feeds", `GET ${path} HTTP/1.1\nHost: x\n\n`],
    ["two lengths", `${head(json, "Content-Length: 2", "Content-Length: 3")}{}x`],
    ["length and chunks", `${head(json, "Content-Length: 2", "Transfer-Encoding: chunked")}0\r\n\r\n{}`],
    ["unknown transfer", `${head(json, "Transfer-Encoding: xchunked")}{}`],
    ["negative length", `${head(json, "Content-Length: -1")}{}`],
    ["length that is no number", `${head(json, "Content-Length: 0x2")}{}`],
    ["enormous length", `${head(json, "Content-Length: 99999999999999999999")}{}`],
    ["more promised than sent", `${head(json, "Content-Length: 5000")}{`],
    ["chunk that is no chunk", `${head(json, "Transfer-Encoding: chunked")}zz\r\n{}\r\n0\r\n\r\n`],
    ["enormous chunk", `${head(json, "Transfer-Encoding: chunked")}ffffffffffffffff\r\n{}`],
    ["chunks without end", `${head(json, "Transfer-Encoding: chunked")}2\r\n{}\r\n`],
    ["expectation", `${head(json, "Expect: a-miracle", "Content-Length: 2", "Connection: close")}{}`],
    ["upgrade", head("Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Key: x")],
    ["many at once", head(json, "Content-Length: 0").repeat(30)],
    ["cut off in the line", `${method} ${path.slice(0, 5)}`],
    ["cut off in a header", `${method} ${path} HTTP/1.1\r\nHo`],
    ["nothing", ""],
  ]);
  return [fault, Buffer.from(text, "latin1")];
}
