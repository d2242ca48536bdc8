import type { RuleReport } from "../rule.ts";
import type { ConformanceReport } from "../run-rules.ts";

export interface Summary {
  holds: number;
  broken: number;
  notProven: number;
  /** Of those that are not proven: left out by choice, and no reason to doubt the server. */
  optional: number;
}

export function summaryOf(rules: readonly RuleReport[]): Summary {
  const count = (kind: RuleReport["verdict"]["kind"]) => rules.filter(({ verdict }) => verdict.kind === kind);
  const notProven = count("notProven");
  return {
    holds: count("holds").length,
    broken: count("broken").length,
    notProven: notProven.length,
    optional: notProven.filter(({ rule }) => rule.optional).length,
  };
}

/** 0: every rule holds; 1: one is broken; 2: none is broken, but one that is not optional is not proven either. */
export function exitCodeOf({ rules }: ConformanceReport): 0 | 1 | 2 {
  const { broken, notProven, optional } = summaryOf(rules);
  if (broken > 0) return 1;
  return notProven > optional ? 2 : 0;
}

/** Longer bodies are cut: 500 seats explain no more than the first few. */
const bodyMax = 2000;

/** What was asked and answered, as lines; secrets are struck out. */
export function evidenceOf({ verdict }: RuleReport, { secrets }: ConformanceReport): [string, string][] {
  if (verdict.kind !== "broken") return [];
  const { exchange, expected, found } = verdict;
  const cut = (text: string) => (text.length > bodyMax ? `${text.slice(0, bodyMax)} …` : text);
  const lines: [string, string][] = [];
  if (exchange) {
    const { method, url, sent, status, text } = exchange;
    const retryAfter = exchange.headers["retry-after"];
    lines.push(["asked", cut(`${method} ${url}${sent === undefined ? "" : ` ${sent}`}`)]);
    lines.push(["answered", cut(`${status}${retryAfter ? ` Retry-After ${retryAfter}` : ""} ${text}`)]);
  }
  lines.push(["expected", cut(expected)], ["found", cut(found)]);
  return lines.map(([name, text]) => [name, secrets.hide(text)]);
}
