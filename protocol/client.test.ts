import type { Network, NetworkOutcome, NetworkRequest } from "@allotement/platform/ports.ts";
import { describe, expect, test } from "vitest";
import { allotmentClient } from "./client.ts";
import { callErrors } from "./errors.ts";

const operationId = "01936c5e-7d2a-7c3b-8f4e-0123456789ab";
const done = { outcome: "done", asOf: 7, results: [{ seatCode: 101, grant: 1 }] };
const json = { "content-type": "application/json" };
const answer = (status: number, body: unknown, headers: Record<string, string> = json): NetworkOutcome => ({
  kind: "answer",
  status,
  headers,
  body: typeof body === "string" ? body : JSON.stringify(body),
});

/** Sends one operation over a network that answers as given. */
async function outcomeOf(outcome: NetworkOutcome) {
  const requests: NetworkRequest[] = [];
  const network: Network = {
    async request(request) {
      requests.push(request);
      return outcome;
    },
  };
  const client = allotmentClient(network, "https://reseller.example", 15_000);
  const call = await client.sendOperation("a-token", operationId, '{"kind":"allot"}');
  return { call, requests };
}

describe("an outcome that proves nothing is unknown, never a refusal", () => {
  const gateway = "<html><body><h1>Bad Gateway</h1></body></html>";
  const cases: [string, NetworkOutcome, { timedOut: boolean }][] = [
    ["no answer in time", { kind: "timeout" }, { timedOut: true }],
    ["a line that broke", { kind: "broken", reason: "ECONNRESET" }, { timedOut: false }],
    ["a gateway's 504", answer(504, gateway), { timedOut: true }],
    [
      "a 504 with a body of the contract",
      answer(504, { error: "INTERNAL_ERROR", message: "" }),
      { timedOut: true },
    ],
    ["a gateway's 502", answer(502, gateway), { timedOut: false }],
    ["a gateway's 503", answer(503, gateway), { timedOut: false }],
    ["the server's own 500", answer(500, { error: "INTERNAL_ERROR", message: "" }), { timedOut: false }],
    ["a 500 without a body", answer(500, ""), { timedOut: false }],
    ["broken JSON", answer(200, '{"outcome":"done","asOf":7,"resul'), { timedOut: false }],
    ["a page of HTML with status 200", answer(200, "<!doctype html>"), { timedOut: false }],
    ["an empty answer with status 200", answer(200, ""), { timedOut: false }],
    ["an answer without asOf", answer(200, { outcome: "done", results: [] }), { timedOut: false }],
    [
      "an error number that is not in the contract",
      answer(200, { outcome: "refused", asOf: 7, error: 9 }),
      { timedOut: false },
    ],
    ["a status that the contract does not have", answer(204, ""), { timedOut: false }],
    ["a redirect", answer(302, "", { location: "https://elsewhere.example" }), { timedOut: false }],
    ["a proxy's 403 in HTML", answer(403, "<html>blocked</html>"), { timedOut: false }],
    ["a 404 of another server", answer(404, { detail: "not here" }), { timedOut: false }],
  ];

  test.each(cases)("%s", async (_, outcome, { timedOut }) => {
    const { call } = await outcomeOf(outcome);
    expect(call).toMatchObject({ kind: "unknown", timedOut });
  });
});

test("a request that surely did not arrive is unreachable", async () => {
  const { call } = await outcomeOf({ kind: "unreachable", reason: "ECONNREFUSED" });
  expect(call).toEqual({ kind: "unreachable", reason: "ECONNREFUSED" });
});

describe("an answer of the contract is believed", () => {
  test("each seat with its result", async () => {
    expect((await outcomeOf(answer(200, done))).call).toEqual({ kind: "answer", answer: done });
  });

  test("the refusal of a whole operation is an answer too", async () => {
    const refused = { outcome: "refused", asOf: 7, error: 10 };
    expect((await outcomeOf(answer(200, refused))).call).toEqual({ kind: "answer", answer: refused });
  });

  test("fields that are not known are left out, so that a newer server is understood", async () => {
    const newer = { ...done, carbonGrams: 3, results: [{ seatCode: 101, grant: 1, colour: "red" }] };
    expect((await outcomeOf(answer(200, newer))).call).toEqual({ kind: "answer", answer: done });
  });
});

describe("a call that is refused", () => {
  const refusals = callErrors.filter(({ code }) => code !== "INTERNAL_ERROR");

  test.each(refusals)("$code is told by its name", async ({ code, status }) => {
    const { call } = await outcomeOf(answer(status, { error: code, message: "why" }));
    expect(call).toEqual({ kind: "refused", status, error: code, message: "why" });
  });

  test("the server's own failure is not among them", async () => {
    expect((await outcomeOf(answer(500, { error: "INTERNAL_ERROR", message: "why" }))).call.kind).toBe(
      "unknown",
    );
  });

  test.each([
    ["30", { retryAfterSeconds: 30 }],
    ["0", { retryAfterSeconds: 0 }],
    ["Wed, 21 Oct 2026 07:28:00 GMT", {}],
    ["-5", {}],
  ])("429 with Retry-After %s", async (retryAfter, told) => {
    const body = { error: "TOO_MANY_REQUESTS", message: "slower" };
    const { call } = await outcomeOf(answer(429, body, { ...json, "retry-after": retryAfter }));
    expect(call).toEqual({ kind: "refused", status: 429, ...body, ...told });
  });

  test("maintenance says when to come back", async () => {
    const body = { error: "MAINTENANCE", message: "until noon" };
    const { call } = await outcomeOf(answer(503, body, { ...json, "retry-after": "600" }));
    expect(call).toMatchObject({ kind: "refused", status: 503, retryAfterSeconds: 600 });
  });

  test("a refused address names the address that was seen", async () => {
    const body = { error: "ADDRESS_REFUSED", message: "not in the list", seenAddress: "203.0.113.7" };
    const { call } = await outcomeOf(answer(403, body));
    expect(call).toMatchObject({ kind: "refused", seenAddress: "203.0.113.7" });
  });
});

describe("a call on the wire", () => {
  test("carries the stored body to the byte, the token, and its time limit", async () => {
    const { requests } = await outcomeOf(answer(200, done));
    expect(requests).toEqual([
      {
        method: "PUT",
        url: `https://reseller.example/allotment/v1/operations/${operationId}`,
        headers: {
          accept: "application/json",
          authorization: "Bearer a-token",
          "content-type": "application/json",
        },
        timeoutMilliseconds: 15_000,
        body: '{"kind":"allot"}',
      },
    ]);
  });

  test("a call that only reads has no body", async () => {
    const seen: NetworkRequest[] = [];
    const network: Network = {
      async request(request) {
        seen.push(request);
        return { kind: "timeout" };
      },
    };
    await allotmentClient(network, "https://reseller.example/ignored/", 1000).sales("t", 41, 500);
    expect(seen[0]?.url).toBe("https://reseller.example/allotment/v1/sales?after=41&limit=500");
    expect(seen[0]).not.toHaveProperty("body");
  });
});
