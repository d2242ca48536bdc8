import { raw } from "@allotement/platform/database/database.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { brokenLines, unguard, verifyAfter } from "./breaking.fixture.ts";
import { openSeason, type Season } from "./season.fixture.ts";

/** Accepted prices and closed sales (rule 7): what two people did not decide, or what is not booked as they did. */

let season: Season;
beforeAll(async () => {
  season = await openSeason();
});
afterAll(() => season?.close());

async function brokenBy(tables: string[], ...statements: string[]): Promise<string[]> {
  const report = await verifyAfter(season, async (boxoffice) => {
    for (const table of tables) await unguard(boxoffice, table);
    for (const statement of statements) expect(await boxoffice.run(raw(statement))).toBeGreaterThan(0);
  });
  return brokenLines(report);
}

const event = "organizer 669, reseller 1, event 1, performance 501, seat 1";
const approve = (face: number, base: number) => `
  insert into price_overrides select organizer_id, reseller_id, event_id, 1, 2, 'agreed', received_at, ${face},
    (event->>'venueFeeCents')::int, (event->>'organizerFeeCents')::int, ${base},
    (event->>'venueFeeCents')::int, (event->>'organizerFeeCents')::int
  from feed_inbox where sequence = 1`;

test("20: a price that two people accepted and that was not booked in two lines is named", async () => {
  expect(await brokenBy([], approve(4800, 4700))).toEqual([
    `20 boxoffice: ${event}: not booked in two lines as it was accepted`,
  ]);
});

test("20: an approval of another price than the sale's is named", async () => {
  expect(await brokenBy([], approve(4900, 4800))).toEqual([
    `20 boxoffice: ${event}: accepted at 4900 + 120 + 180 cents, which is not its price`,
  ]);
});

test("20: an approval of a sale that is not integrated is named", async () => {
  const approved = await brokenBy(
    [],
    approve(4800, 4700),
    "update feed_inbox set status = 'pending', integrated_at = null where sequence = 1",
  );
  expect(approved).toContain(`20 boxoffice: ${event}: its price was accepted, but it is pending`);
});

test("20: a difference to the grid that nobody approved is named", async () => {
  const broken = await brokenBy(
    [],
    `insert into cash_journal (organizer_id, entry_number, at, kind, operator_id, sales_channel_id, payment_method_id,
        ticket_id, performance_number, price_type_code, face_value_cents, venue_fee_cents, organizer_fee_cents)
      select organizer_id, (select max(entry_number) + 1 from cash_journal), at, 'priceOverride', operator_id,
        sales_channel_id, payment_method_id, ticket_id, performance_number, price_type_code, 100, 0, 0
      from cash_journal where kind = 'sale' and ticket_id = (select ticket_id from feed_inbox where sequence = 1)`,
  );
  expect(broken).toContainEqual(
    expect.stringMatching(
      /^20 boxoffice: organizer 669, entry \d+: priceOverride of ticket \d+, which nobody/,
    ),
  );
  expect(broken).toContainEqual(expect.stringMatching(/^6 boxoffice: .* journal \d+, debts/));
});

test("5: a sale that is closed without two people, or that they closed and is not, is named", async () => {
  const closed = `update feed_inbox set status = 'closed', block_reason = '{"kind": "unknownSeat"}', integrated_at = null
    where sequence = 1`;
  expect(await brokenBy([], closed)).toContain(`5 boxoffice: ${event}: is closed, but nobody closed it`);
  const said = `insert into closed_sales
    select organizer_id, reseller_id, event_id, 1, 2, 'lost', received_at from feed_inbox where sequence = 1`;
  expect(await brokenBy([], said)).toContain(`5 boxoffice: ${event}: is integrated, though it was closed`);
});
