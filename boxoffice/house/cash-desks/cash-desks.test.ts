import { sql } from "@allotement/platform/database/database.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type House, openHouse, password } from "../house.fixture.ts";
import { type Season, setUpSeason } from "../season.fixture.ts";

let house: House;
let season: Season;

beforeAll(async () => {
  house = await openHouse();
  season = await setUpSeason(house, 669);
});
afterAll(() => house.close());

const open = (change: object = {}, who = season.clerk) =>
  who.post("/api/cash-desks", { salesChannelId: season.salesChannelId, floatCents: 10_000, ...change });
const close = (number: number, cash: number, change: object = {}, who = season.clerk) =>
  who.post(`/api/cash-desks/${number}/close`, { countedCents: { cash, card: 0, cheque: 0 }, ...change });

test("a desk counts what its operator takes at its channel from the opening on, and nothing of others", async () => {
  await season.sell([1]);
  expect(await open()).toMatchObject({ status: 201, body: { cashDeskNumber: 1 } });
  await season.sell([2, 3]);
  await season.sell([4], {}, season.support);
  await season.sell([5], { paymentMethodId: season.invoiceMethodId });
  const { ticketIds } = (await season.clerk.get(`/api/performances/${season.performanceNumber}/seats`)).body;
  await season.clerk.post(`/api/tickets/${ticketIds[1]}/refund`);
  expect((await season.clerk.get("/api/cash-desks/1")).body).toMatchObject({
    operatorName: "Clerk",
    salesChannelName: "GUICHET",
    entryCount: 4,
    expectedCents: { cash: 14_900, card: 0, cheque: 0 },
    countedCents: null,
  });
});

test("one operator has one desk open at a channel, however many ask at once", async () => {
  const answers = await Promise.all([1, 2, 3].map(() => open({}, season.support)));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  expect((await open()).body.error).toBe("DESK_OPEN");
  expect((await open({ salesChannelId: 99 })).body.error).toBe("UNKNOWN_SALES_CHANNEL");
});

test("a difference asks for its reason; the count closes the desk once", async () => {
  expect((await close(1, 14_850)).body.error).toBe("REASON_REQUIRED");
  const closed = await close(1, 14_850, { reason: "Rendu de monnaie" });
  expect(closed).toMatchObject({
    status: 200,
    body: { countedCents: { cash: 14_850 }, expectedCents: { cash: 14_900 }, reason: "Rendu de monnaie" },
  });
  expect((await close(1, 14_900)).body.error).toBe("DESK_CLOSED");
});

test("what is sold afterwards changes a closed desk no more, and the next one begins there", async () => {
  await season.sell([6]);
  expect((await open({ floatCents: 0 })).body.cashDeskNumber).toBe(3);
  await season.sell([7]);
  expect((await season.clerk.get("/api/cash-desks/1")).body.expectedCents.cash).toBe(14_900);
  expect((await season.clerk.get("/api/cash-desks/3")).body.expectedCents.cash).toBe(4_900);
});

test("a clerk sees and closes his own desks only; a manager everybody's, by operator and channel", async () => {
  await season.support.post("/api/operators", { initials: "AUT", name: "Autre", role: "clerk", password });
  const other = await house.signedIn(669, "AUT");
  expect((await other.get("/api/cash-desks")).body.cashDesks).toEqual([]);
  expect((await other.get("/api/cash-desks/1")).status).toBe(404);
  expect((await close(3, 4_900, {}, other)).status).toBe(404);
  expect((await open({ operatorId: 2 }, other)).status).toBe(403);
  const list = async (query: string) =>
    (await season.support.get(`/api/cash-desks?${query}`)).body.cashDesks.map(
      ({ cashDeskNumber }: { cashDeskNumber: number }) => cashDeskNumber,
    );
  expect(await list("")).toEqual([3, 2, 1]);
  expect(await list("operatorId=2")).toEqual([3, 1]);
  expect(await list(`salesChannelId=${season.salesChannelId + 1}`)).toEqual([]);
  expect(await list("before=3&limit=1")).toEqual([2]);
  expect((await close(3, 4_900, {}, season.support)).status).toBe(200);
});

test("the reading says X while the desk is open and Z afterwards, on screen and as PDF", async () => {
  const { body } = await season.clerk.get("/api/cash-desks/1/reading");
  const text = JSON.stringify(body).replace(/\s/gu, " ");
  expect(body.title).toBe("Ticket Z de la caisse n° 1");
  for (const said of ["149,00 €", "148,50 €", "-0,50 €", "Motif de l’écart : Rendu de monnaie"])
    expect(text).toContain(said);
  expect((await season.support.get("/api/cash-desks/2/reading")).body.title).toBe(
    "Lecture X de la caisse n° 2",
  );
  const pdf = await season.clerk.get("/api/cash-desks/1/reading.pdf");
  expect([pdf.status, pdf.headers["content-type"]]).toEqual([200, "application/pdf"]);
});

test("a closed desk is never changed, opened again or removed", async () => {
  const { database } = house;
  for (const change of [sql`reason = 'x'`, sql`closed_at = null`, sql`float_cents = 0`])
    await expect(
      database.run(sql`update cash_desks set ${change} where organizer_id = 669 and cash_desk_number = 1`),
    ).rejects.toThrow("closed once");
  await expect(database.run(sql`delete from cash_desks`)).rejects.toThrow("append-only");
  await expect(database.run(sql`truncate cash_desks`)).rejects.toThrow("append-only");
});
