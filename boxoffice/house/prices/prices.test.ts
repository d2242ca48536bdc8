import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type House, openHouse } from "../house.fixture.ts";
import { type Season, setUpSeason } from "../season.fixture.ts";
import { feesFit, gridAt } from "./price-grid.ts";

let house: House;
let season: Season;

beforeAll(async () => {
  house = await openHouse();
  season = await setUpSeason(house, 669);
});
afterAll(() => house.close());

const priceType = (name: string, serial?: number) =>
  season.support.post("/api/price-types", { name, channelKind: "counter", serial });

test("price types and holds share one series of codes: the organizer's number and four digits", async () => {
  expect(season).toMatchObject({ holdCode: 6_690_007, resellerPriceTypeCode: 6_690_014 });
  expect(season.priceTypeCode).toBe(6_690_001);
  expect((await season.support.post("/api/holds", { name: "FNAC" })).body).toEqual({ holdCode: 6_690_002 });
  expect((await priceType("REDUIT")).body).toEqual({ priceTypeCode: 6_690_003 });
});

test("a code that a price type or a hold has is not given again, chosen or in its turn", async () => {
  expect(await priceType("ENFANT", 7)).toMatchObject({ status: 409, body: { error: "CODE_TAKEN" } });
  expect(await season.support.post("/api/holds", { name: "X", serial: 14 })).toMatchObject({
    body: { error: "CODE_TAKEN" },
  });
  expect(await priceType("PLEIN TARIF")).toMatchObject({ status: 409, body: { error: "NAME_TAKEN" } });
  const codes: number[] = [];
  for (let count = 0; count < 4; count++) codes.push((await priceType(`T${count}`)).body.priceTypeCode);
  expect(codes).toEqual([6_690_005, 6_690_006, 6_690_008, 6_690_009]);
});

test.each(["12,345", "48.00", 48.5, -1, 10_000_001, null])("%j is not an amount in cents", async (amount) => {
  const line = {
    priceTypeCode: season.priceTypeCode,
    seatCategoryCode: 10_001,
    faceValueCents: amount,
    venueFeeCents: 0,
    organizerFeeCents: 0,
  };
  const answer = await season.support.post(`/api/shows/${season.showNumber}/price-grids`, {
    validFrom: "2026-02-01T00:00:00.000Z",
    lines: [line],
  });
  expect(answer).toMatchObject({
    status: 422,
    body: { error: "INVALID_REQUEST", problems: [{ path: "body/lines/0/faceValueCents" }] },
  });
});

test("a grid names each price once, known codes only, and begins at an instant of its own", async () => {
  const line = {
    priceTypeCode: season.priceTypeCode,
    seatCategoryCode: 10_001,
    faceValueCents: 1,
    venueFeeCents: 0,
    organizerFeeCents: 0,
  };
  const grid = (validFrom: string, lines: object[]) =>
    season.support.post(`/api/shows/${season.showNumber}/price-grids`, { validFrom, lines });
  const later = "2026-02-01T00:00:00.000Z";
  expect((await grid(later, [line, line])).body.error).toBe("DUPLICATE_LINE");
  expect((await grid(later, [{ ...line, priceTypeCode: 1 }])).body.error).toBe("UNKNOWN_CODE");
  expect((await grid("2025-09-01T00:00:00.000Z", [line])).body.error).toBe("GRID_EXISTS");
  expect((await grid(later, [line])).status).toBe(201);
  const { priceGrids } = (await season.clerk.get(`/api/shows/${season.showNumber}/price-grids`)).body;
  expect(priceGrids).toMatchObject([{ lines: expect.any(Array) }, { validFrom: later, lines: [line] }]);
});

test("ENFANT is made into TICKETNET ENFANT and WEB ENFANT, with its prices, and each keeps to its channel", async () => {
  const { support, showNumber } = season;
  const { priceTypeCode } = (await priceType("ENFANT")).body;
  const price = { faceValueCents: 1_200, venueFeeCents: 120, organizerFeeCents: 0 };
  const line = { priceTypeCode, seatCategoryCode: 10_001, ...price };
  const grids = `/api/shows/${showNumber}/price-grids`;
  for (const validFrom of [
    "2025-10-01T00:00:00.000Z",
    "2025-10-02T00:00:00.000Z",
    "2026-12-01T00:00:00.000Z",
  ])
    await support.post(grids, { validFrom, lines: [line] });
  const copies = [
    { name: "TICKETNET ENFANT", channelKind: "reseller" },
    { name: "WEB ENFANT", channelKind: "web" },
  ];
  const url = `/api/price-types/${priceTypeCode}/copies`;
  expect((await season.clerk.post(url, { copies, withPrices: true })).status).toBe(403);
  const { status, body } = await support.post(url, { copies, withPrices: true });
  // Into the grid in force and the two to come (one of the test above); what is over is left alone.
  expect([status, body.priceTypeCodes.length, body.prices]).toEqual([201, 2, 4]);
  const { priceTypes } = (await support.get("/api/price-types")).body;
  expect(
    priceTypes.filter((one: { duplicatedFrom: number }) => one.duplicatedFrom === priceTypeCode),
  ).toEqual([
    expect.objectContaining({ ...copies[0], saleType: "RESERVATION/VENTE", retired: false }),
    expect.objectContaining({ ...copies[1], saleType: "RESERVATION/VENTE", retired: false }),
  ]);
  const { priceGrids } = (await support.get(grids)).body;
  const last = priceGrids.at(-1).lines;
  expect(last).toEqual([
    { ...line, resellerFeeCents: null, fees: [] },
    ...body.priceTypeCodes.map((copy: number) => ({
      ...{ ...line, priceTypeCode: copy, resellerFeeCents: null, fees: [] },
    })),
  ]);
  const sold = await season.sell([12], { priceTypeCode: body.priceTypeCodes[0] });
  expect(sold.body.error).toBe("PRICE_TYPE_OF_OTHER_CHANNEL");
});

test("of several copies all are made or none", async () => {
  const url = `/api/price-types/${season.priceTypeCode}/copies`;
  const names = async () =>
    (await season.support.get("/api/price-types")).body.priceTypes.map(({ name }: { name: string }) => name);
  const before = await names();
  for (const [one, other] of [
    ["WEB NEUF", "WEB ENFANT"],
    ["WEB DEUX FOIS", "WEB DEUX FOIS"],
  ] as const) {
    const copies = [one, other].map((name) => ({ name, channelKind: "web" }));
    const answer = await season.support.post(url, { copies, withPrices: true });
    expect(answer).toMatchObject({ status: 409, body: { error: "NAME_TAKEN" } });
  }
  expect(await names()).toEqual(before);
});

test("a retired price type is sold no more at the counter, and may be taken back into use", async () => {
  const url = `/api/price-types/${season.priceTypeCode}`;
  expect((await season.support.put(url, { name: "PLEIN TARIF", retired: true })).status).toBe(200);
  expect((await season.sell([11])).body.error).toBe("UNKNOWN_PRICE_TYPE");
  expect((await season.support.put(url, { name: "PLEIN TARIF", retired: false })).status).toBe(200);
  expect((await season.sell([11])).status).not.toBe(404);
  expect((await season.support.put(url, { name: "REDUIT", retired: false })).body.error).toBe("NAME_TAKEN");
});

test("further fee columns are parts of the two fees, and never more than they are", async () => {
  const { support, showNumber, priceTypeCode } = season;
  const grids = `/api/shows/${showNumber}/price-grids`;
  const column = async (name: string, belongsTo: string) =>
    (await support.post("/api/fee-columns", { name, belongsTo })).body.feeColumnId;
  const cloakroom = await column("VESTIAIRE", "venueFee");
  const producer = await column("DROITS PRODUCTEUR", "organizerFee");
  const price = { priceTypeCode, seatCategoryCode: 10_001, faceValueCents: 3_000 };
  const line = { ...price, venueFeeCents: 120, organizerFeeCents: 180 };
  const grid = (fees: object[]) =>
    support.post(grids, { validFrom: "2027-01-01T00:00:00.000Z", lines: [{ ...line, fees }] });
  const part = (feeColumnId: number, amountCents: number) => ({ feeColumnId, amountCents });
  for (const fees of [[part(cloakroom, 121)], [part(producer, 100), part(producer, 1)], [part(99, 1)]])
    expect((await grid(fees)).body.error).toBe("FEES_DO_NOT_FIT");
  const fees = [part(cloakroom, 50), part(producer, 180)];
  expect((await grid(fees)).status).toBe(201);
  const { priceGrids } = (await support.get(grids)).body;
  const kept = priceGrids.at(-1).lines[0].fees;
  expect(kept).toHaveLength(2);
  expect(kept).toEqual(expect.arrayContaining(fees));
});

test("a grid that has begun is never changed; one to come is, or is withdrawn", async () => {
  const { support, showNumber, priceTypeCode } = season;
  const grids = `/api/shows/${showNumber}/price-grids`;
  const line = {
    ...{
      priceTypeCode,
      seatCategoryCode: 10_001,
      faceValueCents: 900,
      venueFeeCents: 0,
      organizerFeeCents: 0,
    },
  };
  const list = (await support.get(grids)).body.priceGrids;
  const [first] = list;
  const last = list.at(-1);
  const body = { validFrom: "2027-02-01T00:00:00.000Z", lines: [line] };
  expect((await support.put(`${grids}/${first.priceGridId}`, body)).body.error).toBe("GRID_BEGAN");
  expect((await support.post(`${grids}/${first.priceGridId}/withdraw`)).body.error).toBe("GRID_BEGAN");
  expect(
    (await support.put(`${grids}/${last.priceGridId}`, { ...body, validFrom: first.validFrom })).body.error,
  ).toBe("GRID_EXISTS");
  expect((await support.put(`${grids}/${last.priceGridId}`, body)).status).toBe(200);
  const changed = (await support.get(grids)).body.priceGrids.at(-1);
  expect(changed).toMatchObject({ priceGridId: last.priceGridId, ...body });
  expect((await support.post(`${grids}/${last.priceGridId}/withdraw`)).status).toBe(200);
  expect((await support.get(grids)).body.priceGrids).toHaveLength(list.length - 1);
});

test("what a change of prices meets: live tickets, and performances to come", async () => {
  const { body } = await season.clerk.get(`/api/shows/${season.showNumber}/price-effects`);
  expect(body).toMatchObject({ seatsAtReseller: 0, performancesToCome: 2, sold: expect.any(Array) });
});

test("a category's short name and colour may be changed, and it says where it is used", async () => {
  const url = "/api/seat-categories/10001";
  expect((await season.support.put(url, { shortName: "OR", colour: "#AA0000" })).status).toBe(422);
  expect((await season.support.put(url, { shortName: "OR", colour: "#aa0000" })).status).toBe(200);
  const { seatCategories } = (await season.clerk.get("/api/seat-categories")).body;
  expect(seatCategories[0]).toEqual({
    ...{ seatCategoryCode: 10_001, name: "CARRE OR", shortName: "OR", colour: "#aa0000" },
    usedIn: [{ hallCode: season.hallCode, hallName: "PETITE SALLE", seats: 4 }],
  });
});

test("a line's further columns fit exactly where no sum is above its fee", () => {
  const amounts = fc.array(fc.integer({ min: 1, max: 500 }), { maxLength: 3 });
  fc.assert(
    fc.property(
      amounts,
      amounts,
      fc.nat({ max: 800 }),
      fc.nat({ max: 800 }),
      (venue, organizer, venueFee, orgFee) => {
        const columns = [
          ...venue.map((amountCents) => ({ fee: "venueFee" as const, amountCents })),
          ...organizer.map((amountCents) => ({ fee: "organizerFee" as const, amountCents })),
        ].map((column, index) => ({ ...column, feeColumnId: index + 1 }));
        const line = {
          ...{ priceTypeCode: 1, seatCategoryCode: 1, faceValueCents: 0, resellerFeeCents: null },
          ...{ venueFeeCents: venueFee, organizerFeeCents: orgFee },
          fees: columns.map(({ feeColumnId, amountCents }) => ({ feeColumnId, amountCents })),
        };
        const sum = (list: number[]) => list.reduce((total, one) => total + one, 0);
        expect(feesFit(line, new Map(columns.map(({ feeColumnId, fee }) => [feeColumnId, fee])))).toBe(
          sum(venue) <= venueFee && sum(organizer) <= orgFee,
        );
      },
    ),
  );
});

test("the grid of a sale is the last that began by then", () => {
  const grids = ["2026-03-01", "2026-01-01", "2026-02-01"].map((day) => ({ day, validFrom: new Date(day) }));
  const valid = (instant: string) => gridAt(grids, new Date(instant))?.day;
  expect(valid("2025-12-31T23:59:59.999Z")).toBeUndefined();
  expect(valid("2026-01-01T00:00:00.000Z")).toBe("2026-01-01");
  expect(valid("2026-02-28T23:59:59.999Z")).toBe("2026-02-01");
  expect(valid("2027-01-01T00:00:00.000Z")).toBe("2026-03-01");
});
