import type { ConformanceReport } from "../run-rules.ts";
import { evidenceOf, exitCodeOf, summaryOf } from "./summary.ts";

/** The report for a program. */
export function jsonReport(report: ConformanceReport): string {
  const rules = report.rules.map((one) => {
    const { rule, verdict, milliseconds } = one;
    return {
      ...rule,
      verdict: verdict.kind,
      ...(verdict.kind === "notProven" ? { why: report.secrets.hide(verdict.why) } : {}),
      ...Object.fromEntries(evidenceOf(one, report)),
      milliseconds,
    };
  });
  const { base, startedAt } = report;
  const head = { server: base, startedAt, exitCode: exitCodeOf(report), summary: summaryOf(report.rules) };
  return `${JSON.stringify({ ...head, rules }, null, 2)}\n`;
}
