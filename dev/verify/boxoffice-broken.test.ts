import { raw, sql, type Transaction } from "@allotement/platform/database/database.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { brokenLines, unguard, verifyAfter } from "./breaking.fixture.ts";
import { openSeason, type Season } from "./season.fixture.ts";

let season: Season;
beforeAll(async () => {
  season = await openSeason();
});
afterAll(() => season?.close());

/** The broken rows of the venue's own rules, after these statements on tables without their guards. */
async function brokenBy(tables: string[], ...statements: string[]): Promise<string[]> {
  const report = await verifyAfter(season, async (boxoffice: Transaction) => {
    for (const table of tables) await unguard(boxoffice, table);
    for (const statement of statements) expect(await boxoffice.run(raw(statement))).toBeGreaterThan(0);
  });
  return brokenLines(report).filter((line) => /^\d+ boxoffice: /.test(line));
}

const seat = (code: number) => `organizer 669, performance 501, seat ${code}`;
const event = (sequence: number, code: number) =>
  `organizer 669, reseller 1, event ${sequence}, performance 501, seat ${code}`;

const copyOfTicket = (change: string) => `
  insert into tickets (organizer_id, performance_number, seat_code, sold_through, reseller_id, price_type_code,
    price_type_channel, seat_category_code, face_value_cents, venue_fee_cents, organizer_fee_cents, barcode, sold_at,
    in_conflict)
  select organizer_id, performance_number, seat_code, sold_through, reseller_id, price_type_code, price_type_channel,
    seat_category_code, face_value_cents, venue_fee_cents, organizer_fee_cents, ${change}
  from tickets where seat_code = 1 and cancelled_at is null`;

test("1: a second live ticket of a seat is named, and a conflict row explains it", async () => {
  const second = copyOfTicket("'02000000000001', sold_at, true");
  expect(await brokenBy([], second)).toEqual([
    expect.stringMatching(
      `1 boxoffice: ${seat(1)}: ticket \\d+ is marked as in conflict and no conflict names it`,
    ),
    expect.stringMatching(
      `1 boxoffice: ${seat(1)}: tickets \\d+, \\d+ are live and no open conflict names them`,
    ),
  ]);
  const conflict = `insert into seat_conflicts (organizer_id, performance_number, seat_code, reseller_id, cause, ticket_id,
    opened_at) select 669, 501, 1, 1, 'soldHereMeanwhile', max(ticket_id), now() from tickets`;
  expect(await brokenBy([], second, conflict)).toEqual([]);
  const closed =
    "update seat_conflicts set closed_at = now(), closed_by = 1, outcome = 'other', note = 'settled'";
  expect(await brokenBy([], second, conflict, closed)).toEqual([
    expect.stringMatching(
      `1 boxoffice: ${seat(1)}: tickets \\d+, \\d+ are live and no open conflict names them`,
    ),
  ]);
});

test("1: a sold seat without a live ticket is named, unless a conflict says why", async () => {
  const dead = "update tickets set cancelled_at = now(), cancelled_after_scan = 9 where seat_code in (2, 9)";
  expect(await brokenBy([], dead)).toEqual([
    `1 boxoffice: ${seat(2)}: the seat is sold, and no ticket of it is live`,
    `1 boxoffice: ${seat(9)}: the seat is soldAtCounter, and no ticket of it is live`,
  ]);
  const conflict = `insert into seat_conflicts (organizer_id, performance_number, seat_code, reseller_id, cause, opened_at)
    select 669, 501, seat_code, 1, 'barcodeTaken', now() from unnest(array[2, 9]) as seat_code`;
  expect(await brokenBy([], dead, conflict)).toEqual([]);
});

test("1: a live ticket on a seat that is not sold is named", async () => {
  expect(await brokenBy([], "update tickets set cancelled_at = null where seat_code = 4")).toEqual([
    expect.stringMatching(`1 boxoffice: ${seat(4)}: ticket \\d+ is live and the seat is allotted`),
  ]);
});

test("3: a hole in the inbox is named", async () => {
  const lines = await brokenBy([], "delete from feed_inbox where sequence = 2");
  expect(lines).toContain(`3 boxoffice: ${event(3, 4)}: follows event 1`);
});

test("3: a cursor beyond the inbox is named", async () => {
  const lines = await brokenBy([], "delete from feed_inbox where sequence = 5");
  expect(lines).toContain(
    "3 boxoffice: organizer 669, reseller 1: the cursor stands at 5, the last event received is 4",
  );
});

test("5: an event marked integrated without a journal line is named", async () => {
  const forgotten =
    "delete from cash_journal where kind = 'sale' and ticket_id = (select ticket_id from feed_inbox where sequence = 1)";
  expect(await brokenBy([], forgotten)).toContain(
    `5 boxoffice: ${event(1, 1)}: sale is integrated with 0 journal entries`,
  );
});

test("5: a sale booked twice is named", async () => {
  const again = `insert into cash_journal (organizer_id, entry_number, at, kind, operator_id, sales_channel_id,
      payment_method_id, ticket_id, performance_number, price_type_code, face_value_cents, venue_fee_cents, organizer_fee_cents)
    select organizer_id, 99, at, kind, operator_id, sales_channel_id, payment_method_id, ticket_id, performance_number,
      price_type_code, face_value_cents, venue_fee_cents, organizer_fee_cents
    from cash_journal where ticket_id = (select ticket_id from feed_inbox where sequence = 1)`;
  expect(await brokenBy(["cash_journal"], again)).toContain(
    `5 boxoffice: ${event(1, 1)}: sale is integrated with 2 journal entries`,
  );
});

test("5: a booked sale that is not marked integrated is named on both hands", async () => {
  const lines = await brokenBy(
    [],
    "update feed_inbox set status = 'pending', integrated_at = null where sequence = 2",
  );
  expect(lines).toContain(`5 boxoffice: ${event(2, 2)}: sale is pending with 1 journal entries`);
  expect(lines).toContainEqual(
    expect.stringMatching(
      "5 boxoffice: organizer 669, entry 3: sale of ticket \\d+ is booked without an integrated event",
    ),
  );
});

test("5: a blocked sale without its reason is named", async () => {
  const lines = await brokenBy(
    ["feed_inbox"],
    "update feed_inbox set block_reason = null where sequence = 5",
  );
  expect(lines).toEqual([
    `5 boxoffice: ${event(5, 3)}: sale is blocked with 0 journal entries and its reason does not fit`,
  ]);
});

test("5: an event received under two numbers is named", async () => {
  const lines = await brokenBy(
    ["feed_inbox"],
    "update feed_inbox set event_id = (select event_id from feed_inbox where sequence = 1) where sequence = 2",
  );
  expect(lines).toContainEqual(
    expect.stringMatching("5 boxoffice: organizer 669, reseller 1: event \\S+ was received as numbers 1, 2"),
  );
});

test("6: a journal line of another amount than its sale is named", async () => {
  const lines = await brokenBy([], "update cash_journal set face_value_cents = 4801 where entry_number = 2");
  expect(lines).toContain(
    "6 boxoffice: organizer 669, reseller 1, performance 501, price type 6690014: integrated 10200 cents, journal 10201, debts 10200",
  );
});

test("6, 7: a debt that was never written is named", async () => {
  expect(await brokenBy([], "delete from receivables where entry_number = 2")).toEqual([
    "6 boxoffice: organizer 669, reseller 1, performance 501, price type 6690014: integrated 10200 cents, journal 10200, debts 5100",
    "7 boxoffice: organizer 669, account 1, entry 2: invoiced 5100 cents, owed nothing",
    "12 boxoffice: organizer 669, entry 2: its content is not what was hashed: it was altered since",
  ]);
});

test("7: a debt of another amount than its invoice line is named", async () => {
  expect(await brokenBy([], "update receivables set amount_cents = 1 where entry_number = 3")).toContain(
    "7 boxoffice: organizer 669, account 1, entry 3: invoiced 5100 cents, owed 1",
  );
});

test("7: a settlement that lowers no debt, or another one than it says, is named", async () => {
  const settled = (
    entryNumber: number,
  ) => `insert into cash_journal (organizer_id, entry_number, at, kind, operator_id,
      sales_channel_id, payment_method_id, face_value_cents, venue_fee_cents, organizer_fee_cents)
    values (669, ${entryNumber}, now(), 'settlement', 1, 1, 1, 2000, 0, 0)`;
  const lowered = (cents: number) => `insert into receivables values (669, 1, 99, ${cents})`;
  const told =
    "insert into settlements (organizer_id, entry_number, customer_account_id) values (669, 99, 1)";
  const paying = (debtEntry: number, cents: number) =>
    `insert into settlement_lines values (669, 99, ${debtEntry}, ${cents})`;
  const whole = [told, paying(2, 2000)];
  const rule7 = async (...statements: string[]) =>
    (await brokenBy([], ...statements)).filter((line) => line.startsWith("7 ") && !line.includes("follows"));
  expect(await rule7(settled(99), lowered(-2000), ...whole)).toEqual([]);
  expect(await rule7(settled(99), lowered(-1999), ...whole)).toEqual([
    "7 boxoffice: organizer 669, account 1, entry 99: settled 2000 cents, owed -1999",
  ]);
  expect(await rule7(settled(99), ...whole)).toEqual([
    "7 boxoffice: organizer 669, account , entry 99: settled 2000 cents, owed nothing",
  ]);
  expect(await rule7(lowered(-2000))).toEqual([
    "7 boxoffice: organizer 669, account 1, entry 99: invoiced nothing cents, owed -2000",
  ]);
  const named = (detail: string) => [`7 boxoffice: organizer 669, entry 99: ${detail}`];
  expect(await rule7(settled(99), lowered(-2000))).toEqual(named("settles, and says not which debts"));
  expect(await rule7(settled(99), lowered(-2000), told, paying(2, 1999))).toEqual(
    named("brings in 2000 cents and pays debts of 1999"),
  );
  // Entry 1 was sold at the counter, in cash: nobody owes it.
  expect(await rule7(settled(99), lowered(-2000), told, paying(1, 2000))).toEqual(
    named("pays a debt that is not of its account"),
  );
  const undone = "update settlements set reverses_entry = 98 where entry_number = 99";
  expect(await rule7(settled(99), lowered(-2000), ...whole, undone)).toEqual(
    named("does not undo entry 98 line by line"),
  );
});

test("7: a gap in the journal's numbers is named", async () => {
  expect(await brokenBy([], "delete from cash_journal where entry_number = 1")).toEqual([
    "7 boxoffice: organizer 669, entry 2: follows entry 0",
    "12 boxoffice: organizer 669, entry 1: is sealed, and the line itself is gone",
  ]);
});

test("9: a seat settled otherwise than the answer says is named", async () => {
  const turned = `update operations set answer = jsonb_set(answer, '{results,0}', '{"seatCode": 5, "error": 43}')
    where kind = 'recall' and state = 'applied'`;
  expect(await brokenBy([], turned)).toEqual([
    expect.stringMatching(
      `9 boxoffice: ${seat(5)}: operation \\S+: recall is applied; its answer asks for recallRefused, the seat had recallWithdrawn`,
    ),
  ]);
});

test("9: a seat that the operation names and that never moved is named", async () => {
  const unmoved = "update seat_movements set operation_id = null where seat_code = 7 and movement = 'allot'";
  const lines = (await brokenBy([], unmoved)).filter((line) => line.startsWith("9 "));
  expect(lines.sort()).toEqual([
    expect.stringMatching(
      `9 boxoffice: ${seat(7)}: operation \\S+: allot names the seat, and it never moved for it`,
    ),
    `9 boxoffice: ${seat(7)}: operation : allot moved the seat, and the operation does not name it`,
  ]);
});

test("9: a seat moved before its operation was answered is named", async () => {
  const reopened =
    "update operations set state = 'open', answer = null, applied_at = null where state = 'voided'";
  expect(await brokenBy([], reopened)).toContainEqual(
    expect.stringMatching(
      `9 boxoffice: ${seat(6)}: operation \\S+: recall is open; its answer asks for nothing, the seat had recallVoided`,
    ),
  );
});

test("9: where a person has repaired or decided, as the audit tells, the answer is no measure", async () => {
  const reopened =
    "update operations set state = 'open', answer = null, applied_at = null where state = 'voided'";
  const repaired = "update seat_movements set operator_id = 1 where movement = 'recallVoided'";
  const lines = await brokenBy([], reopened, repaired);
  expect(lines.filter((line) => line.startsWith("9 "))).toEqual([]);
  const taken = "update seat_movements set movement = 'takeAsAllotted' where movement = 'recallVoided'";
  expect((await brokenBy([], taken)).filter((line) => line.startsWith("9 "))).toEqual([]);
});

test("10: a command that falls along the movements is named", async () => {
  const lines = await brokenBy(
    [],
    "update seat_movements set command = 5 where seat_code = 7 and serial = 2",
  );
  expect(lines).toContain(`10 boxoffice: ${seat(7)}: command 1 after 5, at movement 3`);
});

test("11: a movement that is missing in the middle is named", async () => {
  const lines = await brokenBy([], "delete from seat_movements where seat_code = 9 and serial = 1");
  expect(lines).toEqual([`11 boxoffice: ${seat(9)}: the seat is soldAtCounter without any movement`]);
  expect(await brokenBy([], "delete from seat_movements where seat_code = 7 and serial = 1")).toEqual([
    `11 boxoffice: ${seat(7)}: movement 2 follows 0: allot from held to allotting, where the seat was free`,
  ]);
});

test("11: a transition that is not allowed is named", async () => {
  const lines = await brokenBy(
    [],
    "update seat_movements set movement = 'block' where seat_code = 9 and serial = 1",
  );
  expect(lines).toEqual([
    `11 boxoffice: ${seat(9)}: movement 1 follows 0: block from free to soldAtCounter, where the seat was free (not allowed)`,
  ]);
});

test("11: a seat that moved without its movement is named", async () => {
  expect(await brokenBy([], "update performance_seats set state = 'free' where seat_code = 5")).toContain(
    `11 boxoffice: ${seat(5)}: the seat is free after movement 5 (command 2, grant ), its last movement 5 made it held (command 2, grant )`,
  );
});

test("12: an event changed after its receipt is named", async () => {
  const changed = `update feed_inbox set event = jsonb_set(event, '{pointOfSale}', '"elsewhere"') where sequence = 2`;
  expect(await brokenBy([], changed)).toEqual([
    "12 boxoffice: organizer 669, reseller 1, event 2: its content is not what was hashed",
  ]);
});

test("12: an event, a column or a cursor that does not fit the chain is named", async () => {
  expect(await brokenBy([], "delete from feed_inbox where sequence = 2")).toContain(
    "12 boxoffice: organizer 669, reseller 1, event 3: does not follow the hash of the event before it",
  );
  expect(await brokenBy([], "update feed_inbox set seat_code = 8 where sequence = 5")).toContainEqual(
    "12 boxoffice: organizer 669, reseller 1, event 5: its columns differ from the event received",
  );
  expect(await brokenBy([], "update feed_cursors set hash = repeat('0', 64)")).toEqual([
    "12 boxoffice: organizer 669, reseller 1: the cursor's hash is not that of event 5",
  ]);
});

test("13: a cancellation without its sale, or of another seat's sale, is named", async () => {
  expect(
    await brokenBy([], "update feed_inbox set refers_to = gen_random_uuid() where sequence = 4"),
  ).toEqual([expect.stringMatching(`13 boxoffice: ${event(4, 4)}: refers to \\S+, which was not received`)]);
  const other =
    "update feed_inbox set refers_to = (select event_id from feed_inbox where sequence = 1) where sequence = 4";
  expect(await brokenBy([], other)).toEqual([
    `13 boxoffice: ${event(4, 4)}: refers to event 1, a sale of performance 501, seat 1, grant 1`,
  ]);
});

test("13: a sale cancelled twice is named", async () => {
  const twice = `update feed_inbox set kind = 'cancellation', refers_to = (select event_id from feed_inbox where sequence = 3)
    where sequence = 5`;
  expect(await brokenBy(["feed_inbox"], twice)).toContainEqual(
    expect.stringMatching("13 boxoffice: organizer 669, reseller 1: sale \\S+ is cancelled by events 4, 5"),
  );
});

test("14: a malformed barcode and one borne twice are named", async () => {
  expect(await brokenBy([], "update tickets set barcode = '0200000000000017' where seat_code = 2")).toEqual([
    expect.stringMatching(
      `14 boxoffice: ${seat(2)}: ticket \\d+, sold through reseller, bears 0200000000000017`,
    ),
  ]);
  expect(
    await brokenBy([], "update tickets set barcode = '02000000000001' where seat_code = 9"),
  ).toContainEqual(
    expect.stringMatching(
      `14 boxoffice: ${seat(9)}: ticket \\d+, sold through counter, bears 02000000000001`,
    ),
  );
  const same = "update tickets set barcode = '02000000000001' where seat_code in (2, 3)";
  expect(await brokenBy(["tickets"], same)).toEqual([
    expect.stringMatching("14 boxoffice: organizer 669, barcode 02000000000001: borne by tickets \\d+, \\d+"),
  ]);
});

test("17: a seat that a performance has lost is named", async () => {
  expect(await brokenBy([], "delete from performance_seats where seat_code = 8")).toEqual([
    "17 boxoffice: organizer 669, performance 501: 9 seats (3 allotted, 2 held, 3 sold, 1 soldAtCounter) in a hall of 10",
  ]);
});

test("17: a plan of another size than its hall is named", async () => {
  const lines = await brokenBy([], "update halls set capacity = 11");
  expect(lines).toContain("17 boxoffice: organizer 669, hall 7: 10 seats on the plan of a hall of 11");
});

test("20: an integrated price that is not the grid's is named, whatever the split of its fees", async () => {
  const fees =
    "update price_grid_lines set venue_fee_cents = 0, organizer_fee_cents = 300 where price_type_code = 6690014";
  expect(await brokenBy([], fees)).toEqual([]);
  const amount = "update price_grid_lines set face_value_cents = 4900 where price_type_code = 6690014";
  const lines = await brokenBy([], amount);
  expect(lines).toHaveLength(3);
  expect(lines[0]).toBe(
    `20 boxoffice: ${event(1, 1)}: integrated at 4800 + 300 cents; the grid says 4900 + 300`,
  );
  expect(await brokenBy([], "update price_grids set valid_from = '2027-01-01'")).toContain(
    `20 boxoffice: ${event(1, 1)}: integrated at 4800 + 300 cents; the grid says nothing`,
  );
});

test("18: an operation without an end is named at rest only", async () => {
  const open = async (boxoffice: Transaction) => {
    await boxoffice.run(sql`update operations set state = 'open', applied_at = null where state = 'voided'`);
  };
  const of = async (atRest: boolean) =>
    (await verifyAfter(season, open, atRest)).invariants.filter(({ number }) => number === 18);
  expect(await of(false)).toEqual([]);
  const [venue] = await of(true);
  expect(venue?.rows).toEqual([
    {
      where: expect.stringMatching("organizer 669, operation \\S+, performance 501"),
      detail: "recall is open after 0 attempts (no problem noted)",
    },
  ]);
});

test("18: a feed at which receiving has stopped is named at rest", async () => {
  const stopped = `update feed_cursors set fault = '{"fault": "gap"}'`;
  expect(await brokenBy([], stopped)).toEqual([
    "18 boxoffice: organizer 669, reseller 1: receiving has stopped after event 5 (gap): a person must look",
  ]);
});
