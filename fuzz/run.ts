import { Agent, request as httpRequest, type IncomingMessage } from "node:http";
import { chanceOf } from "./chance.ts";
import { changesBetween, digestOf } from "./digest.ts";
import { type FuzzRequest, fuzzRequest } from "./requests.ts";
import { departure, type Route, typeOf } from "./schema.ts";
import type { Target } from "./stage.ts";

export interface FuzzReport {
  target: Target["name"];
  requests: number;
  seconds: number;
  /** How many requests had which fault, and what they were answered. */
  faults: Map<string, Map<number, number>>;
  /** What must not be: at most the first few are kept. */
  findings: string[];
}

const atOnce = 24;
const hangMilliseconds = 10_000;
const findingsMax = 40;

/** Sends `count` requests to every route of a server in turn, and looks at each answer and at what is in the books after. */
export function fuzz(target: Target, count: number, seed: number): Promise<FuzzReport> {
  const chance = chanceOf(seed);
  return watched(target, async (report) => {
    const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
    let made = 0;
    const worker = async () => {
      while (made < count) {
        const route = target.routes[made % target.routes.length];
        if (!route) throw new Error("a server without routes");
        made += 1;
        const request = fuzzRequest(route, target.credentials, { chance, ...target });
        const answer = await send(target.url, request, agent);
        keep(report, request, answer, target);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
    agent.destroy();
  });
}

/** Lets `work` send its requests and fill the report; finds what it changed in the target's books. */
export async function watched(
  target: Target,
  work: (report: FuzzReport) => Promise<void>,
): Promise<FuzzReport> {
  const report: FuzzReport = {
    target: target.name,
    requests: 0,
    seconds: 0,
    faults: new Map(),
    findings: [],
  };
  const before = await digestOf(target.database);
  const started = process.hrtime.bigint();
  await work(report);
  report.seconds = Number(process.hrtime.bigint() - started) / 1e9;
  for (const change of changesBetween(before, await digestOf(target.database)))
    report.findings.push(`something changed: ${change}`);
  return report;
}

type Answer = { status: number; type: string; text: string } | { failed: string };

function send(url: string, request: FuzzRequest, agent: Agent): Promise<Answer> {
  return new Promise((resolve) => {
    try {
      const { method, target, body } = request;
      const length: Record<string, string> =
        body === undefined ? {} : { "content-length": String(body.byteLength) };
      const headers = { ...request.headers, ...length };
      const call = httpRequest(url + target, { method, agent, headers, timeout: hangMilliseconds });
      call.on("response", (response) => void read(response).then(resolve));
      call.on("timeout", () => call.destroy(new Error("no answer in time")));
      call.on("error", (error) => resolve({ failed: error.message }));
      call.end(body);
    } catch (error) {
      resolve({ failed: String(error) });
    }
  });
}

async function read(response: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of response) chunks.push(Buffer.from(chunk));
  } catch (error) {
    return { failed: String(error) };
  }
  const type = response.headers["content-type"] ?? "";
  return { status: response.statusCode ?? 0, type, text: Buffer.concat(chunks).toString("utf8") };
}

function keep(report: FuzzReport, request: FuzzRequest, answer: Answer, target: Target): void {
  report.requests += 1;
  const statuses = report.faults.get(request.fault) ?? new Map<number, number>();
  const status = "failed" in answer ? 0 : answer.status;
  statuses.set(status, (statuses.get(status) ?? 0) + 1);
  report.faults.set(request.fault, statuses);
  const wrong = wrongWith(request, answer, target);
  if (wrong === undefined || report.findings.length >= findingsMax) return;
  const { method, credential, fault, body } = request;
  const shown = body === undefined ? "" : ` ${body.subarray(0, 300).toString("utf8")}`;
  const said = "failed" in answer ? answer.failed : `${answer.status} ${answer.text.slice(0, 200)}`;
  report.findings.push(
    `${wrong}: ${method} ${request.target.slice(0, 200)} as ${credential} (${fault})${shown} → ${said}`,
  );
}

/** What must not be: a failure, no answer, an answer of another shape than it says, or one where a refusal is due. */
function wrongWith(request: FuzzRequest, answer: Answer, target: Target): string | undefined {
  // The server may hang up on a body that is too long before all of it was sent.
  if ("failed" in answer) return request.fault === "oversized body" ? undefined : "no answer";
  const { status, type, text } = answer;
  if (status >= 500) return "a failure of the server";
  if (request.mustRefuse && status < 400) return "not refused";
  if (request.method === "HEAD" || status === 304) return undefined;
  if (status < 400 && !type.startsWith("application/json")) return undefined;
  if (!type.startsWith("application/json")) return "a refusal that is no problem";
  const schema = schemaOf(request.route, status);
  // On another method than the route's nothing is promised but the shape of a problem.
  if (!schema)
    return status >= 400 && request.method === request.route.method ? "a refusal not declared" : undefined;
  const wrong = departure(parsed(text), schema, target.components);
  return wrong === undefined ? undefined : `an answer of another shape (${wrong})`;
}

function schemaOf({ answers }: Route, status: number) {
  return answers[String(status)] ?? answers[`${Math.floor(status / 100)}XX`];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return typeOf(text);
  }
}

/** The report as a table. */
export function printed(report: FuzzReport): string {
  const { target, requests, seconds, faults, findings } = report;
  const rows = [...faults].sort().map(([fault, statuses]) => {
    const all = [...statuses.values()].reduce((sum, count) => sum + count, 0);
    const answers = [...statuses]
      .sort(([a], [b]) => a - b)
      .map(([status, count]) => `${status || "cut"} ×${count}`);
    return `  ${fault.padEnd(26)} ${String(all).padStart(7)}   ${answers.join("  ")}`;
  });
  return [
    `${target}: ${requests} requests in ${seconds.toFixed(1)} s, ${findings.length} findings`,
    ...rows,
    ...findings.map((finding) => `  FOUND ${finding}`),
  ].join("\n");
}
