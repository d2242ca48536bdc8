import type { Clock } from "@allotement/platform/ports.ts";
import { allotmentClient } from "@allotement/protocol/client.ts";
import { beforeEach, expect, test } from "vitest";
import { json, type TestReseller, testReseller } from "../reseller.fixture.ts";
import { type Line, openLine } from "./line.ts";

let now: Date;
let reseller: TestReseller;
let line: Line;
const clock: Clock = { now: () => new Date(now), sleep: async () => undefined };

beforeEach(() => {
  now = new Date("2026-10-01T10:00:00.000Z");
  reseller = testReseller(clock);
  line = reseller.line({ clock });
});
const call = () => line.call((client, token) => client.sales(token, 0, 500));
const sessions = () => reseller.calls.filter((one) => one === "POST /session").length;

test("calls at once share one session", async () => {
  await Promise.all([call(), call(), call(), call()]);
  expect(sessions()).toBe(1);
});

test("calls at once that find the session ended open one new one", async () => {
  await call();
  let ended = true;
  reseller.instead = (one) => {
    if (one === "POST /session") ended = false;
    return ended && one === "GET /sales"
      ? json({ error: "SESSION_REQUIRED", message: "Open a session first." }, 401)
      : undefined;
  };
  const outcomes = await Promise.all([call(), call(), call(), call()]);
  expect(outcomes.map((one) => one.kind)).toEqual(Array(4).fill("answer"));
  expect(sessions()).toBe(2);
});

test("a wrong password is not tried again and again, so that it locks nobody out", async () => {
  reseller.instead = (one) =>
    one === "POST /session" ? json({ error: "WRONG_CREDENTIALS", message: "wrong" }, 401) : undefined;
  for (let minute = 0; minute < 60; minute++) {
    expect(await call()).toMatchObject({ kind: "refused", error: "WRONG_CREDENTIALS" });
    now = new Date(now.getTime() + 60_000);
  }
  expect(line.state().problem).toEqual({ kind: "wrongCredentials" });
  expect(sessions()).toBeLessThan(5);
  reseller.instead = () => undefined;
  now = new Date(now.getTime() + 4 * 3_600_000);
  expect((await call()).kind).toBe("answer");
});

test("a session is kept whatever the two servers' clocks show", async () => {
  const resellerClock: Clock = { ...clock, now: () => new Date(now.getTime() - 3_600_000) };
  const behind = testReseller(resellerClock);
  const kept = openLine(
    allotmentClient({ request: (request) => behind.request(request) }, "https://network.example", 1000),
    { institutionCode: 9999, userName: "lyre", password: "secret" },
    clock,
  );
  for (let times = 0; times < 3; times++) await kept.call((client, token) => client.sales(token, 0, 500));
  expect(behind.calls.filter((one) => one === "POST /session")).toHaveLength(1);
});
