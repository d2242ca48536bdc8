import { afterAll, beforeAll, expect, test } from "vitest";
import { type OwnNetwork, prove, startOwnNetwork } from "./own-network.fixture.ts";
import type { Rule } from "./rule.ts";
import { allRules } from "./rules/all-rules.ts";

let own: OwnNetwork;
/** Its limit is met by the slowest machine. */
let limited: OwnNetwork;
beforeAll(async () => {
  own = await startOwnNetwork();
  limited = await startOwnNetwork({ CALLS_PER_MINUTE: 240 });
});
afterAll(async () => {
  await own.close();
  await limited.close();
});

const isOfTheLimit = ({ id }: Rule) => id === "L1";

async function faultyAt(network: OwnNetwork, rules: readonly Rule[]) {
  const report = await prove(network.url, network.config, rules);
  expect(report.rules.length).toBe(rules.length);
  return report.rules
    .filter(({ verdict }) => verdict.kind !== "holds")
    .map(({ rule, verdict }) => [rule.id, verdict]);
}

test("our own network keeps every rule", { timeout: 240_000 }, async () => {
  const others = allRules.filter((rule) => !isOfTheLimit(rule));
  expect(await faultyAt(own, others)).toEqual([]);
  expect(await faultyAt(limited, allRules.filter(isOfTheLimit))).toEqual([]);
});
