import { sql } from "@allotement/platform/database/database.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type House, openHouse } from "../house.fixture.ts";
import { type Season, setUpSeason } from "../season.fixture.ts";
import { verifyArchive } from "./verify-archive.ts";

let house: House;
let season: Season;

beforeAll(async () => {
  house = await openHouse();
  season = await setUpSeason(house, 669);
});
afterAll(() => house.close());

const close = (kind: string, through: string, who = season.support) =>
  who.post("/api/closings", { kind, through });

test("nothing is closed before something is booked, and what is no period is refused", async () => {
  expect(await close("day", "2026-01-05")).toMatchObject({ status: 409, body: { error: "NOTHING_BOOKED" } });
  expect((await season.support.get("/api/closings")).body).toEqual({
    closings: [],
    open: null,
    today: "2026-01-05",
  });
  expect(await close("day", "2026-02-30")).toMatchObject({ status: 422, body: { error: "NO_PERIOD" } });
  expect((await close("week", "2026")).status).toBe(422);
});

test("a day is closed with what was booked in it, sealed first, by payment method, channel and rate", async () => {
  await season.sell([1, 2]);
  await season.sell([5], { paymentMethodId: season.invoiceMethodId });
  const { status, body } = await close("day", "2026-01-05");
  expect(status).toBe(201);
  expect(body.closings).toMatchObject([
    {
      closingNumber: 1,
      kind: "day",
      period: "2026-01-05",
      firstEntry: 1,
      lastEntry: 3,
      periodTotalCents: 14_700,
    },
  ]);
  expect((await close("day", "2026-01-05")).body.error).toBe("ALREADY_CLOSED");
  expect((await close("day", "2026-01-06")).body.error).toBe("NOT_BEGUN");
  expect((await close("month", "2026-01")).body).toMatchObject({ error: "PARTS_OPEN" });
  const totals = await house.database.first<{ totals: unknown }>(sql`select totals from journal_closings`);
  expect(totals?.totals).toMatchObject([
    { kind: "sale", paymentMethodName: "ESPECES", vatRate: 550, entryCount: 2, amountCents: 9_800 },
    { kind: "sale", paymentMethodName: "FACTURE TICKETNET", salesChannelName: "GUICHET", entryCount: 1 },
  ]);
});

test("the list says what is open and what is ready", async () => {
  const { open, today } = (await season.support.get("/api/closings")).body;
  expect([open.day, today]).toEqual([{ period: "2026-01-06", state: "ahead" }, "2026-01-05"]);
  expect(open.month).toEqual({ period: "2026-01", state: "partsOpen" });
});

test("many at once close each period once", async () => {
  house.time.now = new Date("2026-01-20T09:00:00.000Z");
  season.support = await house.signedIn(669, "SUP");
  const answers = await Promise.all([1, 2, 3, 4].map(() => close("day", "2026-01-12")));
  const made = answers.flatMap(({ body }) => body.closings ?? []);
  expect(made.map(({ period }) => period).sort()).toEqual(
    [6, 7, 8, 9, 10, 11, 12].map((day) => `2026-01-${String(day).padStart(2, "0")}`),
  );
});

test("the archive is a file that holds by itself, the same each time, under the key that the screen shows", async () => {
  const archive = await season.support.get("/api/closings/1/archive");
  expect(archive.status).toBe(200);
  expect(archive.headers["content-disposition"]).toContain("Journal 669 2026-01-05 (1).archive.txt");
  expect((await season.support.get("/api/closings/1/archive")).body).toBe(archive.body);
  const { fingerprint, publicKey } = (await season.support.get("/api/signing-key")).body;
  expect(verifyArchive(Buffer.from(archive.body), fingerprint)).toMatchObject({ holds: true });
  expect((await season.support.get("/api/signing-key.pem")).body).toContain(publicKey);
  expect((await season.support.get("/api/closings/99/archive")).status).toBe(404);
  const kept = await house.database.first<{ secret: string }>(
    sql`select secret_encrypted as secret from signing_keys where organizer_id = 669`,
  );
  expect(kept?.secret).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
});

test("the receipt says what the closing says, on screen and as PDF", async () => {
  const { body } = await season.support.get("/api/closings/1/receipt");
  const text = JSON.stringify(body).replace(/\s/gu, " ");
  expect(body.title).toBe("Clôture journalière n° 1");
  for (const said of ["Journée du 05/01/2026", "147,00 €", "139,34 €", "7,66 €", "5,50 %"])
    expect(text).toContain(said);
  const pdf = await season.support.get("/api/closings/1/receipt.pdf");
  expect([pdf.status, pdf.headers["content-type"]]).toEqual([200, "application/pdf"]);
});

test("closings are a manager's", async () => {
  const clerk = await house.signedIn(669, "CLE");
  for (const path of [
    "/api/closings",
    "/api/closings/1/receipt",
    "/api/closings/1/archive",
    "/api/signing-key",
  ])
    expect((await clerk.get(path)).status).toBe(403);
  expect((await close("day", "2026-01-06", clerk)).status).toBe(403);
});

test("a closing is never changed or removed", async () => {
  const { database } = house;
  await expect(database.run(sql`update journal_closings set settled_cents = 1`)).rejects.toThrow(
    "append-only",
  );
  await expect(database.run(sql`delete from journal_closings`)).rejects.toThrow("append-only");
  await expect(database.run(sql`truncate journal_closings`)).rejects.toThrow("append-only");
});
