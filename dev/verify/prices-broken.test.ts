import { sealJournal } from "@allotement/boxoffice/house/journal/seal-journal.ts";
import { sqlSealStore } from "@allotement/boxoffice/house/journal/seals.store.ts";
import { overridePrice } from "@allotement/boxoffice/interface/blocked-sales/override.ts";
import { sqlInterfaceStore } from "@allotement/boxoffice/interface/store.ts";
import { raw, sql } from "@allotement/platform/database/database.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { brokenLines, verifyAfter } from "./breaking.fixture.ts";
import { runVerify } from "./run-verify.ts";
import { openSeason, organizerId, resellerId, type Season } from "./season.fixture.ts";

let season: Season;

/** Seat 3, blocked at 5000 + 300 where the grid says 4800 + 300, is accepted by two people. */
beforeAll(async () => {
  season = await openSeason();
  await season.boxoffice.run(sql`
    insert into operators (organizer_id, operator_id, initials, name, role, password_hash)
    values (${organizerId}, 3, 'MAN', 'Manager', 'manager', 'x')`);
  const event = await season.boxoffice.first<{ id: string }>(
    sql`select event_id as id from feed_inbox where sequence = 5`,
  );
  const people = { operatorId: 1, secondOperatorId: 3, reason: "agreed by telephone" };
  const grid = { faceValueCents: 4800, venueFeeCents: 120, organizerFeeCents: 180 };
  const store = sqlInterfaceStore(season.boxoffice, { organizerId, resellerId });
  const accepted = await overridePrice(store, event?.id ?? "", grid, people, season.clock);
  if (accepted.outcome !== "integrated") throw new Error(accepted.error);
  await sealJournal(sqlSealStore(season.boxoffice, organizerId));
});
afterAll(() => season?.close());

async function brokenBy(...statements: string[]): Promise<string[]> {
  const report = await verifyAfter(season, async (venue) => {
    for (const statement of statements) expect(await venue.run(raw(statement))).toBeGreaterThan(0);
  });
  return brokenLines(report).filter((line) => line.startsWith("20 "));
}

const event = "20 boxoffice: organizer 669, reseller 1, event 5, performance 501, seat 3";

test("an accepted price breaks nothing: the override explains it, and both lines are owed", async () => {
  expect(brokenLines(await runVerify({ ...season, atRest: true }))).toEqual([]);
});

test("20: the same price without its override is named, and so is the line that nobody approved", async () => {
  expect(await brokenBy("delete from price_overrides")).toEqual([
    `${event}: integrated at 5000 + 300 cents; the grid says 4800 + 300`,
    expect.stringMatching(
      "20 boxoffice: organizer 669, entry \\d+: priceOverride of ticket \\d+, which nobody approved",
    ),
  ]);
});

test("20: an override of another price than the sale's is named", async () => {
  expect(await brokenBy("update price_overrides set face_value_cents = 4999")).toEqual([
    `${event}: accepted at 4999 + 120 + 180 cents, which is not its price`,
  ]);
});

test("20: an override whose difference is not booked as a line of its own is named", async () => {
  const rest = "not booked in two lines as it was accepted";
  expect(await brokenBy("delete from cash_journal where kind = 'priceOverride'")).toEqual([
    `${event}: ${rest}`,
  ]);
  expect(await brokenBy("update cash_journal set face_value_cents = 1 where kind = 'priceOverride'")).toEqual(
    [`${event}: ${rest}`],
  );
});

test("20: an override of an event that is not integrated is named", async () => {
  expect(
    await brokenBy("update feed_inbox set status = 'pending', integrated_at = null where sequence = 5"),
  ).toContain(`${event}: its price was accepted, but it is pending`);
});
