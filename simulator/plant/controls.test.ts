import { expect, inject, test } from "vitest";
import { playSeeds } from "../run/children.ts";
import { prunedLog } from "./controls.reseller.ts";
import { controls } from "./controls.ts";
import { controlsTable, runControls } from "./run-controls.ts";

test("every planted fault is caught within its budget of seeds", { timeout: 900_000 }, async () => {
  const caught = await runControls(controls, inject("testServerUrl"), () => undefined);
  process.stdout.write(`${controlsTable(caught)}\n`);
  expect(caught.filter(({ by }) => !by).map(({ control }) => control.name)).toEqual([]);
});

test("a pruned log alone breaks nothing: the counters take its place", { timeout: 300_000 }, async () => {
  const request = { from: 1, until: 301, floor: "memory" as const, databaseUrl: undefined, twice: false };
  const { broken, played } = await playSeeds({ ...request, plantings: prunedLog }, "pruned");
  expect(broken).toBeUndefined();
  expect(played).toBe(300);
});
