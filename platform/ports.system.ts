import { randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { v7 } from "uuid";
import type { Clock, Crash, Ids, Network, NetworkOutcome, NetworkRequest, Random } from "./ports.ts";

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => new Date(),
  async sleep(milliseconds, signal) {
    try {
      await wait(milliseconds, undefined, signal ? { signal } : {});
    } catch (error) {
      if (!signal?.aborted) throw error;
    }
  },
};

/** The operating system's generator, fit for secrets. */
export const systemRandom: Random = { bytes: (length) => new Uint8Array(randomBytes(length)) };

/** UUID version 7 (RFC 9562): later identities sort after earlier ones. */
export const systemIds: Ids = { uuid: () => v7() };

/** Production: a crash point does nothing. */
export const noCrash: Crash = { point: () => undefined };

/** Tests only: the process ends at the crash point `name` as after a power cut, without any clean-up. */
export function crashAt(name: string): Crash {
  return {
    point(reached) {
      if (reached === name) process.kill(process.pid, "SIGKILL");
    },
  };
}

/** Longer answers are cut off and reported as broken: no answer of our protocol comes near. */
const answerBytesMax = 20 * 1024 * 1024;

/** Errors after which the request surely never left: it may be sent again without asking what became of it. */
const neverSent = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);

/** HTTP through the runtime's own client. */
export const systemNetwork: Network = {
  async request(request) {
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), request.timeoutMilliseconds);
    try {
      return await exchange(request, deadline.signal);
    } catch (error) {
      return deadline.signal.aborted ? { kind: "timeout" } : outcomeOfError(error);
    } finally {
      clearTimeout(timer);
      deadline.abort();
    }
  },
};

async function exchange(request: NetworkRequest, signal: AbortSignal): Promise<NetworkOutcome> {
  const response = await fetch(request.url, {
    method: request.method,
    headers: request.headers,
    redirect: "manual",
    signal,
    ...(request.body === undefined ? {} : { body: request.body }),
  });
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > answerBytesMax)
      return { kind: "broken", reason: `answer longer than ${answerBytesMax} bytes` };
    chunks.push(chunk);
  }
  return {
    kind: "answer",
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.concat(chunks).toString("utf8"),
  };
}

/** Names the failure by its system code where there is one: messages may repeat the address with what it carries. */
function outcomeOfError(error: unknown): NetworkOutcome {
  const code = systemCode(error);
  if (code === "UND_ERR_CONNECT_TIMEOUT") return { kind: "timeout" };
  if (code && neverSent.has(code)) return { kind: "unreachable", reason: code };
  return { kind: "broken", reason: code ?? (error instanceof Error ? error.name : "unknown failure") };
}

function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ("code" in error && typeof error.code === "string") return error.code;
  return systemCode(error.cause);
}
