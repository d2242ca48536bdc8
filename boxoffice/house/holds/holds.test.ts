import { afterAll, beforeAll, expect, test } from "vitest";
import { type House, openHouse } from "../house.fixture.ts";
import { type Season, setUpSeason } from "../season.fixture.ts";

let house: House;
let season: Season;
let fnac: number;

beforeAll(async () => {
  house = await openHouse();
  season = await setUpSeason(house, 669);
  fnac = (await season.support.post("/api/holds", { name: "FNAC" })).body.holdCode;
});
afterAll(() => house.close());

const hold = async (body: object) =>
  season.clerk.post(`/api/performances/${season.performanceNumber}/holds`, body);
const block = async (body: object) =>
  season.clerk.post(`/api/performances/${season.performanceNumber}/blocks`, body);
const seats = async () =>
  (await season.clerk.get(`/api/performances/${season.performanceNumber}/seats`)).body;

test("free seats go into a hold, from hold to hold, and out of it", async () => {
  const { holdCode } = season;
  expect((await hold({ holdCode, seatCodes: [1, 2, 3] })).body).toEqual({ changed: 3, refused: [] });
  expect((await hold({ holdCode: fnac, seatCodes: [2] })).body).toEqual({ changed: 1, refused: [] });
  expect((await hold({ holdCode: null, seatCodes: [3, 4] })).body).toEqual({ changed: 1, refused: [] });
  const { states, holdCodes } = await seats();
  expect(states.slice(0, 4)).toEqual(["held", "held", "free", "free"]);
  expect(holdCodes.slice(0, 4)).toEqual([holdCode, fnac, null, null]);
});

test("a seat named twice moves once, and one that is as wanted does not move", async () => {
  const { holdCode } = season;
  expect((await hold({ holdCode, seatCodes: [1, 4, 4] })).body).toEqual({ changed: 1, refused: [] });
});

test("all seats of some categories, or all of the hall, may be meant", async () => {
  const { holdCode } = season;
  expect((await hold({ holdCode, categoryCodes: [10_001] })).body).toEqual({ changed: 2, refused: [] });
  expect((await hold({ holdCode: null, seatCodes: "all" })).body).toEqual({ changed: 4, refused: [] });
  const { holdCodes } = await seats();
  expect(holdCodes.every((code: number | null) => code === null)).toBe(true);
});

test("a seat that is sold or blocked is refused by name, and the others move", async () => {
  expect((await season.sell([5])).status).toBe(201);
  expect((await block({ blocked: true, seatCodes: [6, 7] })).body).toEqual({ changed: 2, refused: [] });
  expect((await hold({ holdCode: season.holdCode, seatCodes: [5, 6, 8] })).body).toEqual({
    changed: 1,
    refused: [
      { seatCode: 5, state: "soldAtCounter" },
      { seatCode: 6, state: "blocked" },
    ],
  });
  expect((await block({ blocked: true, seatCodes: [8] })).body.refused).toEqual([
    { seatCode: 8, state: "held" },
  ]);
  expect((await block({ blocked: false, seatCodes: [6, 7] })).body).toEqual({ changed: 2, refused: [] });
});

test("an unknown seat or hold refuses the whole request", async () => {
  const { holdCode } = season;
  expect((await hold({ holdCode, seatCodes: [9, 99] })).body.error).toBe("UNKNOWN_SEAT");
  expect((await hold({ holdCode: season.priceTypeCode, seatCodes: [9] })).body.error).toBe("UNKNOWN_HOLD");
  expect((await seats()).states[8]).toBe("free");
});
