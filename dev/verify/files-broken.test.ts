import { raw, type Transaction } from "@allotement/platform/database/database.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { brokenLines, unguard, verifyAfter } from "./breaking.fixture.ts";
import { openSeason, type Season } from "./season.fixture.ts";

let season: Season;
beforeAll(async () => {
  season = await openSeason();
});
afterAll(() => season?.close());

/** The broken rows of the venue's own rules, where files and feed tell of the same tickets. */
async function brokenBy(...statements: string[]): Promise<string[]> {
  const report = await verifyAfter(season, async (boxoffice: Transaction) => {
    await unguard(boxoffice, "feed_inbox");
    for (const statement of statements) expect(await boxoffice.run(raw(statement))).toBeGreaterThan(0);
  });
  return brokenLines(report);
}

test("3: the head of the files is the last event of a file", async () => {
  const lines = await brokenBy("update feed_cursors set file_sequence = 7, file_hash = repeat('0', 64)");
  expect(lines).toContainEqual(
    expect.stringMatching(/^3 boxoffice: .*the files stand at 7, the last event of a file is 0/),
  );
});

test("5: a ticket that a file and the feed both told is booked by one of them", async () => {
  const twice = `insert into feed_inbox select (jsonb_populate_record(told, jsonb_build_object(
    'stream_id', gen_random_uuid(), 'event_id', gen_random_uuid(), 'source', 'file'))).*
    from feed_inbox told where sequence = 1`;
  expect(await brokenBy(twice)).toContainEqual(
    expect.stringMatching(
      /^5 boxoffice: .*its sale is booked by event 1 of the feed and event 1 of the file/,
    ),
  );
});

test("5: what says the same as a file's event is of the very same ticket", async () => {
  const other = `update feed_inbox set same_as = (select event_id from feed_inbox where sequence = 1),
    ticket_id = null, status = 'known', integrated_at = null where sequence = 2`;
  expect(await brokenBy(other)).toContainEqual(
    expect.stringMatching(/^5 boxoffice: .*says the same as event 1 of the files: sale of/),
  );
});

test("13: a sale that was overtaken has its cancellation at rest", async () => {
  expect(await brokenBy("update feed_inbox set overtaken_by = event_id where sequence = 1")).toContainEqual(
    expect.stringMatching(/^13 boxoffice: .*its customer is not let in/),
  );
});

test("12: the last hash of the files is that of their last event", async () => {
  const asFile = "update feed_inbox set source = 'file', stream_id = gen_random_uuid() where sequence = 1";
  const head = "update feed_cursors set file_sequence = 1, file_hash = repeat('0', 64)";
  expect(await brokenBy(asFile, head)).toContainEqual(
    expect.stringMatching(/^12 boxoffice: .*the cursor's hash is not that of event 1/),
  );
});
