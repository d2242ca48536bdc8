import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { files, isTest } from "../architecture.files.ts";
import { playSeeds } from "./run/children.ts";
import { crashPoints } from "./run/expected.ts";

test("no seed breaks an invariant, and each plays the same way twice", { timeout: 900_000 }, async () => {
  const request = { from: 1, until: 401, floor: "memory" as const, databaseUrl: undefined, twice: true };
  const report = await playSeeds(request, "test");
  expect(report.broken).toBeUndefined();
  expect(report.played).toBe(400);
});

test("every crash point of the product is one that the simulator expects to meet", () => {
  // Mail moves no seat, and what a stock rule starts is a run like any other: neither's own work is played.
  const found = files
    .filter((file) => !/^boxoffice\/interface\/(mail|stock-rules)\//.test(file))
    .filter((file) => /^(boxoffice|reseller)\/.*\.ts$/.test(file) && !isTest(file))
    .flatMap((file) => [...readFileSync(file, "utf8").matchAll(/crash\.point\("([\w.]+)"\)/g)])
    .map(([, name = ""]) => name);
  expect([...new Set(found)].sort()).toEqual(crashPoints);
});
