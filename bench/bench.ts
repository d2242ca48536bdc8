import { allotPair } from "./allot.bench.ts";
import { codesFigures } from "./codes.bench.ts";
import { NotTheSame } from "./counts.ts";
import { planLine } from "./documents.bench.ts";
import { feedNumbered, importPair, setMaintenance } from "./import.bench.ts";
import { type Pair, runPair } from "./measure.ts";
import { planPair, readingsPerRepetition, seatsPair } from "./reading.bench.ts";
import { salePair } from "./sale.bench.ts";
import { openStage, type Stage } from "./stage.ts";
import { type Measured, machineLine, tableOf } from "./table.ts";

const repetitions = 3;

/**
 * Measures both servers against the raw database doing the same row changes, and prints the table. Answers the exit
 * status: 1 where the two did not do the same. Everything it started has ended when it answers.
 */
export async function benchCommand(): Promise<number> {
  const startedAt = Date.now();
  let close = async () => {};
  let asked = false;
  const tell = (line: string) => asked || process.stderr.write(`${line}\n`);
  const end = () => {
    if (asked) process.exit(130);
    asked = true;
    void close().finally(() => process.exit(130));
  };
  process.on("SIGINT", end);
  process.on("SIGTERM", end);
  try {
    const stage = await openStage(repetitions, tell, (closeStage) => {
      close = closeStage;
    });
    tell(`prepared in ${secondsSince(startedAt)} s`);
    const measures = await measureAll(stage, tell);
    process.stdout.write(
      `\n${tableOf(measures)}\n\n${codesFigures()}\n${planLine()}\n\n${machineLine(stage.postgresVersion)}\n`,
    );
    return 0;
  } catch (error) {
    if (asked) return 130;
    if (!(error instanceof NotTheSame)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  } finally {
    await close();
    process.off("SIGINT", end);
    process.off("SIGTERM", end);
    tell(`${secondsSince(startedAt)} s in all`);
  }
}

async function measureAll(stage: Stage, tell: (line: string) => void): Promise<Measured[]> {
  const measures = new Map<string, Measured>();
  const measure = async (pair: Pair, repetition: number, readings?: number) => {
    const sample = await runPair(stage, pair, repetition);
    const { productMilliseconds, rawMilliseconds } = sample;
    const took = `${Math.round(productMilliseconds)} ms, raw ${Math.round(rawMilliseconds)} ms`;
    tell(`${pair.name}, ${repetition + 1} of ${repetitions}: ${took}`);
    const kept = measures.get(pair.name) ?? {
      name: pair.name,
      unit: readings === undefined ? ("rows" as const) : ("readings" as const),
      samples: [],
    };
    kept.samples.push(readings === undefined ? sample : { ...sample, rows: readings });
    measures.set(pair.name, kept);
  };
  for (let repetition = 0; repetition < repetitions; repetition++) {
    await measure(allotPair(stage, repetition), repetition);
    await setMaintenance(stage.reseller, true);
    await measure(await salePair(stage, repetition), repetition);
    await feedNumbered(stage.reseller);
    await setMaintenance(stage.reseller, false);
    await measure(importPair(stage, repetition), repetition);
    await measure(planPair(stage), repetition, readingsPerRepetition);
    await measure(seatsPair(stage), repetition, readingsPerRepetition);
  }
  return [...measures.values()];
}

function secondsSince(startedAt: number): string {
  return ((Date.now() - startedAt) / 1000).toFixed(0);
}
