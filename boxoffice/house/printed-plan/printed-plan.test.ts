import { poppler, textOf } from "@allotement/documents/pdf/read-pdf.fixture.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type House, openHouse, password } from "../house.fixture.ts";
import { type Season, setUpSeason } from "../season.fixture.ts";

let house: House;
let season: Season;
let cookie: string;

beforeAll(async () => {
  house = await openHouse();
  season = await setUpSeason(house, 669);
  const { holdCode, performanceNumber, support } = season;
  await support.post(`/api/performances/${performanceNumber}/holds`, { holdCode, seatCodes: [5, 6] });
  expect((await season.sell([1])).status).toBe(201);
  const signedIn = await house.server.inject({
    method: "POST",
    url: "/api/sign-in",
    payload: { organizerId: 669, initials: "CLE", password },
  });
  cookie = signedIn.cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
});
afterAll(() => house?.close());

const plan = (query: string, number = season.performanceNumber) =>
  house.server.inject({ url: `/api/performances/${number}/plan.pdf?${query}`, headers: { cookie } });

describe("the graphic plan of a performance", () => {
  test("shows the seats as they stand, or none of it where a blank plan is asked for", poppler, async () => {
    const now = await plan("");
    expect(now.statusCode).toBe(200);
    expect(now.headers["content-disposition"]).toMatch(/^inline; filename="Plan PETITE SALLE/);
    const text = textOf(now.rawPayload).replace(/\s+/g, " ");
    for (const words of ["en réserve (2 places)", "vendue au guichet (1 place)", "libre (9 places)"])
      expect(text).toContain(words);
    expect(text).toContain("ORPHEE ET EURYDICE – Mardi 03/03/2026 à 19:00");
    const blank = textOf((await plan("blank=yes&rowOnSeats=yes")).rawPayload);
    expect(blank).toContain("Plan vierge");
    expect(blank).not.toContain("en réserve");
    expect(blank).toContain("C4");
  });

  test("may be framed by our own pages, and by nobody else", async () => {
    expect((await plan("")).headers["content-security-policy"]).toContain("frame-ancestors 'self'");
  });

  test("is refused for more sheets than anybody glues together, and for a performance that does not exist", async () => {
    for (const query of [
      "columns=0",
      "rows=9",
      "columns=1.5",
      "columns=x",
      "orientation=upside",
      "nothing=1",
    ])
      expect((await plan(query)).statusCode, query).toBe(422);
    expect((await plan("", 999)).statusCode).toBe(404);
  });
});
