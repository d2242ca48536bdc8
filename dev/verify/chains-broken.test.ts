import { hashOfAudit } from "@allotement/boxoffice/house/audit/audit.ts";
import { closeNext } from "@allotement/boxoffice/house/closings/close-period.ts";
import { hashOfClosing } from "@allotement/boxoffice/house/closings/closing.ts";
import { closingTransaction } from "@allotement/boxoffice/house/closings/closings.store.ts";
import { hashOfEntry } from "@allotement/boxoffice/house/journal/seal-journal.ts";
import { entriesToSeal } from "@allotement/boxoffice/house/journal/seals.store.ts";
import { raw, sql, type Transaction } from "@allotement/platform/database/database.ts";
import { chainStart } from "@allotement/protocol/feed-chain.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { brokenLines, unguard, verifyAfter } from "./breaking.fixture.ts";
import { openSeason, type Season } from "./season.fixture.ts";

let season: Season;
beforeAll(async () => {
  season = await openSeason();
});
afterAll(() => season?.close());

/** The rows that break one rule at the venue, after these statements on tables without their guards. */
async function brokenBy(number: number, tables: string[], ...statements: string[]): Promise<string[]> {
  return brokenAfter(number, async (boxoffice) => {
    for (const table of tables) await unguard(boxoffice, table);
    for (const statement of statements) expect(await boxoffice.run(raw(statement))).toBeGreaterThan(0);
  });
}

async function brokenAfter(
  number: number,
  breakIt: (boxoffice: Transaction) => Promise<void>,
  atRest = true,
): Promise<string[]> {
  const lines = brokenLines(await verifyAfter(season, breakIt, atRest));
  return lines.filter((line) => line.startsWith(`${number} boxoffice: `));
}

const entry = (number: number) => `12 boxoffice: organizer 669, entry ${number}`;
const audited = (number: number) => `12 boxoffice: organizer 669, audit entry ${number}`;
const altered = "its content is not what was hashed: it was altered since";
const unlinked = "does not follow the hash of the line before it";

describe("12: the journal's chain", () => {
  test.each([
    "update cash_journal set operator_id = 1 where entry_number = 2",
    "update cash_journal set at = at - interval '1 second' where entry_number = 2",
    "update cash_journal set reseller_fee_cents = 0 where entry_number = 2",
    "update receivables set customer_account_id = 2 where entry_number = 2",
  ])("names the first altered line after: %s", async (statement) => {
    expect(await brokenBy(12, ["receivables"], statement)).toEqual([`${entry(2)}: ${altered}`]);
  });

  test("names the line after one that was altered and sealed anew", async () => {
    const lines = await brokenAfter(12, async (boxoffice) => {
      await boxoffice.run(sql`update cash_journal set operator_id = 1 where entry_number = 2`);
      const [first, second] = await boxoffice.rows<{ hash: string }>(
        sql`select hash from journal_seals order by entry_number limit 2`,
      );
      const [line] = await entriesToSeal(boxoffice, 669, 1, 1);
      if (!first || !second || !line) throw new Error("the season's journal is short");
      const hash = hashOfEntry(669, first.hash, line);
      expect(hash).not.toBe(second.hash);
      await boxoffice.run(sql`update journal_seals set hash = ${hash} where entry_number = 2`);
    });
    expect(lines).toEqual([`${entry(3)}: ${unlinked}`]);
  });

  test("names a line and a seal that are gone, in the middle and at the end", async () => {
    expect(await brokenBy(12, [], "delete from cash_journal where entry_number = 2")).toEqual([
      `${entry(2)}: is sealed, and the line itself is gone`,
    ]);
    expect(await brokenBy(12, [], "delete from journal_seals where entry_number = 2")).toEqual([
      `${entry(3)}: follows 1: what stood between is gone`,
      `${entry(2)}: is not sealed, nor are 0 after it: the server seals within seconds, or tells why not in its log`,
    ]);
    const last = "(select max(entry_number) from cash_journal)";
    const end = await season.boxoffice.first<{ last: number }>(
      sql`select max(entry_number) as last from cash_journal`,
    );
    expect(
      await brokenBy(
        12,
        [],
        `delete from journal_seals where entry_number = ${last}`,
        `delete from cash_journal where entry_number = ${last}`,
      ),
    ).toEqual([
      `${entry((end?.last ?? 0) - 1)}: is the last, and ${end?.last} were counted: lines were removed from the end`,
    ]);
  });

  test("names lines without a seal at rest only", async () => {
    const unsealed = async (boxoffice: Transaction) => {
      await boxoffice.run(sql`delete from journal_seals where entry_number >= 3`);
    };
    expect(await brokenAfter(12, unsealed, false)).toEqual([]);
    expect(await brokenAfter(12, unsealed)).toEqual([
      expect.stringMatching(`${entry(3)}: is not sealed, nor are`),
    ]);
  });
});

describe("12: the closings", () => {
  const closed = (number: number, day: string) => `12 boxoffice: organizer 669, closing ${number} of ${day}`;
  const [first, second] = ["2026-10-01", "2026-10-02"];
  /** The season's day and the empty one after it, closed by the product's own rule, and then broken. */
  const brokenClosings = (...statements: string[]) =>
    brokenAfter(12, async (boxoffice) => {
      await unguard(boxoffice, "journal_closings");
      const now = new Date("2026-10-02T20:00:00Z");
      const asked = { organizerId: 669, operatorId: 1, kind: "day" as const, through: "2026-10-02", now };
      for (let count = 0; count < 2; count++)
        expect(await closeNext(closingTransaction(boxoffice, 669), asked)).toMatchObject({ kind: "day" });
      for (const statement of statements) expect(await boxoffice.run(raw(statement))).toBeGreaterThan(0);
    });

  test("break nothing as they were written, nor where a name has changed since", async () => {
    expect(await brokenClosings()).toEqual([]);
    expect(await brokenClosings("update payment_methods set name = 'MONNAIE'")).toEqual([]);
  });

  test.each([
    "update journal_closings set perpetual_total_cents = 0 where closing_number = 1",
    "update journal_closings set totals = '[]' where closing_number = 1",
    "update journal_closings set closed_by = 2 where closing_number = 1",
  ])("name the first altered one after: %s", async (statement) => {
    expect((await brokenClosings(statement))[0]).toBe(`${closed(1, first)}: ${altered}`);
  });

  test("name one that is gone, at the beginning and at the end", async () => {
    expect(await brokenClosings("delete from journal_closings where closing_number = 1")).toEqual([
      `${closed(2, second)}: follows 0: what stood between is gone`,
    ]);
    expect(await brokenClosings("delete from journal_closings where closing_number = 2")).toEqual([
      "12 boxoffice: organizer 669, closing 1: is the last, and 2 were counted: lines were removed from the end",
    ]);
  });

  test("name one whose lines were altered and sealed anew", async () => {
    const lines = await brokenClosings("update cash_journal set face_value_cents = 1 where entry_number = 1");
    expect(lines).toContain(`${closed(1, first)}: its totals are not those of its entries`);
    const resealed = await brokenClosings(
      `update journal_seals set hash = repeat('0', 64) where entry_number = (select max(entry_number) from journal_seals)`,
    );
    expect(resealed).toContainEqual(
      expect.stringMatching(`${closed(1, first)}: entry \\d+ bears another seal`),
    );
  });

  test("name one that was written anew with other sums", async () => {
    const lines = await brokenAfter(12, async (boxoffice) => {
      const asked = {
        organizerId: 669,
        operatorId: 1,
        kind: "day" as const,
        through: "2026-10-01",
        now: new Date("2026-10-01T20:00:00Z"),
      };
      const closing = await closeNext(closingTransaction(boxoffice, 669), asked);
      if (!closing || "error" in closing) throw new Error("not closed");
      const { previousHash, hash: _, ...facts } = closing;
      const hash = hashOfClosing(previousHash, { ...facts, grandTotalCents: 1 });
      await boxoffice.run(sql`update journal_closings set grand_total_cents = 1, hash = ${hash}`);
    });
    expect(lines).toEqual([`${closed(1, first)}: its sums do not add up`]);
  });
});

describe("12: the audit's chain", () => {
  test.each([
    `update audit_entries set subject = '{"to": "nobody"}' where entry_number = 2`,
    "update audit_entries set second_operator_id = 2 where entry_number = 2",
    "update audit_entries set action = 'changeConnection' where entry_number = 2",
    "update audit_entries set at = at + interval '1 second' where entry_number = 2",
  ])("names the first altered entry after: %s", async (statement) => {
    expect(await brokenBy(12, [], statement)).toEqual([`${audited(2)}: ${altered}`]);
  });

  test("names an entry that is gone, at the beginning, in the middle and at the end", async () => {
    expect(await brokenBy(12, [], "delete from audit_entries where entry_number = 1")).toEqual([
      `${audited(2)}: follows 0: what stood between is gone`,
    ]);
    expect(await brokenBy(12, [], "delete from audit_entries where entry_number = 2")).toEqual([
      `${audited(3)}: follows 1: what stood between is gone`,
    ]);
    expect(await brokenBy(12, [], "delete from audit_entries where entry_number = 3")).toEqual([
      `${audited(2)}: is the last, and 3 were counted: lines were removed from the end`,
    ]);
    expect(await brokenBy(12, [], "delete from audit_entries")).toEqual([
      `${audited(0)}: is the last, and 3 were counted: lines were removed from the end`,
    ]);
  });

  test("names the entry after one that was written anew with a hash of its own", async () => {
    const lines = await brokenAfter(12, async (boxoffice) => {
      const at = season.clock.now();
      const facts = {
        organizerId: 669,
        entryNumber: 1,
        at,
        action: "x",
        operatorId: 1,
        secondOperatorId: null,
      };
      const hash = hashOfAudit(chainStart, { ...facts, subject: {} });
      await boxoffice.run(sql`
        update audit_entries set at = ${at}, action = 'x', subject = '{}', hash = ${hash} where entry_number = 1`);
    });
    expect(lines).toEqual([`${audited(2)}: ${unlinked}`]);
  });
});

describe("15: the door", () => {
  const scanned = (seatCode: number) =>
    `15 boxoffice: organizer 669, performance 501, seat ${seatCode}, ticket \\d+: `;
  /** A scan of a seat's ticket that no rule was asked about. */
  const scan = (seatCode: number, direction: "entry" | "exit") => [
    `insert into door_scans (organizer_id, scan_id, performance_number, gate, direction, barcode, ticket_id, scan_number,
        operator_id, at)
      select 669, gen_random_uuid(), 501, 'B', '${direction}', barcode, ticket_id, last_scan + 1, 1, now()
      from tickets where seat_code = ${seatCode}`,
    `update tickets set last_scan = last_scan + 1 where seat_code = ${seatCode}`,
  ];

  test("a second entry without an exit is named", async () => {
    expect(await brokenBy(15, [], ...scan(9, "entry"))).toEqual([
      expect.stringMatching(`${scanned(9)}scan 2 at gate B: let in, and its holder was inside already`),
    ]);
    expect(await brokenBy(15, [], ...scan(9, "exit"), ...scan(9, "entry"))).toEqual([]);
  });

  test("an exit of somebody who was not inside is named", async () => {
    expect(await brokenBy(15, [], ...scan(2, "exit"))).toEqual([
      expect.stringMatching(`${scanned(2)}scan 1 at gate B: let out, and its holder was not inside`),
    ]);
  });

  test("an entry after the cancellation was known is named, one before it is not", async () => {
    expect(await brokenBy(15, [], ...scan(4, "entry"))).toEqual([
      expect.stringMatching(
        `${scanned(4)}scan 2 at gate B: let in, though its cancellation was known after scan 0`,
      ),
    ]);
    const known = "update tickets set cancelled_after_scan = 2 where seat_code = 4";
    expect(await brokenBy(15, [], ...scan(4, "entry"), known)).toEqual([]);
  });

  test("an entry under another ticket's barcode or performance is named", async () => {
    expect(
      await brokenBy(
        15,
        [],
        "update door_scans set barcode = '1' where scan_number = 1 and gate = 'A' and refusal is null",
      ),
    ).toEqual([
      expect.stringMatching(
        `${scanned(1)}scan 1 at gate A: let pass as 1 of performance 501, and it bears \\d{14} of`,
      ),
      expect.stringMatching(
        `${scanned(9)}scan 1 at gate A: let pass as 1 of performance 501, and it bears \\d{14} of`,
      ),
    ]);
  });

  test("a scan that was removed is named", async () => {
    const ofSeat9 = "(select ticket_id from tickets where seat_code = 9)";
    expect(await brokenBy(15, [], `delete from door_scans where ticket_id = ${ofSeat9}`)).toEqual([
      expect.stringMatching(
        `${scanned(9)}says that it was scanned 1 times, and 0 scans are kept: some were removed`,
      ),
    ]);
  });
});
