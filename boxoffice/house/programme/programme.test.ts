import { afterAll, beforeAll, expect, test } from "vitest";
import { type House, openHouse } from "../house.fixture.ts";
import { type Season, setUpSeason } from "../season.fixture.ts";
import { instantOf } from "./local-time.ts";

let house: House;
let season: Season;

beforeAll(async () => {
  house = await openHouse();
  season = await setUpSeason(house, 669);
});
afterAll(() => house.close());

const add = (...performances: { localDate: string; localTime: string }[]) =>
  season.support.post(`/api/shows/${season.showNumber}/performances`, { performances });

test("a performance has every seat of its hall, free", async () => {
  const { body } = await season.clerk.get(`/api/performances/${season.performanceNumber}`);
  expect(body).toMatchObject({
    title: "ORPHEE ET EURYDICE",
    localDate: "2026-03-03",
    localTime: "19:00",
    timeZone: "Europe/Paris",
    startsAt: "2026-03-03T18:00:00.000Z",
    seatCounts: [{ state: "free", holdCode: null, count: 12 }],
  });
});

test("a time that the clocks skip in spring is refused, with the others of the request", async () => {
  const answer = await add(
    { localDate: "2026-03-28", localTime: "20:00" },
    { localDate: "2026-03-29", localTime: "02:30" },
  );
  expect(answer).toMatchObject({
    status: 422,
    body: { error: "LOCAL_TIME_SKIPPED", problems: [{ path: "body/performances/1" }] },
  });
  const { performances } = (await season.clerk.get(`/api/shows/${season.showNumber}/performances`)).body;
  expect(performances).toHaveLength(2);
});

test("of a time that the clocks show twice in autumn the first is meant", () => {
  expect(instantOf("2026-10-25", "02:30", "Europe/Paris")).toEqual(new Date("2026-10-25T00:30:00Z"));
  expect(instantOf("2026-03-29", "02:30", "Europe/Paris")).toBeUndefined();
  expect(instantOf("2026-03-29", "03:00", "Europe/Paris")).toEqual(new Date("2026-03-29T01:00:00Z"));
  expect(instantOf("2026-02-30", "20:00", "Europe/Paris")).toBeUndefined();
});

test("the same date and time is not added twice, however often the button is pressed", async () => {
  const wanted = { localDate: "2026-04-30", localTime: "19:00" };
  const answers = await Promise.all([add(wanted), add(wanted), add(wanted)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  expect((await add({ localDate: "2026-05-01", localTime: "19:00" }, wanted)).status).toBe(409);
  expect((await add({ ...wanted, localTime: "21:00" }, { ...wanted, localTime: "21:00" })).status).toBe(409);
});

test("numbers are dense and follow the request", async () => {
  const before = (await add({ localDate: "2026-06-01", localTime: "19:00" })).body.performanceNumbers[0];
  const { performanceNumbers } = (
    await add(
      { localDate: "2026-06-03", localTime: "19:00" },
      { localDate: "2026-06-02", localTime: "19:00" },
    )
  ).body;
  expect(performanceNumbers).toEqual([before + 1, before + 2]);
});

test("a show stands in a known group and hall", async () => {
  const answer = await season.support.post("/api/shows", { showGroupId: 1, hallCode: 99, title: "X" });
  expect(answer).toMatchObject({ status: 422, body: { error: "UNKNOWN_CODE" } });
});
