import { sql } from "@allotement/platform/database/database.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { seatInvariants } from "../../verify/seats.invariants.ts";
import { appendAudit } from "../audit/audit.store.ts";
import { type House, openHouse } from "../house.fixture.ts";
import { type Season, setUpSeason, smallPlan } from "../season.fixture.ts";

let house: House;
let season: Season;
beforeAll(async () => {
  house = await openHouse();
  season = await setUpSeason(house, 669);
});
afterAll(() => house.close());

type Plan = typeof smallPlan;
const changed = (change: (plan: Plan) => void): string => {
  const plan = structuredClone(smallPlan);
  change(plan);
  return JSON.stringify(plan);
};
const seatsOf = (plan: Plan, zone: number, row: number) => plan.zones[zone]?.rows[row]?.seats ?? [];
const versionNow = async (): Promise<number> =>
  (await season.clerk.get(`/api/halls/${season.hallCode}/versions`)).body.planVersion;
const apply = async (plan: string, more: object = {}) =>
  season.support.put(`/api/halls/${season.hallCode}/plan`, {
    plan,
    planVersion: await versionNow(),
    ...more,
  });
const statesOf = async (performanceNumber: number): Promise<Record<number, string>> => {
  const { seatCodes, states } = (await season.clerk.get(`/api/performances/${performanceNumber}/seats`)).body;
  return Object.fromEntries(seatCodes.map((code: number, index: number) => [code, states[index]]));
};

describe("a file", () => {
  test.each(["json", "csv", "svg"])(
    "exported as %s and imported again makes the same hall",
    async (format) => {
      const file = await season.clerk.get(`/api/halls/${season.hallCode}/export?format=${format}`);
      expect(file.status).toBe(200);
      expect(String(file.headers["content-disposition"])).toContain(
        `PETITE%20SALLE%20%2810001%29%20v1.${format}`,
      );
      const text = typeof file.body === "string" ? file.body : JSON.stringify(file.body);
      const made = await season.support.post("/api/halls", { plan: text, format });
      expect(made).toMatchObject({ status: 201, body: { capacity: 12 } });
      const [one, other] = await Promise.all(
        [season.hallCode, made.body.hallCode].map((code) => season.clerk.get(`/api/halls/${code}/plan`)),
      );
      expect(other?.body).toEqual(one?.body);
    },
  );

  test("is read without anything being stored, every fault by its place", async () => {
    const halls = (await season.clerk.get("/api/halls")).body.halls.length;
    const read = await season.support.post("/api/plans/read", { plan: JSON.stringify(smallPlan) });
    expect(read.body.plan.seats).toHaveLength(12);
    const csv = "rang;place;x;y\nA;1;1;1\nA;2;loin;1\nA;1;1;1";
    expect(await season.support.post("/api/plans/read", { plan: csv, format: "csv" })).toMatchObject({
      status: 422,
      body: {
        error: "INVALID_PLAN",
        problems: [
          { path: "x", line: 3 },
          { path: "identifiant", line: 4, value: "A-1" },
        ],
      },
    });
    expect((await season.clerk.get("/api/halls")).body.halls).toHaveLength(halls);
  });

  test("is brought in by managers and support alone", async () => {
    const body = { plan: JSON.stringify(smallPlan) };
    const path = `/api/halls/${season.hallCode}`;
    for (const answer of [
      await season.clerk.post("/api/plans/read", body),
      await season.clerk.post("/api/halls", body),
      await season.clerk.post(`${path}/plan-difference`, body),
      await season.clerk.put(`${path}/plan`, { ...body, planVersion: 1 }),
    ])
      expect(answer.status).toBe(403);
  });
});

describe("a new version", () => {
  test("of the same plan is none", async () => {
    expect((await apply(JSON.stringify(smallPlan))).body).toMatchObject({ planVersion: 1 });
  });

  test("adds seats to every performance to come, free, and to none that is over", async () => {
    // The clock of the test stands at 5 January.
    const past = { performances: [{ localDate: "2026-01-02", localTime: "20:00" }] };
    const { performanceNumbers } = (
      await season.support.post(`/api/shows/${season.showNumber}/performances`, past)
    ).body;
    const plan = changed((wider) => {
      seatsOf(wider, 1, 0).push({
        ...{ seat_guid: "C5", seat_number: "5", category: "CATEGORIE 3" },
        position: { x: 80, y: 0 },
      });
      wider.categories.push({ name: "CATEGORIE 3", color: "#123456" });
    });
    expect((await apply(plan)).body).toMatchObject({ planVersion: 2, capacity: 13, performances: 2 });
    expect((await statesOf(season.otherPerformanceNumber))[13]).toBe("free");
    expect((await statesOf(performanceNumbers[0]))[13]).toBeUndefined();
  });

  test("keeps the codes of seats, and says seat by seat what differs", async () => {
    const before = (await season.clerk.get(`/api/halls/${season.hallCode}/plan`)).body;
    const plan = changed((other) => {
      const [first, second] = seatsOf(other, 0, 1);
      Object.assign(first ?? {}, { position: { x: 1, y: 0 }, wheelchair: true });
      Object.assign(second ?? {}, { seat_number: "12", category: "CARRE OR" });
    });
    const { body } = await season.support.post(`/api/halls/${season.hallCode}/plan-difference`, { plan });
    expect(body).toMatchObject({ capacityBefore: 13, capacityAfter: 12, obstacleCount: 0 });
    const words = body.seats.map(({ guid, changes }: { guid: string; changes: string[] }) => [
      guid,
      ...changes,
    ]);
    expect(words).toEqual([
      ["B1", "moved", "attributes"],
      ["B2", "relabelled", "category"],
      ["C5", "gone"],
    ]);
    expect((await apply(plan)).body).toMatchObject({ planVersion: 3, capacity: 12 });
    const after = (await season.clerk.get(`/api/halls/${season.hallCode}/plan`)).body;
    expect(after.seatCodes).toEqual(before.seatCodes.slice(0, 12));
    expect(after.seatNumbers[5]).toBe("12");
    const kept = await season.clerk.get(`/api/halls/${season.hallCode}/versions/1/difference/3`);
    expect(kept.body.seats).toHaveLength(2);
  });

  test("a seat that has left the plan stays blocked, whoever unblocks, and comes back free with its code", async () => {
    const { otherPerformanceNumber } = season;
    expect((await statesOf(otherPerformanceNumber))[13]).toBe("blocked");
    const free = { blocked: false, seatCodes: [13] };
    expect(
      (await season.clerk.post(`/api/performances/${otherPerformanceNumber}/blocks`, free)).body,
    ).toEqual({
      changed: 0,
      refused: [{ seatCode: 13, state: "blocked" }],
    });
    const before = await season.clerk.get(`/api/halls/${season.hallCode}/export?version=2`);
    expect((await apply(JSON.stringify(before.body))).body).toMatchObject({ capacity: 13 });
    expect((await season.clerk.get(`/api/halls/${season.hallCode}/plan`)).body.seatCodes).toContain(13);
    expect((await statesOf(otherPerformanceNumber))[13]).toBe("free");
  });

  test("is refused where another came between", async () => {
    const answer = await apply(JSON.stringify(smallPlan), { planVersion: 1 });
    expect(answer).toMatchObject({ status: 409, body: { error: "PLAN_CHANGED" } });
  });
});

test("whether the reseller was told is asked of the version in force", async () => {
  const exported = async () =>
    (await season.clerk.get(`/api/halls/${season.hallCode}/versions`)).body.exported;
  const tell = () =>
    house.database.transaction((transaction) =>
      appendAudit(transaction, season.organizerId, house.clock.now(), {
        ...{ action: "exportCodes", operatorId: 1, secondOperatorId: null },
        subject: { hallCode: season.hallCode, keptIn: null },
      }),
    );
  expect(await exported()).toBe(false);
  house.time.now = new Date(house.time.now.getTime() + 1000);
  await tell();
  expect(await exported()).toBe(true);
  house.time.now = new Date(house.time.now.getTime() + 1000);
  const moved = changed((plan) => Object.assign(seatsOf(plan, 0, 1)[3] ?? {}, { position: { x: 77, y: 0 } }));
  expect((await apply(moved)).status).toBe(200);
  expect(await exported()).toBe(false);
});

describe("a plan in use", () => {
  const without = (guid: string) =>
    changed((plan) => {
      for (const { rows } of plan.zones)
        for (const row of rows) row.seats = row.seats.filter((seat) => seat.seat_guid !== guid);
    });

  test("never loses a seat that is sold or held, nor changes a sold one's place or category; names all, stores nothing", async () => {
    expect((await season.sell([1])).status).toBe(201);
    const holds = `/api/performances/${season.otherPerformanceNumber}/holds`;
    await season.clerk.post(holds, { holdCode: season.holdCode, seatCodes: [2] });
    const before = await house.database.rows(sql`select * from seats order by hall_code, seat_code`);
    const version = await versionNow();
    for (const [plan, obstacles] of [
      [without("A1"), [{ number: "1", state: "soldAtCounter", change: "gone", title: "ORPHEE ET EURYDICE" }]],
      [without("A2"), [{ number: "2", state: "held", change: "gone", localDate: "2026-03-08" }]],
      [
        changed((plan) => Object.assign(seatsOf(plan, 0, 0)[0] ?? {}, { seat_number: "99" })),
        [{ number: "1", change: "relabelled" }],
      ],
      [
        changed((plan) => Object.assign(seatsOf(plan, 0, 0)[0] ?? {}, { category: "CATEGORIE 1" })),
        [{ number: "1", change: "category" }],
      ],
    ] as const) {
      expect(await apply(plan)).toMatchObject({
        status: 409,
        body: { error: "PLAN_IN_USE", obstacles, obstacleCount: 1 },
      });
    }
    expect(await versionNow()).toBe(version);
    expect(await house.database.rows(sql`select * from seats order by hall_code, seat_code`)).toEqual(before);
  });

  test("a held seat may change its category, and a sold one its place on the drawing", async () => {
    const plan = changed((other) => {
      const [sold, held] = seatsOf(other, 0, 0);
      Object.assign(sold ?? {}, { position: { x: 3, y: 3 } });
      Object.assign(held ?? {}, { category: "CATEGORIE 1" });
    });
    expect((await apply(plan)).status).toBe(200);
  });

  test("sold while the plan is changed, a seat is either refused to the buyer or stays in the plan", async () => {
    for (const guid of ["A3", "A4"]) {
      const code = guid === "A3" ? 3 : 4;
      const [sale, change] = await Promise.all([season.sell([code]), apply(without(guid))]);
      const planned = (await season.clerk.get(`/api/halls/${season.hallCode}/plan`)).body.seatCodes.includes(
        code,
      );
      expect([sale.status === 201, change.status === 200]).toSatisfy(
        ([sold, gone]: [boolean, boolean]) => sold !== gone,
      );
      expect(planned).toBe(sale.status === 201);
    }
  });

  test("the books still keep every promise", async () => {
    for (const { title, check } of seatInvariants)
      expect([title, await check(house.database, { now: house.clock.now() })]).toEqual([title, []]);
  });
});

test("performances added while the plan changes have the seats of the plan that is then in force", async () => {
  const { hallCode } = (await season.support.post("/api/halls", { plan: JSON.stringify(smallPlan) })).body;
  const show = { showGroupId: season.showGroupId, hallCode, title: "GISELLE" };
  const { showNumber } = (await season.support.post("/api/shows", show)).body;
  const smaller = changed((plan) => seatsOf(plan, 0, 0).pop());
  const [made, change] = await Promise.all([
    season.support.post(`/api/shows/${showNumber}/performances`, {
      performances: [{ localDate: "2026-05-05", localTime: "20:00" }],
    }),
    season.support.put(`/api/halls/${hallCode}/plan`, { plan: smaller, planVersion: 1 }),
  ]);
  expect([made.status, change.status]).toEqual([201, 200]);
  const states = Object.values(await statesOf(made.body.performanceNumbers[0]));
  expect(states.filter((state) => state === "free")).toHaveLength(11);
});
