import { sql } from "@allotement/platform/database/database.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { House } from "../../house/house.fixture.ts";
import { type Season, setUpSeason } from "../../house/season.fixture.ts";
import { connect, openHouseWithInterface } from "../http.fixture.ts";

let house: House;
let season: Season;
beforeAll(async () => {
  house = await openHouseWithInterface();
  season = await setUpSeason(house, 669);
});
afterAll(() => house.close());

const audit = () =>
  house.database.rows<{ action: string; operatorId: number; subject: { changed: object[] } }>(sql`
    select action, operator_id as "operatorId", subject from audit_entries
    where organizer_id = 669 and action !~ '^create' order by entry_number`);

test("a connection that is set up, changed or saved again leaves who did it and what changed, without its password", async () => {
  expect((await connect(season, { password: "first secret" })).status).toBe(200);
  expect((await connect(season, { userName: "orphee", password: "second secret" })).status).toBe(200);
  expect((await connect(season, { userName: "orphee" })).status).toBe(200);
  const [first, second, third] = await audit();
  expect(first).toMatchObject({
    action: "changeConnection",
    operatorId: 1,
    subject: { passwordGiven: true, resellerId: 1 },
  });
  expect(first?.subject.changed).toContainEqual({
    field: "serverUrl",
    from: null,
    to: "https://network.example",
  });
  expect(second?.subject).toEqual({
    resellerId: 1,
    passwordGiven: true,
    changed: [{ field: "userName", from: "lyre", to: "orphee" }],
  });
  expect(third?.subject).toEqual({ resellerId: 1, passwordGiven: false, changed: [] });
  const whole = await house.database.first<{ text: string }>(sql`
    select string_agg(entry::text, '') as text from audit_entries entry`);
  expect(whole?.text).toContain("orphee");
  expect(whole?.text).not.toContain("secret");
  const kept = await house.database.first<{ text: string }>(
    sql`select password_encrypted as text from reseller_connections`,
  );
  expect(whole?.text).not.toContain(kept?.text);
});

test("the kept password is never sent to another server, institution or under another name", async () => {
  const before = await audit();
  const elsewhere = [
    { serverUrl: "https://elsewhere.example" },
    { institutionCode: 9998 },
    { userName: "lyre" },
  ];
  for (const change of elsewhere) {
    const { status, body } = await connect(season, { userName: "orphee", ...change });
    expect(status).toBe(422);
    expect(body.problems).toMatchObject([{ path: "body/password" }]);
  }
  expect(await audit()).toEqual(before);
});

test("a connection that is refused leaves no trace", async () => {
  const before = await audit();
  expect((await connect(season, { serverUrl: "http://10.0.0.1" })).status).toBe(422);
  expect(await audit()).toEqual(before);
});

test("the contact's address leaves who changed it, from what to what", async () => {
  const { status } = await season.clerk.put("/api/interface/connection/contact", {
    contactMail: "contact@example.org",
  });
  expect(status).toBe(200);
  expect((await audit()).at(-1)).toEqual({
    action: "changeContact",
    operatorId: 2,
    subject: { resellerId: 1, from: "", to: "contact@example.org" },
  });
});

test("an operation given up leaves who gave it up; one that is not there leaves nothing", async () => {
  const operationId = "0199a000-0000-7000-8000-0000000000aa";
  const nobody = await season.support.post(`/api/interface/operations/${operationId}/void`);
  expect(nobody.status).toBe(409);
  expect((await audit()).at(-1)?.action).toBe("changeContact");
  const { performanceNumber, showNumber } = season;
  await house.database.run(sql`
    insert into operations (organizer_id, operation_id, reseller_id, kind, show_number, performance_number, body,
      seat_count, created_at, next_attempt_at)
    values (669, ${operationId}, 1, 'recall', ${showNumber}, ${performanceNumber},
      '{}', 1, ${house.clock.now()}, ${new Date("2026-01-06T09:00:00Z")})`);
  const { status } = await season.support.post(`/api/interface/operations/${operationId}/void`);
  expect(status).toBe(200);
  expect((await audit()).at(-1)).toEqual({
    action: "voidOperation",
    operatorId: 1,
    subject: { operationId },
  });
});

test("a price type is new to the reseller until its list was sent, or somebody says that it is known (R11.2)", async () => {
  const untold = async () =>
    (await season.clerk.get("/api/interface/connection")).body.untoldPriceTypeCodes as number[];
  const told = () => season.clerk.post("/api/interface/connection/price-types-told");
  const first = season.resellerPriceTypeCode;
  expect(await untold()).toEqual([first]);
  expect((await told()).status).toBe(200);
  expect(await untold()).toEqual([]);
  const { priceTypeCode } = (
    await season.support.post("/api/price-types", { name: "TICKETNET ENFANT", channelKind: "reseller" })
  ).body;
  const use = (...priceTypeCodes: number[]) => connect(season, { userName: "orphee", priceTypeCodes });
  await use(first, priceTypeCode);
  // Saved again, opened again: what the reseller was told before is not new, what it was not told of stays.
  await use(first, priceTypeCode);
  expect(await untold()).toEqual([priceTypeCode]);
  const mail = (state: string) =>
    house.database.run(sql`
      insert into mails (organizer_id, mail_id, kind, recipients, subject, text, queued_at, queued_by, state,
        next_attempt_at, settled_at, kept_in)
      values (669, gen_random_uuid(), 'newPriceType', '["a@example.org"]', 's', 't', ${house.clock.now()}, 1,
        ${state}, ${house.clock.now()}, ${house.clock.now()}, 'x')`);
  await mail("kept");
  expect(await untold()).toEqual([priceTypeCode]);
  await mail("sent");
  expect(await untold()).toEqual([]);
  await use(first);
  expect(await untold()).toEqual([]);
  const actions = (await audit()).map(({ action }) => action);
  expect(actions.filter((action) => action === "tellPriceTypes")).toHaveLength(1);
});
