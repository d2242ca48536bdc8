import { forceRecall } from "@allotement/boxoffice/interface/force-recall/force-recall.ts";
import { sqlInterfaceStore } from "@allotement/boxoffice/interface/store.ts";
import { raw, sql } from "@allotement/platform/database/database.ts";
import { systemIds } from "@allotement/platform/ports.system.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { brokenLines, unguard, verifyAfter } from "./breaking.fixture.ts";
import { runVerify } from "./run-verify.ts";
import { openSeason, organizerId, performanceNumber, resellerId, type Season } from "./season.fixture.ts";

let season: Season;
let before: string[];

/** Seats 6 and 7 are freed by force; 6 was sold at the reseller meanwhile and is taken back. */
beforeAll(async () => {
  season = await openSeason();
  await season.boxoffice.run(sql`
    insert into operators (organizer_id, operator_id, initials, name, role, password_hash)
    values (${organizerId}, 3, 'MAN', 'Manager', 'manager', 'x')`);
  await season.seller.sell([6]);
  const order = {
    performanceNumber,
    seatCodes: [6, 7],
    reason: "line down",
    operatorId: 1,
    secondOperatorId: 3,
  };
  const store = sqlInterfaceStore(season.boxoffice, { organizerId, resellerId });
  const done = await forceRecall(store, { holdCode: 6690007 }, order, {
    clock: season.clock,
    ids: systemIds,
  });
  if ("refused" in done) throw new Error(done.refused);
  before = brokenLines(await runVerify({ ...season, atRest: false }));
  await season.exchange.send();
  await season.exchange.receive();
});
afterAll(() => season?.close());

interface Change {
  boxoffice?: string[];
  reseller?: string[];
  unguarded?: string[];
}

async function brokenBy({ boxoffice = [], reseller = [], unguarded = [] }: Change): Promise<string[]> {
  const report = await verifyAfter(season, async (venue, network) => {
    for (const table of unguarded) await unguard(venue, table);
    for (const statement of boxoffice) expect(await venue.run(raw(statement))).toBeGreaterThan(0);
    for (const statement of reseller) expect(await network.run(raw(statement))).toBeGreaterThan(0);
  });
  return brokenLines(report).filter((line) => line.startsWith("16 "));
}

const seat = (code: number) => `16 boxoffice: organizer 669, performance 501, seat ${code}`;
const recall = "16 boxoffice: organizer 669, performance 501, forced recall \\S+: ";

test("a forced recall breaks nothing, before its fence has arrived and after, though a seat was sold meanwhile", async () => {
  expect(before).toEqual([]);
  expect(brokenLines(await runVerify({ ...season, atRest: true }))).toEqual([]);
  const states = await season.boxoffice.rows<{ state: string; fence: number }>(
    sql`select state, fence from performance_seats where seat_code in (6, 7) order by seat_code`,
  );
  expect(states).toEqual([
    { state: "sold", fence: 1 },
    { state: "held", fence: 1 },
  ]);
});

describe("16: who freed seats by force, and why", () => {
  test("one person twice, or somebody who is no operator, is named", async () => {
    const unguarded = ["forced_recalls", "audit_entries"];
    const twice = "update forced_recalls set second_operator_id = operator_id";
    expect(await brokenBy({ boxoffice: [twice], unguarded })).toEqual([
      expect.stringMatching(
        `${recall}bears the operators 1 and 1, who are not two people of this organizer, and has no entry in the audit`,
      ),
    ]);
    expect(await brokenBy({ boxoffice: ["update forced_recalls set operator_id = 99"] })).toEqual([
      expect.stringMatching(`${recall}bears the operators 99 and 3, who are not two people`),
    ]);
  });

  test("a missing reason, a recall without seats and one without its audit entry are named", async () => {
    const blank = "update forced_recalls set reason = ' '";
    expect(await brokenBy({ boxoffice: [blank] })).toEqual([
      expect.stringMatching(`${recall}gives no reason`),
    ]);
    expect(await brokenBy({ boxoffice: ["delete from forced_recall_seats"] })).toContainEqual(
      expect.stringMatching(`${recall}frees no seat`),
    );
    const silent = "delete from audit_entries where action = 'forceRecall'";
    expect(await brokenBy({ boxoffice: [silent] })).toEqual([
      expect.stringMatching(`${recall}has no entry in the audit with both people`),
    ]);
  });
});

describe("16: the fence", () => {
  test("a seat whose fence operation is gone, or revokes another grant, is named", async () => {
    const gone = "delete from operations where kind = 'fence'";
    const lost = (code: number) =>
      expect.stringMatching(
        `${seat(code)}: was freed by force under grant 1, and its fence operation \\S+ does not revoke`,
      );
    expect(await brokenBy({ boxoffice: [gone] })).toEqual([lost(6), lost(7)]);
    const other = `update operations set body = jsonb_set(body::jsonb, '{seats,1,grant}', '9')::text where kind = 'fence'`;
    expect(await brokenBy({ boxoffice: [other] })).toEqual([lost(7)]);
  });

  test("a fence operation for a seat that nobody freed is named", async () => {
    const more = `update operations set body = jsonb_set(body::jsonb, '{seats,2}', '{"seatCode": 1, "command": 9, "grant": 1}')::text
      where kind = 'fence'`;
    expect(await brokenBy({ boxoffice: [more] })).toEqual([
      expect.stringMatching(
        `${seat(1)}: fence operation \\S+ revokes grant 1, and no forced recall freed it`,
      ),
    ]);
  });

  test("a seat freed by force without a forced recall is named, and so is its fence", async () => {
    const unsaid = "delete from forced_recall_seats where seat_code = 7";
    expect(await brokenBy({ boxoffice: [unsaid] })).toEqual([
      expect.stringMatching(
        `${seat(7)}: fence operation \\S+ revokes grant 1, and no forced recall freed it`,
      ),
      `${seat(7)}: its fence is 1, and no forced recall revoked that grant`,
      expect.stringMatching(
        `${seat(7)}: movement \\d+ freed it from grant 1 by force, and no forced recall says so`,
      ),
    ]);
  });

  test("a forced recall that moved nothing is named", async () => {
    const unmoved =
      "update seat_movements set movement = 'recallWithdrawn' where movement = 'forceRecall' and seat_code = 7";
    expect(await brokenBy({ boxoffice: [unmoved] })).toEqual([
      expect.stringMatching(
        `${seat(7)}: forced recall \\S+ says that it freed the seat from grant 1, and no movement did`,
      ),
    ]);
  });

  describe("that two people set while they compared", () => {
    const fenced = [
      "delete from forced_recall_seats where seat_code = 7",
      `insert into seat_movements (organizer_id, performance_number, seat_code, serial, movement, from_state, to_state,
        command, operator_id, at) values (669, 501, 7, 99, 'fenceGrant', 'held', 'held', 9, 1, now())`,
      "update seat_movements set movement = 'recallWithdrawn' where movement = 'forceRecall' and seat_code = 7",
    ];
    const decided = (change: { second?: number; reason?: string; seatCode?: number } = {}) => {
      const { second = 3, reason = "agreed", seatCode = 7 } = change;
      const subject = { performanceNumber: 501, decision: "takeBack", reason, seatCodes: [seatCode] };
      return `insert into audit_entries (organizer_id, entry_number, at, operator_id, second_operator_id, action, subject,
        previous_hash, hash) values (669, 999, now(), 1, ${second}, 'decideSeats', '${JSON.stringify(subject)}', '', '')`;
    };
    const brokenByDecision = (boxoffice: string[]) => brokenBy({ boxoffice, unguarded: ["audit_entries"] });

    test("is no forced recall, and is explained", async () => {
      expect(await brokenByDecision([...fenced, decided()])).toEqual([]);
    });

    test("is named where the audit does not tell of it, or tells of a seat that was not fenced", async () => {
      const unsaid = `${seat(7)}: movement 99 fenced its grant, and no entry of the audit says that two people decided so`;
      expect(await brokenByDecision(fenced)).toEqual([unsaid]);
      expect(await brokenByDecision([...fenced, decided({ seatCode: 8 })])).toEqual([
        unsaid,
        `${seat(8)}: entry 999 of the audit says that its grant was fenced, and no movement did`,
      ]);
    });

    test("is named where it was one person, or nobody gave a reason", async () => {
      expect(await brokenByDecision([...fenced, decided({ second: 1 })])).toEqual([
        `${seat(7)}: its grant was fenced by the operators 1 and 1 (entry 999 of the audit), who are not two people of this organizer`,
      ]);
      expect(await brokenByDecision([...fenced, decided({ reason: " " })])).toEqual([
        `${seat(7)}: its grant was fenced without a reason (entry 999 of the audit)`,
      ]);
    });
  });

  test("a fence at the reseller that no operation asked for is named", async () => {
    const reseller = ["update contingent_seats set fence = 1 where seat_code = 1"];
    expect(await brokenBy({ reseller })).toEqual([
      "16 reseller: institution 9999, performance 501, seat 1: its fence is 1, and no fence operation asked for it",
    ]);
  });
});
