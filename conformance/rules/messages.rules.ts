import { protocolBasePath } from "@allotement/protocol/client.ts";
import { z } from "zod";
import { type Context, given } from "../context.ts";
import { expectRefusal, expectRetryAfter, expectSame, expectThat } from "../expectations.ts";
import type { Exchange, Line } from "../line.ts";
import { Broken, NotProven, type Rule } from "../rule.ts";
import { openStage } from "../stage.ts";
import { contractCalls } from "./calls.ts";

const source = "What a call may be refused with";

/** The problem names each place where the request is wrong. */
function expectPlaces(exchange: Exchange): void {
  const places = z.object({ problems: z.array(z.object({ path: z.string() })).min(1) });
  if (!places.safeParse(exchange.json).success)
    throw new Broken("problems that name each place", "none", exchange);
}

const openApi = z.object({
  openapi: z.string(),
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
});

export const messageRules: Rule[] = [
  {
    id: "M1",
    title: "Requests are closed: an unknown field is INVALID_REQUEST, with the place.",
    source,
    meaning: "What the venue meant by a new field is silently left out.",
    async run(context) {
      const session = { ...context.config.institution };
      const calls = [
        { method: "POST" as const, path: "/session", body: session, token: null },
        ...contractCalls(context).filter(({ body }) => body !== undefined),
      ];
      for (const { method, path, body, ...options } of calls) {
        const exchange = await context.line.call(method, path, {
          ...options,
          body: { ...body, surprise: 1 },
        });
        expectRefusal(exchange, "INVALID_REQUEST");
        expectPlaces(exchange);
      }
      const stage = openStage(context);
      const operation = stage.body("allot", [1], { command: 1 });
      const seats = operation.seats.map((seat) => ({ ...seat, surprise: 1 }));
      const path = `/operations/${context.ids.uuid()}`;
      const exchange = await context.line.call("PUT", path, { body: { ...operation, seats } });
      expectRefusal(exchange, "INVALID_REQUEST");
    },
  },
  {
    id: "M2",
    title: "A value of the wrong kind or range is INVALID_REQUEST, and nothing of it is kept.",
    source,
    meaning: "Senseless codes, dates and amounts stand in the reseller's books.",
    async run(context) {
      const stage = openStage(context);
      const body = stage.body("allot", [1], { command: 1 });
      const [seat] = body.seats;
      const [price] = body.show?.prices ?? [];
      const wrong: [string, unknown][] = [
        ["kind", { ...body, kind: "sell" }],
        ["no seats", { ...body, seats: [] }],
        ["command 0", { ...body, seats: [{ ...seat, command: 0 }] }],
        ["seat code as text", { ...body, seats: [{ ...seat, seatCode: "1" }] }],
        ["a date that is none", { ...body, localDate: "2031-02-30" }],
        ["a time that is none", { ...body, localTime: "24:30" }],
        [
          "a negative amount",
          { ...body, show: { ...body.show, prices: [{ ...price, faceValueCents: -1 }] } },
        ],
        ["half a cent", { ...body, show: { ...body.show, prices: [{ ...price, faceValueCents: 0.5 }] } }],
        ["a field left out", { ...body, hallCode: undefined }],
        ["no object", []],
      ];
      for (const [what, sent] of wrong) {
        const exchange = await context.line.call("PUT", `/operations/${context.ids.uuid()}`, { body: sent });
        if (exchange.status !== 422)
          throw new Broken(`422 for ${what}`, `status ${exchange.status}`, exchange);
        expectRefusal(exchange, "INVALID_REQUEST");
      }
      expectRefusal(await context.line.call("GET", `/shows/${stage.showNumber}`), "NOT_FOUND");
    },
  },
  {
    id: "M3",
    title: "A body that is no JSON, and an operation id that is no UUID, are INVALID_REQUEST.",
    source,
    meaning: "A broken message looks like a failure of the server, and is sent again for ever.",
    async run(context) {
      const operation = `/operations/${context.ids.uuid()}`;
      expectRefusal(
        await context.line.call("PUT", operation, { body: '{"kind": "allot"' }),
        "INVALID_REQUEST",
      );
      const body = openStage(context).body("allot", [1], { command: 1 });
      expectRefusal(await context.line.call("PUT", "/operations/17", { body }), "INVALID_REQUEST");
    },
  },
  {
    id: "M4",
    title: "Every refusal is JSON of one shape, {error, message}, with the status of its code.",
    source,
    meaning: "The venue cannot tell a refusal from an unknown outcome.",
    async run(context) {
      const { line, ids } = context;
      const refusals: [Exchange, Parameters<typeof expectRefusal>[1]][] = [
        [await line.call("GET", `/shows/${context.freshNumber()}`), "NOT_FOUND"],
        [await line.call("GET", `/operations/${ids.uuid()}`, { token: null }), "SESSION_REQUIRED"],
        [await line.call("POST", "/check", { body: {} }), "INVALID_REQUEST"],
        [await line.call("GET", "/no-such-call"), "NOT_FOUND"],
      ];
      for (const [exchange, code] of refusals) {
        expectRefusal(exchange, code);
        const type = exchange.headers["content-type"] ?? "none";
        expectThat(/^application\/(problem\+)?json\b/.test(type), "a content type of JSON", type, exchange);
      }
    },
  },
  {
    id: "M5",
    title: "The server publishes its messages as OpenAPI 3.1 at /openapi.json, every call among them.",
    source: "The exchange between the box office and the reseller",
    meaning: "Nobody can see which calls the server has, or test against them.",
    async run(context) {
      const exchange = await context.line.call("GET", "/openapi.json", { outside: true, token: null });
      const document = openApi.safeParse(exchange.json);
      if (exchange.status !== 200 || !document.success)
        throw new Broken("an OpenAPI document", `status ${exchange.status}`, exchange);
      const { openapi, paths } = document.data;
      expectThat(openapi.startsWith("3.1."), "OpenAPI 3.1", openapi, exchange);
      const plain = (path: string) => path.replaceAll(/\{[^}]*\}/g, "{}").replace(/\/$/, "");
      const described = Object.entries(paths).flatMap(([path, methods]) =>
        Object.keys(methods).map((method) => `${method.toUpperCase()} ${plain(path)}`),
      );
      const wanted = [{ method: "POST", template: "/session" }, ...contractCalls(context)];
      const missing = wanted
        .map(({ method, template }) => `${method} ${protocolBasePath}${template}`)
        .filter(
          (call) =>
            !described.some(
              (one) =>
                one.endsWith(call.slice(call.indexOf(" ") + 1)) && one.startsWith(call.split(" ")[0] ?? ""),
            ),
        );
      expectSame("calls that are not described", missing, [], exchange);
    },
  },
];

const callsAtOnce = 20;
/** So long the kit tries to make more calls than the limit allows. */
const limitMetWithin = 120_000;

export const limitRules: Rule[] = [
  {
    id: "L1",
    title: "Beyond its limit of calls an institution is refused 429 with Retry-After; another one is not.",
    source: "Access",
    meaning: "One institution's broken program shuts out all others.",
    needs: ["secondInstitution", "rateLimit"],
    optional: true,
    alone: true,
    async run(context) {
      const { callsPerMinute } = given(context.config.rateLimit, "rateLimit");
      const second = given(context.config.secondInstitution, "secondInstitution");
      const path = `/shows/${context.freshNumber()}`;
      const refused = await firstRefused(
        context,
        context.lineOf(second.institutionCode),
        path,
        callsPerMinute,
      );
      expectRefusal(refused, "TOO_MANY_REQUESTS");
      expectRetryAfter(refused);
      expectRefusal(await context.line.call("GET", path, { impatient: true }), "NOT_FOUND");
    },
  },
];

/**
 * Calls until a call is refused. Whether the limit was passed is counted, not assumed: in windows of a minute, the widest
 * that a limit is understood, so much time allows at most so many calls. A tester too slow to come so far proves nothing.
 */
async function firstRefused(
  { clock, trace }: Context,
  line: Line,
  path: string,
  callsPerMinute: number,
): Promise<Exchange> {
  const began = clock.now().getTime();
  for (let calls = callsAtOnce; ; calls += callsAtOnce) {
    const answers = await Promise.all(
      Array.from({ length: callsAtOnce }, () => line.call("GET", path, { impatient: true })),
    );
    const refused = answers.find(({ status }) => status === 429);
    // Thousands of exchanges that show nothing.
    trace.splice(0, trace.length - 1);
    if (refused) return refused;
    const took = clock.now().getTime() - began;
    const allowed = callsPerMinute * (Math.floor(took / 60_000) + 2);
    const told = `${calls} calls in ${Math.ceil(took / 1000)} s`;
    if (calls > allowed)
      throw new Broken(`429 beyond ${callsPerMinute} calls in a minute`, `${told}, every one answered`);
    if (took > limitMetWithin)
      throw new NotProven(
        `${told} may all be answered under a limit of ${callsPerMinute} a minute: prove it from nearer to the server, or ` +
          "with a lower limit",
      );
  }
}
