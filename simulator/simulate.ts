import { CannotStart } from "@allotement/platform/cannot-start.ts";
import { addUp, type Coverage } from "./coverage.ts";
import type { Broken } from "./invariants/invariant.ts";
import { controls } from "./plant/controls.ts";
import { controlsTable, runControls } from "./plant/run-controls.ts";
import { playSeed } from "./play.ts";
import { playSeeds, type SeedsReport } from "./run/children.ts";
import { expected } from "./run/expected.ts";
import { type FloorName, openFloor, withDatabase } from "./run/floors.ts";
import { readable } from "./trace.ts";

export interface SimulateOptions {
  seeds: string;
  from: string;
  seed?: string;
  floor: string;
  trace?: boolean;
  twice?: boolean;
  controls?: boolean | string;
}

/** `allotement simulate`: plays seeds and says what was met and what broke. Answers the exit code. */
export async function simulateCommand(options: SimulateOptions): Promise<number> {
  if (options.floor === "processes") return playProcesses(options);
  const floor = floorOf(options.floor);
  return withDatabase(floor === "sql" || options.controls !== undefined, async (databaseUrl) => {
    if (options.seed !== undefined)
      return playOne(wholeNumber("--seed", options.seed), floor, databaseUrl, options.trace === true);
    if (options.controls) return playControls(databaseUrl, options.controls === true ? "" : options.controls);
    const from = wholeNumber("--from", options.from);
    const until = from + wholeNumber("--seeds", options.seeds);
    const began = Date.now();
    const twice = options.twice === true;
    const report = await playSeeds({ from, until, floor, databaseUrl, twice }, "seeds");
    printReport(report, { from, until, floor, seconds: (Date.now() - began) / 1000 });
    return report.broken ? 1 : 0;
  });
}

async function playOne(
  seed: number,
  floor: FloorName,
  databaseUrl: string | undefined,
  trace: boolean,
): Promise<number> {
  const opened = await openFloor(floor, databaseUrl);
  const played = await playSeed(seed, opened.open);
  await opened.close();
  if (trace) for (const line of played.lines) print(readable(line));
  print(`seed ${seed} on ${floor}: ${played.entries} entries, trace ${played.hash}`);
  if (played.broken) printBroken(seed, floor, played.broken);
  else print("No violation.");
  return played.broken ? 1 : 0;
}

async function playControls(databaseUrl: string | undefined, named: string): Promise<number> {
  const chosen = controls.filter(({ name }) => name.includes(named));
  const caught = await runControls(chosen, databaseUrl, ({ control, by }) =>
    print(`${by ? `seed ${by.seed}`.padEnd(12) : "SURVIVED".padEnd(12)}${control.name}`),
  );
  print(`\n${controlsTable(caught)}`);
  const survivors = caught.filter(({ by }) => !by).length;
  print(`\n${caught.length - survivors} of ${caught.length} planted faults caught.`);
  return survivors === 0 ? 0 : 1;
}

/** One after the other: each seed has two servers and two databases of its own. */
async function playProcesses({ seed, seeds, from }: SimulateOptions): Promise<number> {
  const { playOnProcesses } = await import("./processes/play.ts");
  const first = wholeNumber("--seed", seed ?? from);
  const until = first + (seed === undefined ? wholeNumber("--seeds", seeds) : 1);
  const coverage: Coverage = new Map();
  const began = Date.now();
  for (let number = first; number < until; number++) {
    const played = await playOnProcesses(number);
    addUp(coverage, played.coverage);
    if (!played.broken) continue;
    print(`Seed ${number} breaks ${played.broken.invariant}`);
    for (const row of played.broken.rows) print(`  ${row}`);
    return 1;
  }
  printCoverage(coverage);
  print(
    `\n${until - first} seeds from ${first} on processes in ${((Date.now() - began) / 1000).toFixed(1)} s.`,
  );
  print("No violation.");
  return 0;
}

function printReport(
  report: SeedsReport,
  { from, until, floor, seconds }: { from: number; until: number; floor: FloorName; seconds: number },
): void {
  printCoverage(report.coverage);
  const missing = expected.filter((what) => !report.coverage.has(what));
  if (missing.length > 0)
    print(`\nNot covered by these seeds:\n${missing.map((what) => `  ${what}`).join("\n")}`);
  const within = (milliseconds: number) => ((1000 * report.played) / milliseconds).toFixed(0);
  print(
    `\n${report.played} seeds from ${from} to ${until - 1} on ${floor} in ${seconds.toFixed(1)} s: ` +
      `${within(report.milliseconds)} seeds a second and process, ` +
      `${within(report.cpuMilliseconds)} a second of processor time.`,
  );
  if (report.broken) printBroken(report.broken.seed, floor, report.broken);
  else print("No violation.");
}

function printCoverage(coverage: Coverage): void {
  for (const [what, times] of [...coverage].sort(([a], [b]) => (a < b ? -1 : 1)))
    print(`${String(times).padStart(10)}  ${what}`);
}

function printBroken(seed: number, floor: string, { invariant, rows }: Broken): void {
  print(`\nSeed ${seed} breaks ${invariant}`);
  for (const row of rows) print(`  ${row}`);
  print(`To see how: npm run simulate -- --floor ${floor} --seed ${seed} --trace`);
}

function floorOf(text: string): FloorName {
  if (text === "memory" || text === "sql") return text;
  throw new CannotStart(`--floor is memory, sql or processes, not ${text}`);
}

function wholeNumber(option: string, text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 0)
    throw new CannotStart(`${option} is a whole number, not ${text}`);
  return number;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
