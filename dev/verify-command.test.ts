import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { sql } from "@allotement/platform/database/database.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openSeason, type Season } from "./verify/season.fixture.ts";

let season: Season;
beforeAll(async () => {
  season = await openSeason();
});
afterAll(() => season?.close());

/** Runs `allotement verify` as people do; answers its exit code and what it said. */
function verify(...options: string[]): Promise<{ code: number | null; said: string; complained: string }> {
  const command = fileURLToPath(new URL("../bin/allotement", import.meta.url));
  return new Promise((resolve) => {
    const environment = { ...process.env, DEMO_DIRECTORY: "/nowhere" };
    const child = execFile(
      command,
      ["verify", ...options],
      { env: environment },
      (_error, said, complained) => resolve({ code: child.exitCode, said, complained }),
    );
  });
}
const both = () => ["--boxoffice", season.urls.boxoffice, "--reseller", season.urls.reseller];

/** A seat that the venue frees while the reseller offers it. */
const free = (state: string) =>
  season.boxoffice.transaction(async (transaction) => {
    await transaction.run(sql`set local session_replication_role = replica`);
    await transaction.run(sql`update performance_seats set state = ${state} where seat_code = 7`);
  });

test("two sound databases: every rule on its line, all of them hold, code 0", async () => {
  const { code, said } = await verify(...both(), "--at-rest");
  expect(said).toMatch(/^ +1 {2}venue +No seat has two live tickets.*: holds$/m);
  expect(said).toMatch(/^ +1 {2}reseller +.*: holds$/m);
  expect(said).toMatch(/^ +2 {2}both +.*: holds$/m);
  for (let number = 1; number <= 20; number++) expect(said).toMatch(new RegExp(`^ +${number} {2}`, "m"));
  expect(said).toMatch(/\nAll \d+ checks hold\.\n$/);
  expect(code).toBe(0);
});

test("one side alone is asked what it can answer, and nothing is compared", async () => {
  const venue = await verify("--boxoffice", season.urls.boxoffice);
  expect([venue.code, venue.said.includes("reseller  "), venue.said.includes("both  ")]).toEqual([
    0,
    false,
    false,
  ]);
  const network = await verify("--reseller", season.urls.reseller);
  expect([network.code, network.said.includes("venue  ")]).toEqual([0, false]);
});

test("a broken rule: its rows, what they mean, how many are broken, code 1; the same as JSON", async () => {
  await free("held");
  try {
    const { code, said } = await verify(...both());
    const seat = "organizer 669 at institution 9999, performance 501, seat 7";
    expect(said).toMatch(/^ +2 {2}both +Never are both sides entitled.*: broken 1 times$/m);
    expect(said).toContain(
      `                ${seat}: held under grant 1 at the venue, offered under grant 1 at the reseller`,
    );
    expect(said).toMatch(/^ +→ Both sides may sell this seat now\. Take it off sale on one side first/m);
    expect(said).toMatch(/\n\d of \d+ checks are broken\.\n$/);
    expect(code).toBe(1);
    const json = await verify(...both(), "--json");
    expect(json.code).toBe(1);
    const report = JSON.parse(json.said);
    expect(report).toMatchObject({ atRest: false, holds: false, notCompared: [] });
    const broken = report.invariants.filter((one: { holds: boolean }) => !one.holds);
    expect(broken).toContainEqual({
      number: 2,
      side: "both",
      holds: false,
      title: expect.any(String),
      lookNext: expect.stringMatching("Take it off sale"),
      rows: [
        { where: seat, detail: "held under grant 1 at the venue, offered under grant 1 at the reseller" },
      ],
    });
  } finally {
    await free("allotted");
  }
});

test("without databases and without a running demo it says what to do, and holds nothing for sound", async () => {
  const { code, said, complained } = await verify();
  expect(code).not.toBe(0);
  expect(said).not.toContain("hold");
  expect(complained).toContain(
    "start the demo (npm start), or name the databases with --boxoffice and --reseller",
  );
});
