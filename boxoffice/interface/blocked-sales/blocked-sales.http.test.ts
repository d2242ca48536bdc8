import { sql } from "@allotement/platform/database/database.ts";
import type { SaleFacts } from "@allotement/protocol/messages/sales.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { password } from "../../house/house.fixture.ts";
import { type Season, setUpSeason } from "../../house/season.fixture.ts";
import { connect, openHouseWithInterface } from "../http.fixture.ts";
import { type TestReseller, testReseller } from "../reseller.fixture.ts";

/** A blocked sale over HTTP: explained, tried again, accepted, closed; and who may do what. */

let house: Awaited<ReturnType<typeof openHouseWithInterface>>;
let season: Season;
let reseller: TestReseller;

beforeAll(async () => {
  house = await openHouseWithInterface({ request: (request) => reseller.request(request) });
  reseller = testReseller(house.clock);
  season = await setUpSeason(house, 669);
  await season.support.post("/api/operators", {
    initials: "MGR",
    name: "Manager",
    role: "manager",
    password,
  });
  await connect(season, { password: "the venue's secret", onPriceMismatch: "isolate" });
});
afterAll(() => house.close());

const second = { initials: "MGR", password };
const reason = "agreed by telephone";
const at = (eventId: string, deed = "") => `/api/interface/blocked-sales/${eventId}${deed}`;

/** Sells at the network and integrates; answers the sale's identity and what the waiting list says of it. */
async function sold(facts: Partial<SaleFacts>) {
  const { showNumber, performanceNumber, resellerPriceTypeCode } = season;
  const [category] = (await season.clerk.get("/api/seat-categories")).body.seatCategories;
  const { eventId } = reseller.record({
    showNumber,
    performanceNumber,
    priceTypeCode: resellerPriceTypeCode,
    seatCategoryCode: category.seatCategoryCode,
    localDate: "2026-03-03",
    soldAt: "2026-01-05T08:00:00.000Z",
    faceValueCents: 4_800,
    venueFeeCents: 100,
    organizerFeeCents: 0,
    ...facts,
  });
  await season.clerk.post("/api/interface/fetch");
  const { runId } = (await season.clerk.post("/api/interface/import-sales", { lines: [{ showNumber }] }))
    .body;
  await expect
    .poll(async () => (await season.clerk.get(`/api/interface/runs/${runId}`)).body.finishedAt, {
      timeout: 10_000,
    })
    .not.toBeNull();
  return eventId;
}

test("a sale at the old price is explained by its grid, and names what differs", async () => {
  const { seatCategories } = (await season.clerk.get("/api/seat-categories")).body;
  const lines = seatCategories.map(({ seatCategoryCode }: { seatCategoryCode: number }) => ({
    priceTypeCode: season.resellerPriceTypeCode,
    seatCategoryCode,
    faceValueCents: 5_000,
    venueFeeCents: 100,
    organizerFeeCents: 0,
  }));
  const validFrom = "2026-01-01T00:00:00.000Z";
  await season.support.post(`/api/shows/${season.showNumber}/price-grids`, { validFrom, lines });
  const eventId = await sold({ seatCode: 1 });
  const { status, body } = await season.clerk.get(at(eventId));
  expect(status).toBe(200);
  expect(body).toMatchObject({
    sale: { eventId, status: "blocked", seatCode: 1 },
    columns: ["faceValue"],
    grid: { validFrom, validUntil: null, amounts: { faceValueCents: 5_000 } },
    causes: [{ kind: "earlierGrid", whom: "resellerContact", validUntil: validFrom }],
    mayOverride: true,
    mayClose: false,
    decision: null,
  });
  const { sales } = (await season.clerk.get("/api/interface/waiting-sales?status=blocked")).body;
  expect(sales).toMatchObject([{ eventId }]);
});

test("tried again alone it stays blocked until it is settled, and is then booked once", async () => {
  const eventId = await sold({ seatCode: 2, faceValueCents: 7_700 });
  const retry = () => season.clerk.post(at(eventId, "/retry"));
  expect((await retry()).body).toMatchObject({ outcome: "blocked", reason: { kind: "priceMismatch" } });
  await house.database.run(
    sql`update price_grid_lines set face_value_cents = 7700 where face_value_cents = 5000`,
  );
  const answers = await Promise.all([retry(), retry(), retry()]);
  await house.database.run(
    sql`update price_grid_lines set face_value_cents = 5000 where face_value_cents = 7700`,
  );
  const outcomes = answers.map(({ body }) => body.outcome).sort();
  expect(outcomes).toEqual(["integrated", "settled", "settled"]);
  const { entries } = (await season.clerk.get("/api/cash-journal")).body;
  expect(entries.filter((entry: { faceValueCents: number }) => entry.faceValueCents === 7_700)).toHaveLength(
    1,
  );
});

test("only a manager or support accepts a price, with another manager or support beside him, and a reason", async () => {
  const eventId = await sold({ seatCode: 3, faceValueCents: 5_500 });
  const seen = { faceValueCents: 5_000, venueFeeCents: 100, organizerFeeCents: 0 };
  const order = { seen, reason, secondPerson: second };
  const accept = (change: object, who = season.support) =>
    who.post(at(eventId, "/override"), { ...order, ...change });
  const refusals: [object, number, string][] = [
    [{ secondPerson: undefined }, 422, "SECOND_PERSON_REQUIRED"],
    [{ secondPerson: { initials: "SUP", password } }, 422, "SAME_PERSON"],
    [{ secondPerson: { initials: "MGR", password: "wrong" } }, 403, "SECOND_PERSON_WRONG"],
    [{ secondPerson: { initials: "CLE", password } }, 403, "SECOND_PERSON_ROLE"],
    [{ reason: "  " }, 422, "INVALID_REQUEST"],
    [{ seen: { ...seen, faceValueCents: 4_800 } }, 409, "CHANGED_SINCE"],
  ];
  for (const [change, status, error] of refusals)
    expect(await accept(change), error).toMatchObject({ status, body: { error } });
  expect((await accept({}, season.clerk)).status).toBe(403);
  expect((await accept({})).body).toEqual({
    outcome: "integrated",
    amountCents: 5_600,
    differenceCents: 500,
  });
  expect(await accept({})).toMatchObject({ status: 409, body: { error: "NOT_BLOCKED" } });
  const { entries } = (await season.clerk.get("/api/cash-journal")).body;
  expect(entries.slice(-2)).toMatchObject([
    { kind: "sale", amountCents: 5_100 },
    { kind: "priceOverride", amountCents: 500 },
  ]);
  expect((await season.clerk.get(at(eventId))).body).toMatchObject({
    sale: { status: "integrated" },
    reason: null,
    decision: { kind: "override", operatorName: "Support", secondOperatorName: "Manager", reason },
  });
});

test("a sale of nobody's seat is closed by two people and leaves the list; one that is owed is not", async () => {
  const nowhere = await sold({ seatCode: 777 });
  const owed = await sold({ seatCode: 4, faceValueCents: 1 });
  const close = (eventId: string) =>
    season.support.post(at(eventId, "/close"), { reason, secondPerson: second });
  expect((await season.clerk.get(at(nowhere))).body).toMatchObject({
    causes: [{ kind: "seatUnheardOf", whom: "support" }],
    mayOverride: false,
    mayClose: true,
  });
  expect((await close(nowhere)).body).toMatchObject({ outcome: "closed" });
  expect(await close(owed)).toMatchObject({ status: 409, body: { error: "NOT_TO_BE_CLOSED" } });
  const { sales } = (await season.clerk.get("/api/interface/waiting-sales")).body;
  expect(sales.map((sale: { eventId: string }) => sale.eventId)).not.toContain(nowhere);
  expect((await season.clerk.get(at(nowhere))).body).toMatchObject({
    sale: { status: "closed" },
    decision: { kind: "closed", reason },
    mayClose: false,
  });
});

test("another organizer's sale is nobody's here", async () => {
  const eventId = await sold({ seatCode: 5, faceValueCents: 2 });
  const other = await setUpSeason(house, 700);
  expect((await other.clerk.get(at(eventId))).body.error).toBe("NOT_CONFIGURED");
  await connect(other, { password: "another secret" });
  expect((await other.clerk.get(at(eventId))).status).toBe(404);
  for (const [deed, body] of [
    ["/retry", {}],
    ["/close", { reason, secondPerson: second }],
  ] as const)
    expect((await other.support.post(at(eventId, deed), body)).status).toBeGreaterThanOrEqual(400);
});
