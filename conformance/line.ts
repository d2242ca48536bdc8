import type { Network } from "@allotement/platform/ports.ts";
import { protocolBasePath } from "@allotement/protocol/client.ts";
import { z } from "zod";
import { Broken, NotProven } from "./rule.ts";
import type { Secrets } from "./secrets.ts";
import type { Sessions } from "./sessions.ts";

/** One call and what came back, as a report shows it. */
export interface Exchange {
  method: "GET" | "POST" | "PUT";
  url: string;
  sent: string | undefined;
  status: number;
  headers: Record<string, string>;
  text: string;
  /** The body read as JSON; undefined where it is none. */
  json: unknown;
}

export interface CallOptions {
  /** Sent as it is where it is a text, else as JSON. */
  body?: unknown;
  /** Another token than the institution's own; null sends none. */
  token?: string | null;
  /** Below the server's address rather than below the protocol's path. */
  outside?: true;
  /** Takes a 429 for an answer instead of waiting as it says. */
  impatient?: true;
  /** Takes no answer for `undefined` instead of a broken rule. */
  timeoutMilliseconds?: number;
}

/** The kit's calls as one institution. */
export interface Line {
  institutionCode: number;
  call(method: Exchange["method"], path: string, options?: CallOptions): Promise<Exchange>;
  /** The same, where silence may be an answer too. */
  ask(method: Exchange["method"], path: string, options?: CallOptions): Promise<Exchange | Silence>;
}

export interface Silence {
  silence: string;
}

export interface LineNeeds {
  network: Network;
  base: string;
  timeoutMilliseconds: number;
  sessions: Sessions;
  secrets: Secrets;
  sleep(milliseconds: number): Promise<void>;
}

/** A 429 is waited out this often and this long: limits are the reseller's right, and no fault of the rule at hand. */
const waitsMax = 3;
const longestWaitSeconds = 65;

/** A line of one institution; `trace` is given every exchange, so that a broken rule can show the last one. */
export function openLine(needs: LineNeeds, institutionCode: number, trace: Exchange[]): Line {
  const once = async (
    method: Exchange["method"],
    path: string,
    options: CallOptions,
  ): Promise<Exchange | Silence> => {
    const { body, token, outside } = options;
    const url = needs.base + (outside ? "" : protocolBasePath) + path;
    const bearer = token === undefined ? await needs.sessions.token(institutionCode) : token;
    const sent = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
    const outcome = await needs.network.request({
      method,
      url,
      headers: {
        accept: "application/json",
        ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
        ...(sent === undefined ? {} : { "content-type": "application/json" }),
      },
      timeoutMilliseconds: options.timeoutMilliseconds ?? needs.timeoutMilliseconds,
      ...(sent === undefined ? {} : { body: sent }),
    });
    if (outcome.kind !== "answer") {
      const why = outcome.kind === "timeout" ? "no answer in time" : `${outcome.kind}: ${outcome.reason}`;
      return { silence: `${method} ${url}: ${why}` };
    }
    const { status, headers, body: text } = outcome;
    const exchange = { method, url, sent, status, headers, text, json: jsonOf(text) };
    const drawn = z.object({ token: z.string() }).safeParse(exchange.json);
    if (drawn.success) needs.secrets.add(drawn.data.token);
    trace.push(exchange);
    return exchange;
  };
  const ask = async (
    method: Exchange["method"],
    path: string,
    options: CallOptions = {},
  ): Promise<Exchange | Silence> => {
    for (let waits = 0; ; waits += 1) {
      const answer = await once(method, path, options);
      if ("silence" in answer || answer.status !== 429 || options.impatient) return answer;
      const seconds = Number(answer.headers["retry-after"]);
      if (!(seconds > 0 && seconds <= longestWaitSeconds) || waits === waitsMax)
        throw new NotProven(`${method} ${path} is refused with 429, Retry-After ${seconds}`);
      await needs.sleep(seconds * 1000);
    }
  };
  return {
    institutionCode,
    ask,
    async call(method, path, options) {
      const answer = await ask(method, path, options);
      if ("silence" in answer) throw new Broken("an answer", answer.silence);
      return answer;
    },
  };
}

export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
