import type { History, Told } from "./history.ts";
import type { FaultyProxy } from "./proxy.ts";
import { blowNames, type RoundReport } from "./round.ts";

export interface ChaosReport {
  seed: number;
  rounds: RoundReport[];
  befell: FaultyProxy["befell"];
  history: History;
}

/** What the rounds came to, for people. */
export function printChaos({ seed, rounds, befell, history }: ChaosReport): string {
  const fell = (name: string) => rounds.reduce((sum, round) => sum + (round.fell.get(name) ?? 0), 0);
  const seconds = rounds.map((round) => round.milliseconds / 1000);
  const violations = rounds.reduce((sum, round) => sum + round.violations.length, 0);
  const unknown = rounds.at(-1)?.unknown ?? { in: 0, out: 0 };
  const operations = toldBy([
    ...history.sales.map(({ at, told }) => ({ what: `${at} sale`, told })),
    ...history.sales.flatMap(({ at, undone }) =>
      undone.map(({ told }) => ({ what: at === "network" ? "cancellation" : "refund", told })),
    ),
    ...history.errands,
    ...history.scans.map(({ told }) => ({ what: "scan", told })),
  ]);
  const lines = [
    `Kill rounds: ${rounds.length}, seed ${seed}, ${(Math.max(0, ...seconds)).toFixed(1)} s at most, ${(seconds.reduce((sum, one) => sum + one, 0) / Math.max(1, rounds.length)).toFixed(1)} s on average`,
    "",
    ...columns(
      ["blow", "times"],
      blowNames.map((name) => [name, String(fell(name))]),
    ),
    "",
    ...columns(
      ["on the line", "messages"],
      Object.entries(befell).map(([fault, times]) => [fault, String(times)]),
    ),
    "",
    ...columns(
      ["asked for", "ok", "failed", "unknown"],
      [...operations].map(([what, told]) => [
        what,
        ...(["ok", "failed", "unknown"] as const).map((kind) => String(told[kind])),
      ]),
    ),
    "",
    ...columns(
      ["at the door", "scans"],
      [...doorAnswers(history)].map(([answer, times]) => [answer, String(times)]),
    ),
    "",
    `Conflicts seen: ${new Set(history.conflicts.map(({ conflictId }) => conflictId)).size}`,
    `Sales of unknown outcome: ${unknown.in} wholly in, ${unknown.out} wholly out`,
    `Violations: ${violations}`,
    "",
  ];
  return lines.join("\n");
}

function doorAnswers({ scans }: History): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { answers } of scans)
    for (const answer of answers.slice(0, 1)) {
      const word = answer ?? "let pass";
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  return counts;
}

function toldBy(asked: readonly { what: string; told: Told }[]): Map<string, Record<Told, number>> {
  const counts = new Map<string, Record<Told, number>>();
  for (const { what, told } of asked) {
    const count = counts.get(what) ?? { ok: 0, failed: 0, unknown: 0 };
    count[told] += 1;
    counts.set(what, count);
  }
  return counts;
}

/** A table with its head: the first column to the left, the others to the right. */
function columns(head: string[], rows: string[][]): string[] {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join("  "),
  );
}
