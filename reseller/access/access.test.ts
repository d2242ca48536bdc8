import { request as httpRequest } from "node:http";
import { sql } from "@allotement/platform/database/database.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  addInstitution,
  answerOf,
  institutionCode,
  movableClock,
  type Network,
  openSession,
  operation,
  password,
  performanceNumber,
  send,
  signIn,
  startNetwork,
} from "../network.fixture.ts";
import { plainAddress } from "./address.ts";
import { afterWrongPassword, noAttempts, secondsLocked } from "./lock-out.ts";
import { rateLimit } from "./rate-limit.ts";

const clock = movableClock();
let network: Network;

beforeAll(async () => {
  network = await startNetwork({ clock });
});
afterAll(() => network.close());

const at = `/api/institutions/${institutionCode}`;
const open = (code: number, userName: string, secret: string) =>
  network.client.openSession({ institutionCode: code, userName, password: secret });

/** Restores what a test changes of the institution's door. */
async function doorOpen(): Promise<void> {
  await network.manager("PATCH", at, { maintenance: false, refuseSilently: false });
  await network.manager("PUT", `${at}/addresses`, { addresses: ["127.0.0.0/8"] });
}

describe("sessions of the exchange", () => {
  test("a session says what the venue needs to know", async () => {
    const session = answerOf(await open(institutionCode, "lyre", password));
    expect(session).toMatchObject({
      seenAddress: "127.0.0.1",
      protocolVersion: "1.0",
      limits: { seatsPerOperation: 500, eventsPerPage: 500 },
    });
    expect(Date.parse(session.expiresAt) - Date.parse(session.serverTime)).toBeLessThanOrEqual(10 * 60_000);
  });

  test("a wrong institution, user name or password are answered alike", async () => {
    const answers = [
      await open(1234, "lyre", password),
      await open(institutionCode, "nobody", password),
      await open(institutionCode, "lyre", "wrong"),
    ];
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]).toMatchObject({ status: 401, error: "WRONG_CREDENTIALS" });
    answerOf(await open(institutionCode, "lyre", password));
  });

  test("five wrong passwords lock the credential for growing time, and only this one", async () => {
    await network.manager("POST", `${at}/credentials`, { userName: "second", password });
    for (let attempt = 0; attempt < 5; attempt += 1)
      expect(await open(institutionCode, "second", "wrong")).toMatchObject({ error: "WRONG_CREDENTIALS" });
    const locked = { status: 429, error: "TOO_MANY_REQUESTS", retryAfterSeconds: 30 };
    expect(await open(institutionCode, "second", password)).toMatchObject(locked);
    answerOf(await open(institutionCode, "lyre", password));
    clock.advance(31_000);
    expect(await open(institutionCode, "second", "wrong")).toMatchObject({ status: 401 });
    expect(await open(institutionCode, "second", "wrong")).toMatchObject({
      status: 429,
      retryAfterSeconds: 60,
    });
    clock.advance(61_000);
    answerOf(await open(institutionCode, "second", password));
    expect(await open(institutionCode, "second", "wrong")).toMatchObject({ status: 401 });
  });

  test("wrong passwords tried at the same time are all counted", async () => {
    await network.manager("POST", `${at}/credentials`, { userName: "third", password });
    const tries = Array.from({ length: 12 }, () => open(institutionCode, "third", "wrong"));
    const statuses = (await Promise.all(tries)).map((one) => (one.kind === "refused" ? one.status : 200));
    expect(statuses.filter((status) => status === 401)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(7);
  });

  test("a secret is replaced without a break: two are valid, then the old one is revoked with its sessions", async () => {
    const add = (secret: string) =>
      network.manager<{ credentialId: string }>("POST", `${at}/credentials`, {
        userName: "rotating",
        password: secret,
      });
    const old = await add("the old secret");
    await add("the new secret");
    const session = answerOf(await open(institutionCode, "rotating", "the old secret"));
    const renewed = answerOf(await open(institutionCode, "rotating", "the new secret"));
    await network.manager("DELETE", `${at}/credentials/${old.body.credentialId}`);
    expect(await open(institutionCode, "rotating", "the old secret")).toMatchObject({ status: 401 });
    expect(await network.client.sales(session.token, 0, 1)).toMatchObject({ error: "SESSION_REQUIRED" });
    answerOf(await network.client.sales(renewed.token, 0, 1));
  });

  test("a token ends after ten minutes, and the database keeps only its hash", async () => {
    const { token } = answerOf(await open(institutionCode, "lyre", password));
    const kept = await network.database.rows(
      sql`select 1 from institution_tokens where token_hash = ${token}`,
    );
    expect(kept).toEqual([]);
    answerOf(await network.client.sales(token, 0, 1));
    clock.advance(10 * 60_000 + 1000);
    expect(await network.client.sales(token, 0, 1)).toMatchObject({ status: 401, error: "SESSION_REQUIRED" });
    expect(await network.client.sales("invented", 0, 1)).toMatchObject({ error: "SESSION_REQUIRED" });
  });

  test("another institution's token sees and changes nothing", async () => {
    network.token = await openSession(network.url, institutionCode);
    await send(network, operation("allot", [1, 2], 1));
    await addInstitution(network.manager, 8888);
    const other = { ...network, token: await openSession(network.url, 8888) };
    expect(await other.client.contingent(other.token, performanceNumber)).toMatchObject({ status: 404 });
    expect(await other.client.show(other.token, 50)).toMatchObject({ status: 404 });
    expect(answerOf(await other.client.sales(other.token, 0, 500)).events).toEqual([]);
    await send(other, operation("fence", [1, 2], 9, {}, 8));
    const mine = answerOf(await network.client.contingent(network.token, performanceNumber));
    expect(mine).toMatchObject({ states: ["offered", "offered"], commands: [1, 1], fences: [0, 0] });
  });
});

describe("the door of an institution", () => {
  const forged = (path: string, method = "GET", body?: unknown) =>
    fetch(`${network.url}/allotment/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${network.token}`,
        "x-forwarded-for": "127.0.0.1",
        forwarded: "for=127.0.0.1",
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });

  test("an address that is not in the list gets 403 with the address seen, on every call, whatever headers say", async () => {
    network.token = await openSession(network.url, institutionCode);
    await network.manager("PUT", `${at}/addresses`, { addresses: ["192.0.2.0/24", "2001:db8::/32"] });
    const refusal = { error: "ADDRESS_REFUSED", seenAddress: "127.0.0.1" };
    for (const response of [
      await forged("/sales?after=0"),
      await forged("/session", "POST", { institutionCode, userName: "lyre", password }),
    ]) {
      expect(response.status).toBe(403);
      expect(await response.json()).toMatchObject(refusal);
    }
    await doorOpen();
    expect((await forged("/sales?after=0")).status).toBe(200);
  });

  test("wrong passwords from a refused address are not counted", async () => {
    await network.manager("PUT", `${at}/addresses`, { addresses: [] });
    for (let attempt = 0; attempt < 6; attempt += 1)
      expect(await open(institutionCode, "lyre", "wrong")).toMatchObject({ status: 403 });
    await doorOpen();
    answerOf(await open(institutionCode, "lyre", password));
  });

  test("a refused address may get no answer at all", async () => {
    network.token = await openSession(network.url, institutionCode);
    await network.manager("PATCH", at, { refuseSilently: true });
    await network.manager("PUT", `${at}/addresses`, { addresses: ["192.0.2.7"] });
    const outcome = await new Promise<string>((resolve) => {
      const call = httpRequest(`${network.url}/allotment/v1/sales?after=0`, {
        headers: { authorization: `Bearer ${network.token}` },
        timeout: 700,
      });
      call.on("response", (response) => resolve(`answered ${response.statusCode}`));
      call.on("timeout", () => {
        resolve("silence");
        call.destroy();
      });
      call.on("error", (error) => resolve(error.message));
      call.end();
    });
    expect(outcome).toBe("silence");
    await doorOpen();
  });

  test("in maintenance every call is answered 503 with Retry-After", async () => {
    network.token = await openSession(network.url, institutionCode);
    await network.manager("PATCH", at, { maintenance: true });
    const maintenance = { status: 503, error: "MAINTENANCE", retryAfterSeconds: 120 };
    expect(await open(institutionCode, "lyre", password)).toMatchObject(maintenance);
    expect(await network.client.sales(network.token, 0, 1)).toMatchObject(maintenance);
    const id = "0192f3a0-0000-7000-8000-000000000001";
    const body = JSON.stringify(operation("allot", [900], 1));
    expect(await network.client.sendOperation(network.token, id, body)).toMatchObject(maintenance);
    await doorOpen();
    expect(await network.client.storedAnswer(network.token, id)).toMatchObject({ status: 404 });
  });

  test("behind a trusted proxy the client's address is the one the proxy names", async () => {
    const behind = await startNetwork({ trustedProxies: "127.0.0.1" });
    const response = await fetch(`${behind.url}/allotment/v1/session`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-forwarded-for": "::ffff:203.0.113.9" },
      body: JSON.stringify({ institutionCode, userName: "lyre", password }),
    });
    expect(await response.json()).toMatchObject({ error: "ADDRESS_REFUSED", seenAddress: "203.0.113.9" });
    await behind.close();
  });
});

describe("limits", () => {
  test("calls and seats are counted per institution: 429 with Retry-After", async () => {
    const limited = await startNetwork({ environment: { CALLS_PER_MINUTE: 5, SEATS_PER_MINUTE: 30 } });
    await send(limited, operation("allot", [1], 1));
    const many = operation(
      "allot",
      Array.from({ length: 30 }, (_, index) => index + 2),
      1,
    );
    const excess = { status: 429, error: "TOO_MANY_REQUESTS" };
    const id = "0192f3a0-0000-7000-8000-000000000002";
    expect(await limited.client.sendOperation(limited.token, id, JSON.stringify(many))).toMatchObject(excess);
    const calls = Array.from({ length: 6 }, () => limited.client.sales(limited.token, 0, 1));
    expect(await Promise.all(calls)).toContainEqual(expect.objectContaining(excess));
    await limited.close();
  });

  test("a bucket refills with time, and a large amount needs a full one", () => {
    let now = 0;
    const limit = rateLimit({ now: () => new Date(now), sleep: async () => {} }, 60);
    expect(limit.take("a", 60)).toBe(0);
    expect(limit.take("a", 1)).toBe(1);
    expect(limit.take("b", 90)).toBe(0);
    now = 30_000;
    expect(limit.take("a", 30)).toBe(0);
    expect(limit.take("b", 1)).toBe(1);
    now = 31_000;
    expect(limit.take("b", 1)).toBe(0);
  });

  test("locks grow from 30 s to an hour", () => {
    const now = new Date("2026-11-23T19:00:00Z");
    let attempts = noAttempts;
    const seconds = Array.from({ length: 14 }, () => {
      attempts = afterWrongPassword(attempts, now);
      return secondsLocked(attempts, now);
    });
    expect(seconds).toEqual([0, 0, 0, 0, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]);
  });

  test.each([
    ["::ffff:192.0.2.1", "192.0.2.1"],
    ["192.0.2.1", "192.0.2.1"],
    ["fe80::1%eth0", "fe80::1"],
    ["2001:DB8:0::1", "2001:db8::1"],
    ["unknown", undefined],
  ])("the address %s is %s", (text, plain) => expect(plainAddress(text)).toBe(plain));
});

describe("the network's own people", () => {
  test("only the set-up token or a manager creates staff", async () => {
    const clerk = { userName: "clerk", role: "seller", pointOfSale: "Lyon", password };
    expect((await network.seller("POST", "/api/staff", clerk)).status).toBe(403);
    const without = await fetch(`${network.url}/api/staff`, { method: "POST" });
    expect(without.status).toBe(401);
    expect((await network.manager("POST", "/api/staff", clerk)).status).toBe(201);
    expect((await network.setup("POST", "/api/staff", clerk)).status).toBe(409);
    const signed = await signIn(network.url, "clerk");
    expect((await signed("GET", "/api/session")).body).toEqual({
      userName: "clerk",
      role: "seller",
      pointOfSale: "Lyon",
    });
    expect((await signed("DELETE", "/api/session")).status).toBe(204);
    expect((await signed("GET", "/api/session")).status).toBe(401);
  });

  test("a seller is no manager", async () => {
    expect(await network.seller("GET", "/api/institutions")).toMatchObject({ status: 403 });
    expect(await network.seller("PATCH", at, { maintenance: true })).toMatchObject({ status: 403 });
  });

  test("the cookie is out of reach of scripts and of other sites", async () => {
    const response = await fetch(`${network.url}/api/session`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ userName: "manager", password }),
    });
    const cookie = response.headers.get("set-cookie") ?? "";
    for (const part of ["HttpOnly", "SameSite=Strict", "Path=/"]) expect(cookie).toContain(part);
  });

  test("wrong passwords lock a member of staff", async () => {
    await network.manager("POST", "/api/staff", { userName: "locked", role: "seller", password });
    const attempt = (secret: string) =>
      fetch(`${network.url}/api/session`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ userName: "locked", password: secret }),
      });
    for (let count = 0; count < 5; count += 1) expect((await attempt("wrong")).status).toBe(401);
    const locked = await attempt(password);
    expect([locked.status, locked.headers.get("retry-after")]).toEqual([429, "30"]);
    clock.advance(31_000);
    expect((await attempt(password)).status).toBe(200);
  });
});
