import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type House, openHouse, type Person, password, setupToken } from "../house.fixture.ts";

let house: House;
let support: Person;

beforeAll(async () => {
  house = await openHouse();
  support = await house.organizer(669, "THEATRE DE L'EMPIRE");
});
afterAll(() => house.close());

const signIn = (initials: string, given: string, organizerId = 669) =>
  house.person().post("/api/sign-in", { organizerId, initials, password: given });

describe("signing in", () => {
  test("anyone may read the names of organizers, and nothing else of them", async () => {
    const { body } = await house.person().get("/api/organizers");
    expect(body).toEqual({ organizers: [{ organizerId: 669, name: "THEATRE DE L'EMPIRE" }] });
  });

  test("only the set-up token creates an organizer, and a number is given once", async () => {
    const body = { organizerId: 669, name: "X", operator: { initials: "A", name: "A", password } };
    expect((await house.person().post("/api/organizers", body)).status).toBe(401);
    expect((await support.post("/api/organizers", body)).status).toBe(401);
    const holder = house.person({ authorization: `Bearer ${setupToken}` });
    expect(await holder.post("/api/organizers", body)).toMatchObject({
      status: 409,
      body: { error: "ORGANIZER_EXISTS" },
    });
    const zone = { ...body, organizerId: 670, timeZone: "Europe/Atlantis" };
    expect(await holder.post("/api/organizers", zone)).toMatchObject({ status: 422 });
  });

  test("the session's cookie is out of reach of scripts and of other sites", async () => {
    const { status, headers, body } = await signIn("sup", password);
    expect(status).toBe(200);
    expect(String(headers["set-cookie"])).toMatch(/HttpOnly.*SameSite=Strict/);
    expect(body).toEqual({
      organizerId: 669,
      organizerName: "THEATRE DE L'EMPIRE",
      timeZone: "Europe/Paris",
      operatorId: 1,
      initials: "SUP",
      name: "Support",
      role: "support",
      mustEnrol: false,
    });
  });

  test("a wrong password, unknown initials and an unknown organizer are told in the same words", async () => {
    const answers = await Promise.all([
      signIn("SUP", "wrong password"),
      signIn("NOBODY", "wrong password"),
      signIn("SUP", password, 999),
    ]);
    for (const answer of answers) {
      expect(answer).toMatchObject({ status: 401, body: { error: "WRONG_CREDENTIALS" } });
      expect(answer.body).toEqual(answers[0]?.body);
    }
    await signIn("SUP", password);
  });

  test("a session ends by signing out, and by itself after a working day", async () => {
    const leaving = await house.signedIn(669, "SUP");
    expect((await leaving.get("/api/me")).status).toBe(200);
    expect((await leaving.post("/api/sign-out")).status).toBe(204);
    expect((await leaving.get("/api/me")).status).toBe(401);
    const staying = await house.signedIn(669, "SUP");
    const before = house.time.now;
    house.time.now = new Date(before.getTime() + 14 * 3_600_000);
    expect(await staying.get("/api/me")).toMatchObject({ status: 401, body: { error: "SIGN_IN_REQUIRED" } });
    house.time.now = before;
  });
});

describe("lock-out", () => {
  test("after five wrong passwords even the right one waits, longer with each further mistake", async () => {
    await support.post("/api/operators", { initials: "LUC", name: "Luc", role: "clerk", password });
    for (let count = 1; count <= 5; count++) expect((await signIn("LUC", "wrong")).status).toBe(401);
    const locked = await signIn("luc", password);
    expect(locked).toMatchObject({
      status: 429,
      body: { error: "TOO_MANY_ATTEMPTS" },
      headers: { "retry-after": "30" },
    });
    house.time.now = new Date(house.time.now.getTime() + 30_000);
    expect((await signIn("LUC", "wrong")).status).toBe(401);
    expect((await signIn("LUC", password)).headers["retry-after"]).toBe("60");
    house.time.now = new Date(house.time.now.getTime() + 60_000);
    expect((await signIn("LUC", password)).status).toBe(200);
    expect((await signIn("LUC", "wrong")).status).toBe(401);
    expect((await signIn("LUC", password)).status).toBe(200);
  });

  test("attempts made all at once are counted one by one", async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => signIn("GHOST", "wrong")));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(15);
  });
});

describe("roles", () => {
  test("a clerk creates no operator, a manager none above himself", async () => {
    await support.post("/api/operators", { initials: "MAN", name: "Manager", role: "manager", password });
    await support.post("/api/operators", { initials: "CLE", name: "Clerk", role: "clerk", password });
    const manager = await house.signedIn(669, "MAN");
    const clerk = await house.signedIn(669, "CLE");
    const wanted = { initials: "NEW", name: "New", role: "support", password };
    expect(await clerk.post("/api/operators", { ...wanted, role: "clerk" })).toMatchObject({
      status: 403,
      body: { error: "ROLE_REFUSED" },
    });
    expect((await manager.post("/api/operators", wanted)).status).toBe(403);
    expect((await manager.post("/api/operators", { ...wanted, role: "manager" })).status).toBe(201);
    expect(await manager.post("/api/operators", { ...wanted, initials: "new", role: "clerk" })).toMatchObject(
      {
        status: 409,
        body: { error: "INITIALS_TAKEN" },
      },
    );
  });

  test("an operator that stands for a connector cannot sign in", async () => {
    const operator = { initials: "TKN", name: "TICKETNET", role: "system" };
    expect((await support.post("/api/operators", operator)).status).toBe(201);
    expect((await signIn("TKN", "")).status).toBe(401);
  });
});

describe("calls from another site", () => {
  test("are refused where they could change something", async () => {
    const body = { initials: "XSS", name: "X", role: "clerk", password };
    const foreign = [
      { origin: "https://evil.example" },
      { "sec-fetch-site": "cross-site" },
      { origin: "null" },
    ];
    for (const headers of foreign)
      expect(await support.post("/api/operators", body, headers)).toMatchObject({
        status: 403,
        body: { error: "CROSS_ORIGIN" },
      });
    const form = { "content-type": "text/plain" };
    expect((await support.post("/api/operators", body, form)).status).toBe(415);
    const own = { origin: "http://localhost:80", "sec-fetch-site": "same-origin" };
    expect((await support.post("/api/operators", body, own)).status).toBe(201);
  });
});
