import { cp, mkdir, rm } from "node:fs/promises";
import { resolve } from "node:path";
import { removeLeftovers } from "@allotement/platform/database/leftovers.ts";
import { newHistory } from "./history.ts";
import { playRound, type RoundReport } from "./round.ts";
import { type ChaosReport, printChaos } from "./table.ts";
import { startWorld, type World, type WorldOptions } from "./world.ts";

export interface ChaosOptions extends WorldOptions {
  rounds: number;
  seed: number;
  /** Where the data goes when a round breaks a promise; left out: it is not kept. */
  evidence?: string;
  show?: (line: string) => void;
  /** Aborted: the round under way is the last. */
  stop?: AbortSignal;
}

export interface ChaosOutcome extends ChaosReport {
  violations: string[];
}

/** Plays rounds on one world until one of them breaks a promise, and says what all of them came to. */
export async function playRounds(options: ChaosOptions): Promise<ChaosOutcome> {
  const { rounds, seed, evidence, show = () => undefined, stop } = options;
  await removeLeftovers("allotement-chaos", ["boxoffice/database", "reseller/database"]);
  const world = await startWorld(options);
  const history = newHistory();
  const played: RoundReport[] = [];
  let violations: string[] = [];
  try {
    for (let round = 1; round <= rounds && violations.length === 0 && !stop?.aborted; round += 1) {
      const report = await playRound(world, history, seed, round);
      played.push(report);
      violations = report.violations;
      const blows = [...report.fell].map(([blow, times]) => (times > 1 ? `${times} × ${blow}` : blow));
      show(`round ${round}: ${(report.milliseconds / 1000).toFixed(1)} s, ${blows.join(", ")}`);
    }
  } finally {
    await world.close(evidence !== undefined && violations.length > 0);
    if (evidence !== undefined && violations.length > 0) await keep(world, evidence);
  }
  return { seed, rounds: played, befell: world.proxy.befell, history, violations };
}

async function keep(world: World, evidence: string): Promise<void> {
  await mkdir(resolve(evidence, ".."), { recursive: true });
  await rm(evidence, { recursive: true, force: true });
  await cp(world.directory, evidence, { recursive: true, filter: (path) => !path.includes("/socket/") });
  await rm(world.directory, { recursive: true, force: true });
}

/** `allotement chaos`: answers the exit code. */
export async function chaosCommand({ rounds, seed }: { rounds: number; seed: number }): Promise<number> {
  const write = (line: string) => process.stdout.write(`${line}\n`);
  const stop = new AbortController();
  const end = () => stop.abort();
  process.once("SIGINT", end);
  process.once("SIGTERM", end);
  const evidence = resolve("data", `chaos-${seed}`);
  const outcome = await playRounds({ rounds, seed, evidence, show: write, stop: stop.signal });
  write(`\n${printChaos(outcome)}`);
  if (outcome.violations.length > 0) {
    for (const violation of outcome.violations.slice(0, 40)) write(violation);
    write(
      `Round ${outcome.rounds.length} of seed ${seed} broke a promise. Both databases are kept in ${evidence}.`,
    );
    return 1;
  }
  write(
    stop.signal.aborted
      ? `Stopped after ${outcome.rounds.length} of ${rounds} rounds; none broke a promise.`
      : `After ${rounds} rounds no seat was sold twice and no sale was lost.`,
  );
  return stop.signal.aborted ? 130 : 0;
}
