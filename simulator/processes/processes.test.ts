import { expect, test } from "vitest";
import { playOnProcesses } from "./play.ts";

const minutes = 60_000;

test(
  "a scenario of the simulator, played on both servers as processes, breaks nothing",
  async () => {
    const { broken, coverage } = await playOnProcesses(1);
    expect(broken).toBeUndefined();
    const met = [...coverage.keys()].join("\n");
    for (const what of ["action: allot ok", "line: messages"]) expect(met).toContain(what);
  },
  4 * minutes,
);
