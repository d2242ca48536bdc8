import { expect, inject, test } from "vitest";
import { playSeeds } from "../run/children.ts";

test("on PostgreSQL no seed breaks an invariant or `verify`, and each leaves the trace that it leaves on memory, twice", {
  timeout: 900_000,
}, async () => {
  const seeds = { from: 1, until: 26, hashes: true };
  const databaseUrl = inject("testServerUrl");
  const sql = await playSeeds({ ...seeds, floor: "sql", databaseUrl, twice: true }, "sql");
  expect(sql.broken).toBeUndefined();
  expect(sql.played).toBe(25);
  const memory = await playSeeds(
    { ...seeds, floor: "memory", databaseUrl: undefined, twice: false },
    "beside-sql",
  );
  expect([...sql.hashes].sort()).toEqual([...memory.hashes].sort());
});
