import { CannotStart } from "@allotement/platform/cannot-start.ts";
import { systemClock, systemIds, systemNetwork, systemRandom } from "@allotement/platform/ports.system.ts";
import { startDemoHooks } from "./adapter/demo.ts";
import { baseOf, type ConformanceConfig, readConfig } from "./config.ts";
import { jsonReport } from "./report/json.ts";
import { junitReport } from "./report/junit.ts";
import { exitCodeOf } from "./report/summary.ts";
import { textReport } from "./report/text.ts";
import type { Rule } from "./rule.ts";
import { allRules } from "./rules/all-rules.ts";
import { type ConformanceReport, runRules } from "./run-rules.ts";

export interface ConformanceOptions {
  config?: string;
  demo?: boolean;
  format?: string;
  only?: string;
}

const reports: Record<string, (report: ConformanceReport) => string> = {
  text: textReport,
  json: jsonReport,
  junit: junitReport,
};

/**
 * `allotement conformance <url>`: proves a reseller's server against docs/protocol.md. Answers the exit code.
 * @throws CannotStart where address, options or configuration are wrong.
 */
export async function conformanceCommand(
  address: string,
  options: ConformanceOptions,
  environment: Record<string, string | undefined>,
): Promise<number> {
  const base = baseOf(address);
  const write = reports[options.format ?? "text"];
  if (!write) throw new CannotStart(`--format is one of ${Object.keys(reports).join(", ")}.`);
  const rules = rulesOf(options.only);
  if ((options.config === undefined) === (options.demo !== true))
    throw new CannotStart("Say what the server knows with --config <file>, or --demo for the running demo.");
  const prove = async (config: ConformanceConfig) => {
    const ports = { network: systemNetwork, clock: systemClock, ids: systemIds, random: systemRandom };
    const report = await runRules({ base, config, rules, ...ports });
    process.stdout.write(write(report));
    return exitCodeOf(report);
  };
  if (options.config !== undefined) return prove(await readConfig(options.config));
  const demo = await startDemoHooks(base, environment);
  try {
    process.stderr.write(
      "Institutions for this run are set up; a basket has to run out, which takes a minute.\n",
    );
    return await prove(demo.config);
  } finally {
    await demo.close();
  }
}

/** The rules whose id, or whose chapter's letter, is named; all of them without. */
function rulesOf(only: string | undefined): readonly Rule[] {
  if (only === undefined) return allRules;
  const named = only.split(",").map((one) => one.trim());
  const unknown = named.filter(
    (one) => !allRules.some(({ id }) => id === one || /^[A-Z]/.exec(id)?.[0] === one),
  );
  if (unknown.length > 0) throw new CannotStart(`No rule is called ${unknown.join(", ")}: say S1, O7 or F.`);
  return allRules.filter(({ id }) => named.includes(id) || named.includes(id.slice(0, 1)));
}
