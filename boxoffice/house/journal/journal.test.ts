import { sql } from "@allotement/platform/database/database.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type House, openHouse } from "../house.fixture.ts";
import { type Season, setUpSeason } from "../season.fixture.ts";

let house: House;
let season: Season;

beforeAll(async () => {
  house = await openHouse();
  season = await setUpSeason(house, 669);
});
afterAll(() => house.close());

const balance = async () =>
  (await season.clerk.get(`/api/customer-accounts/${season.customerAccountId}`)).body.balanceCents;
const settle = (amountCents: number, change: object = {}) =>
  season.support.post(`/api/customer-accounts/${season.customerAccountId}/settlements`, {
    amountCents,
    paymentMethodId: season.paymentMethodId,
    salesChannelId: season.salesChannelId,
    ...change,
  });

test("entry numbers are dense from 1, however many sales are booked or refused at once", async () => {
  const answers = await Promise.all([1, 2, 3, 4, 5, 6, 1, 2, 3].map((seatCode) => season.sell([seatCode])));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(6);
  const { entries } = (await season.clerk.get("/api/cash-journal")).body;
  expect(entries.map(({ entryNumber }: { entryNumber: number }) => entryNumber)).toEqual([1, 2, 3, 4, 5, 6]);
});

test("the journal is read page by page, and cut by operator and by channel", async () => {
  const page = async (query: string) => (await season.clerk.get(`/api/cash-journal?${query}`)).body.entries;
  expect(await page("after=2&limit=3")).toMatchObject([
    { entryNumber: 3 },
    { entryNumber: 4 },
    { entryNumber: 5 },
  ]);
  expect(await page("operatorId=1")).toEqual([]);
  expect(await page(`operatorId=2&salesChannelId=${season.salesChannelId}`)).toHaveLength(6);
  expect((await season.clerk.get("/api/cash-journal?limit=many")).status).toBe(422);
});

test("the journal is cut by time as its totals are: from the first instant to before the last", async () => {
  const cut = async (query: string) => (await season.clerk.get(`/api/cash-journal?${query}`)).body.entries;
  const [first] = await cut("limit=1");
  expect(await cut(`from=${first.at}`)).toHaveLength(6);
  expect(await cut(`until=${first.at}`)).toEqual([]);
  expect((await season.clerk.get("/api/cash-journal?from=2027-01-01")).status).toBe(422);
});

test("what is paid by invoice grows the account's debt, and a refund lessens it again", async () => {
  expect(await balance()).toBe(0);
  const { tickets } = (await season.sell([7, 8], { paymentMethodId: season.invoiceMethodId })).body;
  expect(await balance()).toBe(9_800);
  await season.clerk.post(`/api/tickets/${tickets[0].ticketId}/refund`);
  expect(await balance()).toBe(4_900);
});

test("a payment settles the debt in part or whole, never more than is owed, never by another invoice", async () => {
  expect((await settle(5_000)).body.error).toBe("MORE_THAN_OWED");
  expect((await settle(100, { paymentMethodId: season.invoiceMethodId })).body.error).toBe("PAID_BY_INVOICE");
  expect((await settle(1_900)).body).toMatchObject({ balanceCents: 3_000 });
  const both = await Promise.all([settle(2_000), settle(2_000)]);
  expect(both.map(({ status }) => status).sort()).toEqual([201, 422]);
  expect((await settle(1_000)).body).toMatchObject({ balanceCents: 0 });
  expect(await balance()).toBe(0);
});

test("totals by channel, operator and method add up to the journal", async () => {
  const { entries } = (await season.clerk.get("/api/cash-journal")).body;
  const { totals } = (await season.clerk.get("/api/cash-journal/totals")).body;
  const sum = (rows: { amountCents: number }[]) => rows.reduce((total, row) => total + row.amountCents, 0);
  expect(sum(totals)).toBe(sum(entries));
  expect(totals).toContainEqual({
    salesChannelId: season.salesChannelId,
    salesChannelName: "GUICHET",
    operatorId: 2,
    operatorInitials: "CLE",
    paymentMethodId: season.paymentMethodId,
    paymentMethodName: "ESPECES",
    kind: "sale",
    entryCount: 6,
    amountCents: 29_400,
  });
  const later = await season.clerk.get("/api/cash-journal/totals?from=2027-01-01T00:00:00Z");
  expect(later.body.totals).toEqual([]);
});

test("an invoice belongs to a known account", async () => {
  const method = { name: "X", kind: "invoice", customerAccountId: 99 };
  expect((await season.support.post("/api/payment-methods", method)).body.error).toBe(
    "UNKNOWN_CUSTOMER_ACCOUNT",
  );
  const cash = { name: "X", kind: "cash", customerAccountId: season.customerAccountId };
  expect((await season.support.post("/api/payment-methods", cash)).status).toBe(422);
});

test.each(["seat_movements", "cash_journal", "receivables"])(
  "%s refuses change, removal and emptying",
  async (table) => {
    const { database } = house;
    const name = {
      seat_movements: sql`seat_movements`,
      cash_journal: sql`cash_journal`,
      receivables: sql`receivables`,
    }[table];
    if (!name) throw new Error(table);
    const count = () => database.first(sql`select count(*)::int as rows from ${name}`);
    const before = await count();
    expect(before).not.toEqual({ rows: 0 });
    await expect(database.run(sql`update ${name} set organizer_id = organizer_id`)).rejects.toThrow(
      "append-only",
    );
    await expect(database.run(sql`delete from ${name}`)).rejects.toThrow("append-only");
    await expect(database.run(sql`truncate ${name} cascade`)).rejects.toThrow("append-only");
    expect(await count()).toEqual(before);
  },
);
