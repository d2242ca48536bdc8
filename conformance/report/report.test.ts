import { describe, expect, test } from "vitest";
import type { Exchange } from "../line.ts";
import type { RuleReport, Verdict } from "../rule.ts";
import type { ConformanceReport } from "../run-rules.ts";
import { knownSecrets } from "../secrets.ts";
import { jsonReport } from "./json.ts";
import { junitReport } from "./junit.ts";
import { exitCodeOf } from "./summary.ts";
import { textReport } from "./text.ts";

const secret = 'correct "horse" battery';
const exchange: Exchange = {
  method: "POST",
  url: "http://seats.example/allotment/v1/session",
  sent: JSON.stringify({ institutionCode: 7001, password: secret }),
  status: 418,
  headers: { "retry-after": "30" },
  text: `<b>"no" & ${secret}</b>\u0000\u0007`,
  json: undefined,
};

function ruleReport(id: string, verdict: Verdict, optional = false): RuleReport {
  const rule = { id, title: `Rule ${id} & its <title>.`, source: "Access", meaning: "A ruin." };
  return { rule: { ...rule, ...(optional ? { optional: true as const } : {}) }, verdict, milliseconds: 1234 };
}

function reportOf(...rules: RuleReport[]): ConformanceReport {
  const secrets = knownSecrets();
  secrets.add(secret);
  return { base: "http://seats.example", startedAt: new Date("2026-11-25T10:00:00Z"), rules, secrets };
}

const holds = ruleReport("S1", { kind: "holds" });
const broken = ruleReport("S2", { kind: "broken", expected: "status 200", found: `418 ${secret}`, exchange });
const notProven = ruleReport("S3", { kind: "notProven", why: "the configuration names no hooks" });
const leftOut = ruleReport("L1", { kind: "notProven", why: "no limit is named" }, true);
const all = reportOf(holds, broken, notProven, leftOut);

describe("the exit code", () => {
  test.each([
    [0, "every rule holds", reportOf(holds)],
    [1, "a rule is broken", all],
    [2, "a rule is not proven", reportOf(holds, notProven)],
    [0, "only an optional rule is not proven", reportOf(holds, leftOut)],
  ])("is %i where %s", (code, _when, report) => {
    expect(exitCodeOf(report)).toBe(code);
  });
});

describe("the text", () => {
  test("says of each rule what became of it, and of a broken one what was asked, answered, expected and meant", () => {
    const lines = textReport(all).split("\n");
    expect(lines).toContain("holds       S1   Rule S1 & its <title>.");
    expect(lines).toContain("BROKEN      S2   Rule S2 & its <title>.");
    const told = lines.map((line) => line.trim().split(/\s+/)[0]);
    for (const word of ["asked", "answered", "expected", "found", "means", "stands"])
      expect(told).toContain(word);
    expect(lines).toContain("                 because the configuration names no hooks");
    expect(lines).toContain("4 rules: 1 hold, 1 broken, 2 not proven (1 optional).");
  });
});

describe("the JSON", () => {
  test("is JSON, with the verdicts and the exit code", () => {
    const { rules, ...head } = JSON.parse(jsonReport(all));
    expect(head).toMatchObject({ exitCode: 1, summary: { holds: 1, broken: 1, notProven: 2, optional: 1 } });
    expect(rules.map((rule: { id: string; verdict: string }) => [rule.id, rule.verdict])).toEqual([
      ["S1", "holds"],
      ["S2", "broken"],
      ["S3", "notProven"],
      ["L1", "notProven"],
    ]);
  });
});

/** Names of the elements in order; breaks on what is not well formed: tags that do not close, bare signs, control characters. */
function elementsOf(xml: string): string[] {
  const open: string[] = [];
  const names: string[] = [];
  const [, declaration = "", rest = ""] = /^(<\?xml [^?]*\?>)([\s\S]*)$/.exec(xml) ?? [];
  expect(declaration).toContain('version="1.0"');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: just these may not stand in XML.
  expect(rest).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
  const attribute = String.raw`\s+[\w.-]+="[^"<&]*(?:&(?:amp|lt|gt|quot);[^"<&]*)*"`;
  const token = new RegExp(String.raw`<(\/?)([\w.-]+)((?:${attribute})*)\s*(\/?)>|([^<]+)`, "gy");
  let at = 0;
  for (let match = token.exec(rest); match; match = token.exec(rest)) {
    at = token.lastIndex;
    const [, closing, name, , selfClosing, text] = match;
    if (text !== undefined) expect(text).not.toMatch(/&(?!(amp|lt|gt|quot);)/);
    else if (closing) expect(open.pop()).toBe(name);
    else {
      names.push(name ?? "");
      if (!selfClosing) open.push(name ?? "");
    }
  }
  expect(at).toBe(rest.length);
  expect(open).toEqual([]);
  return names;
}

describe("the JUnit XML", () => {
  test("is well formed whatever the server has answered", () => {
    const xml = junitReport(all);
    expect(elementsOf(xml)).toEqual([
      "testsuites",
      "testsuite",
      "testcase",
      "testcase",
      "failure",
      "testcase",
      "skipped",
      "testcase",
      "skipped",
    ]);
    expect(xml).toContain('tests="4" failures="1" errors="0" skipped="2"');
  });
});

test.each([
  ["text", textReport],
  ["JSON", jsonReport],
  ["JUnit", junitReport],
])("no secret is printed in the %s", (_format, write) => {
  const printed = write(all);
  expect(printed).toContain("[hidden]");
  expect(printed).not.toContain("horse");
});
