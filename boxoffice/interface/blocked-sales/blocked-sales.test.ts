import { sql } from "@allotement/platform/database/database.ts";
import type { FeedEvent } from "@allotement/protocol/messages/sales.ts";
import { afterEach, beforeEach, expect, test } from "vitest";
import { boxofficeInvariants } from "../../verify/invariants.ts";
import { openHouse, showNumber, type TestHouse } from "../house.fixture.ts";
import { fetchSales } from "../import-sales/fetch.ts";
import { integrateSales } from "../import-sales/integrate.ts";
import { type TestReseller, testReseller } from "../reseller.fixture.ts";
import { closeEvent } from "./close.ts";
import { overridePrice } from "./override.ts";

let house: TestHouse;
let reseller: TestReseller;

beforeEach(async () => {
  house = await openHouse();
  await house.database.run(sql`
    insert into operators (organizer_id, operator_id, initials, name, role, password_hash)
    values (669, 3, 'MGR', 'Manager', 'manager', 'x'), (669, 4, 'SUP', 'Support', 'support', 'x')`);
  reseller = testReseller(house.clock);
});
afterEach(() => house.drop());

const people = { operatorId: 3, secondOperatorId: 4, reason: "agreed with the network by telephone" };
const grid = { faceValueCents: 4800, venueFeeCents: 120, organizerFeeCents: 180 };
const accept = (event: FeedEvent, seen: typeof grid | null = grid) =>
  overridePrice(house.store, event.eventId, seen, people, house.clock);
const close = (event: FeedEvent) => closeEvent(house.store, event.eventId, people, house.clock);

async function integrated() {
  await fetchSales(house.store, reseller.line(house), house.ports);
  const request = { kind: "import" as const, lines: [{ showNumber }] };
  const runId = await house.startRun(request);
  return (await integrateSales(house.store, { runId, request }, "isolate", house.ports)).shows[0];
}

const statuses = async () =>
  (await house.database.rows<{ status: string }>(sql`select status from feed_inbox order by sequence`)).map(
    (row) => row.status,
  );
const entries = async () =>
  (
    await house.database.rows<{ kind: string; face: number; fees: number; owed: number }>(sql`
      select kind, face_value_cents as face, venue_fee_cents + organizer_fee_cents as fees, debt.amount_cents as owed
      from cash_journal left join receivables debt using (organizer_id, entry_number) order by entry_number`)
  ).map(({ kind, face, fees, owed }) => [kind, face, fees, owed]);
/** The rules about inbox and money that are broken. */
async function broken(): Promise<string[]> {
  const asked = boxofficeInvariants.filter(({ number }) => [5, 6, 7, 13, 20].includes(number));
  const found: string[] = [];
  for (const invariant of asked)
    for (const row of await invariant.check(house.database, { now: house.clock.now() }))
      found.push(`${invariant.number} ${row.where}: ${row.detail}`);
  return found;
}
const audited = () =>
  house.database.rows(sql`
    select action, operator_id as "operatorId", second_operator_id as "secondOperatorId", subject from audit_entries
    order by entry_number`);

test("a price accepted by two people is booked as the grid's amount and the difference, and owed whole", async () => {
  const sale = reseller.record({ seatCode: 1, faceValueCents: 5500, venueFeeCents: 0 });
  await integrated();
  expect(await accept(sale)).toEqual({ outcome: "integrated", amountCents: 5680, differenceCents: 580 });
  expect(await entries()).toEqual([
    ["sale", 4800, 300, 5100],
    ["priceOverride", 700, -120, 580],
  ]);
  expect(await statuses()).toEqual(["integrated"]);
  expect(await broken()).toEqual([]);
  expect(await audited()).toMatchObject([
    {
      action: "overridePrice",
      operatorId: 3,
      secondOperatorId: 4,
      subject: { eventId: sale.eventId, acceptedCents: 5680, differenceCents: 580 },
    },
  ]);
});

test("a sale is accepted once, also by two pairs of people at once, and is no longer integrated by any run", async () => {
  const sale = reseller.record({ seatCode: 1, faceValueCents: 5500 });
  await integrated();
  const answers = await Promise.all([accept(sale), accept(sale), accept(sale)]);
  expect(answers.filter(({ outcome }) => outcome === "integrated")).toHaveLength(1);
  expect(answers).toContainEqual({ outcome: "refused", error: "NOT_BLOCKED" });
  expect(await integrated()).toBeUndefined();
  expect(await entries()).toHaveLength(2);
});

test("what is cancelled after its price was accepted reverses all its lines, and nothing stays owed", async () => {
  const sale = reseller.record({ seatCode: 1, faceValueCents: 5500 });
  await integrated();
  await accept(sale);
  reseller.record({ seatCode: 1, kind: "cancellation", refersTo: sale.eventId, faceValueCents: 5500 });
  expect(await integrated()).toMatchObject({ cancelled: 1, amountCents: -5800 });
  expect((await entries()).slice(2)).toEqual([
    ["cancellation", -4800, -300, -5100],
    ["priceOverrideReversal", -700, 0, -700],
  ]);
  expect(await broken()).toEqual([]);
});

test("a cancellation of other amounts than its sale's may be accepted too: the difference stays in a line of its own", async () => {
  const sale = reseller.record({ seatCode: 1 });
  const less = reseller.record({
    seatCode: 1,
    kind: "cancellation",
    refersTo: sale.eventId,
    faceValueCents: 4000,
  });
  await integrated();
  expect(await accept(less)).toEqual({ outcome: "integrated", amountCents: -4300, differenceCents: 800 });
  expect(await entries()).toEqual([
    ["sale", 4800, 300, 5100],
    ["cancellation", -4800, -300, -5100],
    ["priceOverrideReversal", 800, 0, 800],
  ]);
  expect(await broken()).toEqual([]);
});

test("where the grid says nothing, the whole price is the difference", async () => {
  await house.database.run(sql`delete from price_grid_lines`);
  const sale = reseller.record({ seatCode: 1 });
  await integrated();
  expect(await accept(sale)).toEqual({ outcome: "refused", error: "CHANGED_SINCE" });
  expect(await accept(sale, null)).toEqual({
    outcome: "integrated",
    amountCents: 5100,
    differenceCents: 5100,
  });
  expect(await broken()).toEqual([]);
});

test("nobody accepts what is not blocked, is no price gap, or is compared with other figures than were seen", async () => {
  const dear = reseller.record({ seatCode: 1, faceValueCents: 5500 });
  const strange = reseller.record({ seatCode: 2, priceTypeCode: 19 });
  const fine = reseller.record({ seatCode: 3 });
  await integrated();
  const stranger = { ...dear, eventId: "0199a000-0000-7000-8000-00000000ffff" };
  expect(await accept(stranger)).toMatchObject({ error: "NOT_FOUND" });
  expect(await accept(fine)).toMatchObject({ error: "NOT_BLOCKED" });
  expect(await accept(strange)).toMatchObject({ error: "NOT_A_PRICE_GAP" });
  await house.database.run(sql`update price_grid_lines set face_value_cents = 5000`);
  expect(await accept(dear)).toMatchObject({ error: "CHANGED_SINCE" });
  await house.database.run(sql`update price_grid_lines set face_value_cents = 5500`);
  expect(await accept(dear, { ...grid, faceValueCents: 5500 })).toMatchObject({ error: "NOT_A_PRICE_GAP" });
  expect(await entries()).toHaveLength(1);
});

test("an event that can never be integrated is closed with its reason, and no run tries it again", async () => {
  reseller.record({ seatCode: 1 });
  const nowhere = reseller.record({ seatCode: 77 });
  const taken = reseller.record({ seatCode: 2, barcode: "02000000000001" });
  const lost = reseller.record({
    seatCode: 3,
    kind: "cancellation",
    refersTo: "0199a000-0000-7000-8000-00000000ffff",
  });
  await integrated();
  for (const event of [nowhere, taken, lost]) {
    expect(await close(event)).toEqual({ outcome: "closed", sequences: [event.sequence] });
    expect(await close(event)).toEqual({ outcome: "refused", error: "NOT_BLOCKED" });
  }
  expect(await statuses()).toEqual(["integrated", "closed", "closed", "closed"]);
  expect(await integrated()).toBeUndefined();
  expect(await broken()).toEqual([]);
  expect(await audited()).toHaveLength(3);
});

test("a blocked sale that was cancelled since is closed with its cancellation; whichever of the two is named", async () => {
  for (const [seatCode, which] of [
    [1, 0],
    [2, 1],
  ] as const) {
    const sale = reseller.record({ seatCode, faceValueCents: 5500 });
    const pair = [
      sale,
      reseller.record({ seatCode, kind: "cancellation", refersTo: sale.eventId, faceValueCents: 5500 }),
    ];
    await integrated();
    const named = pair[which];
    if (!named) throw new Error("no such event");
    expect(await close(named)).toEqual({
      outcome: "closed",
      sequences: pair.map(({ sequence }) => sequence),
    });
  }
  expect(await statuses()).toEqual(["closed", "closed", "closed", "closed"]);
  expect(await entries()).toEqual([]);
  expect(await broken()).toEqual([]);
});

test("the cancellation of a sale that was closed before it came is closed by itself", async () => {
  const nowhere = reseller.record({ seatCode: 77 });
  await integrated();
  await close(nowhere);
  const late = reseller.record({ seatCode: 77, kind: "cancellation", refersTo: nowhere.eventId });
  await integrated();
  expect(await close(late)).toEqual({ outcome: "closed", sequences: [2] });
  expect(await broken()).toEqual([]);
});

test("nobody closes a sale that is owed, nor one that was settled since", async () => {
  const owed = reseller.record({ seatCode: 1, faceValueCents: 5500 });
  const sale = reseller.record({ seatCode: 2 });
  const less = reseller.record({
    seatCode: 2,
    kind: "cancellation",
    refersTo: sale.eventId,
    faceValueCents: 4000,
  });
  await integrated();
  expect(await close(owed)).toMatchObject({ error: "NOT_TO_BE_CLOSED" });
  expect(await close(less)).toMatchObject({ error: "NOT_TO_BE_CLOSED" });
  await house.database.run(sql`update price_grid_lines set face_value_cents = 5500`);
  expect(await close(owed)).toMatchObject({ error: "SETTLED_SINCE" });
});

test("neither an accepted price nor a closed sale is ever altered, and one person alone can do neither", async () => {
  const dear = reseller.record({ seatCode: 1, faceValueCents: 5500 });
  const nowhere = reseller.record({ seatCode: 77 });
  await integrated();
  const alone = { ...people, secondOperatorId: 3 };
  const refused = "check constraint";
  await expect(overridePrice(house.store, dear.eventId, grid, alone, house.clock)).rejects.toThrow(refused);
  await expect(closeEvent(house.store, nowhere.eventId, alone, house.clock)).rejects.toThrow(refused);
  expect(await statuses()).toEqual(["blocked", "blocked"]);
  await accept(dear);
  await close(nowhere);
  for (const change of [
    sql`update price_overrides set reason = 'other'`,
    sql`delete from price_overrides`,
    sql`update closed_sales set second_operator_id = 1`,
    sql`truncate closed_sales`,
  ])
    await expect(house.database.run(change)).rejects.toThrow("append-only");
});
