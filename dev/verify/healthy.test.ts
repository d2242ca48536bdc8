import { existsSync } from "node:fs";
import { sql } from "@allotement/platform/database/database.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { brokenLines, verifyAfter } from "./breaking.fixture.ts";
import { lookNext } from "./look-next.ts";
import { printVerify, verifyJson } from "./print-verify.ts";
import { runVerify } from "./run-verify.ts";
import { openSeason, type Season } from "./season.fixture.ts";

let season: Season;
beforeAll(async () => {
  season = await openSeason();
});
afterAll(() => season?.close());

const run = (atRest: boolean) => runVerify({ ...season, atRest });

test("the season has something of everything to be checked", async () => {
  const states = await season.boxoffice.rows<{ state: string }>(
    sql`select state from performance_seats order by seat_code`,
  );
  expect(states.map(({ state }) => state)).toEqual([
    "sold",
    "sold",
    "sold",
    "allotted",
    "held",
    "allotted",
    "allotted",
    "free",
    "soldAtCounter",
    "held",
  ]);
  const inbox = await season.boxoffice.rows<{ kind: string; status: string }>(
    sql`select kind, status from feed_inbox order by sequence`,
  );
  expect(inbox.map(({ kind, status }) => `${kind} ${status}`)).toEqual([
    "sale integrated",
    "sale integrated",
    "sale integrated",
    "cancellation integrated",
    "sale blocked",
  ]);
  const operations = await season.boxoffice.rows<{ kind: string; state: string }>(
    sql`select kind, state from operations order by operation_id`,
  );
  expect(operations.map(({ kind, state }) => `${kind} ${state}`)).toEqual([
    "allot applied",
    "recall applied",
    "recall voided",
  ]);
});

test("a season at rest breaks no invariant", async () => {
  const report = await run(true);
  expect(brokenLines(report)).toEqual([]);
  expect(report.holds).toBe(true);
  expect(new Set(report.invariants.map(({ number }) => number))).toEqual(
    new Set([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, "R8.3"]),
  );
});

test("what no row can show is named with the tests that prove it", async () => {
  const text = printVerify(await run(true));
  expect(text).toMatch(
    /^ +19 .*: proven by reseller\/access\/isolation\.test\.ts, boxoffice\/isolation\.test\.ts$/m,
  );
  for (const { tests } of (await run(true)).provenElsewhere)
    for (const file of tests) expect(existsSync(new URL(`../../${file}`, import.meta.url)), file).toBe(true);
});

test("whatever is broken, it is told where to look next", async () => {
  for (const { number } of (await run(true)).invariants) expect(lookNext[number], `${number}`).toMatch(/\.$/);
});

test("each side can be verified without the other", async () => {
  const { boxoffice, reseller, clock } = season;
  const venue = await runVerify({ boxoffice, atRest: true, clock });
  const network = await runVerify({ reseller, atRest: true, clock });
  expect(new Set(venue.invariants.map(({ side }) => side))).toEqual(new Set(["boxoffice"]));
  expect(new Set(network.invariants.map(({ side }) => side))).toEqual(new Set(["reseller"]));
  expect([...brokenLines(venue), ...brokenLines(network)]).toEqual([]);
});

test("an account that the other database does not have is told, and not passed over as sound", async () => {
  const report = await verifyAfter(season, async (boxoffice) => {
    await boxoffice.run(sql`update reseller_connections set institution_code = 9998`);
  });
  expect(report.notCompared).toEqual([
    "organizer 669 at institution 9998: the reseller's database has no such institution",
  ]);
  expect(printVerify(report)).toContain(`not compared: ${report.notCompared[0]}`);
  expect((await run(true)).notCompared).toEqual([]);
});

test("what is on its way breaks nothing, and is named at rest", async () => {
  const { exchange, seller, time } = season;
  await seller.sell([7]);
  await seller.reserve([6]);
  time.now = new Date(time.now.getTime() + 3_600_000);
  await exchange.plan({ kind: "recall", seatCodes: [6] });
  expect(brokenLines(await run(false))).toEqual([]);
  const report = await run(true);
  const named = brokenLines(report).map((line) => line.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "…"));
  expect(named).toEqual([
    "4 both: organizer 669 at institution 9999: events after 5 that were not received: 1",
    "18 boxoffice: organizer 669, operation …, performance 501: recall is open after 0 attempts (no problem noted)",
    "18 boxoffice: organizer 669, performance 501, seat 6: recalling under operation …",
    "18 reseller: institution 9999, performance 501, basket …: open, and expired at 2026-10-01T10:10:00Z",
    "18 reseller: institution 9999, performance 501, seat 7: its sale waits for a number in the feed",
    expect.stringMatching(/^R8.3 both: .*seat 6: recalling .*: send again$/),
    expect.stringMatching(/^R8.3 both: .*seat 7: allotted .*: receive the sale$/),
  ]);
  expect(JSON.parse(verifyJson(report))).toEqual(report);
});

test("a season in full swing breaks nothing, whenever it is looked at", async () => {
  const busy = await openSeason();
  const { exchange, seller } = busy;
  let over = false;
  const play = async () => {
    for (let round = 0; round < 12; round++) {
      await exchange.plan({ kind: "allot" });
      await exchange.send();
      const order = await seller.sell([6]);
      await exchange.receive();
      await exchange.plan({ kind: "recall", seatCodes: "all" });
      await exchange.send();
      await exchange.receive();
      await seller.cancel(order);
      await exchange.receive();
      await exchange.integrate();
    }
    over = true;
  };
  const look = async () => {
    const lines: string[] = [];
    let looks = 0;
    for (; !over; looks++) lines.push(...brokenLines(await runVerify({ ...busy, atRest: false })));
    return { lines, looks };
  };
  const [, { lines, looks }] = await Promise.all([play(), look()]).finally(() => busy.close());
  expect(lines).toEqual([]);
  expect(looks).toBeGreaterThan(3);
});

test("at most twenty rows are printed of one invariant", async () => {
  const rows = Array.from({ length: 23 }, (_, index) => ({ where: `seat ${index}`, detail: "wrong" }));
  const one = { number: 1, title: "A rule", side: "boxoffice" as const, holds: false, rows };
  const told = { ...one, lookNext: "Look here first." };
  const text = printVerify({
    atRest: false,
    holds: false,
    invariants: [told],
    notCompared: [],
    provenElsewhere: [],
  });
  expect(text).toContain("A rule: broken 23 times");
  expect(text).toContain("seat 19: wrong");
  expect(text).not.toContain("seat 20: wrong");
  expect(text).toContain("and 3 more\n                → Look here first.\n1 of 1 checks are broken.\n");
});
