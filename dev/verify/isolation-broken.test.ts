import { raw } from "@allotement/platform/database/database.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { brokenLines, verifyAfter } from "./breaking.fixture.ts";
import { openSeason, type Season } from "./season.fixture.ts";

let season: Season;
beforeAll(async () => {
  season = await openSeason();
});
afterAll(() => season?.close());

interface Change {
  boxoffice?: string[];
  reseller?: string[];
}

/** What rule 19 says after these statements. */
async function brokenBy({ boxoffice = [], reseller = [] }: Change): Promise<string[]> {
  const report = await verifyAfter(season, async (venue, network) => {
    for (const statement of boxoffice) expect(await venue.run(raw(statement))).toBeGreaterThan(0);
    for (const statement of reseller) expect(await network.run(raw(statement))).toBeGreaterThan(0);
  });
  return brokenLines(report).filter((line) => line.startsWith("19 "));
}

const seat = (code: number) => `institution 9999, performance 501, seat ${code}`;
const neighbour = `insert into institutions (institution_code, name, stream_id)
  values (8888, 'Voisin', '0199a000-0000-7000-8000-00000000abcd')`;

describe("19 at the reseller", () => {
  test("a token that another institution's credential opened is named", async () => {
    const reseller = [
      neighbour,
      `insert into institution_credentials (institution_code, credential_id, user_name, password_hash)
        values (8888, '0199a000-0000-7000-8000-000000000c01', 'voisin', 'x')`,
      `insert into institution_tokens (token_hash, institution_code, credential_id, expires_at)
        values ('0123456789abcdef', 9999, '0199a000-0000-7000-8000-000000000c01', now())`,
    ];
    expect(await brokenBy({ reseller })).toEqual([
      expect.stringMatching(
        "19 reseller: institution 9999, token 01234567…: opens the door of another: its credential",
      ),
    ]);
  });

  test("a seat in another institution's basket, and one sold by another's order, are named", async () => {
    const moved =
      "update baskets set institution_code = 8888 where basket_id = (select basket_id from baskets limit 1)";
    const inBasket = `update contingent_seats set state = 'inBasket', basket_id = (select basket_id from baskets
      where institution_code = 8888) where seat_code = 7`;
    expect(await brokenBy({ reseller: [moved, inBasket] })).toContainEqual(
      expect.stringMatching(`19 reseller: ${seat(7)}: lies in basket \\S+, which is not this institution's`),
    );
    const order = `update orders set institution_code = 8888 where order_id = (select order_id from order_lines where seat_code = 2)`;
    const lines = await brokenBy({ reseller: [order] });
    expect(lines.sort()).toEqual([
      expect.stringMatching(
        `19 reseller: ${seat(2)}, order \\S+ line 1: its order, seat or performance is not this institution's`,
      ),
      expect.stringMatching(
        `19 reseller: ${seat(2)}: movement \\d+ was made for order \\S+, which is not this institution's`,
      ),
    ]);
  });

  test("a movement for another institution's operation or basket is named", async () => {
    const operation = "update operation_log set institution_code = 8888 where kind = 'recall'";
    expect(await brokenBy({ reseller: [operation] })).toContainEqual(
      expect.stringMatching(
        `19 reseller: ${seat(5)}: movement \\d+ was made for operation \\S+, which is not`,
      ),
    );
    const basket = `update baskets set institution_code = 8888 where basket_id = (select basket_id from orders
      join order_lines using (order_id) where seat_code = 1)`;
    expect(await brokenBy({ reseller: [basket] })).toContainEqual(
      expect.stringMatching(`19 reseller: ${seat(1)}: movement \\d+ was made for basket \\S+, which is not`),
    );
  });

  test("an event that tells of another institution's order, performance or seat is named", async () => {
    for (const change of [
      `jsonb_set(facts, '{orderId}', '"0199a000-0000-7000-8000-00000000dddd"')`,
      "jsonb_set(facts, '{performanceNumber}', '777')",
      "jsonb_set(facts, '{seatCode}', '4711')",
    ]) {
      const reseller = [`update feed_events set facts = ${change} where sequence = 2`];
      expect(await brokenBy({ reseller })).toEqual([
        expect.stringMatching(
          "19 reseller: institution 9999, event 2, .*: tells of order \\S+, which holds no such line",
        ),
      ]);
    }
  });

  test("a stored answer that names a seat of another institution is named", async () => {
    const reseller = [
      `update operation_log set answer = jsonb_set(answer, '{results,0,seatCode}', '4711') where kind = 'recall'`,
    ];
    expect(await brokenBy({ reseller })).toEqual([
      expect.stringMatching(`19 reseller: ${seat(4711)}: the stored answer of operation \\S+ names it`),
    ]);
  });
});

describe("19 at the venue", () => {
  const event = (sequence: number, code: number, performance = 501) =>
    `19 boxoffice: organizer 669, reseller 1, event ${sequence}, performance ${performance}, seat ${code}`;

  test("an event of another organizer's performance, or with another seat's ticket, is named", async () => {
    const elsewhere = "update feed_inbox set performance_number = 777 where sequence = 1";
    expect(await brokenBy({ boxoffice: [elsewhere] })).toEqual([
      `${event(1, 1, 777)}: is of a performance that this organizer has not, and is not blocked for it`,
      expect.stringMatching(
        `${event(1, 1, 777)}: names ticket \\d+, which is not that of this organizer's seat`,
      ),
    ]);
    const other = `update feed_inbox set ticket_id = (select ticket_id from tickets where seat_code = 9) where sequence = 1`;
    expect(await brokenBy({ boxoffice: [other] })).toEqual([
      expect.stringMatching(`${event(1, 1)}: names ticket \\d+, which is not that of this organizer's seat`),
    ]);
  });

  test("an operation that asks for another performance's seats is named", async () => {
    const boxoffice = [
      `update operations set body = replace(body, '"performanceNumber":501', '"performanceNumber":777') where kind = 'recall' and state = 'applied'`,
    ];
    expect(await brokenBy({ boxoffice })).toEqual([
      expect.stringMatching(
        "19 boxoffice: organizer 669, operation \\S+, performance 501: asks for seat 5 of performance 777, which this organizer has not",
      ),
    ]);
  });

  test("a ticket of a seat, and a session of an operator, that the organizer has not are named", async () => {
    expect(await brokenBy({ boxoffice: ["update tickets set seat_code = 99 where seat_code = 9"] })).toEqual([
      expect.stringMatching(
        "19 boxoffice: organizer 669, performance 501, seat 99: ticket \\d+ is of a seat that this",
      ),
    ]);
    const session = `insert into operator_sessions (token_hash, organizer_id, operator_id, opened_at, active_at, expires_at)
      values ('0123456789abcdef', 669, 77, now(), now(), now())`;
    expect(await brokenBy({ boxoffice: [session] })).toEqual([
      "19 boxoffice: organizer 669, session 01234567…: is of operator 77, whom this organizer has not",
    ]);
  });

  test("two organizers who read one institution or one stream are named", async () => {
    const boxoffice = [
      `insert into reseller_connections select (jsonb_populate_record(kept, '{"organizer_id": 700}')).*
        from reseller_connections kept`,
      `insert into feed_cursors select (jsonb_populate_record(kept, '{"organizer_id": 700}')).* from feed_cursors kept`,
    ];
    expect(await brokenBy({ boxoffice })).toEqual([
      "19 boxoffice: institution 9999 at https://network.example: is read by several organizers: 669, 700",
      "19 boxoffice: stream 0199a000-0000-7000-8000-000000000001: is received by several organizers: 669, 700",
    ]);
  });
});

test("19 across: an event or operation that stands with another institution is named", async () => {
  const pair = "19 both: organizer 669 at institution 9999";
  const reseller = [
    neighbour,
    "update feed_events set institution_code = 8888 where sequence = 3",
    "update operation_log set institution_code = 8888 where kind = 'recall'",
  ];
  const lines = (await brokenBy({ reseller })).filter((line) => line.startsWith("19 both"));
  expect(lines).toEqual([
    expect.stringMatching(`${pair}, event \\S+: was received, and stands in the feed of institution 8888`),
    expect.stringMatching(`${pair}, operation \\S+: was sent, and is stored under institution 8888`),
  ]);
});
