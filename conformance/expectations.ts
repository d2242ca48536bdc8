import { type CallErrorCode, statusOf } from "@allotement/protocol/errors.ts";
import { canonicalJson } from "@allotement/protocol/feed-chain.ts";
import { callProblem } from "@allotement/protocol/fields.ts";
import { z } from "zod";
import type { Exchange } from "./line.ts";
import { Broken } from "./rule.ts";

/** What rules ask of answers. Each says the first fault it finds, with the exchange that shows it. */

/** The answer of a call that must be carried out, parsed as the contract describes it. */
export function read<Answer>(exchange: Exchange, schema: z.ZodType<Answer>): Answer {
  if (exchange.status !== 200) throw new Broken("status 200", `status ${exchange.status}`, exchange);
  const parsed = schema.safeParse(exchange.json);
  if (parsed.success) return parsed.data;
  throw new Broken(
    "an answer that follows the contract",
    z.prettifyError(parsed.error).replaceAll("\n", " "),
    exchange,
  );
}

/** A refusal of the call with this code and its status, as JSON of the problem's shape. */
export function expectRefusal(exchange: Exchange, ...codes: CallErrorCode[]): void {
  const wanted = codes.map((code) => `${statusOf(code)} ${code}`).join(" or ");
  const problem = callProblem.safeParse(exchange.json);
  const found = problem.success ? `${exchange.status} ${problem.data.error}` : `status ${exchange.status}`;
  if (!problem.success || !codes.some((code) => found === `${statusOf(code)} ${code}`))
    throw new Broken(wanted, found, exchange);
}

/** A 429 or 503 says after how many whole seconds it is worth asking again. */
export function expectRetryAfter(exchange: Exchange): void {
  const stated = exchange.headers["retry-after"];
  if (stated === undefined || !/^[1-9]\d*$/.test(stated))
    throw new Broken("a Retry-After of whole seconds", `Retry-After ${stated ?? "absent"}`, exchange);
}

/** Both are the same as JSON. */
export function expectSame(what: string, found: unknown, expected: unknown, exchange?: Exchange): void {
  if (canonicalJson(found) === canonicalJson(expected)) return;
  throw new Broken(`${what}: ${JSON.stringify(expected)}`, JSON.stringify(found) ?? "nothing", exchange);
}

/** The condition holds; `expected` and `found` say what it means. */
export function expectThat(holds: boolean, expected: string, found: string, exchange?: Exchange): void {
  if (!holds) throw new Broken(expected, found, exchange);
}
