import type { RuleReport } from "../rule.ts";
import type { ConformanceReport } from "../run-rules.ts";
import { evidenceOf, summaryOf } from "./summary.ts";

/** The report for a build server: JUnit's XML, a test suite for each chapter. */
export function junitReport(report: ConformanceReport): string {
  const chapters = new Map<string, RuleReport[]>();
  for (const one of report.rules) {
    const { source } = one.rule;
    chapters.set(source, [...(chapters.get(source) ?? []), one]);
  }
  const suites = [...chapters].map(
    ([source, rules]) =>
      `  <testsuite ${attributes(source, rules)}>\n${rules.map((one) => testCase(one, report)).join("\n")}\n  </testsuite>`,
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${attributes(`conformance of ${report.base}`, report.rules)}>`,
    ...suites,
    "</testsuites>",
    "",
  ].join("\n");
}

function attributes(name: string, rules: readonly RuleReport[]): string {
  const { broken, notProven } = summaryOf(rules);
  const seconds = rules.reduce((sum, one) => sum + one.milliseconds, 0) / 1000;
  return `name="${escaped(name)}" tests="${rules.length}" failures="${broken}" errors="0" skipped="${notProven}" time="${seconds.toFixed(3)}"`;
}

function testCase(one: RuleReport, report: ConformanceReport): string {
  const { rule, verdict, milliseconds } = one;
  const head = `    <testcase classname="${escaped(rule.source)}" name="${escaped(`${rule.id} ${rule.title}`)}" time="${(milliseconds / 1000).toFixed(3)}"`;
  if (verdict.kind === "holds") return `${head}/>`;
  if (verdict.kind === "notProven")
    return `${head}>\n      <skipped message="${escaped(report.secrets.hide(verdict.why))}"/>\n    </testcase>`;
  const evidence = [...evidenceOf(one, report), ["means", rule.meaning]];
  const text = evidence.map(([what, said]) => `${what}: ${said}`).join("\n");
  const message = report.secrets.hide(`expected ${verdict.expected}, found ${verdict.found}`);
  return `${head}>\n      <failure message="${escaped(message)}">${escaped(text)}</failure>\n    </testcase>`;
}

/** A server may answer anything: what XML 1.0 cannot hold is replaced, the rest escaped. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, "\u{FFFD}")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
