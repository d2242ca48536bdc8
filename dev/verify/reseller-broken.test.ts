import { raw, type Transaction } from "@allotement/platform/database/database.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { brokenLines, unguard, verifyAfter } from "./breaking.fixture.ts";
import { openSeason, type Season } from "./season.fixture.ts";

let season: Season;
beforeAll(async () => {
  season = await openSeason();
});
afterAll(() => season?.close());

/** The broken rows of the network's own rules, after these statements on tables without their guards. */
async function brokenBy(tables: string[], ...statements: string[]): Promise<string[]> {
  const report = await verifyAfter(season, async (_boxoffice, reseller: Transaction) => {
    for (const table of tables) await unguard(reseller, table);
    for (const statement of statements) expect(await reseller.run(raw(statement))).toBeGreaterThan(0);
  });
  return brokenLines(report).filter((line) => /^\d+ reseller: /.test(line));
}

const seat = (code: number) => `institution 9999, performance 501, seat ${code}`;
const event = (sequence: number, code: number) =>
  `institution 9999, event ${sequence}, performance 501, seat ${code}`;

test("1: a sold seat without a live ticket, or with two, is named", async () => {
  expect(await brokenBy([], "update contingent_seats set state = 'sold' where seat_code = 7")).toContain(
    `1 reseller: ${seat(7)}: the seat is sold with 0 live tickets (none)`,
  );
  const lines = await brokenBy(["order_lines"], "update order_lines set seat_code = 1 where seat_code = 2");
  expect(lines).toContainEqual(
    expect.stringMatching(
      `1 reseller: ${seat(1)}: the seat is sold with 2 live tickets \\(\\S+ line 1, \\S+ line 1\\)`,
    ),
  );
});

test("1: an offered seat with a live ticket is named", async () => {
  expect(await brokenBy([], "update order_lines set cancelled_at = null where seat_code = 4")).toContainEqual(
    expect.stringMatching(`1 reseller: ${seat(4)}: the seat is offered with 1 live tickets`),
  );
});

test("3: a hole in the feed, or one that does not begin at 1, is named", async () => {
  expect(await brokenBy([], "delete from feed_events where sequence = 2")).toContain(
    "3 reseller: institution 9999, event 3: follows event 1",
  );
  expect(await brokenBy([], "delete from feed_events where sequence = 1")).toContain(
    "3 reseller: institution 9999, event 2: follows event 0",
  );
});

test("3: a sold line that the feed does not tell is named", async () => {
  expect(await brokenBy([], "delete from feed_events where sequence = 5")).toEqual([
    expect.stringMatching(`3 reseller: ${seat(3)}, order \\S+ line 1: its sale is not in the feed`),
  ]);
});

test("9: a movement that the answer does not list is named", async () => {
  const turned = `update operation_log set answer = jsonb_set(answer, '{results,0}', '{"seatCode": 5, "error": 43}')
    where kind = 'recall'`;
  expect(await brokenBy([], turned)).toEqual([
    expect.stringMatching(
      `9 reseller: ${seat(5)}: operation \\S+: its answer lists nothing, the seat has 1 of recall under grant 1`,
    ),
  ]);
});

test("9: an accepted seat that never moved is named", async () => {
  expect(
    await brokenBy(
      [],
      "update contingent_movements set operation_id = null where seat_code = 5 and movement = 'recall'",
    ),
  ).toEqual([
    expect.stringMatching(
      `9 reseller: ${seat(5)}: operation \\S+: its answer lists recall under grant 1, the seat has no movement`,
    ),
  ]);
});

test("9: a grant other than the answer's is named", async () => {
  const other = `update operation_log set answer = jsonb_set(answer, '{results,6}', '{"seatCode": 7, "grant": 3}')
    where kind = 'allot'`;
  expect(await brokenBy([], other)).toEqual([
    expect.stringMatching(
      `9 reseller: ${seat(7)}: operation \\S+: its answer lists allot under grant 3, the seat has 1 of allot under grant 1`,
    ),
  ]);
});

test("10: a command that falls, along the movements or on the seat, is named", async () => {
  expect(
    await brokenBy([], "update contingent_movements set command = 9 where seat_code = 1 and serial = 1"),
  ).toEqual([`10 reseller: ${seat(1)}: command 1 after 9, grant 1 after 1, at movement 2`]);
  expect(
    await brokenBy(["contingent_seats"], "update contingent_seats set command = 0 where seat_code = 7"),
  ).toEqual([`10 reseller: ${seat(7)}: command 0 after 1, grant 1 after 1, on the seat`]);
});

test("11: a gap, a break or a forbidden transition in a seat's movements is named", async () => {
  expect(await brokenBy([], "delete from contingent_movements where seat_code = 1 and serial = 2")).toEqual([
    `11 reseller: ${seat(1)}: movement 3 follows 1: sell from inBasket to sold, where the seat was offered`,
  ]);
  expect(
    await brokenBy(
      [],
      "update contingent_movements set movement = 'cancel' where seat_code = 1 and serial = 3",
    ),
  ).toEqual([
    `11 reseller: ${seat(1)}: movement 3 follows 2: cancel from inBasket to sold, where the seat was inBasket (not allowed)`,
  ]);
});

test("11: a seat that moved without its movement is named", async () => {
  expect(await brokenBy([], "update contingent_seats set state = 'withdrawn' where seat_code = 7")).toEqual([
    `11 reseller: ${seat(7)}: the seat is withdrawn after movement 1 (grant 1), its last movement 1 made it offered (grant 1)`,
  ]);
});

test("12: an event changed after it was numbered is named", async () => {
  expect(
    await brokenBy(
      [],
      `update feed_events set facts = jsonb_set(facts, '{barcode}', '"02"') where sequence = 2`,
    ),
  ).toEqual(["12 reseller: institution 9999, event 2: its content is not what was hashed"]);
  expect(
    await brokenBy([], "update feed_events set event_id = gen_random_uuid() where sequence = 4"),
  ).toEqual(["12 reseller: institution 9999, event 4: its identity differs from its content's"]);
  expect(
    await brokenBy([], "update feed_events set previous_hash = repeat('0', 64) where sequence = 4"),
  ).toEqual(["12 reseller: institution 9999, event 4: does not follow the hash of the event before it"]);
});

test("13: a cancellation of an unknown sale, or of another seat's, is named", async () => {
  const unknown = `update feed_events set facts = jsonb_set(facts, '{refersTo}', to_jsonb(gen_random_uuid())) where sequence = 4`;
  const lines = await brokenBy([], unknown);
  expect(lines).toContainEqual(
    expect.stringMatching(`13 reseller: ${event(4, 4)}: refers to \\S+, which is not in the feed`),
  );
  expect(lines).toContainEqual(
    expect.stringMatching(
      `13 reseller: ${seat(4)}, order \\S+ line 1: is cancelled, and the feed does not say so`,
    ),
  );
  const other = `update feed_events set facts = jsonb_set(facts, '{refersTo}',
    (select to_jsonb(event_id) from feed_events where sequence = 1)) where sequence = 4`;
  expect(await brokenBy([], other)).toContain(
    `13 reseller: ${event(4, 4)}: refers to event 1, a sale of performance 501, seat 1`,
  );
});

test("13: a sale cancelled twice is named", async () => {
  const again = `insert into feed_events (institution_code, event_id, facts)
    select institution_code, gen_random_uuid(), facts from feed_events where sequence = 4`;
  expect(await brokenBy([], again)).toEqual([
    expect.stringMatching("13 reseller: institution 9999, sale \\S+: is cancelled by 2 events"),
    `18 reseller: ${seat(4)}: its cancellation waits for a number in the feed`,
  ]);
});

test("14: a malformed barcode and one borne twice are named", async () => {
  expect(
    await brokenBy(
      ["order_lines"],
      "update order_lines set barcode = '0200000000000017' where seat_code = 1",
    ),
  ).toEqual([expect.stringMatching(`14 reseller: ${seat(1)}, order \\S+ line 1: bears 0200000000000017`)]);
  expect(
    await brokenBy(
      ["order_lines"],
      "update order_lines set barcode = '02000000000001' where seat_code in (1, 2)",
    ),
  ).toEqual([
    expect.stringMatching(
      "14 reseller: institution 9999, barcode 02000000000001: borne by \\S+ line 1, \\S+ line 1",
    ),
  ]);
});

test("18: an expired basket that is still open, and a seat in a closed one, are named", async () => {
  expect(
    await brokenBy(
      [],
      "update baskets set state = 'open' where basket_id in (select basket_id from baskets limit 1)",
    ),
  ).toEqual([]);
  expect(
    await brokenBy(
      [],
      `update baskets set state = 'open', expires_at = '2026-10-01T09:00:00Z'
        where basket_id in (select basket_id from baskets limit 1)`,
    ),
  ).toEqual([
    expect.stringMatching(
      "18 reseller: institution 9999, performance 501, basket \\S+: open, and expired at 2026-10-01T09:00:00Z",
    ),
  ]);
  expect(
    await brokenBy(
      [],
      "update contingent_seats set state = 'inBasket', basket_id = (select basket_id from baskets limit 1) where seat_code = 7",
    ),
  ).toContainEqual(expect.stringMatching(`18 reseller: ${seat(7)}: in basket \\S+, which is sold`));
});
