import { contentDisposition } from "@allotement/documents/file-name.ts";
import { sql } from "@allotement/platform/database/database.ts";
import type { NetworkRequest } from "@allotement/platform/ports.ts";
import { type TestMailServer, testMailServer } from "@allotement/platform/smtp.fixture.ts";
import { smtpMailer } from "@allotement/platform/smtp.ts";
import { simpleParser } from "mailparser";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type House, password as housePassword } from "../../house/house.fixture.ts";
import { type Season, setUpSeason } from "../../house/season.fixture.ts";
import { connect, openHouseWithInterface } from "../http.fixture.ts";
import { type TestReseller, testReseller } from "../reseller.fixture.ts";

let house: House;
let season: Season;
let reseller: TestReseller;
let server: TestMailServer;
const password = "mot de passe du serveur";

beforeAll(async () => {
  server = await testMailServer({ password });
  house = await openHouseWithInterface(
    { request: (request: NetworkRequest) => reseller.request(request) },
    smtpMailer(),
  );
  reseller = testReseller(house.clock);
  season = await setUpSeason(house, 669);
  await connect(season, { password: "a password", contactMail: "contact@reseau.example" });
});
afterAll(async () => {
  await house.close();
  await server.close();
});

const settings = (change: object = {}) => ({
  ...{ host: "127.0.0.1", port: server.port, security: "none", userName: "lyre", password },
  ...{ senderName: "Théâtre de la Lyre", senderAddress: "billetterie@lyre.example" },
  ...change,
});

/** Puts two seats into the hold and allots them; answers the finished run. */
async function allot(performanceNumber: number, seatCodes: number[]): Promise<string> {
  house.time.now = new Date(house.time.now.getTime() + 60_000);
  const { showNumber, holdCode, support, clerk } = season;
  await support.post(`/api/performances/${performanceNumber}/holds`, { holdCode, seatCodes });
  const { lines, comment, knownAtReseller } = (await clerk.get(`/api/interface/allot/shows/${showNumber}`))
    .body;
  const asked = lines.map(({ priceTypeCode, seatCategoryCode, ...line }: Record<string, unknown>) => ({
    ...{
      priceTypeCode,
      seatCategoryCode,
      faceValueCents: line.faceValueCents,
      venueFeeCents: line.venueFeeCents,
    },
    ...{ organizerFeeCents: line.organizerFeeCents, resellerFeeCents: line.resellerFeeCents },
  }));
  const newShow = knownAtReseller ? {} : { newShow: { comment, lines: asked } };
  const { body } = await clerk.post("/api/interface/allot", {
    ...{ showNumber, performanceNumbers: [performanceNumber] },
    ...newShow,
  });
  const finished = async () => (await clerk.get(`/api/interface/runs/${body.runId}`)).body.finishedAt;
  await expect.poll(finished, { timeout: 20_000 }).not.toBeNull();
  return body.runId;
}

async function cookieOf(initials: string): Promise<string> {
  const payload = { organizerId: 669, initials, password: housePassword };
  const { cookies } = await house.server.inject({ method: "POST", url: "/api/sign-in", payload });
  return cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
}

const states = async () =>
  (await season.clerk.get("/api/interface/mails")).body.mails.map(({ state }: { state: string }) => state);

describe("the mail server's settings", () => {
  test("are the manager's to change; a clerk reads them, nobody the password", async () => {
    expect((await season.clerk.put("/api/interface/mail-settings", settings())).status).toBe(403);
    expect((await season.clerk.get("/api/interface/mail-settings")).body).toEqual({ settings: null });
    expect((await season.support.put("/api/interface/mail-settings", settings())).status).toBe(200);
    const { body } = await season.clerk.get("/api/interface/mail-settings");
    expect(body.settings).toMatchObject({ host: "127.0.0.1", passwordSet: true });
    expect(JSON.stringify(body)).not.toContain(password);
    const kept = JSON.stringify([
      await house.database.rows(sql`select * from mail_settings`),
      await house.database.rows(sql`select * from audit_entries`),
    ]);
    expect(kept).toContain("changeMailSettings");
    expect(kept).not.toContain(password);
  });

  test("the password in place goes to no other server, port or name, and to none in clear that was not before", async () => {
    const { password: _, ...same } = settings();
    const put = async (change: object) =>
      (await season.support.put("/api/interface/mail-settings", { ...same, ...change })).status;
    expect(await put({ host: "elsewhere.example" })).toBe(422);
    expect(await put({ port: 2525 })).toBe(422);
    expect(await put({ userName: "other" })).toBe(422);
    expect(await put({ senderName: "La Lyre" })).toBe(200);
    expect(await put({ security: "startTls" })).toBe(200);
    expect(await put({ security: "none" })).toBe(422);
    expect((await season.support.put("/api/interface/mail-settings", settings())).status).toBe(200);
  });

  test.each([
    ["a line break in the sender's name", { senderName: "Lyre\r\nBcc: everybody@example.org" }],
    ["two addresses of the sender", { senderAddress: "a@lyre.example, b@lyre.example" }],
    ["a path as host", { host: "smtp.example/x" }],
    ["a user in the host", { host: "user@smtp.example" }],
  ])("%s is refused", async (_what, change) => {
    expect((await season.support.put("/api/interface/mail-settings", settings(change))).status).toBe(422);
  });

  test("a try says that the mail was taken, or what is wrong", async () => {
    const attempt = async (recipient = "me@lyre.example") =>
      (await season.support.post("/api/interface/mail-settings/test", { recipient })).body;
    expect(await attempt()).toEqual({ taken: true, fault: null, answer: "" });
    expect(server.mails.at(-1)?.parsed.subject).toBe("Essai d’envoi de la billetterie");
    await season.support.put("/api/interface/mail-settings", settings({ password: "wrong" }));
    expect(await attempt()).toEqual({ taken: false, fault: "wrongPassword", answer: "" });
    await season.support.put("/api/interface/mail-settings", settings());
  });
});

describe("after a run the contact is written to once (R2.2)", () => {
  test("a first allotment: the draft names show, hall and performances; the mail arrives; a second one is refused", async () => {
    const runId = await allot(season.performanceNumber, [1, 2]);
    const { clerk } = season;
    const told = `/api/interface/runs/${runId}/mail`;
    expect((await clerk.get(told)).body).toEqual({ offer: "firstAllotment", before: null });
    const about = { kind: "firstAllotment", runId };
    const draft = (await clerk.post("/api/interface/mail-drafts", about)).body;
    expect(draft.recipients).toEqual(["contact@reseau.example"]);
    expect(draft.subject).toBe("Mise en vente d’une nouvelle manifestation\u00a0: ORPHEE ET EURYDICE");
    expect(draft.text).toContain("–\u00a0mardi 3 mars 2026 à 19\u00a0h (séance n°\u00a0");
    expect(draft.text).toContain("2\u00a0places");
    expect(draft).toMatchObject({ hasMailServer: true, before: null });
    expect(draft.text).toContain("ci-joint le document de mise en vente");
    const fileName = `Mise en vente ORPHEE ET EURYDICE (${season.showNumber}).pdf`;
    expect(draft.attachments).toEqual([{ key: "onSaleDocument", fileName, byteCount: expect.any(Number) }]);
    const order = {
      about,
      recipients: draft.recipients,
      subject: draft.subject,
      text: `${draft.text}PS\u202f: à vous\u202f!`,
      attachments: ["onSaleDocument"],
    };
    const [first, second] = await Promise.all([
      clerk.post("/api/interface/mails", order),
      clerk.post("/api/interface/mails", order),
    ]);
    expect([first.status, second.status].sort()).toEqual([200, 409]);
    await expect.poll(states, { timeout: 20_000 }).toEqual(["sent"]);
    const { parsed } = server.mails.at(-1) ?? expect.fail();
    expect(parsed.text).toContain("PS\u202f: à vous\u202f!");
    expect(parsed.attachments.map(({ filename }) => filename)).toEqual([fileName]);
    const { body: listed } = await clerk.get("/api/interface/mails");
    const url = `/api/interface/mails/${listed.mails[0].mailId}/attachments/1`;
    const cookie = await cookieOf("CLE");
    const file = await house.server.inject({ url, headers: { cookie } });
    expect(file.headers["content-type"]).toBe("application/pdf");
    expect(file.rawPayload.subarray(0, 5).toString()).toBe("%PDF-");
    expect(parsed.attachments[0]?.content.equals(file.rawPayload)).toBe(true);
    const { before } = (await clerk.get(told)).body;
    expect(before).toMatchObject({ queuedBy: "Clerk", state: "sent" });
    expect((await clerk.post("/api/interface/mail-drafts", about)).body.before).toEqual(before);
  });

  test("added performances; and nothing where a run created nothing at the network", async () => {
    const added = await allot(season.otherPerformanceNumber, [1, 2]);
    const { clerk } = season;
    expect((await clerk.get(`/api/interface/runs/${added}/mail`)).body.offer).toBe("addedPerformances");
    const { text } = (
      await clerk.post("/api/interface/mail-drafts", { kind: "addedPerformances", runId: added })
    ).body;
    expect(text).toContain("Une nouvelle séance a été ajoutée");
    expect(
      (await clerk.post("/api/interface/mail-drafts", { kind: "firstAllotment", runId: added })).status,
    ).toBe(404);
    const more = await allot(season.otherPerformanceNumber, [3]);
    expect((await clerk.get(`/api/interface/runs/${more}/mail`)).body.offer).toBeNull();
  });
});

test("halls, categories, price types and dates have their letters; what is not there has none", async () => {
  const { clerk, hallCode, performanceNumber } = season;
  const draft = async (about: object) => (await clerk.post("/api/interface/mail-drafts", about)).body;
  expect((await draft({ kind: "newHall", hallCode })).text).toContain("PETITE SALLE");
  expect((await draft({ kind: "newCategory", hallCode })).text).toMatch(/\d+ CARRE OR/);
  expect((await draft({ kind: "newPriceType" })).text).toContain("6690014 TICKETNET PLEIN TARIF");
  expect((await draft({ kind: "dateGap", performanceNumber })).text).toContain(
    "Chez nous\u00a0: mardi 3 mars 2026",
  );
  expect((await draft({ kind: "newAddress" })).text).toContain("192.0.2.1");
  expect((await draft({ kind: "newHall", hallCode: 99_999 })).error).toBe("NOT_FOUND");
  const nobody = "0199a000-0000-7000-8000-0000000000aa";
  expect((await draft({ kind: "priceGap", eventId: nobody })).error).toBe("NOT_FOUND");
  expect((await draft({ kind: "dateGap", performanceNumber, eventId: nobody })).error).toBe("NOT_FOUND");
});

test("a new hall goes with its codifications, new price types with their list, byte for byte as they are downloaded", async () => {
  const { clerk, hallCode } = season;
  const cookie = await cookieOf("CLE");
  for (const [about, key, url] of [
    [{ kind: "newHall", hallCode }, "codeLists", `/api/interface/codes/halls/${hallCode}/archive`],
    [{ kind: "newPriceType" }, "priceTypes", "/api/interface/price-types-and-holds.pdf"],
  ] as const) {
    const { recipients, subject, text, attachments } = (await clerk.post("/api/interface/mail-drafts", about))
      .body;
    expect(attachments).toMatchObject([{ key }]);
    expect(text).toContain("ci-joint");
    const before = server.mails.length;
    const order = { about, recipients, subject, text, attachments: [key] };
    expect((await clerk.post("/api/interface/mails", order)).status).toBe(200);
    await expect.poll(() => server.mails.length, { timeout: 20_000 }).toBe(before + 1);
    const [attached] = server.mails.at(-1)?.parsed.attachments ?? [];
    const file = await house.server.inject({ url, headers: { cookie } });
    expect(file.statusCode).toBe(200);
    expect(file.headers["content-disposition"]).toBe(
      contentDisposition("attachment", attached?.filename ?? ""),
    );
    expect(attached?.content.equals(file.rawPayload)).toBe(true);
  }
});

test("a sale at another price has its letter: both prices, the seat, and no barcode", async () => {
  const { priceTypeCode: _, ...numbers } = season;
  const { clerk, support, showNumber, performanceNumber, resellerPriceTypeCode } = numbers;
  const { seatCategories } = (await support.get("/api/seat-categories")).body;
  const event = reseller.record({
    ...{
      showNumber,
      performanceNumber,
      localDate: "2026-03-03",
      localTime: "19:00",
      priceTypeCode: resellerPriceTypeCode,
    },
    ...{
      seatCategoryCode: seatCategories[0].seatCategoryCode,
      faceValueCents: 5_000,
      soldAt: "2026-01-05T08:00:00.000Z",
    },
  });
  await clerk.post("/api/interface/fetch");
  const { text, subject } = (
    await clerk.post("/api/interface/mail-drafts", { kind: "priceGap", eventId: event.eventId })
  ).body;
  expect(subject).toBe("Écart de prix\u00a0: ORPHEE ET EURYDICE");
  expect(text).toContain("montant 50,00\u00a0€");
  expect(text).toContain("montant 48,00\u00a0€");
  expect(text).toContain("lundi 5 janvier 2026 à 9\u00a0h, rang A, place 1");
  expect(text).not.toContain(event.barcode);
});

test.each([
  ["a line break in the subject", { subject: "Bonjour\r\nBcc: everybody@example.org" }],
  ["a recipient that is two", { recipients: ["a@reseau.example,b@reseau.example"] }],
  ["a recipient with a line break", { recipients: ["a@reseau.example\r\nBcc: b@reseau.example"] }],
  ["no recipient", { recipients: [] }],
  ["no text", { text: "  " }],
])("%s is refused, and nothing enters the outbox", async (_what, change) => {
  const count = async () => (await states()).length;
  const before = await count();
  const order = {
    about: { kind: "newPriceType" },
    recipients: ["a@reseau.example"],
    subject: "Tarifs",
    text: "Bonjour.",
    attachments: [],
  };
  expect((await season.clerk.post("/api/interface/mails", { ...order, ...change })).status).toBe(422);
  expect(await count()).toBe(before);
});

test("a mail whose document cannot be made is refused, for its text announces it", async () => {
  const before = (await states()).length;
  const order = {
    recipients: ["a@reseau.example"],
    subject: "Salle",
    text: "Ci-joint.",
    attachments: ["codeLists"],
  };
  for (const about of [{ kind: "newHall", hallCode: 99_999 }, { kind: "newPriceType" }])
    expect((await season.clerk.post("/api/interface/mails", { ...order, about })).status).toBe(404);
  expect(await states()).toHaveLength(before);
});

test("a mail and its files are downloaded as they stand in the outbox, by this organizer alone", async () => {
  const { clerk } = season;
  const { mails } = (await clerk.get("/api/interface/mails")).body;
  const [{ mailId, subject }] = mails;
  const answer = await clerk.get(`/api/interface/mails/${mailId}/message`);
  expect(answer.headers["content-type"]).toBe("message/rfc822");
  expect(answer.headers["content-disposition"]).toContain("attachment; filename=");
  expect((await simpleParser(answer.body)).subject).toBe(subject);
  expect((await clerk.get(`/api/interface/mails/${mailId}/attachments/2`)).status).toBe(404);
  const stranger = await setUpSeason(house, 700);
  expect((await stranger.clerk.get(`/api/interface/mails/${mailId}`)).status).toBe(404);
  expect((await stranger.clerk.post(`/api/interface/mails/${mailId}/send-again`)).status).toBe(404);
  expect((await clerk.post(`/api/interface/mails/${mailId}/send-again`)).body.error).toBe(
    "MAIL_ALREADY_SENT",
  );
});
