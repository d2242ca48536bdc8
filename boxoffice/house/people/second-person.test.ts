import { sql } from "@allotement/platform/database/database.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type House, openHouse, password } from "../house.fixture.ts";
import { checkSecondPerson } from "./second-person.ts";

let house: House;
const caller = { organizerId: 669, operatorId: 1, initials: "SUP" };

beforeAll(async () => {
  house = await openHouse();
  const support = await house.organizer(669);
  const people = [
    ["MAN", "manager"],
    ["SUP2", "support"],
    ["CLE", "clerk"],
    ["LUC", "manager"],
    ["OFF", "manager"],
  ] as const;
  for (const [initials, role] of people)
    await support.post("/api/operators", { initials, name: initials, role, password });
  await house.database.run(sql`update operators set active = false where initials = 'OFF'`);
  const elsewhere = await house.organizer(670);
  await elsewhere.post("/api/operators", { initials: "EVE", name: "Eve", role: "manager", password });
});
afterAll(() => house.close());

const check = (initials: string, given = password) =>
  checkSecondPerson(house, caller, { initials, password: given });

describe("a second person", () => {
  test("is another manager or support of the same organizer, whatever the case of the initials", async () => {
    expect(await check("man")).toEqual({ operatorId: 2 });
    expect(await check(" SUP2 ")).toEqual({ operatorId: 3 });
  });

  test("is never left out, and never the caller", async () => {
    expect(await checkSecondPerson(house, caller, undefined)).toEqual({
      refusal: { error: "SECOND_PERSON_REQUIRED" },
    });
    expect(await check(" sup")).toEqual({ refusal: { error: "SAME_PERSON" } });
    expect(await check("SUP", "wrong")).toEqual({ refusal: { error: "SAME_PERSON" } });
  });

  test("is no clerk", async () => {
    expect(await check("CLE")).toEqual({ refusal: { error: "SECOND_PERSON_ROLE" } });
    expect(await check("CLE", "wrong")).toEqual({ refusal: { error: "SECOND_PERSON_WRONG" } });
  });

  test("is nobody of another organizer, nobody who has left, and nobody with a wrong password", async () => {
    for (const [initials, given] of [
      ["EVE", password],
      ["OFF", password],
      ["NOBODY", password],
      ["MAN", "wrong"],
    ] as const)
      expect(await check(initials, given)).toEqual({ refusal: { error: "SECOND_PERSON_WRONG" } });
  });

  test("is locked out by the same count as signing in, both ways", async () => {
    const signIn = (given: string) =>
      house.person().post("/api/sign-in", { organizerId: 669, initials: "LUC", password: given });
    for (let count = 1; count <= 3; count++) await check("LUC", "wrong");
    for (let count = 1; count <= 2; count++) await signIn("wrong");
    expect(await check("LUC")).toEqual({ refusal: { error: "SECOND_PERSON_LOCKED_OUT", waitSeconds: 30 } });
    expect((await signIn(password)).status).toBe(429);
    house.time.now = new Date(house.time.now.getTime() + 30_000);
    expect(await check("LUC")).toEqual({ operatorId: 5 });
    expect((await signIn(password)).status).toBe(200);
  });
});
