import { sql } from "@allotement/platform/database/database.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type House, openHouse, type Person, password } from "../house.fixture.ts";
import { codeAt, stepOf } from "./second-factor.ts";

let house: House;
let support: Person;
let organizerId = 400;

beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

/** Organizers of their own, so that no test sees another's lock-outs or codes. */
async function open(): Promise<void> {
  organizerId++;
  support = await house.organizer(organizerId);
}
const later = (seconds: number) => {
  house.time.now = new Date(house.time.now.getTime() + seconds * 1_000);
};
const signIn = (code?: string, initials = "SUP") =>
  house.person().post("/api/sign-in", {
    ...{ organizerId, initials, password },
    ...(code === undefined ? {} : { code }),
  });

async function enrol(person = support) {
  const offered = await person.post("/api/me/second-factor", { password });
  expect(offered.status).toBe(200);
  const { secret } = offered.body;
  const confirmed = await person.post("/api/me/second-factor/confirm", {
    code: codeAt(secret, house.clock.now()),
  });
  expect(confirmed.status).toBe(200);
  later(60);
  return { secret, uri: offered.body.uri, qrCode: offered.body.qrCode, ...confirmed.body };
}

test("codes are those of RFC 6238", () => {
  // Appendix B, SHA-1, the last six digits.
  const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
  for (const [seconds, code] of [
    [59, "287082"],
    [1_111_111_109, "081804"],
    [20_000_000_000, "353130"],
  ] as const) {
    const at = new Date(seconds * 1_000);
    expect(codeAt(secret, at)).toBe(code);
    expect(stepOf(secret, code, at)).toBe(Math.floor(seconds / 30));
    expect(stepOf(secret, code, new Date(at.getTime() + 30_000))).toBe(Math.floor(seconds / 30));
    expect(stepOf(secret, code, new Date(at.getTime() + 90_000))).toBeUndefined();
  }
});

describe("a second factor", () => {
  test("is asked for once it is confirmed, by a QR code that says the same as the secret", async () => {
    await open();
    const { secret, uri, qrCode, recoveryCodes } = await enrol();
    expect(uri).toContain(`secret=${secret}`);
    expect(qrCode.every((row: string) => row.length === qrCode.length && /^[01]+$/.test(row))).toBe(true);
    expect(new Set(recoveryCodes).size).toBe(10);
    expect(await signIn()).toMatchObject({ status: 401, body: { error: "CODE_REQUIRED" } });
    expect((await signIn(codeAt(secret, house.clock.now()))).status).toBe(200);
    const kept = await house.database.rows(sql`select * from second_factors natural join recovery_codes`);
    for (const plain of [secret, recoveryCodes[0]]) expect(JSON.stringify(kept)).not.toContain(plain);
  });

  test("takes a code once: heard over a shoulder it opens nothing", async () => {
    await open();
    const { secret } = await enrol();
    const code = codeAt(secret, house.clock.now());
    expect((await signIn(code)).status).toBe(200);
    expect((await signIn(code)).body.error).toBe("CODE_WRONG");
    const [one, two] = await Promise.all(
      [0, 0].map(() => signIn(codeAt(secret, new Date(house.time.now.getTime() + 30_000)))),
    );
    expect([one?.status, two?.status].sort()).toEqual([200, 401]);
  });

  test("is replaced by each recovery code once", async () => {
    await open();
    const { recoveryCodes } = await enrol();
    expect((await signIn(recoveryCodes[3].toUpperCase())).status).toBe(200);
    expect((await signIn(recoveryCodes[3])).body.error).toBe("CODE_WRONG");
    expect((await support.get("/api/me/second-factor")).body).toEqual({
      ...{ enrolled: true, recoveryCodesLeft: 9, required: false },
    });
  });

  test("is not guessed: wrong codes lock out as wrong passwords do", async () => {
    await open();
    const { secret } = await enrol();
    for (let count = 0; count < 5; count++) expect((await signIn("000000")).status).toBe(401);
    expect(await signIn(codeAt(secret, house.clock.now()))).toMatchObject({
      status: 429,
      headers: { "retry-after": "30" },
    });
    later(31);
    expect((await signIn(codeAt(secret, house.clock.now()))).status).toBe(200);
  });

  test("where the organizer asks for it is set up before anything else; clerks are asked for none", async () => {
    await open();
    await support.post("/api/operators", { initials: "MAN", name: "Manager", role: "manager", password });
    await support.post("/api/operators", { initials: "CLE", name: "Clerk", role: "clerk", password });
    const manager = await house.signedIn(organizerId, "MAN");
    const settings = { address: "", town: "", namesKeptMonths: null, secondFactorRequired: true };
    expect((await support.put("/api/organizer/settings", settings)).status).toBe(200);
    expect((await manager.get("/api/me")).body.mustEnrol).toBe(true);
    expect(await manager.get("/api/cash-journal")).toMatchObject({
      status: 403,
      body: { error: "ENROL_FIRST" },
    });
    await enrol(manager);
    expect((await manager.get("/api/cash-journal")).status).toBe(200);
    const clerk = await house.signedIn(organizerId, "CLE");
    expect((await clerk.get("/api/cash-journal")).status).toBe(200);
  });

  test("goes with password and code, or by a manager's hand, which leaves a trace", async () => {
    await open();
    const { secret } = await enrol();
    const remove = (code: string) => support.post("/api/me/second-factor/remove", { password, code });
    expect((await remove("000000")).body.error).toBe("PASSWORD_OR_CODE_WRONG");
    expect((await remove(codeAt(secret, house.clock.now()))).status).toBe(204);
    await support.post("/api/operators", { initials: "MAN", name: "Manager", role: "manager", password });
    const manager = await house.signedIn(organizerId, "MAN");
    await enrol(manager);
    expect((await support.post("/api/operators/2/second-factor/remove")).status).toBe(204);
    expect((await signIn(undefined, "MAN")).status).toBe(200);
    const { entries } = (await support.get("/api/audit?action=removeSecondFactor")).body;
    expect(entries).toMatchObject([
      { operatorInitials: "SUP", subject: { operatorId: 2 } },
      { operatorInitials: "SUP", subject: { operatorId: 1 } },
    ]);
  });
});
