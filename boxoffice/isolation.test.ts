import { sql } from "@allotement/platform/database/database.ts";
import { type RouteOfServer, routesOf } from "@allotement/platform/http/openapi-routes.fixture.ts";
import { systemIds } from "@allotement/platform/ports.system.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Answer, everythingOf, type House, type Person, password } from "./house/house.fixture.ts";
import { type Season, setUpSeason, smallPlan } from "./house/season.fixture.ts";
import { connect, openHouseWithInterface } from "./interface/http.fixture.ts";

/** Invariant 19: another organizer's support, who may do everything at home, tries every route with this one's names. */

let house: House;
let season: Season;
let stranger: Season;
let routes: RouteOfServer[];
let before: string;
/** This organizer's own numbers and names, for every field of a path, a query or a body that may carry one. */
let owned: Record<string, unknown>;
/** Texts that only this organizer's rows hold. */
let secrets: string[];

beforeAll(async () => {
  house = await openHouseWithInterface();
  season = await setUpSeason(house, 669);
  stranger = await setUpSeason(house, 700);
  await house.database.run(sql`update serials set last_value = last_value + 500
    where organizer_id = 669 and kind not in ('auditEntry', 'journalEntry')`);
  for (const one of [season, stranger]) await connect(one, { password: "a password" });
  await connect(season, { userName: "nom secret", contactMail: "secret@example.org" });
  await fillOrganizer();
  routes = routesOf((await house.person().get("/openapi.json")).body);
  before = await everythingOf(house.database, 669);
});
afterAll(() => house.close());

/** A second hall, show and so on under numbers that the stranger has not; a sold ticket, a run, an operation in doubt. */
async function fillOrganizer(): Promise<void> {
  const { holdCode, priceTypeCode, resellerPriceTypeCode } = season;
  const make = async (url: string, body: unknown) => {
    const answer = await season.support.post(url, body);
    if (answer.status !== 201) throw new Error(`${url}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const { hallCode } = await make("/api/halls", {
    plan: JSON.stringify({ ...smallPlan, name: "SECRET HALL" }),
  });
  const { showGroupId } = await make("/api/show-groups", { name: "SECRET GROUP" });
  const { showNumber } = await make("/api/shows", { showGroupId, hallCode, title: "SECRET SHOW" });
  const { performanceNumbers } = await make(`/api/shows/${showNumber}/performances`, {
    performances: [{ localDate: "2026-05-05", localTime: "20:00" }],
  });
  const [performanceNumber] = performanceNumbers;
  const { seatCategories } = (await season.support.get("/api/seat-categories")).body;
  const lines = seatCategories.map(({ seatCategoryCode }: { seatCategoryCode: number }) => ({
    ...{ priceTypeCode, seatCategoryCode, faceValueCents: 4_800, venueFeeCents: 0, organizerFeeCents: 0 },
  }));
  await make(`/api/shows/${showNumber}/price-grids`, { validFrom: "2025-09-01T00:00:00.000Z", lines });
  const { customerAccountId } = await make("/api/customer-accounts", { name: "SECRET ACCOUNT" });
  const { paymentMethodId } = await make("/api/payment-methods", { name: "SECRET METHOD", kind: "cash" });
  const { salesChannelId } = await make("/api/sales-channels", { name: "SECRET CHANNEL", kind: "counter" });
  const { operatorId } = await make("/api/operators", {
    initials: "SEC",
    name: "SECRET OPERATOR",
    role: "clerk",
    password,
  });
  const { tickets } = await make(`/api/performances/${performanceNumber}/counter-sales`, {
    ...{ seatCodes: [1], priceTypeCode, paymentMethodId, salesChannelId },
    holder: { surname: "SECRET HOLDER", firstName: "Ève" },
  });
  const [runId, operationId, mailId] = [systemIds.uuid(), systemIds.uuid(), systemIds.uuid()];
  await house.database.run(sql`
    insert into interface_runs (organizer_id, run_id, reseller_id, kind, request, operator_id, started_at, finished_at)
    values (669, ${runId}, 1, 'recall', '{"kind": "recall", "seatCodes": []}', 1, now(), now())`);
  await house.database.run(sql`
    insert into operations (organizer_id, operation_id, reseller_id, run_id, kind, show_number, performance_number, body,
      seat_count, created_at, next_attempt_at)
    values (669, ${operationId}, 1, ${runId}, 'recall', ${showNumber}, ${performanceNumber}, '{}', 1, now(),
      ${new Date(house.time.now.getTime() + 120_000)})`);
  await house.database.run(sql`
    insert into mails (organizer_id, mail_id, kind, recipients, subject, text, queued_at, queued_by, state, next_attempt_at,
      settled_at)
    values (669, ${mailId}, 'newHall', '["secret@example.org"]', 'SECRET SUBJECT', 'SECRET TEXT', now(), 1, 'sent', now(),
      now())`);
  await house.database.run(sql`
    insert into mail_attachments values (669, ${mailId}, 1, 'SECRET FILE', 'text/plain', 'SECRET BYTES')`);
  const session = await house.database.first<{ id: number }>(
    sql`select max(session_id) as id from operator_sessions where organizer_id = 669`,
  );
  const { ticketId, barcode } = tickets[0];
  owned = {
    ...{
      organizerId: 669,
      initials: "SUP",
      hallCode,
      showGroupId,
      showNumber,
      performanceNumber,
      performanceNumbers,
    },
    ...{
      customerAccountId,
      paymentMethodId,
      salesChannelId,
      operatorId,
      ticketId,
      ticketIds: [ticketId],
      sessionId: session?.id,
      ...{ secondFactorRequired: false, namesKeptMonths: 12 },
      barcode,
      runId,
      operationId,
      mailId,
      position: 1,
    },
    ...{
      holdCode,
      priceTypeCode,
      priceTypeCodes: [resellerPriceTypeCode],
      seatCode: 1,
      seatCodes: [1],
      command: 1,
    },
    ...{ serverUrl: "https://network.example", password: "not this one's", scanId: systemIds.uuid() },
    ...{ lines, performances: [{ localDate: "2026-07-01", localTime: "20:00" }], gate: "A" },
    newShow: { comment: "", lines: lines.map((line: object) => ({ ...line, resellerFeeCents: 200 })) },
  };
  secrets = ["SECRET", "nom secret", "secret@example.org", barcode, runId, operationId, mailId, "Ève"];
}

/** The same fields with numbers and names that nobody has. */
const nobodys = (): Record<string, unknown> => ({
  ...owned,
  ...{ organizerId: 999, hallCode: 99_999, showGroupId: 9_999, showNumber: 9_999, performanceNumber: 9_999 },
  ...{ performanceNumbers: [9_999], customerAccountId: 9_999, paymentMethodId: 9_999, salesChannelId: 9_999 },
  ...{
    operatorId: 9_999,
    ticketId: 999_999,
    ticketIds: [999_999],
    sessionId: 999_999,
    barcode: "01999999999999",
    runId: systemIds.uuid(),
  },
  ...{
    operationId: systemIds.uuid(),
    mailId: systemIds.uuid(),
    holdCode: 9_990_007,
    priceTypeCode: 9_990_001,
    priceTypeCodes: [9_990_014],
  },
});

async function call(person: Person, route: RouteOfServer, values: Record<string, unknown>): Promise<Answer> {
  const { url, body } = route.request(values);
  if (route.method === "GET") return person.get(url);
  if (route.method === "POST") return person.post(url, body);
  if (route.method === "PUT") return person.put(url, body);
  throw new Error(`${route.name}: this test does not call such routes yet`);
}

/** Signing out ends the stranger's session: it is tried last. */
const inOrder = () =>
  [...routes].sort((a, b) => Number(a.path === "/api/sign-out") - Number(b.path === "/api/sign-out"));
const textOf = ({ body }: Answer) => (typeof body === "string" ? body : JSON.stringify(body));

test("another organizer's support gets from every route what names that nobody has get, and changes nothing", async () => {
  expect(routes.length).toBeGreaterThan(50);
  const named: string[] = [];
  for (const route of inOrder()) {
    const others = nobodys();
    const sent = JSON.stringify(route.request(owned));
    const answer = await call(stranger.support, route, owned);
    const told = secrets.filter((secret) => textOf(answer).includes(secret) && !sent.includes(secret));
    expect(told, `${route.name}: ${textOf(answer)}`).toEqual([]);
    expect(answer.status, route.name).toBeLessThan(500);
    // A wrong password is counted for whom it was tried.
    await house.database.run(sql`delete from sign_in_failures`);
    expect(await everythingOf(house.database, 669), route.name).toBe(before);
    if (JSON.stringify(route.request(others)) === sent) continue;
    named.push(route.name);
    expect(answer.body.error, `${route.name}: ${sent}: ${textOf(answer)}`).not.toBe("INVALID_REQUEST");
    const nothing = await call(stranger.support, route, others);
    const bare = (text: string) => text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}|\d+/g, "…");
    expect([answer.status, bare(textOf(answer))], route.name).toEqual([
      nothing.status,
      bare(textOf(nothing)),
    ]);
  }
  // Those that carry a number or a name in their path, query or body.
  expect(named.length).toBeGreaterThan(25);
  expect(named).toContain("POST /api/interface/operations/{operationId}/void");
});
