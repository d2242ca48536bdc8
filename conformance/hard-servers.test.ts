import { createServer } from "node:http";
import { systemClock, systemIds, systemNetwork, systemRandom } from "@allotement/platform/ports.system.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { baseOf } from "./config.ts";
import { type Handler, honest, startProxy } from "./faulty/proxy.ts";
import { type OwnNetwork, prove, startOwnNetwork } from "./own-network.fixture.ts";
import { jsonReport } from "./report/json.ts";
import { junitReport } from "./report/junit.ts";
import { exitCodeOf } from "./report/summary.ts";
import { textReport } from "./report/text.ts";
import { allRules } from "./rules/all-rules.ts";
import { runRules } from "./run-rules.ts";

let own: OwnNetwork;
beforeAll(async () => {
  own = await startOwnNetwork();
});
afterAll(() => own.close());

const rulesOf = (...ids: string[]) => allRules.filter(({ id }) => ids.includes(id));

async function through(handler: Handler, path: string, ids: string[], config = own.config) {
  const proxy = await startProxy({ server: own.url, hooks: config.hooks?.url ?? "" }, handler);
  try {
    return await prove(baseOf(proxy.url + path), config, rulesOf(...ids));
  } finally {
    await proxy.close();
  }
}

const verdicts = (report: Awaited<ReturnType<typeof prove>>) =>
  Object.fromEntries(report.rules.map(({ rule, verdict }) => [rule.id, verdict.kind]));

describe("a server below a path of its own", () => {
  const below: Handler = (asked, pass) => {
    if (!asked.path.startsWith("/network/")) return Promise.resolve({ status: 404, headers: {}, text: "" });
    return pass({ path: asked.path.slice("/network".length) });
  };

  test.each(["/network", "/network/", "/network/allotment/v1"])("is proven at %s", async (path) => {
    const report = await through(below, path, ["S1", "A1", "E3", "M5"]);
    expect(verdicts(report)).toEqual({ S1: "holds", A1: "holds", E3: "holds", M5: "holds" });
  });
});

describe("a server that says nothing", () => {
  test("is reported as such, and the kit does not hang", async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const address = silent.address();
    const port = typeof address === "object" && address ? address.port : 0;
    const from = Date.now();
    const report = await prove(`http://127.0.0.1:${port}`, { ...own.config, timeoutSeconds: 0.3 }, allRules);
    silent.closeAllConnections();
    silent.close();
    expect(Date.now() - from).toBeLessThan(15_000);
    expect(verdicts(report)).toMatchObject({ S1: "broken", A1: "notProven", L1: "notProven" });
    expect(report.rules.filter(({ verdict }) => verdict.kind === "holds").map(({ rule }) => rule.id)).toEqual(
      ["S8"],
    );
    expect(exitCodeOf(report)).toBe(1);
    expect(textReport(report)).toContain("no answer in time");
  });

  test("that is not there at all is reported as unreachable", async () => {
    const report = await prove("http://127.0.0.1:9", own.config, rulesOf("S1", "A1"));
    expect(verdicts(report)).toEqual({ S1: "broken", A1: "notProven" });
    expect(textReport(report)).toContain("unreachable");
  });
});

test("a limit that the tester is too slow to meet is not proven, and never taken for none", {
  timeout: 240_000,
}, async () => {
  let looks = 0;
  // A second goes by at every look: thousands of calls a minute cannot be made like that.
  const clock = { ...systemClock, now: () => new Date(Date.now() + 1000 * looks++) };
  const config = { ...own.config, rateLimit: { callsPerMinute: 60_000 } };
  const ports = { network: systemNetwork, ids: systemIds, random: systemRandom, clock };
  const report = await runRules({ base: own.url, config, rules: rulesOf("L1"), ...ports });
  expect(verdicts(report)).toEqual({ L1: "notProven" });
  expect(textReport(report)).toContain("may all be answered under a limit of 60000 a minute");
  expect(exitCodeOf(report)).toBe(0);
});

describe("what the tester does not lend", () => {
  test("is reported as not proven, never as held", { timeout: 240_000 }, async () => {
    const { institution, codes, numbers, timeZone, timeoutSeconds } = own.config;
    const report = await prove(own.url, { institution, codes, numbers, timeZone, timeoutSeconds }, allRules);
    const proven = allRules.filter(({ needs }) => needs === undefined).map(({ id }) => id);
    const held = report.rules.filter(({ verdict }) => verdict.kind === "holds").map(({ rule }) => rule.id);
    expect(held).toEqual(proven);
    expect(report.rules.filter(({ verdict }) => verdict.kind === "broken")).toEqual([]);
    expect(exitCodeOf(report)).toBe(2);
  });

  test("a hook that is missing breaks no rule", async () => {
    const without: Handler = (asked, pass) =>
      asked.path === "/hooks/cancel" ? Promise.resolve({ status: 404, headers: {}, text: "" }) : pass();
    const proxy = await startProxy({ server: own.url, hooks: own.config.hooks?.url ?? "" }, without);
    const config = { ...own.config, hooks: { url: `${proxy.url}/hooks` } };
    const report = await prove(own.url, config, rulesOf("E9", "B1"));
    await proxy.close();
    expect(verdicts(report)).toEqual({ E9: "notProven", B1: "holds" });
    expect(textReport(report)).toContain("the tester's hook /cancel answers 404");
  });
});

test("neither password nor token is printed, even by a server that repeats them", async () => {
  const tokens: string[] = [];
  const repeating: Handler = async (asked, pass) => {
    const answered = await pass();
    const { token } = JSON.parse(answered.text === "" ? "{}" : answered.text);
    if (typeof token === "string") tokens.push(token);
    const text = `${asked.text} ${asked.headers.authorization} ${answered.text}`;
    return asked.path.endsWith("/session") ? answered : { ...answered, status: 500, text };
  };
  const report = await through(repeating, "", ["S2", "A1", "S7"]);
  expect(verdicts(report).A1).toBe("broken");
  // A session that is wrong in itself shows its token and the password that opened it.
  const wrong = await through(
    async (_asked, pass) => {
      const answered = await pass();
      return {
        ...answered,
        text: answered.text.replace(/"expiresAt":"[^"]*"/, '"expiresAt":"2031-01-01T00:00:00Z"'),
      };
    },
    "",
    ["S2"],
  );
  expect(verdicts(wrong).S2).toBe("broken");
  expect(tokens.length).toBeGreaterThan(0);
  for (const one of [report, wrong])
    for (const write of [textReport, jsonReport, junitReport]) {
      const printed = write(one);
      expect(printed).toContain("[hidden]");
      expect(printed).not.toContain(own.config.institution.password);
      for (const token of tokens) expect(printed).not.toContain(token);
      expect(printed).not.toMatch(/token[^a-z]{1,8}[A-Za-z0-9_-]{20}/);
    }
});

test("an honest proxy changes nothing", async () => {
  expect(verdicts(await through(honest, "/", ["O1"]))).toEqual({ O1: "holds" });
});
