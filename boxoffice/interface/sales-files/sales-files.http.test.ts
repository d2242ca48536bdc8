import type { FileTicket } from "@allotement/documents/sales-files/file-ticket.ts";
import { salesFileLayouts } from "@allotement/documents/sales-files/layouts.ts";
import { sql } from "@allotement/platform/database/database.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { password } from "../../house/house.fixture.ts";
import { type Season, setUpSeason } from "../../house/season.fixture.ts";
import { connect, openHouseWithInterface } from "../http.fixture.ts";
import { type TestReseller, testReseller } from "../reseller.fixture.ts";
import { sqlInterfaceStore } from "../store.ts";

/** «Intégrer un fichier de vente» over HTTP, with a feed that tells of the same tickets afterwards. */

let house: Awaited<ReturnType<typeof openHouseWithInterface>>;
let season: Season;
let reseller: TestReseller;
let category: number;

beforeAll(async () => {
  house = await openHouseWithInterface({ request: (request) => reseller.request(request) });
  reseller = testReseller(house.clock);
  season = await setUpSeason(house, 669);
  await season.support.post("/api/operators", {
    ...{ initials: "MGR", name: "Manager", role: "manager", password },
  });
  await connect(season, { password: "the venue's secret" });
  await season.support.post("/api/interface/fetch");
  await allotSeats([1, 2, 3, 4]);
  const { seatCategories } = (await season.support.get("/api/seat-categories")).body;
  category = seatCategories.find(({ name }: { name: string }) => name === "CARRE OR").seatCategoryCode;
});
afterAll(() => house.close());

/** The seats as the reseller holds them under grant 1. */
async function allotSeats(seatCodes: number[]): Promise<void> {
  const { performanceNumber, holdCode } = season;
  const store = sqlInterfaceStore(house.database, { organizerId: 669, resellerId: 1 });
  const operationId = "01936c5e-7d2a-7c3b-8f4e-000000000001";
  const set = { command: 1, grantCommand: 1, resellerId: 1, operationId };
  for (const change of [
    { movement: "hold" as const, to: "held" as const, set: { holdCode } },
    { movement: "allot" as const, to: "allotting" as const, set },
    { movement: "allotAccepted" as const, to: "allotted" as const, set: { operationId: null } },
  ])
    await store.transaction(async (transaction) => {
      const seats = await transaction.lockSeats(performanceNumber, seatCodes);
      await transaction.moveSeats(
        { performanceNumber, at: house.clock.now(), operatorId: null },
        seats.map((seat) => ({ seat, ...change })),
      );
    });
}

const barcode = (number: number) => `02${String(number).padStart(12, "0")}`;
const ticket = (number: number, change: Partial<FileTicket> = {}): FileTicket => ({
  kind: "sale",
  localDate: "2026-03-03",
  localTime: "19:00",
  ticketId: barcode(number),
  priceTypeCode: String(season.resellerPriceTypeCode),
  categoryCode: "",
  clientCategory: "",
  zoneCode: "PARQ",
  row: "A",
  seat: String(number),
  priceCents: 4_900,
  holder: { surname: "LEFÈVRE", firstName: "Zoë", postcode: "75011", country: "FRANCE" },
  ...change,
});

const order = (bytes: Uint8Array, fileName = "ventes.txt") => ({
  fileName,
  writtenAt: "2026-01-05T09:00",
  file: Buffer.from(bytes).toString("base64"),
});

/** Three sales, one of them of a seat that was never sent, and a line cut short. */
function firstFile(): Uint8Array {
  const written = salesFileLayouts.ticketnet.write([
    ticket(1),
    ticket(2),
    ticket(9, { row: "C", seat: "1", zoneCode: "BALC" }),
  ]);
  return Buffer.concat([written, Buffer.from("02000000\n")]);
}

const post = (path: string, body: unknown) => season.support.post(`/api/interface/sales-files${path}`, body);
const inbox = () =>
  house.database.rows<{ seat: number; source: string; status: string; reason: string | null }>(sql`
    select seat_code as seat, source, status, block_reason->>'kind' as reason from feed_inbox
    order by source desc, sequence`);

test("support alone may read a sales file", async () => {
  expect((await season.clerk.get("/api/interface/sales-files")).status).toBe(403);
  expect((await season.clerk.post("/api/interface/sales-files", order(firstFile()))).status).toBe(403);
});

test("an unknown code is named once with what it likely means, and nothing is written", async () => {
  const { status, body } = await post("/analysis", order(firstFile()));
  expect(status).toBe(200);
  expect(body).toMatchObject({ layout: "ticketnet", sales: 3, taken: 0, rejected: 4, readBefore: null });
  expect(body.unknownCodes).toMatchObject([
    { kind: "zone", fileCode: "PARQ", lines: 2, hallName: "PETITE SALLE" },
    { kind: "zone", fileCode: "BALC", lines: 1 },
  ]);
  const [stalls, balcony] = body.unknownCodes;
  const nameOf = (one: typeof stalls) =>
    one.choices.find(({ code }: { code: number }) => code === one.proposal)?.name;
  expect([nameOf(stalls), nameOf(balcony)]).toEqual(["ORCHESTRE", "BALCON"]);
  expect(await inbox()).toEqual([]);
  const codes = body.unknownCodes.map(({ kind, hallCode, fileCode, proposal }: typeof stalls) => ({
    ...{ kind, hallCode, fileCode, code: proposal },
  }));
  const tell = (what: object[]) =>
    season.support.put("/api/interface/sales-files/codes", { layout: "ticketnet", codes: what });
  expect((await tell([{ ...codes[0], code: 77 }])).status).toBe(422);
  expect((await tell(codes)).body).toEqual({ told: 2 });
});

test("good lines are received with their names and wait; every other is named by number and reason", async () => {
  const foreseen = (await post("/analysis", order(firstFile()))).body;
  expect(foreseen).toMatchObject({ taken: 2, rejected: 2, unknownCodes: [] });
  expect(await inbox()).toEqual([]);
  const { body } = await post("", order(firstFile()));
  expect(body).toMatchObject({ taken: 2, known: 0, waiting: 0, rejected: 2 });
  expect(body.notTaken).toMatchObject([
    { number: 3, reason: "notWithReseller", ticketId: barcode(9) },
    { number: 4, reason: "wrongLength" },
  ]);
  expect(body.csv).toContain("longueur de ligne inattendue");
  const { sales } = (await season.clerk.get("/api/interface/waiting-sales?status=pending")).body;
  expect(sales).toMatchObject([
    {
      seatCode: 1,
      holderSurname: "LEFÈVRE",
      holderFirstName: "Zoë",
      faceValueCents: 4_800,
      venueFeeCents: 100,
    },
    { seatCode: 2 },
  ]);
  const { files } = (await season.support.get("/api/interface/sales-files")).body;
  expect(files).toMatchObject([
    { fileName: "ventes.txt", sha256: body.sha256, result: { taken: 2, rejected: 2 } },
  ]);
});

test("the same file again says so and changes nothing", async () => {
  const everything = async () =>
    JSON.stringify([
      await inbox(),
      await house.database.rows(sql`select * from sales_files`),
      await house.database.rows(sql`select * from audit_entries`),
      await house.database.rows(sql`select * from performance_seats order by seat_code`),
    ]);
  const before = await everything();
  const { body } = await post("", order(firstFile(), "copie.txt"));
  expect(body).toMatchObject({ taken: 0, known: 2, readBefore: { by: expect.any(String) } });
  expect((await post(`/${body.sha256}/read-again`, {})).body).toMatchObject({
    taken: 0,
    fileName: "ventes.txt",
  });
  expect(await everything()).toBe(before);
  expect((await post(`/${"0".repeat(64)}/read-again`, {})).status).toBe(404);
});

/** What the network's feed tells of a ticket. */
function feedTells(number: number, faceValueCents = 4_800): string {
  const { showNumber, performanceNumber, resellerPriceTypeCode } = season;
  return reseller.record({
    ...{ showNumber, performanceNumber, seatCode: number, barcode: barcode(number), grant: 1 },
    ...{ priceTypeCode: resellerPriceTypeCode, seatCategoryCode: category, localDate: "2026-03-03" },
    ...{ soldAt: "2026-01-05T08:00:00.000Z", faceValueCents, venueFeeCents: 100, organizerFeeCents: 0 },
  }).eventId;
}

test("the feed brings the same sales: known, at another price blocked until two people close it", async () => {
  feedTells(1);
  const other = feedTells(2, 5_200);
  feedTells(3);
  await season.support.post("/api/interface/fetch");
  expect(await inbox()).toEqual([
    { seat: 1, source: "file", status: "pending", reason: null },
    { seat: 2, source: "file", status: "pending", reason: null },
    { seat: 1, source: "feed", status: "known", reason: null },
    { seat: 2, source: "feed", status: "blocked", reason: "fileDiffers" },
    { seat: 3, source: "feed", status: "pending", reason: null },
  ]);
  const { showNumber } = season;
  const { runId } = (await season.clerk.post("/api/interface/import-sales", { lines: [{ showNumber }] }))
    .body;
  const run = async () => (await season.clerk.get(`/api/interface/runs/${runId}`)).body;
  await expect.poll(async () => (await run()).finishedAt, { timeout: 20_000 }).not.toBeNull();
  const booked = await house.database.first<{ cents: number; lines: number }>(sql`
    select sum(amount_cents)::int as cents, count(*)::int as lines from cash_journal where kind = 'sale'`);
  expect(booked).toEqual({ cents: 3 * 4_900, lines: 3 });
  const { body } = await season.clerk.get(`/api/interface/blocked-sales/${other}`);
  expect(body).toMatchObject({ causes: [{ kind: "toldTwice" }], mayClose: true, mayOverride: false });
  const signed = { reason: "agreed by telephone", secondPerson: { initials: "MGR", password } };
  const closed = await season.support.post(`/api/interface/blocked-sales/${other}/close`, signed);
  expect(closed.body).toMatchObject({ outcome: "closed" });
});

test("a file's line of a sale that the feed has brought is known; at another price it is rejected with both figures", async () => {
  const { write } = salesFileLayouts["france-billet"];
  const codes = [{ kind: "zone", hallCode: season.hallCode, fileCode: "PARQ", code: 1 }];
  await season.support.put("/api/interface/sales-files/codes", { layout: "france-billet", codes });
  const { body } = await post("", order(write([ticket(3)]), "fb.csv"));
  expect(body).toMatchObject({ layout: "france-billet", taken: 0, known: 1 });
  const dear = await post("/analysis", order(write([ticket(3, { priceCents: 9_900 })]), "fb.csv"));
  expect(dear.body.notTaken).toMatchObject([{ reason: "otherPrice", detail: "99,00 € / 49,00 €" }]);
});

test("a cancellation waits for its sale and is taken when the sale comes", async () => {
  const { write } = salesFileLayouts.ticketnet;
  const cancelled = await post("", order(write([ticket(4, { kind: "cancellation" })]), "annulations.txt"));
  expect(cancelled.body).toMatchObject({ taken: 0, waiting: 1, notTaken: [{ reason: "saleUnknown" }] });
  expect((await season.support.get("/api/interface/sales-files")).body.waitingLines).toBe(1);
  expect((await post("", order(write([ticket(4)]), "vente.txt"))).body).toMatchObject({ taken: 1 });
  expect((await season.support.get("/api/interface/sales-files")).body.waitingLines).toBe(0);
  const seat = await house.database.first<{ state: string }>(
    sql`select state from performance_seats where seat_code = 4
      and performance_number = ${season.performanceNumber}`,
  );
  expect(seat).toEqual({ state: "allotted" });
});

test("pages of the feed are received where they continue it, and refused where they do not", async () => {
  feedTells(4);
  const page = reseller.page(0);
  const file = Buffer.from(JSON.stringify([page]));
  const broken = { ...page, events: page.events.slice(-1).map((event) => ({ ...event, faceValueCents: 1 })) };
  const refused = await post("/analysis", order(Buffer.from(JSON.stringify(broken)), "flux.json"));
  expect(refused.body).toMatchObject({ layout: "feed", taken: 0, notTaken: [{ reason: "notThisFeed" }] });
  expect((await post("", order(file, "flux.json"))).body).toMatchObject({
    layout: "feed",
    taken: 1,
    known: 3,
  });
  expect((await post("", order(file, "flux.json"))).body).toMatchObject({ taken: 0, known: 4 });
  await season.support.post("/api/interface/fetch");
  expect((await season.support.get("/api/interface/state")).body.feedFault).toBeNull();
});

test("what is no sales file is refused by name", async () => {
  expect((await post("/analysis", order(Buffer.from("{}")))).body.error).toBe("NO_SALES_FILE");
  expect((await post("/analysis", order(Buffer.from("hello\n")))).body.error).toBe("NO_SALES_FILE");
  expect((await post("/analysis", order(Buffer.from("")))).body.error).toBe("FILE_EMPTY");
});
