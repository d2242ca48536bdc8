import { sql } from "@allotement/platform/database/database.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { House, Person } from "../../house/house.fixture.ts";
import { type Season, setUpSeason } from "../../house/season.fixture.ts";
import { connect, openHouseWithInterface } from "../http.fixture.ts";

let house: House;
let season: Season;
beforeAll(async () => {
  house = await openHouseWithInterface();
  season = await setUpSeason(house, 669);
});
afterAll(() => house.close());

const missing = async (who: Person) =>
  (await who.get("/api/set-up")).body.steps.flatMap(({ step, done }: { step: string; done: boolean }) =>
    done ? [] : [step],
  );

test("a new venue lacks everything, in the order in which it is made, whatever another venue has", async () => {
  expect(await missing(await house.organizer(700))).toEqual([
    ...["hall", "counterPriceType", "resellerPriceType", "show", "priceGrid", "performance"],
    ...["hold", "books", "connection", "heldSeats", "allotment"],
  ]);
});

test("each step is done once it is made, and after the first allotment nothing is asked for any more", async () => {
  expect(await missing(season.clerk)).toEqual(["books", "connection", "heldSeats", "allotment"]);
  await connect(season, { password: "a password" });
  expect(await missing(season.clerk)).toEqual(["heldSeats", "allotment"]);
  await season.clerk.post(`/api/performances/${season.performanceNumber}/holds`, {
    holdCode: season.holdCode,
    seatCodes: [1],
  });
  expect(await missing(season.clerk)).toEqual(["allotment"]);
  await house.database.run(sql`
    insert into reseller_performances values (669, 1, ${season.performanceNumber}, now())`);
  expect((await season.clerk.get("/api/set-up")).body.steps).toEqual([]);
});
