import type { RuleReport } from "../rule.ts";
import type { ConformanceReport } from "../run-rules.ts";
import { evidenceOf, summaryOf } from "./summary.ts";

/** The report for a person at a terminal. */
export function textReport(report: ConformanceReport): string {
  const { rules, base } = report;
  const lines = rules.flatMap((one) => linesOf(one, report));
  return [`${base}, against docs/protocol.md:`, "", ...lines, "", summaryLine(rules), ""].join("\n");
}

function linesOf(one: RuleReport, report: ConformanceReport): string[] {
  const { rule, verdict } = one;
  const name = `${rule.id.padEnd(4)} ${rule.title}`;
  if (verdict.kind === "holds") return [`holds       ${name}`];
  if (verdict.kind === "notProven")
    return [
      `not proven  ${name}`,
      `                 because ${report.secrets.hide(verdict.why)}${rule.optional ? " (optional)" : ""}`,
    ];
  const evidence = [...evidenceOf(one, report), ["means", rule.meaning], ["stands in", rule.source]];
  return [
    `BROKEN      ${name}`,
    ...evidence.map(([what = "", text]) => `                 ${what.padEnd(10)} ${text}`),
  ];
}

export function summaryLine(rules: readonly RuleReport[]): string {
  const { holds, broken, notProven, optional } = summaryOf(rules);
  const left = optional > 0 ? ` (${optional} optional)` : "";
  return `${rules.length} rules: ${holds} hold, ${broken} broken, ${notProven} not proven${left}.`;
}
