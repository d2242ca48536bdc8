import { lookup as systemLookup } from "node:dns";
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import type { Network, NetworkOutcome, NetworkRequest } from "./ports.ts";
import { isPublicAddress } from "./public-address.ts";

/** Longer answers are cut off and reported as broken: no answer of our protocol comes near. */
const answerBytesMax = 20 * 1024 * 1024;
const headerBytesMax = 16 * 1024;

/** The code of the refusal to connect to an address that is not public. */
export const privateAddress = "PRIVATE_ADDRESS";
/** Errors after which the request surely never left: it may be sent again without asking what became of it. */
const neverSent = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  privateAddress,
]);

/** Answers every address of a name, as `dns.lookup` does with `all`. */
export type Resolve = (
  name: string,
  answer: (error: Error | null, addresses: { address: string; family: number }[]) => void,
) => void;

export const systemResolve: Resolve = (name, answer) => {
  systemLookup(name, { all: true }, (error, addresses) => answer(error, addresses ?? []));
};

/**
 * HTTP by the runtime's own client. A redirect is an answer, not a journey. The whole exchange has one deadline, and the
 * answer a size, its headers too. Answers come as they are: one that is compressed is not unpacked, so that none swells.
 * With `publicOnly` the very addresses that the connection is made to are judged: between a check and a second look-up
 * the name's owner could have changed them.
 */
export function httpNetwork(resolve: Resolve = systemResolve): Network {
  const anywhere = agents(lookupBy(resolve, false));
  const publicOnly = agents(lookupBy(resolve, true));
  return {
    async request(request) {
      const deadline = AbortSignal.timeout(request.timeoutMilliseconds);
      try {
        return await exchange(request, deadline, request.publicOnly ? publicOnly : anywhere);
      } catch (error) {
        return deadline.aborted ? { kind: "timeout" } : outcomeOfError(error);
      }
    },
  };
}

interface Agents {
  http: HttpAgent;
  https: HttpsAgent;
}

/** Connections are kept open, and never shared between what may be called anywhere and what may not. */
function agents(lookup: LookupFunction): Agents {
  const options = { keepAlive: true, lookup };
  return { http: new HttpAgent(options), https: new HttpsAgent(options) };
}

/** Looks names up for a connection; with `publicOnly` a name that means any address that is not public is refused. */
export function lookupBy(resolve: Resolve, publicOnly: boolean): LookupFunction {
  return (name, options, answer) => {
    resolve(name, (error, addresses) => {
      const [first] = addresses;
      if (error || !first) return answer(error ?? codedError("ENOTFOUND"), []);
      // One that is not public among them: such a name means no good.
      if (publicOnly && !addresses.every(({ address }) => isPublicAddress(address)))
        return answer(codedError(privateAddress), []);
      return options.all ? answer(null, addresses) : answer(null, first.address, first.family);
    });
  };
}

function codedError(code: string): Error {
  return Object.assign(new Error(code), { code });
}

function exchange(
  request: NetworkRequest,
  signal: AbortSignal,
  { http, https }: Agents,
): Promise<NetworkOutcome> {
  const url = new URL(request.url);
  const host = url.hostname.replace(/^\[|\]$/g, "");
  // Nobody looks an address up that stands there in figures.
  if (request.publicOnly && isIP(host) !== 0 && !isPublicAddress(host)) throw codedError(privateAddress);
  const body = request.body === undefined ? undefined : Buffer.from(request.body);
  const headers = {
    ...request.headers,
    "accept-encoding": "identity",
    ...(body === undefined ? {} : { "content-length": String(body.byteLength) }),
  };
  const options = { method: request.method, headers, signal, maxHeaderSize: headerBytesMax };
  return new Promise((resolve, reject) => {
    const call =
      url.protocol === "https:"
        ? httpsRequest(url, { ...options, agent: https })
        : httpRequest(url, { ...options, agent: http });
    let answered = false;
    call.on("response", (response) => {
      answered = true;
      read(response).then(resolve, reject);
    });
    call.on("error", reject);
    call.on("close", () => {
      if (!answered) reject(codedError("CLOSED_WITHOUT_ANSWER"));
    });
    call.end(body);
  });
}

async function read(response: IncomingMessage): Promise<NetworkOutcome> {
  const cutOff = (reason: string): NetworkOutcome => {
    response.destroy();
    return { kind: "broken", reason };
  };
  const encoding = response.headers["content-encoding"] ?? "identity";
  if (encoding !== "identity") return cutOff("the answer is compressed, which nobody asked for");
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response) {
    const part = Buffer.from(chunk);
    bytes += part.byteLength;
    if (bytes > answerBytesMax) return cutOff(`answer longer than ${answerBytesMax} bytes`);
    chunks.push(part);
  }
  const headers = Object.entries(response.headers).map(([name, value]) => [name, [value].flat().join(", ")]);
  return {
    kind: "answer",
    status: response.statusCode ?? 0,
    headers: Object.fromEntries(headers),
    body: Buffer.concat(chunks).toString("utf8"),
  };
}

/** Names the failure by its system code where there is one: messages may repeat the address with what it carries. */
function outcomeOfError(error: unknown): NetworkOutcome {
  const code = systemCode(error);
  if (code === "ETIMEDOUT") return { kind: "timeout" };
  if (code && neverSent.has(code)) return { kind: "unreachable", reason: code };
  return { kind: "broken", reason: code ?? (error instanceof Error ? error.name : "unknown failure") };
}

function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ("code" in error && typeof error.code === "string") return error.code;
  return systemCode(error.cause);
}
