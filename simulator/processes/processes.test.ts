import { expect, test } from "vitest";
import { playOnProcesses } from "./play.ts";

const minutes = 60_000;

test(
  "a scenario of the simulator, played on both servers as processes, breaks nothing",
  async () => {
    const { broken, coverage } = await playOnProcesses(1);
    expect(broken).toBeUndefined();
    const met = [...coverage.keys()];
    expect(met).toContain("line: messages");
    // Which actions find a server that is up is a matter of the moment; that several do, of the scenario.
    expect(met.filter((what) => /^action: .* ok$/.test(what)).length).toBeGreaterThanOrEqual(2);
  },
  4 * minutes,
);
