import { sql } from "@allotement/platform/database/database.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { boxofficeInvariants } from "../../verify/invariants.ts";
import { type House, openHouse, type Person, password } from "../house.fixture.ts";
import { sealJournals } from "../journal/sealer.ts";
import { setUpSeason } from "../season.fixture.ts";
import { removeNames } from "./remove-names.ts";

let house: House;
let support: Person;
let manager: Person;
let organizerId = 500;

beforeAll(async () => {
  house = await openHouse();
});
beforeEach(async () => {
  organizerId++;
  support = await house.organizer(organizerId);
  await make("MAN", "manager");
  await make("CLE", "clerk");
  manager = await house.signedIn(organizerId, "MAN");
});
afterAll(() => house.close());

const make = (initials: string, role: string) =>
  support.post("/api/operators", { initials, name: initials, role, password });
const change = (who: Person, operatorId: number, what: object) =>
  who.put(`/api/operators/${operatorId}`, { name: "X", role: "clerk", active: true, ...what });
const signIn = (initials: string, given: string) =>
  house.person().post("/api/sign-in", { organizerId, initials, password: given });

describe("an operator", () => {
  test("is given another role or none, and his sessions end with it", async () => {
    const clerk = await house.signedIn(organizerId, "CLE");
    expect((await change(manager, 3, { name: "Claire" })).status).toBe(204);
    expect((await clerk.get("/api/me")).body.name).toBe("Claire");
    expect((await change(manager, 3, { role: "manager" })).status).toBe(204);
    expect((await clerk.get("/api/me")).status).toBe(401);
    const again = await house.signedIn(organizerId, "CLE");
    expect((await change(manager, 3, { active: false })).status).toBe(204);
    expect((await again.get("/api/me")).status).toBe(401);
    expect((await signIn("CLE", password)).status).toBe(401);
    expect((await change(manager, 3, { active: true })).status).toBe(204);
    expect((await signIn("CLE", password)).status).toBe(200);
  });

  test.each([
    ["himself", 2, {}, "OWN_OPERATOR"],
    ["an operator above him", 1, {}, "ROLE_REFUSED"],
    ["a clerk, to a role above his own", 3, { role: "support" }, "ROLE_REFUSED"],
    ["a clerk, to a connector's", 3, { role: "system" }, "CONNECTOR_OPERATOR"],
    ["nobody", 99, {}, "NOT_FOUND"],
  ])("who is a manager does not change %s", async (_whom, operatorId, what, error) => {
    expect((await change(manager, operatorId, what)).body.error).toBe(error);
    const reset = await manager.post(`/api/operators/${operatorId}/password`, { password: "another one" });
    if (operatorId !== 3) expect(reset.body.error).toBe(error);
  });

  test("gets a new password from a manager, and every session of his is over", async () => {
    const clerk = await house.signedIn(organizerId, "CLE");
    const given = { password: "quite another one" };
    expect((await manager.post("/api/operators/3/password", given)).status).toBe(204);
    expect((await clerk.get("/api/me")).status).toBe(401);
    expect((await signIn("CLE", password)).status).toBe(401);
    expect((await signIn("CLE", given.password)).status).toBe(200);
  });

  test("changes his own password by his old one; other sessions are over, his own goes on", async () => {
    const [here, there] = [
      await house.signedIn(organizerId, "CLE"),
      await house.signedIn(organizerId, "CLE"),
    ];
    const next = "quite another one";
    const wrong = await here.put("/api/me/password", { password: "not it", newPassword: next });
    expect(wrong).toMatchObject({ status: 403, body: { error: "PASSWORD_WRONG" } });
    expect((await here.put("/api/me/password", { password, newPassword: next })).status).toBe(200);
    expect((await here.get("/api/me")).status).toBe(200);
    expect((await there.get("/api/me")).status).toBe(401);
    expect((await signIn("CLE", next)).status).toBe(200);
  });

  test("sees his own sessions, closes one, and no other operator's", async () => {
    const [here, there] = [
      await house.signedIn(organizerId, "CLE"),
      await house.signedIn(organizerId, "CLE"),
    ];
    const { sessions } = (await here.get("/api/me/sessions")).body;
    expect(sessions.map(({ current }: { current: boolean }) => current)).toEqual([false, true]);
    const close = (who: Person) => who.post(`/api/me/sessions/${sessions[0].sessionId}/close`);
    expect((await close(manager)).status).toBe(404);
    expect((await close(here)).status).toBe(204);
    expect((await there.get("/api/me")).status).toBe(401);
    expect((await here.get("/api/me")).status).toBe(200);
  });

  test("who does nothing for four hours is signed out, though his page refreshes itself", async () => {
    const before = house.time.now;
    const [acting, watching] = [
      await house.signedIn(organizerId, "CLE"),
      await house.signedIn(organizerId, "CLE"),
    ];
    for (let hours = 1; hours <= 5; hours++) {
      house.time.now = new Date(before.getTime() + hours * 3_600_000);
      expect((await acting.post("/api/me/activity")).status).toBe(204);
      expect((await watching.get("/api/me")).status).toBe(hours < 4 ? 200 : 401);
    }
    house.time.now = before;
  });
});

describe("the audit", () => {
  test("says who did what, the latest first, cut by action, person and time", async () => {
    await change(manager, 3, { name: "Claire" });
    const all = (await manager.get("/api/audit")).body;
    expect(all.entries.map(({ action }: { action: string }) => action)).toEqual([
      ...["changeOperator", "createOperator", "createOperator"],
    ]);
    expect(all.entries[0]).toMatchObject({
      operatorInitials: "MAN",
      subject: { operatorId: 3, before: { name: "CLE" }, after: { name: "Claire" } },
    });
    expect(all.actions).toEqual(["changeOperator", "createOperator"]);
    expect((await manager.get("/api/audit?operatorId=1")).body.entries).toHaveLength(2);
    expect((await manager.get("/api/audit?before=3&limit=1")).body.entries).toMatchObject([
      { entryNumber: 2 },
    ]);
    expect((await manager.get("/api/audit?until=2020-01-01T00:00:00Z")).body.entries).toEqual([]);
    const clerk = await house.signedIn(organizerId, "CLE");
    expect((await clerk.get("/api/audit")).status).toBe(403);
  });
});

describe("names of customers", () => {
  test("go n months after the performance, from tickets and received sales, and every chain still holds", async () => {
    organizerId++;
    const season = await setUpSeason(house, organizerId);
    const holder = { surname: "MARTIN", firstName: "Zoé" };
    await season.sell([1, 2], { holder });
    await season.clerk.post(`/api/performances/${season.otherPerformanceNumber}/counter-sales`, {
      ...{ seatCodes: [1], holder, priceTypeCode: season.priceTypeCode },
      paymentMethodId: season.paymentMethodId,
    });
    await sealJournals({ database: house.database, onFailure: (error) => expect.fail(String(error)) });
    const names = async () =>
      house.database.rows<{ name: string | null }>(sql`
        select holder_surname as name from tickets where organizer_id = ${organizerId}
        order by performance_number, ticket_id`);
    const settings = { address: "", town: "", secondFactorRequired: false, namesKeptMonths: 3 };
    await season.support.put("/api/organizer/settings", settings);
    expect(await removeNames(house)).toBe(0);
    const before = house.time.now;
    // Three months after the first performance, and not yet after the second, five days later.
    house.time.now = new Date("2026-06-05T00:00:00.000Z");
    expect(await removeNames(house)).toBe(2);
    expect(await removeNames(house)).toBe(0);
    house.time.now = before;
    expect((await names()).map(({ name }) => name)).toEqual([null, null, "MARTIN"]);
    for (const { title, check } of boxofficeInvariants)
      expect(await check(house.database, { now: before }), title).toEqual([]);
    const { entries } = (await season.support.get("/api/audit?action=removeNames")).body;
    expect(entries).toMatchObject([{ subject: { months: 3, tickets: 2, sales: 0 } }]);
    const kept = await house.database.rows(
      sql`select * from cash_journal where organizer_id = ${organizerId}`,
    );
    expect(JSON.stringify(kept)).not.toContain("MARTIN");
  });
});
