import { poppler, textOf } from "@allotement/documents/pdf/read-pdf.fixture.ts";
import { sql } from "@allotement/platform/database/database.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type House, openHouse } from "../house.fixture.ts";
import { type Season, setUpSeason } from "../season.fixture.ts";

let house: House;
let season: Season;
let organizerId = 300;
let reducedCode: number;
let cardMethodId: number;

beforeAll(async () => {
  house = await openHouse();
});
// Each test on an organizer of its own: twelve free seats at 49,00 €, or 30,00 € at the reduced price type.
beforeEach(async () => {
  organizerId++;
  season = await setUpSeason(house, organizerId);
  const { support, showNumber, priceTypeCode } = season;
  reducedCode = (await support.post("/api/price-types", { name: "REDUIT", channelKind: "counter" })).body
    .priceTypeCode;
  cardMethodId = (await support.post("/api/payment-methods", { name: "CARTE", kind: "card" })).body
    .paymentMethodId;
  const { seatCategories } = (await support.get("/api/seat-categories")).body;
  const lines = seatCategories.flatMap(({ seatCategoryCode }: { seatCategoryCode: number }) => [
    { ...amounts(4_800), priceTypeCode, seatCategoryCode },
    { ...amounts(2_900), priceTypeCode: reducedCode, seatCategoryCode },
  ]);
  await support.post(`/api/shows/${showNumber}/price-grids`, {
    validFrom: "2025-10-01T00:00:00.000Z",
    lines,
  });
});
afterAll(() => house.close());

const amounts = (faceValueCents: number) => ({ faceValueCents, venueFeeCents: 100, organizerFeeCents: 0 });
const seats = async (performanceNumber = season.performanceNumber) =>
  (await season.clerk.get(`/api/performances/${performanceNumber}/seats`)).body;
const journal = async () => (await season.clerk.get("/api/cash-journal")).body.entries;
const sold = async (text = "") =>
  (
    await season.clerk.get(
      `/api/performances/${season.performanceNumber}/counter-tickets?text=${encodeURIComponent(text)}`,
    )
  ).body.tickets;
const idsOf = (answer: { body: { tickets: { ticketId: number }[] } }) =>
  answer.body.tickets.map(({ ticketId }) => ticketId);
const movements = (seatCode: number) =>
  house.database.rows<{ movement: string }>(sql`
    select movement from seat_movements where organizer_id = ${organizerId} and seat_code = ${seatCode}
    order by performance_number, serial`);

describe("an order", () => {
  test("holds seats at several price types, under one number, and says what to give back", async () => {
    const answer = await season.sell([1, 2, 5], {
      otherPriceTypes: [{ priceTypeCode: reducedCode, seatCodes: [2] }],
      givenCents: 15_000,
      holder: { surname: "MARTIN", firstName: "Zoé" },
    });
    expect(answer).toMatchObject({
      status: 201,
      body: { orderNumber: 1, totalCents: 12_800, changeCents: 2_200 },
    });
    expect(answer.body.tickets.map((ticket: { faceValueCents: number }) => ticket.faceValueCents)).toEqual([
      4_800, 2_900, 4_800,
    ]);
    expect((await journal()).map((entry: { amountCents: number }) => entry.amountCents)).toEqual([
      4_900, 3_000, 4_900,
    ]);
    expect((await season.sell([3])).body.orderNumber).toBe(2);
    expect(await sold("mart")).toHaveLength(3);
    expect(await sold("2")).toMatchObject([{ orderNumber: 2, seatCode: 3 }]);
    expect(await sold(answer.body.tickets[1].barcode)).toMatchObject([
      { seatCode: 2, holder: "MARTIN Zoé", priceTypeName: "REDUIT", dueCents: 3_000, printCount: 0 },
    ]);
    expect(await sold("%")).toEqual([]);
  });

  test("is not sold for less cash than it costs, nor at a price type for a seat that it does not hold", async () => {
    expect((await season.sell([1], { givenCents: 4_899 })).body.error).toBe("NOT_ENOUGH_GIVEN");
    const stray = { otherPriceTypes: [{ priceTypeCode: reducedCode, seatCodes: [2] }] };
    expect((await season.sell([1], stray)).body.error).toBe("UNKNOWN_SEAT");
    const other = { otherPriceTypes: [{ priceTypeCode: season.resellerPriceTypeCode, seatCodes: [1] }] };
    expect((await season.sell([1, 2], other)).body.error).toBe("PRICE_TYPE_OF_OTHER_CHANNEL");
    expect((await seats()).states.slice(0, 2)).toEqual(["free", "free"]);
    expect(await journal()).toEqual([]);
  });

  test("is refunded whole, or some of its seats, all of those named or none", async () => {
    const [one, two, three] = idsOf(await season.sell([1, 2, 3]));
    const refund = (...ticketIds: (number | undefined)[]) =>
      season.clerk.post("/api/refunds", { ticketIds, paymentMethodId: cardMethodId });
    expect(await refund(two)).toMatchObject({ status: 200, body: { refundedCents: 4_900 } });
    expect((await refund(one, two)).body.error).toBe("ALREADY_REFUNDED");
    expect((await seats()).states.slice(0, 3)).toEqual(["soldAtCounter", "free", "soldAtCounter"]);
    expect(await refund(three, one)).toMatchObject({ status: 200, body: { refundedCents: 9_800 } });
    expect((await seats()).states.slice(0, 3)).toEqual(["free", "free", "free"]);
    expect((await journal()).slice(-2)).toMatchObject([
      { kind: "refund", ticketId: three, paymentMethodName: "CARTE" },
      { kind: "refund", ticketId: one },
    ]);
  });

  test("refunded in opposite orders by two clerks at once, gives its money back once", async () => {
    const ids = idsOf(await season.sell([1, 2, 3, 4]));
    const answers = await Promise.all(
      [ids, ids.toReversed(), ids].map((ticketIds) => season.clerk.post("/api/refunds", { ticketIds })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect(await journal()).toHaveLength(8);
  });
});

describe("an exchange", () => {
  const exchange = (ticketId: number | undefined, change: object = {}) =>
    season.clerk.post(`/api/tickets/${ticketId}/exchange`, {
      ...{ performanceNumber: season.performanceNumber, seatCode: 9 },
      ...change,
    });

  test("is one transaction: the old barcode is dead, both seats have moved, the difference alone moves the till", async () => {
    const sale = await season.sell([1], { holder: { surname: "MARTIN", firstName: "Zoé" } });
    const [ticketId] = idsOf(sale);
    const answer = await exchange(ticketId, { priceTypeCode: reducedCode });
    expect(answer).toMatchObject({ status: 200, body: { orderNumber: 2, differenceCents: -1_900 } });
    expect(answer.body.barcode).not.toBe(sale.body.tickets[0].barcode);
    const { states } = await seats();
    expect([states[0], states[8]]).toEqual(["free", "soldAtCounter"]);
    expect((await movements(1)).map(({ movement }) => movement)).toEqual([
      "sellAtCounter",
      "refundAtCounter",
    ]);
    expect((await movements(9)).map(({ movement }) => movement)).toEqual(["sellAtCounter"]);
    const entries = await journal();
    expect(entries.map((entry: { amountCents: number }) => entry.amountCents)).toEqual([
      4_900, -4_900, 3_000,
    ]);
    const scan = (barcode: string) =>
      season.clerk.post("/api/door/scans", {
        ...{ scanId: crypto.randomUUID(), performanceNumber: season.performanceNumber },
        ...{ gate: "A", direction: "entry", barcode },
      });
    expect((await scan(sale.body.tickets[0].barcode)).body).toMatchObject({ refusal: "cancelled" });
    expect((await scan(answer.body.barcode)).body).toMatchObject({ refusal: null });
    expect(await sold("martin")).toMatchObject([
      { ticketId: answer.body.ticketId, seatCode: 9, holder: "MARTIN Zoé" },
      { ticketId, exchangedFor: answer.body.ticketId },
    ]);
    expect((await exchange(ticketId, { seatCode: 2 })).body.error).toBe("ALREADY_REFUNDED");
  });

  test("goes to another performance, and its difference by another way of paying", async () => {
    const [ticketId] = idsOf(await season.sell([1], { priceTypeCode: reducedCode }));
    const { otherPerformanceNumber: performanceNumber, priceTypeCode } = season;
    const change = { performanceNumber, priceTypeCode, seatCode: 1, paymentMethodId: cardMethodId };
    expect((await exchange(ticketId, change)).body.differenceCents).toBe(1_900);
    expect((await seats(performanceNumber)).states[0]).toBe("soldAtCounter");
    const byMethod = (await journal()).map(
      ({ paymentMethodName, amountCents }: { paymentMethodName: string; amountCents: number }) =>
        `${paymentMethodName} ${amountCents}`,
    );
    expect(byMethod).toEqual(["ESPECES 3000", "CARTE -3000", "CARTE 4900"]);
  });

  test("never takes a seat that is not free, and says who has it and since when (R1.2)", async () => {
    const [ticketId] = idsOf(await season.sell([1]));
    await season.clerk.post(`/api/performances/${season.performanceNumber}/holds`, {
      holdCode: season.holdCode,
      seatCodes: [9],
    });
    const since = house.clock.now().toISOString();
    const standing = { seatCode: 9, state: "held", since, holdName: "TICKETNET" };
    expect(await exchange(ticketId)).toMatchObject({
      status: 409,
      body: { error: "SEATS_NOT_FREE", seats: [standing] },
    });
    expect(
      (await season.clerk.get(`/api/performances/${season.performanceNumber}/seats/9`)).body,
    ).toMatchObject(standing);
    expect((await seats()).states[0]).toBe("soldAtCounter");
    expect(await journal()).toHaveLength(1);
  });

  test.each([
    ["for its own seat", { seatCode: 1 }, "SAME_SEAT"],
    ["for a seat that is not there", { seatCode: 99 }, "UNKNOWN_SEAT"],
    ["for a performance that is not there", { performanceNumber: 99 }, "UNKNOWN_PERFORMANCE"],
    ["at a price type that is not there", { priceTypeCode: 99 }, "UNKNOWN_PRICE_TYPE"],
    ["by a way of paying that is not there", { paymentMethodId: 99 }, "UNKNOWN_PAYMENT_METHOD"],
  ])("is refused %s", async (_why, change, error) => {
    const [ticketId] = idsOf(await season.sell([1]));
    expect((await exchange(ticketId, change)).body.error).toBe(error);
    expect((await seats()).states[0]).toBe("soldAtCounter");
  });

  test("of one ticket by several clerks at once happens once", async () => {
    const [ticketId] = idsOf(await season.sell([1]));
    const answers = await Promise.all([9, 10, 11].map((seatCode) => exchange(ticketId, { seatCode })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const { states } = await seats();
    expect(states.filter((state: string) => state === "soldAtCounter")).toHaveLength(1);
  });
});

describe("printing", () => {
  const print = (ticketIds: number[], format = "thermal") =>
    house.server.inject({
      method: "POST",
      url: "/api/ticket-prints",
      headers: { cookie },
      payload: { ticketIds, format },
    });
  let cookie: string;
  beforeEach(async () => {
    const answer = await house.person().post("/api/sign-in", {
      ...{ organizerId, initials: "CLE", password: "correct horse" },
    });
    cookie = String(answer.headers["set-cookie"]).split(";")[0] ?? "";
  });

  test(
    "says what was sold; from its second sheet on a ticket is a duplicate, and who asked for it is kept",
    poppler,
    async () => {
      const sale = await season.sell([1, 2], { holder: { surname: "MARTIN", firstName: "Zoé" } });
      const [one = 0, two = 0] = idsOf(sale);
      const first = await print([one]);
      expect(first.headers["content-type"]).toBe("application/pdf");
      const text = textOf(first.rawPayload);
      for (const words of ["ORPHEE ET EURYDICE", "MARTIN Zoé", "49,00", sale.body.tickets[0].barcode])
        expect(text).toContain(words);
      expect(text).not.toContain("DUPLICATA");
      const pages = textOf((await print([one, two], "printAtHome")).rawPayload).split("\f");
      expect(pages.slice(0, 2).map((page) => page.includes("DUPLICATA"))).toEqual([true, false]);
      const audit = await house.database.rows(sql`
      select action, subject from audit_entries where organizer_id = ${organizerId} and action = 'reprintTickets'`);
      expect(audit).toEqual([
        { action: "reprintTickets", subject: { ticketIds: [one], format: "printAtHome" } },
      ]);
      expect((await sold())[1]).toMatchObject({ ticketId: one, printCount: 2 });
    },
  );

  test("is refused for a ticket that was taken back, that the reseller sold, or that is nobody's", async () => {
    const [one = 0] = idsOf(await season.sell([1]));
    await season.clerk.post(`/api/tickets/${one}/refund`);
    expect((await print([one])).json().error).toBe("ALREADY_REFUNDED");
    const theirs = await house.database.first<{ id: number }>(sql`
      insert into tickets (organizer_id, performance_number, seat_code, sold_through, reseller_id,
        face_value_cents, venue_fee_cents, organizer_fee_cents, barcode, sold_at)
      values (${organizerId}, ${season.performanceNumber}, 2, 'reseller', 1, 1, 0, 0, '02000000000000', now())
      returning ticket_id as id`);
    expect((await print([Number(theirs?.id)])).json().error).toBe("NOT_SOLD_AT_COUNTER");
    expect((await print([999_999])).json().error).toBe("NOT_FOUND");
  });
});
