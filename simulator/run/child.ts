import { addUp, type Coverage } from "../coverage.ts";
import { playSeed } from "../play.ts";
import type { ChildReport, ChildRequest } from "./children.ts";
import { openFloor } from "./floors.ts";

/** Plays seeds in a process of its own; the request comes as the first argument, the report goes out as the only line. */
const request: ChildRequest = JSON.parse(process.argv[2] ?? "");
const floor = await openFloor(request.floor, request.databaseUrl);
const coverage: Coverage = new Map();
const began = performance.now();
const cpuBegan = process.cpuUsage();
const report: ChildReport = {
  played: 0,
  milliseconds: 0,
  cpuMilliseconds: 0,
  entries: 0,
  coverage: [],
  hashes: [],
  broken: undefined,
};
try {
  await playAll();
} finally {
  await floor.close();
}
report.milliseconds = performance.now() - began;
const { user, system } = process.cpuUsage(cpuBegan);
report.cpuMilliseconds = (user + system) / 1000;
report.coverage = [...coverage];
process.stdout.write(`${JSON.stringify(report)}\n`);

async function playAll(): Promise<void> {
  for (let seed = request.from; seed < request.until && !report.broken; seed += request.step) {
    const played = await playSeed(seed, floor.open);
    report.played += 1;
    report.entries += played.entries;
    addUp(coverage, played.coverage);
    if (request.hashes) report.hashes.push([seed, played.hash]);
    if (played.broken) report.broken = { seed, ...played.broken };
    else if (request.twice) {
      const again = await playSeed(seed, floor.open);
      if (again.hash !== played.hash) {
        const at = played.lines.findIndex((line, index) => line !== again.lines[index]);
        const rows = [played.lines[at] ?? "(the end)", again.lines[at] ?? "(the end)"];
        report.broken = { seed, invariant: "the same seed plays the same way twice", rows };
      }
    }
    if (request.stopAfterMilliseconds && performance.now() - began > request.stopAfterMilliseconds) break;
  }
}
