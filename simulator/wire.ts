import type { Network, NetworkOutcome, NetworkRequest } from "@allotement/platform/ports.ts";
import { protocolBasePath } from "@allotement/protocol/client.ts";
import type { Agenda } from "./agenda.ts";
import type { Chance } from "./chance.ts";
import { type Coverage, count } from "./coverage.ts";
import type { Incarnation } from "./process.ts";
import type { WireFaults } from "./scenario.ts";
import type { Trace } from "./trace.ts";

/** What a server answers to one request that reached it. */
export interface WireAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

export interface WireNeeds {
  agenda: Agenda;
  chance: Chance;
  trace: Trace;
  coverage: Coverage;
  faults: WireFaults;
  /** Carries a request out at the reseller; undefined: nobody listens there now. */
  serve(request: NetworkRequest): Promise<WireAnswer> | undefined;
}

/** The line between the two servers, as this seed's faults leave it. */
export interface Wire {
  /** The port `Network` of one run of the venue's server. */
  of(venue: Incarnation): Network;
  /** Until when requests, and answers, are lost on their way. */
  cut: { requestsUntil: number; answersUntil: number };
  /** Until when the reseller's gateway says that it is in maintenance. */
  maintenanceUntil: number;
  /** From here on nothing is lost, repeated or slow; copies that are still on their way arrive. */
  heal(): void;
}

/** Where the venue believes the reseller to be. */
export const networkUrl = "https://network.example";

/** Each way takes this long at least, in milliseconds. */
const fastest = 2;

export function wireOf(needs: WireNeeds): Wire {
  const { agenda, chance, coverage } = needs;
  let faults = needs.faults;
  const fault = (name: string) => count(coverage, `fault: ${name}`);
  const wire: Wire = {
    cut: { requestsUntil: 0, answersUntil: 0 },
    maintenanceUntil: 0,
    heal() {
      faults = { ...faults, loss: 0, repeats: 0, gateway: 0, slowest: 40 };
      wire.cut = { requestsUntil: 0, answersUntil: 0 };
      wire.maintenanceUntil = 0;
    },
    of: (venue) => ({ request: (request) => send(venue, request) }),
  };
  const oneWay = () => fastest + chance.below(chance.truth(0.1) ? faults.slowest : 60);

  /** Whether a message gets lost now; each way is asked for itself. */
  const lost = (until: number, what: string) => {
    if (agenda.now() < until) {
      fault(`${what} lost in a partition`);
      return true;
    }
    if (!chance.truth(faults.loss)) return false;
    fault(`${what} lost`);
    return true;
  };

  /** A copy of the request that arrives on its own: nobody waits for its answer. */
  const repeat = (request: NetworkRequest) => {
    // A page asked for once more does little; commands are what must not be carried out twice.
    const commands = request.url.includes("/operations/");
    if (!chance.truth(commands ? faults.repeats : faults.repeats / 4)) return;
    const late = commands && faults.copiesHoursLate && chance.truth(0.6);
    fault(late ? "request repeated hours later" : "request repeated");
    const after = late ? chance.between(600_000, 4 * 3_600_000) : chance.between(1, 20_000);
    agenda.in(after, () => {
      needs.trace.note("wire", "copy arrives:", nameOf(request));
      void needs.serve(request)?.catch(() => undefined);
    });
  };

  const send = (venue: Incarnation, request: NetworkRequest): Promise<NetworkOutcome> =>
    new Promise((resolve) => {
      let done = false;
      const settle = (outcome: NetworkOutcome, after = 0) => {
        if (done) return;
        venue.in(after, () => {
          if (done) return;
          done = true;
          needs.trace.note("wire", nameOf(request), "→", wordsOf(outcome));
          resolve(outcome);
        });
      };
      settle({ kind: "timeout" }, request.timeoutMilliseconds);
      repeat(request);
      if (lost(wire.cut.requestsUntil, "request")) return;
      agenda.in(oneWay(), () => {
        if (agenda.now() < wire.maintenanceUntil) {
          fault("maintenance");
          return settle(problem(503, "MAINTENANCE", { "retry-after": "60" }), oneWay());
        }
        const gateway = chance.truth(faults.gateway);
        if (gateway && chance.truth(0.4)) {
          const refusal = chance.pick(gatewayRefusals);
          fault(`gateway answers ${refusal.status}`);
          return settle(refusal, oneWay());
        }
        const answer = needs.serve(request);
        if (!answer) {
          fault("reseller not there");
          return settle(chance.pick(notThere), oneWay());
        }
        const back = (outcome: NetworkOutcome) => {
          if (!lost(wire.cut.answersUntil, "answer")) settle(outcome, oneWay());
        };
        answer.then(
          (given) => {
            if (!gateway) return back({ kind: "answer", ...given });
            fault("gateway spoils the answer");
            back(chance.pick(spoiled));
          },
          () => back({ kind: "broken", reason: "ECONNRESET" }),
        );
      });
    });
  return wire;
}

const problem = (status: number, error: string, headers: Record<string, string> = {}) => ({
  kind: "answer" as const,
  status,
  headers,
  body: JSON.stringify({ error, message: "said by the gateway" }),
});

/** Said in the reseller's stead: nothing was carried out. */
const gatewayRefusals = [
  problem(429, "TOO_MANY_REQUESTS", { "retry-after": "5" }),
  problem(503, "MAINTENANCE", { "retry-after": "30" }),
  { kind: "answer" as const, status: 502, headers: {}, body: "<html>Bad gateway</html>" },
];
/** Said in place of an answer: the message was carried out. */
const spoiled: NetworkOutcome[] = [
  { kind: "answer", status: 504, headers: {}, body: "<html>Gateway timeout</html>" },
  { kind: "answer", status: 200, headers: {}, body: '{"outcome":"do' },
  { kind: "broken", reason: "ECONNRESET" },
];
const notThere: NetworkOutcome[] = [
  { kind: "unreachable", reason: "ECONNREFUSED" },
  { kind: "answer", status: 502, headers: {}, body: "<html>Bad gateway</html>" },
];

/** What the reseller is asked for: path and query behind the contract's own path. */
export function pathOf(url: string): string {
  return url.slice(networkUrl.length + protocolBasePath.length);
}

function nameOf({ method, url, body }: NetworkRequest): string {
  const named = method === "PUT" && body ? ` ${/"kind":"(\w+)"/.exec(body)?.[1] ?? ""}` : "";
  return `${method} ${pathOf(url)}${named}`;
}

function wordsOf(outcome: NetworkOutcome): string {
  if (outcome.kind === "answer") return `${outcome.status} ${outcome.body.slice(0, 300)}`;
  return "reason" in outcome ? `${outcome.kind} ${outcome.reason}` : outcome.kind;
}
