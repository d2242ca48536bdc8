import { sql } from "@allotement/platform/database/database.ts";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Debt } from "../../api/customer-accounts.ts";
import { type House, openHouse } from "../house.fixture.ts";
import { type Season, setUpSeason } from "../season.fixture.ts";

let house: House;
let season: Season;
let organizerId = 600;

beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

/** An organizer of its own, with debts for some seats, sold on the reseller's invoice. */
async function owing(...seatCodes: number[]): Promise<void> {
  organizerId++;
  season = await setUpSeason(house, organizerId);
  for (const seatCode of seatCodes)
    await season.sell([seatCode], { paymentMethodId: season.invoiceMethodId });
}
const path = () => `/api/customer-accounts/${season.customerAccountId}`;
const debtsOf = async (state = "open"): Promise<Debt[]> =>
  (await season.support.get(`${path()}/debts?state=${state}`)).body.debts;
const balance = async (): Promise<number> => (await season.support.get(path())).body.balanceCents;
const settle = (body: object) =>
  season.support.post(`${path()}/settlements`, {
    paymentMethodId: season.paymentMethodId,
    salesChannelId: season.salesChannelId,
    ...body,
  });
const reverse = (entryNumber: number) => season.support.post(`${path()}/settlements/${entryNumber}/reverse`);
const check = (text: string) => season.support.post(`${path()}/statement`, { text });

test("debts stand line by line with their tickets, and a part payment pays the oldest", async () => {
  await owing(1, 2, 5);
  expect(await debtsOf()).toMatchObject([
    { debtEntry: 1, rowLabel: "A", seatNumber: "1", showTitle: "ORPHEE ET EURYDICE", openCents: 4_900 },
    { debtEntry: 2, openCents: 4_900 },
    { debtEntry: 3, rowLabel: "B", openCents: 4_900 },
  ]);
  expect((await settle({ amountCents: 6_000, reference: "VIR 12" })).body.balanceCents).toBe(8_700);
  expect((await debtsOf()).map(({ debtEntry, openCents }) => [debtEntry, openCents])).toEqual([
    [2, 3_800],
    [3, 4_900],
  ]);
});

test("chosen debts are settled, never more than is open of one, and both ways of saying it are not mixed", async () => {
  await owing(1, 2);
  const lines = [{ debtEntry: 2, amountCents: 4_900 }];
  expect((await settle({ lines, amountCents: 4_900 })).status).toBe(422);
  expect((await settle({})).status).toBe(422);
  expect((await settle({ lines })).status).toBe(201);
  expect((await settle({ lines })).body.error).toBe("UNKNOWN_DEBT");
  expect((await debtsOf()).map(({ debtEntry }) => debtEntry)).toEqual([1]);
});

test("a settlement is undone by its own counter-entry, once, and its debts are open as before", async () => {
  await owing(1, 2);
  const { entryNumber } = (await settle({ amountCents: 5_000 })).body;
  expect(await reverse(entryNumber)).toMatchObject({ status: 201, body: { balanceCents: 9_800 } });
  expect((await reverse(entryNumber)).body.error).toBe("ALREADY_REVERSED");
  const { settlements } = (await season.support.get(`${path()}/settlements`)).body;
  expect(settlements).toMatchObject([
    { amountCents: -5_000, reversesEntry: entryNumber, reversedBy: null },
    { amountCents: 5_000, reversesEntry: null, lineCount: 2 },
  ]);
  expect((await reverse(settlements[0].entryNumber)).body.error).toBe("IS_A_REVERSAL");
  expect((await debtsOf()).map(({ openCents }) => openCents)).toEqual([4_900, 4_900]);
  expect((await reverse(1)).status).toBe(404);
});

test("a ticket that is refunded after it was settled is a credit, which the next payment uses", async () => {
  await owing(1, 2);
  await settle({ lines: [{ debtEntry: 1, amountCents: 4_900 }] });
  const { ticketIds } = (await season.clerk.get(`/api/performances/${season.performanceNumber}/seats`)).body;
  await season.clerk.post(`/api/tickets/${ticketIds[0]}/refund`);
  expect((await debtsOf()).map(({ openCents }) => openCents)).toEqual([-4_900, 4_900]);
  expect((await settle({ amountCents: 1 })).body.error).toBe("MORE_THAN_OWED");
});

test("the reseller's statement is laid beside the debts, every gap is named, and matched lines are settled alone", async () => {
  await owing(1, 2, 3, 4);
  const [one, two, three, four] = await debtsOf();
  const { tickets } = (await season.sell([6])).body;
  await settle({ lines: [{ debtEntry: four?.debtEntry, amountCents: 4_900 }] });
  const csv = [
    "Code-barres;Montant",
    `${one?.barcode};49,00`,
    `${two?.barcode};48,00`,
    `${four?.barcode};49,00`,
    `${tickets[0].barcode};49,00`,
    "02999999999999;49,00",
    ";3,00",
  ].join("\n");
  const { status, body } = await check(csv);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    lineCount: 5,
    statementCents: 24_400,
    badLines: [{ line: 7, reason: "noBarcode" }],
    matched: [{ debtEntry: one?.debtEntry }],
    differing: [{ debt: { debtEntry: two?.debtEntry }, statementCents: 4_800 }],
    settledBefore: [{ debt: { debtEntry: four?.debtEntry }, statementCents: 4_900 }],
    unknownHere: [
      { barcode: tickets[0].barcode, knownTicket: true },
      { barcode: "02999999999999", knownTicket: false },
    ],
    missingThere: [{ debtEntry: three?.debtEntry }],
  });
  const lines = body.matched.map(({ debtEntry, openCents }: Debt) => ({ debtEntry, amountCents: openCents }));
  expect((await settle({ lines, reference: "Relevé 11" })).status).toBe(201);
  expect((await check(csv)).body).toMatchObject({ matched: [], settledBefore: [{}, {}] });
  expect(await check("x;y\n1;2")).toMatchObject({
    status: 422,
    body: { error: "STATEMENT_COLUMNS", problems: [{ path: "barcode" }, { path: "amount" }] },
  });
});

test("the account is a manager's", async () => {
  await owing(1);
  for (const url of [`${path()}/debts`, `${path()}/settlements`])
    expect((await season.clerk.get(url)).status).toBe(403);
  expect((await season.clerk.post(`${path()}/statement`, { text: "" })).status).toBe(403);
});

test("two payments at once pay no debt twice", async () => {
  await owing(1, 2, 3);
  const answers = await Promise.all([1, 2, 3, 4, 5].map(() => settle({ amountCents: 4_900 })));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
  expect([await balance(), await debtsOf()]).toEqual([0, []]);
});

test("whatever is sold, refunded, settled and reversed, in whatever order: what is open is what is owed", async () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant("sell" as const), seat: fc.integer({ min: 1, max: 12 }) }),
    fc.record({ do: fc.constant("refund" as const), seat: fc.integer({ min: 1, max: 12 }) }),
    fc.record({ do: fc.constant("settle" as const), cents: fc.integer({ min: 1, max: 12_000 }) }),
    fc.record({ do: fc.constant("choose" as const), pick: fc.nat({ max: 5 }) }),
    fc.record({ do: fc.constant("reverse" as const), pick: fc.nat({ max: 5 }) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 18 }), async (steps) => {
      await owing(1, 2, 3);
      for (const one of steps) {
        if (one.do === "sell") await season.sell([one.seat], { paymentMethodId: season.invoiceMethodId });
        if (one.do === "refund") {
          const { ticketIds } = (
            await season.clerk.get(`/api/performances/${season.performanceNumber}/seats`)
          ).body;
          const ticketId = ticketIds[one.seat - 1];
          if (ticketId) await season.clerk.post(`/api/tickets/${ticketId}/refund`);
        }
        if (one.do === "settle") await settle({ amountCents: one.cents });
        if (one.do === "choose") {
          const debt = (await debtsOf())[one.pick];
          if (debt) await settle({ lines: [{ debtEntry: debt.debtEntry, amountCents: debt.openCents }] });
        }
        if (one.do === "reverse") {
          const { settlements } = (await season.support.get(`${path()}/settlements`)).body;
          const settlement = settlements[one.pick];
          if (settlement) await reverse(settlement.entryNumber);
        }
        const owed = (await debtsOf()).reduce((sum, { openCents }) => sum + openCents, 0);
        expect(await balance()).toBe(owed);
      }
      const sums = await house.database.first<{ booked: number; debts: number; settled: number }>(sql`
        select coalesce(sum(amount_cents) filter (where kind in ('settlement', 'settlementReversal')), 0)::bigint as booked,
          (select coalesce(sum(amount_cents), 0)::bigint from receivables where organizer_id = ${organizerId}) as debts,
          (select coalesce(sum(amount_cents), 0)::bigint from settlement_lines where organizer_id = ${organizerId}) as settled
        from cash_journal where organizer_id = ${organizerId}`);
      expect(sums?.settled).toBe(sums?.booked);
      expect(sums?.debts).toBe(await balance());
    }),
    { numRuns: 6 },
  );
});
