import { emptyDatabase } from "@allotement/platform/database/test-database.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fuzzSockets } from "./raw-http.ts";
import { type FuzzReport, fuzz, printed } from "./run.ts";
import { departure, resolved, type Schema } from "./schema.ts";
import { openStage, type Target } from "./stage.ts";

/** As many as fit into the suite; `npm run fuzz` sends 100,000. */
const requests = 8_000;
const seed = 20_260_101;

let stage: Awaited<ReturnType<typeof openStage>>;
const databases: { url: string; drop(): Promise<void> }[] = [];

beforeAll(async () => {
  const [boxoffice, reseller] = await Promise.all([emptyDatabase(), emptyDatabase()]);
  databases.push(boxoffice, reseller);
  stage = await openStage({ boxoffice: boxoffice.url, reseller: reseller.url });
});
afterAll(async () => {
  await stage?.close();
  for (const database of databases) await database.drop();
});

function nothingFound(report: FuzzReport) {
  expect(report.findings, printed(report)).toEqual([]);
  const answered = [...report.faults.values()].flatMap((statuses) => [...statuses.keys()]);
  return { faults: report.faults.size, statuses: new Set(answered) };
}

describe.each([
  ["the box office", 0],
  ["the reseller", 1],
])("%s", (_name, index) => {
  const target = (): Target => {
    const one = stage.targets[index];
    if (!one) throw new Error("no such server");
    return one;
  };

  test("refuses every malformed request as its document says, without a failure, and changes nothing", async () => {
    const { faults, statuses } = nothingFound(await fuzz(target(), requests, seed));
    expect(faults).toBeGreaterThan(15);
    for (const status of [200, 401, 403, 404, 415, 422]) expect(statuses).toContain(status);
  }, 300_000);

  test("refuses or hangs up on bytes that are no HTTP, and lives on", async () => {
    const { faults } = nothingFound(await fuzzSockets(target(), 400, seed));
    expect(faults).toBeGreaterThan(30);
  }, 120_000);

  test("says of every route who may call it and what its refusals look like", () => {
    for (const { method, path, access, answers } of target().routes) {
      expect([access].flat(), `${method} ${path}`).not.toEqual([]);
      for (const refusal of ["4XX", "5XX"])
        expect(answers[refusal], `${method} ${path} ${refusal}`).toBeDefined();
    }
  });

  test("takes no field that it does not know, on any route and however deep", () => {
    const { components, routes } = target();
    const open = (schema: Schema, at: string): string[] => {
      const whole = resolved(schema, components);
      const parts = [...(whole.anyOf ?? []), ...(whole.oneOf ?? []), ...(whole.items ? [whole.items] : [])];
      return [
        ...(whole.type === "object" && whole.additionalProperties !== false ? [at] : []),
        ...parts.flatMap((part) => open(part, at)),
        ...Object.entries(whole.properties ?? {}).flatMap(([name, part]) => open(part, `${at}/${name}`)),
      ];
    };
    expect(routes.flatMap(({ method, path, body }) => (body ? open(body, `${method} ${path}`) : []))).toEqual(
      [],
    );
  });
});

test("the fuzz sees a failure, an undeclared answer, a change that was accepted", async () => {
  const [target] = stage.targets;
  const changing = {
    ...target,
    // As if the server had said that nobody may call it, or that it answers something else.
    routes: target.routes
      .filter(({ path, method }) => method === "GET" && path === "/api/halls")
      .flatMap((route) => [
        { ...route, access: ["nobody"] },
        { ...route, answers: { "200": { type: "string" } } },
      ]),
  };
  const { findings } = await fuzz(changing, 60, seed);
  expect(findings.some((finding) => finding.startsWith("not refused"))).toBe(true);
  expect(findings.some((finding) => finding.startsWith("an answer of another shape"))).toBe(true);
  expect(findings.some((finding) => finding.startsWith("a refusal not declared"))).toBe(true);
});

test("a value departs from a schema by its type, its fields or its choices", () => {
  const schema: Schema = {
    type: "object",
    properties: { a: { anyOf: [{ type: "integer" }, { type: "null" }] } },
    required: ["a"],
    additionalProperties: false,
  };
  const of = (value: unknown) => departure(value, schema, {});
  expect([of({ a: 1 }), of({ a: null })]).toEqual([undefined, undefined]);
  expect([of([]), of({}), of({ a: "x" }), of({ a: 1, b: 2 })]).not.toContain(undefined);
});
