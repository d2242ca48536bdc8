import { afterAll, beforeAll, expect, test } from "vitest";
import { type House, openHouse } from "../house.fixture.ts";
import { type Season, setUpSeason } from "../season.fixture.ts";
import { gridAt } from "./price-grid.ts";

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

test("the grid of a sale is the last that began by then", () => {
  const grids = ["2026-03-01", "2026-01-01", "2026-02-01"].map((day) => ({ day, validFrom: new Date(day) }));
  const valid = (instant: string) => gridAt(grids, new Date(instant))?.day;
  expect(valid("2025-12-31T23:59:59.999Z")).toBeUndefined();
  expect(valid("2026-01-01T00:00:00.000Z")).toBe("2026-01-01");
  expect(valid("2026-02-28T23:59:59.999Z")).toBe("2026-02-01");
  expect(valid("2027-01-01T00:00:00.000Z")).toBe("2026-03-01");
});
