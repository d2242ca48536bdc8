import { sql } from "@allotement/platform/database/database.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Answer, everythingOf, type House, openHouse, type Person, password } from "./house.fixture.ts";
import { type Season, setUpSeason, smallPlan } from "./season.fixture.ts";

/** Another organizer's support operator, who may do everything at home, tries every route with this one's numbers. */

let house: House;
let season: Season;
let stranger: Season;
let ticketId: number;
let sessionId: number;
let comingGridId: number;
let feeColumnId: number;
let before: string;

beforeAll(async () => {
  house = await openHouse();
  // Numbers are serial for each organizer: filler makes sure that the stranger has none of the numbers tried.
  season = await setUpSeason(house, 669);
  await shiftNumbers();
  ticketId = (await season.sell([1])).body.tickets[0].ticketId;
  await season.support.post("/api/closings", { kind: "day", through: "2026-01-05" });
  await season.support.get("/api/signing-key");
  await season.support.post("/api/cash-desks", { salesChannelId: season.salesChannelId, floatCents: 0 });
  const session = await house.database.first<{ id: number }>(
    sql`select min(session_id) as id from operator_sessions where organizer_id = 669`,
  );
  sessionId = session?.id ?? 0;
  stranger = await setUpSeason(house, 700);
  before = await everythingOf(house.database, 669);
});
afterAll(() => house.close());

/** Replaces the season's numbers by higher ones that only this organizer has. */
async function shiftNumbers(): Promise<void> {
  const { support } = season;
  const plan = { ...smallPlan, categories: [...smallPlan.categories, { name: "PRIVAT", color: "#000000" }] };
  const { hallCode } = (await support.post("/api/halls", { plan: JSON.stringify(plan) })).body;
  const { showGroupId } = (await support.post("/api/show-groups", { name: "BALLETS" })).body;
  const { showNumber } = (await support.post("/api/shows", { showGroupId, hallCode, title: "GISELLE" })).body;
  const { performanceNumbers } = (
    await support.post(`/api/shows/${showNumber}/performances`, {
      performances: [{ localDate: "2026-05-05", localTime: "20:00" }],
    })
  ).body;
  const { customerAccountId } = (await support.post("/api/customer-accounts", { name: "MECENE" })).body;
  const { paymentMethodId } = (await support.post("/api/payment-methods", { name: "CB", kind: "card" })).body;
  for (let count = 0; count < 3; count++)
    await support.post("/api/payment-methods", { name: `CB ${count}`, kind: "card" });
  await support.post("/api/operators", { initials: "NEW", name: "New", role: "clerk", password });
  const { salesChannelId } = (
    await support.post("/api/sales-channels", { name: "GUICHET 2", kind: "counter" })
  ).body;
  const column = { name: "VESTIAIRE", belongsTo: "venueFee" };
  ({ feeColumnId } = (await support.post("/api/fee-columns", column)).body);
  const coming = { validFrom: "2027-01-01T00:00:00Z", lines: [line(season.priceTypeCode, 10_001)] };
  ({ priceGridId: comingGridId } = (await support.post(`/api/shows/${showNumber}/price-grids`, coming)).body);
  Object.assign(season, {
    hallCode,
    showGroupId,
    showNumber,
    otherPerformanceNumber: performanceNumbers[0],
    customerAccountId,
    paymentMethodId: paymentMethodId + 3,
    salesChannelId,
  });
}

/** Every route with a number in its path or in its body, called with numbers of 669; refused as if they did not exist. */
const attempts: Record<string, () => [body: object | undefined, status: number]> = {
  "GET /api/halls/{hallCode}/plan": () => [undefined, 404],
  "GET /api/halls/{hallCode}/codes": () => [undefined, 404],
  "GET /api/halls/{hallCode}/export": () => [undefined, 404],
  "GET /api/halls/{hallCode}/drawing": () => [undefined, 404],
  "GET /api/halls/{hallCode}/versions": () => [undefined, 404],
  "GET /api/halls/{hallCode}/versions/{from}/difference/{to}": () => [undefined, 404],
  "POST /api/halls/{hallCode}/plan-difference": () => [{ plan: JSON.stringify(smallPlan) }, 404],
  "PUT /api/halls/{hallCode}/plan": () => [{ plan: JSON.stringify(smallPlan), planVersion: 1 }, 404],
  "GET /api/shows/{showNumber}/price-grids": () => [undefined, 404],
  "POST /api/shows/{showNumber}/price-grids": () => [
    { validFrom: "2026-01-01T00:00:00Z", lines: [line(stranger.priceTypeCode, 10_001)] },
    404,
  ],
  "PUT /api/shows/{showNumber}/price-grids/{priceGridId}": () => [
    { validFrom: "2027-01-01T00:00:00Z", lines: [line(stranger.priceTypeCode, 10_001)] },
    404,
  ],
  "POST /api/shows/{showNumber}/price-grids/{priceGridId}/withdraw": () => [{}, 404],
  "GET /api/shows/{showNumber}/price-effects": () => [undefined, 404],
  "PUT /api/price-types/{priceTypeCode}": () => [{ name: "X", retired: true }, 404],
  "POST /api/price-types/{priceTypeCode}/copies": () => [
    { copies: [{ name: "X", channelKind: "web" }], withPrices: true },
    404,
  ],
  "PUT /api/seat-categories/{seatCategoryCode}": () => [{ shortName: "X", colour: "#000000" }, 404],
  "PUT /api/fee-columns/{feeColumnId}": () => [{ name: "X", retired: true }, 404],
  "GET /api/shows/{showNumber}/vat": () => [undefined, 404],
  "PUT /api/shows/{showNumber}/vat": () => [
    { regime: "standard", performancesBefore: 0, licenceNumber: "" },
    404,
  ],
  "GET /api/shows/{showNumber}/performances": () => [undefined, 404],
  "PUT /api/show-groups/{showGroupId}": () => [{ name: "X" }, 404],
  "PUT /api/shows/{showNumber}": () => [
    { showGroupId: stranger.showGroupId, hallCode: stranger.hallCode, title: "X" },
    404,
  ],
  "POST /api/shows/{showNumber}/performances/preview": () => [
    { series: [{ weekdays: [1], localTimes: ["20:00"], from: "2026-07-01", to: "2026-07-31" }] },
    404,
  ],
  "POST /api/shows/{showNumber}/performances": () => [
    { performances: [{ localDate: "2026-07-01", localTime: "20:00" }] },
    404,
  ],
  "GET /api/performances/{performanceNumber}": () => [undefined, 404],
  "GET /api/performances/{performanceNumber}/seats": () => [undefined, 404],
  "GET /api/performances/{performanceNumber}/plan.pdf": () => [undefined, 404],
  "GET /api/performances/{performanceNumber}/statement": () => [undefined, 404],
  "GET /api/performances/{performanceNumber}/statement.pdf": () => [undefined, 404],
  "GET /api/shows/{showNumber}/dashboard": () => [undefined, 404],
  "POST /api/shows/{showNumber}/holds": () => [seriesOfStranger(), 404],
  "POST /api/shows/{showNumber}/holds/preview": () => [seriesOfStranger(), 404],
  "POST /api/performances/{performanceNumber}/holds": () => [{ holdCode: null, seatCodes: "all" }, 404],
  "POST /api/performances/{performanceNumber}/blocks": () => [{ blocked: true, seatCodes: "all" }, 404],
  "POST /api/performances/{performanceNumber}/counter-sales": () => [
    { seatCodes: [1], priceTypeCode: stranger.priceTypeCode, paymentMethodId: stranger.paymentMethodId },
    404,
  ],
  "POST /api/tickets/{ticketId}/refund": () => [{}, 404],
  "GET /api/closings/{closingNumber}/receipt": () => [undefined, 404],
  "GET /api/closings/{closingNumber}/receipt.pdf": () => [undefined, 404],
  "GET /api/closings/{closingNumber}/archive": () => [undefined, 404],
  "PUT /api/operators/{operatorId}": () => [{ name: "X", role: "clerk", active: true }, 404],
  "POST /api/operators/{operatorId}/password": () => [{ password: "another password" }, 404],
  "POST /api/operators/{operatorId}/second-factor/remove": () => [{}, 404],
  "POST /api/me/sessions/{sessionId}/close": () => [{}, 404],
  "POST /api/tickets/{ticketId}/exchange": () => [
    { performanceNumber: stranger.performanceNumber, seatCode: 1 },
    404,
  ],
  "GET /api/performances/{performanceNumber}/counter-tickets": () => [undefined, 404],
  "GET /api/performances/{performanceNumber}/seats/{seatCode}": () => [undefined, 404],
  "GET /api/customer-accounts/{customerAccountId}": () => [undefined, 404],
  "GET /api/customer-accounts/{customerAccountId}/debts": () => [undefined, 404],
  "GET /api/customer-accounts/{customerAccountId}/settlements": () => [undefined, 404],
  "POST /api/customer-accounts/{customerAccountId}/statement": () => [{ text: "code-barres;montant" }, 404],
  "POST /api/customer-accounts/{customerAccountId}/settlements/{entryNumber}/reverse": () => [{}, 404],
  "GET /api/cash-desks/{cashDeskNumber}": () => [undefined, 404],
  "GET /api/cash-desks/{cashDeskNumber}/reading": () => [undefined, 404],
  "GET /api/cash-desks/{cashDeskNumber}/reading.pdf": () => [undefined, 404],
  "POST /api/cash-desks/{cashDeskNumber}/close": () => [
    { countedCents: { cash: 0, card: 0, cheque: 0 }, reason: "" },
    404,
  ],
  "POST /api/customer-accounts/{customerAccountId}/settlements": () => [
    { amountCents: 1, paymentMethodId: stranger.paymentMethodId, salesChannelId: stranger.salesChannelId },
    404,
  ],
};

function line(priceTypeCode: number, seatCategoryCode: number) {
  const amounts = { faceValueCents: 1, venueFeeCents: 0, organizerFeeCents: 0 };
  return { priceTypeCode, seatCategoryCode, ...amounts };
}

const seriesOfStranger = () => ({
  performanceNumbers: [stranger.performanceNumber],
  holdCode: null,
  seats: { seatCodes: [1] },
});

function addressOf(route: string): string {
  const numbers: Record<string, number> = {
    hallCode: season.hallCode,
    showGroupId: season.showGroupId,
    showNumber: season.showNumber,
    performanceNumber: season.otherPerformanceNumber,
    ticketId,
    closingNumber: 1,
    cashDeskNumber: 1,
    entryNumber: 1,
    seatCode: 1,
    operatorId: 4,
    sessionId,
    customerAccountId: season.customerAccountId,
    from: 1,
    to: 1,
    ...{
      priceGridId: comingGridId,
      priceTypeCode: season.priceTypeCode,
      seatCategoryCode: 10_003,
      feeColumnId,
    },
  };
  return route.replace(/^\w+ /, "").replace(/\{(\w+)\}/g, (_whole, name) => String(numbers[name]));
}

/** `method`: a method, or a route that begins with one. */
function send(person: Person, method: string, url: string, body: object | undefined): Promise<Answer> {
  const verb = method.replace(/ .*/, "").toLowerCase();
  if (verb === "get") return person.get(url);
  return verb === "put" ? person.put(url, body) : person.post(url, body);
}

describe("another organizer's operator", () => {
  test("is tried on every route that takes a number", async () => {
    const { paths } = (await house.person().get("/openapi.json")).body;
    const routes = Object.entries<object>(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const withNumber = routes.filter((route) => route.includes("{"));
    expect(Object.keys(attempts).sort()).toEqual(withNumber.sort());
  });

  test.each(Object.keys(attempts))("is refused by %s, and its owner is not", async (route) => {
    const [body, status] = attempts[route]?.() ?? [undefined, 0];
    const url = addressOf(route);
    const refused = await send(stranger.support, route, url, body);
    expect(refused).toMatchObject({ status, body: { error: "NOT_FOUND" } });
    if (body === undefined) expect((await season.support.get(url)).status).toBe(200);
  });

  test("cannot slip another organizer's codes into a body", async () => {
    const { support, showNumber, performanceNumber } = stranger;
    const refusals = await Promise.all([
      support.post("/api/shows", {
        showGroupId: season.showGroupId,
        hallCode: stranger.hallCode,
        title: "X",
      }),
      support.post("/api/shows", {
        showGroupId: stranger.showGroupId,
        hallCode: season.hallCode,
        title: "X",
      }),
      support.post(`/api/shows/${showNumber}/price-grids`, {
        validFrom: "2026-01-01T00:00:00Z",
        lines: [line(season.priceTypeCode, 10_001)],
      }),
      support.post(`/api/shows/${showNumber}/price-grids`, {
        validFrom: "2026-01-01T00:00:00Z",
        lines: [line(stranger.priceTypeCode, 10_003)],
      }),
      support.post(`/api/performances/${performanceNumber}/holds`, {
        holdCode: season.holdCode,
        seatCodes: [1],
      }),
      stranger.sell([1], { priceTypeCode: season.priceTypeCode }),
      stranger.sell([1], { paymentMethodId: season.paymentMethodId }),
      stranger.sell([1], { salesChannelId: season.salesChannelId }),
      support.post("/api/payment-methods", {
        name: "X",
        kind: "invoice",
        customerAccountId: season.customerAccountId,
      }),
    ]);
    expect(refusals.map(({ status, body }) => [status, body.error])).toEqual([
      [422, "UNKNOWN_CODE"],
      [422, "UNKNOWN_CODE"],
      [422, "UNKNOWN_CODE"],
      [422, "UNKNOWN_CODE"],
      [422, "UNKNOWN_HOLD"],
      [422, "UNKNOWN_PRICE_TYPE"],
      [422, "UNKNOWN_PAYMENT_METHOD"],
      [422, "UNKNOWN_SALES_CHANNEL"],
      [422, "UNKNOWN_CUSTOMER_ACCOUNT"],
    ]);
  });

  test.each([
    ["/api/halls", "halls", 1],
    ["/api/shows", "shows", 1],
    ["/api/show-groups", "showGroups", 1],
    ["/api/holds", "holds", 1],
    ["/api/price-types", "priceTypes", 2],
    ["/api/seat-categories", "seatCategories", 2],
    ["/api/operators", "operators", 3],
    ["/api/sales-channels", "salesChannels", 1],
    ["/api/payment-methods", "paymentMethods", 2],
    ["/api/customer-accounts", "customerAccounts", 1],
    ["/api/cash-journal", "entries", 0],
    ["/api/cash-journal/totals", "totals", 0],
  ])("finds in %s what is his own alone", async (url, list, count) => {
    expect((await stranger.support.get(url)).body[list]).toHaveLength(count);
  });

  test("has changed nothing", async () => {
    expect(await everythingOf(house.database, 669)).toBe(before);
  });
});

describe("nobody signed in", () => {
  test("reaches no route but those of signing in", async () => {
    const { paths } = (await house.person().get("/openapi.json")).body;
    const open: string[] = [];
    for (const [path, methods] of Object.entries<object>(paths))
      for (const method of Object.keys(methods)) {
        const url = path.replace(/\{\w+\}/g, "1");
        const { status } = await send(house.person(), method, url, {});
        if (status !== 401) open.push(`${method} ${path}`);
      }
    expect(open.sort()).toEqual(["get /api/organizers", "post /api/sign-in", "post /api/sign-out"]);
  });
});
