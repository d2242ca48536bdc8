import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { z } from "zod";
import { addUp, type Coverage } from "../coverage.ts";
import { bundle } from "../plant/bundle.ts";
import type { Planting } from "../plant/planting.ts";
import type { FloorName } from "./floors.ts";

export interface ChildRequest {
  from: number;
  /** Not included. */
  until: number;
  step: number;
  floor: FloorName;
  /** Where the floor's databases are. */
  databaseUrl: string | undefined;
  /** Each seed is played twice, and must leave the same trace. */
  twice: boolean;
  hashes: boolean;
  /** No further seed is begun after so long. */
  stopAfterMilliseconds?: number | undefined;
}

const childReport = z.object({
  played: z.number(),
  milliseconds: z.number(),
  cpuMilliseconds: z.number(),
  entries: z.number(),
  coverage: z.array(z.tuple([z.string(), z.number()])),
  hashes: z.array(z.tuple([z.number(), z.string()])),
  broken: z.object({ seed: z.number(), invariant: z.string(), rows: z.array(z.string()) }).optional(),
});
export type ChildReport = z.infer<typeof childReport>;

/** What playing a range of seeds came to. */
export interface SeedsReport {
  played: number;
  /** Time that the processes spent, added up. */
  milliseconds: number;
  /** Of the processors, which they share with whatever else runs on the machine. */
  cpuMilliseconds: number;
  coverage: Coverage;
  hashes: Map<number, string>;
  /** The lowest seed that broke something. */
  broken: ChildReport["broken"];
}

export type SeedsRequest = Omit<ChildRequest, "step" | "hashes"> & {
  hashes?: boolean;
  plantings?: readonly Planting[];
  /** Processes at once; one for each core where it is left out. */
  processes?: number;
};

/** Plays seeds over processes that share them out evenly, on the product as it stands or with faults planted into it. */
export async function playSeeds(request: SeedsRequest, name: string): Promise<SeedsReport> {
  const { plantings, processes = availableParallelism(), hashes = false, ...rest } = request;
  const program = await bundle("simulator/run/child.ts", name, plantings);
  try {
    const step = Math.max(1, Math.min(processes, request.until - request.from));
    const reports = await Promise.all(
      Array.from({ length: step }, (_, index) =>
        runChild(program.file, { ...rest, hashes, from: request.from + index, step }),
      ),
    );
    return together(reports);
  } finally {
    await program.remove();
  }
}

function together(reports: readonly ChildReport[]): SeedsReport {
  const coverage: Coverage = new Map();
  for (const report of reports) addUp(coverage, report.coverage);
  const broken = reports.flatMap((report) => report.broken ?? []).sort((a, b) => a.seed - b.seed);
  return {
    played: reports.reduce((sum, report) => sum + report.played, 0),
    milliseconds: reports.reduce((sum, report) => sum + report.milliseconds, 0),
    cpuMilliseconds: reports.reduce((sum, report) => sum + report.cpuMilliseconds, 0),
    coverage,
    hashes: new Map(reports.flatMap((report) => report.hashes)),
    broken: broken[0],
  };
}

/** @throws where the process ends without its report. */
function runChild(file: string, request: ChildRequest): Promise<ChildReport> {
  return new Promise((resolve, reject) => {
    // Room for several seeds' young objects, in megabytes: all of a seed is garbage at its end, and nothing should grow old.
    const young = ["--min-semi-space-size=64", "--max-semi-space-size=64"];
    const flags = ["--enable-source-maps", "--no-warnings", ...young];
    const child = spawn(process.execPath, [...flags, file, JSON.stringify(request)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let text = "";
    child.stdout.setEncoding("utf8").on("data", (part: string) => {
      text += part;
    });
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve(childReport.parse(JSON.parse(text)));
      else reject(new Error(`a process of the simulator ended with ${code}`));
    });
  });
}
