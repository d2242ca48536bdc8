import type { CheckedInvariant, VerifyReport } from "./run-verify.ts";

/** Broken rows shown of one invariant; the JSON has them all. */
const rowsShown = 20;

const sideNames = { boxoffice: "venue", reseller: "reseller", both: "both" } as const;

/** The report for people: one line per invariant, then the rows that break it. */
export function printVerify(report: VerifyReport): string {
  const broken = report.invariants.filter((invariant) => !invariant.holds).length;
  const checked = report.invariants.length;
  const summary = broken === 0 ? `All ${checked} checks hold.` : `${broken} of ${checked} checks are broken.`;
  return [
    ...report.invariants.flatMap(linesOf),
    ...report.provenElsewhere.map(
      ({ number, title, tests }) => `${label(number, "")} ${title}: proven by ${tests.join(", ")}`,
    ),
    ...report.notCompared.map((account) => `not compared: ${account}`),
    summary,
    "",
  ].join("\n");
}

function linesOf({ number, title, side, holds, rows, lookNext }: CheckedInvariant): string[] {
  const head = `${label(number, sideNames[side])} ${title}: ${holds ? "holds" : `broken ${rows.length} times`}`;
  const indented = (text: string) => `${" ".repeat(16)}${text}`;
  const lines = rows.slice(0, rowsShown).map(({ where, detail }) => indented(`${where}: ${detail}`));
  if (rows.length > rowsShown) lines.push(indented(`and ${rows.length - rowsShown} more`));
  if (lookNext !== undefined) lines.push(indented(`→ ${lookNext}`));
  return [head, ...lines];
}

function label(number: CheckedInvariant["number"], side: string): string {
  return `${String(number).padStart(4)}  ${side.padEnd(9)}`;
}

/** The report for machines. */
export function verifyJson(report: VerifyReport): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
