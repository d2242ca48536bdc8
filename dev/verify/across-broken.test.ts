import { raw, type Transaction } from "@allotement/platform/database/database.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { brokenLines, unguard, verifyAfter } from "./breaking.fixture.ts";
import { openSeason, type Season } from "./season.fixture.ts";
import { neverBothEntitled, seatBySeat } from "./seats.across.ts";
import { readSides, type Sides } from "./sides.ts";

let season: Season;
beforeAll(async () => {
  season = await openSeason();
});
afterAll(() => season?.close());

interface Change {
  boxoffice?: string;
  reseller?: string;
  atRest?: boolean;
}

const guarded = { boxoffice: ["performance_seats"], reseller: ["contingent_seats"] };

/** The broken rows of the rules over both databases, after these statements on tables without their guards. */
async function brokenBy(change: Change): Promise<string[]> {
  const apply = async (transaction: Transaction, side: "boxoffice" | "reseller") => {
    const statement = change[side];
    if (statement === undefined) return;
    for (const table of guarded[side]) await unguard(transaction, table);
    expect(await transaction.run(raw(statement))).toBeGreaterThan(0);
  };
  const report = await verifyAfter(
    season,
    async (boxoffice, reseller) => {
      await apply(boxoffice, "boxoffice");
      await apply(reseller, "reseller");
    },
    change.atRest ?? true,
  );
  return brokenLines(report).filter((line) => /^\S+ both: /.test(line));
}

const pair = "organizer 669 at institution 9999";
const seat = (code: number) => `${pair}, performance 501, seat ${code}`;
const venueSeat = (code: number, set: string) =>
  `update performance_seats set ${set} where seat_code = ${code}`;
const networkSeat = (code: number, set: string) =>
  `update contingent_seats set ${set} where seat_code = ${code}`;

describe("2: never are both sides entitled", () => {
  for (const state of ["free", "held", "soldAtCounter", "blocked"]) {
    test(`a seat that is ${state} at home and offered at the reseller is named`, async () => {
      expect(await brokenBy({ boxoffice: venueSeat(7, `state = '${state}'`) })).toContain(
        `2 both: ${seat(7)}: ${state} under grant 1 at the venue, offered under grant 1 at the reseller`,
      );
    });
  }

  test("a seat that is held at home and sold at the reseller is named", async () => {
    expect(await brokenBy({ boxoffice: venueSeat(1, "state = 'held'") })).toContain(
      `2 both: ${seat(1)}: held under grant 1 at the venue, sold under grant 1 at the reseller`,
    );
  });

  test("a forced recall explains it; the fence still has to reach the reseller", async () => {
    const fenced = venueSeat(7, "state = 'held', grant_command = null, fence = 1");
    expect(await brokenBy({ boxoffice: fenced, atRest: false })).toEqual([]);
    expect(await brokenBy({ boxoffice: fenced })).toEqual([
      `R8.3 both: ${seat(7)}: held at the venue, offered under grant 1 at the reseller: send the fence again`,
    ]);
  });
});

test("2: a seat that moves while the databases are read proves nothing", async () => {
  const readBefore = async (serial: number) => {
    const sides: Sides[] = [];
    const report = await verifyAfter(season, async (before, reseller) => {
      await before.run(raw(venueSeat(7, `state = 'held', movement_serial = ${serial}`)));
      sides.push(await readSides({ before, reseller, after: season.boxoffice, atRest: false }));
    });
    expect(brokenLines(report)).not.toEqual([]);
    const [both] = sides;
    return both ? [...(await neverBothEntitled.check(both)), ...(await seatBySeat.check(both))] : [];
  };
  expect(await readBefore(2)).toEqual([]);
  expect(await readBefore(3)).toHaveLength(2);
});

describe("4: the inbox is an identical prefix of the feed", () => {
  test("an event received otherwise than it stands in the feed is named", async () => {
    const change = { reseller: "update feed_events set hash = repeat('a', 64) where sequence = 2" };
    expect(await brokenBy(change)).toEqual([
      expect.stringMatching(`4 both: ${pair}, event 2: received [0-9a-f]{64}, the feed has a{64}`),
    ]);
  });

  test("an event that the feed no longer has is named", async () => {
    expect(await brokenBy({ reseller: "delete from feed_events where sequence = 5" })).toEqual([
      expect.stringMatching(`4 both: ${pair}, event 5: received \\S+, the feed has no such event`),
    ]);
  });

  test("an event that was not received is named at rest only", async () => {
    const change = {
      reseller:
        "insert into feed_events (institution_code, event_id, facts) values (9999, gen_random_uuid(), '{}')",
    };
    expect(await brokenBy({ ...change, atRest: false })).toEqual([]);
    expect(await brokenBy(change)).toEqual([`4 both: ${pair}: events after 5 that were not received: 1`]);
  });

  test("another stream, as after a restored backup, is named", async () => {
    const stream = "0199a000-0000-7000-8000-00000000beef";
    expect(await brokenBy({ reseller: `update institutions set stream_id = '${stream}'` })).toContainEqual(
      expect.stringMatching(`4 both: ${pair}: the venue receives stream \\S+, the reseller's is ${stream}`),
    );
  });
});

describe("8: the stored answers are equal", () => {
  test("an answer that differs is named", async () => {
    const change = {
      reseller: "update operation_log set answer = jsonb_set(answer, '{asOf}', '3') where kind = 'recall'",
    };
    expect(await brokenBy(change)).toEqual([
      expect.stringMatching(
        `8 both: ${pair}, performance 501, recall \\S+: the venue has .*"asOf":4.*, the reseller .*"asOf":3`,
      ),
    ]);
  });

  test("another body, or no such operation, is named", async () => {
    expect(
      await brokenBy({ reseller: "update operation_log set body_hash = 'other' where kind = 'allot'" }),
    ).toEqual([expect.stringMatching("8 both: .*, allot \\S+: the reseller carried out another body")]);
    expect(await brokenBy({ reseller: "delete from operation_log where kind = 'allot'" })).toEqual([
      expect.stringMatching("8 both: .*, allot \\S+: the reseller has no such operation"),
    ]);
  });

  test("an operation from before a restored reseller was given back to may have been answered otherwise", async () => {
    const change = {
      boxoffice: `insert into audit_entries select organizer_id, entry_number + 1, now() + interval '1 day', 'giveBack',
        operator_id, null, '{}', hash, hash from audit_entries order by entry_number desc limit 1`,
      reseller: "update operation_log set answer = jsonb_set(answer, '{asOf}', '3') where kind = 'recall'",
    };
    expect((await brokenBy(change)).filter((line) => line.startsWith("8 "))).toEqual([]);
    const other = {
      ...change,
      reseller: "update operation_log set body_hash = 'other' where kind = 'allot'",
    };
    expect(await brokenBy(other)).toContainEqual(expect.stringMatching("carried out another body"));
  });

  test("a voided operation may have been answered with 44 for each seat, and with nothing else", async () => {
    const answered = (error: number) => ({
      boxoffice: `update operations set state = 'applied', answer = jsonb_build_object('outcome', 'done',
        'asOf', answer->'asOf', 'results', '[{"seatCode": 6, "error": ${error}}]'::jsonb) where state = 'voided'`,
    });
    expect(await brokenBy(answered(44))).toEqual([]);
    expect(await brokenBy(answered(42))).toEqual([
      expect.stringMatching('8 both: .*, recall \\S+: the venue has .*"error":42.*, the reseller .*"voided"'),
    ]);
  });
});

test("10: a command above the venue's, or of a seat that the venue does not have, is named", async () => {
  expect(await brokenBy({ reseller: networkSeat(7, "command = 9") })).toEqual([
    `10 both: ${seat(7)}: the reseller's command is 9, the venue's is 1`,
  ]);
  expect(await brokenBy({ boxoffice: "delete from performance_seats where seat_code = 10" })).toEqual([
    `10 both: ${seat(10)}: the reseller's command is 1, the venue has no such seat`,
  ]);
});

describe("R8.3: the comparison seat by seat", () => {
  const cases: [home: string, there: string, says: string, waits: boolean][] = [
    ["free", "offered", "two owners", false],
    ["held", "inBasket", "two owners", false],
    ["soldAtCounter", "sold", "conflict: sold at the reseller", false],
    ["allotting", "none", "send again", true],
    ["allotting", "inBasket", "take as accepted", true],
    ["allotting", "sold", "receive the sale", true],
    ["allotted", "withdrawn", "the reseller does not hold it; a person decides", false],
    ["allotted", "sold", "receive the sale", true],
    ["recalling", "withdrawn", "take as withdrawn", true],
    ["recalling", "offered", "send again", true],
    ["recalling", "sold", "receive the sale", true],
    ["sold", "none", "a lost cancellation, or the reseller was restored", false],
    ["sold", "offered", "a lost cancellation, or the reseller was restored", false],
    ["divergent", "offered", "the sides differ; a person decides", false],
  ];
  for (const [home, there, says, waits] of cases) {
    test(`${home} at the venue and ${there} at the reseller: ${says}`, async () => {
      const change = {
        boxoffice: venueSeat(7, `state = '${home}'`),
        reseller: networkSeat(7, `state = '${there}'`),
      };
      const line = `R8.3 both: ${seat(7)}: ${home} under grant 1 at the venue, ${there} under grant 1 at the reseller: ${says}`;
      expect(await brokenBy(change)).toContain(line);
      const between = await brokenBy({ ...change, atRest: false });
      if (waits) expect(between).toEqual([]);
      else expect(between).toContain(line);
    });
  }

  for (const [home, there] of [
    ["free", "none"],
    ["held", "withdrawn"],
    ["soldAtCounter", "none"],
    ["allotted", "offered"],
    ["allotted", "inBasket"],
    ["sold", "sold"],
  ]) {
    test(`${home} at the venue and ${there} at the reseller is fine`, async () => {
      const change = {
        boxoffice: venueSeat(7, `state = '${home}'`),
        reseller: networkSeat(7, `state = '${there}'`),
      };
      expect(await brokenBy(change)).toEqual([]);
    });
  }

  test("a seat sold on both sides is fine where a conflict of it is known: people decide there", async () => {
    const sold = {
      boxoffice: venueSeat(7, "state = 'soldAtCounter', fence = 1"),
      reseller: networkSeat(7, "state = 'sold'"),
    };
    expect(await brokenBy(sold)).toHaveLength(1);
    const conflict = `with conflict as (insert into seat_conflicts (organizer_id, performance_number, seat_code, reseller_id,
        cause, opened_at) values (669, 501, 7, 1, 'soldHereMeanwhile', now()) returning 1) ${sold.boxoffice}`;
    expect(await brokenBy({ ...sold, boxoffice: conflict })).toEqual([]);
  });

  test("a seat under another grant on each side is named", async () => {
    expect(await brokenBy({ boxoffice: venueSeat(7, "grant_command = 2, command = 2") })).toEqual([
      `R8.3 both: ${seat(7)}: allotted under grant 2 at the venue, offered under grant 1 at the reseller: held under another grant`,
    ]);
  });

  test("a seat of which the feed still holds an event alarms at rest only", async () => {
    const unreceived = `with event as (insert into feed_events (institution_code, event_id, facts)
        values (9999, gen_random_uuid(), '{"performanceNumber": 501, "seatCode": 1}') returning 1)
      update contingent_seats set state = 'offered' where seat_code = 1`;
    expect(await brokenBy({ reseller: unreceived, atRest: false })).toEqual([]);
    expect(await brokenBy({ reseller: unreceived })).toContainEqual(
      expect.stringMatching(`R8.3 both: ${seat(1)}: .*: a lost cancellation, or the reseller was restored`),
    );
  });

  test("a seat that stands with another reseller is no business of this one", async () => {
    expect(await brokenBy({ boxoffice: venueSeat(5, "state = 'allotted', reseller_id = 2") })).toEqual([]);
    expect(await brokenBy({ boxoffice: venueSeat(7, "reseller_id = 2") })).toContain(
      `2 both: ${seat(7)}: held under grant 1 at the venue, offered under grant 1 at the reseller`,
    );
  });
});
