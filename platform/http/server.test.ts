import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { httpServer, type Server } from "./server.ts";
import { serveSite } from "./site.ts";

let server: Server;
let directory: string;
let healthy = true;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "allotement-site-"));
  await mkdir(join(directory, "site/assets"), { recursive: true });
  await writeFile(join(directory, "site/index.html"), "<title>first page</title>");
  await writeFile(join(directory, "site/assets/main-abc.js"), "export {}");
  await writeFile(join(directory, "secret.txt"), "never served");
  server = await httpServer({
    title: "Test",
    version: "1",
    logLevel: "silent",
    trustedProxies: [],
    healthy: async () => healthy,
  });
  const body = z.strictObject({ seats: z.array(z.int()) });
  server.post(
    "/api/echo",
    { config: { access: "public" }, schema: { body } },
    async (request) => request.body,
  );
  server.get("/api/broken", { config: { access: "public" } }, async () => {
    throw new Error("the password is swordfish");
  });
  server.get("/api/address", { config: { access: "public" } }, async (request) => ({ address: request.ip }));
  await serveSite(server, join(directory, "site"));
  await server.ready();
});
afterAll(async () => {
  await server.close();
  await rm(directory, { recursive: true });
});

describe("every server", () => {
  test("has no route that nobody says who may call", () => {
    expect(() => server.get("/api/open", async () => "")).toThrow();
  });

  test.each([
    ["a text with a NUL", '{"seats": ["a\\u0000b"]}'],
    ["half a character", '{"seats": ["\\ud800"]}'],
    ["a body nested a hundred thousand deep", `{"seats": ${"[".repeat(100_000)}${"]".repeat(100_000)}}`],
    ["fields nested a hundred thousand deep", `{"x": ${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}}`],
    ["a field for the prototype", '{"__proto__": {"seats": []}, "seats": []}'],
  ])("refuses %s before anything looks at it", async (_what, payload) => {
    const headers = { "content-type": "application/json" };
    const answer = await server.inject({ method: "POST", url: "/api/echo", headers, payload });
    expect([answer.statusCode, answer.json().error]).toEqual([422, "INVALID_REQUEST"]);
  });

  test.each(["/api/%ff", "/api/%ED%A0%80", "/api/%"])(
    "answers the broken address %s with a problem like any other",
    async (url) => {
      const answer = await server.inject({ url });
      expect(answer.statusCode).toBe(400);
      expect(answer.json()).toEqual({
        error: "INVALID_REQUEST",
        message: "The address is not well formed.",
      });
    },
  );

  test("documents who may call each route, and its refusals even where its answer has no schema", async () => {
    const { paths } = (await server.inject("/openapi.json")).json();
    expect(paths["/api/echo"].post["x-access"]).toBe("public");
    expect(Object.keys(paths["/api/address"].get.responses)).toEqual(["200", "4XX", "5XX"]);
  });

  test("answers wrong input with the path of each problem", async () => {
    const answer = await server.inject({
      method: "POST",
      url: "/api/echo",
      payload: { seats: [1, "2"], more: 1 },
    });
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toMatchObject({
      error: "INVALID_REQUEST",
      problems: [{ path: "body/seats/1" }, { path: "body/" }],
    });
  });

  test("answers text that is no JSON with a problem", async () => {
    const headers = { "content-type": "application/json" };
    const answer = await server.inject({ method: "POST", url: "/api/echo", headers, payload: "{" });
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toMatchObject({ error: "INVALID_REQUEST" });
  });

  test("shows nothing of its inside when it fails", async () => {
    const answer = await server.inject("/api/broken");
    expect(answer.statusCode).toBe(500);
    expect(answer.body).not.toContain("swordfish");
    expect(answer.json()).toMatchObject({ error: "INTERNAL_ERROR" });
  });

  test("says whether it is healthy", async () => {
    expect((await server.inject("/healthz")).statusCode).toBe(200);
    healthy = false;
    expect((await server.inject("/healthz")).statusCode).toBe(503);
    healthy = true;
  });

  test("describes itself as OpenAPI 3.1", async () => {
    const document = (await server.inject("/openapi.json")).json();
    expect(document).toMatchObject({ openapi: "3.1.0", paths: { "/api/echo": { post: {} } } });
  });

  test("does not believe a forged address", async () => {
    const headers = { "x-forwarded-for": "203.0.113.7" };
    expect((await server.inject({ url: "/api/address", headers })).json()).toEqual({ address: "127.0.0.1" });
  });
});

describe("a site", () => {
  test("serves its files for long, its first page fresh, also for paths that it routes by itself", async () => {
    const file = await server.inject("/assets/main-abc.js");
    expect(file.headers).toMatchObject({ "cache-control": expect.stringContaining("immutable") });
    for (const url of ["/", "/index.html", "/billetterie/reprendre"]) {
      const page = await server.inject(url);
      expect(page.body).toContain("first page");
      expect(page.headers["cache-control"]).toContain("max-age=0");
    }
  });

  test("answers unknown calls with a problem, not with a page", async () => {
    for (const url of ["/api/nothing", "/allotment/v1/nothing"])
      expect(await server.inject(url).then((answer) => [answer.statusCode, answer.json().error])).toEqual([
        404,
        "NOT_FOUND",
      ]);
  });

  test("gives no file from outside its folder", async () => {
    for (const url of [
      "/../secret.txt",
      "/%2e%2e/secret.txt",
      "/assets/..%2f..%2fsecret.txt",
      "//etc/passwd",
    ])
      expect((await server.inject(url)).body).not.toMatch(/never served|root:/);
  });

  test("forbids scripts from elsewhere", async () => {
    const policy = (await server.inject("/")).headers["content-security-policy"];
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("default-src 'self'");
  });
});

test("an unbuilt site says how to build it", async () => {
  const bare = await httpServer({
    title: "T",
    version: "1",
    logLevel: "silent",
    trustedProxies: [],
    healthy: async () => true,
  });
  await serveSite(bare, join(directory, "nowhere"));
  expect((await bare.inject("/")).json().message).toContain("npm run build");
  await bare.close();
});
