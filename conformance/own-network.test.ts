import { afterAll, beforeAll, expect, test } from "vitest";
import { type OwnNetwork, prove, startOwnNetwork } from "./own-network.fixture.ts";
import { allRules } from "./rules/all-rules.ts";

let own: OwnNetwork;
beforeAll(async () => {
  // Few enough that the kit meets the limit; the institutions share nothing of it.
  own = await startOwnNetwork({ CALLS_PER_MINUTE: 3000 });
});
afterAll(() => own.close());

test("our own network keeps every rule", { timeout: 240_000 }, async () => {
  const { rules } = await prove(own.url, own.config, allRules);
  const faulty = rules.filter(({ verdict }) => verdict.kind !== "holds");
  expect(faulty.map(({ rule, verdict }) => [rule.id, verdict])).toEqual([]);
  expect(rules.length).toBe(allRules.length);
});
